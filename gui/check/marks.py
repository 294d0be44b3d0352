"""How a status looks: a colour, and a mark or a filling that can be told without it."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.audit import BAD, GOOD, KINK, UNSEEN
from gui.theme import Theme, blended, readable_on

CALM = 0.5
"""Of the colour of what agrees: the eye is for the others."""

FADED = 0.3
"""Of any colour, where the audit is out of date."""

MARKED, TICKED, APART = 7, 14, 5
"""From these sizes on a cell has room for a mark, for the tick of what agrees, and for a gap beside it."""

CROSS = 8
"""Of the cross over a cell without room for one: it is seen where the cell would not be."""

FEW = 400
"""So many small cells are marked, at most: more than these are an area of their own."""


def colour(theme: Theme, status: int, stale: bool = False) -> QColor:
    """The filling of a cell."""
    own = {UNSEEN: theme.neutral, GOOD: theme.good, KINK: theme.accent, BAD: theme.bad}[status]
    share = CALM if status == GOOD else 1.0
    return blended(QColor(own), theme.surface, share * (FADED if stale and status != UNSEEN else 1.0))


def table(theme: Theme, stale: bool) -> np.ndarray:
    """The fillings as rows of red, green, blue, alpha: one for each status."""
    return np.array([colour(theme, k, stale).getRgb() for k in (UNSEEN, GOOD, KINK, BAD)], dtype=np.uint8)


def gap(size: float) -> int:
    """Between cells of a size."""
    return 0 if size < APART else 1 if size < 12 else 2


def needs_mark(status: int, size: float) -> bool:
    """Whether cells of a size have more than their filling: small ones that agree don't."""
    return status in (KINK, BAD) or (status == GOOD and size >= TICKED)


def paint_marks(
    painter: QPainter, theme: Theme, status: int, stale: bool, cells: list[QRectF], size: float
) -> None:
    """Mark all cells of one status."""
    fill = colour(theme, status, stale)
    bodies = [k.adjusted(0, 0, -gap(size), -gap(size)) for k in cells]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if size >= MARKED:
        pen = QPen(blended(readable_on(fill), fill.name(), 0.45 if status == GOOD else 0.9))
        pen.setWidthF(1.2 if size < 12 else 1.8)
        for body in bodies:
            paint_mark(painter, status, body, pen)
    elif len(bodies) <= FEW:
        _paint_small(painter, theme, status, fill, bodies)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _paint_small(painter: QPainter, theme: Theme, status: int, fill: QColor, bodies: list[QRectF]) -> None:
    """Cut a kink's cells along their diagonals; lay a cross over a bad one, beyond its edges."""
    if status == KINK:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        for body in bodies:
            painter.drawPolygon(QPolygonF([body.topLeft(), body.topRight(), body.bottomLeft()]))
        return
    for ink, width in ((QColor(theme.surface), 4.0), (fill, 1.8)):
        for body in bodies:
            around = QRectF(0, 0, CROSS, CROSS)
            around.moveCenter(body.center())
            paint_mark(painter, status, around, QPen(ink, width), 0.5)


def paint_mark(painter: QPainter, status: int, within: QRectF, pen: QPen, reach: float = 0.28) -> None:
    """A tick for what agrees, the bend of a ReLU for a kink, a cross for what disagrees."""
    painter.setPen(pen)
    side = min(within.width(), within.height()) * reach
    x, y = within.center().toTuple()
    if status == GOOD:
        painter.drawPolyline(_points((x - side, y), (x - side / 3, y + side), (x + side, y - side)))
    elif status == KINK:
        painter.drawPolyline(_points((x - side, y + side), (x, y + side), (x + side, y - side)))
    elif status == BAD:
        painter.drawPolyline(_points((x - side, y - side), (x + side, y + side)))
        painter.drawPolyline(_points((x - side, y + side), (x + side, y - side)))


def _points(*points: tuple[float, float]) -> list[QPointF]:
    return [QPointF(*point) for point in points]
