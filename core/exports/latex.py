"""The present derivation as LaTeX, for any document with amsmath."""

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from core.checks import Array
from core.derivation import Derivation
from core.exports.origin import Origin

MOST = 10
"""Rows and columns that are written out; beyond, dots stand for the middle. (amsmath takes ten columns.)"""

KEPT = 4
"""Rows and columns before the dots."""

COSTS = {
    "mse": r"\frac{{2}}{{{n}}} \left({a} - {y}\right)",
    "binary cross-entropy": r"\frac{{1}}{{{n}}} \, \frac{{{a} - {y}}}{{{a} \left(1 - {a}\right)}}",
    "cross-entropy": r"-\frac{{{y}}}{{{a}}}",
}
"""∂C/∂a^L of every cost."""

FEW_PATHS = 8
"""The sum over paths is written out where it has at most so many terms."""


def latex(d: Derivation, of: Origin, digits: int) -> str:
    """Return derivation `d` as one `align*`, its numbers with so many significant digits."""
    lines = [_equation(d), *_factors(d, digits), *_products(d, digits), *_paths(d, digits)]
    head = [f"% {line}" for line in (of.words, *of.aside)]
    return "\n".join([*head, r"\begin{align*}", " \\\\\n".join(lines), r"\end{align*}", ""])


# Symbols; layers as they are, indices from 1


def _indexed(base: str, l: int, *at: int | str) -> str:
    texts = [str(k + 1) if isinstance(k, int) else k for k in at]
    between = "," if any(len(k) > 1 for k in texts) else ""
    return f"{base}^{{{l}}}_{{{between.join(texts)}}}"


def _by(top: str, bottom: str) -> str:
    return rf"\frac{{\partial {top}}}{{\partial {bottom}}}"


def _parameter(d: Derivation) -> str:
    pick = d.pick
    return _indexed("b", pick.l, pick.A) if pick.B is None else _indexed("w", pick.l, pick.A, pick.B)


def _slope(k: int, i: int | str) -> str:
    return rf"\sigma'({_indexed('z', k, i)})"


def _named(factor: str, number: int) -> str:
    return rf"\underbrace{{{factor}}}_{{({number})}}"


# Numbers


def _number(value: float, digits: int) -> str:
    text = f"{value:.{digits}g}" if value == 0 else f"{value:#.{digits}g}"
    mantissa, _, exponent = text.rstrip(".").partition("e")
    return rf"{mantissa.rstrip('.')} \cdot 10^{{{int(exponent)}}}" if exponent else mantissa


def _matrix(rows: Sequence[Sequence[float]], digits: int) -> str:
    """A matrix in its true shape; of a large one the middle is left out, and its shape is said."""
    height, width = len(rows), len(rows[0])
    down, across = _shown(height), _shown(width)
    written = []
    for i in down:
        if i is None:
            written.append([r"\ddots" if j is None else r"\vdots" for j in across])
        else:
            written.append([r"\cdots" if j is None else _number(rows[i][j], digits) for j in across])
    inside = r" \\ ".join(" & ".join(row) for row in written)
    shape = rf" \quad ({height} \times {width})" if None in down or None in across else ""
    return rf"\begin{{pmatrix}} {inside} \end{{pmatrix}}{shape}"


def _shown(count: int) -> list[int | None]:
    """Which of so many rows or columns are written; None for the dots."""
    return list(range(count)) if count <= MOST else [*range(KEPT), None, count - 1]


def _row(values: Array, digits: int) -> str:
    return _matrix([values.tolist()], digits)


# The lines


def _output(d: Derivation) -> int | str:
    """The index of (1): A itself for ℓ = L, otherwise, or with mixed outputs, one that is summed over."""
    if d.chain.is_mixed:
        return "i"
    if d.pick.l == d.chain.L:
        return d.pick.A
    return "j" if d.pick.l == d.chain.L - 1 else "i"


def _equation(d: Derivation) -> str:
    """The derivative as a product of its factors, without those that drop out."""
    L, l, A = d.chain.L, d.pick.l, d.pick.A
    factors = [_named(_by("C", _indexed("a", L, _output(d))), 1)]
    if l < L - 1:
        factors.append(_named(_by(_indexed("a", L, "i"), _indexed("a", l + 1, "j")), 2))
    if l < L:
        factors.append(_named(_by(_indexed("a", l + 1, "j"), _indexed("a", l, A)), 3))
    of: int | str = "i" if d.chain.is_mixed else A
    factors.append(_named(_by(_indexed("a", l, of), _parameter(d)), 4))
    return f"{_by('C', _parameter(d))} &= " + r" \, ".join(factors)


def _factors(d: Derivation, digits: int) -> Iterator[str]:
    chain, L, l, A = d.chain, d.chain.L, d.pick.l, d.pick.A
    i = _output(d)
    single = l == L and not chain.is_mixed
    value = _number(float(chain.dC_daL[A]), digits) if single else _row(chain.dC_daL, digits)
    y = f"y_{{{i + 1 if isinstance(i, int) else i}}}"
    formula = COSTS[d.net.cost].format(n=d.net.n[L], a=_indexed("a", L, i), y=y)
    yield rf"{_by('C', _indexed('a', L, i))} &= {formula} \approx {value}"
    if chain.mixing is not None:
        yield _mixing(L, chain.mixing, digits)
    for k, jacobian in zip(range(L, l + 1, -1), chain.jacobians, strict=True):
        yield (
            f"{_by(_indexed('a', k, 'i'), _indexed('a', k - 1, 'p'))} &= "
            rf"{_through(d, k, 'i', 'p')} \approx {_matrix(jacobian.tolist(), digits)}"
        )
    if chain.column is not None:
        column = [[float(k)] for k in chain.column]
        yield (
            f"{_by(_indexed('a', l + 1, 'j'), _indexed('a', l, A))} &= "
            rf"{_through(d, l + 1, 'j', A)} \approx {_matrix(column, digits)}"
        )
    local = chain.local
    yield _local(d, local, digits) if isinstance(local, float) else _mixed_local(d, local, digits)


