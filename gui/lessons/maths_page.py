"""The mathematics in a window of its own, beside the network that it is about."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from core.cursor import Phase
from core.frame import Frame
from core.lesson import Lesson, lesson
from gui.books import Book, contents_of
from gui.lessons.catalogue import LIVE
from gui.lessons.live import Live, held_back
from gui.lessons.reader import Reader
from gui.lessons.text import load
from gui.writing.indices import parameter_name
from gui.writing.numbers import grouped

SIZE = QSize(850, 880)
SMALLEST = QSize(620, 320)
CONTENTS_WIDTH = 246
PHASES = {
    Phase.INPUT: "input",
    Phase.FORWARD: "forward",
    Phase.COST: "cost",
    Phase.BACKWARD: "backward",
    Phase.UPDATE: "update",
}


class MathsPage(Book):
    """Every equation, with the numbers of the moment.

    Signals:
        picked: the weight or bias that an equation is about is to be selected.
        lit: a tuple of the nodes, weights and biases that an equation speaks of.

    Attributes:
        shown: the numbers on the page, by their names.

    """

    picked = Signal(object)
    lit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Open it with `show`; `show_frame` fills in the numbers."""
        self.text = load("mathematics")
        super().__init__(self.text.title, "maths", parent)
        self.shown: dict[str, Live] = {}
        self.reader = Reader(self.text, self)
        self.contents = contents_of((section.title for section in self.text.sections), CONTENTS_WIDTH)
        self.moment = QLabel()
        self.moment.setProperty("role", "muted")
        self.compose()
        self.bar.addWidget(self.moment, 1)
        self.reader.asked.connect(self.show_on_network)
        self.reader.section_changed.connect(self.contents.setCurrentRow)
        self.contents.currentRowChanged.connect(self.on_row_changed)
        self.setMinimumSize(SMALLEST)
        self._take_place()

    def _take_place(self) -> None:
        """On the right of the screen, so that the network stays in sight."""
        room = self.screen().availableGeometry()
        self.resize(SIZE.boundedTo(room.size() * 0.94))
        window = self.parentWidget()
        top = window.geometry().top() if window is not None else room.top()
        top = max(room.top(), min(top, room.bottom() - self.height()))
        self.move(room.right() - self.width(), top)

    def offer(self, actions: Iterable[QAction]) -> None:
        """Let actions of the main window be used from here, by their keys and by buttons."""
        for action in actions:
            self.addAction(action)
            button = QToolButton()
            button.setObjectName(action.objectName())
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setAutoRaise(True)
            self.bar.addWidget(button)

    # Numbers

    def show_frame(self, frame: Frame) -> None:
        """Show the numbers of `frame`."""
        if not self.isVisible():
            return
        found = lesson(frame)
        with np.errstate(all="ignore"):  # after a divergence some numbers are too large
            shown = {name: numbers(found) for name, numbers in LIVE.items()}
        hides = frame.view.exercise
        self.shown = {name: held_back(live) if hides else live for name, live in shown.items()}
        self.moment.setText(moment(found))
        self.reader.show_numbers(self.shown)

    @Slot(str)
    def show_on_network(self, name: str) -> None:
        """Show there what the numbers called `name` are about."""
        live = self.shown.get(name)
        if live is None:
            return
        if live.pick is not None:
            self.picked.emit(live.pick)
        self.lit.emit(live.lights)

    # Sections

    @Slot(int)
    def on_row_changed(self, row: int) -> None:
        """Go to the section chosen; the one that scrolling has come to is there already."""
        if row >= 0 and row != self.reader.section:
            self.reader.section = row
            self.reader.go_to(row)


def moment(found: Lesson) -> str:
    """What the numbers belong to, in one line."""
    frame = found.frame
    place = "running" if frame.live else PHASES[frame.cursor.phase]
    layer = f", layer {frame.cursor.l}" if not frame.live and frame.cursor.l else ""
    name = parameter_name(found.pick)
    weight = f"{name} selected" if found.chosen else f"{name}, as no weight is selected"
    step = f"Step {grouped(frame.cursor.step)}"
    return f"{step} · {place}{layer} · sample {frame.sample + 1} · {weight}"
