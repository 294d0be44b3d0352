"""What asks for a check and gives it up, and of what the last one was: the line of the dock's title."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from core.commands import Audit, Cancel
from core.frame import Frame
from gui.check.words import whose
from gui.network.legend import FittingLabel
from gui.pages import pages_in
from gui.theme import Theme
from gui.writing.fonts import number_font

STEPS = 1000
"""Of the progress bar."""
WORDS = ("Check this sample", "Check all data"), ("This sample", "All data")
"""On the buttons, and where there is little room."""


class AskingLine(QWidget):
    """Whose check is shown at the left; at the right two buttons, or how far a check is.

    Signals:
        asked: a command.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing can be asked for before the first frame."""
        super().__init__(parent)
        self.note = FittingLabel()
        self.note.setFont(number_font(12))
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.check_sample = _button(
            WORDS[0][0],
            "Hold every weight and bias against central differences, for C of the sample shown (Ctrl+K)",
        )
        self.check_data = _button(
            WORDS[0][1],
            "Hold every weight and bias against central differences, for the mean of C over all samples "
            "(Ctrl+Shift+K)",
        )
        self.cancel = _button("Cancel", "Stop the check and keep what it has found")
        self.progress = _progress_bar()
        self._arrange()
        self.check_sample.clicked.connect(self.on_check_sample)
        self.check_data.clicked.connect(self.on_check_data)
        self.cancel.clicked.connect(self.on_cancel)

    def _arrange(self) -> None:
        pages = []
        for parts in ((self.check_sample, self.check_data), (self.progress, self.cancel)):
            page = QWidget()
            row = QHBoxLayout(page)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part)
            pages.append(page)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 4, 0)
        line.addWidget(self.note, 1)
        self._pages = pages_in(line, pages, stretch=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less on the buttons where they would be cut off."""
        super().resizeEvent(event)
        buttons = self.check_sample, self.check_data
        for words in WORDS:
            for button, word in zip(buttons, words, strict=True):
                button.setText(word)
            if sum(button.sizeHint().width() for button in buttons) + 24 <= self.width():
                break

    def set_theme(self, theme: Theme) -> None:
        """Colour the progress."""
        self.progress.setStyleSheet(
            f"QProgressBar {{ background: {theme.border}; border: 0; border-radius: 4px; }}"
            f"QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}"
        )

    def show_frame(self, frame: Frame) -> None:
        """Say whose check is shown, and allow what the frame's state allows."""
        self.note.show_wordings(*(whose(frame) or ("",)))
        checking = frame.state == "checking"
        if checking:
            self.progress.setValue(round(STEPS * (frame.progress or 0.0)))
        for button in (self.check_sample, self.check_data):
            button.setEnabled(frame.state == "paused")
        self._pages.setCurrentIndex(int(checking))

    @Slot()
    def on_check_sample(self) -> None:
        """Ask for a check of the sample shown."""
        self.asked.emit(Audit("shown"))

    @Slot()
    def on_check_data(self) -> None:
        """Ask for a check of all data."""
        self.asked.emit(Audit("all"))

    @Slot()
    def on_cancel(self) -> None:
        """Ask for the check to be given up."""
        self.asked.emit(Cancel())


def _progress_bar() -> QProgressBar:
    bar = QProgressBar()
    bar.setRange(0, STEPS)
    bar.setTextVisible(False)
    bar.setFixedHeight(8)
    bar.setMinimumWidth(60)
    bar.setAccessibleName("Progress of the check")
    return bar


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setProperty("role", "small")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
