"""Along which edges the selected weight or bias reaches the cost; all others sink."""

from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.selection import Pick, Selection

Flags = NDArray[np.bool_]


def sunk_edges(n: tuple[int, ...], selection: Selection | None) -> Flags:
    """Which edges sink, in the order of w[1], w[2], … flattened one after another.

    None do unless a weight or bias is selected.
    """
    return _sunk(n, selection) if isinstance(selection, Pick) else _none(n)


@lru_cache(maxsize=8)
def first_edges(n: tuple[int, ...], pick: Pick) -> Flags:
    """The edges that paths begin with: those that lie among sunk ones of their pair of layers."""
    begin = np.zeros(sum(of * to for of, to in pairwise(n)), dtype=np.bool_)
    last = sum(of * to for of, to in pairwise(n[: pick.l + 2]))
    begin[:last] = ~_sunk(n, pick)[:last]
    return begin


@lru_cache(maxsize=8)
def _sunk(n: tuple[int, ...], pick: Pick) -> Flags:
    """True for the edges that lie on no path from the weight's or bias's node to the outputs."""
    found = []
    for l, (of, to) in enumerate(pairwise(n), start=1):
        sunk = np.full((to, of), l <= pick.l + 1)
        if l == pick.l + 1:
            sunk[:, pick.A] = False
        elif l == pick.l and pick.B is not None:
            sunk[pick.A, pick.B] = False
        found.append(sunk.ravel())
    return np.concatenate(found)


@lru_cache(maxsize=2)
def _none(n: tuple[int, ...]) -> Flags:
    return np.zeros(sum(of * to for of, to in pairwise(n)), dtype=np.bool_)
