"""Large arrays whose memory comes as it is written and goes with the last one who holds them."""

import math
import mmap
import sys

import numpy as np

from core.checks import Array

LARGE = 1 << 18
"""Bytes from which an array has memory of its own."""


def empty(*shape: int) -> Array:
    """Return an array whose numbers are still to be written.

    What an allocator has once taken for arrays that grow, move and are dropped it mostly keeps: a
    record of 60 MB left the process another 60 MB larger.
    """
    size = 8 * math.prod(shape)
    if size < LARGE:
        return np.empty(shape)
    if sys.platform == "win32":
        memory = mmap.mmap(-1, size)
    else:
        memory = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return np.ndarray(shape, np.float64, memory)  # of which a view knows that it is one
