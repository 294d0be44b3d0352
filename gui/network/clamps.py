"""A clamp on each frozen weight or bias: updates leave it alone, and that is to be seen."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.frame import Frame
from core.selection import Pick, pick_at
from gui.network.hit import biases_shown
from gui.network.layout import Layout
from gui.theme import Theme

MOST = 300
"""Clamps painted at most: more could not be told apart."""
JAW, APART = 5.0, 2.5
"""Half the length of the two strokes of a clamp, and how far each is from its middle."""
GAP = 11.0
"""Pixels from the rim of the node to the clamp of a weight that leads to it."""


def paint_clamps(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Paint two short strokes across each frozen edge near the node it leads to, a frame around each bias."""
    places = np.flatnonzero(frame.mask)[:MOST].tolist()
    if not places:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.text), 2.0))
    for place in places:
        pick = pick_at(place, layout.n)
        if pick.B is not None:
            painter.drawLines(clamp(layout, pick))
        elif biases_shown(layout, pick.l):
            painter.drawRect(layout.bias_squares[pick.l][pick.A].adjusted(-1.5, -1.5, 1.5, 1.5))


def clamp(layout: Layout, pick: Pick) -> list[QLineF]:
    """The two strokes across the edge of a weight."""
    start, end = layout.node(pick.l - 1, pick.B or 0), layout.node(pick.l, pick.A)
    edge = QLineF(end, start)
    if edge.length() == 0:
        return []
    along = QPointF(edge.dx(), edge.dy()) / edge.length()
    across = QPointF(-along.y(), along.x()) * JAW
    middle = end + along * min(layout.half_width(pick.l) + GAP, edge.length() / 2)
    jaws = (middle - along * APART, middle + along * APART)
    return [QLineF(jaw - across, jaw + across) for jaw in jaws]
