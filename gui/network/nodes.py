"""Nodes with their values, biases and derivatives."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPaintEngine, QPainter, QPen, QPixmap

from core.checks import Array
from core.frame import Frame
from gui.fonts import number_font
from gui.network.hit import biases_shown
from gui.network.layout import STAMP_MARGIN, Layout
from gui.network.symbols import paint_symbol, symbol_width
from gui.numbers import fixed, significant
from gui.theme import LEVELS, Theme, blended, levels, readable_on, scale

FADED = 0.38
"""How much is left of the colour of what this step has not computed yet."""
CENTRE = Qt.AlignmentFlag.AlignCenter
SMALL_TYPE, LARGE_TYPE = 15.0, 26.0
"""Pixels of the numbers in nodes, at most: at first, and where a person has zoomed in."""


@dataclass(frozen=True)
class Shades:
    """What a node is filled and its number written with, level by level; the last for what is not known."""

    fills: tuple[QColor, ...]
    inks: tuple[QColor, ...]

    @classmethod
    def of(cls, theme: Theme, fresh: bool) -> "Shades":
        """Full colours, or faded ones for what this step has not computed."""
        fills = (*scale(theme), QColor(theme.surface))
        if not fresh:
            fills = (*(blended(k, theme.window, FADED) for k in fills[:-1]), fills[-1])
        inks = tuple(readable_on(k) if fresh else blended(readable_on(k), k.name(), 0.6) for k in fills)
        return cls(fills, inks)


UNKNOWN_LEVEL = 2 * LEVELS + 1
UNKNOWN_KEY = 1e300
"""Stands for a value that is not known where NaN could not be looked up."""
_shades = lru_cache(maxsize=8)(Shades.of)


def node_levels(values: Array) -> NDArray[np.intp]:
    """The level of each node of values (n_l,): indices into `Shades`."""
    return np.where(np.isnan(values), UNKNOWN_LEVEL, levels(values, 1.0))


def paint_layer(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, reach: float) -> None:
    """Paint layer l: circles in the colour of a^ℓ_i, the value where it fits, and biases; or a strip."""
    fresh, at_work = frame.fresh_a(l), frame.working_layer() == l
    if layout.folded(l):
        fills = _shades(theme, fresh).fills
        found = [fills[k] for k in node_levels(frame.a[l][:, 0]).tolist()]
        _paint_strip(painter, layout, l, found, _rim(theme, at_work))
        return
    stamps = _stamps(theme, layout.radius[l], fresh, at_work, layout.numbers_fit(l))
    stamps.paint(painter, layout.circles[l], layout.corners[l], frame.a[l][:, 0])
    if biases_shown(layout, l):
        paint_biases(painter, layout, frame, theme, l, reach)


class Stamps:
    """Nodes as small pictures: painting one anew takes five times as long as copying it.

    Two values that are written alike share a picture, and so their colour.
    """

    MOST, LARGEST = 512, 48.0
    """Pictures kept at most, and the largest radius worth keeping."""
    STEPS = 100
    """Values that differ by less than a hundredth, the last decimal that is written, share a picture."""

    def __init__(self, theme: Theme, radius: float, fresh: bool, at_work: bool, written: bool) -> None:
        """Take what all nodes of a layer share; `written` tells whether their values stand in them."""
        self._shades, self._radius, self._written = _shades(theme, fresh), radius, written
        self._pen = _rim(theme, at_work) if radius > 5 else QPen(Qt.PenStyle.NoPen)
        largest = min(LARGE_TYPE, max(SMALL_TYPE, radius * 0.4))
        self._font = number_font(min(largest, radius * 0.62), QFont.Weight.DemiBold)
        self._kept: dict[float, QPixmap] = {}
        self._ratio = 0.0

    def paint(self, painter: QPainter, circles: list[QRectF], corners: list[QPointF], values: Array) -> None:
        """Paint a node of each value (n_l,) into its circle; files (SVG, PDF) get outlines."""
        if self._radius > self.LARGEST or painter.paintEngine().type() != QPaintEngine.Type.Raster:
            for circle, value in zip(circles, values.tolist(), strict=True):
                self._draw(painter, circle, value)
            return
        self._make_room(painter.device().devicePixelRatio(), len(circles))
        kept = self._kept
        rounded = np.nan_to_num(np.rint(values * self.STEPS), nan=UNKNOWN_KEY).tolist()
        for corner, key in zip(corners, rounded, strict=True):
            painter.drawPixmap(corner, kept.get(key) or self._keep(key))

    def _make_room(self, ratio: float, more: int) -> None:
        if ratio != self._ratio or len(self._kept) + more > self.MOST:
            self._kept.clear()
            self._ratio = ratio

    def _keep(self, key: float) -> QPixmap:
        side = math.ceil(2 * self._radius) + 2 * STAMP_MARGIN
        stamp = QPixmap(QSize(side, side) * self._ratio)
        stamp.setDevicePixelRatio(self._ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        painter = QPainter(stamp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(STAMP_MARGIN, STAMP_MARGIN, 2 * self._radius, 2 * self._radius)
        self._draw(painter, circle, math.nan if key == UNKNOWN_KEY else key / self.STEPS)
        painter.end()
        self._kept[key] = stamp
        return stamp

    def _draw(self, painter: QPainter, circle: QRectF, value: float) -> None:
        level = int(node_levels(np.array([value]))[0])
        painter.setPen(self._pen)
        painter.setBrush(self._shades.fills[level])
        painter.drawEllipse(circle)
        if self._written:
            painter.setFont(self._font)
            painter.setPen(self._shades.inks[level])
            painter.drawText(circle, CENTRE, fixed(value))


_stamps = lru_cache(maxsize=24)(Stamps)


def _rim(theme: Theme, at_work: bool) -> QPen:
    return QPen(QColor(theme.accent if at_work else theme.node_border), 2.0 if at_work else 1.0)


def _paint_strip(painter: QPainter, layout: Layout, l: int, fills: list[QColor], rim: QPen) -> None:
    """A layer of more nodes than fit: a strip of their colours, each node an equal part of it."""
    pixels: NDArray[np.uint32] = np.array([fill.rgb() for fill in fills], dtype=np.uint32)
    image = QImage(pixels.data, 1, len(fills), 4, QImage.Format.Format_RGB32)
    area = layout.strip(l)
    painter.drawImage(area, image)
    painter.setPen(rim)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area)


def paint_biases(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, reach: float) -> None:
    """Paint b^ℓ_i as a square at the lower left of its node, with its number in a small network.

    Where ∂C̄/∂w colours the edges, ∂C̄/∂b colours the squares.
    """
    biases = frame.b[l][:, 0]
    values = frame.dC_db[l][:, 0] if frame.view.edges == "dC_dw" and frame.dC_db else biases
    colours = scale(theme)
    painter.setPen(QPen(QColor(theme.node_border), 1.0))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # their rims lie on whole pixels
    for square, level in zip(layout.bias_squares[l], levels(values, reach).tolist(), strict=True):
        painter.setBrush(colours[level])
        painter.drawRect(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
