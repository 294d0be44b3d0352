"""The line above a plot: what its curves are and, for a moment, what the mouse points at."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.lazily import dataclass
from gui.network.symbols import paint_symbol, symbol_width
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font

PIXELS = 12
SYMBOL_PIXELS = 14
SWATCH, GAP, APART = 10, 4, 10
SLOT = "0.0000"
"""The value that every value leaves room for, so that they don't push one another about."""


@dataclass(frozen=True)
class Entry:
    """One curve: its symbol, with a lower index, or its name in words; its value now; and what it means."""

    tip: str
    symbol: str = ""
    lower: str = ""
    words: str = ""
    value: str = ""


def scaled_with_the_rest(pen: QPen) -> QPen:
    """The pen of a curve for what is no plot: as wide as there in a larger picture, too."""
    found = QPen(pen)
    found.setCosmetic(False)
    return found


class HeadLine(QWidget):
    """Paints entries side by side, each after a piece of its curve; without values where room is short."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.entries: tuple[Entry, ...] = ()
        self.said = ""
        self._pens: Sequence[QPen] = ()
        self._theme: Theme = DARK
        self._metrics = QFontMetricsF(number_font(PIXELS))

    def set_theme(self, theme: Theme, pens: Sequence[QPen]) -> None:
        """Take the theme's colours, and the pens of all curves that there may be."""
        self._theme, self._pens = theme, [scaled_with_the_rest(pen) for pen in pens]
        self.update()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these, in the order of the pens."""
        if tuple(entries) != self.entries:
            self.entries = tuple(entries)
            self.update()

    def say(self, words: str) -> None:
        """Show words in place of the entries, or the entries again where there are none."""
        if words != self.said:
            self.said = words
            self.update()

    def elided(self, words: str, room: float) -> str:
        """`words` cut short so that they take no more pixels than `room`."""
        return self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(24.0, room))

    def sizeHint(self) -> QSize:
        """As high as a line of text."""
        return QSize(200, 24)

    # Where entries are

    def has_values(self) -> bool:
        """Whether there is room for the values."""
        return self.length(values=True) <= self.width()

    def length(self, values: bool) -> float:
        """Pixels that the entries take, with their values or without."""
        return sum(self._width(k, values) + APART for k in self.entries) - APART

    def _width(self, entry: Entry, values: bool) -> float:
        width = SWATCH + GAP + self._name_width(entry)
        if values and entry.value:
            width += GAP + max(self._metrics.horizontalAdvance(k) for k in (entry.value, SLOT))
        return width

    def _name_width(self, entry: Entry) -> float:
        if entry.words:
            return self._metrics.horizontalAdvance(entry.words)
        return symbol_width(entry.symbol, "", entry.lower, SYMBOL_PIXELS)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, or the entries."""
        painter = QPainter(self)
        painter.setFont(number_font(PIXELS))
        middle = self.height() / 2
        base = middle + self._metrics.capHeight() / 2
        if self.said:
            painter.setPen(QColor(self._theme.text))
            painter.drawText(QPointF(0, base), self.said)
            return
        values, x = self.has_values(), 0.0
        for entry, pen in zip(self.entries, self._pens, strict=False):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + SWATCH, middle))
            self._paint_entry(painter, QPointF(x + SWATCH + GAP, base), entry, values)
            x += self._width(entry, values) + APART

    def _paint_entry(self, painter: QPainter, at: QPointF, entry: Entry, values: bool) -> None:
        ink = QColor(self._theme.text)
        if entry.symbol:
            paint_symbol(painter, at, entry.symbol, "", entry.lower, SYMBOL_PIXELS, ink)
        painter.setFont(number_font(PIXELS))
        painter.setPen(ink)
        if entry.words:
            painter.drawText(at, entry.words)
        if values:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(at + QPointF(self._name_width(entry) + GAP, 0), entry.value)

    # Tool tips

    def event(self, event: QEvent) -> bool:
        """Say what an entry means where the mouse rests on it."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.tip_at(event.pos().x())
            if found is not None:
                QToolTip.showText(event.globalPos(), found[0], self, found[1])
                return True
        return super().event(event)

    def tip_at(self, x: float) -> tuple[str, QRect] | None:
        """What the entry at x means, and the place where that holds."""
        values, left = self.has_values(), 0.0
        for entry in () if self.said else self.entries:
            width = self._width(entry, values)
            if left <= x <= left + width:
                return entry.tip, QRect(round(left), 0, round(width), self.height())
            left += width + APART
        return None
