"""Files that are dropped onto the window are opened: a session as a session, anything else as data."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from gui.shell.asking import SUFFIX, TABLES
from gui.theme import blended
from gui.writing.fonts import ui_font
from gui.writing.plain import one_line

NOT_LOCAL = "Only files of this computer can be dropped here: save it as a file first."
SEVERAL = "Only one file can be opened at a time: drop one of them."
FOLDER = "A folder cannot be opened: drop a file that is in it."
GONE = "What was dropped is not a file: drop a session or a file with data."
LONGEST = 60

EDGE, ROUND, HIGH = 3, 8, 44


class Dropping(QObject):
    """Watches a window for what is dragged over it.

    Signals:
        session_dropped: the path of a session file.
        data_dropped: the path of any other file.
        said: a sentence for the status bar.
    """

    session_dropped = Signal(object)
    data_dropped = Signal(object)
    said = Signal(str)

    def __init__(self, window: QWidget) -> None:
        """Let things be dropped onto `window`, and nothing into its fields."""
        super().__init__(window)
        self._window = window
        self.sign = DropSign(window)
        window.setAcceptDrops(True)
        for line in window.findChildren(QLineEdit):
            line.setAcceptDrops(False)  # a path is nothing that is written there
        window.installEventFilter(self)

    @Slot(str)
    def on_chosen(self, name: str) -> None:
        """Open a file that was chosen among sessions and data: a table by its name, or else a session."""
        file = Path(name)
        (self.data_dropped if file.name.lower().endswith(TABLES) else self.session_dropped).emit(file)

    def eventFilter(self, watched: QObject, event: Any) -> bool:
        """Take what is dragged and dropped; a dialog that waits for an answer keeps it off."""
        kind = event.type()
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            return self._hover(event)
        if kind == QEvent.Type.DragLeave:
            self.sign.hide()
        elif kind == QEvent.Type.Drop:
            self.sign.hide()
            return self._drop(event)
        return super().eventFilter(watched, event)

    def _hover(self, event: Any) -> bool:
        if QApplication.activeModalWidget() is not None or not _is_wanted(event.mimeData()):
            event.ignore()
            return True
        if self.sign.isHidden():
            file, sentence = understood(event.mimeData())
            self.sign.show_words(sentence or f"Open {one_line(file.name)}", good=not sentence)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        return True

    def _drop(self, event: Any) -> bool:
        if QApplication.activeModalWidget() is not None or not _is_wanted(event.mimeData()):
            event.ignore()
            return True
        event.setDropAction(Qt.DropAction.CopyAction)  # whoever moves would delete the file
        event.accept()
        file, sentence = understood(event.mimeData())
        if sentence:
            self.said.emit(sentence)
            return True
        self._window.activateWindow()
        (self.session_dropped if is_session(file) else self.data_dropped).emit(file)
        return True


def _is_wanted(data: QMimeData) -> bool:
    """Whether there is something to open, or to say a sentence about."""
    return data.hasUrls() or data.hasText()


def is_session(file: Path) -> bool:
    """Whether a file is a session by its name."""
    return file.name.lower().endswith(SUFFIX)


def understood(data: QMimeData) -> tuple[Path, str]:
    """The file that is meant, and a sentence where there is no such."""
    nothing = Path()
    urls = data.urls()
    if not urls or not all(url.isLocalFile() for url in urls):
        return nothing, NOT_LOCAL
    if len(urls) > 1:
        return nothing, SEVERAL
    file = Path(urls[0].toLocalFile())
    try:
        if file.is_dir():
            return nothing, FOLDER
        return (file, "") if file.exists() else (nothing, GONE)
    except (OSError, ValueError):
        return nothing, GONE


class DropSign(QWidget):
    """A frame around the window and a few words, while something is held over it."""

    def __init__(self, window: QWidget) -> None:
        """Hidden at first."""
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName("What is dropped here")
        self.words, self.good = "", True
        self.hide()

    def show_words(self, words: str, good: bool) -> None:
        """Say what will be opened, or why nothing will be."""
        self.words, self.good = words, good
        self.setGeometry(self.parentWidget().rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame in the colour of what matters, quiet where nothing will be opened."""
        painter, palette = QPainter(self), self.palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = palette.window().color().name()
        colour = palette.highlight().color() if self.good else palette.placeholderText().color()
        veil = QColor(ground)
        veil.setAlphaF(0.55)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(colour, EDGE))
        inset = EDGE / 2 + 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), ROUND, ROUND)
        self._paint_words(painter, colour, ground)

    def _paint_words(self, painter: QPainter, colour: QColor, ground: str) -> None:
        font = ui_font(12, self.font().Weight.DemiBold)
        text = QFontMetrics(font).elidedText(self.words, Qt.TextElideMode.ElideMiddle, self.width() - 120)
        place = QRect(0, 0, QFontMetrics(font).horizontalAdvance(text) + 48, HIGH)
        place.moveCenter(self.rect().center())
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(blended(colour, ground, 0.18))
        painter.drawRoundedRect(place, HIGH / 2, HIGH / 2)
        painter.setFont(font)
        painter.setPen(self.palette().text().color())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
