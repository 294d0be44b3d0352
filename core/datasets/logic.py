"""Truth tables: those of two inputs, after which networks are first tried, and the parity of n bits."""

from itertools import cycle, islice

import numpy as np

from core.checks import Array
from core.datasets.names import numbered

ROWS = ((0, 0), (0, 1), (1, 0), (1, 1))


def conjunction(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return x (2, M) and y (1, M) of AND."""
    return _table((0, 0, 0, 1), rng, noise, M)


def disjunction(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return x (2, M) and y (1, M) of OR."""
    return _table((0, 1, 1, 1), rng, noise, M)


def exclusive_or(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return x (2, M) and y (1, M) of XOR."""
    return _table((0, 1, 1, 0), rng, noise, M)


def parity(rng: np.random.Generator, noise: float, M: int, bits: int) -> tuple[Array, Array]:
    """Return x (bits, M), counting up in binary, and y (1, M), 1 where an odd number of bits is 1.

    With M below 2^bits the table ends early: each pair of rows holds both classes all the same.
    """
    counted = np.arange(M) % 2**bits
    x = (counted >> np.arange(bits)[::-1, np.newaxis] & 1).astype(np.float64)
    y = x.sum(axis=0, keepdims=True) % 2
    return x + noise * rng.normal(size=x.shape), y


def parity_labels(bits: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what inputs and output of `bits` bits are called."""
    return numbered("x", bits), ("odd",)


def parity_rows(bits: int) -> int:
    """Return how many rows the whole table has."""
    return int(2**bits)


def _table(truth: tuple[int, ...], rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    x = np.array(list(islice(cycle(ROWS), M)), dtype=np.float64).T
    y = np.array([list(islice(cycle(truth), M))], dtype=np.float64)
    return x + noise * rng.normal(size=x.shape), y
