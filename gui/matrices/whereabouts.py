"""Which entries of a matrix belong to, or come from, a weight, a bias or a node."""

from collections.abc import Callable

from core.selection import Node, Pick, Selection
from gui.matrices.block import Entry

Where = Callable[[Selection], tuple[Entry, ...]]


def node_in_column(l: int) -> Where:
    """Of a column for the nodes of layer `l`."""
    return lambda s: ((s.i, 0),) if is_node(s, l) else ()


def node_in_row(l: int) -> Where:
    """Of a row for the nodes of layer `l`."""
    return lambda s: ((0, s.i),) if is_node(s, l) else ()


def weight(l: int) -> Where:
    """Of a matrix of the shape of w^ℓ."""
    return lambda s: ((s.A, s.B),) if is_weight(s, l) else ()


def weight_across(l: int) -> Where:
    """Of a matrix of the shape of (w^ℓ)ᵀ."""
    return lambda s: ((s.B, s.A),) if is_weight(s, l) else ()


def bias(l: int) -> Where:
    """Of a column for the biases of layer `l`."""
    return lambda s: ((s.A, 0),) if isinstance(s, Pick) and s.l == l and s.B is None else ()


def number(*of: Selection) -> Where:
    """Of a single number that comes from all of these."""
    return lambda s: ((0, 0),) if s in of else ()


def jacobian(k: int, rows: int, columns: range) -> Where:
    """Of ∂a^k/∂a^{k−1}, or its `columns`: entries come from a weight and the nodes at both ends.

    Below it is a strip for the nodes of layer k − 1.
    """

    def where(s: Selection) -> tuple[Entry, ...]:
        if is_node(s, k):
            return tuple((s.i, c) for c in range(len(columns)))
        if is_node(s, k - 1) and s.i in columns:
            c = columns.index(s.i)
            return (*((r, c) for r in range(rows)), (-1, c))
        if is_weight(s, k) and s.B in columns:
            return ((s.A, columns.index(s.B)),)
        return ()

    return where


def is_node(selection: Selection, l: int) -> bool:
    """Whether it is a node of layer `l`."""
    return isinstance(selection, Node) and selection.l == l


def is_weight(selection: Selection, l: int) -> bool:
    """Whether it is a weight of layer `l`."""
    return isinstance(selection, Pick) and selection.l == l and selection.B is not None
