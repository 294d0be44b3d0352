"""The paths through a network from one node to the outputs, largest first, never all of them at once.

A derivative is a sum over paths: each goes through one node of every layer and is worth the
product of the factors along it. The search is a best-first one: what a path that has been begun
can still be worth at most is known beforehand, so the next largest path is always at hand.
"""

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.checks import Array


class Path(NamedTuple):
    """One path, from the first layer to the last."""

    nodes: tuple[int, ...]
    """One node a layer, counted from 0."""
    value: float
    """The product of all factors along the path."""


class _Search:
    """The factors along all paths, and the most that each node can still lead to.

    `factors[k]` (nodes after, nodes before) belongs to the k-th step of a path. The
    last step leads into one node of its own, so that the ends of all paths are alike.
    """

    @np.errstate(all="ignore")
    def __init__(self, factors: Sequence[Array]) -> None:
        self.factors = factors
        best = np.ones(1)
        self.reach: list[Array] = []
        for step in reversed(factors):
            through = np.abs(step) * best[:, np.newaxis]
            self.reach.append(through)
            best = through.max(axis=0)
        self.reach.reverse()
        self._orders: dict[tuple[int, int], NDArray[np.intp]] = {}

    def order(self, k: int, node: int) -> NDArray[np.intp]:
        """The nodes after `node` at step k, the one that can lead to most first."""
        found = self._orders.get((k, node))
        if found is None:
            found = np.argsort(-self.reach[k][:, node], kind="stable")
            self._orders[k, node] = found
        return found


def largest_first(factors: Sequence[Array]) -> Iterator[Path]:
    """Yield every path through `factors`, largest |value| first, each when it is asked for.

    `factors[k]` has the shape (nodes after, nodes before): the first one node before, the
    last one node after; that last node is left out of a path's nodes. The values are exact
    to rounding, and so is their sum the product of the matrices.
    """
    search = _Search(factors)
    first = float(search.reach[0][:, 0].max())
    # (−most, count, nodes so far, product so far, rank of the next node)
    heap: list[tuple[float, int, tuple[int, ...], float, int]] = [(-first, 0, (0,), 1.0, 0)]
    count = 0
    while heap:
        negative, _, nodes, product, rank = heapq.heappop(heap)
        most = -negative
        while True:
            k = len(nodes) - 1
            order = search.order(k, nodes[-1])
            if rank + 1 < len(order):
                count += 1
                other = abs(product) * float(search.reach[k][order[rank + 1], nodes[-1]])
                # Rounding never lets a path overtake the one that it was taken from.
                heapq.heappush(heap, (-min(most, other), count, nodes, product, rank + 1))
            node = int(order[rank])
            product *= float(factors[k][node, nodes[-1]])
            if k == len(factors) - 1:
                yield Path(nodes, float(np.copysign(most, product)))
                break
            nodes, rank = (*nodes, node), 0
