"""C_train + R as a function of all parameters, on some of the samples that are trained on."""

from collections.abc import Generator

import numpy as np
from numpy.typing import NDArray

from core.backprop import Activity, Gradient, Passes, quiet
from core.checks import Array
from core.network import Network
from core.operations import Operation
from core.regularisers import Regulariser

MOST_SAMPLES, LEAST_SAMPLES = 1000, 50
"""Samples that are asked at most, and at least where there are so many."""

CHUNK_WORK = 500_000
"""Multiplications of one piece of work: well below a millisecond."""

PER_SIGMA = 10
"""A σ counts as so many multiplications."""

LEAST_BLOCK = 50
"""Samples that are worked out at once, at least: fewer would be read through the weights no faster."""

Pieces = Generator[None, None, float]
"""Work that pauses after each piece, and returns a number."""


def work_of_sample(net: Network) -> int:
    """About how many multiplications it takes to find C of one sample."""
    return net.theta.size + PER_SIGMA * sum(net.n[1:])


def chosen(seen: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """At most `most` of the samples `seen`, evenly apart, the first and the last among them."""
    most = min(max(most, LEAST_SAMPLES), MOST_SAMPLES)
    if len(seen) <= most:
        return seen
    return seen[np.rint(np.linspace(0, len(seen) - 1, most)).astype(np.intp)]


class Ground:
    """Finds the mean of C over samples, and R, at any parameters, a piece of work at a time.

    Attributes:
        net: a network of its own; whoever wants C writes into `net.theta` first.
        samples: how many samples the mean is over.
        asked: how often C was wanted so far; whoever finds another number between two pieces of work has
            to begin again, for somebody else has written into the network.
        under_way: whether the last to ask has no answer yet.

    """

    def __init__(self, net: Network, x: Array, y: Array, regulariser: Regulariser) -> None:
        """Take x (n_0, m), y (n_L, m) of the samples, and the shape, σ and cost of `net`."""
        self.net = net.with_theta(net.theta.copy())
        self.samples, self._regulariser = x.shape[1], regulariser
        self.asked, self.under_way = 0, False
        self._gradient = np.zeros(net.theta.size)
        work = work_of_sample(net)
        size = min(self.samples, max(LEAST_BLOCK, CHUNK_WORK // work))
        self._passes = [*self._bound(x, y, size)]
        self._heavy = work * size > 2 * CHUNK_WORK
        self._pause = max(1, CHUNK_WORK // (work * size))

    def _bound(self, x: Array, y: Array, size: int) -> Generator[Passes, None, None]:
        """The passes of all samples, `size` at a time, which share what they are worked out in."""
        shared: dict[int, tuple[Activity, Gradient]] = {}
        for start in range(0, self.samples, size):
            part = slice(start, min(start + size, self.samples))
            m = part.stop - start
            if m not in shared:
                shared[m] = Activity(self.net, m), Gradient(self.net, m)
            p, g = shared[m]
            x1 = np.vstack([x[:, part], np.ones((1, m))])
            yield Passes(self.net, p.over(x1), np.ascontiguousarray(y[:, part]), g)

    @property
    def regularised(self) -> bool:
        """Whether there is an R."""
        return bool(self._regulariser)

    def cost(self) -> Pieces:
        """C_train + R at `net.theta`."""
        self._begin()
        total = 0.0
        for k, passes in enumerate(self._passes):
            if k and k % self._pause == 0:
                yield
            yield from self._performed(passes.to_cost)
            total += _mean(passes) * (passes.p.m / self.samples)
        self.under_way = False
        return total + (self._regulariser.value(self.net) if self._regulariser else 0.0)

    def slope(self, out: Array) -> Pieces:
        """C_train + R at `net.theta`, and its gradient, which is written into `out`."""
        self._begin()
        out.fill(0.0)
        total = 0.0
        for k, passes in enumerate(self._passes):
            if k and k % max(1, self._pause // 3) == 0:
                yield
            yield from self._performed(passes.to_cost)
            total += _mean(passes) * (passes.p.m / self.samples)
            yield from self._performed(passes.to_gradient)
            _add(out, passes.g.flat, passes.p.m / self.samples)
        if self._regulariser:
            out += self._regulariser.gradient(self.net)
            total += self._regulariser.value(self.net)
        self.under_way = False
        return total

    def _begin(self) -> None:
        self.asked += 1
        self.under_way = True

    def _performed(self, operations: tuple[Operation, ...]) -> Generator[None, None, None]:
        """Perform them; where a network is so large that they take long, one at a time."""
        if not self._heavy:
            _perform(operations)
            return
        for operation in operations:
            _perform((operation,))
            yield


@quiet
def _perform(operations: tuple[Operation, ...]) -> None:
    for operation in operations:
        operation()


@quiet
def _mean(passes: Passes) -> float:
    return float(passes.mean_cost())


@quiet
def _add(out: Array, gradient: Array, share: float) -> None:
    out += gradient * share