def _mixing(L: int, S: Array, digits: int) -> str:
    """The matrix ∂a^L/∂z^L of softmax, in full."""
    a, other = _indexed("a", L, "i"), _indexed("a", L, "r")
    formula = rf"{a} \left(\delta_{{ir}} - {other}\right)"
    return rf"{_by(a, _indexed('z', L, 'r'))} &= {formula} \approx {_matrix(S.tolist(), digits)}"


def _through(d: Derivation, k: int, i: str, p: int | str) -> str:
    """∂a^k_i/∂a^{k−1}_p: σ' times w, or a sum over all r where outputs are mixed."""
    if k == d.chain.L and d.chain.mixing is not None:
        return rf"\sum_r {_by(_indexed('a', k, i), _indexed('z', k, 'r'))} \, {_indexed('w', k, 'r', p)}"
    return rf"{_slope(k, i)} \, {_indexed('w', k, i, p)}"


def _mixed_local(d: Derivation, local: Array, digits: int) -> str:
    """(4) of mixed outputs: a column."""
    l, A, B = d.pick.l, d.pick.A, d.pick.B
    right = _by(_indexed("a", l, "i"), _indexed("z", l, A))
    if B is not None:
        right += rf" \, {_indexed('a', l - 1, B)}"
    column = _matrix([[float(k)] for k in local], digits)
    return rf"{_by(_indexed('a', l, 'i'), _parameter(d))} &= {right} \approx {column}"


def _local(d: Derivation, local: float, digits: int) -> str:
    l, A, B = d.pick.l, d.pick.A, d.pick.B
    left = f"{_by(_indexed('a', l, A), _parameter(d))} &= {_slope(l, A)}"
    value = _number(local, digits)
    if B is None:
        return rf"{left} \approx {value}"
    slope = _number(float(d.chain.sigma_prime[l][A]), digits)
    came = _number(float(d.chain.a[l - 1][B]), digits)
    product = rf"{slope} \cdot {_bracketed(came)} \approx {value}"
    return rf"{left} \, {_indexed('a', l - 1, B)} \approx {product}"


def _bracketed(number: str) -> str:
    return f"({number})" if number.startswith("-") else number


def _products(d: Derivation, digits: int) -> Iterator[str]:
    """What (1) becomes by each further factor, down to the one number."""
    chain, L, l, A = d.chain, d.chain.L, d.pick.l, d.pick.A
    for k, row in zip(range(L, l + 1, -1), chain.rows[1:], strict=True):
        of, to = _indexed("a", k, "i"), _indexed("a", k - 1, "p")
        yield rf"{_by('C', to)} &= {_by('C', of)} \, {_by(of, to)} \approx {_row(row, digits)}"
    if isinstance(chain.local, np.ndarray):
        last = rf"{_by('C', _indexed('a', l, 'i'))} \, {_by(_indexed('a', l, 'i'), _parameter(d))}"
        yield rf"{_by('C', _parameter(d))} &= {last} \approx {_number(chain.value, digits)}"
        return
    at_A = _number(chain.dC_daA, digits)
    if chain.column is not None:
        step = _by(_indexed("a", l + 1, "j"), _indexed("a", l, A))
        factors = rf"{_by('C', _indexed('a', l + 1, 'j'))} \, {step}"
        yield rf"{_by('C', _indexed('a', l, A))} &= {factors} \approx {at_A}"
    value = rf"{at_A} \cdot {_bracketed(_number(chain.local, digits))} \approx {_number(chain.value, digits)}"
    last = rf"{_by('C', _indexed('a', l, A))} \, {_by(_indexed('a', l, A), _parameter(d))}"
    yield rf"{_by('C', _parameter(d))} &= {last} \approx {value}"


def _paths(d: Derivation, digits: int) -> Iterator[str]:
    """The same as a sum over the paths from node A to the outputs, where there are few of them."""
    count = d.chain.path_count
    if not 1 < count <= FEW_PATHS:
        return
    total = ""
    for path in islice(d.chain.paths, count):
        nodes = r" \to ".join(_steps(d, path.nodes))
        value = _number(path.value, digits)
        yield rf"& \quad {nodes} : \quad {value}"
        total += value if not total else f" - {value[1:]}" if value.startswith("-") else f" + {value}"
    yield rf"{_by('C', _parameter(d))} &\approx {total} \approx {_number(d.chain.value, digits)}"


def _steps(d: Derivation, nodes: Sequence[int]) -> Iterator[str]:
    """The nodes of a path: a of each layer, or the z and the a of mixed outputs."""
    l = d.pick.l
    if d.chain.is_mixed:
        return iter((_indexed("z", l, nodes[0]), _indexed("a", l, nodes[1])))
    return (_indexed("a", l + k, node) for k, node in enumerate(nodes))
