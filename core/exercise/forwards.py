"""What goes wrong on the way forward, and at the cost."""

from collections.abc import Iterator

import numpy as np

from core.exercise.entry import Entry, Mistake
from core.exercise.numbers import Numbers
from core.symbols import lowered, raised, symbol


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
    yield Mistake(float(own.sigma_prime[l][i]), "That is σ'(z); on the way forward it is σ(z) itself.")
    if own.net.activations[l - 1] == "sigmoid":
        yield Mistake(own.sigma(l, -z), "The sign of the exponent: σ(z) = 1 / (1 + e⁻ᶻ), with a minus.")
    for wrong in _sums(own, l, i):
        yield Mistake(own.sigma(l, wrong.value), wrong.sentence)


def _of_cost(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    difference = own.a[own.L] - own.y
    total, n_L = float(difference @ difference), own.n[-1]
    yield Mistake(total, f"The factor 1/n_L = 1/{n_L} is missing: C is the mean over the outputs.")
    yield Mistake(total / 2, f"The factor is 1/n_L = 1/{n_L}, not ½.")
    yield Mistake(2 * total / n_L, "2/n_L is the factor of the derivative; C itself has 1/n_L.")
    yield Mistake(float(difference.sum()) / n_L, "The squares are missing: C adds up (a − y)².")
    yield Mistake(float(np.abs(difference).sum()) / n_L, "The squares are missing: C adds up (a − y)².")
    yield Mistake(float(own.a[own.L] @ own.a[own.L]) / n_L, "y is missing: C adds up (a − y)².")


def _of_cost_gradient(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    i, right = entry.indices[0], float(own.dC_da[own.L][entry.indices[0]])
    yield from cost_factors(right, own.n[-1])
    yield Mistake(-right, "The sign: it is a − y, not y − a.")
    yield Mistake(2 / own.n[-1] * float(own.a[own.L][i]), "y is missing: it is a − y, not a alone.")
    difference = float(own.a[own.L][i] - own.y[i])
    yield Mistake(difference * difference, "That is the square (a − y)²; its derivative is asked for.")
    for k, other in enumerate(own.dC_da[own.L].tolist()):
        if k != i:
            yield Mistake(other, f"That belongs to output {k + 1}; output {i + 1} is asked for.")


def cost_factors(right: float, n_L: int) -> Iterator[Mistake]:
    """Yield what becomes of a derivative of C if 2/n_L is something else: all of them are linear in it."""
    factor = f"2/n_L = 2/{n_L}"
    yield Mistake(
        right * n_L / 2, f"The factor {factor} is missing: it comes from the derivative of the mean square."
    )
    yield Mistake(right / 2, f"The factor is {factor}, not 1/n_L: the derivative of a square brings a 2.")
    yield Mistake(right * n_L, f"The factor is {factor}, not 2: C is the mean over the outputs.")
    yield Mistake(right * n_L / 4, f"The factor is {factor}, not ½.")
