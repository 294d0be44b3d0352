"""How far a long way to another moment is, and the button that gives it up."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from core.commands import Cancel
from core.frame import Frame
from gui.theme import Theme

STEPS = 1000
"""Of the progress bar."""

PATIENCE_MS = 150
"""A way that is over sooner is not worth a progress bar that only flashes."""


class SeekProgress(QWidget):
    """Words, a bar and Cancel, for the status bar; hidden while one is nowhere on the way.

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
        self.bar.setAccessibleName("Progress of going to another moment")
        self.bar.setToolTip("The steps in between are done again")
        self.words.setToolTip(self.bar.toolTip())
        self.cancel.setProperty("role", "small")
        self.cancel.setToolTip("Stay where you were  (Esc)")
        self.cancel.setFixedHeight(20)
        self.cancel.clicked.connect(self.on_cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(8)
        for part in (self.words, self.bar, self.cancel):
            row.addWidget(part)
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
        """Say where one is going to."""
        self.words.setText(words[:1].upper() + words[1:])

    def show_frame(self, frame: Frame) -> None:
        """Show how far it is."""
        if frame.state != "seeking":
            self._patience.stop()
            self.hide()
            return
        self.bar.setValue(round(STEPS * (frame.progress or 0.0)))
        if self.isHidden() and not self._patience.isActive():
            self._patience.start()

    @Slot()
    def on_cancel(self) -> None:
        """Give it up."""
        self.asked.emit(Cancel())
