"""The forward and the backward pass, layer by layer, over preallocated arrays.

`forward_layer`, `evaluate_cost` and `backward_layer` are the only implementation: a
single phase on the screen, a run at full speed and the functions `forward`, `cost` and
`backward` all go through them. They fill what they are given and allocate nothing.

Floating-point warnings are switched off at the callers (`quiet`): a value that
overflows is reported by the cost it leads to, in words, and not by numpy.
"""

import numpy as np
from numpy.typing import ArrayLike

from core.checks import Array, finite_matrix
from core.errors import ShapeError
from core.network import PLACEHOLDER, Network, parameter_count, views

quiet = np.errstate(all="ignore")
"""Decorator: numpy says nothing about overflow and NaN. (As a context it could be entered only once.)"""


class Activity:
    """What the forward pass fills for m samples: z[l] and a[l], each (n_l, m); a[0] is x.

    `every_z` is the flat memory of all z[l], so that one look finds an infinity in any.
    """

    def __init__(self, net: Network, m: int) -> None:
        """Allocate for `m` samples; everything is NaN until it is computed."""
        self.m = m
        # Samples are gathered as rows; x is the same memory read as columns.
        self.rows = np.full((m, net.n[0]), np.nan)
        ends = np.cumsum(net.n[1:]) * m
        self.every_z: Array = np.full(ends[-1], np.nan)
        parts = np.split(self.every_z, ends[:-1])
        self.z: tuple[Array, ...] = (PLACEHOLDER, *(part.reshape(-1, m) for part in parts))
        self.a: tuple[Array, ...] = (self.rows.T, *(np.full((k, m), np.nan) for k in net.n[1:]))


class Gradient:
    """What cost and backward pass fill for m samples.

    Attributes:
        C: (m,), each sample's cost.
        dC_da, dC_dz: for each layer (n_l, m), each sample's own C, without 1/m
            (∂C/∂a^0 is never needed: slot 0 is a placeholder).
        flat: the batch mean of every derivative in theta's order; dC_dw[l] and dC_db[l]
            are views of it in the shapes of w[l] and b[l].

    """

    def __init__(self, net: Network, m: int, flat: Array | None = None) -> None:
        """Allocate for `m` samples; `flat` is used where given, so that two sizes can share it."""
        self.C: Array = np.full(m, np.nan)
        self.dC_da: tuple[Array, ...] = (PLACEHOLDER, *(np.full((k, m), np.nan) for k in net.n[1:]))
        self.dC_dz: tuple[Array, ...] = tuple(k.copy() for k in self.dC_da)
        self.flat: Array = np.full(parameter_count(net.n), np.nan) if flat is None else flat
        self.dC_dw, self.dC_db, self.layer = views(self.flat, net.n)
        self.ones = np.ones((m, 1))
        self.scratch = np.empty((net.n[-1], m))


def forward_layer(net: Network, p: Activity, l: int) -> None:
    """z^ℓ = w^ℓ a^{ℓ−1} + b^ℓ and a^ℓ = σ(z^ℓ), into p.z[l] and p.a[l]."""
    z = np.dot(net.w[l], p.a[l - 1], out=p.z[l])
    np.add(z, net.b[l], out=z)
    net.sigma[l].sigma(z, out=p.a[l])  # type: ignore[union-attr]


def evaluate_cost(net: Network, p: Activity, y: Array, g: Gradient) -> None:
    """C of each sample and ∂C/∂a^L, into g.C and g.dC_da[L]; y is (n_L, m)."""
    net.cost_function.value(p.a[net.L], y, out=g.C, scratch=g.scratch)
    net.cost_function.dC_daL(p.a[net.L], y, out=g.dC_da[net.L])


def backward_layer(net: Network, p: Activity, g: Gradient, l: int) -> None:
    """Take ∂C/∂a^ℓ back through layer ℓ: "The same thing, fast" of the notes.

    ∂C/∂z^ℓ = Sᵀ ∂C/∂a^ℓ; ∂C/∂w^ℓ = ∂C/∂z^ℓ (a^{ℓ−1})ᵀ and ∂C/∂b^ℓ = ∂C/∂z^ℓ as means over
    the batch; for ℓ > 1 also ∂C/∂a^{ℓ−1} = (w^ℓ)ᵀ ∂C/∂z^ℓ.
    """
    dC_dz = net.sigma[l].vjp(g.dC_da[l], p.z[l], p.a[l], out=g.dC_dz[l])  # type: ignore[union-attr]
    np.dot(dC_dz, p.a[l - 1].T, out=g.dC_dw[l])
    np.dot(dC_dz, g.ones, out=g.dC_db[l])
    np.multiply(g.layer[l], 1.0 / p.m, out=g.layer[l])
    if l > 1:
        np.dot(net.w[l].T, dC_dz, out=g.dC_da[l - 1])


@quiet
def forward(net: Network, x: ArrayLike) -> Activity:
    """Run the forward pass on x (n_0, m) and return p with p.z[l], p.a[l] of shape (n_l, m).

    One sample may be given as (n_0,). Raises `ShapeError` for another shape and
    `NotFiniteError` for NaN or infinity in x.
    """
    samples = finite_matrix(x, "The input x", net.n[0])
    p = Activity(net, samples.shape[1])
    np.copyto(p.rows, samples.T)
    for l in range(1, net.L + 1):
        forward_layer(net, p, l)
    return p


@quiet
def cost(net: Network, p: Activity, y: ArrayLike) -> float:
    """Return the mean of C over the m samples of `p`; y is (n_L, m). Raises as `backward` does."""
    g = Gradient(net, p.m)
    evaluate_cost(net, p, _target(net, p, y), g)
    return float(g.C.mean())


@quiet
def backward(net: Network, p: Activity, y: ArrayLike) -> Gradient:
    """Run the backward pass after `p = forward(net, x)` against y (n_L, m).

    Returns g with g.C (m,), g.dC_da[l] and g.dC_dz[l] (n_l, m): each sample's own C; and
    g.dC_dw[l] (n_l, n_{l−1}), g.dC_db[l] (n_l, 1): means over the batch, also as g.flat.
    Raises `ShapeError` where y does not fit and `NotFiniteError` for NaN or infinity in it.
    """
    target = _target(net, p, y)
    g = Gradient(net, p.m)
    evaluate_cost(net, p, target, g)
    for l in range(net.L, 0, -1):
        backward_layer(net, p, g, l)
    return g


def _target(net: Network, p: Activity, y: ArrayLike) -> Array:
    target = finite_matrix(y, "The target y", net.n[-1])
    if target.shape[1] != p.m:
        raise ShapeError(f"The target y holds {target.shape[1]} samples, but x holds {p.m}.")
    return target
