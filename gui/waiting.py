"""A small window while a large file is read before the window is there: how far that is, and Cancel."""

import os

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QProgressBar, QPushButton

from gui.shell.about import Page
from gui.shell.appearance import Appearance
from gui.shell.asking import STYLE, Notice
from gui.shell.menus import APPEARANCES
from gui.shell.preferences import APPEARANCE, Preferences
from gui.writing.plain import one_line

WIDTH = 420
BAR = """
QProgressBar { background: palette(mid); border: 0; border-radius: 4px; }
QProgressBar::chunk { background: palette(highlight); border-radius: 4px; }
"""


class WaitingWindow(Page):
    """Tells how far a file is read, and stays until the window itself is there.

    Attributes:
        given_up: whether somebody did not wait.

    """

    def __init__(self, path: str, theme: str | None) -> None:
        """Wait for the file `path`, in the colours of `theme` or those that were chosen last; it is shown."""
        super().__init__("Nablascope", None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        chosen = theme or Preferences().choice(APPEARANCE, APPEARANCES) or "system"
        Appearance(self).choose(chosen)
        self.given_up = False
        self._make_parts(os.path.basename(path))
        self.rejected.connect(self.on_rejected)
        self.setFixedSize(self.sizeHint())
        self.show()
        QApplication.processEvents()

    def _make_parts(self, name: str) -> None:
        self.words, self.bar, self.cancel = QLabel(), QProgressBar(), QPushButton("Cancel")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "title")
        self.words.setFixedWidth(WIDTH)
        self._say(f"Reading {one_line(name)}")
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self.bar.setStyleSheet(BAR)  # its own: that of the window is the theme's
        self.bar.setAccessibleName("How much of the file is read")
        self.cancel.setAutoDefault(False)
        self.cancel.setStyleSheet(STYLE)
        self.cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        for part in (self.words, self.bar):
            self.column.addWidget(part)
        self.column.addLayout(row)

    def _say(self, text: str) -> None:
        metrics = self.words.fontMetrics()
        self.words.setText(metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, WIDTH))

    @Slot()
    def on_rejected(self) -> None:
        """Cancel, Esc, or the window was closed."""
        self.given_up = True

    def tell(self, share: float) -> None:
        """Show the share that is read; raises `KeyboardInterrupt` if somebody does not want to wait."""
        self.bar.setValue(round(100 * share))
        QApplication.processEvents()
        if self.given_up:
            raise KeyboardInterrupt

    def end(self) -> None:
        """It is read: go as soon as the program's own window is there."""
        self._say("Opening the window")
        self.bar.setValue(100)
        self.cancel.setEnabled(False)
        QApplication.processEvents()
        QTimer.singleShot(0, self, self.hide)

    def refuse(self, sentence: str) -> None:
        """Say in a box why the file is not opened; returns when that is closed."""
        notice = Notice("Not opened", sentence, None)
        notice.setStyleSheet(self.styleSheet() + STYLE)  # it has no parent to have it from
        self.hide()
        notice.exec()
