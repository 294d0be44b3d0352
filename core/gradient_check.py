"""Central differences: the witness of a gradient that knows nothing of derivatives.

A weight or bias is moved a little up and a little down, the sample goes forward each time,
and the difference of the two costs is divided by the distance. Nothing but each layer's σ and
the value of the cost is used: the forward pass is written out here once more.

Where σ has a kink that one of the two evaluations reaches across, as a ReLU's at 0, the
difference mixes the slopes of both sides and can't be held against a derivative: it is marked.
So it is with λ₁ |w| at w = 0, where training has such a regulariser.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.activations import Activation, Elementwise
from core.checks import Array, finite_matrix, finite_number
from core.errors import ShapeError
from core.network import PLACEHOLDER, Network
from core.regularisers import Regulariser
from core.selection import Pick, check_pick

EPS = 1e-5
"""How far a weight or bias is moved each way."""

FINER = (EPS / 10, EPS / 100)
"""Where C bends sharply: shorter ways, tried before a derivative is called wrong."""

TOLERANCE = 1e-7
"""A derivative and its central difference may differ by so much, times the largest derivative if above 1."""

Flags = NDArray[np.bool_]


class Difference(NamedTuple):
    """The slope of one sample's C in one weight or bias."""

    value: float
    """(C(w + ε) − C(w − ε)) / 2ε."""
    kink: bool
    """Whether some node's σ has a kink between the two, so that the value proves nothing."""


@np.errstate(all="ignore")
def central_difference(
    net: Network, x: ArrayLike, y: ArrayLike, l: int, A: int, B: int | None = None, eps: float = EPS
) -> Difference:
    """Return the central difference of C by w^ℓ_AB, or b^ℓ_A without B, for the sample x (n_0,), y (n_L,).

    Indices count from 0; the network is left as it is. Raises one sentence, a `BadInputError`:
    for l, A or B that is out of range or not an integer, for an ε that isn't above 0, for a
    shape that doesn't fit, and for NaN or infinity in x or y.
    """
    pick = check_pick(Pick(l, A, B), net.n)
    eps = finite_number(eps, "The step of the difference", above=0.0)
    samples, targets = finite_matrix(x, "The input x", net.n[0]), finite_matrix(y, "The target y", net.n[-1])
    if samples.shape[1] != 1 or targets.shape[1] != 1:
        raise ShapeError("A central difference takes one sample x and its target y, not several.")
    up, sides_up, above = _moved(net, samples, targets, pick, eps)
    down, sides_down, below = _moved(net, samples, targets, pick, -eps)
    # The number moved to is a rounded one: what counts is the way between the two, if there is one.
    way = above - below
    return Difference((up - down) / way if way else np.nan, sides_up != sides_down)


def _moved(net: Network, x: Array, y: Array, pick: Pick, by: float) -> tuple[float, bytes, float]:
    """C with one parameter moved, on which side of its kink every node is, and the parameter's value."""
    z, a, sides, value = x, x, [], np.nan
    for l in range(1, net.L + 1):
        w, b, sigma = net.w[l], net.b[l], net.layer_sigma(l)
        if l == pick.l:
            w, b = w.copy(), b.copy()
            moved, column = (b, 0) if pick.B is None else (w, pick.B)
            moved[pick.A, column] += by
            value = float(moved[pick.A, column])
        z = w @ a + b
        if sigma.kink is not None:
            sides.append((z > sigma.kink).tobytes())
        a = sigma.sigma(z)
    return float(net.cost_function.value(z, a, y)[0]), b"".join(sides), value


# Many parameters of one node, many samples


class Centre:
    """The forward pass of S samples with every parameter where it is.

    Attributes:
        net, y: the network, and the targets (n_L, S).
        a1: for each layer (n_l + 1, S), a[l] with a row of ones below.
        z: for each layer (n_l, S); slot 0 is a placeholder.
        C: of each sample, (S,).

    """

    @np.errstate(all="ignore")
    def __init__(self, net: Network, x: Array, y: Array) -> None:
        """Run the samples x (n_0, S) through `net`, whose parameters must stay as they are."""
        self.net, self.y = net, y
        self.a1, self.z = [_with_ones(x)], [PLACEHOLDER]
        for l in range(1, net.L + 1):
            self.z.append(net.w[l] @ self.a1[l - 1][:-1] + net.b[l])
            self.a1.append(_with_ones(net.layer_sigma(l).sigma(self.z[l])))
        self.C = net.cost_function.value(self.z[net.L], self.a1[net.L][:-1], y)

    @property
    def samples(self) -> int:
        """S."""
        return len(self.C)


class Sums(NamedTuple):
    """Differences of several parameters, each summed over the samples: (P,) all."""

    central: Array
    """The central differences."""
    least: Array
    """What a derivative can be at least"""
    most: Array
    """and at most: as `central`, but in samples with a kink within reach the one-sided difference
    away from it, which is right to first order in ε only; both where there are kinks on both sides."""
    kinks: NDArray[np.intp]
    """In how many samples some node's σ has a kink within reach."""


