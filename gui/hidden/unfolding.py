"""On the way from the plane of the inputs to a layer's space: every point goes straight to its place."""

from dataclasses import replace

import numpy as np

from core.datasets import Dataset
from core.hidden_space import HiddenSpace, Singles
from core.plane import Plane
from gui.space.camera import Floats


def unfolded(space: HiddenSpace, dataset: Dataset, way: float) -> HiddenSpace:
    """`space` with grid and samples the share `way` of their way from where the inputs lie.

    0 is the plane itself, as large as the square that the axes span, or halfway up in their cube. Nothing
    decides on the way, and there is no ground. Without a plane there is no way, only the end of it.
    """
    plane, grid = space.plane, space.grid
    if plane is None or grid is None or way >= 1.0:
        return space
    low, high = np.array(plane.ranges).T
    x = dataset.x[list(plane.inputs)][:, space.samples].T
    samples = _at((x - low) / (high - low), space)
    lines = _at(_of_grid(plane, grid), space).reshape(grid.shape)
    return replace(
        space, grid=_between(lines, grid, way), a=_between(samples, space.a, way), after=None, ground=None
    )


def _of_grid(plane: Plane, grid: Singles) -> Floats:
    """The places of the grid's points (k, 1 or 2) on the plane, from 0 to 1, line after line."""
    lines, points, _ = grid.shape
    along = np.linspace(0.0, 1.0, points)
    if len(plane.inputs) == 1:
        return along[:, np.newaxis]
    at, along = np.meshgrid(np.linspace(0.0, 1.0, lines // 2), along, indexing="ij")
    one, other = np.stack([along, at], axis=2), np.stack([at, along], axis=2)
    return np.concatenate([one, other]).reshape(-1, 2)


def _at(shares: Floats, space: HiddenSpace) -> Floats:
    """Points (k, n_ℓ) of the space at `shares` (k, 1 or 2) of its first axes, in the middle of the others."""
    low, high = space.ends
    points = np.full((len(shares), space.a.shape[1]), (low + high) / 2)
    points[:, : shares.shape[1]] = low + shares * (high - low)
    return points


def _between(start: Floats, end: Singles, way: float) -> Singles:
    found: Singles = (start * (1.0 - way) + end.astype(np.float64) * way).astype(np.float32)
    return found
