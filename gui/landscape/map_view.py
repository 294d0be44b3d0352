"""The landscape seen from above: colours, contour lines, the way of training and its arrows."""

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap, QPolygonF

from gui.landscape.arrows import RADIUS, paint_arrow, paint_beginning, paint_present
from gui.landscape.heights import LINES, coloured, line_colour
from gui.landscape.notes import cost_name, delta_ink, downhill_ink
from gui.landscape.view import LandscapeView
from gui.output.area import BOTTOM, LEFT, RIGHT, Area, headroom, paint_axes
from gui.output.contour import zero_line
from gui.ratio import drawn_once
from gui.space.orbit import SLACK
from gui.writing.numbers import fixed, significant

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
STRIDE = 0.2
"""How far an arrow key moves over the plane, in halves of what is seen."""

FINEST = 260
"""Points along a side that are coloured, at most; Qt fills in between."""

DOWN, SHORTEST = 36.0, 24.0
"""Pixels of the arrow downhill, and of the last update at least."""

FAR_OFF, FAR_AWAY = 1e12, 1e5
"""Values, and pixels, beyond which nothing is told apart."""

SHARE = 0.2
"""Of a small map, the most that the arrow downhill takes."""

SEPARATE, MOST_DOTS = 5.0, 80
"""Pixels between noted points that are told apart by dots, where there are not more than so many."""

NEAR = 1.5
"""Pixels between the points of a long path that a line needs: most of them lie where training has settled."""


