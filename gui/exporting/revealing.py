"""The button in the status bar that opens the folder a file was written to."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from gui.exporting import words
from gui.shell.status import Status


class Reveal(QPushButton):
    """Stands beside the sentence that says where a file is, as long as that stands there.

    Signals:
        said: a sentence for the status bar, where the system has nothing that shows a folder.
    """

    said = Signal(str)

    def __init__(self, status: Status) -> None:
        """Take a place in `status`, unseen."""
        super().__init__("Open folder")
        self.setToolTip("Show the folder that the file was written to")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setStyleSheet("padding: 0px 10px;")  # as low as the bar
        self.setFixedHeight(status.fontMetrics().height() + 4)
        self.hide()
        self._status, self._sentence, self._file = status, "", Path()
        status.add_offer(self)
        status.messageChanged.connect(self.on_message_changed)
        self.clicked.connect(self.on_clicked)

    def offer(self, file: Path, sentence: str) -> None:
        """Offer the folder of `file` while `sentence` is there."""
        self._file, self._sentence = file, sentence
        self.on_message_changed(self._status.currentMessage())

    @Slot(str)
    def on_message_changed(self, sentence: str) -> None:
        """Go with the sentence."""
        self.setVisible(bool(sentence) and sentence == self._sentence)
        self._status.fit()

    @Slot()
    def on_clicked(self) -> None:
        """Open the folder."""
        folder = self._file.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.said.emit(words.no_folders_words(folder))
