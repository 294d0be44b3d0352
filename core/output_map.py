"""The network's output over its inputs, where these span a line or a plane: computed beside training."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np

from core.backprop import forward
from core.checks import Array
from core.datasets import Dataset
from core.datasets.features import with_features
from core.datasets.given import DRAWING
from core.jobs import Job, Work
from core.network import Network

MARGIN = 0.15
"""How far the axes reach beyond the samples, as a share of what these span."""

LEAST_SIDE, QUICK_SIDE, FINE_SIDE = 16, 48, 112
"""Points along a side of the plane: at least, at most while training runs, and once it rests."""

LINE = 241
"""Points of a curve over one input."""

QUICK_WORK = 4_000_000
"""Multiplications of one map while training runs: a few milliseconds; a σ counts as ten."""

CHUNK_WORK = 600_000
"""Multiplications of one piece of work: well below a millisecond."""

Ranges = tuple[tuple[float, float], ...]
"""For each input where its axis begins and ends."""


@dataclass(frozen=True, slots=True, eq=False)
class OutputMap:
    """a^L at the points of a grid, for the parameters after `step` updates; arrays are read-only.

    Attributes:
        axes: for each input the values that it takes, ascending: one or two arrays.
        values: (n_L, k) over one input; (n_L, rows, columns) over two, where values[i, r, c]
            is a^L_i at x = (axes[0][c], axes[1][r]).

    """

    step: int
    axes: tuple[Array, ...]
    values: Array

    @property
    def side(self) -> int:
        """Points along an axis."""
        return len(self.axes[0])


DRAWN = (1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
"""How far the axes of a drawing reach, to both sides: the first of these that is enough, or its multiple by
a power of ten. They stand still while one paints on them, and as good as always while one erases."""


def extent(dataset: Dataset) -> Ranges:
    """The range of each axis for the samples: they and a margin; equally long in a plane.

    Without any for data with more inputs than two, those apart that are worked out from two.
    """
    if dataset.base > 2:
        return ()
    x = dataset.x[: dataset.base]
    if dataset.name == DRAWING:
        half = _drawn(float(np.abs(x).max()))
        return ((-half, half),) * len(x)
    low, high = x.min(axis=1), x.max(axis=1)
    half = max(float((high - low).max()) / 2, 1e-6) * (1 + MARGIN)
    return tuple((centre - half, centre + half) for centre in ((low + high) / 2).tolist())


def _drawn(farthest: float) -> float:
    """How far the axes reach for points that lie up to `farthest` from the origin along either."""
    times = 1.0
    while True:
        for reach in DRAWN:
            if farthest <= reach * times:
                return reach * times
        times *= DRAWN[-1]


def side_of(net: Network, fine: bool) -> int:
    """How many points along an axis are worth their time for `net`; `fine` asks for a picture at rest."""
    if net.n[0] == 1:
        return LINE
    if fine:
        return FINE_SIDE
    return max(LEAST_SIDE, min(QUICK_SIDE, isqrt(QUICK_WORK // _work_of_a_point(net))))


def _work_of_a_point(net: Network) -> int:
    return net.theta.size + 10 * sum(net.n[1:])


def mapping(
    net: Network,
    ranges: Ranges,
    features: Sequence[str],
    side: int,
    step: int,
    deliver: Callable[[OutputMap], None],
) -> Job:
    """Evaluate a copy of `net` on a grid of `side` points an axis, chunk by chunk, and hand over the map.

    Behind the values of the axes the net is given the `features` that are worked out from them.
    """
    frozen = net.with_theta(net.theta.copy())
    axes = tuple(np.linspace(*ends, side) for ends in ranges)
    points = with_features(np.stack([k.ravel() for k in np.meshgrid(*axes)]), features)

    def work() -> Work:
        yield 0.0
        values = np.empty((net.n[-1], points.shape[1]))
        size = max(16, CHUNK_WORK // _work_of_a_point(net))
        for start in range(0, points.shape[1], size):
            part = slice(start, start + size)
            values[:, part] = forward(frozen, points[:, part]).a[net.L]
            if start + size < points.shape[1]:
                yield 0.0
        values = values.reshape(net.n[-1], *(side for _ in axes))
        for array in (values, *axes):
            array.flags.writeable = False
        deliver(OutputMap(step, axes, values))

    return Job(work())
