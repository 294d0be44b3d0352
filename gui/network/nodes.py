"""Nodes with their values, biases and derivatives."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.frame import Frame
from gui.fonts import number_font
from gui.network.layout import Layout
from gui.network.symbols import paint_symbol, symbol_width
from gui.numbers import fixed, significant
from gui.theme import Theme, blended, levels, readable_on, scale

FADED = 0.38
"""How much is left of the colour of what this step has not computed yet."""


def paint_layer(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, reach: float) -> None:
    """Paint layer l: circles, a^ℓ_i, biases and, where it fits, ∂C/∂a^ℓ_i."""
    fresh = frame.fresh_a(l)
    values = frame.a[l][:, 0]
    colours = scale(theme)
    at_work = frame.working_layer() == l
    rim = QPen(QColor(theme.accent if at_work else theme.node_border), 2.0 if at_work else 1.0)
    font = number_font(min(15.0, layout.radius[l] * 0.62), weight=number_font(1).Weight.DemiBold)
    for i, level in enumerate(levels(values, 1.0).tolist()):
        known = not np.isnan(values[i])
        fill = colours[level] if fresh else blended(colours[level], theme.window, FADED)
        if not known:
            fill = QColor(theme.surface)
        centre = layout.node(l, i)
        painter.setPen(rim if layout.radius[l] > 5 else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(centre, layout.radius[l], layout.radius[l])
        if layout.numbers_fit(l):
            ink = readable_on(fill)
            painter.setPen(ink if fresh else blended(ink, fill.name(), 0.6))
            painter.setFont(font)
            painter.drawText(
                _around(centre, layout.radius[l]), Qt.AlignmentFlag.AlignCenter, fixed(values[i])
            )
    if l and layout.radius[l] >= 7:
        paint_biases(painter, layout, frame, theme, l, reach)


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
