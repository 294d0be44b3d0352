"""Nodes with their values, biases and derivatives."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPaintEngine, QPainter, QPen, QPixmap

from core.frame import Frame
from gui.fonts import number_font
from gui.network.hit import biases_shown
from gui.network.layout import Layout
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
_shades = lru_cache(maxsize=8)(Shades.of)


def node_levels(frame: Frame, l: int) -> list[int]:
    """The level of each node of layer l: indices into a `Shades`."""
    values = frame.a[l][:, 0]
    return np.where(np.isnan(values), UNKNOWN_LEVEL, levels(values, 1.0)).tolist()


def paint_layer(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, reach: float) -> None:
    """Paint layer l: circles in the colour of a^ℓ_i, the value where it fits, and biases; or a strip."""
    fresh, found, at_work = frame.fresh_a(l), node_levels(frame, l), frame.working_layer() == l
    if layout.folded(l):
        fills = _shades(theme, fresh).fills
        _paint_strip(painter, layout, l, [fills[k] for k in found], _rim(theme, at_work))
        return
    stamps = _stamps(theme, layout.radius[l], fresh, at_work)
    fits = layout.numbers_fit(l)
    for circle, level, value in zip(layout.circles[l], found, frame.a[l][:, 0].tolist(), strict=True):
        stamps.paint(painter, circle, level, fixed(value) if fits else "")
    if biases_shown(layout, l):
        paint_biases(painter, layout, frame, theme, l, reach)


class Stamps:
    """Nodes as small pictures: painting one anew takes five times as long as copying it."""

    MOST, LARGEST = 512, 48.0
    """Pictures kept at most, and the largest radius worth keeping."""

    def __init__(self, theme: Theme, radius: float, fresh: bool, at_work: bool) -> None:
        """Take what all nodes of a layer share."""
        self._shades, self._radius = _shades(theme, fresh), radius
        self._pen = _rim(theme, at_work) if radius > 5 else QPen(Qt.PenStyle.NoPen)
        largest = min(LARGE_TYPE, max(SMALL_TYPE, radius * 0.4))
        self._font = number_font(min(largest, radius * 0.62), QFont.Weight.DemiBold)
        self._kept: dict[tuple[int, str, float], QPixmap] = {}

    def paint(self, painter: QPainter, circle: QRectF, level: int, text: str) -> None:
        """Paint a node with `text` into `circle`; files (SVG, PDF) get outlines."""
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        if not raster or self._radius > self.LARGEST:
            self._draw(painter, circle, level, text)
            return
        ratio = painter.device().devicePixelRatio()
        stamp = self._kept.get((level, text, ratio)) or self._keep(level, text, ratio)
        painter.drawPixmap(circle.topLeft() - QPointF(2, 2), stamp)

    def _keep(self, level: int, text: str, ratio: float) -> QPixmap:
        if len(self._kept) >= self.MOST:
            self._kept.clear()
        side = math.ceil(2 * self._radius) + 4
        stamp = QPixmap(QSize(side, side) * ratio)
        stamp.setDevicePixelRatio(ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        painter = QPainter(stamp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, QRectF(2, 2, 2 * self._radius, 2 * self._radius), level, text)
        painter.end()
        self._kept[level, text, ratio] = stamp
        return stamp

    def _draw(self, painter: QPainter, circle: QRectF, level: int, text: str) -> None:
        painter.setPen(self._pen)
        painter.setBrush(self._shades.fills[level])
        painter.drawEllipse(circle)
        if text:
            painter.setFont(self._font)
            painter.setPen(self._shades.inks[level])
            painter.drawText(circle, CENTRE, text)


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
