"""Which samples make up a batch, and where they lie in memory."""

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.datasets.samples import side_by_side
from core.randomness import Purpose, Streams

BLOCK = 32
"""Batches gathered at a time: fewer cost a call each, more would have to be copied for nothing."""


class BatchOrder:
    """The order in which samples are drawn: a pure function of seed, epoch and place."""

    def __init__(self, samples: NDArray[np.intp], seed: int) -> None:
        """Take the indices of the samples and the seed; nothing is drawn yet."""
        self._streams = Streams(seed, Purpose.ORDER)
        self.whole: NDArray[np.intp] = samples
        self._epoch = -1
        self._order = self.whole

    def rest(self, epoch: int, start: int, m: int) -> NDArray[np.intp]:
        """Indices of the samples of `epoch` from place `start` on, as batches of `m` take them.

        The whole set in one batch keeps the data's own order, since no order would change
        the step; smaller batches follow a new permutation each epoch.
        """
        if start == 0 and m >= len(self.whole):
            return self.whole
        if epoch != self._epoch:
            self._order = self.whole[self._streams.at(epoch).permutation(len(self.whole))]
            self._epoch = epoch
        return self._order[start:]


class Feed:
    """Gathers the samples of the coming batches side by side.

    A batch is a part of the gathered block, so that drawing it copies nothing. Each column
    of the block is a sample: x, a one, y.

    Attributes:
        block: (n_0 + 1 + n_L, at most 32 m), where the samples lie; another array for another size.
        indices: which samples they are.
        M: how many are drawn in an epoch.

    """

    def __init__(self, x: Array, y: Array, seed: int, seen: NDArray[np.intp] | None = None) -> None:
        """Take x (n_0, M) and y (n_L, M), the seed of their order, and who of them is drawn (None: all)."""
        self._inputs = len(x) + 1
        # Here a sample is a row, so that fetching one from a large set touches one place in memory.
        self._rows = side_by_side(x, y)
        samples = np.arange(x.shape[1]) if seen is None else seen
        self.M = len(samples)
        self._order = BatchOrder(samples, seed)
        self.indices: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self.block: Array = np.empty((self._rows.shape[1], 0))
        self._fetched: Array = self.block

    def gather(self, epoch: int, start: int, m: int, ahead: int = BLOCK) -> None:
        """Gather the samples of the next `ahead` batches of `m` from place `start` of `epoch` on."""
        capacity = min(m * BLOCK, self.M)
        rest, wanted = self._order.rest(epoch, start, m), min(m * ahead, capacity)
        indices = rest[:wanted] if len(rest) > wanted else rest
        if self.block.shape[1] != capacity:
            self.block = np.empty((self._rows.shape[1], capacity))
            self._fetched = np.empty((capacity, self._rows.shape[1]))
        elif indices is self.indices:
            return  # the whole set again
        rows = np.take(self._rows, indices, axis=0, out=self._fetched[: len(indices)], mode="clip")
        np.copyto(self.block[:, : len(indices)], rows.T)
        self.indices = indices

    def samples(self, offset: int, m: int) -> tuple[Array, Array]:
        """Return x with a row of ones (n_0 + 1, m), and y (n_L, m), of the batch at `offset`.

        They are views of `block`, the same memory each time.
        """
        columns = self.block[:, offset : offset + m]
        return columns[: self._inputs], columns[self._inputs :]
