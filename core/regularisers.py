"""The regulariser R: what large weights cost, beside how far the outputs are from the targets.

R = λ₁ Σ|w| + ½ λ₂ Σ w², over every weight of the network and no bias. It is a term of its own:
training goes downhill on C̄ + R, along ∂C̄/∂θ + ∂R/∂θ, while C̄ and ∂C̄/∂θ stay what they are.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.checks import Array, finite_number
from core.lazily import dataclass
from core.network import Network, parameter_count, views
from core.operations import Operations, bind, perform

MOST = 1000.0
"""λ₁ and λ₂ at most: far beyond what any network can be trained with."""


@dataclass(frozen=True)
class Regulariser:
    """R = λ₁ Σ|w| + ½ λ₂ Σ w².

    Attributes:
        l1, l2: λ₁ and λ₂, from 0 to `MOST`. Raises one sentence, a `BadInputError`, for others.

    """

    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "l1", checked_l1(self.l1))
        object.__setattr__(self, "l2", checked_l2(self.l2))

    def __bool__(self) -> bool:
        """Whether there is any R."""
        return self.l1 > 0 or self.l2 > 0

    def terms(self, w: Array) -> Array:
        """λ₁ |w| + ½ λ₂ w² of each weight, in any shape."""
        found = np.zeros(np.shape(w))
        if self.l1:
            found += self.l1 * np.abs(w)
        if self.l2:
            found += 0.5 * self.l2 * (w * w)
        return found

    @np.errstate(all="ignore")
    def value(self, net: Network) -> float:
        """R at the parameters of `net`; 0 without λ, and infinity or NaN where the weights are."""
        return float(sum(self.terms(w).sum() for w in net.w[1:]))

    @np.errstate(all="ignore")
    def gradient(self, net: Network) -> Array:
        """∂R/∂θ in theta's order: λ₁ sign(w) + λ₂ w at a weight, 0 at a bias."""
        nothing, out = np.zeros_like(net.theta), np.empty_like(net.theta)
        perform(self.bind(net.theta, net.n, nothing, out))
        return out

    def bind(self, theta: Array, n: Sequence[int], gradient: Array, out: Array) -> Operations:
        """Bind out = ∂R/∂θ + gradient, all flat, for layers of sizes `n`; `out` is none of the others.

        At w = 0, where |w| has no slope, sign(w) is 0.
        """
        # Without λ₂ the first one is 0, or NaN where a number is not finite any more.
        decay = bind(np.multiply, theta, at_weights(self.l2, n), out)
        add = bind(np.add, out, gradient, out)
        if not self.l1:
            return decay, add
        signs, strength = np.empty_like(theta), at_weights(self.l1, n)
        return (
            decay,
            bind(np.sign, theta, signs),
            bind(np.multiply, signs, strength, signs),
            bind(np.add, out, signs, out),
            add,
        )

    def without_slope(self, net: Network) -> NDArray[np.bool_]:
        """In theta's order, True at the weights where R has a kink: those that are 0, if λ₁ is above 0."""
        if not self.l1:
            return np.zeros(net.theta.size, dtype=bool)
        found: NDArray[np.bool_] = (net.theta == 0) & (at_weights(1.0, net.n) > 0)
        return found


def at_weights(value: float, n: Sequence[int]) -> Array:
    """Return `value` at every weight and 0 at every bias, in theta's order, for layers of sizes `n`."""
    flat = np.zeros(parameter_count(n))
    for w in views(flat, n).w[1:]:
        w[...] = value
    return flat


def checked_l1(value: object) -> float:
    """Return λ₁ as a float from 0 to `MOST`; raises one sentence otherwise."""
    return finite_number(value, "The strength λ₁ of the regulariser", 0.0, MOST)


def checked_l2(value: object) -> float:
    """Return λ₂ as a float from 0 to `MOST`; raises one sentence otherwise."""
    return finite_number(value, "The strength λ₂ of the regulariser", 0.0, MOST)


NO_R = Regulariser()
"""What there is where nobody asks for one."""
