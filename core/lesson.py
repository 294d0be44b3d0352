"""The numbers that illustrate the mathematics at one moment: all of one sample, at one theta.

A frame holds what its step has computed. An explanation needs the rest as well, so everything
is computed here from the frame's own data and parameters, by the same operations: what the
step has computed is the same to the last bit, and the frame's `fresh_…` tell what that is.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from core.backprop import backward, forward, quiet
from core.chain_rule import ChainRule, chain_rule
from core.checks import Array
from core.contributions import Contributions, contributions_to
from core.cursor import Phase
from core.datasets import Dataset
from core.frame import Frame
from core.lazily import dataclass
from core.selection import Node, Pick, index_of


@dataclass(frozen=True)
class Lesson:
    """Everything the mathematics is illustrated with. All arrays are one sample's, (n_l,) a layer.

    Attributes:
        frame: the moment.
        pick: the weight or bias taken apart; `chosen` whether a person picked it.
        w, b: the parameters that the sample's numbers belong to, w[l] (n_l, n_{l−1}), b[l] (n_l,).
        z, a, sigma_prime, dC_da, dC_dz: slot 0 of all but a is a placeholder; a[0] is x.
        y: the target. C: the sample's cost.
        chain: the four factors of ∂C/∂w^ℓ_AB or ∂C/∂b^ℓ_A.
        middle: ∂a^L_i/∂a^ℓ_A, (n_L,), the middle one of the three links. Where layer ℓ = L is mixed it
            is ∂a^L_i/∂z^L_A, and what is left is a^{ℓ−1}_B, or 1 for a bias.
        backward: the same derivative from the backward pass.
        gradient: every derivative of the sample's C in theta's order.
        batch: the batch behind the update of w^ℓ_AB or b^ℓ_A.

    """

    frame: Frame
    pick: Pick
    chosen: bool
    w: tuple[Array, ...]
    b: tuple[Array, ...]
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    sigma_prime: tuple[Array, ...]
    dC_da: tuple[Array, ...]
    dC_dz: tuple[Array, ...]
    y: Array
    C: float
    chain: ChainRule
    middle: Array
    backward: float
    gradient: Array
    batch: Contributions

    @property
    def n(self) -> tuple[int, ...]:
        """Layer sizes (n_0, …, n_L)."""
        return self.frame.n

    @property
    def L(self) -> int:
        """Index of the output layer."""
        return self.frame.L

    @property
    def weight_count(self) -> int:
        """How many weights the network has."""
        return sum(k.size for k in self.w)

    @property
    def forward_layer(self) -> int:
        """The layer that forward equations are shown for: the one at work, else the output's."""
        cursor = self.frame.cursor
        if self.frame.live or cursor.phase not in (Phase.INPUT, Phase.FORWARD):
            return self.L
        return max(1, cursor.l)

    @property
    def backward_layer(self) -> int:
        """The layer that backward equations are shown for: the one at work, else the weight's."""
        cursor = self.frame.cursor
        at_work = not self.frame.live and cursor.phase is Phase.BACKWARD
        return cursor.l if at_work else self.pick.l

    @property
    def disagreement(self) -> float:
        """How far the product of the factors and the backward pass are apart."""
        return abs(self.chain.value - self.backward)

    @property
    def weight(self) -> Pick:
        """The weight that is meant; for a bias one into the same node."""
        pick = self.pick
        return pick if pick.B is not None else _telling_weight(self.frame, pick.l, pick.A)

    def weighted_sum(self, l: int, i: int) -> float:
        """w^ℓ_ij a^{ℓ−1}_j, summed over j."""
        return float(self.w[l][i] @ self.a[l - 1])

    def jacobian(self, l: int) -> Array:
        """∂a^ℓ_r/∂a^{ℓ−1}_p = σ'(z^ℓ_r) w^ℓ_rp, of shape (n_ℓ, n_{ℓ−1}); where outputs are mixed S w."""
        if l == self.L and self.chain.mixing is not None:
            found: Array = self.chain.mixing @ self.w[l]
            return found
        return self.sigma_prime[l][:, np.newaxis] * self.w[l]

    def factor_4(self, weight: Pick) -> float:
        """∂a^ℓ_A/∂w^ℓ_AB = σ'(z^ℓ_A) a^{ℓ−1}_B."""
        return float(self.sigma_prime[weight.l][weight.A] * self.a[weight.l - 1][weight.B or 0])

    def dC_dw(self, l: int, i: int, j: int) -> float:
        """∂C/∂w^ℓ_ij of the sample."""
        return float(self.dC_dz[l][i] * self.a[l - 1][j])

    def dC_da_before(self, l: int, j: int) -> float:
        """∂C/∂a^{ℓ−1}_j, which exists for the input as well."""
        return float(self.dC_dz[l] @ self.w[l][:, j])

    def node(self, l: int) -> int:
        """The node of layer l that is shown: A in the weight's layer, B in the one before, else the first."""
        if l == self.pick.l:
            return self.pick.A
        return self.pick.B or 0 if l == self.pick.l - 1 else 0


