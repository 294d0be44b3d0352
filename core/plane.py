"""The plane of two inputs over which a network is drawn, or the line of one; the others stand still."""

from collections.abc import Sequence
from dataclasses import field
from functools import lru_cache

import numpy as np

from core.checks import Array
from core.datasets import Dataset
from core.datasets.features import PLANAR, with_features
from core.datasets.given import DRAWING
from core.lazily import dataclass

MARGIN = 0.15
"""How far the axes reach beyond the samples, as a share of what these span."""

ASKED = 5000
"""Samples that are asked how far they spread, about, where there are more."""

LEAST = 1e-6
"""Half the length of an axis, at least."""

Ranges = tuple[tuple[float, float], ...]
"""For each axis where it begins and ends."""

DRAWN = (1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""How far the axes of a drawing reach, to both sides: the first of these that is enough, or its multiple by
a power of ten. They stand still while one paints on them, and as good as always while one erases."""


@dataclass(frozen=True)
class Plane:
    """Points of the space of the inputs: those on its axes vary, the others stand.

    Two planes are equal where they have the same points.

    Attributes:
        inputs: which inputs, from 0, have an axis: one or two; the first goes to the right.
        ranges: where the axis of each begins and ends.
        features: names of those that are worked out from the two inputs of planar data.
        rest: x (n_0,) of the sample that gives all other inputs their values; empty where there are none.
        sample: its index, None where no input stands.

    """

    inputs: tuple[int, ...]
    ranges: Ranges
    features: tuple[str, ...] = ()
    rest: tuple[float, ...] = ()
    sample: int | None = field(default=None, compare=False)

    def axes(self, side: int) -> tuple[Array, ...]:
        """For each axis the values of its input, ascending: `side` of them."""
        return tuple(np.linspace(*ends, side) for ends in self.ranges)

    def points(self, places: Array) -> Array:
        """x (n_0, k) at `places` (1 or 2, k) on the axes."""
        if not self.rest:
            return with_features(places, self.features)
        x = np.repeat(np.array(self.rest)[:, np.newaxis], places.shape[1], axis=1)
        x[list(self.inputs)] = places
        return x


def on_grid(axes: Sequence[Array]) -> Array:
    """Return the places (1 or 2, k) of a grid, those along the first axis next to each other."""
    return np.stack([k.ravel() for k in np.meshgrid(*axes)])


def plane_of(dataset: Dataset, axes: tuple[int, int] | None, sample: int) -> Plane | None:
    """The plane to draw over: that of the data's own one or two inputs, or of the two that were chosen.

    Of more inputs the others stand where they do in `sample`; without `axes` there is no plane.
    """
    if dataset.base <= PLANAR:
        return Plane(tuple(range(dataset.base)), extent(dataset), dataset.features)
    if axes is None:
        return None
    rest = tuple(dataset.x[:, sample].tolist())
    return Plane(axes, _reaches(dataset, axes), rest=rest, sample=sample)


def nearness(plane: Plane, x: Array) -> Array:
    """How near samples x (n_0, k) are to the plane (k,): 1 on it, and less the farther away they are.

    It is ½ where the inputs that stand are, in the mean, as far away as the samples spread.
    """
    others = [k for k in range(len(x)) if k not in plane.inputs]
    if not plane.rest or not others:
        return np.ones(x.shape[1])
    away = x[others] - np.array(plane.rest)[others, np.newaxis]
    spread = x[others].std(axis=1, keepdims=True)
    spread[spread == 0] = 1.0
    found: Array = 1.0 / (1.0 + np.square(away / spread).mean(axis=0))
    return found


def usual_axes(dataset: Dataset) -> tuple[int, int] | None:
    """The two inputs of the largest spread, in the data's order; None unless there are more than two."""
    if dataset.base <= PLANAR:
        return None
    # Stable, so that of inputs alike the first ones are taken.
    some = dataset.x[:, :: max(1, dataset.samples // ASKED)]
    widest = np.argsort(-some.std(axis=1), kind="stable")[:PLANAR]
    first, second = sorted(widest.tolist())
    return first, second


@lru_cache(maxsize=1)  # of the same data it is asked again and again, and it may have a million samples
def extent(dataset: Dataset) -> Ranges:
    """The range of each axis for the samples: they and a margin; equally long in a plane.

    Without any for data with more inputs than two, those apart that are worked out from two.
    """
    if dataset.base > PLANAR:
        return ()
    x = dataset.x[: dataset.base]
    if dataset.name == DRAWING:
        half = _drawn(float(np.abs(x).max()))
        return ((-half, half),) * len(x)
    low, high = x.min(axis=1), x.max(axis=1)
    spread = float((high - low).max()) / 2
    half = (max(spread, LEAST) if spread else 1.0) * (1 + MARGIN)  # all samples may be at one place
    return tuple((centre - half, centre + half) for centre in ((low + high) / 2).tolist())


@lru_cache(maxsize=1)
def _reaches(dataset: Dataset, axes: tuple[int, int]) -> Ranges:
    """The ranges of two of many inputs: each its own, for it may be of another unit than the other."""
    return tuple(_reach(dataset.x[k]) for k in axes)


def _reach(values: Array) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    centre, half = (low + high) / 2, (high - low) / 2 * (1 + MARGIN)
    half = half or 1.0  # where all samples have the same value
    return centre - half, centre + half


def _drawn(farthest: float) -> float:
    """How far the axes reach for points that lie up to `farthest` from the origin along either."""
    times = 1.0
    while True:
        for reach in DRAWN:
            if farthest <= reach * times:
                return reach * times
        times *= DRAWN[-1]
