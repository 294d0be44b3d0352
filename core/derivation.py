"""One derivative of the shown sample taken apart, with three witnesses of its value."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from core.backprop import backward, cost, forward
from core.chain_rule import ChainRule, chain_rule
from core.checks import Array
from core.gradient_check import FINER, TOLERANCE, Difference, central_difference
from core.lazily import dataclass
from core.network import Network
from core.selection import Pick, index_of

ROUNDING = 1e-12
"""Product and backward pass differ at most by this share of Σ|paths|."""


class Mark(Enum):
    """What the others say of a witness."""

    GOOD = "agrees"
    KINK = "at a kink"
    BAD = "disagrees"


@dataclass(frozen=True)
class Witnesses:
    """The same derivative found in three ways that share no code.

    Attributes:
        product: the factors (1)(2)(3)(4).
        backward: the backward pass of this one sample.
        difference: the central difference.
        rounding: what product and backward pass may differ by.
        tolerance: what either may differ from the central difference by.

    """

    product: float
    backward: float
    difference: Difference
    rounding: float
    tolerance: float

    @cached_property
    def marks(self) -> tuple[Mark, Mark, Mark]:
        """The marks of product, backward pass and central difference.

        One that disagrees with two who agree is wrong; where there is no telling, nobody is right.
        """
        p, b, d = self.product, self.backward, self.difference.value
        pair = (
            abs(p - b) <= self.rounding,
            abs(p - d) <= self.tolerance,
            abs(b - d) <= self.tolerance,
        )
        if self.difference.kink and not (pair[1] and pair[2]):
            first = Mark.GOOD if pair[0] else Mark.BAD
            return first, first, Mark.KINK
        friends = (pair[0] + pair[1], pair[0] + pair[2], pair[1] + pair[2])
        needed = {3: 2, 2: 2, 1: 1, 0: 1}[sum(pair)]
        product, backward, difference = (Mark.GOOD if k >= needed else Mark.BAD for k in friends)
        return product, backward, difference


@dataclass(frozen=True)
class Derivation:
    """∂C/∂w^ℓ_AB or ∂C/∂b^ℓ_A of one sample at one theta; all arrays are read-only.

    Attributes:
        chain: the four factors, and the forward pass that they come from.
        y: the target (n_L,).
        C: the sample's cost.
        net: the network that everything belongs to, to be read only.
        before_update: whether that is the one before the step's update.
        witnesses: the derivative, found in three ways.
        held_back: whether an exercise holds the derivative back; then witnesses are not to be shown, and
            factors that are not known yet are NaN.

    """

    chain: ChainRule
    y: Array
    C: float
    net: Network
    before_update: bool
    witnesses: Witnesses
    held_back: bool = False

    @property
    def pick(self) -> Pick:
        """The weight or bias."""
        return self.chain.pick

    @property
    def parameter(self) -> float:
        """The value of w^ℓ_AB or b^ℓ_A."""
        return float(self.net.theta[index_of(self.pick, self.net.n)])


@np.errstate(all="ignore")
def derive(net: Network, x: Array, y: Array, pick: Pick, before_update: bool = False) -> Derivation:
    """Take the derivative of the sample x (n_0,), y (n_L,) by `pick` apart.

    `net` is kept, and must not change; `before_update` says that it is the one before the step's update.
    """
    p = forward(net, x)
    g = backward(net, p, y)
    chain = _locked(chain_rule(net, x, y, pick.l, pick.A, pick.B))
    tolerance = TOLERANCE * max(1.0, float(np.abs(g.flat).max()))
    return Derivation(
        chain=chain,
        y=y,
        C=cost(net, p, y),
        net=net,
        before_update=before_update,
        witnesses=Witnesses(
            product=chain.value,
            backward=float(g.flat[index_of(pick, net.n)]),
            difference=_difference(net, x, y, chain, tolerance),
            rounding=ROUNDING * chain.paths_size,
            tolerance=tolerance,
        ),
    )


def _difference(net: Network, x: Array, y: Array, chain: ChainRule, tolerance: float) -> Difference:
    """The central difference; where C bends so sharply that ε is too far, with a smaller one."""
    l, A, B = chain.pick.l, chain.pick.A, chain.pick.B
    found = central_difference(net, x, y, l, A, B)
    for eps in FINER:
        if found.kink or abs(found.value - chain.value) <= tolerance:
            break
        finer = central_difference(net, x, y, l, A, B, eps)
        if abs(finer.value - chain.value) <= tolerance:
            return finer
    return found


class Progress(Protocol):
    """How far a step has come."""

    @property
    def fresh_cost(self) -> bool:
        """Whether C is this step's."""

    def fresh_a(self, l: int) -> bool:
        """Whether z[l] and a[l] are."""

    def fresh_dC_da(self, l: int) -> bool:
        """Whether dC_da[l] is."""

    def fresh_dC_dz(self, l: int) -> bool:
        """Whether dC_dz[l] is."""


def held_back(d: Derivation, step: Progress) -> Derivation:
    """Return `d` as far as the backward pass of `step` has come, NaN in place of everything else.

    (1) is known with the cost, a Jacobian with ∂C/∂a of the layer before it, (3) with ∂C/∂a^ℓ,
    (4) and the derivative itself with ∂C/∂z^ℓ.
    """
    chain, l, L = d.chain, d.pick.l, d.chain.L
    whole = step.fresh_dC_dz(l)
    forward_pass = (True, *(step.fresh_a(k) for k in range(1, L + 1)))
    behind = tuple(step.fresh_dC_da(k - 1) for k in range(L, l + 1, -1))
    known = ChainRule(
        pick=d.pick,
        z=known_ones(chain.z, forward_pass),
        a=known_ones(chain.a, forward_pass),
        sigma_prime=known_ones(chain.sigma_prime, forward_pass),
        mixing=chain.mixing if chain.mixing is None or forward_pass[L] else unknown(chain.mixing),
        dC_daL=chain.dC_daL if step.fresh_cost else unknown(chain.dC_daL),
        jacobians=known_ones(chain.jacobians, behind),
        column=chain.column if chain.column is None or step.fresh_dC_da(l) else unknown(chain.column),
        local=chain.local if whole else unknown(chain.local) if chain.is_mixed else np.nan,
    )
    return replace(d, chain=known, C=d.C if step.fresh_cost else np.nan, held_back=not whole)


def known_ones(arrays: Sequence[Array], known: Sequence[bool]) -> tuple[Array, ...]:
    """The arrays that are known, NaN in place of the others."""
    return tuple(k if shown else unknown(k) for k, shown in zip(arrays, known, strict=True))


def unknown(array: ArrayLike) -> Array:
    """NaN in the shape of `array`, not to be written."""
    hidden: Array = np.full(np.shape(array), np.nan)
    hidden.flags.writeable = False
    return hidden


def _locked(chain: ChainRule) -> ChainRule:
    """Let nobody write into the numbers of `chain`, which are nobody else's."""
    perhaps = (chain.column, chain.mixing, chain.local)
    others = (k for k in perhaps if isinstance(k, np.ndarray))
    for array in (*chain.z, *chain.a, chain.dC_daL, *chain.jacobians, *others, *chain.rows):
        array.flags.writeable = False
    return chain
