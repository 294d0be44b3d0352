"""The truth tables of two inputs, after which networks are first tried."""

from itertools import cycle, islice

import numpy as np

from core.checks import Array

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


def _table(truth: tuple[int, ...], rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    x = np.array(list(islice(cycle(ROWS), M)), dtype=np.float64).T
    y = np.array([list(islice(cycle(truth), M))], dtype=np.float64)
    return x + noise * rng.normal(size=x.shape), y
