"""A lesson to read: scrolled with keys or wheel, selected and copied with everything painted in it."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from gui.focus_ring import FocusRing
from gui.lessons.document import LessonDocument
from gui.lessons.live import Live
from gui.lessons.setting import SCHEME, Setter
from gui.lessons.text import Lesson
from gui.own_keys import kept
from gui.theme import Theme

Key = Qt.Key
SCROLLING = {
    Key.Key_PageUp,
    Key.Key_PageDown,
    Key.Key_Home,
    Key.Key_End,
    Key.Key_Up,
    Key.Key_Down,
}
"""Keys that belong to the reader, whatever they do in other windows."""
ABOVE = 26
"""Above a heading that is jumped to."""
KEPT, LINE = 40, 40
"""What a page keeps in sight, and how far an arrow key goes."""
BEGUN = 160
"""A section has begun when its heading is so near to the top."""


class Reader(QTextBrowser):
    """Shows one lesson.

    Signals:
        asked: the name of live numbers that are to be shown on the network.
        section_changed: which section is at the top.
    """

    asked = Signal(str)
    section_changed = Signal(int)

    def __init__(self, lesson: Lesson, parent: QWidget | None = None) -> None:
        """Empty until `set_theme`."""
        super().__init__(parent)
        self.lesson = lesson
        self.section = 0
        self._copied = ""
        self.text = LessonDocument(self)
        self.setDocument(self.text)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(lesson.title)
        self._ring = FocusRing(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self.on_link)
        self.verticalScrollBar().valueChanged.connect(self.on_scrolled)
        QCoreApplication.instance().aboutToQuit.connect(self.on_quitting)

    @Slot()
    def on_quitting(self) -> None:
        """Leave what was copied to Qt: what Python has made can't be deleted once Python has ended."""
        board = QGuiApplication.clipboard()
        if self._copied and board.text() == self._copied:
            board.setText(self._copied)

    def set_theme(self, theme: Theme) -> None:
        """Set the lesson anew in the colours of `theme`, at the same place."""
        shown = {piece.name: piece.live for piece, _ in self.text.numbers if piece.live}
        at = self.verticalScrollBar().value()
        Setter(self.text, theme).set(self.lesson)
        self.setTextCursor(QTextCursor(self.text))  # or else what was written has pushed it to the end
        self.text.fit(self.viewport().width())
        if shown:
            self.text.show(shown)
        self.verticalScrollBar().setValue(at)

    def show_numbers(self, found: Mapping[str, Live]) -> None:
        """Show numbers of another moment."""
        if self.text.show(found):
            self.viewport().update()

    def go_to(self, section: int) -> None:
        """Scroll to a section."""
        self.verticalScrollBar().setValue(round(self._top(section)) - ABOVE)

    def _top(self, section: int) -> float:
        block = self.text.findBlock(self.text.places[section].position)
        return self.text.documentLayout().blockBoundingRect(block).top()

    @Slot(QUrl)
    def on_link(self, url: QUrl) -> None:
        """A link was followed."""
        if url.scheme() == SCHEME:
            self.asked.emit(url.path())

    @Slot()
    def on_scrolled(self) -> None:
        """Say which section is at the top, if it is another one."""
        line = self.verticalScrollBar().value() + BEGUN
        begun = [k for k in range(len(self.text.places)) if self._top(k) <= line]
        section = begun[-1] if begun else 0
        if self.verticalScrollBar().value() == self.verticalScrollBar().maximum() > 0:
            section = len(self.text.places) - 1
        if section != self.section:
            self.section = section
            self.section_changed.emit(section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle, and the same section in sight."""
        self.text.fit(self.viewport().width())
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take the keys that scroll before any shortcut does."""
        return kept(event, _scrolls) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll; a page leaves its last line in sight."""
        if not _scrolls(event):
            super().keyPressEvent(event)
            return
        bar = self.verticalScrollBar()
        page, line, end = bar.pageStep() - KEPT, LINE, bar.maximum()
        by = {
            Key.Key_PageDown: page,
            Key.Key_PageUp: -page,
            Key.Key_Down: line,
            Key.Key_Up: -line,
            Key.Key_End: end,
            Key.Key_Home: -end,
        }
        bar.setValue(bar.value() + by[Key(event.key())])

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words, with LaTeX for equations and lines of text for live numbers."""
        cursor: QTextCursor = self.textCursor()
        data = QMimeData()
        self._copied = self.text.plain(cursor.selectionStart(), cursor.selectionEnd())
        data.setText(self._copied)
        return data


def _scrolls(event: QKeyEvent) -> bool:
    return event.key() in SCROLLING and event.modifiers() == Qt.KeyboardModifier.NoModifier
