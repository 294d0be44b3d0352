"""The cost over a plane: a grid of C_train, worked out beside training."""

from collections.abc import Callable, Generator
from math import isfinite, isqrt

import numpy as np

from core.checks import Array
from core.jobs import Job, Work
from core.landscape.ground import CHUNK_WORK, Ground, work_of_sample
from core.landscape.plane import Plane
from core.landscape.window import Window
from core.lazily import dataclass
from core.network import Network

QUICK_SIDE, FINE_SIDE, LEAST_SIDE = 25, 49, 11
"""Points along a side while training runs, once it rests, and at least. Odd: the middle is one of them."""

QUICK_WORK, FINE_WORK = 150_000_000, 1_500_000_000
"""Multiplications of a whole surface: about a tenth of a second, and a second."""

POINT_WORK = 20_000
"""Going from one point to the next takes as long as so many, however small a network is."""

GROUND_WORK = FINE_WORK // FINE_SIDE**2
"""Multiplications of one point of it."""


@dataclass(frozen=True, eq=False)
class Surface:
    """C_train, with R where there is one, at the points of a grid in a plane; read-only.

    Attributes:
        plane: where it lies, with the parameters that stand while α and β vary.
        window: how much of it.
        alpha, beta: (side,), ascending.
        cost: (side, side), cost[r, c] at α = alpha[c], β = beta[r]; NaN where it is no finite number.
        samples, of: how many samples the mean is over, and how many are trained on.
        regularised: whether R is in it.

    """

    plane: Plane
    window: Window
    alpha: Array
    beta: Array
    cost: Array
    samples: int
    of: int
    regularised: bool

    @property
    def side(self) -> int:
        """Points along a side."""
        return len(self.alpha)

    @property
    def step(self) -> int:
        """After how many updates the parameters that stand were so."""
        return self.plane.step

    def at(self, points: Array) -> Array:
        """The cost (k,) at `points` (k, 2), by straight lines between those of the grid; NaN outside."""
        last = self.side - 1
        low, reach = np.array([self.alpha[0], self.beta[0]]), 2 * self.window.half
        at = (points - low) / reach * last
        inside = ((at >= 0) & (at <= last)).all(axis=1)
        at = np.clip(np.nan_to_num(at), 0, last - 1e-9)
        whole = at.astype(np.intp)
        (c, r), (across, up) = whole.T, (at - whole).T
        below = self.cost[r, c] * (1 - across) + self.cost[r, c + 1] * across
        above = self.cost[r + 1, c] * (1 - across) + self.cost[r + 1, c + 1] * across
        return np.where(inside, below * (1 - up) + above * up, np.nan)


def samples_worth(net: Network) -> int:
    """How many samples are worth their time for `net`; the same for every surface of it."""
    return GROUND_WORK // work_of_sample(net)


def side_of(net: Network, samples: int, fine: bool) -> int:
    """How many points along a side are worth their time; `fine` asks for a picture at rest."""
    each = samples * work_of_sample(net)
    work, most = (FINE_WORK, FINE_SIDE) if fine else (QUICK_WORK, QUICK_SIDE)
    side = max(LEAST_SIDE, min(most, isqrt(work // each)))
    return side - 1 + side % 2


def surveying(
    ground: Ground, plane: Plane, window: Window, side: int, of: int, deliver: Callable[[Surface], None]
) -> Job:
    """Work out the cost at all points of a grid, a little at a time, and hand over the surface."""
    alpha, beta = window.axes(side)
    cost = np.full((side, side), np.nan)
    at_once = max(1, CHUNK_WORK // (ground.samples * work_of_sample(ground.net) + POINT_WORK))

    def work() -> Work:
        yield 0.0
        for k in range(side * side):
            r, c = divmod(k, side)
            found = yield from _cost_at(ground, plane, float(alpha[c]), float(beta[r]))
            cost[r, c] = found if isfinite(found) else np.nan
            if (k + 1) % at_once == 0:
                yield 0.0
        for array in (alpha, beta, cost):
            array.flags.writeable = False
        deliver(Surface(plane, window, alpha, beta, cost, ground.samples, of, ground.regularised))

    return Job(work())


def _cost_at(ground: Ground, plane: Plane, alpha: float, beta: float) -> Generator[float, float, float]:
    """C_train at a point of a plane; from its beginning again where the ground was asked meanwhile."""
    while True:
        plane.put(alpha, beta, ground.net.theta)
        pieces, own = ground.cost(), ground.asked + 1
        while ground.asked <= own:
            try:
                next(pieces)
            except StopIteration as found:
                return float(found.value)
            yield 0.0
