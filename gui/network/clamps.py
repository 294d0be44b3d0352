"""A clamp on each frozen weight, bias or node: updates leave it alone, and that is to be seen."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.frame import Frame
from core.frozen import frozen_nodes, is_frozen
from core.selection import Layer, Pick, pick_at, stretch_of
from gui.network.hit import biases_shown
from gui.network.layout import Layout
from gui.theme import Theme

MOST = 300
"""Clamps painted at most: more could not be told apart."""
JAW, APART = 5.0, 2.5
"""Half the length of the two strokes of a clamp, and how far each is from its middle."""
GAP = 11.0
"""Pixels from the rim of the node to the clamp of a weight that leads to it."""
ASIDE, HOOK = 5.0, 4.0
"""Pixels from the rim of a node to the brackets that hold it, and the length of their ends."""


def paint_clamps(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Paint what holds each frozen node, weight and bias; a layer that is frozen wears it on its header."""
    if not frame.mask.any():
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.text), 2.0))
    left = MOST
    for l in range(1, frame.L + 1):
        if left <= 0 or (is_frozen(frame.mask, frame.n, Layer(l)) and frame.n[l] > 1):
            continue
        nodes, picks = _held(frame, l)
        for i in nodes[:left]:
            painter.drawLines(node_clamp(layout, l, i))
        for pick in picks[: left - len(nodes)] if len(nodes) < left else ():
            _paint_alone(painter, layout, pick)
        left -= len(nodes) + len(picks)


def _held(frame: Frame, l: int) -> tuple[list[int], list[Pick]]:
    """The nodes of layer l that are frozen as a whole, and what is frozen of the others."""
    whole = frozen_nodes(frame.mask, frame.n, l)
    start, end = stretch_of(Layer(l), frame.n)
    alone = frame.mask[start:end].reshape(frame.n[l], -1) & ~whole[:, np.newaxis]
    picks = [pick_at(start + k, frame.n) for k in np.flatnonzero(alone)[:MOST].tolist()]
    return np.flatnonzero(whole).tolist(), picks


def _paint_alone(painter: QPainter, layout: Layout, pick: Pick) -> None:
    """Two short strokes across an edge near the node it leads to, or a frame around a bias."""
    if pick.B is not None:
        painter.drawLines(clamp(layout, pick))
    elif biases_shown(layout, pick.l):
        painter.drawRect(layout.bias_squares[pick.l][pick.A].adjusted(-1.5, -1.5, 1.5, 1.5))


def node_clamp(layout: Layout, l: int, i: int) -> list[QLineF]:
    """A bracket on either side of a node; beside a strip a stroke as high as its part of it."""
    at, half = layout.node(l, i), layout.half_width(l) + ASIDE
    if layout.folded(l):
        high = max(1.0, layout.spacing(l) / 2)
        return [QLineF(at.x() + k * half, at.y() - high, at.x() + k * half, at.y() + high) for k in (-1, 1)]
    high = 0.75 * layout.radius[l]
    found = []
    for side in (-1, 1):
        x, inner = at.x() + side * half, at.x() + side * (half - HOOK)
        found.append(QLineF(x, at.y() - high, x, at.y() + high))
        found += [QLineF(inner, at.y() + k * high, x, at.y() + k * high) for k in (-1, 1)]
    return found


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
