"""The chain rule of one weight or bias, factor by factor: one of three witnesses of a gradient.

    ∂C/∂w^ℓ_AB = ∂C/∂a^L_i · ∂a^L_i/∂a^{ℓ+1}_j · ∂a^{ℓ+1}_j/∂a^ℓ_A · ∂a^ℓ_A/∂w^ℓ_AB
                    (1)            (2)               (3)               (4)

Nothing of the backward pass is used here, nor any of its shortcuts: the sample goes forward
once more, and every factor is what its definition says.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from math import prod

import numpy as np
from numpy.typing import ArrayLike

from core.activations import Activation, Elementwise
from core.checks import Array, finite_matrix
from core.errors import ShapeError
from core.lazily import dataclass
from core.network import PLACEHOLDER, Network
from core.paths import Path, largest_first
from core.selection import Pick, check_pick

quiet = np.errstate(all="ignore")
"""Decorator: numpy says nothing about overflow and NaN, which the numbers themselves show."""


@dataclass(frozen=True)
class ChainRule:
    """∂C/∂w^ℓ_AB, or ∂C/∂b^ℓ_A where B is None, taken apart for one sample.

    Attributes:
        pick: l, A and B, from 0.
        z, a: the sample's forward pass, for each layer (n_l,); a[0] is x, slot 0 of z a placeholder.
        sigma_prime: σ'(z^ℓ) for each layer (n_l,), the diagonal of ∂a/∂z; slot 0 a placeholder.
        mixing: S = ∂a^L/∂z^L, (n_L, n_L), where σ mixes the outputs (softmax); None where it is diagonal.
        dC_daL: factor (1), ∂C/∂a^L, (n_L,). For ℓ = L only its entry A counts.
        jacobians: factor (2), ∂a^k/∂a^{k−1} = σ'(z^k_i) w^k_ip of shape (n_k, n_{k−1}), for
            k = L, L−1, …, ℓ+2; empty for ℓ ≥ L − 1. Where outputs are mixed that of layer L is S w^L.
        column: factor (3), ∂a^{ℓ+1}_j/∂a^ℓ_A = σ'(z^{ℓ+1}_j) w^{ℓ+1}_jA, (n_{ℓ+1},); None for ℓ = L.
            Where outputs are mixed that of layer L is S w^L_·A.
        local: factor (4), σ'(z^ℓ_A) a^{ℓ−1}_B, or σ'(z^ℓ_A) for a bias. Where the nodes of layer ℓ are
            mixed (softmax, ℓ = L) it is the column S_iA a^{ℓ−1}_B, or S_iA, (n_L,), and goes with all of (1).

    """

    pick: Pick
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    sigma_prime: tuple[Array, ...]
    mixing: Array | None
    dC_daL: Array
    jacobians: tuple[Array, ...]
    column: Array | None
    local: float | Array

    @property
    def L(self) -> int:
        """Index of the output layer."""
        return len(self.a) - 1

    @cached_property
    @quiet
    def rows(self) -> tuple[Array, ...]:
        """(1), and what becomes of it by each Jacobian of (2): ∂C/∂a^L, ∂C/∂a^{L−1}, …, ∂C/∂a^{ℓ+1}."""
        return tuple(accumulate(self.jacobians, np.dot, initial=self.dC_daL))

    @cached_property
    @quiet
    def dC_daA(self) -> float:
        """(1)(2)(3), that is ∂C/∂a^ℓ_A; for ℓ = L the entry A of (1), which softmax has no use for."""
        if self.column is None:
            return float(self.dC_daL[self.pick.A])
        return float(self.rows[-1] @ self.column)

    @property
    def value(self) -> float:
        """The product (1)(2)(3)(4): the derivative."""
        if isinstance(self.local, np.ndarray):
            return float(self.dC_daL @ self.local)
        return self.dC_daA * self.local

    @property
    def is_mixed(self) -> bool:
        """Whether (4) is a column: every output depends on z^L_A."""
        return isinstance(self.local, np.ndarray)

    # The same as a sum over paths

    @property
    def path_count(self) -> int:
        """How many paths lead from node A to the outputs: n_{ℓ+1} n_{ℓ+2} … n_L; for ℓ = L 1, or n_L."""
        return len(self.dC_daL) if self.is_mixed else prod(len(a) for a in self.a[self.pick.l + 1 :])

    @property
    def paths(self) -> Iterator[Path]:
        """Each path, largest |value| first, found when it is asked for; the values sum to `value`.

        A path's nodes are those of layers ℓ … L, A first; its value is the product of one
        entry of every factor. Where layer ℓ is mixed there are two: z^L_A, and the a^L_i that it reaches.
        """
        A = self.pick.A
        for path in largest_first(self._steps()):
            yield Path((A, *path.nodes[1:]), path.value)

    @cached_property
    @quiet
    def paths_size(self) -> float:
        """Σ|paths|, what rounding errors of the sum and of the product are measured by."""
        size = np.ones(1)
        for step in self._steps():
            size = np.abs(step) @ size
        return float(size[0])

    @quiet
    def _steps(self) -> tuple[Array, ...]:
        """The factors in the order of a path, each (nodes after, nodes before); (4) goes with the first."""
        end = self.dC_daL[np.newaxis, :]
        if isinstance(self.local, np.ndarray):
            return self.local[:, np.newaxis], end
        if self.column is None:
            return (end[:, [self.pick.A]] * self.local,)
        first = self.column[:, np.newaxis] * self.local
        return (first, *reversed(self.jacobians), end)


@quiet
def chain_rule(net: Network, x: ArrayLike, y: ArrayLike, l: int, A: int, B: int | None = None) -> ChainRule:
    """Take ∂C/∂w^ℓ_AB apart, or ∂C/∂b^ℓ_A without B, for the sample x (n_0,), y (n_L,).

    Indices count from 0. Raises one sentence, a `BadInputError`: for l, A or B that is out of
    range or not an integer, for a shape that doesn't fit, and for NaN or infinity in x or y.
    """
    pick = check_pick(Pick(l, A, B), net.n)
    inputs, target = _one(x, "The input x", net.n[0]), _one(y, "The target y", net.n[-1])
    z, a, S = [PLACEHOLDER], [inputs], [PLACEHOLDER]
    for k in range(1, net.L + 1):
        sigma = net.layer_sigma(k)
        # Summed in the order of training: another order would give a^L, and so a small a^L − y, other digits.
        z.append(net.wb[k].dot(np.append(a[k - 1], 1.0)[:, np.newaxis])[:, 0])
        a.append(sigma.sigma(z[k]))
        S.append(sigma.jacobian(z[k], a[k]))
    expected = net.cost_function.jacobian(a[net.L])
    if expected is not None:
        S[net.L] = expected
    dC_daL = net.cost_function.dC_daL(a[net.L][:, np.newaxis], target[:, np.newaxis])[:, 0]
    into = 1.0 if pick.B is None else float(a[pick.l - 1][pick.B])
    return ChainRule(
        pick=pick,
        z=tuple(z),
        a=tuple(a),
        sigma_prime=(PLACEHOLDER, *(np.diagonal(k) for k in S[1:])),
        mixing=None if isinstance(net.layer_sigma(net.L), Elementwise) else S[net.L],
        dC_daL=dC_daL,
        jacobians=tuple(S[k] @ net.w[k] for k in range(net.L, pick.l + 1, -1)),
        column=S[pick.l + 1] @ net.w[pick.l + 1][:, pick.A] if pick.l < net.L else None,
        local=_local(net.layer_sigma(pick.l), S[pick.l], pick.A) * into,
    )


def _local(sigma: Activation, S: Array, A: int) -> float | Array:
    """∂a^ℓ/∂z^ℓ_A: the entry of the node itself, or the whole column where σ mixes nodes."""
    if isinstance(sigma, Elementwise):
        return float(S[A, A])
    column: Array = S[:, A]
    return column


def _one(value: ArrayLike, what: str, rows: int) -> Array:
    """Return one sample (rows,)."""
    matrix = finite_matrix(value, what, rows)
    if matrix.shape[1] != 1:
        raise ShapeError(f"{what} must be one sample of {rows} numbers, not {matrix.shape[1]} samples.")
    return matrix[:, 0]
