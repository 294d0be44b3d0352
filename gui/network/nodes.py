"""Nodes with their values, biases and derivatives."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from core.frame import Frame
from gui.fonts import number_font
from gui.network.layout import Layout
from gui.network.symbols import paint_symbol, symbol_width
from gui.numbers import fixed, significant
from gui.theme import Theme, blended, levels, readable_on, scale

SMALLEST_CIRCLE = 2.5
FADED = 0.38
"""How much is left of the colour of what this step has not computed yet."""


def paint_layer(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, reach: float) -> None:
    """Paint layer l: circles in the colour of a^ℓ_i, the value where it fits, and biases."""
    fills = _fills(frame, theme, l)
    if layout.radius[l] < SMALLEST_CIRCLE:
        _paint_squares(painter, layout, l, fills)
        return
    at_work = frame.working_layer() == l
    rim = QPen(QColor(theme.accent if at_work else theme.node_border), 2.0 if at_work else 1.0)
    painter.setPen(rim if layout.radius[l] > 5 else Qt.PenStyle.NoPen)
    for i, fill in enumerate(fills):
        painter.setBrush(fill)
        painter.drawEllipse(layout.node(l, i), layout.radius[l], layout.radius[l])
    if layout.numbers_fit(l):
        _paint_values(painter, layout, frame, l, fills)
    if l and layout.radius[l] >= 7:
        paint_biases(painter, layout, frame, theme, l, reach)


def _fills(frame: Frame, theme: Theme, l: int) -> list[QColor]:
    """Each node's colour: faded where this step has not computed it, the ground's where nothing is known."""
    values = frame.a[l][:, 0]
    colours = scale(theme)
    if not frame.fresh_a(l):
        colours = tuple(blended(colour, theme.window, FADED) for colour in colours)
    unknown = QColor(theme.surface)
    found = zip(levels(values, 1.0).tolist(), np.isnan(values).tolist(), strict=True)
    return [unknown if missing else colours[level] for level, missing in found]


def _paint_squares(painter: QPainter, layout: Layout, l: int, fills: list[QColor]) -> None:
    """Nodes too small for circles."""
    x, side = layout.x[l], max(1.5, 1.8 * layout.radius[l])
    for y, fill in zip(layout.y[l].tolist(), fills, strict=True):
        painter.fillRect(QRectF(x - 4, y - side / 2, 8, side), fill)


def _paint_values(painter: QPainter, layout: Layout, frame: Frame, l: int, fills: list[QColor]) -> None:
    """Write a^ℓ_i into the nodes."""
    painter.setFont(number_font(min(15.0, layout.radius[l] * 0.62), QFont.Weight.DemiBold))
    fresh = frame.fresh_a(l)
    for i, (value, fill) in enumerate(zip(frame.a[l][:, 0].tolist(), fills, strict=True)):
        ink = readable_on(fill)
        painter.setPen(ink if fresh else blended(ink, fill.name(), 0.6))
        painter.drawText(
            _around(layout.node(l, i), layout.radius[l]), Qt.AlignmentFlag.AlignCenter, fixed(value)
        )


def paint_biases(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, reach: float) -> None:
    """Paint b^ℓ_i as a square at the lower left of its node, with its number in a small network."""
    biases = frame.b[l][:, 0]
    colours = scale(theme)
    side = max(5.0, min(11.0, layout.radius[l] * 0.42))
    ink = QColor(theme.muted)
    font = number_font(11)
    painter.setFont(font)
    for i, level in enumerate(levels(biases, reach).tolist()):
        corner = layout.node(l, i) + QPointF(-0.78, 0.78) * layout.radius[l]
        square = QRectF(corner.x() - side / 2, corner.y() - side / 2, side, side)
        painter.setPen(QPen(QColor(theme.node_border), 1.0))
        painter.setBrush(colours[level])
        painter.drawRoundedRect(square, 2, 2)
        if layout.biases_fit(l):
            painter.setPen(ink)
            painter.drawText(
                _below(layout, l, i, 20), Qt.AlignmentFlag.AlignCenter, f"b {fixed(biases[i], signed=True)}"
            )


def paint_names(painter: QPainter, layout: Layout, theme: Theme, l: int) -> None:
    """Paint a^ℓ_i below each node of layer l."""
    if not layout.symbols_fit(l):
        return
    colour = QColor(theme.muted)
    for i in range(layout.n[l]):
        upper, lower = str(l), str(i + 1)
        width = symbol_width("a", upper, lower, 14)
        at = layout.node(l, i) + QPointF(-width / 2, layout.radius[l] + 15)
        paint_symbol(painter, at, "a", upper, lower, 14, colour)


def paint_derivatives(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int) -> None:
    """Paint ∂C/∂a^ℓ_i below the names, once it was ever computed."""
    if not layout.gradients_fit(l) or l == 0 or frame.live:
        return
    fresh = frame.fresh_dC_da(l)
    ink = QColor(theme.accent) if fresh else blended(QColor(theme.muted), theme.window, 0.6)
    painter.setFont(number_font(11))
    painter.setPen(ink)
    for i, value in enumerate(frame.dC_da[l][:, 0].tolist()):
        if not np.isnan(value):
            box = _below(layout, l, i, 34 if layout.biases_fit(l) else 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"∂C/∂a {significant(value)}")


def _below(layout: Layout, l: int, i: int, distance: float) -> QRectF:
    """A line of small text so far below the rim of a node."""
    at = layout.node(l, i)
    return QRectF(at.x() - 70, at.y() + layout.radius[l] + distance, 140, 14)


def _around(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
