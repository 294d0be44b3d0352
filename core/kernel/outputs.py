"""The output layer: softmax, and the costs with their derivatives.

All matrices are (n_L, …) over samples, with rows `tall` numbers apart. `live` is 1 at samples and 0 at what
fills the lanes up behind the last of them: nothing of that comes into a cost or a derivative.
"""

from typing import Any, NamedTuple

from core.costs import TINY
from core.kernel import functions
from core.kernel.compiled import Pointer, compiled
from core.kernel.lanes import WIDTH, Lanes, everywhere, fused, load, store, total, where_less


class Outputs(NamedTuple):
    """Where the output layer's numbers lie, and how many there are."""

    z: Pointer
    a: Pointer
    y: Pointer
    dC_da: Pointer
    dC_dz: Pointer
    live: Pointer
    top: Pointer
    """Of softmax: the largest z of each sample,"""
    whole: Pointer
    """and Σ e^(z − largest z)."""
    n: int
    tall: int
    width: int


@compiled
def softmax(out: Any) -> Lanes:
    """a = e^(z − max z) / Σ e^(z − max z); returns the sums of z² lane by lane."""
    squares = everywhere(0.0)
    end = out.n * out.tall
    for c in range(0, out.width, WIDTH):
        top = load(out.z, c)
        for k in range(c, end, out.tall):
            z = load(out.z, k)
            squares = fused(z, z, squares)
            top = where_less(top, z, z, top)
        whole = everywhere(0.0)
        for k in range(c, end, out.tall):
            part = functions.exp(load(out.z, k) - top)
            whole = whole + part
            store(out.a, k, part)
        for k in range(c, end, out.tall):
            store(out.a, k, load(out.a, k) / whole)
        store(out.top, c, top)
        store(out.whole, c, whole)
    return squares


@compiled
def through_softmax(out: Any) -> None:
    """∂C/∂z_j = a_j (d_j − Σ_i d_i a_i), where d is ∂C/∂a less that of the sample's largest a."""
    end = out.n * out.tall
    for c in range(0, out.width, WIDTH):
        largest, of_largest = load(out.a, c), load(out.dC_da, c)
        for k in range(c, end, out.tall):
            a = load(out.a, k)
            of_largest = where_less(largest, a, load(out.dC_da, k), of_largest)
            largest = where_less(largest, a, a, largest)
        line = everywhere(0.0)
        for k in range(c, end, out.tall):
            line = fused(load(out.dC_da, k) - of_largest, load(out.a, k), line)
        for k in range(c, end, out.tall):
            store(out.dC_dz, k, (load(out.dC_da, k) - of_largest - line) * load(out.a, k))


@compiled
def mean_squares(out: Any, share: float) -> float:
    """Return Σ (a − y)² · share, and fill ∂C̄/∂a = 2 (a − y) · share, where share is 1 / (n_L m)."""
    squares = everywhere(0.0)
    for r in range(out.n):
        for c in range(0, out.width, WIDTH):
            k = r * out.tall + c
            difference = (load(out.a, k) - load(out.y, k)) * load(out.live, c)
            squares = fused(difference, difference, squares)
            store(out.dC_da, k, difference * (2.0 * share))
    return total(squares) * share


@compiled
def binary_cross_entropies(out: Any, share: float) -> float:
    """Return Σ (ln(1 + e^z) − y z) · share, and fill ∂C̄/∂z = (a − y) · share, where share is 1 / (n_L m)."""
    terms = everywhere(0.0)
    for r in range(out.n):
        for c in range(0, out.width, WIDTH):
            k = r * out.tall + c
            z, y, live = load(out.z, k), load(out.y, k), load(out.live, c)
            terms = terms + (functions.softplus(z) - y * z) * live
            store(out.dC_dz, k, (load(out.a, k) - y) * (live * share))
    return total(terms) * share


@compiled
def binary_cross_entropies_by_a(out: Any, share: float) -> None:
    """Fill ∂C̄/∂a, which training does without."""
    for k in range(0, out.n * out.tall, WIDTH):
        a = load(out.a, k)
        slope = (1.0 - a) * a
        slope = where_less(slope, TINY, TINY, slope)
        store(out.dC_da, k, (a - load(out.y, k)) * share / slope)


@compiled
def cross_entropies(out: Any, share: float) -> float:
    """Return Σ y (ln Σ e^z − z) · share, and fill ∂C̄/∂z_i = (a_i Σ_k y_k − y_i) · share; share is 1 / m."""
    terms = everywhere(0.0)
    end = out.n * out.tall
    for c in range(0, out.width, WIDTH):
        live, top = load(out.live, c), load(out.top, c)
        line = functions.log(load(out.whole, c))
        targets = everywhere(0.0)
        for k in range(c, end, out.tall):
            y = load(out.y, k)
            targets = targets + y
            terms = terms + y * (line - (load(out.z, k) - top)) * live
        for k in range(c, end, out.tall):
            store(out.dC_dz, k, (load(out.a, k) * targets - load(out.y, k)) * (live * share))
    return total(terms) * share


@compiled
def cross_entropies_by_a(out: Any, share: float) -> None:
    """Fill ∂C̄/∂a, which training does without."""
    for k in range(0, out.n * out.tall, WIDTH):
        a = load(out.a, k)
        store(out.dC_da, k, load(out.y, k) / where_less(a, TINY, TINY, a) * -share)
