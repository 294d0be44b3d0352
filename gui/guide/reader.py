"""Where a page of the guide is read: its links are followed, and words that are looked for stand out."""

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from gui.focus_ring import FocusRing
from gui.guide.document import GuideDocument, joined
from gui.guide.pages import Page
from gui.theme import DARK, Theme


class GuideReader(QTextBrowser):
    """Shows one page.

    Signals:
        asked: the name of a page that a link leads to.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_page`."""
        super().__init__(parent)
        self._ring = FocusRing(self)
        self.text = GuideDocument(self)
        self._theme = DARK
        self._shown: tuple[Page, Page | None] | None = None
        self._found: list[QTextCursor] = []
        self.setDocument(self.text)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self.on_link)

    def set_theme(self, theme: Theme) -> None:
        """Set the page anew in the colours of `theme`, at the same place."""
        self._theme = theme
        if self._shown is not None:
            at = self.place
            self._set(*self._shown)
            self.place = at

    def show_page(self, page: Page, beyond: Page | None) -> None:
        """Show `page` from its top, with a way to the page `beyond`."""
        self._shown = page, beyond
        self._set(page, beyond)
        self.setAccessibleName(page.title)
        self.place = 0

    @property
    def place(self) -> int:
        """How far down the page is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    @place.setter
    def place(self, value: int) -> None:
        self.verticalScrollBar().setValue(value)

    def _set(self, page: Page, beyond: Page | None) -> None:
        self.text.set(page, beyond, self._theme)
        self.setTextCursor(QTextCursor(self.text))
        self._fit()

    def _fit(self) -> None:
        self.text.fit(self.viewport().width(), self.devicePixelRatioF())

    def mark(self, word: str) -> None:
        """Let every place where `word` stands be seen, and scroll to the first; "" for none."""
        self._found = self._places_of(word) if word else []
        marks = []
        for cursor in self._found:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(QBrush(QColor(self._theme.accent)))
            mark.format.setForeground(QBrush(QColor(self._theme.on_accent)))
            marks.append(mark)
        self.setExtraSelections(marks)
        self.go_to_next(from_top=True)

    def _places_of(self, word: str) -> list[QTextCursor]:
        word = joined(word)
        found, cursor = [], self.text.find(word)
        while not cursor.isNull():
            found.append(cursor)
            cursor = self.text.find(word, cursor)
        return found

    def go_to_next(self, from_top: bool = False) -> bool:
        """Scroll to the next place that is marked, below what is seen; whether there is one."""
        foot = 0 if from_top else self.viewport().height()
        for cursor in self._found:
            box = self.cursorRect(cursor)
            if box.bottom() > foot:
                if from_top and box.bottom() <= self.viewport().height():
                    return True  # it is in sight
                self.place += box.top() - self.viewport().height() // 3
                return True
        return False

    @Slot(QUrl)
    def on_link(self, url: QUrl) -> None:
        """A link was followed."""
        self.asked.emit(url.fileName())

    def event(self, event: QEvent) -> bool:
        """Make the pictures anew, where they have come to a screen with other pixels."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        self._fit()
        super().resizeEvent(event)
