"""The network's output over its inputs, where these span a line or a plane: computed beside training."""

from collections.abc import Callable, Iterator
from math import isqrt

import numpy as np

from core.backprop import forward
from core.checks import Array
from core.jobs import Job, Work
from core.lazily import dataclass
from core.network import Network
from core.plane import Plane, on_grid

LEAST_SIDE, QUICK_SIDE, FINE_SIDE = 16, 48, 112
"""Points along a side of the plane: at least, at most while training runs, and once it rests."""

LINE = 241
"""Points of a curve over one input."""

QUICK_WORK = 4_000_000
"""Multiplications of one map while training runs: a few milliseconds; a σ counts as ten."""

FINE_WORK = 200_000_000
"""The same for one at rest."""

CHUNK_WORK = 600_000
"""Multiplications of one piece of work: well below a millisecond."""


@dataclass(frozen=True, eq=False)
class OutputMap:
    """a^L at the points of a grid, for the parameters after `step` updates; arrays are read-only.

    Attributes:
        plane: which inputs have the axes, and where the others stand.
        axes: the values of each of these inputs, ascending: one or two arrays.
        values: (n_L, k) over one input; (n_L, rows, columns) over two, where values[i, r, c]
            is a^L_i where these are (axes[0][c], axes[1][r]).

    """

    step: int
    plane: Plane
    axes: tuple[Array, ...]
    values: Array

    @property
    def side(self) -> int:
        """Points along an axis."""
        return len(self.axes[0])


def side_of(net: Network, plane: Plane, fine: bool) -> int:
    """How many points along an axis are worth their time for `net`; `fine` asks for a picture at rest."""
    if len(plane.inputs) == 1:
        return LINE
    work = work_of_a_point(net)
    if fine:
        return max(LEAST_SIDE, min(FINE_SIDE, isqrt(FINE_WORK // work)))
    return max(LEAST_SIDE, min(QUICK_SIDE, isqrt(QUICK_WORK // work)))


def work_of_a_point(net: Network) -> int:
    """Multiplications of a forward pass of one point; a σ counts as ten."""
    return net.theta.size + 10 * sum(net.n[1:])


def chunks(net: Network, points: int) -> Iterator[slice]:
    """So many points in pieces, each of which takes `net` well below a millisecond, as far as that goes."""
    size = max(16, CHUNK_WORK // work_of_a_point(net))
    return (slice(start, min(start + size, points)) for start in range(0, points, size))


def mapping(net: Network, plane: Plane, side: int, step: int, deliver: Callable[[OutputMap], None]) -> Job:
    """Evaluate a copy of `net` on a grid of `side` points an axis, chunk by chunk, and hand over the map."""
    frozen = net.with_theta(net.theta.copy())
    axes = plane.axes(side)
    places = on_grid(axes)

    def work() -> Work:
        yield 0.0
        values = np.empty((net.n[-1], places.shape[1]))
        for part in chunks(frozen, places.shape[1]):
            values[:, part] = forward(frozen, plane.points(places[:, part])).a[net.L]
            if part.stop < places.shape[1]:
                yield 0.0
        values = values.reshape(net.n[-1], *(side for _ in axes))
        for array in (values, *axes):
            array.flags.writeable = False
        deliver(OutputMap(step, plane, axes, values))

    return Job(work())
