"""Live numbers of the chain rule: the three links, the four factors and what they come from."""

from core.checks import Array
from core.lesson import Lesson
from core.selection import Node, Pick, Selection
from gui.lessons.live import (
    Line,
    Live,
    Note,
    Part,
    between,
    by,
    column,
    factor,
    grid,
    joined,
    letter,
    nodes,
    number,
    one_of,
    parameter,
    product,
    row,
    some,
    sym,
)
from gui.writing.formula import Formula, Sym
from gui.writing.indices import parameter_name

MOST_JACOBIANS = 2
"""Matrices of (2) that are written out; of more, the first and the last."""


def three_links(shown: Lesson) -> Live:
    """The chain of the weight in three links."""
    chain = shown.chain
    lines = (
        Line(
            (by(parameter(shown.pick)),),
            (row(chain.dC_daL), "  ·  ", column(shown.middle), f"  ·  {factor(_last_link(shown))}"),
        ),
        Line((), (number(chain.value),)),
    )
    return _of_pick(shown, lines, shown.frame.fresh_dC_dz(shown.pick.l), _paths(shown))


def _last_link(shown: Lesson) -> float:
    """(4); where outputs are mixed the middle one has gone through softmax, and what came in is left."""
    local, B = shown.chain.local, shown.pick.B
    if isinstance(local, float):
        return local
    return 1.0 if B is None else float(shown.a[shown.pick.l - 1][B])


def four_factors(shown: Lesson) -> Live:
    """The factors multiplied from left to right, until one number is left."""
    chain, l, A = shown.chain, shown.pick.l, shown.pick.A
    if not isinstance(chain.local, float):
        return _row_and_column(shown, chain.local)
    lines: list[Line | Note] = []
    if l < shown.L:
        sign = "(1)" if l == shown.L - 1 else "(1)(2)"
        lines.append(Line((sign,), (by(letter("a", l + 1, "j")), "  =  ", row(chain.rows[-1]))))
    steps = "(1)" if l == shown.L else "(1)(3)" if l == shown.L - 1 else "(1)(2)(3)"
    at_A = (by(sym("a", l, A)), f"  =  {number(chain.dC_daA)}")
    last = f"  =  {product(chain.dC_daA, chain.local)}  =  {number(chain.value)}"
    lines += [Line((steps,), at_A), Line((steps + "(4)",), (by(parameter(shown.pick)), last))]
    return _of_pick(shown, tuple(lines), shown.frame.fresh_dC_dz(l), _paths(shown))


def _row_and_column(shown: Lesson, local: Array) -> Live:
    """(1)(4) where outputs are mixed."""
    right = (row(shown.chain.dC_daL), "  ·  ", column(local), f"  =  {number(shown.chain.value)}")
    line = Line(("(1)(4)",), (by(parameter(shown.pick)), "  =  ", *right))
    return _of_pick(shown, (line,), shown.frame.fresh_dC_dz(shown.pick.l), _paths(shown))


def factor_1(shown: Lesson) -> Live:
    """How the cost changes with each output."""
    L, n_L = shown.L, shown.n[-1]
    lines: list[Line | Note] = []
    wanted = (shown.pick.A,) if shown.pick.l == L else ()
    for i in some(n_L, *wanted):
        if i is None:
            lines.append(Line(("⋮",), (), ""))
            continue
        lines.append(Line((by(sym("a", L, i)),), _factor_1(shown, i)))
    return Live(tuple(lines), shown.frame.fresh_cost, nodes(L, n_L))


def _factor_1(shown: Lesson, i: int) -> tuple[Part, ...]:
    """∂C/∂a^L_i in numbers, by the formula of the cost."""
    a, y, d = (float(k[i]) for k in (shown.a[shown.L], shown.y, shown.chain.dC_daL))
    cost, n_L = shown.frame.net.cost, shown.n[-1]
    if cost == "cross-entropy":
        return (f"−{factor(y)} / {factor(a)}  =  {number(d)}",)
    difference = f" ({number(a)} − {factor(y)})"
    if cost == "mse":
        return one_of(n_L, 2), f"{difference}  =  {number(d)}"
    return one_of(n_L), f"{difference} / ({factor(a)} · (1 − {factor(a)}))  =  {number(d)}"


