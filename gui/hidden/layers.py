"""Lines and dots of a picture, painted from the back to the front; in a plane all lie in one layer."""

from collections.abc import Sequence

import numpy as np
from pyqtgraph import arrayToQPath
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from core.lazily import dataclass
from gui.hidden.place import Place
from gui.output.dots import paint_dot
from gui.space.camera import HALF_DIAGONAL, Floats
from gui.space.depth import bands, strengths
from gui.targets import Colours, blended_colours, rgb
from gui.theme import Theme

LAYERS = 6
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


class Stamps:
    """Dots that are painted once, and of which copies are put where they belong: many times as fast."""

    def __init__(self, theme: Theme, radius: float, scale: float) -> None:
        """Dots of a radius in `theme`, for a screen with `scale` pixels to one."""
        self._theme, self._radius, self._scale = theme, radius, scale
        self._half = radius + 1.5
        self._made: dict[Look, QPixmap] = {}

    def put(self, painter: QPainter, x: float, y: float, look: Look) -> None:
        """Paint a dot."""
        found = self._made.get(look)
        if found is None:
            found = self._made[look] = self._make(look)
        painter.drawPixmap(QPointF(x - self._half, y - self._half), found)

    def _make(self, look: Look) -> QPixmap:
        stamp = QPixmap(*(int(2 * self._half * self._scale) + 1,) * 2)
        stamp.setDevicePixelRatio(self._scale)
        stamp.fill(Qt.GlobalColor.transparent)
        painter = QPainter(stamp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QPointF(self._half, self._half)
        paint_dot(painter, at, QColor(*look[:3]), self._radius, look[3], self._theme)
        painter.end()
        return stamp


class Layers:
    """Paints on one picture, at `place`."""

    def __init__(self, painter: QPainter, place: Place, theme: Theme) -> None:
        """Take where to paint, and how."""
        self._painter, self._place, self._theme = painter, place, theme
        self._count = LAYERS if place.deep else 1
        self._shares = _shares(self._count)

    def paint(self, strokes: Sequence[Strokes], cloud: Cloud | None, stamps: Stamps | None = None) -> None:
        """Paint all of it, what is farthest away first, and of each layer the lines first."""
        lines = [self._lines(k) for k in strokes]
        inks = [blended_colours(rgb(k.colour), self._theme.surface, self._shares).tolist() for k in strokes]
        dots = self._dots(cloud) if cloud is not None else [[]] * self._count
        for k in range(self._count):
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            for stroke, ink, found in zip(strokes, inks, lines, strict=True):
                path = found[k]
                if path is not None:
                    self._painter.setPen(QPen(QColor(*ink[k]), stroke.width))
                    self._painter.drawPath(path)
            for x, y, look in dots[k] if stamps is not None else ():
                stamps.put(self._painter, x, y, look)

    def _lines(self, strokes: Strokes) -> list[QPainterPath | None]:
        """The lines of each layer; one that has an end far off has none."""
        at, depth = self._place.pixels(strokes.lines.reshape(-1, strokes.lines.shape[-1]))
        ends = at.reshape(-1, 4)
        known = np.isfinite(ends).all(axis=1)
        if self._count == 1:
            return [_path(ends[known])]
        layer = bands(depth.reshape(-1, 2).mean(axis=1), self._count)
        return [_path(ends[known & (layer == number)]) for number in range(self._count)]

    def _dots(self, cloud: Cloud) -> list[list[tuple[float, float, Look]]]:
        """The dots of each layer, those farthest away first, in colours that sink into the ground."""
        at, depth = self._place.pixels(cloud.points)
        layer = bands(depth, self._count)
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


def _path(ends: Floats) -> QPainterPath | None:
    """Lines (k, 4) from pixel to pixel as one path: a tenth of the time that as many lines would take."""
    if not len(ends):
        return None
    return arrayToQPath(ends[:, 0::2].ravel(), ends[:, 1::2].ravel(), connect="pairs")


def _shares(count: int) -> Floats:
    """How much of their colour things of each layer have, the farthest first; all of it in a plane."""
    if count == 1:
        return np.ones(1)
    behind = 1.0 - (np.arange(count) + 0.5) / count
    return strengths((2 * behind - 1) * HALF_DIAGONAL)
