"""Which edges are drawn where there are more than can be told apart: the strongest of each pair of layers."""

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from gui.network.pathways import Flags

MOST_EDGES = 4000
"""Up to so many edges are all drawn, and more are never: they could not be told apart, nor drawn in time."""

CLEAR_EDGES = 800
"""So many are drawn of a larger network: one can see from where to where they lead."""

LEAST_OF_A_PAIR = 100
"""Of each pair of layers at least so many: a pair with small weights is a part of the network too."""


def quotas_of(sizes: list[int], limit: int | None = None) -> list[int]:
    """How many edges of each pair of layers are drawn; `limit` is the most of one pair, None for no wish."""
    if limit is not None:
        return _shared(MOST_EDGES, [min(size, max(1, limit)) for size in sizes])
    if sum(sizes) <= MOST_EDGES:
        return sizes
    return _shared(max(CLEAR_EDGES, LEAST_OF_A_PAIR * len(sizes)), sizes)


def _shared(total: int, sizes: list[int]) -> list[int]:
    """`total` in shares as equal as `sizes` allow: what small pairs leave goes to the larger ones."""
    shares = [0] * len(sizes)
    for place, k in enumerate(sorted(range(len(sizes)), key=sizes.__getitem__)):
        shares[k] = min(sizes[k], total // (len(sizes) - place))
        total -= shares[k]
    return shares


def strongest(strength: list[Array], quotas: list[int], sunk: Flags) -> NDArray[np.intp]:
    """The places of the edges with the largest |strength| of each pair of layers, as many as its quota.

    Places are in the order of all numbers one after another, and so are `sunk` ones, which come last.
    """
    places, start = [], 0
    some_sink = bool(sunk.any())
    for layer, quota in zip(strength, quotas, strict=True):
        size = layer.size
        found = np.abs(layer).ravel()
        np.fmax(found, 0.0, out=found)  # what is no number is weakest
        if some_sink:
            last = sunk[start : start + size]
            found[last] = -1.0 / (1.0 + found[last])  # below all others, in the same order
        places.append(start + np.argpartition(found, size - quota)[size - quota :])
        start += size
    return np.concatenate(places)
