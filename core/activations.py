"""Activation functions σ: the value of a node from its weighted input.

Each is a pair (σ, σ') plus the Jacobian S = ∂a/∂z of its layer. S is diagonal for those that treat
each node alone; softmax mixes the nodes of its layer, and its S is full.

z, a and derivatives have the shape (n_l, m). `bind_…` returns the operations that fill
the last array given; `sigma`, `sigma_prime` and `vjp` perform them once.
"""

from abc import ABC, abstractmethod

import numpy as np

from core.checks import Array
from core.errors import UnknownNameError
from core.operations import Operations, bind, perform


class Activation(ABC):
    """A layer's σ and its derivatives."""

    name: str
    gain: float
    """Standard deviation of w^ℓ √n_{ℓ−1} at the start that lets layers of this σ learn."""
    kink: float | None = None
    """Where σ' jumps, if it does anywhere."""

    @abstractmethod
    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """a = σ(z)."""

    @abstractmethod
    def bind_vjp(self, dC_da: Array, z: Array, a: Array, dC_dz: Array) -> Operations:
        """∂C/∂z = Sᵀ ∂C/∂a for each sample."""

    @abstractmethod
    def jacobian(self, z: Array, a: Array) -> Array:
        """S_ij = ∂a_i/∂z_j of one sample: z and a (n_l,) → (n_l, n_l)."""

    def sigma(self, z: Array) -> Array:
        """Return σ(z) in a new array."""
        a = np.empty_like(z)
        perform(self.bind_sigma(z, a))
        return a

    def vjp(self, dC_da: Array, z: Array, a: Array) -> Array:
        """Return ∂C/∂z = Sᵀ ∂C/∂a in a new array."""
        dC_dz = np.empty_like(z)
        perform(self.bind_vjp(dC_da, z, a, dC_dz))
        return dC_dz


class Elementwise(Activation):
    """A σ that treats each node alone, so that S is diagonal."""

    steepest: float = 1.0
    """The largest σ' that there is."""

    @abstractmethod
    def bind_sigma_prime(self, z: Array, a: Array, out: Array) -> Operations:
        """σ'(z), from z or from a = σ(z), whichever is cheaper."""

    def sigma_prime(self, z: Array, a: Array) -> Array:
        """Return σ'(z), where a = σ(z), in a new array."""
        out = np.empty_like(z)
        perform(self.bind_sigma_prime(z, a, out))
        return out

    def jacobian(self, z: Array, a: Array) -> Array:
        """diag(σ'(z)): z and a (n_l,) → (n_l, n_l)."""
        return np.diag(self.sigma_prime(z, a))

    def bind_vjp(self, dC_da: Array, z: Array, a: Array, dC_dz: Array) -> Operations:
        """∂C/∂z_i = ∂C/∂a_i σ'(z_i)."""
        return (*self.bind_sigma_prime(z, a, dC_dz), bind(np.multiply, dC_dz, dC_da, dC_dz))


class Sigmoid(Elementwise):
    """σ(x) = 1 / (1 + e^−x), the notes'; σ' = σ (1 − σ)."""

    name = "sigmoid"
    gain = 0.7
    steepest = 0.25

    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """1 / (1 + e^−z); for very negative z the exponential overflows to the right answer, 0."""
        one = np.ones((), dtype=a.dtype)
        return (
            bind(np.negative, z, a),
            bind(np.exp, a, a),
            bind(np.add, a, one, a),
            bind(np.divide, one, a, a),
        )

    def bind_sigma_prime(self, z: Array, a: Array, out: Array) -> Operations:
        """(1 − a) a."""
        return bind(np.subtract, np.ones_like(a), a, out), bind(np.multiply, out, a, out)


class Tanh(Elementwise):
    """σ(x) = tanh x; σ' = 1 − σ²."""

    name = "tanh"
    gain = 1.0

    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """Hyperbolic tangent of z."""
        return (bind(np.tanh, z, a),)

    def bind_sigma_prime(self, z: Array, a: Array, out: Array) -> Operations:
        """1 − a²."""
        return bind(np.multiply, a, a, out), bind(np.subtract, np.ones_like(a), out, out)


class Relu(Elementwise):
    """σ(x) = max(0, x); σ' = 1 for x > 0, otherwise 0, the kink at 0 included."""

    name = "relu"
    gain = 1.4142135623730951
    kink = 0.0

    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """max(z, 0)."""
        return (bind(np.maximum, z, np.zeros_like(z), out=a),)

    def bind_sigma_prime(self, z: Array, a: Array, out: Array) -> Operations:
        """1 where z > 0, otherwise 0."""
        return (bind(np.greater, z, np.zeros_like(z), out),)


