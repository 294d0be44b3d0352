"""What an update makes of the slopes, eight parameters at a time: regulariser, optimiser and its memory."""

from typing import Any, NamedTuple

from core.kernel.compiled import Pointer, at, compiled, inlined
from core.kernel.lanes import (
    WIDTH,
    Lanes,
    everywhere,
    fused,
    load,
    root,
    same,
    store,
    total,
    where_less,
)
from core.kernel.plan import ADAM, DESCENT, MOMENTUM, RMSPROP
from core.optimisers import Adam, Momentum, RMSProp

MU, RHO, EPS = Momentum.mu, RMSProp.rho, RMSProp.eps
BETA_1, BETA_2, ADAM_EPS = Adam.beta_1, Adam.beta_2, Adam.eps


class Entries(NamedTuple):
    """Where the numbers of the parameters lie, all in theta's order."""

    theta: Pointer
    before: Pointer
    slopes: Pointer
    delta: Pointer
    first: Pointer
    """The optimiser's memory: the first slot, and below the others,"""
    second: Pointer
    third: Pointer
    first_before: Pointer
    """and what they were before the update."""
    second_before: Pointer
    third_before: Pointer
    free: Pointer
    """1 where a parameter may change, 0 where it is frozen."""
    weights: Pointer
    """1 at weights, 0 at biases."""


class Way(NamedTuple):
    """How the update is done."""

    rule: int
    rate: float
    l1: float
    l2: float
    penalty: int
    frozen: int
    keep: bool
    """Whether the change, and what was before it, is to be known afterwards."""
    room: Pointer
    """Sixteen lanes to work in."""


@inlined
def _slope(e: Any, way: Any, k: int, theta: Lanes) -> Lanes:
    """∂C̄/∂θ + ∂R/∂θ."""
    g = load(e.slopes, k)
    if way.penalty:
        weights = load(e.weights, k)
        sign = where_less(0.0, theta, 1.0, where_less(theta, 0.0, -1.0, 0.0))
        g = fused(theta, way.l2 * weights, fused(sign, way.l1 * weights, g))
    return g


@inlined
def _rate(e: Any, way: Any, k: int) -> Lanes:
    """η, and 0 where parameters are frozen."""
    if way.frozen:
        return load(e.free, k) * way.rate
    return everywhere(way.rate)


@inlined
def _remembered(e: Any, way: Any, slot: Pointer, before: Pointer, k: int, old: Lanes, new: Lanes) -> Lanes:
    """Let the memory be `new` after `old`, where parameters are not frozen; return what it is now."""
    if way.keep:
        store(before, k, old)
    if way.frozen:
        new = where_less(0.5, load(e.free, k), new, old)
    store(slot, k, new)
    return new


@inlined
def _descent(e: Any, way: Any, k: int, g: Lanes, rate: Lanes) -> Any:
    return g * rate, everywhere(0.0)


@inlined
def _momentum(e: Any, way: Any, k: int, g: Lanes, rate: Lanes) -> Any:
    v = load(e.first, k)
    v = _remembered(e, way, e.first, e.first_before, k, v, fused(v, MU, g))
    return v * rate, v * v


@inlined
def _rmsprop(e: Any, way: Any, k: int, g: Lanes, rate: Lanes) -> Any:
    s = load(e.first, k)
    s = _remembered(e, way, e.first, e.first_before, k, s, fused(s, RHO, g * g * (1.0 - RHO)))
    return g / (root(s) + EPS) * rate, s * s


@compiled
def power(base: float, t: float) -> float:
    """Return base^t for a whole t that is not negative: squares of squares."""
    left = int(t) if t < 1e18 else 0
    found = 1.0 if t < 1e18 else 0.0
    while left:
        if left & 1:
            found *= base
        base *= base
        left >>= 1
    return found


@compiled
def _corrections(t: Pointer, room: Pointer) -> None:
    """1 − β₁ᵗ and 1 − β₂ᵗ of eight t into the lanes 0 and 1 of `room`, and t into lane 2."""
    known, first, second = -1.0, 0.0, 0.0
    for k in range(WIDTH):
        if t[k] != known:
            known = t[k]
            first, second = max(1.0 - power(BETA_1, known), 1e-300), max(1.0 - power(BETA_2, known), 1e-300)
        room[k], room[WIDTH + k], room[2 * WIDTH + k] = first, second, known


@inlined
def _adam(e: Any, way: Any, k: int, g: Lanes, rate: Lanes) -> Any:
    m, s, t = load(e.first, k), load(e.second, k), load(e.third, k)
    t = _remembered(e, way, e.third, e.third_before, k, t, t + 1.0)
    m = _remembered(e, way, e.first, e.first_before, k, m, fused(m, BETA_1, g * (1.0 - BETA_1)))
    s = _remembered(e, way, e.second, e.second_before, k, s, fused(s, BETA_2, g * g * (1.0 - BETA_2)))
    if not same(t, load(way.room, 2 * WIDTH)):
        _corrections(at(e.third, k), way.room)
    m_hat, s_hat = m / load(way.room, 0), s / load(way.room, WIDTH)
    return m_hat / (root(s_hat) + ADAM_EPS) * rate, fused(m, m, fused(s, s, t * t))


