"""One line of words that changes with the mouse: painted, since a label would lay out the window again."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import DARK, Theme
from gui.writing.fonts import number_font

PIXELS = 12
HEIGHT = 22
APART = 12
"""Pixels between the words and what is at the other end, at least."""
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft

RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ReadingLine(QWidget):
    """What is under the mouse, or else a remark, quieter; a note about all of it at the other end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.remark = self._brief_remark = self.said = self._brief = self._hint = self.note = ""
        self._theme = DARK

    @property
    def words(self) -> str:
        """What it shows."""
        return self.said or self.remark

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(400, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_remark(self, words: str, brief: str = "") -> None:
        """Show `words`, or `brief` where they have no room, whenever nothing else is said."""
        if words != self.remark:
            self.remark, self._brief_remark = words, brief
            self._tell()

    def show_note(self, words: str) -> None:
        """Show `words` at the other end, unless there is a hint."""
        if words != self.note:
            self.note = words
            self._tell()

    def say(self, words: str, brief: str = "", hint: str = "") -> None:
        """Show `words`, or `brief` where they have no room; the remark again where there are none.

        A `hint` stands at the other end, quieter, where there is room for it.
        """
        if (words, hint) != (self.said, self._hint):
            self.said, self._brief, self._hint = words, brief, hint
            self._tell()

    def _tell(self) -> None:
        self.setToolTip(". ".join(filter(None, (self.words, self._hint, self.note))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, cut where there is no room; a remark makes way for the note."""
        painter = QPainter(self)
        painter.setFont(number_font(PIXELS))
        box = QRectF(self.rect()).adjusted(10, 0, -10, 0)
        across, words = painter.fontMetrics().horizontalAdvance, self.words
        beside = (self._hint if self.said else "") or self.note
        room = box.width() if self.said or not beside else box.width() - across(beside) - APART
        brief = self._brief if self.said else self._brief_remark
        if brief and across(words) > room:
            words = brief
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))
        painter.setPen(QColor(self._theme.text if self.said else self._theme.muted))
        painter.drawText(box, LEFT, words)
        if across(words) + across(beside) + APART <= box.width() + 1:
            painter.setPen(QColor(self._theme.faint))
            painter.drawText(box, RIGHT, beside)
        painter.end()
