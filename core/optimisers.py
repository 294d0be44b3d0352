"""How a gradient becomes a step downhill."""

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from core.checks import Array, finite_number
from core.operations import Operations, bind


class Optimiser(ABC):
    """Turns the batch's gradient into a change of the parameters."""

    name: str
    eta: float
    """The learning rate η."""

    @abstractmethod
    def bind(self, theta: Array, gradient: Array) -> Operations:
        """Bind one update of `theta` along `gradient`, both flat, in place."""

    @abstractmethod
    def freeze(self, mask: NDArray[np.bool_]) -> None:
        """From now on leave entries alone where `mask` is True."""


class GradientDescent(Optimiser):
    """w ← w − η ∂C̄/∂w, and b likewise."""

    name = "gradient descent"

    def __init__(self, eta: float, size: int) -> None:
        """Take the learning rate `eta` and the number of parameters `size`."""
        self._mask = np.zeros(size, dtype=bool)
        self._rate = np.empty(size)
        self._delta = np.empty(size)
        self.eta = eta

    @property
    def eta(self) -> float:
        """The learning rate η; setting it raises one sentence unless it is finite and above 0."""
        return self._eta

    @eta.setter
    def eta(self, eta: float) -> None:
        self._eta = checked_eta(eta)
        self.freeze(self._mask)

    def freeze(self, mask: NDArray[np.bool_]) -> None:
        """Set η to 0 where `mask` is True."""
        np.copyto(self._mask, mask)
        self._rate.fill(self._eta)
        self._rate[self._mask] = 0.0

    def bind(self, theta: Array, gradient: Array) -> Operations:
        """θ ← θ − η ∂C̄/∂θ."""
        return (
            bind(np.multiply, gradient, self._rate, self._delta),
            bind(np.subtract, theta, self._delta, theta),
        )


def checked_eta(eta: object) -> float:
    """Return η as a finite float above 0; raises one sentence otherwise."""
    return finite_number(eta, "The learning rate η", above=0.0)