def jacobian(shown: Lesson) -> Live:
    """One entry of one layer's Jacobian, and the whole of it."""
    l = min(shown.pick.l + 1, shown.L)
    p = shown.node(l - 1)
    r = shown.node(l)
    slope, w = float(shown.sigma_prime[l][r]), float(shown.w[l][r, p])
    whole = shown.jacobian(l)
    right: tuple[Part, ...] = ("σ'(", sym("z", l, r), ") ", sym("w", l, r, p))
    entry = f"  =  {product(slope, w)}  =  {number(float(whole[r, p]))}"
    if l == shown.L and shown.chain.mixing is not None:
        right, entry = _mixed(shown, r, p), f"  =  {number(float(whole[r, p]))}"
    lines = (
        Line((by(sym("a", l - 1, p), sym("a", l, r)),), (*right, entry)),
        Line((by(Sym("a", str(l - 1)), Sym("a", str(l))),), (grid(whole),)),
    )
    return Live(lines, shown.frame.fresh_a(l), between(shown, l - 1, l))


def _mixed(shown: Lesson, r: int, p: int) -> tuple[Part, ...]:
    """∂a^L_r/∂a^{L−1}_p where outputs are mixed: a sum over all of them."""
    L = shown.L
    return joined(
        None if k is None else (by(sym("z", L, k), sym("a", L, r)), " ", sym("w", L, k, p))
        for k in some(shown.n[L])
    )


def factor_2(shown: Lesson) -> Live:
    """Each matrix of (2), or that there is none."""
    chain, l, L = shown.chain, shown.pick.l, shown.L
    if not chain.jacobians:
        return _of_pick(shown, (Note(_no_matrices(shown)),), shown.frame.fresh_a(L), nodes(L, shown.n[-1]))
    lines: list[Line | Note] = []
    count = len(chain.jacobians)
    for k in [*range(count)] if count <= MOST_JACOBIANS else [0, None, count - 1]:
        if k is None:
            lines.append(Note(f"⋮   {count - 2} more, a matrix for each layer in between"))
            continue
        here = L - k
        left = by(Sym("a", str(here - 1)), Sym("a", str(here)))
        size = f"    {shown.n[here]} × {shown.n[here - 1]}"
        lines.append(Line((left,), (grid(chain.jacobians[k]), size)))
    return _of_pick(shown, tuple(lines), shown.frame.fresh_a(L), between(shown, l + 1, L))


def _no_matrices(shown: Lesson) -> str:
    name, l = parameter_name(shown.pick), shown.pick.l
    if l == shown.L:
        return f"{name} is in the output layer, ℓ = L = {l}: both (2) and (3) drop out."
    return f"{name} is in layer ℓ = {l} = L − 1: (2) is the identity and drops out."


def which_case(shown: Lesson) -> Live:
    """Which of the three cases the weight is."""
    name, l, L = parameter_name(shown.pick), shown.pick.l, shown.L
    cases = {
        0: f"{name} has ℓ = L = {L}: two factors are left, (1) read at i = A = {shown.pick.A + 1}, and (4).",
        1: f"{name} has ℓ = {l} = L − 1: three factors are left, (1), (3) and (4).",
    }
    count = L - l - 1
    matrices = "one matrix" if count == 1 else f"{count} matrices, of layers {L} to {l + 2}"
    general = f"{name} has ℓ = {l} and L = {L}: all four factors are there; (2) is {matrices}."
    return _of_pick(shown, (Note(cases.get(L - l, general)),), True, _paths(shown))


