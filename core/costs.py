"""Cost functions: how far a^L is from y, for each sample, and the derivative by a^L.

The cross-entropies are worked out through z^L, the logits: ln a^L itself would be −∞ where a^L is
rounded to 0. With the σ that each belongs to, ∂C/∂z^L is a^L − y, up to a factor, and taken as that:
the product of ∂C/∂a^L and ∂a^L/∂z^L is the same number, but for a^L = 1 or 0 it would be ∞ · 0.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from core.checks import Array
from core.errors import BadInputError, UnknownNameError
from core.operations import Operations, bind

TINY = 1e-300
"""The least σ' that ∂C/∂a^L is divided by, so that it stays a number where σ is flat."""


class BoundCost(NamedTuple):
    """A cost bound to its arrays."""

    operations: Operations
    """Fill ∂C̄/∂a^L, that is each sample's ∂C/∂a^L divided by m."""
    mean: Callable[[], float]
    """C̄, the mean over the samples, once the operations were performed."""
    to_z: Operations | None = None
    """Fill ∂C̄/∂z^L, after these; None where that is what σ makes of ∂C̄/∂a^L."""


class Outputs(NamedTuple):
    """The output layer's arrays, all (n_L, m): what a cost reads, and the derivatives that it fills."""

    z: Array
    a: Array
    y: Array
    dC_da: Array
    dC_dz: Array


class Cost(ABC):
    """C of one sample as a function of z^L, a^L = σ(z^L) and y, all (n_L, m)."""

    name: str
    of_sigma: str | None = None
    """The σ that the output layer must have; None for any."""

    @abstractmethod
    def value(self, z: Array, a: Array, y: Array) -> Array:
        """Return C of each sample, (m,)."""

    @abstractmethod
    def dC_daL(self, a: Array, y: Array) -> Array:
        """Return ∂C/∂a^L of each sample, (n_L, m)."""

    @abstractmethod
    def bind(self, out: Outputs) -> BoundCost:
        """Bind the mean cost C̄ and its derivatives to these arrays."""

    def of_answer(self, a: Array, y: Array) -> Array:
        """Return C of each sample, (m,), for an answer a (n_L, m) that no z^L is known of."""
        return self.value(self.logits(a), a, y)

    def logits(self, a: Array) -> Array:
        """A z^L that σ makes `a` of, near enough where `a` is rounded to 0 or 1."""
        return a

    def jacobian(self, a: Array) -> Array | None:
        """∂a^L/∂z^L as ∂C/∂a^L counts on it: a (n_L,) → (n_L, n_L); None where it is just σ's."""
        return None


class MeanSquaredError(Cost):
    """C = (1/n_L) Σ_i (a^L_i − y_i)², the notes' cost."""

    name = "mse"

    def value(self, z: Array, a: Array, y: Array) -> Array:
        """(1/n_L) Σ_i (a^L_i − y_i)²."""
        difference = a - y
        return np.asarray(np.add.reduce(difference * difference, axis=0)) / len(a)

    def dC_daL(self, a: Array, y: Array) -> Array:
        """(2/n_L) (a^L − y)."""
        return (a - y) * (2.0 / len(a))

    def bind(self, out: Outputs) -> BoundCost:
        """C̄ = (a^L − y)·(a^L − y) / (n_L m) and its derivative 2 (a^L − y) / (n_L m)."""
        difference = np.empty(out.dC_da.shape)
        flat = difference.reshape(-1)
        share = 1.0 / difference.size
        operations = (
            bind(np.subtract, out.a, out.y, difference),
            bind(np.multiply, difference, np.full_like(difference, 2.0 * share), out.dC_da),
        )

        def mean() -> float:
            return flat.dot(flat) * share  # type: ignore[no-any-return]

        return BoundCost(operations, mean)


