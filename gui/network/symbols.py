"""Symbols with indices, a^ℓ_i, painted from text: as many as a frame needs, without a typesetter."""

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.writing.fonts import math_font


@lru_cache(maxsize=32)
def _fonts(px: int) -> tuple[QFont, QFontMetricsF, QFont, QFontMetricsF]:
    base, index = math_font(px, italic=True), math_font(max(8, round(px * 0.72)))
    return base, QFontMetricsF(base), index, QFontMetricsF(index)


@lru_cache(maxsize=4096)
def symbol_width(base: str, upper: str, lower: str, px: int) -> float:
    """The width of `base` with its upper and lower index."""
    _, metrics, _, small = _fonts(px)
    indices = max(small.horizontalAdvance(upper), small.horizontalAdvance(lower))
    return metrics.horizontalAdvance(base) + indices


def paint_symbol(
    painter: QPainter, at: QPointF, base: str, upper: str, lower: str, px: int, colour: QColor
) -> None:
    """Paint the symbol with its left end on the baseline at `at`."""
    font, metrics, index, _ = _fonts(px)
    painter.setPen(colour)
    painter.setFont(font)
    painter.drawText(at, base)
    x = at.x() + metrics.horizontalAdvance(base)
    painter.setFont(index)
    painter.drawText(QPointF(x, at.y() - px * 0.36), upper)
    painter.drawText(QPointF(x, at.y() + px * 0.22), lower)
