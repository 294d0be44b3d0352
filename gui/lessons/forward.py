"""Live numbers of symbols, conventions, the forward pass and the cost."""

from collections.abc import Sequence

import numpy as np

from core.lesson import Lesson
from core.selection import Node
from gui.lessons.live import (
    DOTS,
    Line,
    Live,
    Note,
    Part,
    Parts,
    between,
    by,
    factor,
    grid,
    into,
    joined,
    letter,
    listed,
    nodes,
    number,
    one_of,
    product,
    some,
    summand,
    sym,
)
from gui.writing.formula import Formula, Sym
from gui.writing.numbers import counted, grouped


def shape(shown: Lesson) -> Live:
    """How many layers and nodes, and the sample."""
    sizes: list[Part] = [Sym("L"), f" = {shown.L}"]
    for l in some(len(shown.n), few=6):
        sizes += [",  ", DOTS] if l is None else [",  ", Sym("n", "", str(l)), f" = {shown.n[l]}"]
    lines = (
        Line((), tuple(sizes), ""),
        Line((Sym("a", "0"), " = ", Sym("x")), (listed(shown.a[0]),)),
        Line((Sym("y"),), (listed(shown.y),)),
    )
    return Live(lines, True, nodes(0, shown.n[0]) + nodes(shown.L, shown.n[-1]))


def written_sum(shown: Lesson) -> Live:
    """One sum over a repeated index, written out."""
    l = shown.forward_layer
    i = shown.node(l)
    left = letter("w", l, f"{i + 1}j"), letter("a", l - 1, "j")
    lines = (
        Line(left, weighted(shown, l, i)),
        Line((), _weighted_numbers(shown, l, i)),
        Line((), (number(shown.weighted_sum(l, i)),)),
    )
    return Live(lines, shown.frame.fresh_a(l), into(shown, l, i))


def diagonal(shown: Lesson) -> Live:
    """σ' of a layer as a diagonal matrix."""
    l = shown.forward_layer
    left: Parts = "σ'(", letter("z", l, "i"), ") ", letter("w", l, "ip")
    S = np.diag(shown.sigma_prime[l])
    if l == shown.L and shown.chain.mixing is not None:
        S, left = (
            shown.chain.mixing,
            (by(letter("z", l, "k"), letter("a", l, "i")), " ", letter("w", l, "kp")),
        )
    lines = (
        Line(left, (grid(S), " ", grid(shown.w[l]))),
        Line((), (grid(shown.jacobian(l)),)),
    )
    return Live(lines, shown.frame.fresh_a(l), between(shown, l - 1, l))


def forward_z(shown: Lesson) -> Live:
    """The weighted input of one node."""
    l = shown.forward_layer
    i = shown.node(l)
    b = float(shown.b[l][i])
    numbers = joined((_weighted_numbers(shown, l, i), (summand(b),)), "")
    lines = (
        Line((sym("z", l, i),), (*weighted(shown, l, i), " + ", sym("b", l, i))),
        Line((), numbers),
        Line((), (number(float(shown.z[l][i])),)),
    )
    return Live(lines, shown.frame.fresh_a(l), into(shown, l, i))


def forward_a(shown: Lesson) -> Live:
    """The value of one node."""
    l = shown.forward_layer
    i = shown.node(l)
    z, a = float(shown.z[l][i]), float(shown.a[l][i])
    right = "σ(", sym("z", l, i), f")  =  σ({number(z)})  =  {number(a)}"
    return Live((Line((sym("a", l, i),), right),), shown.frame.fresh_a(l), (Node(l, i),))


def sigma_prime(shown: Lesson) -> Live:
    """The slope of one node's σ, by the formula of its layer."""
    l = shown.forward_layer
    return Live((slope_line(shown, l),), shown.frame.fresh_a(l), (Node(l, shown.node(l)),))


def slope_line(shown: Lesson, l: int, before: str = "") -> Line:
    """σ' at one node of layer l; `before` stands before it."""
    i = shown.node(l)
    name = shown.frame.experiment.activations[l - 1]
    a, slope = float(shown.a[l][i]), float(shown.sigma_prime[l][i])
    symbol = sym("a", l, i)
    z = number(float(shown.z[l][i]))
    right: dict[str, Parts] = {
        "sigmoid": (symbol, " (1 − ", symbol, f")  =  {number(a)} · (1 − {factor(a)})  =  {number(slope)}"),
        "tanh": ("1 − (", symbol, f")²  =  1 − {factor(a)}²  =  {number(slope)}"),
        "relu": (f"[{z} > 0]  =  {number(slope)}",),
        "leaky relu": (f"0.01 + 0.99 · [{z} > 0]  =  {number(slope)}",),
        "softplus": (f"1 / (1 + e^−z)  =  {number(slope)}, with z = {z}",),
        "softmax": (symbol, " (1 − ", symbol, f")  =  {number(a)} · (1 − {factor(a)})  =  {number(slope)}"),
        "identity": (number(slope),),
    }
    left: Formula = (by(sym("z", l, i), symbol),) if name == "softmax" else ("σ'(", sym("z", l, i), ")")
    return Line((before, *left) if before else left, right[name])


