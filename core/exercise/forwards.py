"""What goes wrong on the way forward, and at the cost."""

import math
from collections.abc import Iterator

import numpy as np

from core.checks import Array
from core.exercise.entry import Entry, Mistake
from core.exercise.numbers import Numbers
from core.symbols import derivative, lowered, raised, symbol


def mistakes(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    """Yield the mistakes that lead past a z, an a, C or ∂C/∂a^L; some may be right all the same."""
    makers = {"z": _of_z, "a": _of_a, "C": _of_cost, "dC_da": _of_cost_gradient}
    return makers[entry.quantity](own, entry)


def _sums(own: Numbers, l: int, i: int) -> Iterator[Mistake]:
    """Yield values that are not z^ℓ_i."""
    w, b, a = own.net.w[l], float(own.bias(l)[i]), own.a[l - 1]
    z, bias = float(own.z[l][i]), symbol("b", l, i)
    yield Mistake(z - b, f"The bias is missing: {bias} is added to the weighted sum.")
    yield Mistake(z - 2 * b, f"The bias {bias} is added to the weighted sum, not subtracted.")
    if w.shape[0] == w.shape[1]:
        row, column = f"{symbol('w', l, i)}ⱼ", f"w{raised(l)}ⱼ{lowered(i + 1)}"
        yield Mistake(
            float(w[:, i] @ a) + b,
            f"The indices of w are swapped: {row} leads to node {i + 1}, {column} comes from it.",
        )
    if l > 1:
        yield Mistake(
            float(w[i] @ own.z[l - 1]) + b,
            f"σ is missing in layer {l - 1}: what comes in is a{raised(l - 1)}, not z{raised(l - 1)}.",
        )
    for k in range(len(w)):
        if k != i:
            yield Mistake(float(own.z[l][k]), f"That belongs to node {k + 1}; node {i + 1} is asked for.")


def _of_z(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    l, i = entry.l, entry.indices[0]
    yield Mistake(
        float(own.a[l][i]), f"That is {symbol('a', l, i)}: σ comes later, the weighted input is asked for."
    )
    yield from _sums(own, l, i)


def _of_a(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    l, i = entry.l, entry.indices[0]
    z = float(own.z[l][i])
    yield Mistake(z, f"σ is missing: that is {symbol('z', l, i)}, and a = σ(z).")
    if own.is_mixed(l):
        yield from _of_share(own, l, i)
        return
    yield Mistake(float(own.sigma_prime[l][i]), "That is σ'(z); on the way forward it is σ(z) itself.")
    if own.net.activations[l - 1] == "sigmoid":
        yield Mistake(own.sigma(l, i, -z), "The sign of the exponent: σ(z) = 1 / (1 + e⁻ᶻ), with a minus.")
    for wrong in _sums(own, l, i):
        yield Mistake(own.sigma(l, i, wrong.value), wrong.sentence)


def _of_share(own: Numbers, l: int, i: int) -> Iterator[Mistake]:
    """Yield values that are not softmax's a^L_i, its share of the sum."""
    powers = np.exp(own.z[l])
    yield Mistake(float(powers[i]), "The sum is missing: eᶻ is divided by the sum of eᶻ of all nodes.")
    yield Mistake(
        float(own.z[l][i] / own.z[l].sum()), "The exponentials are missing: shares are made of eᶻ, not of z."
    )
    yield Mistake(
        float(powers[i] / (powers.sum() - powers[i])),
        f"The sum is over all nodes of the layer, node {i + 1} as well.",
    )
    yield from others(own.a[l], i, "node")


def _of_cost(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    makers = {"mse": _of_square, "binary cross-entropy": _of_binary, "cross-entropy": _of_categorical}
    return makers[own.net.cost](own)


def _of_square(own: Numbers) -> Iterator[Mistake]:
    difference = own.a[own.L] - own.y
    total, n_L = float(difference @ difference), own.n[-1]
    yield Mistake(total, f"The factor 1/n_L = 1/{n_L} is missing: C is the mean over the outputs.")
    yield Mistake(total / 2, f"The factor is 1/n_L = 1/{n_L}, not ½.")
    yield Mistake(2 * total / n_L, "2/n_L is the factor of the derivative; C itself has 1/n_L.")
    yield Mistake(float(difference.sum()) / n_L, "The squares are missing: C adds up (a − y)².")
    yield Mistake(float(np.abs(difference).sum()) / n_L, "The squares are missing: C adds up (a − y)².")
    yield Mistake(float(own.a[own.L] @ own.a[own.L]) / n_L, "y is missing: C adds up (a − y)².")


def _of_binary(own: Numbers) -> Iterator[Mistake]:
    C, n_L = own.C, own.n[-1]
    yield Mistake(C * n_L, f"The factor 1/n_L = 1/{n_L} is missing: C is the mean over the outputs.")
    yield from _logarithms(C)
    with_a = -float(own.y @ np.log(own.a[own.L])) / n_L
    yield Mistake(with_a, "The second part is missing: (1 − y) ln(1 − a) counts what should be 0.")


def _of_categorical(own: Numbers) -> Iterator[Mistake]:
    yield from _logarithms(own.C)
    yield Mistake(own.C / own.n[-1], "There is no 1/n_L here: C is the sum over the outputs.")
    yield Mistake(-float(np.log(own.a[own.L]).sum()), "y is missing: C adds up −y ln a.")
    yield Mistake(-float(own.y @ own.a[own.L]), "The logarithm is missing: C adds up −y ln a.")


def _logarithms(C: float) -> Iterator[Mistake]:
    yield Mistake(-C, "The minus is missing: the logarithm of a share is negative, and C is not.")
    yield Mistake(C / math.log(10), "The logarithm is the natural one, to the base e, not to the base 10.")
    yield Mistake(C / math.log(2), "The logarithm is the natural one, to the base e, not to the base 2.")


def _of_cost_gradient(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    i, right = entry.indices[0], float(own.dC_da[own.L][entry.indices[0]])
    a, y = float(own.a[own.L][i]), float(own.y[i])
    yield from cost_factors(own, right)
    if own.net.cost == "cross-entropy":
        yield Mistake(-right, "The sign: ln a has the derivative 1/a, and C has −y ln a.")
        yield Mistake(a - y, f"That is {derivative('z', own.L, i)}: ∂C/∂a is asked for, before softmax.")
        yield Mistake(-1 / a if a else math.nan, "y is missing: it is −y/a.")
    else:
        yield Mistake(-right, "The sign: it is a − y, not y − a.")
    if own.net.cost == "binary cross-entropy":
        yield Mistake(
            (a - y) / own.n[-1], f"That is {derivative('z', own.L, i)}: ∂C/∂a is that divided by a (1 − a)."
        )
    if own.net.cost == "mse":
        yield Mistake(2 / own.n[-1] * a, "y is missing: it is a − y, not a alone.")
        yield Mistake((a - y) ** 2, "That is the square (a − y)²; its derivative is asked for.")
    yield from others(own.dC_da[own.L], i, "output")


def others(values: Array, i: int, what: str) -> Iterator[Mistake]:
    """Yield the same number of the layer's other nodes."""
    for k, other in enumerate(values.tolist()):
        if k != i:
            yield Mistake(other, f"That belongs to {what} {k + 1}; {what} {i + 1} is asked for.")


def cost_factors(own: Numbers, right: float) -> Iterator[Mistake]:
    """Yield what becomes of a derivative of C if its factor is something else: all are linear in it."""
    n_L = own.n[-1]
    if own.net.cost == "cross-entropy":
        yield Mistake(right / n_L, "There is no 1/n_L here: C is the sum over the outputs.")
        return
    if own.net.cost == "binary cross-entropy":
        yield Mistake(right * n_L, f"The factor 1/n_L = 1/{n_L} is missing: C is the mean over the outputs.")
        yield Mistake(right * 2, f"The factor is 1/n_L = 1/{n_L}, not 2/n_L: there is no square here.")
        return
    factor = f"2/n_L = 2/{n_L}"
    yield Mistake(
        right * n_L / 2, f"The factor {factor} is missing: it comes from the derivative of the mean square."
    )
    yield Mistake(right / 2, f"The factor is {factor}, not 1/n_L: the derivative of a square brings a 2.")
    yield Mistake(right * n_L, f"The factor is {factor}, not 2: C is the mean over the outputs.")
    yield Mistake(right * n_L / 4, f"The factor is {factor}, not ½.")
