"""The landscape in space: a surface that is turned by hand, the way on it, and the tangent plane."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap, QPolygonF

from core.landscape.surface import FINE_SIDE, Surface
from gui.landscape.arrows import paint_arrow, paint_present
from gui.landscape.notes import cost_name, downhill_ink, tangent_ink
from gui.landscape.relief import (
    ABOVE,
    Placed,
    Quads,
    heights_in,
    path_pieces,
    quads_of,
    tangent_pieces,
    visible,
)
from gui.landscape.view import LandscapeView
from gui.ratio import drawn_once
from gui.space.axes import Axis, paint_names, paint_walls
from gui.space.camera import HALF_DIAGONAL, Camera, Floats, Room
from gui.space.orbit import Orbit
from gui.writing.numbers import fixed, significant

HOME = Camera(azimuth=28.0, elevation=36.0)
SIDES = (28.0, 118.0, -152.0, -62.0)
"""One looks from one of four sides: from where the surface is lowest."""

TURNING, RUNNING = 25, 13
"""Lines of the grid that are drawn while the camera moves, and while training runs."""

SETTLE_MS = 160
"""After the last turn all lines are drawn again."""

RIM_SHADE = 0.89
"""How bright the rim of a piece is beside the piece."""

NEAR = 14.0
"""Pixels from a point of the grid within which the mouse means it."""

AROUND, FILL = 34.0, 1.12
"""Pixels for the names and numbers around the cube; it may be a little larger than what has room at every
turn, for it is never seen from a corner."""

DOWN = 0.34
"""The length of the arrow downhill, in the cube from −1 to 1."""


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
        self._ground: QPixmap | None = None
        self._of: object = None
        self._looked_at: object = None

    def forget(self) -> None:
        """Drop the surface as it was drawn."""
        self._ground = None

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
        """Paint walls, the surface, the lines on it, and the names of the axes."""
        space = self.space
        painter.setClipRect(self.room)
        paint_walls(painter, space, self.theme)
        self._paint_ground(painter, space)
        self._paint_lines(painter, space)
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

    @property
    def _stride(self) -> int:
        """Which lines of the grid are drawn: fewer while the camera moves, and still fewer in training.

        Each call of the painter hands the interpreter to the training thread, and waits to have it back.
        """
        most = RUNNING if self.frame.live else TURNING if self._settling.isActive() else FINE_SIDE
        return max(1, math.ceil((self.shown.surface.side - 1) / (most - 1)))

    def _paint_ground(self, painter: QPainter, space: Room) -> None:
        """Paint the surface, drawn once so long as neither it nor the camera is another."""
        surface, stride = self.shown.surface, self._stride
        of = surface, self.heights, stride, space, self.theme.name
        if self._of != of:
            self._of, self._ground = of, None

        def draw(once: QPainter) -> None:
            once.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            _draw(once, space, quads_of(surface, self.placed, self.theme, stride))

        self._ground = drawn_once(painter, self._ground, self.size(), draw)
        painter.drawPixmap(0, 0, self._ground)

    def _paint_lines(self, painter: QPainter, space: Room) -> None:
        """Paint the path and the tangent plane: what of them the surface hides is dotted."""
        way, placed, theme = self.shown.way, self.placed, self.theme
        accent = QColor(theme.accent)
        path, jumped = path_pieces(way, self.shown.surface, placed)
        field = heights_in(self.shown.surface, placed)
        strokes, seen = self._strokes(space, path, field)
        if not self.heights.log:  # there a plane would be bent
            edges, clear = self._strokes(space, tangent_pieces(way, placed), field)
            _paint_strokes(painter, edges, clear, QPen(tangent_ink(theme), 1.4))
            _paint_strokes(painter, edges, ~clear, _dotted(tangent_ink(theme)))
        for ink, width in ((QColor(theme.surface), 4.4), (accent, 2.4)):
            pen = QPen(ink, width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            _paint_strokes(painter, strokes, seen & ~jumped, pen)
        _paint_strokes(painter, strokes, ~seen | jumped, _dotted(accent))

    def _strokes(self, space: Room, pieces: Floats, field: Floats) -> tuple[list[QLineF], NDArray[np.bool_]]:
        """Lines on the screen for pieces (k, 2, 3), and which of them the heights `field` do not hide."""
        at, _ = space.pixels(pieces.reshape(-1, 3))
        seen = visible(pieces.mean(axis=1), field, self.orbit.camera)
        return [QLineF(*ends) for ends in at.reshape(-1, 4).tolist()], seen

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


def _draw(painter: QPainter, space: Room, quads: Quads) -> None:
    """Draw the pieces of a surface, the farthest first."""
    pixels, depth = space.pixels(quads.corners.reshape(-1, 3))
    order = np.argsort(-depth.reshape(-1, 4).mean(axis=1), kind="stable")
    corners, colours = pixels.reshape(-1, 4, 2)[order].tolist(), quads.colours[order]
    rims = np.rint(colours * RIM_SHADE).astype(np.intp)
    for piece, colour, rim in zip(corners, colours.tolist(), rims.tolist(), strict=True):
        painter.setPen(QColor(*rim))
        painter.setBrush(QColor(*colour))
        painter.drawConvexPolygon(QPolygonF([QPointF(*k) for k in piece]))


def _paint_strokes(painter: QPainter, strokes: list[QLineF], which: NDArray[np.bool_], pen: QPen) -> None:
    """Paint some of the lines with one pen."""
    some = [strokes[k] for k in np.flatnonzero(which).tolist()]
    if some:
        painter.setPen(pen)
        painter.drawLines(some)


def _dotted(ink: QColor) -> QPen:
    return QPen(ink, 1.0, Qt.PenStyle.DotLine)
