"""Draws batch after batch, each with the operations that work it out."""

import numpy as np
from numpy.typing import NDArray

from core.backprop import Activity, Gradient, Passes
from core.batches import BLOCK, Feed
from core.checks import Array, finite_matrix
from core.errors import ShapeError
from core.network import Network

Indices = NDArray[np.intp]
Seen = Indices | None
"""Indices of the samples that are drawn, None for all."""


class Batches:
    """The batches of a training set, and their passes, bound once and used again.

    Attributes:
        passes: the operations of the batch drawn last, and their arrays.

    """

    def __init__(self, net: Network, gradient: Array, x: Array, y: Array, seed: int, seen: Seen) -> None:
        """Take x (n_0, M), y (n_L, M), and who of them is drawn (None: all).

        Passes leave the batch mean in `gradient`.
        """
        self._net, self._gradient, self._seed = net, gradient, seed
        self._feed = Feed(x, y, seed, seen)
        self._block = self._feed.block
        self._bound: dict[tuple[int, int], Passes] = {}
        self._first = self._gathered = self._offset = 0
        self.passes: Passes

    @property
    def start(self) -> int:
        """Where the batch began in its epoch."""
        return self._first + self._offset

    @property
    def M(self) -> int:
        """How many samples are drawn in an epoch."""
        return self._feed.M

    @property
    def indices(self) -> Indices:
        """Its samples, as they are numbered in x and y."""
        return self._feed.indices[self._offset : self._offset + self.passes.p.m]

    def draw(self, epoch: int, start: int, m: int, ahead: int = BLOCK) -> Passes:
        """Draw the batch of at most `m` samples at `start` of `epoch`; up to `ahead` of them are gathered."""
        offset = start - self._first
        if not 0 <= offset < self._gathered:
            self._gather(epoch, start, m, ahead)
            offset = 0
        self._offset = offset
        m = min(m, self._gathered - offset)
        self.passes = self._bound.get((offset, m)) or self._bind(offset, m)
        return self.passes

    def expire(self) -> None:
        """What was gathered ahead is not what comes next: another epoch, size of batch, or place."""
        self._gathered = 0

    def forget(self) -> None:
        """Gather and bind all anew: at another moment the samples and the activations may be others."""
        self._bound.clear()
        self.expire()

    def rebind(self) -> Passes:
        """Bind the present batch anew, after the network's activations have changed."""
        self._bound.clear()
        self.passes = self._bind(self._offset, self.passes.p.m)
        return self.passes

    def use(self, x: Array, y: Array, seen: Seen) -> None:
        """Draw the samples `seen` of x (n_0, M), y (n_L, M) from the next batch on."""
        self._feed = Feed(x, y, self._seed, seen)
        self.expire()

    def _gather(self, epoch: int, start: int, m: int, ahead: int) -> None:
        """Gather the samples of the coming batches; what was bound to another block is void."""
        self._feed.gather(epoch, start, m, ahead)
        self._first, self._gathered = start, len(self._feed.indices)
        if self._feed.block is not self._block or len(self._bound) > 4 * BLOCK:
            self._block = self._feed.block
            self._bound.clear()

    def _bind(self, offset: int, m: int) -> Passes:
        """Bind the operations for the `m` samples at `offset` of the feed's block."""
        x1, y = self._feed.samples(offset, m)
        shared = next((k for k in self._bound.values() if k.p.m == m), None)
        p = shared.p.over(x1) if shared else Activity(self._net, m, x1)
        g = shared.g if shared else Gradient(self._net, m, self._gradient)
        self._bound[offset, m] = Passes(self._net, p, y, g)
        return self._bound[offset, m]


def checked_data(net: Network, x: Array, y: Array) -> tuple[Array, Array]:
    """Return x (n_0, M) and y (n_L, M) if they fit `net` and each other; raises one sentence.

    They can't be written to: what is drawn is a copy of them, which was checked.
    """
    x, y = finite_matrix(x, "The input x", net.n[0]), finite_matrix(y, "The target y", net.n[-1])
    if x.shape[1] != y.shape[1]:
        raise ShapeError(f"x holds {x.shape[1]} samples, but y holds {y.shape[1]}.")
    x, y = x.view(), y.view()
    x.flags.writeable = y.flags.writeable = False
    return x, y
