"""Which entry is asked for: by chance, but by the same chance for the same step and phase."""

from collections.abc import Iterator, Sequence

import numpy as np

from core.cursor import Phase
from core.exercise.entry import Entry, Quantity
from core.network import Views
from core.selection import Node, Selection

FEW = 3
"""An update asks for one of so many parameters: those that change most, so that there is something to see."""


def choose(
    rng: np.random.Generator,
    phase: Phase,
    l: int,
    n: Sequence[int],
    pick: Selection | None,
    change: Views | None = None,
) -> Entry:
    """Choose an entry of `phase` in layer l, one that belongs to what is selected where there is one.

    `change` is how much an update changes each weight and bias, needed for `Phase.UPDATE` only.
    """
    fitting = list(belonging(pick, phase, l, len(n) - 1)) if pick is not None else []
    if fitting:
        return fitting[int(rng.integers(len(fitting)))]
    if change is not None:
        return _updated(rng, change)
    options = _options(phase, l, len(n) - 1)
    quantity, layer = options[int(rng.integers(len(options)))]
    if quantity == "C":
        return Entry("C", layer)
    sizes = (n[layer], n[layer - 1]) if quantity == "dC_dw" else (n[layer],)
    return Entry(quantity, layer, tuple(int(rng.integers(k)) for k in sizes))


def _options(phase: Phase, l: int, L: int) -> tuple[tuple[Quantity, int], ...]:
    """The quantities of a phase, each with its layer."""
    if phase is Phase.FORWARD:
        return ("z", l), ("a", l)
    if phase is Phase.COST:
        return ("C", L), ("dC_da", L)
    found: tuple[tuple[Quantity, int], ...] = (("dC_dz", l), ("dC_dw", l), ("dC_db", l))
    return (*found, ("dC_da", l - 1)) if l > 1 else found


def belonging(pick: Selection, phase: Phase, l: int, L: int) -> Iterator[Entry]:
    """Yield the entries of `phase` in layer l that a node, weight or bias has to do with."""
    if isinstance(pick, Node):
        yield from _of_node(pick.l, pick.i, phase, l, L)
        if phase is Phase.UPDATE and pick.l > 0:
            yield Entry("b", pick.l, (pick.i,))
        return
    if phase is Phase.UPDATE:
        yield Entry("b", pick.l, (pick.A,)) if pick.B is None else Entry("w", pick.l, (pick.A, pick.B))
    if phase is Phase.BACKWARD and pick.l == l and pick.B is not None:
        yield Entry("dC_dw", l, (pick.A, pick.B))
    elif phase is Phase.BACKWARD and pick.l == l:
        yield Entry("dC_db", l, (pick.A,))
    yield from _of_node(pick.l, pick.A, phase, l, L)
    if pick.B is not None and phase is Phase.FORWARD:
        yield from _of_node(pick.l - 1, pick.B, phase, l, L)


def _of_node(of: int, i: int, phase: Phase, l: int, L: int) -> Iterator[Entry]:
    """Yield what node i of layer `of` has to do with the phase."""
    if of == 0:
        return
    if phase is Phase.FORWARD and of == l:
        yield Entry("z", l, (i,))
        yield Entry("a", l, (i,))
    elif phase is Phase.COST and of == L:
        yield Entry("dC_da", L, (i,))
    elif phase is Phase.BACKWARD and of == l:
        yield Entry("dC_dz", l, (i,))
    elif phase is Phase.BACKWARD and of == l - 1:
        yield Entry("dC_da", of, (i,))


def _updated(rng: np.random.Generator, change: Views) -> Entry:
    """One of the parameters that change most."""
    sized: list[tuple[float, Entry]] = []
    for l in range(1, len(change.w)):
        for quantity, values in (("w", change.w[l]), ("b", change.b[l][:, 0])):
            for place in np.argsort(-values, axis=None, kind="stable")[:FEW]:
                at = tuple(int(k) for k in np.unravel_index(int(place), values.shape))
                sized.append((float(values[at]), Entry(quantity, l, at)))  # type: ignore[arg-type]
    sized.sort(key=lambda each: -each[0])
    return sized[int(rng.integers(min(FEW, len(sized))))][1]
