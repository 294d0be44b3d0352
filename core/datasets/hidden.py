"""Data that asks something of a hidden layer: a short code, or the nodes of another network."""

import numpy as np

from core.checks import Array
from core.datasets.names import numbered

STEEPNESS = 2.0  # standard deviation of the weights into the teacher's hidden nodes: most bend in the square
GRID = 41  # places along a side of the square where the teacher's largest and least output are looked for


def autoencoder(rng: np.random.Generator, noise: float, M: int, n: int) -> tuple[Array, Array]:
    """Return x and y (n, M), alike but for the jitter of x: one 1 among zeros, in each place in turn."""
    y = np.eye(n)[:, np.arange(M) % n]
    return y + noise * rng.normal(size=y.shape), y


def autoencoder_labels(n: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what inputs and outputs of `n` places are called."""
    return numbered("x", n), tuple(f"{k}" for k in range(1, n + 1))


def teacher(rng: np.random.Generator, noise: float, M: int, hidden: int) -> tuple[Array, Array]:
    """Return points of the square x (2, M) and what a random 2-`hidden`-1 network makes of them, y (1, M).

    Its hidden nodes have tanh; its one output has the identity, scaled so that y lies between −1 and 1
    in the square, without the jitter.
    """
    w, b = STEEPNESS * rng.normal(size=(hidden, 2)), rng.normal(size=(hidden, 1))
    v = rng.normal(size=(1, hidden))

    def output(x: Array) -> Array:
        made: Array = v @ np.tanh(w @ x + b)
        return made

    side = np.linspace(-1, 1, GRID)
    everywhere = output(np.array(np.meshgrid(side, side)).reshape(2, -1))
    low, high = everywhere.min(), everywhere.max()
    x = rng.uniform(-1, 1, size=(2, M))
    y = (2 * output(x) - high - low) / (high - low)
    return x, y + noise * rng.normal(size=y.shape)