class BinaryCrossEntropy(Cost):
    """C = −(1/n_L) Σ_i (y_i ln a^L_i + (1 − y_i) ln(1 − a^L_i)) of sigmoid outputs, each for itself."""

    name = "binary cross-entropy"
    of_sigma = "sigmoid"

    def value(self, z: Array, a: Array, y: Array) -> Array:
        """(1/n_L) Σ_i (ln(1 + e^z_i) − y_i z_i)."""
        terms = np.logaddexp(z, 0.0) - y * z
        return np.asarray(np.add.reduce(terms, axis=0)) / len(z)

    def logits(self, a: Array) -> Array:
        """ln a − ln(1 − a)."""
        found: Array = np.log(np.maximum(a, TINY)) - np.log(np.maximum(1.0 - a, TINY))
        return found

    def jacobian(self, a: Array) -> Array:
        """diag(a (1 − a)), and a little where that is rounded to 0."""
        return np.diag(self._slope(a))

    def _slope(self, a: Array) -> Array:
        found: Array = np.maximum((1.0 - a) * a, TINY)
        return found

    def dC_daL(self, a: Array, y: Array) -> Array:
        """(1/n_L) (a^L − y) / (a^L (1 − a^L))."""
        return (a - y) / len(a) / self._slope(a)

    def bind(self, out: Outputs) -> BoundCost:
        """C̄ from z^L; ∂C̄/∂z^L = (a^L − y) / (n_L m), and ∂C̄/∂a^L that divided by σ'."""
        share = np.full_like(out.dC_dz, 1.0 / out.z.size)
        slope, terms, zero = np.empty_like(out.dC_da), np.empty(out.z.shape), np.zeros_like(out.z)
        one, tiny, flat = np.ones_like(slope), np.full_like(slope, TINY), terms.reshape(-1)
        to_z = bind(np.subtract, out.a, out.y, out.dC_dz), bind(np.multiply, out.dC_dz, share, out.dC_dz)
        operations = (
            bind(np.subtract, one, out.a, slope),
            bind(np.multiply, slope, out.a, slope),
            bind(np.maximum, slope, tiny, out=slope),
            bind(np.subtract, out.a, out.y, out.dC_da),
            bind(np.multiply, out.dC_da, share, out.dC_da),
            bind(np.divide, out.dC_da, slope, out.dC_da),
        )
        products = np.empty_like(out.z)

        def mean() -> float:
            np.logaddexp(out.z, zero, terms)
            np.multiply(out.y, out.z, products)
            np.subtract(terms, products, terms)
            return float(flat.sum() / flat.size) + _trouble(out.a)

        return BoundCost(operations, mean, to_z)


class CategoricalCrossEntropy(Cost):
    """C = −Σ_i y_i ln a^L_i of softmax outputs."""

    name = "cross-entropy"
    of_sigma = "softmax"

    def value(self, z: Array, a: Array, y: Array) -> Array:
        """Σ_i y_i (ln Σ_k e^z_k − z_i)."""
        top = z.max(axis=0, keepdims=True)
        below = z - top
        line = np.log(np.exp(below).sum(axis=0, keepdims=True))
        return np.asarray(np.add.reduce(y * (line - below), axis=0))

    def logits(self, a: Array) -> Array:
        """ln a."""
        found: Array = np.log(np.maximum(a, TINY))
        return found

    def jacobian(self, a: Array) -> Array:
        """S_ij = a_i (δ_ij − a_j), where an a_i that is rounded to 0 is a little more than that."""
        S: Array = np.maximum(a, TINY)[:, np.newaxis] * (np.eye(len(a)) - a)
        return S

    def dC_daL(self, a: Array, y: Array) -> Array:
        """−y / a^L."""
        return -y / np.maximum(a, TINY)

    def bind(self, out: Outputs) -> BoundCost:
        """C̄ from z^L; ∂C̄/∂z^L_i = (a^L_i Σ_k y_k − y_i) / m, and ∂C̄/∂a^L = −y / (a^L m)."""
        m = out.z.shape[1]
        share, tiny = np.full_like(out.dC_dz, 1.0 / m), np.full_like(out.a, TINY)
        total = np.empty((1, m))
        to_z = (
            bind(np.add.reduce, out.y, axis=0, out=total, keepdims=True),
            bind(np.multiply, out.a, total, out.dC_dz),
            bind(np.subtract, out.dC_dz, out.y, out.dC_dz),
            bind(np.multiply, out.dC_dz, share, out.dC_dz),
        )
        operations = (
            bind(np.maximum, out.a, tiny, out=out.dC_da),
            bind(np.divide, out.y, out.dC_da, out.dC_da),
            bind(np.multiply, out.dC_da, np.negative(share), out.dC_da),
        )

        def mean() -> float:
            return float(self.value(out.z, out.a, out.y).sum() / m) + _trouble(out.a)

        return BoundCost(operations, mean, to_z)


def _trouble(a: Array) -> float:
    """0, or NaN where some a is not finite: C is worked out from z, but is no number then either."""
    return 0.0 * float(np.add.reduce(a, axis=None))


COSTS: dict[str, Cost] = {
    f.name: f for f in (MeanSquaredError(), BinaryCrossEntropy(), CategoricalCrossEntropy())
}


def with_its_sigma(name: str, activations: Sequence[str]) -> tuple[str, ...]:
    """Return the σ of layers 1 … L with the one in the end that the cost `name` needs, if it needs one.

    Raises `UnknownNameError`.
    """
    return (*activations[:-1], cost_function(name).of_sigma or activations[-1])


def refuse_single(name: str, n_L: int) -> None:
    """Raise `BadInputError` for a cost that has nothing to teach an output layer of `n_L` nodes."""
    if n_L == 1 and cost_function(name).of_sigma == "softmax":
        raise BadInputError(
            f"The cost {name} is for two or more output nodes: the softmax of a single one is always 1."
        )


def cost_that_fits(name: str, last: object) -> str:
    """Return the cost `name` where it can be that of an output layer with the σ `last`, else "mse"."""
    return name if cost_function(name).of_sigma in (None, last) else MeanSquaredError.name


def cost_function(name: str) -> Cost:
    """Return the cost called `name`; raises `UnknownNameError`."""
    try:
        return COSTS[name]
    except (KeyError, TypeError):
        raise UnknownNameError("cost", name, tuple(COSTS)) from None
