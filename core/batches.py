"""Which samples make up a batch: a pure function of seed, epoch and place."""

import numpy as np
from numpy.typing import NDArray

from core.randomness import Purpose, generator


class BatchOrder:
    """The order in which the M samples are drawn, epoch by epoch."""

    def __init__(self, M: int, seed: int) -> None:
        """Take the number of samples and the seed; nothing is drawn yet."""
        self._seed = seed
        self._whole = np.arange(M)
        self._epoch = -1
        self._order = self._whole

    def draw(self, epoch: int, start: int, m: int) -> NDArray[np.intp]:
        """Indices of the `m` samples from place `start` of `epoch`; fewer at the epoch's end.

        The whole set in one batch keeps the data's own order, since no order would change
        the step; smaller batches follow a new permutation each epoch.
        """
        if start == 0 and m >= len(self._whole):
            return self._whole
        if epoch != self._epoch:
            self._order = generator(self._seed, Purpose.ORDER, epoch).permutation(len(self._whole))
            self._epoch = epoch
        return self._order[start : start + m]
