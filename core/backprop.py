"""The forward and the backward pass, layer by layer, over preallocated arrays.

`forward_layer`, `backward_layer` and the cost's `bind` are the only implementation: they
bind operations to arrays, and a single phase on the screen, a run at full speed and the
functions `forward`, `cost` and `backward` all perform those operations.

Weights and biases of a layer lie side by side, wb[l] = [w^ℓ b^ℓ], and below the values of
a layer stands a row of ones, so that w^ℓ a^{ℓ−1} + b^ℓ is the one product [w^ℓ b^ℓ] (a^{ℓ−1}; 1)
and both derivatives come out of one product as well.

Floating-point warnings are switched off at the callers (`quiet`): a value that
overflows is reported by the cost it leads to, in words, and not by numpy.
"""

import numpy as np
from numpy.typing import ArrayLike

from core.checks import Array, finite_matrix
from core.costs import Outputs
from core.errors import ShapeError
from core.network import PLACEHOLDER, Network, views
from core.operations import Operations, bind, perform

quiet = np.errstate(all="ignore")
"""Decorator: numpy says nothing about overflow and NaN. (As a context it could be entered only once.)"""


class Activity:
    """What the forward pass fills for m samples.

    Attributes:
        z, a: for each layer (n_l, m); a[0] is x, slot 0 of z a placeholder.
        a1: for each layer (n_l + 1, m), a[l] with a row of ones below.
        every_z: the flat memory of all z[l], so that one look finds an infinity in any.

    """

    def __init__(self, net: Network, m: int, x1: Array | None = None) -> None:
        """Allocate for `m` samples, NaN until computed; `x1` is used as a1[0] where given."""
        self.m = m
        inputs = _with_ones(net.n[0], m) if x1 is None else x1
        self.a1: tuple[Array, ...] = (inputs, *(_with_ones(k, m) for k in net.n[1:]))
        self.a: tuple[Array, ...] = tuple(k[:-1] for k in self.a1)
        ends = np.cumsum(net.n[1:]) * m
        self.every_z: Array = np.full(ends[-1], np.nan)
        parts = np.split(self.every_z, ends[:-1])
        self.z: tuple[Array, ...] = (PLACEHOLDER, *(part.reshape(-1, m) for part in parts))

    def over(self, x1: Array) -> "Activity":
        """Return one with the same arrays but for the inputs, which are `x1` (n_0 + 1, m)."""
        other = object.__new__(Activity)
        other.m, other.z, other.every_z = self.m, self.z, self.every_z
        other.a1, other.a = (x1, *self.a1[1:]), (x1[:-1], *self.a[1:])
        return other


class Gradient:
    """What cost and backward pass fill for m samples.

    Attributes:
        dC_da, dC_dz: for each layer (n_l, m); slot 0 is a placeholder, ∂C/∂a^0 is never needed.
            As `backward` returns them: each sample's own C, without 1/m. While training
            they are derivatives of the batch's mean C̄: the same divided by m.
        flat: the batch mean of every derivative in theta's order; dC_dw[l] and dC_db[l]
            are views of it in the shapes of w[l] and b[l].

    """

    def __init__(self, net: Network, m: int, flat: Array | None = None) -> None:
        """Allocate for `m` samples; `flat` is used where given, so that two sizes can share it."""
        self.dC_da: tuple[Array, ...] = (PLACEHOLDER, *(np.full((k, m), np.nan) for k in net.n[1:]))
        self.dC_dz: tuple[Array, ...] = tuple(k.copy() for k in self.dC_da)
        self.flat: Array = np.full(net.theta.size, np.nan) if flat is None else flat
        self.dC_dw, self.dC_db, self.dC_dwb = views(self.flat, net.n)


def forward_layer(net: Network, p: Activity, l: int) -> Operations:
    """z^ℓ = w^ℓ a^{ℓ−1} + b^ℓ and a^ℓ = σ(z^ℓ), into p.z[l] and p.a[l]."""
    weighted_input = bind(net.wb[l].dot, p.a1[l - 1], p.z[l])
    return weighted_input, *net.layer_sigma(l).bind_sigma(p.z[l], p.a[l])


