"""Cost functions: how far a^L is from y, for each sample, and the derivative by a^L."""

from abc import ABC, abstractmethod

import numpy as np

from core.checks import Array
from core.errors import UnknownNameError


class Cost(ABC):
    """C of one sample as a function of a^L and y, both (n_L, m)."""

    name: str

    @abstractmethod
    def value(self, aL: Array, y: Array, out: Array, scratch: Array) -> Array:
        """C of each sample into `out` (m,); `scratch` (n_L, m) is overwritten."""

    @abstractmethod
    def dC_daL(self, aL: Array, y: Array, out: Array) -> Array:
        """∂C/∂a^L of each sample into `out` (n_L, m)."""


class MeanSquaredError(Cost):
    """C = (1/n_L) Σ_i (a^L_i − y_i)², the notes' cost."""

    name = "mse"

    def value(self, aL: Array, y: Array, out: Array, scratch: Array) -> Array:
        """(1/n_L) Σ_i (a^L_i − y_i)²."""
        np.subtract(aL, y, out=scratch)
        np.multiply(scratch, scratch, out=scratch)
        np.add.reduce(scratch, axis=0, out=out)
        return np.multiply(out, 1.0 / len(aL), out=out)

    def dC_daL(self, aL: Array, y: Array, out: Array) -> Array:
        """(2/n_L) (a^L − y)."""
        np.subtract(aL, y, out=out)
        return np.multiply(out, 2.0 / len(aL), out=out)


COSTS: dict[str, Cost] = {f.name: f for f in (MeanSquaredError(),)}


def cost_function(name: str) -> Cost:
    """Return the cost called `name`; raises `UnknownNameError`."""
    try:
        return COSTS[name]
    except (KeyError, TypeError):
        raise UnknownNameError("cost", name, tuple(COSTS)) from None
