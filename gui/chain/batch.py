"""The step's batch behind one update: each sample's derivative, their mean, and Δw made from it."""

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from core.contributions import Contributions, contributions
from core.frame import Frame
from gui.chain import batch_words
from gui.chain.batch_bars import BatchBars
from gui.chain.batch_words import STOPPED, Line
from gui.chain.pace import Pace
from gui.chain.words import Words
from gui.pages import empty_page
from gui.theme import Theme
from gui.writing.digits import Digits

NOTHING = "Select a weight or a bias, and see what each sample of the batch adds to its update."
HIDDEN = "The exercise asks for these numbers: they appear when the backward pass has come here."
ROOMY = 170
"""Pixels of the page from which on the update may take two lines."""


class BatchPage(QWidget):
    """Bars, one for each sample of the batch, and in words what their mean does to the weight.

    Signals:
        sample_chosen: index of the sample whose bar was clicked.
    """

    sample_chosen = Signal(object)

    title = "Batch"
    tip = "What each sample of the step's batch adds to ∂C̄/∂w, and the update made from their mean"

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until the first frame with a weight or bias; numbers are written with `digits`."""
        super().__init__(parent)
        self._digits = digits
        self._frame: Frame | None = None
        self._place: int | None = None
        self._pace = Pace()
        self.found: Contributions | None = None
        self.heading, self.mean, self.update_line = Words(), Words(), Words()
        self.bars = BatchBars(digits)
        self.hint = empty_page(NOTHING)
        self._arrange()
        self.bars.chosen.connect(self.sample_chosen)
        self.bars.pointed.connect(self.on_pointed)
        digits.changed.connect(self.on_digits_changed)

    def _arrange(self) -> None:
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        for part in (self.heading, self.bars, self.mean, self.update_line):
            column.addWidget(part, int(part is self.bars))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.hint)
        self._pages.addWidget(self._content)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        for part in (self.heading, self.bars, self.mean, self.update_line):
            part.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the update take two lines where the page is high enough for them."""
        super().resizeEvent(event)
        self.update_line.let_wrap(self.height() >= ROOMY)

    # Frames

    def show_frame(self, frame: Frame) -> None:
        """Show the batch behind the update of the weight or bias that is picked."""
        if not self.isVisible():
            return
        if frame.derivation is None or frame.derivation.held_back:
            self._leave(NOTHING if frame.derivation is None else HIDDEN)
            return
        if self._pace.begin(frame.live and self._frame is not None):
            self._show(frame)
            self._pace.end()

    def _leave(self, words: str) -> None:
        """Show words in place of the bars."""
        self._frame = self.found = None
        if words != self.hint.text():
            self.hint.setText(words)
        self._pages.setCurrentWidget(self.hint)

    def _show(self, frame: Frame) -> None:
        found = contributions(frame)
        if frame.state == "diverged" and not np.isfinite(found.values).any():
            self._leave(STOPPED)
            return
        if self.found is None or found.pick != self.found.pick or frame.record is not self._frame.record:
            self.bars.forget()
        self._frame, self.found = frame, found
        self.bars.show_contributions(found, frame.sample, frame.live)
        self._say()
        self._pages.setCurrentWidget(self._content)

    def _say(self) -> None:
        """Write the lines."""
        found, frame, digits = self.found, self._frame, self._digits
        mean = batch_words.mean_words(found, digits)
        asked = frame.view.exercise and not found.done
        update = batch_words.rule(found) if asked else batch_words.update_words(found, digits)
        if frame.state == "diverged" and not batch_words.went_well(found):
            mean, update = Line(mean.words), Line((STOPPED,))
        self.mean.show_line(mean)
        self.update_line.show_line(update, steady=frame.live)
        if self._place is not None and self._place < len(found.samples):
            shown = int(found.samples[self._place]) == frame.sample
            self.heading.show_line(batch_words.sample_words(found, self._place, shown, digits))
        else:
            self.heading.show_line(batch_words.title(frame, found))

    @Slot(object)
    def on_pointed(self, place: int | None) -> None:
        """Say what is under the mouse."""
        self._place = place
        if self.found is not None:
            self._say()

    @Slot(int)
    def on_digits_changed(self, count: int) -> None:
        """Write all numbers anew."""
        if self.found is not None:
            self.bars.update()
            self._say()
