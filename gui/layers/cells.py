"""What the entries of a layer's matrices are: words, what they come from, what a click selects."""

from core.selection import Node, Pick, Selection
from gui.layers.moment import Moment
from gui.layers.words import Said, Words
from gui.matrices.block import Cell
from gui.writing.digits import Digits

TO_SET = "double click: set it"


class Cells:
    """Tells of the entries of one moment; indices from 0."""

    def __init__(self, moment: Moment, digits: Digits) -> None:
        """Write numbers with `digits`."""
        self._n, self._L = moment.frame.n, moment.L
        self._words = Words(moment, digits)

    # What is given, and can be set

    def x(self, l: int, j: int) -> Cell:
        """An input."""
        return _cell(self._words.x(j), (Node(0, j),), Node(0, j), "x")

    def y(self, l: int, i: int) -> Cell:
        """A target."""
        return _cell(self._words.y(i), (Node(l, i),), Node(l, i), "y")

    def parameter(self, pick: Pick) -> Cell:
        """A weight or bias."""
        return _cell(self._words.parameter(pick), (pick,), pick, "parameter")

    # Forwards

    def z(self, l: int, i: int) -> Cell:
        """z^ℓ_i comes from a row of weights, the nodes before, and a bias."""
        before = range(self._n[l - 1])
        weights = (Pick(l, i, j) for j in before)
        nodes = (Node(l - 1, j) for j in before)
        return _cell(self._words.z(l, i), (*weights, *nodes, Pick(l, i)), Node(l, i))

    def a(self, l: int, i: int) -> Cell:
        """a^ℓ_i comes from its node's z."""
        return _cell(self._words.a(l, i), (Node(l, i),), Node(l, i))

    # Backwards

    def dC_da(self, l: int, i: int) -> Cell:
        """∂C/∂a^ℓ_i comes from the target, or from the nodes after it, over their weights."""
        after = range(self._n[l + 1]) if l < self._L else ()
        weights = (Pick(l + 1, k, i) for k in after)
        nodes = (Node(l + 1, k) for k in after)
        return _cell(self._words.dC_da(l, i), (Node(l, i), *weights, *nodes), Node(l, i))

    def sigma_prime(self, l: int, i: int) -> Cell:
        """σ'(z^ℓ_i) comes from its node's z."""
        return _cell(self._words.sigma_prime(l, i), (Node(l, i),), Node(l, i))

    def mixing(self, l: int, i: int, k: int) -> Cell:
        """∂a^ℓ_k/∂z^ℓ_i comes from two nodes of the layer."""
        return _cell(self._words.mixing(l, i, k), (Node(l, i), Node(l, k)), Node(l, i))

    def dC_dz(self, l: int, i: int) -> Cell:
        """∂C/∂z^ℓ_i comes from its node."""
        return _cell(self._words.dC_dz(l, i), (Node(l, i),), Node(l, i))

    def dC_db(self, pick: Pick) -> Cell:
        """∂C/∂b^ℓ_i, the same number; a click selects the bias."""
        l, i = pick.l, pick.A
        return _cell(self._words.dC_dz(l, i, bias=True), (pick, Node(l, i)), pick)

    def dC_dw(self, pick: Pick) -> Cell:
        """∂C/∂w^ℓ_ij comes from the nodes at both ends of the weight."""
        l, i, j = pick.l, pick.A, pick.B
        return _cell(self._words.dC_dw(l, i, j), (pick, Node(l, i), Node(l - 1, j)), pick)

    # The batch and the update

    def mean(self, pick: Pick) -> Cell:
        """∂C̄/∂w."""
        return _cell(self._words.mean(pick), (pick,), pick)

    def change(self, pick: Pick) -> Cell:
        """Δw."""
        return _cell(self._words.change(pick), (pick,), pick)

    def new(self, pick: Pick) -> Cell:
        """W after the update: what is set by a double click."""
        return _cell(self._words.new(pick), (pick,), pick, "parameter")

    def old(self, pick: Pick) -> Cell:
        """W before the update."""
        return _cell(self._words.old(pick), (pick,), pick, "parameter")


def _cell(said: Said, lights: tuple[Selection, ...], pick: Selection, quantity: str = "") -> Cell:
    return Cell(said.full, lights, pick, quantity, said.brief, TO_SET if quantity else "")
