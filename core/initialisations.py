"""What the parameters are before anything is learned: each way is a function of seed, sizes and σ alone.

n_{ℓ−1} is how many nodes send into a layer and n_ℓ how many it has. All but "scaled" leave the
biases at 0.
"""

from collections.abc import Callable, Sequence
from math import sqrt

import numpy as np

from core.checks import Array
from core.errors import UnknownNameError
from core.randomness import Purpose, generator

Draw = Callable[[np.random.Generator, Array, Array, float], None]
"""Fills w (n_ℓ, n_{ℓ−1}) and b (n_ℓ, 1) of one layer; the number is the gain of its σ."""

SCALED = "scaled"
"""The way that there is where none is named."""


def _scaled(random: np.random.Generator, w: Array, b: Array, gain: float) -> None:
    """Normal of spread gain/√n_{ℓ−1}, biases likewise: the gain lets layers of this σ learn."""
    spread = gain / sqrt(w.shape[1])
    w[...] = random.standard_normal(w.shape) * spread
    b[...] = random.standard_normal(b.shape) * spread


def _zeros(random: np.random.Generator, w: Array, b: Array, gain: float) -> None:
    """Every weight 0: all nodes of a layer are alike, and stay so."""
    w[...] = b[...] = 0.0


def _uniform(random: np.random.Generator, w: Array, b: Array, gain: float) -> None:
    """Uniform from −1/√n_{ℓ−1} to 1/√n_{ℓ−1}: what Glorot & Bengio (2010) call the common heuristic."""
    most = 1.0 / sqrt(w.shape[1])
    w[...], b[...] = random.uniform(-most, most, w.shape), 0.0


def _normal(random: np.random.Generator, w: Array, b: Array, gain: float) -> None:
    """Normal of spread 1, however many nodes there are: wide layers begin with a large z."""
    w[...], b[...] = random.standard_normal(w.shape), 0.0


def _xavier(random: np.random.Generator, w: Array, b: Array, gain: float) -> None:
    """Uniform within ±√(6 / (n_{ℓ−1} + n_ℓ)), of variance 2 / (n_{ℓ−1} + n_ℓ).

    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
    networks", 2010: a compromise between what keeps the a of one size and what keeps the ∂C/∂z.
    """
    most = sqrt(6.0 / sum(w.shape))
    w[...], b[...] = random.uniform(-most, most, w.shape), 0.0


def _he(random: np.random.Generator, w: Array, b: Array, gain: float) -> None:
    """Normal of variance 2 / n_{ℓ−1}, for a ReLU, which lets half of the z through.

    K. He, X. Zhang, S. Ren and J. Sun, "Delving deep into rectifiers: surpassing human-level
    performance on ImageNet classification", 2015.
    """
    w[...], b[...] = random.standard_normal(w.shape) * sqrt(2.0 / w.shape[1]), 0.0


INITIALISATIONS: dict[str, Draw] = {
    SCALED: _scaled,
    "zeros": _zeros,
    "uniform": _uniform,
    "normal": _normal,
    "xavier": _xavier,
    "he": _he,
}


def checked_initialisation(name: object) -> str:
    """Return `name` if it is a way to begin; raises `UnknownNameError`."""
    if not isinstance(name, str) or name not in INITIALISATIONS:
        raise UnknownNameError("initialisation", name, tuple(INITIALISATIONS))
    return name


def initialise(name: str, seed: int, w: Sequence[Array], b: Sequence[Array], gains: Sequence[float]) -> None:
    """Fill w[l] and b[l] of layers 1 … L in the way called `name`; gains[l] is the gain of layer l's σ.

    Slot 0 of all three is left alone. Raises `UnknownNameError`, and as `generator` does for the seed.
    """
    draw = INITIALISATIONS[checked_initialisation(name)]
    random = generator(seed, Purpose.INITIALISATION)
    for l in range(1, len(w)):
        draw(random, w[l], b[l], gains[l])
