"""Small pictures of nodes and biases: painting one anew takes five times as long as copying it."""

import math
import sys
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPaintEngine, QPainter, QPen, QPixmap

from core.checks import Array
from core.lazily import dataclass
from gui.network.layout import STAMP_MARGIN
from gui.ratio import ratio_of
from gui.theme import LEVELS, Theme, blended, levels, quiet, readable_on, scale
from gui.writing.fonts import number_font
from gui.writing.numbers import fixed

FADED = 0.38
"""How much is left of the colour of what this step has not computed yet."""
SMALL_TYPE, LARGE_TYPE = 15.0, 26.0
"""Pixels of the numbers in nodes, at most: at first, and where a person has zoomed in."""
HALF = QPointF(0.5, 0.5)
"""From the middle of a pixel to its corner."""
MARKED, STROKE = 7.0, 0.5
"""From this size on the square of a negative bias has a minus, so long, in widths of the square."""


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
        inks = tuple(readable_on(k) if fresh else quiet(readable_on(k), k.name(), 0.6) for k in fills)
        return cls(fills, inks)


UNKNOWN_LEVEL = 2 * LEVELS + 1
UNKNOWN_KEY = 1e300
"""Stands for a value that is not known where NaN could not be looked up."""
LARGEST_KEY = sys.float_info.max
shades = lru_cache(maxsize=8)(Shades.of)


def node_levels(values: Array) -> NDArray[np.intp]:
    """The level of each node of values (n_l,): indices into `Shades`."""
    return np.where(np.isnan(values), UNKNOWN_LEVEL, levels(values, 1.0))


class Stamps:
    """Pictures of the nodes of a layer.

    Two values that are written alike share a picture, and so their colour.
    """

    MOST, LARGEST = 512, 48.0
    """Pictures kept at most, and the largest radius worth keeping."""
    STEPS = 100
    """Values that differ by less than a hundredth, the last decimal that is written, share a picture."""

    def __init__(self, theme: Theme, radius: float, fresh: bool, at_work: bool, written: bool) -> None:
        """Take what all nodes of a layer share; `written` tells whether their values stand in them."""
        self._shades, self._radius, self._written = shades(theme, fresh), radius, written
        self._pen = rim(theme, at_work) if radius > 5 else QPen(Qt.PenStyle.NoPen)
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
        self._make_room(ratio_of(painter), len(circles))
        kept = self._kept
        rounded = np.minimum(np.maximum(np.rint(values * self.STEPS), -LARGEST_KEY), LARGEST_KEY)
        keys = np.where(np.isnan(rounded), UNKNOWN_KEY, rounded).tolist()
        for corner, key in zip(corners, keys, strict=True):
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
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, fixed(value))


stamps = lru_cache(maxsize=24)(Stamps)


def rim(theme: Theme, at_work: bool) -> QPen:
    """The pen of a node's rim, stronger for the layer at work."""
    return QPen(QColor(theme.accent if at_work else theme.node_border), 2.0 if at_work else 1.0)


@lru_cache(maxsize=8)
def squares_of(theme: Theme, side: float, ratio: float) -> tuple[QPixmap, ...]:
    """A picture of a bias for each level of the scale."""
    pictures = []
    for level in range(len(scale(theme))):
        picture = QPixmap(QSize(round(side) + 1, round(side) + 1) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(scale(theme)[level])
        painter = QPainter(picture)
        paint_square(painter, QRectF(HALF.x(), HALF.y(), side, side), level, theme)
        painter.end()
        pictures.append(picture)
    return tuple(pictures)


def paint_square(painter: QPainter, square: QRectF, level: int, theme: Theme) -> None:
    """Paint the mark of a bias at `level` of the scale: a negative one has a sign without colours as well."""
    colour = scale(theme)[level]
    painter.setPen(QPen(QColor(theme.node_border), 1.0))
    painter.setBrush(colour)
    painter.drawRect(square)
    if level < LEVELS and square.width() >= MARKED:
        half, at = QPointF(STROKE * square.width() / 2, 0.0), square.center()
        painter.setPen(QPen(readable_on(colour), 1.2))
        painter.drawLine(at - half, at + half)
