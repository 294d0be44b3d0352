"""How a gradient becomes a step downhill.

Each has η, a mask of entries that are left alone, and as many arrays of memory as it needs: `slots`
names them. They lie behind one another in one flat array, so that a moment of training is the
parameters and this array, whatever the optimiser. Where the mask is True nothing is changed, the
memory neither: only the gradient itself is what it is.
"""

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray

from core.checks import Array, finite_number
from core.errors import UnknownNameError
from core.operations import Operation, Operations, bind


class Optimiser(ABC):
    """Turns the batch's gradient g into a change of the parameters θ.

    Attributes:
        memory: (slots, size), what is remembered from step to step; zeros at the beginning.
        delta: flat, what the last update subtracted from θ.

    """

    name: str
    title: str
    """What people call it."""
    slots: tuple[str, ...] = ()
    """Symbols of the rows of its memory."""

    def __init__(self, eta: float, size: int) -> None:
        """Take the learning rate `eta` and the number of parameters `size`."""
        self.memory: Array = np.zeros((len(self.slots), size))
        self._mask = np.zeros(size, dtype=bool)
        self._free = np.ones(size, dtype=bool)
        self._rate = np.empty(size)
        self.delta: Array = np.zeros(size)
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
        """From now on leave entries alone where `mask` is True: η is 0 there, and memory stays."""
        np.copyto(self._mask, mask)
        np.logical_not(mask, self._free)
        self.use_rate(self._eta)

    def use_rate(self, rate: float) -> None:
        """Let the next updates go with `rate`, what a schedule makes of η; it may be 0."""
        np.multiply(self._free, rate, self._rate)

    def bind(self, theta: Array, gradient: Array) -> Operations:
        """Bind one update of `theta` along `gradient`, both flat, in place."""
        return (
            *self._bind_delta(gradient, self.delta),
            bind(np.subtract, theta, self.delta, theta),
        )

    @abstractmethod
    def _bind_delta(self, g: Array, delta: Array) -> Operations:
        """Fill `delta`, which is subtracted from θ, and bring the memory up to date."""


class GradientDescent(Optimiser):
    """θ ← θ − η g."""

    name = title = "gradient descent"

    def _bind_delta(self, g: Array, delta: Array) -> Operations:
        return (bind(np.multiply, g, self._rate, delta),)


class Momentum(Optimiser):
    """v ← μ v + g, θ ← θ − η v, with μ = 0.9."""

    name = title = "momentum"
    slots = ("v",)
    mu = 0.9

    def _bind_delta(self, g: Array, delta: Array) -> Operations:
        v = self.memory[0]
        return (
            bind(np.multiply, v, np.full_like(v, self.mu), out=v, where=self._free),
            bind(np.add, v, g, out=v, where=self._free),
            bind(np.multiply, v, self._rate, delta),
        )


class RMSProp(Optimiser):
    """s ← ρ s + (1 − ρ) g², θ ← θ − η g / (√s + ε), with ρ = 0.99 and ε = 1e−8."""

    name, title = "rmsprop", "RMSProp"
    slots = ("s",)
    rho, eps = 0.99, 1e-8

    def _bind_delta(self, g: Array, delta: Array) -> Operations:
        s, squares = self.memory[0], np.empty_like(g)
        return (
            *_running_mean(s, bind(np.multiply, g, g, squares), squares, self.rho, self._free),
            bind(np.sqrt, s, delta),
            bind(np.add, delta, np.full_like(delta, self.eps), delta),
            bind(np.divide, g, delta, delta),
            bind(np.multiply, delta, self._rate, delta),
        )


class Adam(Optimiser):
    """m ← β₁ m + (1 − β₁) g, s ← β₂ s + (1 − β₂) g², θ ← θ − η m̂ / (√ŝ + ε).

    m̂ = m / (1 − β₁ᵗ) and ŝ = s / (1 − β₂ᵗ) make up for the beginning at 0: t is how many updates the
    entry has had, β₁ = 0.9, β₂ = 0.999 and ε = 1e−8.
    """

    name, title = "adam", "Adam"
    slots = ("m", "s", "t")
    beta_1, beta_2, eps = 0.9, 0.999, 1e-8

    def _bind_delta(self, g: Array, delta: Array) -> Operations:
        m, s, t = self.memory
        squares, part, one = np.empty_like(g), np.empty_like(g), np.ones_like(g)
        scaled = np.full_like(g, 1.0 - self.beta_1)
        return (
            bind(np.add, t, one, out=t, where=self._free),
            *_running_mean(m, bind(np.multiply, g, scaled, part), part, self.beta_1, self._free, scaled=True),
            *_running_mean(s, bind(np.multiply, g, g, squares), squares, self.beta_2, self._free),
            *_corrected(s, t, self.beta_2, part, delta),
            bind(np.sqrt, delta, delta),
            bind(np.add, delta, np.full_like(g, self.eps), squares),
            *_corrected(m, t, self.beta_1, part, delta),
            bind(np.divide, delta, squares, delta),
            bind(np.multiply, delta, self._rate, delta),
        )


def _running_mean(
    mean: Array, work_out: Operation, value: Array, keep: float, free: NDArray[np.bool_], scaled: bool = False
) -> Operations:
    """mean ← keep · mean + (1 − keep) · value where entries are free; `work_out` fills `value` first."""
    share = () if scaled else (bind(np.multiply, value, np.full_like(value, 1.0 - keep), value),)
    return (
        work_out,
        *share,
        bind(np.multiply, mean, np.full_like(mean, keep), out=mean, where=free),
        bind(np.add, mean, value, out=mean, where=free),
    )


def _corrected(mean: Array, t: Array, keep: float, part: Array, out: Array) -> Operations:
    """Out = mean / (1 − keepᵗ); 0 where an entry has had no update."""
    return (
        bind(np.power, np.full_like(t, keep), t, part),
        bind(np.subtract, np.ones_like(t), part, part),
        bind(np.maximum, part, np.full_like(t, 1e-300), out=part),
        bind(np.divide, mean, part, out),
    )


OPTIMISERS: dict[str, type[Optimiser]] = {k.name: k for k in (GradientDescent, Momentum, RMSProp, Adam)}


def called(name: str) -> str:
    """What people call the optimiser of that name."""
    return OPTIMISERS[name].title


def optimiser(name: str, eta: float, size: int) -> Optimiser:
    """Return the optimiser called `name` for so many parameters; raises `UnknownNameError`."""
    return OPTIMISERS[checked_optimiser(name)](eta, size)


def checked_optimiser(name: object) -> str:
    """Return `name` if it is that of an optimiser; raises `UnknownNameError` otherwise."""
    if not isinstance(name, str) or name not in OPTIMISERS:
        raise UnknownNameError("optimiser", name, tuple(OPTIMISERS))
    return name


def checked_eta(eta: object) -> float:
    """Return η as a finite float above 0; raises one sentence otherwise."""
    return finite_number(eta, "The learning rate η", above=0.0)
