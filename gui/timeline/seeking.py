"""How far a long way is, to another moment or through a file, and the button that gives it up."""

import math

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from core.commands import Cancel
from core.frame import Frame
from gui.action_spec import FILES
from gui.theme import Theme

STEPS = 1000
"""Of the progress bar."""

PATIENCE_MS = 150
"""A way that is over sooner is not worth a progress bar that only flashes."""

MEANINGS = {
    "seeking": ("The steps in between are done again", "Stay where you were  (Esc)"),
    "importing": ("The whole file is read and checked", "Give it up, and keep what there is  (Esc)"),
    "exporting": ("The data shown is written, row by row", "Give it up, and leave no file behind  (Esc)"),
}
"""For each state that has a way: what is being done, and what Cancel does."""


class SeekProgress(QWidget):
    """Words, a bar and Cancel, for the status bar; hidden while nothing is under way.

    Signals:
        asked: a `Cancel`.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden at first."""
        super().__init__(parent)
        self.words, self.bar, self.cancel = QLabel(), QProgressBar(), QPushButton("Cancel")
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(140, 8)
        self.bar.setAccessibleName("Progress")
        self.cancel.setProperty("role", "small")
        self.cancel.setFixedHeight(20)
        self.cancel.clicked.connect(self.on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        for part in (self.words, self.bar, self.cancel):
            row.addWidget(part)
        self._destination, self._state = "", ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Colour the progress."""
        self.bar.setStyleSheet(
            f"QProgressBar {{ background: {theme.border}; border: 0; border-radius: 4px; }}"
            f"QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}"
        )

    @Slot(str)
    def show_destination(self, words: str) -> None:
        """Say where one is going to, or what is done with which file."""
        self._destination = words[:1].upper() + words[1:]
        self.words.setText(self._destination)

    def show_frame(self, frame: Frame) -> None:
        """Show how far it is."""
        if frame.state not in MEANINGS:
            self._patience.stop()
            self.hide()
            return
        self._explain(frame.state)
        share = frame.progress or 0.0
        self.bar.setValue(round(STEPS * share))
        if frame.state in FILES:
            self.words.setText(f"{self._destination}… {math.floor(100 * share)} %")
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def _explain(self, state: str) -> None:
        if state != self._state:
            self._state = state
            done, cancelled = MEANINGS[state]
            for part in (self.bar, self.words):
                part.setToolTip(done)
            self.cancel.setToolTip(cancelled)

    @Slot()
    def on_cancel(self) -> None:
        """Give it up."""
        self.asked.emit(Cancel())
