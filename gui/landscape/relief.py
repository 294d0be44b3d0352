"""The surface in space as pieces that are painted one after another, the farthest first."""

import numpy as np
from numpy.typing import NDArray

from core.landscape.surface import Surface
from core.landscape.way import Way
from core.landscape.window import Window
from core.lazily import dataclass
from gui.landscape.heights import Heights, coloured
from gui.space.camera import Camera, Floats
from gui.targets import Colours
from gui.theme import Theme

LIGHT = np.array([-0.45, -0.35, 0.82])
"""Where the light comes from, about the length of 1."""

DIMMEST, SHINE = 0.62, 0.5
"""How bright a piece is that turns away from the light, and how much it gains by facing it."""

ABOVE = 0.015
"""So much above the surface its path is drawn, in the cube from −1 to 1, so that it doesn't sink in."""

RAY, TOLERANCE = 80, 0.02
"""Steps from a point towards the camera, and how little above the way there the surface hides nothing."""

PIECE, CLOSE, MOST_PIECES = 0.045, 0.01, 80
"""The longest and the shortest piece of the path, as shares of half a side; and how many between notes."""

PATCH, CELLS = 0.42, 6
"""Half the side of the tangent plane's patch, and its cells along a side."""


@dataclass(frozen=True)
class Placed:
    """Lays a window of a plane and a scale of heights into the cube from −1 to 1."""

    window: Window
    heights: Heights

    def points(self, plane: Floats, cost: Floats) -> Floats:
        """(k, 3) of α, β (k, 2) and costs (k,); NaN stays."""
        across = (plane - np.array(self.window.centre)) / self.window.half
        up = 2.0 * np.clip(self.heights.share(cost), -0.02, 1.0) - 1.0
        return np.column_stack([across, up])


@dataclass(frozen=True)
class Quads:
    """The pieces of the surface: their corners (k, 4, 3), and the colour of each (k, 3)."""

    corners: Floats
    colours: Colours


def quads_of(surface: Surface, placed: Placed, theme: Theme, stride: int = 1) -> Quads:
    """A piece for each cell of the grid, or of every `stride`-th line, but where the cost is unknown."""
    alpha, beta, cost = surface.alpha[::stride], surface.beta[::stride], surface.cost[::stride, ::stride]
    grid = np.stack(np.meshgrid(alpha, beta), axis=2)
    points = placed.points(grid.reshape(-1, 2), cost.ravel()).reshape(*grid.shape[:2], 3)
    corners = np.stack([points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]], axis=2)
    corners = corners.reshape(-1, 4, 3)
    middle = (cost[:-1, :-1] + cost[:-1, 1:] + cost[1:, 1:] + cost[1:, :-1]).ravel() / 4
    known = np.isfinite(corners).all(axis=(1, 2))
    corners = corners[known]
    colours = _lit(coloured(placed.heights.tone(middle[known]), theme), corners)
    return Quads(corners, colours)


def _lit(colours: Colours, corners: Floats) -> Colours:
    """`colours` of pieces as bright as their slope to the light makes them."""
    across, up = corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1]
    normal = np.cross(across, up)
    normal /= np.maximum(np.sqrt((normal * normal).sum(axis=1, keepdims=True)), 1e-12)
    bright = DIMMEST + SHINE * np.clip(normal @ LIGHT, 0.0, 1.0)
    return np.clip(np.rint(colours * bright[:, np.newaxis]), 0, 255).astype(np.uint8)


def path_pieces(way: Way, surface: Surface, placed: Placed) -> tuple[Floats, NDArray[np.bool_]]:
    """The path on the surface as short pieces (k, 2, 3), and which of them an edit has jumped over."""
    half = surface.window.half
    points, jumped = _thinned(way.points, way.jumped, CLOSE * half)
    points, jumped = _dense(points, jumped, PIECE * half)
    at = placed.points(points, surface.at(points))
    at[:, 2] += ABOVE
    pieces = np.stack([at[:-1], at[1:]], axis=1)
    known = np.isfinite(pieces).all(axis=(1, 2))
    return pieces[known], jumped[known]


def _thinned(points: Floats, jumped: NDArray[np.bool_], least: float) -> tuple[Floats, NDArray[np.bool_]]:
    """Without points that are so close to the one kept before that they can't be told apart."""
    gone = np.cumsum(np.abs(np.diff(points, axis=0)).max(axis=1))
    kept = np.ones(len(points), dtype=bool)
    kept[1:] = np.diff(gone // least, prepend=0.0) > 0
    kept |= jumped
    kept[-1] = True
    return points[kept], jumped[kept]


def _dense(points: Floats, jumped: NDArray[np.bool_], step: float) -> tuple[Floats, NDArray[np.bool_]]:
    """More points between those that are farther apart than `step`, and which pieces between are jumps."""
    by = np.diff(points, axis=0)
    counts = np.clip(np.ceil(np.abs(by).max(axis=1) / step), 1, MOST_PIECES).astype(np.intp)
    of = np.repeat(np.arange(len(by)), counts)
    share = (np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts) + 1) / counts[of]
    found = np.concatenate([points[:1], points[of] + by[of] * share[:, np.newaxis]])
    return found, jumped[1:][of]


def tangent_pieces(way: Way, placed: Placed) -> Floats:
    """The lines (k, 2, 3) of a small grid in the tangent plane at the present point, within the cube."""
    half = PATCH * placed.window.half
    ends = np.linspace(-half, half, CELLS + 1)
    grid = np.stack(np.meshgrid(ends, ends), axis=2) + np.array(way.present)
    cost = way.tangent(grid.reshape(-1, 2))
    at = placed.points(grid.reshape(-1, 2), cost)
    share = placed.heights.share(cost)
    at[(share < -0.02) | (share > 1.0)] = np.nan
    at[:, 2] += ABOVE
    at = at.reshape(CELLS + 1, CELLS + 1, 3)
    lines = [np.stack([at[:, :-1], at[:, 1:]], axis=2), np.stack([at[:-1], at[1:]], axis=2)]
    pieces = np.concatenate([k.reshape(-1, 2, 3) for k in lines])
    return pieces[np.isfinite(pieces).all(axis=(1, 2))]


def heights_in(surface: Surface, placed: Placed) -> Floats:
    """The third coordinate (side, side) of the surface's points in the cube."""
    grid = np.stack(np.meshgrid(surface.alpha, surface.beta), axis=2).reshape(-1, 2)
    return placed.points(grid, surface.cost.ravel())[:, 2].reshape(surface.cost.shape)


def visible(points: Floats, field: Floats, camera: Camera) -> NDArray[np.bool_]:
    """Which of `points` (k, 3) the surface of heights `field` does not hide from the camera.

    One goes from each towards the camera, and looks whether the surface is above the way anywhere.
    """
    towards = -camera.axes[2]
    way = points[:, np.newaxis] + np.arange(1, RAY + 1)[:, np.newaxis] * (3.0 / RAY * towards)
    last = len(field) - 1
    at = (way[..., :2] + 1.0) / 2.0 * last
    inside = ((at >= 0) & (at <= last)).all(axis=2)
    column, row = (np.rint(np.clip(at[..., k], 0, last)).astype(np.intp) for k in (0, 1))
    with np.errstate(invalid="ignore"):  # nothing hides where the surface is unknown
        above = field[row, column] > way[..., 2] + TOLERANCE
    return ~(inside & above).any(axis=1)
