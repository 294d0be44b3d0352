"""Nodes with their values, biases and derivatives."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPaintEngine, QPainter, QPen

from core.frame import Frame
from gui.network.hit import biases_shown
from gui.network.layout import Layout
from gui.network.node_maps import MapPainter
from gui.network.stamps import HALF, node_levels, paint_square, rim, shades, squares_of, stamps
from gui.network.symbols import paint_symbol, symbol_width
from gui.ratio import ratio_of
from gui.theme import Theme, blended, levels
from gui.writing.fonts import number_font
from gui.writing.numbers import fixed, significant

CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_layer(
    painter: QPainter,
    layout: Layout,
    frame: Frame,
    theme: Theme,
    l: int,
    reach: float,
    maps: MapPainter | None = None,
) -> None:
    """Paint layer l: circles in the colour of a^ℓ_i, the value where it fits, and biases; or a strip.

    Where the nodes have `maps` they show these instead of the colour.
    """
    fresh, at_work = frame.fresh_a(l), frame.working_layer() == l
    if layout.folded(l):
        fills = shades(theme, fresh).fills
        values = frame.a[l][:, 0] if maps is None else maps.on_scale(frame, l)
        found = [fills[k] for k in node_levels(values).tolist()]
        _paint_strip(painter, layout, l, found, rim(theme, at_work))
        return
    if maps is not None and maps.shows(layout, l):
        maps.paint(painter, layout, frame, theme, l)
    else:
        pictures = stamps(theme, layout.radius[l], fresh, at_work, layout.numbers_fit(l))
        pictures.paint(painter, layout.circles[l], layout.corners[l], frame.a[l][:, 0])
    if biases_shown(layout, l):
        paint_biases(painter, layout, frame, theme, l, reach)


def _paint_strip(painter: QPainter, layout: Layout, l: int, fills: list[QColor], pen: QPen) -> None:
    """A layer of more nodes than fit: a strip of their colours, each node an equal part of it."""
    pixels: NDArray[np.uint32] = np.array([fill.rgb() for fill in fills], dtype=np.uint32)
    image = QImage(pixels.data, 1, len(fills), 4, QImage.Format.Format_RGB32)
    area = layout.strip(l)
    lines = round(area.height() * ratio_of(painter))
    if lines < len(fills):  # nodes that share a line of pixels are mixed: none of them is passed over
        image = image.scaled(1, lines, mode=Qt.TransformationMode.SmoothTransformation)
    painter.drawImage(area, image)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))  # around the nodes, none of which it hides


def paint_biases(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, reach: float) -> None:
    """Paint b^ℓ_i as a square at the lower left of its node, with its number in a small network.

    Where ∂C̄/∂w colours the edges, ∂C̄/∂b colours the squares.
    """
    biases = frame.b[l][:, 0]
    values = frame.dC_db[l][:, 0] if frame.view.edges == "dC_dw" and frame.dC_db else biases
    found = levels(values, reach).tolist()
    squares = layout.bias_squares[l]
    if painter.paintEngine().type() == QPaintEngine.Type.Raster:
        pictures = squares_of(theme, squares[0].width(), ratio_of(painter))
        for square, level in zip(squares, found, strict=True):
            painter.drawPixmap(square.topLeft() - HALF, pictures[level])
    else:
        for square, level in zip(squares, found, strict=True):
            paint_square(painter, square, level, theme)
    if layout.biases_fit(l):
        painter.setFont(number_font(11))
        painter.setPen(QColor(theme.muted))
        for i, bias in enumerate(biases.tolist()):
            painter.drawText(_below(layout, l, i, 20), CENTRE, f"b {fixed(bias, signed=True)}")


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
            painter.drawText(box, CENTRE, f"∂C/∂a {significant(value)}")


def _below(layout: Layout, l: int, i: int, distance: float) -> QRectF:
    """A line of small text so far below the rim of a node."""
    at = layout.node(l, i)
    return QRectF(at.x() - 70, at.y() + layout.radius[l] + distance, 140, 14)
