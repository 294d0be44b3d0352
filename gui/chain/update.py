"""How an update makes the new weight: every line of the optimiser's rule, with the numbers of this step."""

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from core.contributions import Contributions, contributions
from core.cursor import Phase
from core.frame import Frame
from core.optimisers import called
from gui.chain.batch_words import STOPPED, Line, parameter
from gui.chain.pace import Pace
from gui.chain.sheet import Sheet
from gui.chain.words import Words
from gui.lessons.updating import Updating
from gui.pages import empty_page
from gui.theme import Theme
from gui.writing.digits import Digits
from gui.writing.numbers import grouped

NOTHING = "Select a weight or a bias, and see how its update is made."
HIDDEN = "The exercise asks for these numbers: they appear when the backward pass has come here."


class UpdatePage(QWidget):
    """What the optimiser is given, what it remembers before and after, and what it makes of the weight."""

    title = "Update"

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until the first frame with a weight or bias; numbers are written with `digits`."""
        super().__init__(parent)
        self._digits, self._pace = digits, Pace()
        self._frame: Frame | None = None
        self.found: Contributions | None = None
        self.heading, self.sheet = Words(), Sheet()
        self.hint = empty_page(NOTHING)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.sheet, 1)
        self._content, self._pages = content, QStackedLayout(self)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(content)
        digits.changed.connect(self.on_digits_changed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self.heading.set_theme(theme)
        self.sheet.set_theme(theme)

    def show_frame(self, frame: Frame) -> None:
        """Show the update of the weight or bias that is picked."""
        if not self.isVisible():
            return
        if frame.derivation is None or frame.derivation.held_back:
            self._leave(NOTHING if frame.derivation is None else HIDDEN)
        elif self._pace.begin(frame.live and self._frame is not None):
            self._show(frame)
            self._pace.end()

    def _leave(self, words: str) -> None:
        """Show words in place of the lines."""
        self._frame = self.found = None
        self.hint.setText(words)
        self._pages.setCurrentWidget(self.hint)

    def _show(self, frame: Frame) -> None:
        found = contributions(frame)
        if frame.state == "diverged" and not np.isfinite((found.mean, found.after)).all():
            self._leave(STOPPED)
            return
        self._frame, self.found = frame, found
        self._say()
        self._pages.setCurrentWidget(self._content)

    def _say(self) -> None:
        """Write all lines."""
        frame, found = self._frame, self.found
        asked = frame.view.exercise and not found.done
        self.heading.show_line(heading(frame, found, asked))
        self.sheet.show_lines(Updating(found, frame, None if asked else self._digits.write).lines())

    @Slot(int)
    def on_digits_changed(self, count: int) -> None:
        """Write all numbers anew."""
        if self.found is not None:
            self._say()


def heading(frame: Frame, found: Contributions, asked: bool) -> Line:
    """Which update it is, and whether it has been done."""
    step = frame.cursor.step + (frame.cursor.phase is not Phase.UPDATE)
    words = (parameter(found.pick), f" by {called(found.update.optimiser)}, step {grouped(step)}")
    if asked:
        return Line(words, "the exercise asks for what this comes to")
    if found.done:
        return Line(words, "the update is done")
    ahead = "; computed ahead of the backward pass"  # any longer, it would not fit at the window's usual size
    return Line(words, "the update is to come" + (ahead if found.ahead else ""))
