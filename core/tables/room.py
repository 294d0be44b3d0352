"""Memory for the samples of a table, before it is known how many there are."""

import math
import mmap
import sys

import numpy as np

from core.blocks import LARGE
from core.checks import Array


class Room:
    """Room for at most `capacity` rows, which takes memory only as they are written.

    Attributes:
        width: numbers of a row.
        rows: (capacity, width).

    """

    def __init__(self, capacity: int, width: int) -> None:
        """Raises `MemoryError` where there is none."""
        self.width = width
        size = max(1, 8 * math.prod((capacity, width)))
        self._memory = None if size < LARGE else _memory(size)
        self.rows: Array = self._array(capacity)

    def first(self, M: int) -> Array:
        """Return the first M rows, an array of its own as far as others can see."""
        return self.rows[:M].copy() if self._memory is None else self._array(M)

    def _array(self, M: int) -> Array:
        if self._memory is None:
            return np.zeros((M, self.width))
        return np.ndarray((M, self.width), np.float64, buffer=self._memory)


def _memory(size: int) -> mmap.mmap:
    try:
        if sys.platform == "win32":
            return mmap.mmap(-1, size)
        return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    except (OSError, OverflowError, ValueError):
        raise MemoryError from None
