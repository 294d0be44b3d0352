"""What is selected or under the mouse, made to stand out."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.selection import Node, Pick, Selection
from gui.network.edges import Colouring, edge_width, paint_edge
from gui.network.hit import biases_shown
from gui.network.layout import Layout
from gui.theme import LEVELS, Theme, levels, scale


def exists(layout: Layout, selection: Selection) -> bool:
    """Whether the network laid out has what is selected: a new one may be smaller."""
    if selection.l >= len(layout.n):
        return False
    if isinstance(selection, Node):
        return selection.i < layout.n[selection.l]
    to, of = layout.n[selection.l], layout.n[selection.l - 1]
    return selection.A in range(to) and (selection.B or 0) in range(of)


def paint_picked_edge(
    painter: QPainter, layout: Layout, shown: Colouring, pick: Pick, reach: float, ink: str, theme: Theme
) -> None:
    """Paint the edge of a weight above all others, between lines in `ink`."""
    line = QLineF(layout.node(pick.l - 1, pick.B or 0), layout.node(pick.l, pick.A))
    level = int(levels(np.array([shown.values[pick.l][pick.A, pick.B]]), reach)[0])
    width = max(2.0, edge_width(shown, level))
    colour, dashed = scale(theme, edges=True)[level], shown.dashed and level < LEVELS
    paint_edge(painter, line, colour, width, QColor(ink), QColor(theme.window), dashed)


def paint_ring(painter: QPainter, layout: Layout, selection: Selection, ink: str) -> None:
    """Paint a ring in `ink` around a node, around a bias, or around the ends of a weight."""
    painter.setPen(QPen(QColor(ink), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if isinstance(selection, Node):
        _ring(painter, layout, selection.l, selection.i)
    elif selection.B is not None:
        painter.setPen(QPen(QColor(ink), 1.4))
        _ring(painter, layout, selection.l, selection.A)
        _ring(painter, layout, selection.l - 1, selection.B)
    elif biases_shown(layout, selection.l):
        square = layout.bias_squares[selection.l][selection.A].adjusted(-2, -2, 2, 2)
        painter.drawRoundedRect(square, 3, 3)
    else:
        _ring(painter, layout, selection.l, selection.A)


def _ring(painter: QPainter, layout: Layout, l: int, i: int) -> None:
    if layout.folded(l):
        strip, height = layout.strip(l), max(3.0, layout.spacing(l))
        middle = layout.node(l, i).y()
        painter.drawRect(QRectF(strip.left() - 2, middle - height / 2, strip.width() + 4, height))
        return
    radius = layout.radius[l] + 2.5
    painter.drawEllipse(layout.node(l, i), radius, radius)


def anchor(layout: Layout, selection: Selection) -> QPointF:
    """A point on what is selected."""
    if isinstance(selection, Node):
        return layout.node(selection.l, selection.i)
    if selection.B is None:
        return layout.bias(selection.l, selection.A)
    if layout.edges_labelled:
        return layout.labels[selection.l][selection.A * layout.n[selection.l - 1] + selection.B]
    ends = layout.node(selection.l - 1, selection.B), layout.node(selection.l, selection.A)
    return ends[0] + (ends[1] - ends[0]) * 0.6