def weight_shown(frame: Frame) -> Pick:
    """The weight or bias that is picked, or one of the picked node, or else the first node's in layer 1.

    Of all weights into a node it is the one from the node whose value says most.
    """
    pick = frame.pick
    if isinstance(pick, Pick):
        return pick
    l, A = (pick.l, pick.i) if isinstance(pick, Node) and pick.l > 0 else (1, 0)
    if isinstance(pick, Node) and pick.l == 0:
        return Pick(1, 0, pick.i)
    return _telling_weight(frame, l, A)


def _telling_weight(frame: Frame, l: int, A: int) -> Pick:
    return Pick(l, A, _telling_input(frame.dataset) if l == 1 else 0)


@lru_cache(maxsize=4)
def _telling_input(dataset: Dataset) -> int:
    """The input that varies most over the data: some pixels of a picture are 0 in all of them."""
    return int(np.argmax(np.round(np.std(dataset.x, axis=1), 12)))


@quiet
def lesson(frame: Frame) -> Lesson:
    """Return the numbers for the moment of `frame`."""
    net, pick = frame.net, weight_shown(frame)
    p = forward(net, frame.x)
    g = backward(net, p, frame.y)
    chain = chain_rule(net, frame.x, frame.y, pick.l, pick.A, pick.B)
    a, dC_da, dC_dz = _layers(p.a), _layers(g.dC_da), _layers(g.dC_dz)
    return Lesson(
        frame=frame,
        pick=pick,
        chosen=pick == frame.pick,
        w=net.w,
        b=_layers(net.b),
        z=_layers(p.z),
        a=a,
        sigma_prime=chain.sigma_prime,
        dC_da=dC_da,
        dC_dz=dC_dz,
        y=frame.y[:, 0],
        C=float(net.cost_function.value(p.z[net.L], p.a[net.L], frame.y)[0]),
        chain=chain,
        middle=_middle(chain),
        backward=float(g.flat[index_of(pick, net.n)]),
        gradient=g.flat,
        batch=contributions_to(frame, pick),
    )


def _layers(arrays: Sequence[Array]) -> tuple[Array, ...]:
    return tuple(k[:, 0] if k.size else k for k in arrays)


def _middle(chain: ChainRule) -> Array:
    """∂a^L_i/∂a^ℓ_A: (2)(3) multiplied out; for ℓ = L it is 1 for i = A and 0 otherwise, or S_iA."""
    if chain.mixing is not None and chain.is_mixed:
        return chain.mixing[:, chain.pick.A]
    if chain.column is None:
        only_A: Array = np.eye(len(chain.dC_daL))[chain.pick.A]
        return only_A
    column = chain.column
    for jacobian in reversed(chain.jacobians):
        column = jacobian @ column
    return column
