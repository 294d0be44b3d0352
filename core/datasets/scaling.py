"""Standardising and scaling of data, fitted on the samples that are trained on and on no other."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.errors import UnknownNameError
from core.lazily import dataclass
from core.pieces import Pieces, outcome

SCALINGS = ("none", "standardise", "scale")
"""As it is; to mean 0 and variance 1; to the range from 0 to 1: each row for itself."""

PIECE = 8192
"""Samples looked at at a time: sums over all of them in one go would take as much memory again."""


class Affine(NamedTuple):
    """For each row what is subtracted from it, and what it is divided by after that, both (rows, 1)."""

    shift: Array
    scale: Array

    def apply(self, values: Array, out: Array | None = None) -> Array:
        """Return `values` (rows, M) on the new scale, in `out` where that is given."""
        return outcome(self.applying(values, np.empty(values.shape) if out is None else out))

    def applying(self, values: Array, out: Array) -> Pieces[Array]:
        """Put `values` (rows, M) on the new scale into `out`, piece by piece; it is returned."""
        for start in range(0, values.shape[1], PIECE):
            part = slice(start, start + PIECE)
            out[:, part] = (values[:, part] - self.shift) / self.scale
            yield
        return out

    def undo(self, values: Array) -> Array:
        """Return `values` (rows, M) in the units that they came in."""
        original: Array = values * self.scale + self.shift
        return original


@dataclass(frozen=True, eq=False)
class Scaling:
    """What was done to the inputs x, and to the targets y of a regression (None: nothing)."""

    how: str
    x: Affine
    y: Affine | None


def checked_scaling(how: object) -> str:
    """Return the name of a scaling; raises `UnknownNameError` for another."""
    if not isinstance(how, str) or how not in SCALINGS:
        raise UnknownNameError("scaling", how, SCALINGS)
    return how


def fit(how: str, values: Array, seen: NDArray[np.intp]) -> Affine:
    """Return how the rows of `values` (rows, M) are scaled, by their samples `seen`.

    A row that is the same everywhere is only shifted.
    """
    return outcome(fitting(how, values, seen))


def fitting(how: str, values: Array, seen: NDArray[np.intp]) -> Pieces[Affine]:
    """The work of `fit`, piece by piece."""
    if how == "standardise":
        shift, scale = yield from _mean_and_spread(values, seen)
    else:
        shift, high = yield from _ends(values, seen)
        scale = high - shift
    return Affine(shift, np.where(scale > 0, scale, 1.0))


def _parts(values: Array, seen: NDArray[np.intp]) -> Iterator[Array]:
    for k in range(0, len(seen), PIECE):
        yield values[:, seen[k : k + PIECE]]


def _mean_and_spread(values: Array, seen: NDArray[np.intp]) -> Pieces[tuple[Array, Array]]:
    """Two passes, so that a large mean costs the variance no digits."""
    total = np.zeros((len(values), 1))
    for part in _parts(values, seen):
        total += part.sum(axis=1, keepdims=True)
        yield
    mean = total / len(seen)
    squares = np.zeros_like(mean)
    for part in _parts(values, seen):
        squares += np.square(part - mean).sum(axis=1, keepdims=True)
        yield
    spread = np.sqrt(squares / len(seen))
    # What rounding leaves of a constant is not a spread.
    return mean, np.where(spread > 1e-14 * np.abs(mean), spread, 0.0)


def _ends(values: Array, seen: NDArray[np.intp]) -> Pieces[tuple[Array, Array]]:
    low, high = values[:, seen[:1]].copy(), values[:, seen[:1]].copy()
    for part in _parts(values, seen):
        np.minimum(low, part.min(axis=1, keepdims=True), out=low)
        np.maximum(high, part.max(axis=1, keepdims=True), out=high)
        yield
    return low, high
