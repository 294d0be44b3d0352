"""Cost functions: how far a^L is from y, for each sample, and the derivative by a^L."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from core.checks import Array
from core.errors import UnknownNameError
from core.operations import Operations, bind


class BoundCost(NamedTuple):
    """A cost bound to its arrays."""

    operations: Operations
    """Fill ∂C̄/∂a^L, that is each sample's ∂C/∂a^L divided by m."""
    mean: Callable[[], float]
    """C̄, the mean over the samples, once the operations were performed."""


class Cost(ABC):
    """C of one sample as a function of a^L and y, both (n_L, m)."""

    name: str

    @abstractmethod
    def value(self, aL: Array, y: Array) -> Array:
        """Return C of each sample, (m,)."""

    @abstractmethod
    def dC_daL(self, aL: Array, y: Array) -> Array:
        """Return ∂C/∂a^L of each sample, (n_L, m)."""

    @abstractmethod
    def bind(self, aL: Array, y: Array, dC_daL: Array) -> BoundCost:
        """Bind the mean cost C̄ and its derivative by a^L, into `dC_daL`, to these arrays."""


class MeanSquaredError(Cost):
    """C = (1/n_L) Σ_i (a^L_i − y_i)², the notes' cost."""

    name = "mse"

    def value(self, aL: Array, y: Array) -> Array:
        """(1/n_L) Σ_i (a^L_i − y_i)²."""
        difference = aL - y
        return np.asarray(np.add.reduce(difference * difference, axis=0)) / len(aL)

    def dC_daL(self, aL: Array, y: Array) -> Array:
        """(2/n_L) (a^L − y)."""
        return (aL - y) * (2.0 / len(aL))

    def bind(self, aL: Array, y: Array, dC_daL: Array) -> BoundCost:
        """C̄ = (a^L − y)·(a^L − y) / (n_L m) and its derivative 2 (a^L − y) / (n_L m)."""
        difference = np.empty_like(dC_daL)
        flat = difference.reshape(-1)
        share = 1.0 / difference.size
        operations = (
            bind(np.subtract, aL, y, difference),
            bind(np.multiply, difference, np.full_like(difference, 2.0 * share), dC_daL),
        )

        def mean() -> float:
            return flat.dot(flat) * share  # type: ignore[no-any-return]

        return BoundCost(operations, mean)


COSTS: dict[str, Cost] = {f.name: f for f in (MeanSquaredError(),)}


def cost_function(name: str) -> Cost:
    """Return the cost called `name`; raises `UnknownNameError`."""
    try:
        return COSTS[name]
    except (KeyError, TypeError):
        raise UnknownNameError("cost", name, tuple(COSTS)) from None
