"""The three walls behind a picture in space, and the names and ends of its axes."""

from itertools import product

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.lazily import dataclass
from gui.space.camera import Floats, Room
from gui.space.depth import strengths
from gui.theme import Theme, blended
from gui.writing.fonts import number_font

CORNERS: Floats = np.array(list(product((-1.0, 1.0), repeat=3)))
"""Of the cube (8, 3)."""

EDGES = tuple((a, a | 1 << k) for k in (2, 1, 0) for a in range(8) if not a >> k & 1)
"""The edges as two corners each: four along the first axis, then along the second, then the third."""

OUT = 13.0
"""Pixels from an edge to the words that belong to it."""

ALONG = (0.08, 0.16, 0.24, 0.32)
"""Shares of an edge from its end to what is written there: the first where nothing else stands."""

AWAY = (1.0, 1.7, 2.4)
"""How many times `OUT` from the edge it is: farther where an edge is too short for its two numbers."""

APART, HIGH = 4.0, 12.0
"""Pixels between two numbers in one line, at least, and the height of a line."""


@dataclass(frozen=True)
class Axis:
    """The name of an axis, and what is written at its two ends."""

    name: str
    low: str
    high: str


def paint_walls(painter: QPainter, room: Room, theme: Theme) -> None:
    """Paint the edges of the walls that stand behind everything: all but those that meet in front."""
    at, depth = room.pixels(CORNERS)
    front = int(depth.argmin())
    shares = strengths(depth).tolist()
    for a, b in EDGES:
        if front in (a, b):
            continue
        share = (shares[a] + shares[b]) / 2
        painter.setPen(QPen(blended(QColor(theme.border), theme.surface, min(1.0, share + 0.3)), 1.0))
        painter.drawLine(QLineF(*at[a].tolist(), *at[b].tolist()))


def paint_names(painter: QPainter, room: Room, theme: Theme, axes: tuple[Axis, Axis, Axis]) -> None:
    """Write beside an edge of each direction what the axis is called and where it ends."""
    at, depth = room.pixels(CORNERS)
    middle = np.array([room.box.center().x(), room.box.center().y()])
    taken: list[QRectF] = []
    for k, axis in enumerate(axes):
        a, b = _edge_for(k, at, depth)
        out = (at[a] + at[b]) / 2 - middle
        out = out / (np.hypot(*out) or 1.0) * OUT
        painter.setFont(number_font(11.5))
        _write(painter, (at[a] + at[b]) / 2 + 1.2 * out, axis.name, theme.text)
        painter.setFont(number_font(10.5))
        for end, along, words in ((a, at[b] - at[a], axis.low), (b, at[a] - at[b], axis.high)):
            width = painter.fontMetrics().horizontalAdvance(words)
            place = _free(at[end], out, along, width, taken)
            taken.append(_box(place, width))
            _write(painter, place, words, theme.muted)


def _free(end: Floats, out: Floats, along: Floats, width: float, taken: list[QRectF]) -> Floats:
    """Where a number at the end of an edge stands so that it meets none of `taken`, if that can be."""
    places = [end + away * out + share * along for away in AWAY for share in ALONG]
    free = (at for at in places if not any(map(_box(at, width).intersects, taken)))
    return next(free, places[0])


def _box(at: Floats, width: float) -> QRectF:
    """What a number about `at` takes."""
    x, y = at.tolist()
    return QRectF(x - width / 2 - APART / 2, y - HIGH / 2, width + APART, HIGH)


def _edge_for(axis: int, at: Floats, depth: Floats) -> tuple[int, int]:
    """The edge at the rim that words have room beside: the lowest, or of the upright axis the leftmost."""
    ends = {int(depth.argmin()), int(depth.argmax())}
    rim = [edge for edge in EDGES[4 * axis : 4 * axis + 4] if ends.isdisjoint(edge)]
    middles = [(at[a] + at[b]) / 2 for a, b in rim]
    best = min if axis == 2 else max
    return rim[best(range(len(rim)), key=lambda k: float(middles[k][0 if axis == 2 else 1]))]


def _write(painter: QPainter, at: Floats, words: str, ink: str) -> None:
    painter.setPen(QColor(ink))
    x, y = at.tolist()
    painter.drawText(
        QRectF(QPointF(x - 60, y - 8), QPointF(x + 60, y + 8)), Qt.AlignmentFlag.AlignCenter, words
    )
