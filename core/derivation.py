"""One derivative of the shown sample taken apart, with three witnesses of its value."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from core.chain_rule import ChainRule, chain_rule
from core.checks import Array
from core.gradient_check import FINER, TOLERANCE, Difference, central_difference
from core.network import Network, parameter_count, views
from core.sample_pass import SamplePass
from core.selection import Pick

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
        theta: the flat parameters that everything belongs to.
        n: the layer sizes; activations: the names of σ for layers 1 … L.
        parameter: the value of w^ℓ_AB or b^ℓ_A.
        before_update: whether theta is what it was before the step's update.
        net: the network at theta, to be read only; frozen: whether updates leave the parameter alone.
        witnesses: the derivative, found in three ways.
        held_back: whether an exercise holds the derivative back; then witnesses are not to be shown, and
            factors that are not known yet are NaN.

    """

    chain: ChainRule
    y: Array
    C: float
    theta: Array
    n: tuple[int, ...]
    activations: tuple[str, ...]
    parameter: float
    before_update: bool
    net: Network
    frozen: bool
    witnesses: Witnesses
    held_back: bool = False

    @property
    def pick(self) -> Pick:
        """The weight or bias."""
        return self.chain.pick

    @cached_property
    def w(self) -> tuple[Array, ...]:
        """w[l] (n_l, n_{l−1}) at theta."""
        return views(self.theta, self.n).w

    @cached_property
    def b(self) -> tuple[Array, ...]:
        """b[l] (n_l, 1) at theta."""
        return views(self.theta, self.n).b


def index_of(pick: Pick, n: tuple[int, ...]) -> int:
    """Where theta holds the weight or bias, in layers of sizes `n`."""
    l, A, B = pick.l, pick.A, pick.B
    row = n[l - 1] + 1
    return parameter_count(n[:l]) + A * row + (row - 1 if B is None else B)


class Deriver:
    """Makes derivations for one sample of a network at theta, and at theta_before."""

    def __init__(self, net: Network, before: Network, x: Array, y: Array) -> None:
        """Take the sample x (n_0,), y (n_L,), and the networks at theta and at theta_before."""
        self._nets = net, before
        self._x, self._y = x, y
        self._pass = SamplePass(net, before, x, y)

    @np.errstate(all="ignore")
    def derive(self, pick: Pick, before: bool, theta: Array) -> Derivation:
        """Take the derivative by `pick` apart, at theta_before if `before`; `theta` is its frozen copy."""
        net, l, A, B = self._nets[before], pick.l, pick.A, pick.B
        self._pass.compute(2 * net.L + 1, before)
        g = self._pass.g
        chain = _locked(chain_rule(net, self._x, self._y, l, A, B))
        largest = float(np.abs(g.flat).max())
        return Derivation(
            chain=chain,
            y=self._y,
            C=float(self._pass.C),
            theta=theta,
            n=net.n,
            activations=net.activations,
            parameter=float(net.b[l][A, 0] if B is None else net.w[l][A, B]),
            before_update=before,
            net=net.with_theta(theta),
            frozen=bool(net.mask[index_of(pick, net.n)]),
            witnesses=Witnesses(
                product=chain.value,
                backward=float(g.dC_db[l][A, 0] if B is None else g.dC_dw[l][A, B]),
                difference=self._difference(net, pick, chain.value, TOLERANCE * max(1.0, largest)),
                rounding=ROUNDING * chain.paths_size,
                tolerance=TOLERANCE * max(1.0, largest),
            ),
        )

    def _difference(self, net: Network, pick: Pick, product: float, tolerance: float) -> Difference:
        """The central difference; where C bends so sharply that ε is too far, with a smaller one."""
        found = central_difference(net, self._x, self._y, pick.l, pick.A, pick.B)
        for eps in FINER:
            if found.kink or abs(found.value - product) <= tolerance:
                break
            finer = central_difference(net, self._x, self._y, pick.l, pick.A, pick.B, eps)
            if abs(finer.value - product) <= tolerance:
                return finer
        return found


def _locked(chain: ChainRule) -> ChainRule:
    """Let nobody write into the numbers of `chain`, which are nobody else's."""
    column = () if chain.column is None else (chain.column,)
    for array in (*chain.z, *chain.a, chain.dC_daL, *chain.jacobians, *column, *chain.rows):
        array.flags.writeable = False
    return chain
