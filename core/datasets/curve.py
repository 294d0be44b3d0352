"""Curves to fit: one number in, one number out."""

import numpy as np

from core.checks import Array

SLOPE, INTERCEPT = 2.0, 1.0


def sine(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return x (1, M) from −1 to 1, ascending, and y = 0.5 + 0.4 sin(πx) + jitter, (1, M).

    The scaling keeps y between 0.1 and 0.9 without jitter, where a σ can follow it;
    `noise` is the jitter's standard deviation, in the units of y. Each sample is
    drawn from its own Mth of the interval, so that none of the curve is left out.
    """
    x = _spread(rng, M)
    y = 0.5 + 0.4 * np.sin(np.pi * x)
    return x, y + noise * rng.normal(size=y.shape)


def line(rng: np.random.Generator, noise: float, M: int) -> tuple[Array, Array]:
    """Return x (1, M) likewise, and y = 2x + 1 + jitter, (1, M)."""
    x = _spread(rng, M)
    y = SLOPE * x + INTERCEPT
    return x, y + noise * rng.normal(size=y.shape)


def _spread(rng: np.random.Generator, M: int) -> Array:
    x: Array = -1 + 2 * (np.arange(M) + rng.random(M))[np.newaxis] / M
    return x
