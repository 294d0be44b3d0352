"""Live numbers of the backward pass and of the update."""

from core.lesson import Lesson
from core.selection import Node, Pick
from gui.lessons.live import (
    Line,
    Live,
    Parts,
    by,
    factor,
    joined,
    nodes,
    number,
    one_of,
    parameter,
    product,
    some,
    summand,
    sym,
)
from gui.lessons.updating import Updating
from gui.writing.formula import Sym


def backward_z(shown: Lesson) -> Live:
    """∂C/∂z of one node."""
    l = shown.backward_layer
    i = shown.node(l)
    dC_da, slope, dC_dz = (float(k[l][i]) for k in (shown.dC_da, shown.sigma_prime, shown.dC_dz))
    right: Parts = (by(sym("a", l, i)), " σ'(", sym("z", l, i), ")")
    right = (*right, f"  =  {product(dC_da, slope)}  =  {number(dC_dz)}")
    if l == shown.L and shown.chain.mixing is not None:
        terms = (
            None if k is None else (by(sym("a", l, k)), " ", by(sym("z", l, i), sym("a", l, k)))
            for k in some(shown.n[l])
        )
        right = (*joined(terms), f"  =  {number(dC_dz)}")
    return Live((Line((by(sym("z", l, i)),), right),), shown.frame.fresh_dC_dz(l), (Node(l, i),))


def backward_w(shown: Lesson) -> Live:
    """∂C/∂w of one weight."""
    l = shown.backward_layer
    i, j = shown.node(l), shown.node(l - 1)
    dC_dz, a = float(shown.dC_dz[l][i]), float(shown.a[l - 1][j])
    right = (
        by(sym("z", l, i)),
        " ",
        sym("a", l - 1, j),
        f"  =  {product(dC_dz, a)}  =  {number(shown.dC_dw(l, i, j))}",
    )
    lights = (Pick(l, i, j), Node(l, i), Node(l - 1, j))
    return Live((Line((by(sym("w", l, i, j)),), right),), shown.frame.fresh_dC_dz(l), lights, lights[0])


def backward_b(shown: Lesson) -> Live:
    """∂C/∂b of one bias."""
    l = shown.backward_layer
    i = shown.node(l)
    right = (by(sym("z", l, i)), f"  =  {number(float(shown.dC_dz[l][i]))}")
    lights = (Pick(l, i), Node(l, i))
    return Live((Line((by(sym("b", l, i)),), right),), shown.frame.fresh_dC_dz(l), lights, lights[0])


def backward_a(shown: Lesson) -> Live:
    """∂C/∂a of one node of the layer before."""
    l = max(shown.backward_layer, min(2, shown.L))
    j, n = shown.node(l - 1), shown.n[l]
    dC_dz, w = shown.dC_dz[l], shown.w[l][:, j]
    symbols = joined(None if i is None else (by(sym("z", l, i)), " ", sym("w", l, i, j)) for i in some(n))
    values = joined(None if i is None else (product(float(dC_dz[i]), float(w[i])),) for i in some(n))
    lines = (
        Line((by(sym("a", l - 1, j)),), symbols),
        Line((), values),
        Line((), (number(shown.dC_da_before(l, j)),)),
    )
    lights = (Node(l - 1, j), *(Pick(l, i, j) for i in range(n)), *nodes(l, n))
    return Live(lines, shown.frame.fresh_dC_dz(l), lights)


def agree(shown: Lesson) -> Live:
    """The same derivative by both ways."""
    symbol = by(parameter(shown.pick))
    away = shown.disagreement
    apart = "they agree to the last digit" if away == 0 else f"they differ by {number(away, 1)}"
    lines = (
        Line(("factor by factor:  ", symbol), (number(shown.chain.value, 12),)),
        Line(("backwards:  ", symbol), (f"{number(shown.backward, 12)},  {apart}",)),
    )
    return Live(lines, shown.frame.fresh_dC_dz(shown.pick.l), (shown.pick,), shown.pick)


def mean(shown: Lesson) -> Live:
    """The derivative of the batch's mean cost."""
    shares, m = shown.batch.values, len(shown.batch.values)
    head, *rest = some(m, few=4)
    terms = number(float(shares[head or 0]))
    terms += "".join(" + ⋯" if k is None else summand(float(shares[k])) for k in rest)
    symbol = parameter(shown.pick)
    lines = (
        Line((by(symbol, Sym("C̄")),), (one_of(m), f" ({terms})")),
        Line((), (number(shown.batch.mean),)),
    )
    fresh = shown.frame.fresh_dC_dz(shown.pick.l)
    return Live(lines, fresh, (shown.pick,), shown.pick)


def update(shown: Lesson) -> Live:
    """The update of one weight."""
    batch, symbol = shown.batch, parameter(shown.pick)
    right = (symbol, " − ", Sym("η"), " ", by(symbol, Sym("C̄")))
    values = f"{number(batch.before)} − {number(batch.eta)} · {factor(batch.mean)}  =  {number(batch.after)}"
    lines = Line((symbol,), right, "←"), Line((), (values,))
    if not batch.update.plain or batch.frozen or not batch.explained:
        lines = Updating(batch, shown.frame, number).last()
    fresh = shown.frame.live or shown.frame.precedes_update
    return Live(lines, fresh, (shown.pick,), shown.pick)
