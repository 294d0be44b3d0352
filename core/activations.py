"""Activation functions σ: the value of a node from its weighted input.

Each is a pair (σ, σ') plus the Jacobian S = ∂a/∂z of its layer. S is diagonal for
every function here; `jacobian` and `vjp` are methods so that a function which mixes
the nodes of a layer can have a full one.

Every method takes z and a of shape (n_l, m) and, where `out` is given, fills and
returns it without allocating.
"""

from abc import ABC, abstractmethod

import numpy as np

from core.checks import Array
from core.errors import UnknownNameError


class Activation(ABC):
    """A layer's σ and its derivatives."""

    name: str
    gain: float
    """Standard deviation of w^ℓ √n_{ℓ−1} at the start that lets layers of this σ learn."""

    @abstractmethod
    def sigma(self, z: Array, out: Array | None = None) -> Array:
        """a = σ(z)."""

    @abstractmethod
    def jacobian(self, z: Array, a: Array) -> Array:
        """S_ij = ∂a_i/∂z_j of one sample: z and a (n_l,) → (n_l, n_l)."""

    @abstractmethod
    def vjp(self, dC_da: Array, z: Array, a: Array, out: Array) -> Array:
        """∂C/∂z = Sᵀ ∂C/∂a for each sample, into `out`."""


class Elementwise(Activation):
    """A σ that treats each node alone, so that S is diagonal."""

    @abstractmethod
    def sigma_prime(self, z: Array, a: Array, out: Array | None = None) -> Array:
        """σ'(z), from z or from a = σ(z), whichever is cheaper."""

    def jacobian(self, z: Array, a: Array) -> Array:
        """diag(σ'(z)): z and a (n_l,) → (n_l, n_l)."""
        return np.diag(self.sigma_prime(z, a))

    def vjp(self, dC_da: Array, z: Array, a: Array, out: Array) -> Array:
        """∂C/∂z_i = ∂C/∂a_i σ'(z_i), into `out`."""
        self.sigma_prime(z, a, out=out)
        return np.multiply(out, dC_da, out=out)


class Sigmoid(Elementwise):
    """σ(x) = 1 / (1 + e^−x), the notes'; σ' = σ (1 − σ)."""

    name = "sigmoid"
    gain = 0.7

    def sigma(self, z: Array, out: Array | None = None) -> Array:
        """1 / (1 + e^−z); for very negative z the exponential overflows to the right answer, 0."""
        out = np.negative(z, out=out)
        np.exp(out, out=out)
        np.add(out, 1.0, out=out)
        return np.reciprocal(out, out=out)

    def sigma_prime(self, z: Array, a: Array, out: Array | None = None) -> Array:
        """a (1 − a)."""
        out = np.subtract(1.0, a, out=out)
        return np.multiply(out, a, out=out)


class Tanh(Elementwise):
    """σ(x) = tanh x; σ' = 1 − σ²."""

    name = "tanh"
    gain = 1.0

    def sigma(self, z: Array, out: Array | None = None) -> Array:
        """Hyperbolic tangent of z."""
        return np.tanh(z, out=out)

    def sigma_prime(self, z: Array, a: Array, out: Array | None = None) -> Array:
        """1 − a²."""
        out = np.multiply(a, a, out=out)
        return np.subtract(1.0, out, out=out)


class Relu(Elementwise):
    """σ(x) = max(0, x); σ' = 1 for x > 0, otherwise 0, the kink at 0 included."""

    name = "relu"
    gain = 1.4142135623730951

    def sigma(self, z: Array, out: Array | None = None) -> Array:
        """max(0, z)."""
        return np.maximum(z, 0.0, out=out)

    def sigma_prime(self, z: Array, a: Array, out: Array | None = None) -> Array:
        """1 where z > 0, otherwise 0."""
        out = np.empty_like(z) if out is None else out
        return np.greater(z, 0.0, out=out)


class Identity(Elementwise):
    """σ(x) = x; σ' = 1."""

    name = "identity"
    gain = 1.0

    def sigma(self, z: Array, out: Array | None = None) -> Array:
        """Z unchanged."""
        out = np.empty_like(z) if out is None else out
        np.copyto(out, z)
        return out

    def sigma_prime(self, z: Array, a: Array, out: Array | None = None) -> Array:
        """1."""
        out = np.empty_like(z) if out is None else out
        out.fill(1.0)
        return out


ACTIVATIONS: dict[str, Activation] = {f.name: f for f in (Sigmoid(), Tanh(), Relu(), Identity())}


def activation(name: str) -> Activation:
    """Return the activation called `name`; raises `UnknownNameError`."""
    try:
        return ACTIVATIONS[name]
    except (KeyError, TypeError):
        raise UnknownNameError("activation", name, tuple(ACTIVATIONS)) from None
