"""Matrices of a layer's shapes, that know which of their entries belong to a weight, a bias or a node."""

from collections.abc import Callable

import numpy as np

from core.checks import Array
from core.selection import Node, Pick, Selection
from gui.layers import names
from gui.matrices.block import Block, Cell, Entry
from gui.writing.formula import Formula

Where = Callable[[Selection], tuple[Entry, ...]]


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
        return self.block(name, values, _titled(title, l), lambda i, _: cell(l, i), _node(l), fresh)

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
        return self.block(name, values, named, lambda i, j: cell(Pick(l, i, j)), _weight(l), fresh)

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
        node, bias = _node(l), _bias(l)
        where = (lambda s: node(s) or bias(s)) if or_node else bias
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


# Which entries belong to what is selected


def _node(l: int) -> Where:
    """Of a column for the nodes of layer `l`."""
    return lambda s: ((s.i, 0),) if isinstance(s, Node) and s.l == l else ()


def node_in_row(l: int) -> Where:
    """Of a row for the nodes of layer `l`."""
    return lambda s: ((0, s.i),) if isinstance(s, Node) and s.l == l else ()


def _weight(l: int) -> Where:
    """Of a matrix of the shape of w^ℓ."""
    return lambda s: ((s.A, s.B),) if _is_weight(s, l) else ()


def weight_across(l: int) -> Where:
    """Of a matrix of the shape of (w^ℓ)ᵀ."""
    return lambda s: ((s.B, s.A),) if _is_weight(s, l) else ()


def _bias(l: int) -> Where:
    """Of a column for the biases of layer `l`."""
    return lambda s: ((s.A, 0),) if isinstance(s, Pick) and s.l == l and s.B is None else ()


def _is_weight(selection: Selection, l: int) -> bool:
    return isinstance(selection, Pick) and selection.l == l and selection.B is not None
