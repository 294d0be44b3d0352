"""The landscape in space: a surface that is turned by hand, the way on it, and the tangent plane."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF

from core.landscape.surface import Surface
from gui.landscape.arrows import paint_arrow, paint_present
from gui.landscape.notes import cost_name, downhill_ink, tangent_ink
from gui.landscape.relief import ABOVE, Placed, Quads, path_pieces, quads_of, tangent_pieces
from gui.landscape.view import LandscapeView
from gui.space.axes import Axis, paint_names, paint_walls
from gui.space.camera import HALF_DIAGONAL, Camera, Floats, Room
from gui.space.orbit import Orbit
from gui.writing.numbers import fixed, significant

HOME = Camera(azimuth=28.0, elevation=36.0)
SIDES = (28.0, 118.0, -152.0, -62.0)
"""One looks from one of four sides: from where the surface is lowest."""

COARSE = 27
"""Points along a side above which every second line is left out while the picture moves."""

SETTLE_MS = 160
"""After the last turn all lines are drawn again."""

NEARER, RIM = 0.1, 0.05
"""Lines on the surface count as so much nearer than they are, so that they lie on the pieces around them;
their rims as a little less, so that no rim lies on the line of the next piece."""

RIM_SHADE = 0.89
"""How bright the rim of a piece is beside the piece."""

NEAR = 14.0
"""Pixels from a point of the grid within which the mouse means it."""

AROUND, FILL = 34.0, 1.12
"""Pixels for the names and numbers around the cube; it may be a little larger than what has room at every
turn, for it is never seen from a corner."""

DOWN = 0.34
"""The length of the arrow downhill, in the cube from −1 to 1."""


@dataclass(frozen=True)
class Lines:
    """Lines on the surface: their ends (k, 2, 3), how much nearer each counts than it is, and its pen.

    `hidden` tells which stretches of them are dotted where the surface hides them, and in which colour.
    """

    pieces: Floats
    nearer: Floats
    pens: list[QPen]
    hidden: tuple[tuple[int, int, QColor], ...]


class SurfaceView(LandscapeView):
    """The cube of α, β and the cost, seen by a camera."""

    def __init__(self) -> None:
        """Empty until the first frame with a landscape."""
        super().__init__()
        self.orbit = Orbit(HOME, self)
        self.orbit.turned.connect(self.on_turned)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLE_MS)
        self._settling.timeout.connect(self.update)
        self._quads: Quads | None = None
        self._of: object = None
        self._looked_at: object = None

    def forget(self) -> None:
        """Drop the pieces."""
        self._quads = None

    @property
    def marks(self) -> tuple[str, ...]:
        """Path, downhill and the tangent plane."""
        way = self.shown.way
        found = ["path"] if len(way.points) > 1 else []
        found += ["downhill"] if any(way.downhill) else []
        return tuple(found) if self.log else (*found, "tangent")

    @property
    def space(self) -> Room:
        """The cube as it is seen."""
        room = self.room
        side = max(40.0, min(room.width(), room.height()) - AROUND) * FILL
        middle = room.center()
        return Room(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), self.orbit.camera)

    @property
    def placed(self) -> Placed:
        """Where things are in the cube: the surface's own window."""
        return Placed(self.shown.surface.window, self.heights)

    def _choose_heights(self) -> None:
        """Look at another plane from where its surface is lowest, unless somebody has turned the camera."""
        super()._choose_heights()
        surface = self.shown.surface if self.shown is not None else None
        if surface is None or self._looked_at is surface.plane.first:
            return
        self._looked_at = surface.plane.first
        at_home = self.orbit.camera == self.orbit.home
        self.orbit.home = lowest_side(surface)
        if at_home:
            self.orbit.reset()

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Paint walls, pieces and lines from the back to the front, and the names of the axes."""
        space = self.space
        painter.setClipRect(self.room)
        paint_walls(painter, space, self.theme)
        self._paint_pieces(painter, space)
        self._paint_present(painter, space)
        paint_names(painter, space, self.theme, self._axes())
        painter.setClipping(False)

    def _axes(self) -> tuple[Axis, Axis, Axis]:
        surface, heights = self.shown.surface, self.heights
        ends = [(fixed(float(k[0])), fixed(float(k[-1]))) for k in (surface.alpha, surface.beta)]
        names = surface.plane.names
        low, high = significant(heights.low, 2), significant(heights.high, 2)
        name = "C, log" if heights.log else "C"
        return Axis(names[0], *ends[0]), Axis(names[1], *ends[1]), Axis(name, low, high)

    def _pieces(self) -> Quads:
        surface = self.shown.surface
        moving = self._settling.isActive() or self.frame.live
        stride = 2 if moving and surface.side > COARSE else 1
        of = id(surface), self.heights, stride, self.theme.name
        if self._quads is None or self._of != of:
            self._of, self._quads = of, quads_of(surface, self.placed, self.theme, stride)
        return self._quads

    def _paint_pieces(self, painter: QPainter, space: Room) -> None:
        """Paint the surface and the lines on it, the farthest first; what it hides of them is dotted."""
        quads, lines = self._pieces(), self._lines()
        corners, depth = _seen(space, quads.corners)
        ends, line_depth = _seen(space, lines.pieces)
        order = np.argsort(-np.concatenate([depth, line_depth - lines.nearer]), kind="stable")
        shapes = [QPolygonF([QPointF(*k) for k in each]) for each in corners.tolist()]
        colours = [QColor(*k) for k in quads.colours.tolist()]
        strokes = [QLineF(*a, *b) for a, b in ends.tolist()]
        rims = [QColor(*k) for k in (quads.colours * RIM_SHADE).astype(int).tolist()]
        smooth, was_line = painter.RenderHint.Antialiasing, True
        for k in order.tolist():
            line = k >= len(shapes)
            if line is not was_line:  # to ask for it costs as much as to draw
                painter.setRenderHint(smooth, line)
                was_line = line
            if line:
                painter.setPen(lines.pens[k - len(shapes)])
                painter.drawLine(strokes[k - len(shapes)])
            else:
                painter.setPen(rims[k])
                painter.setBrush(colours[k])
                painter.drawConvexPolygon(shapes[k])
        painter.setRenderHint(smooth)
        for first, last, ink in lines.hidden:
            painter.setPen(QPen(ink, 1.0, Qt.PenStyle.DotLine))
            painter.drawLines(strokes[first:last])

    def _lines(self) -> "Lines":
        """The path with its rim, and the tangent plane; on a logarithmic scale that is none."""
        way = self.shown.way
        path, jumped = path_pieces(way, self.shown.surface, self.placed)
        tangent = path[:0] if self.heights.log else tangent_pieces(way, self.placed)
        rim, core = QPen(QColor(self.theme.surface), 4.2), QPen(QColor(self.theme.accent), 2.4)
        for pen in (rim, core):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        jump, edge = QPen(core.color(), 1.2, Qt.PenStyle.DotLine), QPen(tangent_ink(self.theme), 1.4)
        walked = path[~jumped]
        pieces = np.concatenate([walked, path, tangent])
        pens = [*(rim for _ in walked), *(jump if k else core for k in jumped), *(edge for _ in tangent)]
        nearer = np.repeat([RIM, NEARER, NEARER], [len(walked), len(path), len(tangent)])
        first, last = len(walked), len(walked) + len(path)
        hidden = (first, last, core.color()), (last, len(pieces), edge.color())
        return Lines(pieces, nearer, pens, hidden)

    def _paint_present(self, painter: QPainter, space: Room) -> None:
        """The present point at its own cost, and from there the way down within the tangent plane."""
        way, placed = self.shown.way, self.placed
        steep = math.hypot(*way.downhill)
        ends = np.array([way.present] * 2)
        if steep > 0:
            ends[1] += np.array(way.downhill) * (DOWN * placed.window.half / steep)
        cost = way.tangent(ends)
        if self.heights.log:  # where a plane would be bent, the arrow lies on the surface
            cost[1:] = self.shown.surface.at(ends[1:])
        at = placed.points(ends, cost)
        at[:, 2] += ABOVE
        if not np.isfinite(at).all() or np.abs(at[0]).max() > 1.05:
            return
        (start, tip), _ = space.pixels(at)
        if steep > 0:
            ground = QColor(self.theme.surface)
            paint_arrow(painter, QPointF(*start), QPointF(*tip), downhill_ink(self.theme), ground)
        paint_present(painter, QPointF(*start), self.theme)

    # The mouse and keys

    def words_at(self, at: QPointF) -> str:
        """Read the point of the grid that is seen nearest to the mouse."""
        surface = self.shown.surface
        grid = np.stack(np.meshgrid(surface.alpha, surface.beta), axis=2).reshape(-1, 2)
        pixels, depth = self.space.pixels(self.placed.points(grid, surface.cost.ravel()))
        away = np.hypot(pixels[:, 0] - at.x(), pixels[:, 1] - at.y())
        near = np.flatnonzero(away <= NEAR)
        if not len(near):
            return ""
        k = int(near[np.argmin(away[near] / NEAR + depth[near] / HALF_DIAGONAL)])
        names = surface.plane.names
        places = ", ".join(f"{n} = {fixed(v)}" for n, v in zip(names, grid[k].tolist(), strict=True))
        return f"{places}: {cost_name(self.shown)} = {significant(float(surface.cost.flat[k]), 3)}"

    @Slot(object)
    def on_turned(self, camera: Camera) -> None:
        """Draw from elsewhere, coarsely so long as the camera moves."""
        self._settling.start()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.orbit.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn the picture, or read it."""
        if not self.orbit.move(event.position()):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the picture."""
        self.orbit.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look from where one looked at first."""
        self.orbit.reset()

    def takes(self, event: QKeyEvent) -> bool:
        """Arrow keys as well turn the picture."""
        return super().takes(event) or self.orbit.takes(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the picture, go nearer or away; Home puts the camera back as well."""
        if event.key() == Qt.Key.Key_Home:
            self.orbit.reset()
        elif self.orbit.key(event):
            return
        super().keyPressEvent(event)


def lowest_side(surface: Surface) -> Camera:
    """A camera in front of which the surface is low, so that it hides little of itself."""
    half = surface.side // 2
    corners = np.array([[-1.0, -1.0, 0.0], [1.0, -1.0, 0.0], [-1.0, 1.0, 0.0], [1.0, 1.0, 0.0]])
    cost = np.nan_to_num(surface.cost, nan=float(np.nanmax(surface.cost, initial=0.0)))
    rows = (slice(half), slice(half), slice(half, None), slice(half, None))
    columns = (slice(half), slice(half, None)) * 2
    means = [float(cost[r, c].mean()) for r, c in zip(rows, columns, strict=True)]
    cameras = [Camera(azimuth, HOME.elevation) for azimuth in SIDES]
    fronts = [int(camera.project(corners)[1].argmin()) for camera in cameras]
    return min(zip(fronts, cameras, strict=True), key=lambda side: means[side[0]])[1]


def _seen(space: Room, pieces: Floats) -> tuple[Floats, Floats]:
    """Pixels (k, c, 2) of the corners of pieces (k, c, 3), and how far away their middles are (k,)."""
    count, corners = pieces.shape[:2]
    pixels, depth = space.pixels(pieces.reshape(-1, 3))
    return pixels.reshape(count, corners, 2), depth.reshape(count, corners).mean(axis=1)
