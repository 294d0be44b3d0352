"""The surface in space as pieces that are painted one after another, the farthest first."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.landscape.surface import Surface
from core.landscape.way import Way
from core.landscape.window import Window
from gui.landscape.heights import Heights, coloured
from gui.space.camera import Floats
from gui.targets import Colours
from gui.theme import Theme

LIGHT = np.array([-0.45, -0.35, 0.82])
"""Where the light comes from, about the length of 1."""

DIMMEST, SHINE = 0.62, 0.5
"""How bright a piece is that turns away from the light, and how much it gains by facing it."""

ABOVE = 0.015
"""So much above the surface its path is drawn, in the cube from −1 to 1, so that it doesn't sink in."""

PIECE, CLOSE = 0.045, 0.008
"""The longest piece of the path, and the shortest, as shares of half a side."""

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
    kept = [0]
    for k in range(1, len(points)):
        far = np.abs(points[k] - points[kept[-1]]).max() >= least
        if far or jumped[k] or k == len(points) - 1:
            kept.append(k)
    return points[kept], jumped[kept]


def _dense(points: Floats, jumped: NDArray[np.bool_], step: float) -> tuple[Floats, NDArray[np.bool_]]:
    """More points between those that are farther apart than `step`, and which pieces between are jumps."""
    found, jumps = [points[:1]], []
    for before, here, jump in zip(points, points[1:], jumped[1:], strict=False):
        count = int(min(80, max(1, np.ceil(np.abs(here - before).max() / step))))
        found.append(before + (here - before) * (np.arange(1, count + 1) / count)[:, np.newaxis])
        jumps += [jump] * count
    return np.concatenate(found), np.array(jumps, dtype=bool)


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