@np.errstate(all="ignore")
def node_differences(centre: Centre, l: int, A: int, B: NDArray[np.intp], eps: float = EPS) -> Sums:
    """Return the differences by w^ℓ_AB for each entry of `B` (P,), where n_{ℓ−1} stands for the bias b^ℓ_A.

    Moving w^ℓ_AB by ε moves z^ℓ_A of a sample by ε a^{ℓ−1}_B and nothing else of the layer.
    """
    shift = eps * centre.a1[l - 1][B]
    C, crossed = _costs(centre, l, A, centre.z[l][A] + np.stack((shift, -shift)))
    up, down = C
    central = (up - down) / (2 * eps)
    total: Array = central.sum(axis=1)
    if not crossed.any():
        return Sums(total, total, total, np.zeros(len(B), dtype=np.intp))
    least, most = _span(central, (up - centre.C) / eps, (centre.C - down) / eps, crossed)
    kinks = np.count_nonzero(crossed.any(axis=0), axis=1)
    return Sums(total, least.sum(axis=1), most.sum(axis=1), kinks)


@np.errstate(all="ignore")
def with_penalty(
    found: Sums,
    centre: Centre,
    regulariser: Regulariser,
    l: int,
    A: int,
    B: NDArray[np.intp],
    eps: float = EPS,
) -> Sums:
    """Return what `node_differences` found of C, with the differences of R added for every sample.

    R has a term for each weight, so that only the term of the one that is moved changes. That may be
    large, and is moved by ε |w| where |w| is above 1: less would drown in its rounding.
    """
    weights = centre.net.n[l - 1] > B  # and not the bias, which has no term
    w, of, terms = np.where(weights, centre.net.wb[l][A][B], 0.0), weights * centre.samples, regulariser.terms
    way = eps * np.maximum(1.0, np.abs(w))
    moved = np.stack((w + way, w - way))
    up, down = terms(moved)
    crossed = np.sign(moved) != np.sign(w) if regulariser.l1 else np.zeros(moved.shape, dtype=np.bool_)
    central = (up - down) / (moved[0] - moved[1])
    least, most = _span(central, (up - terms(w)) / way, (terms(w) - down) / way, crossed)
    return Sums(
        found.central + of * central,
        found.least + of * least,
        found.most + of * most,
        found.kinks + of * crossed.any(axis=0),
    )


def _span(central: Array, above: Array, below: Array, crossed: Flags) -> tuple[Array, Array]:
    """The least and most that a slope can be: a side that `crossed` a kink is left out, unless both did."""
    where = [crossed.all(axis=0), crossed[0], crossed[1]]
    least = np.select(where, [np.minimum(above, below), below, above], central)
    most = np.select(where, [np.maximum(above, below), below, above], central)
    return least, most


def _costs(centre: Centre, l: int, A: int, moved: Array) -> tuple[Array, Flags]:
    """C where z^ℓ_A is `moved` (2, P, S), and whether some σ's kink lies between there and the centre."""
    net, shape, S = centre.net, moved.shape, centre.samples
    crossed = np.zeros(shape, dtype=np.bool_)
    _note_kinks(net.layer_sigma(l), moved, centre.z[l][A], crossed)
    weighted, a, z = _through_layer(centre, l, A, moved)
    for k in range(l + 1, net.L + 1):
        sigma = net.layer_sigma(k)
        weighted = np.dot(net.w[k], a) + net.b[k] if z is None else z
        _note_kinks(sigma, weighted.reshape(-1, *shape), centre.z[k].reshape(-1, 1, 1, S), crossed)
        a, z = sigma.sigma(weighted), None
    y = np.broadcast_to(centre.y.reshape(-1, 1, 1, S), (net.n[-1], *shape)).reshape(net.n[-1], -1)
    return net.cost_function.value(weighted, a, y).reshape(shape), crossed


def _through_layer(centre: Centre, l: int, A: int, moved: Array) -> tuple[Array, Array, Array | None]:
    """z^ℓ and a^ℓ (n_l, 2PS), and z^{ℓ+1} where it comes without these: one node's change is of rank one."""
    net, S, sigma = centre.net, centre.samples, centre.net.layer_sigma(l)
    if isinstance(sigma, Elementwise) and l < net.L:
        change = sigma.sigma(moved) - centre.a1[l][A]
        z = centre.z[l + 1].reshape(-1, 1, 1, S) + net.w[l + 1][:, A].reshape(-1, 1, 1, 1) * change
        return PLACEHOLDER, PLACEHOLDER, z.reshape(net.n[l + 1], -1)
    z = np.empty((net.n[l], *moved.shape))
    z[...] = centre.z[l].reshape(-1, 1, 1, S)
    z[A] = moved
    weighted = z.reshape(net.n[l], -1)
    return weighted, sigma.sigma(weighted), None


def _note_kinks(sigma: Activation, z: Array, at: Array, crossed: Flags) -> None:
    """Set `crossed` where z is on another side of σ's kink than the centre's `at`."""
    if sigma.kink is not None:
        other = (z > sigma.kink) != (at > sigma.kink)
        np.logical_or(crossed, other.any(axis=0) if other.ndim > crossed.ndim else other, out=crossed)


def _with_ones(a: Array) -> Array:
    """(k, S) → (k + 1, S): a row of ones below."""
    return np.vstack((a, np.ones((1, a.shape[1]))))