def factor_3(shown: Lesson) -> Live:
    """The column of node A."""
    chain, l, A = shown.chain, shown.pick.l, shown.pick.A
    if chain.column is None:
        note = Note(f"{parameter_name(shown.pick)} is in the output layer, ℓ = L = {l}: (3) drops out.")
        return _of_pick(shown, (note,), shown.frame.fresh_a(shown.L), (Node(l, A),))
    lines: list[Line | Note] = []
    for j in some(len(chain.column)):
        if j is None:
            lines.append(Line(("⋮",), (), ""))
            continue
        slope, w, entry = (
            float(k) for k in (shown.sigma_prime[l + 1][j], shown.w[l + 1][j, A], chain.column[j])
        )
        right: tuple[Part, ...] = ("σ'(", sym("z", l + 1, j), ") ", sym("w", l + 1, j, A))
        ends = f"  =  {product(slope, w)}  =  {number(entry)}"
        if l + 1 == shown.L and chain.mixing is not None:
            right, ends = _mixed(shown, j, A), f"  =  {number(entry)}"
        lines.append(Line((by(sym("a", l, A), sym("a", l + 1, j)),), (*right, ends)))
    weights = tuple(Pick(l + 1, j, A) for j in range(len(chain.column)))
    lights = (Node(l, A), *weights, *nodes(l + 1, len(chain.column)))
    return _of_pick(shown, tuple(lines), shown.frame.fresh_a(l + 1), lights)


def factor_4(shown: Lesson) -> Live:
    """How node A changes with the weight."""
    weight = shown.weight
    l, A, B = weight.l, weight.A, weight.B or 0
    slope, a = float(shown.sigma_prime[l][A]), float(shown.a[l - 1][B])
    value = f"  =  {product(slope, a)}  =  {number(shown.factor_4(weight))}"
    right = (*_slope(shown, l, A), " ", sym("a", l - 1, B), value)
    line = Line((by(parameter(weight), sym("a", l, A)),), right)
    return Live((line,), shown.frame.fresh_a(l), (Node(l, A), weight, Node(l - 1, B)), weight)


def _slope(shown: Lesson, l: int, A: int) -> Formula:
    """σ'(z^ℓ_A), or ∂a^L_A/∂z^L_A where outputs are mixed."""
    if l == shown.L and shown.chain.mixing is not None:
        return (by(sym("z", l, A), sym("a", l, A)),)
    return ("σ'(", sym("z", l, A), ")")


def only_B(shown: Lesson) -> Live:
    """Which term of z^ℓ_A the weight is in."""
    weight = shown.weight
    l, A, B = weight.l, weight.A, weight.B or 0
    picked = some(shown.n[l - 1], B)
    weights = joined(None if j is None else (sym("w", l, A, j), sym("a", l - 1, j)) for j in picked)
    left = by(parameter(weight), sym("z", l, A))
    symbols = joined(None if j is None else (f"{int(j == B)} · ", sym("a", l - 1, j)) for j in picked)
    lines = (
        Line((sym("z", l, A),), (*weights, " + ", sym("b", l, A))),
        Line((left,), symbols),
        Line((), (sym("a", l - 1, B), f"  =  {number(float(shown.a[l - 1][B]))}")),
    )
    return Live(lines, shown.frame.fresh_a(l - 1), (Node(l, A), weight, Node(l - 1, B)), weight)


def bias(shown: Lesson) -> Live:
    """The derivative by the bias of node A."""
    l, A = shown.pick.l, shown.pick.A
    slope, before = float(shown.sigma_prime[l][A]), shown.chain.dC_daA
    result = number(float(shown.dC_dz[l][A]))
    if not shown.chain.is_mixed:
        result = f"{product(before, slope)}  =  {result}"
    lines = (
        Line((by(sym("b", l, A), sym("a", l, A)),), (*_slope(shown, l, A), f"  =  {number(slope)}")),
        Line((by(sym("b", l, A)),), (result,)),
    )
    return Live(lines, shown.frame.fresh_dC_dz(l), (Node(l, A), Pick(l, A)), Pick(l, A))


def _of_pick(
    shown: Lesson, lines: tuple[Line | Note, ...], fresh: bool, lights: tuple[Selection, ...]
) -> Live:
    return Live(lines, fresh, lights, shown.pick)


def _paths(shown: Lesson) -> tuple[Selection, ...]:
    """The weight, the nodes it joins, and every way from there to the outputs."""
    l, A, B = shown.pick.l, shown.pick.A, shown.pick.B
    found: list[Selection] = [shown.pick, Node(l, A)]
    if B is not None:
        found.append(Node(l - 1, B))
    if l < shown.L:
        found += [Pick(l + 1, j, A) for j in range(shown.n[l + 1])]
        found += between(shown, l + 1, shown.L)
    return tuple(found)