class LeakyRelu(Elementwise):
    """σ(x) = x for x > 0, otherwise 0.01 x; σ' = 1 or 0.01, the kink at 0 counted to the latter."""

    name = "leaky relu"
    gain = 1.4142135623730951
    kink = 0.0
    slope = 0.01

    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """max(z, 0.01 z)."""
        return bind(np.multiply, z, np.full_like(z, self.slope), a), bind(np.maximum, z, a, out=a)

    def bind_sigma_prime(self, z: Array, a: Array, out: Array) -> Operations:
        """1 where z > 0, otherwise 0.01: 0.99 there more than that."""
        return (
            bind(np.greater, z, np.zeros_like(z), out),
            bind(np.multiply, out, np.full_like(out, 1.0 - self.slope), out),
            bind(np.add, out, np.full_like(out, self.slope), out),
        )


class Softplus(Elementwise):
    """σ(x) = ln(1 + e^x), a ReLU without its kink; σ' = 1 / (1 + e^−x)."""

    name = "softplus"
    gain = 1.4142135623730951

    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """ln(e^0 + e^z), which never overflows."""
        return (bind(np.logaddexp, z, np.zeros_like(z), a),)

    def bind_sigma_prime(self, z: Array, a: Array, out: Array) -> Operations:
        """1 / (1 + e^−z)."""
        one = np.ones_like(out)
        return (
            bind(np.negative, z, out),
            bind(np.exp, out, out),
            bind(np.add, out, one, out),
            bind(np.divide, one, out, out),
        )


class Identity(Elementwise):
    """σ(x) = x; σ' = 1."""

    name = "identity"
    gain = 1.0

    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """Z unchanged."""
        return (bind(np.copyto, a, z),)

    def bind_sigma_prime(self, z: Array, a: Array, out: Array) -> Operations:
        """1."""
        return (bind(np.copyto, out, np.ones_like(out)),)


class Softmax(Activation):
    """a_i = e^z_i / Σ_k e^z_k: shares that sum to 1; S_ij = a_i (δ_ij − a_j). For the output layer only."""

    name = "softmax"
    gain = 1.0

    def bind_sigma(self, z: Array, a: Array) -> Operations:
        """e^(z − max z), divided by its sum: the largest is 1, so that nothing overflows."""
        line = np.empty((1, *z.shape[1:]))
        return (
            bind(np.maximum.reduce, z, axis=0, out=line, keepdims=True),
            bind(np.subtract, z, line, a),
            bind(np.exp, a, a),
            bind(np.add.reduce, a, axis=0, out=line, keepdims=True),
            bind(np.divide, a, line, a),
        )

    def bind_vjp(self, dC_da: Array, z: Array, a: Array, dC_dz: Array) -> Operations:
        """∂C/∂z_j = a_j (∂C/∂a_j − Σ_i ∂C/∂a_i a_i).

        Every ∂C/∂a_i may be less by the same amount, since the shares sum to 1. Less by that of the
        largest share nothing cancels where that share is almost 1.
        """
        line, products = np.empty((1, *z.shape[1:])), np.empty_like(a)
        return (
            bind(_subtract_that_of_the_largest, dC_da, a, dC_dz),
            bind(np.multiply, dC_dz, a, products),
            bind(np.add.reduce, products, axis=0, out=line, keepdims=True),
            bind(np.subtract, dC_dz, line, dC_dz),
            bind(np.multiply, dC_dz, a, dC_dz),
        )

    def jacobian(self, z: Array, a: Array) -> Array:
        """S_ij = a_i (δ_ij − a_j): z and a (n_L,) → (n_L, n_L)."""
        S: Array = -np.outer(a, a)
        rest = 1.0 - a
        # For a share of almost 1 the sum of the others says it to more digits.
        top = int(a.argmax())
        rest[top] = np.delete(a, top).sum()
        np.fill_diagonal(S, a * rest)
        return S


def _subtract_that_of_the_largest(dC_da: Array, a: Array, out: Array) -> None:
    """Out = ∂C/∂a less that of each sample's largest a; all (n_L, m)."""
    top = a.argmax(axis=0)
    np.subtract(dC_da, dC_da[top, np.arange(a.shape[1])], out)


ACTIVATIONS: dict[str, Activation] = {
    f.name: f for f in (Sigmoid(), Tanh(), Relu(), LeakyRelu(), Softplus(), Identity(), Softmax())
}

HIDDEN = tuple(name for name, f in ACTIVATIONS.items() if isinstance(f, Elementwise))
"""Names of those that any layer can have."""


def activation(name: str) -> Activation:
    """Return the activation called `name`; raises `UnknownNameError`."""
    try:
        return ACTIVATIONS[name]
    except (KeyError, TypeError):
        raise UnknownNameError("activation", name, tuple(ACTIVATIONS)) from None
