"""The middle of the window: the canvas, its legend, and the caption of the phase or an exercise."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.commands import Step
from core.frame import Frame
from gui.network.canvas import NetworkCanvas
from gui.network.caption import CaptionBox
from gui.network.legend import LegendBar
from gui.shell.dock_places import LOW
from gui.theme import DARK, Theme

if TYPE_CHECKING:
    from gui.exercise.bar import ExerciseBar

MARGIN = 12
LEAST, WITH_EXERCISE, WITH_CAPTION = 170, 252, 310
"""Heights: the least, the least in an exercise, and that from which on there is room for the caption."""
ABOVE_PANEL, ASKED_ABOVE_PANEL, EDGE = 213, 322, 4
"""Heights above a panel on the stage, in an exercise too, at which three nodes have their numbers, and the
margin below."""

AROUND_CANVAS, CANVAS_BELOW_LESSON, CANVAS_ON_STAGE = 12, 90, 185
"""Heights in a low window with a lesson: what is around the canvas without the legend, and the least of the
canvas; while one presents its numbers must be there."""


class NetworkView(QWidget):
    """Puts canvas, legend and caption above one another; each is painted only when it changes.

    In an exercise a bar that asks for the next phase's numbers has the caption's place. Where there
    is little height the caption makes room for the network; the window never grows for it.

    Signals:
        asked: a command.
        exercise_shown: whether an exercise is about to take its room, or has given it back.
    """

    asked = Signal(object)
    exercise_shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first `show_frame`."""
        super().__init__(parent)
        self.setObjectName("network")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas, self.legend, self.caption = NetworkCanvas(), LegendBar(), CaptionBox()
        self._exercise: ExerciseBar | None = None
        self._theme = DARK
        self._frame: Frame | None = None
        self._lent, self._canvas_least = 0, self.canvas.minimumHeight()
        self._presented, self._captioned = False, True
        self.setMinimumHeight(LEAST)
        below = self._below = QVBoxLayout()
        below.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        below.setSpacing(4)
        below.addWidget(self.legend)
        below.addWidget(self.caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addLayout(below)
        self.canvas.reach_changed.connect(self.legend.show_reach)
        self.canvas.camera_changed.connect(self.legend.show_fitted)
        self.legend.zoom_asked.connect(self.on_zoom_asked)

    def set_theme(self, theme: Theme) -> None:
        """Colour everything."""
        self._theme = theme
        for part in (self.canvas, self.legend, self.caption):
            part.set_theme(theme)
        if self._exercise is not None:
            self._exercise.set_theme(theme)

    @property
    def exercise(self) -> "ExerciseBar":
        """The bar that asks; made when it is first wanted."""
        if self._exercise is None:
            from gui.exercise.bar import ExerciseBar  # noqa: PLC0415 - not a part of every start

            self._exercise = ExerciseBar()
            self._exercise.hide()
            self._exercise.set_theme(self._theme)
            self._exercise.next_asked.connect(self.on_next_asked)
            self._below.addWidget(self._exercise)
        return self._exercise

    @property
    def exercise_asks(self) -> bool:
        """Whether an exercise waits for an answer."""
        return self._exercise is not None and not self._exercise.isHidden() and self._exercise.asks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether the caption has room."""
        super().resizeEvent(event)
        self._fit_caption()

    def hasHeightForWidth(self) -> bool:
        """No: for the words of a lesson, which have, a layout would let it have nearly all of the stage."""
        return False

    @Slot(int)
    def lend(self, height: int) -> None:
        """Leave so much height at the top to a lesson, which shows equations of its own; 0 takes it back."""
        self._lent = height
        close = height > 0 and self.window().height() < LOW
        self.legend.setVisible(not close)
        least = CANVAS_ON_STAGE if self._presented else CANVAS_BELOW_LESSON
        self.canvas.setMinimumHeight(least if close else self._canvas_least)
        self._fit_least()
        self._fit_caption()

    def _fit_least(self) -> None:
        asks = self._exercise is not None and not self._exercise.isHidden()
        below_lesson = self.canvas.minimumHeight() + AROUND_CANVAS
        above = self._presented and not self._captioned and not self._lent
        free, asked = (ABOVE_PANEL, ASKED_ABOVE_PANEL) if above else (LEAST, WITH_EXERCISE)
        own = below_lesson if self.legend.isHidden() and not asks else asked if asks else free
        self.setMinimumHeight(own + self._lent)

    @Slot(bool)
    def show_dashes(self, on: bool) -> None:
        """Dash negative edges, or not any longer."""
        self.canvas.dashed = on
        self.canvas.update()
        self.legend.show_dashes(on)

    def _fit_caption(self) -> None:
        """Leave the caption out where the network needs its room, and where a banner says what happened."""
        frame = self._frame
        if frame is not None:
            room = self._captioned and not self._lent and self.height() >= WITH_CAPTION
            room &= not frame.view.exercise
            self.caption.setVisible(room and frame.state != "diverged")

    def present(self, on: bool, captioned: bool = True) -> None:
        """Be on the stage of a presentation, with a caption if there is room, or in the window again."""
        self._presented = self.canvas.presented = on
        self._captioned = captioned
        self._below.setContentsMargins(MARGIN, 0, MARGIN, EDGE if on and not captioned else MARGIN)
        self.lend(self._lent)

    def show_frame(self, frame: Frame) -> None:
        """Show `frame`: the canvas paints it, the others only what is new in it."""
        self.canvas.show_frame(frame)
        self.legend.show_frame(frame)
        self.caption.show_frame(frame)
        self._frame = frame
        self._show_exercise(frame)
        self._fit_caption()

    def _show_exercise(self, frame: Frame) -> None:
        """Let the exercise have the caption's place while it is on, but never that of a message."""
        on = frame.view.exercise and not frame.message
        was_on = self._exercise is not None and not self._exercise.isHidden()
        if on:
            self.exercise.show_frame(frame)
        if on == was_on:
            return
        focused = was_on and self.exercise.has_focus
        if on:
            self.exercise_shown.emit(True)
        self.caption.setVisible(False)
        self.exercise.setVisible(on)
        self._fit_least()
        if on:
            self.exercise.begin()
            return
        self.exercise_shown.emit(False)
        if focused:
            self.canvas.setFocus()

    @Slot()
    def on_next_asked(self) -> None:
        """Ask for the next phase."""
        self.asked.emit(Step("phase"))

    @Slot(str)
    def on_zoom_asked(self, how: str) -> None:
        """Zoom the canvas."""
        {"in": self.canvas.zoom_in, "out": self.canvas.zoom_out, "fit": self.canvas.fit}[how]()
