"""Matrices of a layer's shapes, that know which of their entries belong to a weight, a bias or a node."""

from collections.abc import Callable

import numpy as np

from core.checks import Array
from core.selection import Pick, Selection
from gui.layers import names
from gui.matrices.block import Block, Cell
from gui.matrices.whereabouts import Where, bias, node_in_column, weight
from gui.writing.formula import Formula


class Blocks:
    """Makes the matrices of layer `l`, with the entries of what is selected marked."""

    def __init__(self, l: int, pick: Selection | None) -> None:
        """Take the layer, and what is selected."""
        self._l, self._pick = l, pick

    def vector(
        self,
        name: str,
        values: Array,
        l: int,
        cell: Callable[[int, int], Cell],
        title: Formula | str,
        fresh: bool = True,
    ) -> Block:
        """A column with an entry for each node of layer `l`; a `title` of one letter gets its index."""
        return self.block(name, values, _titled(title, l), lambda i, _: cell(l, i), node_in_column(l), fresh)

    def weights(
        self,
        name: str,
        values: Array,
        cell: Callable[[Pick], Cell],
        title: Formula | str,
        fresh: bool = True,
    ) -> Block:
        """A matrix of the weights' shape."""
        l = self._l
        named = _titled(title, l)
        return self.block(name, values, named, lambda i, j: cell(Pick(l, i, j)), weight(l), fresh)

    def biases(
        self,
        name: str,
        values: Array,
        cell: Callable[[Pick], Cell],
        title: Formula | str,
        fresh: bool = True,
        or_node: bool = False,
    ) -> Block:
        """A column with an entry for each bias, which may belong to the node as well."""
        l = self._l
        node, own = node_in_column(l), bias(l)
        where = (lambda s: node(s) or own(s)) if or_node else own
        return self.block(name, values, _titled(title, l), lambda i, _: cell(Pick(l, i)), where, fresh)

    def block(
        self,
        name: str,
        values: Array,
        title: Formula,
        cell: Callable[[int, int], Cell],
        where: Where,
        fresh: bool = True,
    ) -> Block:
        """Any matrix; of one that was never computed there is nothing to be pale."""
        marked = () if self._pick is None else where(self._pick)
        known = not np.isnan(values).all()
        return Block(name, values, cell, title, fresh=fresh or not known, marked=marked, where=where)


def _titled(title: Formula | str, l: int) -> Formula:
    return (names.whole(title, l),) if isinstance(title, str) else title