class MapView(LandscapeView):
    """The plane with α to the right and β upwards.

    Signals:
        put: a point (α, β) of a plane of two parameters where they are to be put.

    """

    put = Signal(object)

    def __init__(self) -> None:
        """Empty until the first frame with a landscape."""
        super().__init__()
        self._ground: QPixmap | None = None
        self._of: object = None
        self._held: tuple[QPointF, tuple[float, float]] | None = None
        self._dragged = False

    def forget(self) -> None:
        """Drop the ground."""
        self._ground = None

    @property
    def area(self) -> Area:
        """Where the window lies on the screen: a square."""
        room, seen, names = self.room, self.window_seen, self.shown.surface.plane.names
        top = headroom(names[1])
        side = max(20.0, min(room.width() - LEFT - RIGHT, room.height() - top - BOTTOM))
        left = LEFT + max(0.0, (room.width() - LEFT - RIGHT - side) / 2)
        x, y = ((k - seen.half, k + seen.half) for k in seen.centre)
        return Area(QRectF(round(left), round(top), round(side), round(side)), x, y)

    @property
    def marks(self) -> tuple[str, ...]:
        """Path, last update and downhill, as far as they are there."""
        way = self.shown.way
        found = ["path"] if len(way.points) > 1 else []
        if way.delta is not None:
            found.append("delta" if self._stretch() == 1.0 else "long delta")
        return (*found, "downhill") if any(way.downhill) else tuple(found)

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Paint the ground, drawn once, and on it the way."""
        area = self.area
        painter.setClipRect(area.box)
        self._paint_ground(painter, area)
        self._paint_way(painter, area)
        painter.setClipping(False)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_axes(painter, area, self.theme, self.shown.surface.plane.names)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_ground(self, painter: QPainter, area: Area) -> None:
        of = self.shown.surface, self.heights, area.box, area.x, area.y
        if self._of != of:
            self._of, self._ground = of, None
        size = area.box.size().toSize()
        self._ground = drawn_once(painter, self._ground, size, lambda once: self._draw_ground(once, area))
        painter.drawPixmap(area.box.topLeft(), self._ground)

    def _draw_ground(self, painter: QPainter, area: Area) -> None:
        surface = self.shown.surface
        painter.translate(-area.box.topLeft())
        painter.fillRect(area.box, QColor(self.theme.neutral))
        (left, right), (low, high) = ((k[0], k[-1]) for k in (surface.alpha, surface.beta))
        target = QRectF(area.at(left, high), area.at(right, low))
        side = max(2, min(FINEST, round(target.width())))
        tone = _finer(self.heights.tone(surface.cost), side)[::-1]
        rgb = np.ascontiguousarray(coloured(tone, self.theme))
        picture = QImage(rgb.data, side, side, 3 * side, QImage.Format.Format_RGB888)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for k, level in enumerate(self.heights.lines):
            pieces = zero_line(surface.cost - level, surface.alpha, surface.beta)
            x, y = area.pixels(pieces[:, 0::2], pieces[:, 1::2])
            painter.setPen(QPen(line_colour((k + 1) / LINES, self.theme), 1.0))
            painter.drawLines([QLineF(*ends) for ends in np.stack([x, y], axis=2).reshape(-1, 4).tolist()])

    def _paint_way(self, painter: QPainter, area: Area) -> None:
        way = self.shown.way
        points = np.clip(way.points, -FAR_OFF, FAR_OFF)  # where training diverges they are anywhere
        x, y = area.pixels(points[:, 0], points[:, 1])
        places = np.clip(np.stack([x, y], axis=1), -FAR_AWAY, FAR_AWAY).tolist()
        kept = range(len(places)) if len(places) <= MOST_DOTS else needed(places, way.jumped.tolist())
        at = [QPointF(*places[k]) for k in kept]
        self._paint_path(painter, at, way.jumped[list(kept)], dots=len(places) <= MOST_DOTS)
        paint_beginning(painter, at[0], self.theme)
        ground = QColor(self.theme.surface)
        if any(way.downhill):
            paint_arrow(painter, at[-1], at[-1] + self._downhill(area), downhill_ink(self.theme), ground)
        if way.delta is not None:
            by = self._pixels_of(area, way.delta) * self._stretch()
            rim = by * (RADIUS / max(math.hypot(by.x(), by.y()), RADIUS))
            paint_arrow(painter, at[-1] - by, at[-1] - rim, delta_ink(self.theme), ground)
        paint_present(painter, at[-1], self.theme)

    def _paint_path(self, painter: QPainter, at: list[QPointF], jumped: np.ndarray, dots: bool) -> None:
        ink, ground = QColor(self.theme.accent), QColor(self.theme.surface)
        starts = [0, *np.flatnonzero(jumped[1:]) + 1, len(at)]
        for pen in (QPen(ground, 4.2), QPen(ink, 2.0)):
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for first, last in pairwise(starts):
                painter.drawPolyline(QPolygonF(at[first:last]))
        painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DotLine))
        painter.drawLines([QLineF(at[k - 1], at[k]) for k in starts[1:-1]])
        if dots:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            for before, here in pairwise(at):
                if QLineF(before, here).length() >= SEPARATE:
                    painter.drawEllipse(here, 2.8, 2.8)

    def _downhill(self, area: Area) -> QPointF:
        by = self._pixels_of(area, self.shown.way.downhill)
        length = math.hypot(by.x(), by.y())
        return by * (min(DOWN, SHARE * area.box.width()) / length) if length > 0 else QPointF()

    def _stretch(self) -> float:
        """How many times as long as it is the last update is drawn, so that it can be seen."""
        by = self._pixels_of(self.area, self.shown.way.delta)
        length = math.hypot(by.x(), by.y())
        return 1.0 if length == 0 or length >= SHORTEST else SHORTEST / length

    @staticmethod
    def _pixels_of(area: Area, vector: tuple[float, float]) -> QPointF:
        """A difference of α and β as one of pixels."""
        scale = area.box.width() / (area.x[1] - area.x[0])
        across, up = (min(max(k * scale, -FAR_AWAY), FAR_AWAY) for k in vector)
        return QPointF(across, -up)

    # The mouse

    def words_at(self, at: QPointF) -> str:
        """Read α, β and the cost under the mouse."""
        area, surface = self.area, self.shown.surface
        if not area.box.contains(at):
            return ""
        point = area.values(at)
        cost = float(surface.at(np.array([point]))[0])
        places = ", ".join(f"{n} = {fixed(v)}" for n, v in zip(surface.plane.names, point, strict=True))
        return f"{places}: {cost_name(self.shown)} = {significant(cost, 3)}"

    def focus_at(self, at: QPointF) -> tuple[float, float]:
        """Under the mouse."""
        area = self.area
        return area.values(at) if area.box.contains(at) else self.shown.way.present

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map."""
        if event.button() is Qt.MouseButton.LeftButton and self.shown is not None and self.shown.surface:
            self._held, self._dragged = (event.position(), self.window_seen.centre), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the map with the mouse, or read it."""
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        start, centre = self._held
        by = event.position() - start
        self._dragged = self._dragged or by.manhattanLength() > SLACK
        if self._dragged:
            seen, scale = self.window_seen, self.area.box.width() / (2 * self.window_seen.half)
            self.moved.emit(seen._replace(centre=(centre[0] - by.x() / scale, centre[1] + by.y() / scale)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        self._held = None

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key is for the map: arrows too, if Tab has led here; else they are those of time."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return super().takes(event) or (self._ring.isVisible() and plain and event.key() in ARROWS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move over the plane by arrow keys."""
        if event.key() not in ARROWS or not self.takes(event) or self.shown is None:
            super().keyPressEvent(event)
            return
        seen, (right, up) = self.window_seen, ARROWS[Qt.Key(event.key())]
        by = STRIDE * seen.half
        self.moved.emit(seen._replace(centre=(seen.centre[0] + right * by, seen.centre[1] + up * by)))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Put the two parameters there."""
        self._held = None
        inside = self.shown is not None and self.shown.surface is not None
        if inside and self.shown.pair and self.area.box.contains(event.position()):
            self.put.emit(self.area.values(event.position()))


def needed(places: list[list[float]], jumped: list[bool]) -> list[int]:
    """Which points of a path a line through all of them needs: those apart, and both ends of every jump."""
    kept = [0]
    for k in range(1, len(places)):
        if jumped[k] and kept[-1] != k - 1:
            kept.append(k - 1)
        if jumped[k] or k == len(places) - 1 or math.dist(places[k], places[kept[-1]]) >= NEAR:
            kept.append(k)
    return kept


def _finer(field: np.ndarray, side: int) -> np.ndarray:
    """`field` (k, k) by straight lines between its points at (side, side); NaN around what is NaN."""
    k = len(field)
    at = np.linspace(0, k - 1, side)
    low = np.minimum(at.astype(np.intp), k - 2)
    share = (at - low)[:, np.newaxis]
    rows = field[low] * (1 - share) + field[low + 1] * share
    return rows[:, low] * (1 - share.T) + rows[:, low + 1] * share.T
