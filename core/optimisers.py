"""How a gradient becomes a step downhill."""

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from core.checks import Array, finite_number


class Optimiser(ABC):
    """Turns the batch's gradient into a change of the parameters."""

    name: str
    eta: float
    """The learning rate η."""

    @abstractmethod
    def update(self, theta: Array, gradient: Array, mask: NDArray[np.bool_] | None) -> None:
        """Change `theta` in place; entries where `mask` is True stay as they are."""


class GradientDescent(Optimiser):
    """w ← w − η ∂C̄/∂w, and b likewise."""

    name = "gradient descent"

    def __init__(self, eta: float, size: int) -> None:
        """Take the learning rate `eta` and the number of parameters `size`."""
        self.eta = checked_eta(eta)
        self._delta = np.empty(size)

    def update(self, theta: Array, gradient: Array, mask: NDArray[np.bool_] | None) -> None:
        """θ ← θ − η ∂C̄/∂θ."""
        np.multiply(gradient, self.eta, out=self._delta)
        if mask is not None:
            self._delta[mask] = 0.0
        np.subtract(theta, self._delta, out=theta)


def checked_eta(eta: object) -> float:
    """Return η as a finite float above 0; raises one sentence otherwise."""
    return finite_number(eta, "The learning rate η", above=0.0)
