"""The middle of the window: the canvas, its legend, and the caption of the phase or an exercise."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.commands import Step
from core.frame import Frame
from gui.exercise.bar import ExerciseBar
from gui.network.canvas import NetworkCanvas
from gui.network.caption import CaptionBox
from gui.network.legend import LegendBar
from gui.theme import Theme

MARGIN = 12


class NetworkView(QWidget):
    """Puts canvas, legend and caption above one another; each is painted only when it changes.

    In an exercise a bar that asks for the next phase's numbers has the caption's place.

    Signals:
        asked: a command.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first `show_frame`."""
        super().__init__(parent)
        self.setObjectName("network")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas, self.legend, self.caption = NetworkCanvas(), LegendBar(), CaptionBox()
        self.exercise = ExerciseBar()
        self.exercise.hide()
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        below.setSpacing(4)
        below.addWidget(self.legend)
        below.addWidget(self.caption)
        below.addWidget(self.exercise)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addLayout(below)
        self.canvas.reach_changed.connect(self.legend.show_reach)
        self.canvas.camera_changed.connect(self.legend.show_fitted)
        self.legend.zoom_asked.connect(self.on_zoom_asked)
        self.exercise.next_asked.connect(self.on_next_asked)

    def set_theme(self, theme: Theme) -> None:
        """Colour everything."""
        for part in (self.canvas, self.legend, self.caption, self.exercise):
            part.set_theme(theme)

    def show_frame(self, frame: Frame) -> None:
        """Show `frame`: the canvas paints it, the others only what is new in it."""
        self.canvas.show_frame(frame)
        self.legend.show_frame(frame)
        self.caption.show_frame(frame)
        self._show_exercise(frame)

    def _show_exercise(self, frame: Frame) -> None:
        """Let the exercise have the caption's place while it is on, but never that of a message."""
        on, was_on = frame.view.exercise and not frame.message, not self.exercise.isHidden()
        if on:
            self.exercise.show_frame(frame)
        if on == was_on:
            return
        focused = self.exercise.has_focus
        self.caption.setVisible(not on)
        self.exercise.setVisible(on)
        if on:
            self.exercise.begin()
        elif focused:
            self.canvas.setFocus()

    @Slot()
    def on_next_asked(self) -> None:
        """Ask for the next phase."""
        self.asked.emit(Step("phase"))

    @Slot(str)
    def on_zoom_asked(self, how: str) -> None:
        """Zoom the canvas."""
        {"in": self.canvas.zoom_in, "out": self.canvas.zoom_out, "fit": self.canvas.fit}[how]()