def backward_layer(
    net: Network, p: Activity, g: Gradient, l: int, to_z: Operations | None = None
) -> Operations:
    """Take ∂C/∂a^ℓ back through layer ℓ: "The same thing, fast" of the notes.

    ∂C/∂z^ℓ = Sᵀ ∂C/∂a^ℓ; ∂C/∂w^ℓ = ∂C/∂z^ℓ (a^{ℓ−1})ᵀ and ∂C/∂b^ℓ = ∂C/∂z^ℓ, summed over the
    samples; for ℓ > 1 also ∂C/∂a^{ℓ−1} = (w^ℓ)ᵀ ∂C/∂z^ℓ. Where the cost knows ∂C/∂z^L itself, it is
    found by `to_z`. A layer that is `net.faulty` forgets σ': ∂C/∂z^ℓ is then ∂C/∂a^ℓ.
    """
    dC_dz = g.dC_dz[l]
    through_sigma = to_z or net.layer_sigma(l).bind_vjp(g.dC_da[l], p.z[l], p.a[l], dC_dz)
    if l == net.faulty:
        through_sigma = (bind(np.copyto, dC_dz, g.dC_da[l]),)
    parameters = bind(dC_dz.dot, p.a1[l - 1].T, g.dC_dwb[l])
    if l == 1:
        return *through_sigma, parameters
    return *through_sigma, parameters, bind(net.w[l].T.dot, dC_dz, g.dC_da[l - 1])


class Passes:
    """The operations of one step for one batch.

    Attributes:
        forward: forward[l] computes layer l; slot 0 is empty.
        cost: computes ∂C̄/∂a^L; `mean_cost()` then is C̄.
        backward: backward[l] takes the derivative back through layer l; slot 0 is empty.
        to_cost, to_gradient: the same operations in a row: layers 1 … L and the cost, layers L … 1.

    """

    def __init__(self, net: Network, p: Activity, y: Array, g: Gradient) -> None:
        """Bind everything to the parameters of `net`, the arrays of `p` and `g`, and y (n_L, m)."""
        self.p, self.g, self.y = p, g, y
        layers = range(1, net.L + 1)
        self.forward: tuple[Operations, ...] = ((), *(forward_layer(net, p, l) for l in layers))
        out = Outputs(p.z[net.L], p.a[net.L], y, g.dC_da[net.L], g.dC_dz[net.L])
        self.cost, self.mean_cost, to_z = net.cost_function.bind(out)
        hidden = (backward_layer(net, p, g, l) for l in layers[:-1])
        self.backward: tuple[Operations, ...] = ((), *hidden, backward_layer(net, p, g, net.L, to_z))
        self.to_cost: Operations = (*(k for layer in self.forward for k in layer), *self.cost)
        self.to_gradient: Operations = tuple(k for layer in reversed(self.backward) for k in layer)


@quiet
def forward(net: Network, x: ArrayLike) -> Activity:
    """Run the forward pass on x (n_0, m) and return p with p.z[l], p.a[l] of shape (n_l, m).

    One sample may be given as (n_0,). Raises `ShapeError` for another shape and
    `NotFiniteError` for NaN or infinity in x.
    """
    samples = finite_matrix(x, "The input x", net.n[0])
    p = Activity(net, samples.shape[1])
    np.copyto(p.a[0], samples)
    for l in range(1, net.L + 1):
        perform(forward_layer(net, p, l))
    return p


@quiet
def cost(net: Network, p: Activity, y: ArrayLike) -> float:
    """Return the mean of C over the m samples of `p`; y is (n_L, m). Raises as `backward` does."""
    z, a = p.z[net.L], p.a[net.L]
    bound = net.cost_function.bind(Outputs(z, a, _target(net, p, y), np.empty_like(a), np.empty_like(a)))
    perform(bound.operations)
    return float(bound.mean())


@quiet
def backward(net: Network, p: Activity, y: ArrayLike) -> Gradient:
    """Run the backward pass after `p = forward(net, x)` against y (n_L, m).

    Returns g with g.dC_da[l] and g.dC_dz[l] (n_l, m): each sample's own C; and
    g.dC_dw[l] (n_l, n_{l−1}), g.dC_db[l] (n_l, 1): means over the batch, also as g.flat.
    Raises `ShapeError` where y does not fit and `NotFiniteError` for NaN or infinity in it.
    """
    g = Gradient(net, p.m)
    passes = Passes(net, p, _target(net, p, y), g)
    perform(passes.cost)
    perform(passes.to_gradient)
    for derivative in (*g.dC_da[1:], *g.dC_dz[1:]):
        np.multiply(derivative, p.m, out=derivative)
    return g


def _with_ones(k: int, m: int) -> Array:
    """(k + 1, m): NaN, and a row of ones below."""
    array = np.full((k + 1, m), np.nan)
    array[-1] = 1.0
    return array


def _target(net: Network, p: Activity, y: ArrayLike) -> Array:
    target = finite_matrix(y, "The target y", net.n[-1])
    if target.shape[1] != p.m:
        raise ShapeError(f"The target y holds {target.shape[1]} samples, but x holds {p.m}.")
    return target
