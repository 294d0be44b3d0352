"""Formulas with small matrices among them, painted in a row on one baseline."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.lessons.live import DOTS, Grid, Part
from gui.writing import formula
from gui.writing.fonts import math_font

CELL_APART, ROW = 0.9, 1.3
"""Of a matrix, in font sizes: between its columns, and from one row to the next."""
BRACKET = 0.35
"""From a bracket to the numbers."""
CENTRED = {DOTS, "⋮", "⋱"}


def reach(parts: Sequence[Part], px: int) -> tuple[float, float]:
    """How far they reach above and below the baseline."""
    reaches = [_reach(part, px) for part in parts]
    return max((k[0] for k in reaches), default=0.0), max((k[1] for k in reaches), default=0.0)


def width(parts: Sequence[Part], px: int) -> float:
    """How wide they are together."""
    gaps = sum(_gap(one, other) for one, other in pairwise(parts))
    return sum(_width(part, px) for part in parts) + gaps * px


def paint(painter: QPainter, at: QPointF, parts: Sequence[Part], px: int, ink: QColor) -> float:
    """Paint them with their left end on the baseline at `at`; return where they end."""
    x = at.x()
    for k, part in enumerate(parts):
        x += _gap(parts[k - 1], part) * px if k else 0.0
        here = QPointF(x, at.y())
        if isinstance(part, Grid):
            _paint_grid(painter, here, part, px, ink)
        else:
            formula.paint(painter, here, (part,), px, ink)
        x += _width(part, px)
    return x


def _gap(one: Part, other: Part) -> float:
    """In font sizes; signs bring their own spaces, but a fraction's bar touches nothing."""
    words = isinstance(one, str) or isinstance(other, str)
    fraction = isinstance(one, formula.Frac) or isinstance(other, formula.Frac)
    return 0.0 if words and not fraction else formula.APART


def _width(part: Part, px: int) -> float:
    if not isinstance(part, Grid):
        return formula.width((part,), px)
    columns = _columns(part, px)
    return sum(columns) + CELL_APART * px * (len(columns) - 1) + 2 * BRACKET * px


def _reach(part: Part, px: int) -> tuple[float, float]:
    if not isinstance(part, Grid):
        return formula.ascent((part,), px), formula.descent((part,), px)
    half = len(part.rows) * ROW * px / 2
    return half + formula.BAR * px, half - formula.BAR * px


def _columns(grid: Grid, px: int) -> list[float]:
    wide = QFontMetricsF(math_font(px)).horizontalAdvance
    return [max(map(wide, column)) for column in zip(*grid.rows, strict=True)]


def _paint_grid(painter: QPainter, at: QPointF, grid: Grid, px: int, ink: QColor) -> None:
    above, below = _reach(grid, px)
    box = QRectF(at.x(), at.y() - above, _width(grid, px), above + below)
    _paint_brackets(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), px, ink)
    painter.setFont(math_font(px))
    x = box.left() + BRACKET * px
    for j, wide in enumerate(_columns(grid, px)):
        for i, row in enumerate(grid.rows):
            cell = QRectF(x, box.top() + i * ROW * px, wide, ROW * px)
            side = Qt.AlignmentFlag.AlignHCenter if row[j] in CENTRED else Qt.AlignmentFlag.AlignRight
            painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, row[j])
        x += wide + CELL_APART * px


def _paint_brackets(painter: QPainter, box: QRectF, px: int, ink: QColor) -> None:
    painter.setPen(QPen(ink, 1.0))
    foot = 0.22 * px
    for x, inwards in ((box.left(), foot), (box.right(), -foot)):
        top, bottom = QPointF(x, box.top()), QPointF(x, box.bottom())
        away = QPointF(inwards, 0)
        painter.drawPolyline([top + away, top, bottom, bottom + away])
