"""How much of a plane is looked at: a square in which the way so far and the present point have room."""

import math
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from core.checks import Array
from core.landscape.spec import NARROWEST, WIDEST, PlaneSpec

ROOM = 1.5
"""The square is so many times as wide as what it must hold."""

INNER = 0.9
"""A point that is farther from the middle than this share of half a side is about to leave the picture."""

ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


class Window(NamedTuple):
    """A square of a plane."""

    centre: tuple[float, float]
    half: float

    def axes(self, side: int) -> tuple[Array, Array]:
        """The values of α and of β at `side` points each, ascending."""
        ends = ((k - self.half, k + self.half) for k in self.centre)
        alpha, beta = (np.linspace(*pair, side) for pair in ends)
        return alpha, beta

    def holds(self, alpha: float, beta: float) -> bool:
        """Whether a point lies in the inner part."""
        inner = INNER * self.half
        return abs(alpha - self.centre[0]) <= inner and abs(beta - self.centre[1]) <= inner


def seen_through(spec: PlaneSpec, window: Window | None) -> PlaneSpec:
    """The same plane seen through another window, or one that fits for None."""
    if window is None:
        return replace(spec, centre=None, half=None)
    return replace(spec, centre=window.centre, half=window.half)


def window_around(points: Array, least: float) -> Window:
    """The square that has room for `points` (k, 2), if that can be; half its side at least `least`.

    Its ends are round numbers, so that it stands still while the points move a little. Where training
    diverges points are as far away as numbers go: no square of numbers that differ would hold them.
    """
    known = points[(np.abs(points) <= WIDEST).all(axis=1)]
    if not len(known):
        return Window((0.0, 0.0), _rounded_up(least))
    low, high = known.min(axis=0), known.max(axis=0)
    half = _rounded_up(max(least, ROOM * float((high - low).max()) / 2))
    step = half / 10
    across, up = (round(k / step) * step for k in ((low + high) / 2).tolist())
    return Window((across, up), half)


def _rounded_up(value: float) -> float:
    """The least round number that is at least `value`."""
    value = min(max(value, NARROWEST), WIDEST)
    unit = 10.0 ** math.floor(math.log10(value))
    return min(next(k * unit for k in ROUND if k * unit >= value * (1 - 1e-12)), WIDEST)