def _loop(rule: Any) -> Any:
    """Update `size` parameters, whole lanes; returns the sums of all squares, lane by lane."""

    @inlined
    def loop(e: Any, way: Any, size: int) -> Lanes:
        squares = everywhere(0.0)
        for k in range(0, size, WIDTH):
            theta = load(e.theta, k)
            delta, memory = rule(e, way, k, _slope(e, way, k, theta), _rate(e, way, k))
            if way.keep:
                store(e.before, k, theta)
                store(e.delta, k, delta)
            theta = theta - delta
            store(e.theta, k, theta)
            squares = squares + fused(theta, theta, memory)
        return squares

    return loop


_descents, _momenta, _rmsprops, _adams = (_loop(k) for k in (_descent, _momentum, _rmsprop, _adam))


@compiled
def _updated(e: Any, way: Any, size: int) -> Lanes:
    if way.rule == DESCENT:
        return _descents(e, way, size)
    if way.rule == MOMENTUM:
        return _momenta(e, way, size)
    if way.rule == RMSPROP:
        return _rmsprops(e, way, size)
    return _adams(e, way, size)


@inlined
def _slots(rule: int) -> int:
    if rule == ADAM:
        return 3
    return 0 if rule == DESCENT else 1


@inlined
def _shifted(e: Any, k: int) -> Any:
    """The parameters from the k-th on."""
    return Entries(
        at(e.theta, k),
        at(e.before, k),
        at(e.slopes, k),
        at(e.delta, k),
        at(e.first, k),
        at(e.second, k),
        at(e.third, k),
        at(e.first_before, k),
        at(e.second_before, k),
        at(e.third_before, k),
        at(e.free, k),
        at(e.weights, k),
    )


@inlined
def _in_room(room: Pointer) -> Any:
    """Entries that lie in eights one after another."""
    return Entries(
        room,
        at(room, WIDTH),
        at(room, 2 * WIDTH),
        at(room, 3 * WIDTH),
        at(room, 4 * WIDTH),
        at(room, 5 * WIDTH),
        at(room, 6 * WIDTH),
        at(room, 7 * WIDTH),
        at(room, 8 * WIDTH),
        at(room, 9 * WIDTH),
        at(room, 10 * WIDTH),
        at(room, 11 * WIDTH),
    )


@inlined
def _copied(to: Pointer, of: Pointer, count: int) -> None:
    for k in range(count):
        to[k] = of[k]


@inlined
def _keep(e: Any, own: Any, slots: int, count: int) -> None:
    _copied(e.before, own.before, count)
    _copied(e.delta, own.delta, count)
    if slots > 0:
        _copied(e.first_before, own.first_before, count)
    if slots > 1:
        _copied(e.second_before, own.second_before, count)
        _copied(e.third_before, own.third_before, count)


@compiled
def _the_rest(e: Any, way: Any, count: int) -> Lanes:
    """Update fewer than eight parameters, in the room, where there are eight."""
    slots = _slots(way.rule)
    room = at(way.room, 3 * WIDTH)
    for k in range(12 * WIDTH):
        room[k] = 0.0
    own = _in_room(room)
    _copied(own.theta, e.theta, count)
    _copied(own.slopes, e.slopes, count)
    _copied(own.weights, e.weights, count)
    _copied(own.free, e.free, count)
    if slots > 0:
        _copied(own.first, e.first, count)
    if slots > 1:
        _copied(own.second, e.second, count)
        _copied(own.third, e.third, count)
    squares = _updated(own, way, WIDTH)
    _copied(e.theta, own.theta, count)
    if slots > 0:
        _copied(e.first, own.first, count)
    if slots > 1:
        _copied(e.second, own.second, count)
        _copied(e.third, own.third, count)
    if way.keep:
        _keep(e, own, slots, count)
    return squares


@compiled
def update(e: Any, way: Any, size: int) -> float:
    """Update all parameters; return the sum of the squares of them and of the optimiser's memory."""
    whole = size // WIDTH * WIDTH
    way.room[2 * WIDTH] = -1.0  # no corrections are known
    squares = _updated(e, way, whole)
    if whole < size:
        squares = squares + _the_rest(_shifted(e, whole), way, size - whole)
    return total(squares)


@compiled
def undo(e: Any, way: Any, size: int) -> None:
    """Take back an update of which it is known what was before."""
    slots = _slots(way.rule)
    _copied(e.theta, e.before, size)
    if slots > 0:
        _copied(e.first, e.first_before, size)
    if slots > 1:
        _copied(e.second, e.second_before, size)
        _copied(e.third, e.third_before, size)
