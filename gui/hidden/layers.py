"""Lines and dots of a picture, painted from the back to the front; in a plane all lie in one layer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.hidden.place import Place
from gui.output.dots import paint_dot
from gui.space.camera import HALF_DIAGONAL, Floats
from gui.space.depth import bands, strengths
from gui.targets import Colours, blended_colours, rgb
from gui.theme import Theme

LAYERS = 8
"""Into which a cube is cut."""

COARSE = 8
"""Steps of a colour's parts: of values that differ by less the dots look alike, and few have to be drawn."""

Look = tuple[int, int, int, bool]


@dataclass(frozen=True, eq=False)
class Strokes:
    """Lines (k, 2, 2 or 3) from point to point, of one colour."""

    lines: Floats
    colour: str
    width: float = 1.0


@dataclass(frozen=True, eq=False)
class Cloud:
    """Dots at `points` (k, 2 or 3), in their `colours` (k, 3), those of `hollow` (k,) as rings."""

    points: Floats
    colours: Colours
    hollow: Floats
    radius: float


class Layers:
    """Paints on one picture, at `place`."""

    def __init__(self, painter: QPainter, place: Place, theme: Theme) -> None:
        """Take where to paint, and how."""
        self._painter, self._place, self._theme = painter, place, theme
        self._count = LAYERS if place.deep else 1
        self._shares = _shares(self._count)
        self._stamps: dict[Look, QPixmap] = {}
        self._half = 0.0

    def paint(self, strokes: Sequence[Strokes], cloud: Cloud | None) -> None:
        """Paint all of it, what is farthest away first, and of each layer the lines first."""
        lines = [self._lines(k) for k in strokes]
        inks = [blended_colours(rgb(k.colour), self._theme.surface, self._shares).tolist() for k in strokes]
        dots = self._dots(cloud) if cloud is not None else [[]] * self._count
        for k in range(self._count):
            for stroke, ink, found in zip(strokes, inks, lines, strict=True):
                if found[k]:
                    self._painter.setPen(QPen(QColor(*ink[k]), stroke.width))
                    self._painter.drawLines(found[k])
            for x, y, look in dots[k]:
                self._stamp(x, y, look, 0.0 if cloud is None else cloud.radius)

    def _lines(self, strokes: Strokes) -> list[list[QLineF]]:
        """The lines of each layer; one that has an end far off has none."""
        at, depth = self._place.pixels(strokes.lines.reshape(-1, strokes.lines.shape[-1]))
        ends = at.reshape(-1, 4)
        layer = self._layer(depth.reshape(-1, 2).mean(axis=1))
        known = np.isfinite(ends).all(axis=1)
        return [
            [QLineF(*k) for k in ends[known & (layer == number)].tolist()] for number in range(self._count)
        ]

    def _layer(self, depth: Floats) -> Floats:
        return bands(depth, self._count)

    def _dots(self, cloud: Cloud) -> list[list[tuple[float, float, Look]]]:
        """The dots of each layer, those farthest away first, in colours that sink into the ground."""
        at, depth = self._place.pixels(cloud.points)
        layer = self._layer(depth)
        plain = cloud.colours // COARSE * COARSE
        colours = blended_colours(plain, self._theme.surface, self._shares[layer])
        found: list[list[tuple[float, float, Look]]] = [[] for _ in range(self._count)]
        order = np.argsort(-depth, kind="stable")
        known = order[np.isfinite(at[order]).all(axis=1)]
        for k, (x, y), (r, g, b), hollow in zip(
            layer[known].tolist(),
            at[known].tolist(),
            colours[known].tolist(),
            cloud.hollow[known].tolist(),
            strict=True,
        ):
            found[k].append((x, y, (r, g, b, hollow)))
        return found

    def _stamp(self, x: float, y: float, look: Look, radius: float) -> None:
        """Put a copy of a dot, which is painted once, where it belongs."""
        if look not in self._stamps:
            self._half = radius + 1.5
            self._stamps[look] = self._stamp_of(look, radius)
        self._painter.drawPixmap(QPointF(x - self._half, y - self._half), self._stamps[look])

    def _stamp_of(self, look: Look, radius: float) -> QPixmap:
        scale = self._painter.device().devicePixelRatioF()
        half = radius + 1.5
        stamp = QPixmap(*(int(2 * half * scale) + 1,) * 2)
        stamp.setDevicePixelRatio(scale)
        stamp.fill(Qt.GlobalColor.transparent)
        painter = QPainter(stamp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dot(painter, QPointF(half, half), QColor(*look[:3]), radius, look[3], self._theme)
        painter.end()
        return stamp


def _shares(count: int) -> Floats:
    """How much of their colour things of each layer have, the farthest first; all of it in a plane."""
    if count == 1:
        return np.ones(1)
    behind = 1.0 - (np.arange(count) + 0.5) / count
    return strengths((2 * behind - 1) * HALF_DIAGONAL)
