"""Pages in one place, of which one is seen; and the words where there is nothing yet."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QStackedLayout, QWidget

BESIDE = 20
"""Pixels on either side of the words of an empty page."""
LONGEST = 620
"""A line that is longer is hard to read."""
WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
MOST_HEIGHT = 1 << 20


def pages_in(layout: QBoxLayout, pages: Iterable[QWidget], stretch: int = 1) -> QStackedLayout:
    """Put `pages` at the end of `layout`, which belongs to a widget, and return what chooses among them.

    They get their place first: pages of a layout that is nowhere yet are windows, and the first of them
    would be shown as one, for a moment and at some cost.
    """
    found = QStackedLayout()
    layout.addLayout(found, stretch)
    for page in pages:
        found.addWidget(page)
    return found


class EmptyPage(QLabel):
    """Words in the middle of a page, in lines about as long as one another: none is a single word."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words in the narrowest room that needs no more lines than all of it."""
        room = self.contentsRect()
        narrow, wide = 0, min(room.width(), LONGEST)
        high = self._height(wide)
        while high < MOST_HEIGHT and wide - narrow > 1:  # else all of it is too narrow for a word
            middle = (narrow + wide) // 2
            narrow, wide = (narrow, middle) if self._height(middle) <= high else (middle, wide)
        place = QRect(0, 0, wide, room.height())
        place.moveCenter(room.center())
        painter = QPainter(self)
        ink = self.foregroundRole()
        self.style().drawItemText(painter, place, WRAPPED, self.palette(), True, self.text(), ink)
        painter.end()

    def _height(self, width: int) -> int:
        """Of the words in a room of that width; a word that is longer needs more than that."""
        found = self.fontMetrics().boundingRect(QRect(0, 0, width, 1), WRAPPED, self.text())
        return found.height() if found.width() <= width else MOST_HEIGHT


def empty_page(words: str = "") -> EmptyPage:
    """A page that says in its middle why there is nothing, or what brings something."""
    page = EmptyPage(words)
    page.setTextFormat(Qt.TextFormat.PlainText)
    page.setProperty("role", "muted")
    page.setAlignment(Qt.AlignmentFlag.AlignCenter)
    page.setWordWrap(True)
    page.setContentsMargins(BESIDE, 0, BESIDE, 0)
    return page
