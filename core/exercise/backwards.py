"""What goes wrong on the way back."""

from collections.abc import Iterator

from core.exercise.entry import Entry, Mistake
from core.exercise.forwards import cost_factors, others
from core.exercise.numbers import Numbers
from core.symbols import derivative, raised, symbol

FEW = 4
"""Nodes of a layer, up to which σ' of each of them is known as a mistake for σ' of another layer."""

SIGN = "The sign: ∂C/∂a of the output has a − y, not y − a."
SIGN_Z = "The sign: ∂C/∂z of the output has a − y, not y − a."
TWICE = "∂C/∂z of the output is a − y already, up to a factor: σ' cancels with what ∂C/∂a is divided by."


def mistakes(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    """Yield the mistakes that lead past a derivative of the backward pass; some may be right all the same."""
    makers = {"dC_dz": _of_z, "dC_dw": _of_w, "dC_db": _of_b, "dC_da": _of_a}
    return makers[entry.quantity](own, entry)


def _slopes(own: Numbers, l: int, i: int, dC_da: float) -> Iterator[Mistake]:
    """Yield values that are not ∂C/∂z^ℓ_i = ∂C/∂a^ℓ_i σ'(z^ℓ_i)."""
    if own.is_mixed(l):
        yield from _shares(own, l, i, dC_da)
        return
    a = float(own.a[l][i])
    yield Mistake(dC_da, f"σ'({symbol('z', l, i)}) is missing: the derivative goes back through σ first.")
    yield Mistake(dC_da * a, f"σ({symbol('z', l, i)}) was taken instead of its derivative σ'.")
    if l == own.L and own.net.cost == "binary cross-entropy":
        yield Mistake(float(own.dC_dz[l][i] * own.sigma_prime[l][i]), TWICE)
    yield Mistake(
        dC_da * own.slope(l, i, a), f"σ' is taken at {symbol('z', l, i)}, not at {symbol('a', l, i)}."
    )
    for k in (l - 1, l + 1):
        if 1 <= k <= own.L and not own.is_mixed(k):
            # Which node of a layer that has nothing to do with it? In a small one, any.
            nodes = range(own.n[k]) if own.n[k] <= FEW else range(i, min(i + 1, own.n[k]))
            for node in nodes:
                yield Mistake(dC_da * float(own.sigma_prime[k][node]), _wrong_layer(k, l))


def _shares(own: Numbers, l: int, i: int, dC_da: float) -> Iterator[Mistake]:
    """Yield values that are not softmax's ∂C/∂z^L_i = Σ_k ∂C/∂a^L_k ∂a^L_k/∂z^L_i."""
    a = float(own.a[l][i])
    yield Mistake(dC_da, "Softmax is missing: the derivative goes back through it first.")
    yield Mistake(
        dC_da * a * (1 - a),
        f"{symbol('z', l, i)} changes every output: softmax's part of the others is missing.",
    )
    if own.net.cost == "cross-entropy":
        yield Mistake(float(own.dC_dz[l][i]) * a * (1 - a), TWICE)


def _wrong_layer(found: int, wanted: int) -> str:
    return f"σ' was taken at layer {found}; it belongs to layer {wanted}: σ'(z{raised(wanted)})."


def _of_z(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    l, i = entry.l, entry.indices[0]
    right = float(own.dC_dz[l][i])
    yield from _slopes(own, l, i, float(own.dC_da[l][i]))
    yield from _common(own, right)
    yield from others(own.dC_dz[l], i, "node")


def _of_b(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    l, i = entry.l, entry.indices[0]
    right = float(own.dC_dz[l][i])
    yield from _slopes(own, l, i, float(own.dC_da[l][i]))
    bias = symbol("b", l, i)
    yield Mistake(
        right * float(own.bias(l)[i]),
        f"The value of {bias} plays no part: z contains it with the factor 1, so it is ∂C/∂z alone.",
    )
    yield from _common(own, right)
    yield from others(own.dC_dz[l], i, "node")


def _of_w(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    l, (i, j) = entry.l, entry.indices
    dC_dz, before = float(own.dC_dz[l][i]), float(own.a[l - 1][j])
    for wrong in _slopes(own, l, i, float(own.dC_da[l][i])):
        yield Mistake(wrong.value * before, wrong.sentence)
    came, went = symbol("a", l - 1, j), derivative("z", l, i)
    if l > 1 and not own.is_mixed(l):
        yield Mistake(float(own.dC_da[l][i] * own.sigma_prime[l - 1][j]) * before, _wrong_layer(l - 1, l))
    if l > 1:
        yield Mistake(dC_dz * float(own.z[l - 1][j]), f"It is times {came}, what came in after σ, not z.")
    if i < own.n[l - 1] and j < own.n[l]:
        yield Mistake(
            float(own.dC_dw[l][j, i]),
            f"The indices are swapped: {symbol('w', l, i, j)} leads to node {i + 1} from node {j + 1}.",
        )
    yield Mistake(dC_dz * float(own.a[l][i]), f"It is times {came}, what came in, not {symbol('a', l, i)}.")
    yield Mistake(dC_dz, f"{came} is missing: that is {went}, the derivative by the bias.")
    yield Mistake(
        dC_dz * float(own.net.w[l][i, j]),
        f"It is times {came}; times w would be a part of the derivative by that.",
    )
    yield from _common(own, dC_dz * before)


def _of_a(own: Numbers, entry: Entry) -> Iterator[Mistake]:
    """∂C/∂a^{ℓ−1}_j = Σ_i ∂C/∂z^ℓ_i w^ℓ_ij, where `entry` names layer ℓ−1."""
    l, j = entry.l + 1, entry.indices[0]
    w, dC_dz, right = own.net.w[l], own.dC_dz[l], float(own.dC_da[l - 1][j])
    without = float(own.dC_da[l] @ w[:, j])
    missing = "Softmax" if own.is_mixed(l) else f"σ'(z{raised(l)})"
    yield Mistake(without, f"{missing} is missing: it is ∂C/∂z{raised(l)} that is multiplied by w.")
    if not own.is_mixed(l):
        yield Mistake(without * float(own.sigma_prime[l - 1][j]), _wrong_layer(l - 1, l))
    yield Mistake(
        right * float(own.sigma_prime[l - 1][j]),
        f"One step too far: that is {derivative('z', l - 1, j)}.",
    )
    if w.shape[0] == w.shape[1]:
        yield Mistake(
            float(w[j] @ dC_dz),
            f"The indices of w are swapped: on the way back its column {j + 1} is summed, not its row.",
        )
    if len(w) > 1:
        for i, part in enumerate((dC_dz * w[:, j]).tolist()):
            yield Mistake(part, f"That is node {i + 1}'s part alone; all {len(w)} of layer {l} are summed.")
        yield Mistake(right / len(w), f"The parts of layer {l} are summed; their mean is not asked for.")
    yield from _common(own, right)
    yield from others(own.dC_da[l - 1], j, "node")


def _common(own: Numbers, right: float) -> Iterator[Mistake]:
    """Yield what every derivative of C can have wrong."""
    yield Mistake(-right, SIGN_Z if own.net.cost == "cross-entropy" else SIGN)
    yield from cost_factors(own, right)
