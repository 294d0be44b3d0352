"""A bar of colours between its two ends: what the colours of edges and nodes stand for."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.network.edges import DASH, GAP
from gui.theme import DARK, Theme, scale
from gui.writing.fonts import number_font
from gui.writing.numbers import significant

BAR = (46, 8)
"""Width and height of a bar of colours."""
GAPS = 2
"""Gaps in its negative half where that stands for dashed edges."""
LARGE = 1e5
"""From here on a whole number is written with an exponent as well."""


class ColourBar(QWidget):
    """A bar of colours between its two ends."""

    def __init__(self, symbol: str, edges: bool, tip: str) -> None:
        """Take what the colours stand for; `edges` asks for the scale of edges."""
        super().__init__()
        self.symbol, self._edges = symbol, edges
        self._reach, self._theme = 1.0, DARK
        self._ends: tuple[str, str] | None = None
        self._dashed = False
        self.setToolTip(tip)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for both ends, whatever they are."""
        metrics = self._metrics()
        ends = sum(map(metrics.horizontalAdvance, self._words()))
        return QSize(metrics.horizontalAdvance(self.symbol) + ends + BAR[0] + 22, 18)

    def _words(self) -> tuple[str, str]:
        """What stands at the ends."""
        return self._ends or (f"−{self._end()}", f"+{self._end()}")

    def _end(self) -> str:
        """The end of the scale in few characters."""
        whole = self._reach % 1 == 0 and self._reach < LARGE
        return f"{self._reach:g}" if whole else significant(self._reach, 2)

    def _metrics(self):
        self.setFont(number_font(11.5))
        return self.fontMetrics()

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_dashes(self, on: bool) -> None:
        """Let the negative half be dashed, as what it stands for is."""
        if on != self._dashed:
            self._dashed = on
            self.update()

    def show_scale(self, symbol: str, reach: float) -> None:
        """Let the colours stand for `symbol` from −reach to +reach."""
        if (symbol, reach) != (self.symbol, self._reach):
            self.symbol, self._reach = symbol, reach
            self.updateGeometry()
            self.update()

    def show_ends(self, symbol: str, ends: tuple[str, str] | None) -> None:
        """Write these at the ends, or for None again the reach to both sides."""
        if (symbol, ends) != (self.symbol, self._ends):
            self.symbol, self._ends = symbol, ends
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the symbol and the ends, and paint the colours between them."""
        painter = QPainter(self)
        metrics = self._metrics()
        painter.setFont(self.font())
        low, high = self._words()
        x, colours = 0.0, scale(self._theme, self._edges)
        for text, ink, gap in ((self.symbol, self._theme.text, 7), (low, self._theme.muted, 6)):
            painter.setPen(QColor(ink))
            painter.drawText(QRectF(x, 0, 200, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
            x += metrics.horizontalAdvance(text) + gap
        step = BAR[0] / len(colours)
        for k, colour in enumerate(colours):
            painter.fillRect(QRectF(x + step * k, (self.height() - BAR[1]) / 2, step + 0.4, BAR[1]), colour)
        if self._dashed:
            self._paint_gaps(painter, x)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QRectF(x + BAR[0] + 6, 0, 200, self.height()), Qt.AlignmentFlag.AlignVCenter, high)
        painter.end()

    def _paint_gaps(self, painter: QPainter, left: float) -> None:
        """Leave gaps in the negative half of the bar that begins at `left`."""
        top = (self.height() - BAR[1]) / 2
        for k in range(GAPS):
            at = QRectF(left + DASH + k * (DASH + GAP), top, GAP, BAR[1])
            painter.fillRect(at, QColor(self._theme.window))
