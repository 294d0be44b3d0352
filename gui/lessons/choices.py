"""Live numbers of what can be chosen: σ, cost, R, optimiser, schedule, and where training begins."""

from math import sqrt

from core.activations import activation
from core.cursor import Phase
from core.lesson import Lesson
from core.optimisers import called
from core.selection import Node
from gui.lessons.forward import slope_line
from gui.lessons.live import (
    Line,
    Live,
    Note,
    Parts,
    between,
    by,
    factor,
    grid,
    listed,
    nodes,
    number,
    one_of,
    some,
    sym,
)
from gui.lessons.updating import Updating, scheduled
from gui.writing.formula import Sym
from gui.writing.numbers import grouped
from gui.writing.updates import written

FEW_LAYERS = 6
BEGINNINGS = {"xavier": "Xavier", "he": "He"}


def sigmas(shown: Lesson) -> Live:
    """The slope of σ at one node of each layer."""
    lines: list[Line | Note] = []
    for k in some(shown.L, few=FEW_LAYERS):
        if k is None:
            lines.append(Line(("⋮",), (), ""))
            continue
        name = shown.frame.experiment.activations[k]
        lines.append(slope_line(shown, k + 1, f"{name}:  "))
    lights = tuple(Node(l, shown.node(l)) for l in range(1, shown.L + 1))
    return Live(tuple(lines), shown.frame.fresh_a(shown.L), lights)


def softmax(shown: Lesson) -> Live:
    """The matrix S of the output layer, or what there is instead."""
    L, S = shown.L, shown.chain.mixing
    lights = nodes(L, shown.n[L])
    if S is None:
        name = shown.frame.experiment.activations[-1]
        note = Note(f"The output has the σ {name} here. With softmax its full matrix stands here.")
        return Live((note,), True, lights)
    lines = (
        Line((Sym("a", str(L)),), (listed(shown.a[L]),)),
        Line((Sym("S"),), (grid(S),)),
    )
    return Live(lines, shown.frame.fresh_a(L), lights)


def entropies(shown: Lesson) -> Live:
    """∂C/∂z^L where the cost is a cross-entropy."""
    L, n_L, cost = shown.L, shown.n[-1], shown.frame.net.cost
    lights = nodes(L, n_L)
    if cost == "mse":
        note = Note("The cost is the squared error here. With a cross-entropy its numbers stand here.")
        return Live((note,), True, lights)
    total = float(shown.y.sum())
    lines: list[Line | Note] = []
    for i in some(n_L):
        if i is None:
            lines.append(Line(("⋮",), (), ""))
            continue
        a, y, d = float(shown.a[L][i]), float(shown.y[i]), float(shown.dC_dz[L][i])
        share: Parts = (one_of(n_L), " ") if cost == "binary cross-entropy" else ()
        times = f" · {number(total)}" if not share and total != 1.0 else ""
        right: Parts = (*share, f"({number(a)}{times} − {factor(y)})  =  {number(d)}")
        lines.append(Line((by(sym("z", L, i)),), right))
    return Live(tuple(lines), shown.frame.fresh_dC_dz(L), lights)


def regulariser(shown: Lesson) -> Live:
    """R, and its slope at the weight."""
    R, updating = shown.frame.regulariser, Updating(shown.batch, shown.frame, number)
    lights = between(shown, 0, shown.L)
    if not R:
        note = Note("There is no R here. With λ₁ or λ₂ above 0 its numbers stand here.")
        return Live((note,), True, lights)
    symbols: list[Parts] = []
    numbers: list[str] = []
    if R.l1:
        total = sum(float(abs(w).sum()) for w in shown.w[1:])
        symbols.append((Sym("λ", "", "1"), " Σ|", Sym("w"), "|"))
        numbers.append(f"{written(R.l1)} · {number(total)}")
    if R.l2:
        total = sum(float((w * w).sum()) for w in shown.w[1:])
        symbols.append(("½ ", Sym("λ", "", "2"), " Σ ", Sym("w"), "²"))
        numbers.append(f"½ · {written(R.l2)} · {number(total)}")
    formula = symbols[0] if len(symbols) == 1 else (*symbols[0], " + ", *symbols[1])
    value = number(R.value(shown.frame.net))
    first = Line((Sym("R"),), (*formula, f"  =  {' + '.join(numbers)}  =  {value}"))
    return Live((first, updating.penalty()), True, lights, shown.pick)


def optimisers(shown: Lesson) -> Live:
    """The update of the weight or bias, line by line."""
    rule = called(shown.frame.optimiser)
    lines = Note(f"By {rule}, as it is here:"), *Updating(shown.batch, shown.frame, number).lines()
    fresh = shown.frame.live or shown.frame.precedes_update
    return Live(lines, fresh, (shown.pick,), shown.pick)


def schedules(shown: Lesson) -> Live:
    """η of this step."""
    frame = shown.frame
    e, k = frame.experiment, frame.cursor.step - (frame.cursor.phase is Phase.UPDATE)
    rate, lights = written(frame.eta), (shown.pick,)
    if e.schedule.kind == "constant":
        return Live((Line((Sym("η", "", "k"),), (f"{rate},  constant",)),), True, lights)
    settings = f"k = {grouped(k)},  K = {grouped(e.schedule.span)},  r = {e.schedule.to:g}"
    numbers = f"{scheduled(e.schedule, e.eta, k)}  =  {rate}"
    return Live((Line((), (settings,), ""), Line((Sym("η", "", "k"),), (numbers,))), True, lights)


def beginnings(shown: Lesson) -> Live:
    """How the weights of one layer were drawn."""
    e, l = shown.frame.experiment, shown.pick.l
    into, of = shown.n[l - 1], shown.n[l]
    gain = activation(e.activations[l - 1]).gain
    ways: dict[str, str] = {
        "scaled": f"N(0, {gain:.4g}² / {into}),  a spread of {number(gain / sqrt(into))}",
        "zeros": "0",
        "uniform": f"U(−r, r),  r = 1 / √{into}  =  {number(1 / sqrt(into))}",
        "normal": "N(0, 1)",
        "xavier": f"U(−r, r),  r = √(6 / ({into} + {of}))  =  {number(sqrt(6 / (into + of)))}",
        "he": f"N(0, 2 / {into}),  a spread of {number(sqrt(2 / into))}",
    }
    name = BEGINNINGS.get(e.initialisation, e.initialisation)
    sign = "=" if e.initialisation == "zeros" else "∼"
    line = Line((f"{name}, layer {l}:  ", Sym("w", str(l))), (ways[e.initialisation],), sign)
    return Live((line,), True, nodes(l - 1, into) + nodes(l, of))