def cost(shown: Lesson) -> Live:
    """The cost of the sample."""
    L, n_L = shown.L, shown.n[-1]
    a, y = shown.a[L], shown.y
    picked = some(n_L)
    if shown.frame.net.cost != "mse":
        return _cross_entropy(shown, picked)
    symbols = joined(
        None if i is None else ("(", sym("a", L, i), " − ", Sym("y", "", str(i + 1)), ")²") for i in picked
    )
    values = joined(
        None if i is None else (f"({number(float(a[i]))} − {factor(float(y[i]))})²",) for i in picked
    )
    opening, close = (" (", ")") if n_L > 1 else (" ", "")
    lines = (
        Line((Sym("C"),), (one_of(n_L), opening, *symbols, close)),
        Line((), (one_of(n_L), opening, *values, close)),
        Line((), (number(shown.C),)),
    )
    return Live(lines, shown.frame.fresh_cost, nodes(L, n_L))


def _cross_entropy(shown: Lesson, picked: Sequence[int | None]) -> Live:
    """−Σ y ln a, and for outputs on their own the same for 1 − y and 1 − a, and their mean."""
    L, n_L, single = shown.L, shown.n[-1], shown.frame.net.cost == "binary cross-entropy"
    symbols: list[Parts | None] = []
    values: list[Parts | None] = []
    for i in picked:
        if i is None:
            symbols.append(None)
            values.append(None)
            continue
        a, y = sym("a", L, i), Sym("y", "", str(i + 1))
        rest: Parts = (" + (1 − ", y, ") ln(1 − ", a, ")") if single else ()
        symbols.append((y, " ln ", a, *rest))
        values.append((_entropy(float(shown.a[L][i]), float(shown.y[i]), single),))
    share: Parts = (" ", one_of(n_L), " ") if single else ()
    lines = (
        Line((Sym("C"),), ("−", *share, "(", *joined(symbols), ")")),
        Line((), ("−", *share, "(", *joined(values), ")")),
        Line((), (number(shown.C),)),
    )
    return Live(lines, shown.frame.fresh_cost, nodes(L, n_L))


def _entropy(a: float, y: float, single: bool) -> str:
    """y ln a in numbers, and for an output on its own the same of 1 − y and 1 − a."""
    rest = f" + (1 − {factor(y)}) · ln(1 − {number(a)})" if single else ""
    return f"{number(y)} · ln {number(a)}{rest}"


def gradient(shown: Lesson) -> Live:
    """How long the gradient is, and where it begins."""
    weights = shown.weight_count
    biases = shown.gradient.size - weights
    both = f"{counted(weights, 'weight')} and {counted(biases, 'bias', 'biases')}"
    first = by(sym("w", 1, 0, 0)), ",  ", by(sym("w", 1, 0, 1)) if shown.n[0] > 1 else by(sym("b", 1, 0))
    values = f"({number(float(shown.gradient[0]))},  {number(float(shown.gradient[1]))},  {DOTS})"
    lines = (
        Line((Sym("∇C"),), ("(", *first, f",  {DOTS})")),
        Line((), (values,)),
        Note(f"{grouped(weights + biases)} entries: {both}."),
    )
    lights = between(shown, 0, shown.L)
    return Live(lines, shown.frame.fresh_dC_dz(1), lights)


def weighted(shown: Lesson, l: int, i: int) -> Parts:
    """w^ℓ_i1 a^{ℓ−1}_1 + w^ℓ_i2 a^{ℓ−1}_2 + …."""
    return joined(
        None if j is None else (sym("w", l, i, j), sym("a", l - 1, j)) for j in some(shown.n[l - 1])
    )


def _weighted_numbers(shown: Lesson, l: int, i: int) -> Parts:
    w, a = shown.w[l][i], shown.a[l - 1]
    return joined(None if j is None else (product(float(w[j]), float(a[j])),) for j in some(len(a)))
