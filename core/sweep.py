"""C as a function of one weight or bias, everything else as it is: what is drawn beside its derivative."""

from math import frexp, isfinite, ldexp

import numpy as np

from core.backprop import quiet
from core.checks import Array
from core.derivation import Derivation
from core.lazily import dataclass
from core.network import Network
from core.selection import Pick

POINTS = (129, 65, 33)
"""Points of a curve: the middle one is 0. Fewer where a network is so large that many would take long."""

MOST_WORK = 6e6
"""Multiplications that a curve of the shown sample may cost, a few milliseconds;"""
MOST_MEAN_WORK = 3e6
"""and the batch's mean beside it, a millisecond: where it costs more it is left out."""

ROOM, LEAST, LARGEST = 2.5, 2.0, 1e300

PER_SIGMA = 30
"""One σ takes about as long as so many multiplications of a matrix product."""


@dataclass(frozen=True)
class Sweep:
    """C over the values of one parameter.

    Attributes:
        pick: the weight or bias.
        values: (P,), ascending.
        C: (P,), the shown sample's cost at each of them; infinity or NaN where it overflows.
        mean_C: (P,), C̄ over the batch at each of them; None where it takes too long.
        parameter: the present value,
        present_C: the shown sample's cost there,
        slope: and its derivative there.

    """

    pick: Pick
    values: Array
    C: Array
    mean_C: Array | None
    parameter: float
    present_C: float
    slope: float


def reach_of(value: float) -> float:
    """How far a sweep about 0 reaches, ±: the smallest power of two that is at least ROOM |value| and LEAST.

    There is more room outwards than the value has come from 0, so that it can be dragged well beyond;
    and since only powers of two are taken, the range stands still while the value moves. Zero, where
    the connection is as good as cut, is always in the middle.
    """
    if not isfinite(value) or ROOM * abs(value) <= LEAST:
        return LEAST
    mantissa, exponent = frexp(ROOM * min(abs(value), LARGEST))
    return ldexp(1.0, exponent - (mantissa == 0.5))


@quiet
def sweep(d: Derivation, reach: float | None = None, batch: tuple[Array, Array] | None = None) -> Sweep:
    """Return C of the derivation's sample over −reach … reach of its parameter, at the derivation's theta.

    Without `reach` it is what suits the present value. `batch` is x (n_0, m), y (n_L, m) of the samples
    whose mean is wanted as well.
    """
    net, pick = d.net, d.pick
    reach = reach_of(d.parameter) if reach is None else reach
    work = work_per_point(net, pick)
    points = next((k for k in POINTS if k * work <= MOST_WORK), POINTS[-1])
    values = np.linspace(-reach, reach, points)
    mean = None
    if batch is not None and points * work * batch[0].shape[1] <= MOST_MEAN_WORK:
        mean = costs_over(net, pick, _through(net, 1, pick.l - 1, batch[0]), batch[1], values).mean(axis=0)
    C = costs_over(net, pick, d.chain.a[pick.l - 1][:, np.newaxis], d.y[:, np.newaxis], values)[0]
    return Sweep(pick, values, C, mean, d.parameter, d.C, d.chain.value)


def work_per_point(net: Network, pick: Pick) -> int:
    """Return about how many multiplications it takes to find C for one sample and one value."""
    layers = range(pick.l, net.L + 1)
    products = sum(net.n[k] * net.n[k - 1] for k in layers[1:])
    return products + PER_SIGMA * sum(net.n[k] for k in layers)


def costs_over(net: Network, pick: Pick, a: Array, y: Array, values: Array) -> Array:
    """Return C (m, P) of samples y (n_L, m) for each of `values` (P,) of the parameter.

    `a` (n_{l−1}, m) is what comes into the parameter's layer: only z^ℓ_A, and what follows from it, changes.
    """
    l, A = pick.l, pick.A
    z = np.repeat(net.w[l].dot(a) + net.b[l], len(values), axis=1)
    z[A] = _weighted_input(net, pick, a, values).reshape(-1)
    if l < net.L:
        before = _through(net, l + 1, net.L - 1, net.layer_sigma(l).sigma(z))
        z = net.w[net.L].dot(before) + net.b[net.L]
    targets = np.repeat(y, len(values), axis=1)
    return net.cost_function.value(z, net.layer_sigma(net.L).sigma(z), targets).reshape(-1, len(values))


def _weighted_input(net: Network, pick: Pick, a: Array, values: Array) -> Array:
    """z^ℓ_A (m, P) with each of the values in the parameter's place."""
    l, A, B = pick.l, pick.A, pick.B
    row = net.w[l][A].copy()
    if B is None:
        rest, into = row.dot(a), np.ones(a.shape[1])
    else:
        row[B] = 0.0
        rest, into = row.dot(a) + net.b[l][A, 0], a[B]
    z: Array = rest[:, np.newaxis] + into[:, np.newaxis] * values
    return z


def _through(net: Network, first: int, last: int, a: Array) -> Array:
    """Take the values `a` of the layer before through layers `first` … `last`."""
    for k in range(first, last + 1):
        a = net.layer_sigma(k).sigma(net.w[k].dot(a) + net.b[k])
    return a
