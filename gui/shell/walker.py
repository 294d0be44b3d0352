"""Walking with the keyboard: from a weight, bias or node to the next, and along a path through the layers."""

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import BadInputError
from core.frame import Frame
from core.network import parameter_count
from core.selection import Node, Pick, Selection, check_selection, index_of, pick_at
from gui.shell.viewer import Viewer


class Walker(QObject):
    """Finds the neighbours of the weight, bias or node that is selected.

    It goes by what the viewer asks for, which is ahead of the frames, so that keys pressed
    in quick succession each go one further. Along a path it remembers the node of every
    layer that it went through: there and back again is the same way.

    Signals:
        picked: the neighbour.

    """

    picked = Signal(object)

    def __init__(self, viewer: Viewer, parent: QObject | None = None) -> None:
        """Walk from what `viewer` has selected."""
        super().__init__(parent)
        self._viewer = viewer
        self._n: tuple[int, ...] = ()
        self._last: Selection | None = None
        self._nodes: dict[int, int] = {}

    def follow(self, frame: Frame) -> None:
        """Walk in the network of `frame` from now on."""
        self._n = frame.n

    @Slot()
    def next(self) -> None:
        """Go to the next weight or bias in the order of θ; after the last comes the first."""
        self._along_theta(1)

    @Slot()
    def previous(self) -> None:
        """Go to the one before."""
        self._along_theta(-1)

    @Slot()
    def forward(self) -> None:
        """Go to a weight out of the node that the present one leads to; in the last layer stay."""
        pick = self._begun()
        if pick is None:
            return
        self._remember(pick)
        if pick.l < len(self._n) - 1:
            self._go(Pick(pick.l + 1, self._node(pick.l + 1, pick.A), pick.A))

    @Slot()
    def back(self) -> None:
        """Go to a weight into the node that the present one comes from; in the first layer stay."""
        pick = self._begun()
        if pick is None:
            return
        self._remember(pick)
        if pick.B is None:
            self._go(Pick(pick.l, pick.A, self._node(pick.l - 1, pick.A)))
        elif pick.l > 1:
            self._go(Pick(pick.l - 1, pick.B, self._node(pick.l - 2, pick.B)))

    @Slot()
    def next_node(self) -> None:
        """Go to the next node, layer by layer; after the last output comes the first input."""
        self._along_nodes(1)

    @Slot()
    def previous_node(self) -> None:
        """Go to the node before."""
        self._along_nodes(-1)

    # How it goes

    def _along_nodes(self, by: int) -> None:
        """Go so many nodes on; from a weight or bias to the node that it leads to."""
        selected = self._selected()
        if not self._n:
            return
        if selected is None:
            self.picked.emit(Node(0, 0))
        elif isinstance(selected, Pick):
            self.picked.emit(Node(selected.l, selected.A))
        else:
            nodes = [Node(l, i) for l, count in enumerate(self._n) for i in range(count)]
            self.picked.emit(nodes[(nodes.index(selected) + by) % len(nodes)])

    def _along_theta(self, by: int) -> None:
        pick = self._begun()
        if pick is None:
            return
        index = (index_of(pick, self._n) + by) % parameter_count(self._n)
        self._go(pick_at(index, self._n))

    def _begun(self) -> Pick | None:
        """The weight or bias to walk from; where there is none, the first is selected instead."""
        if not self._n:
            return None
        if self._viewer.spec.pick != self._last:
            self._nodes.clear()
        selected = self._selected()
        if isinstance(selected, Pick):
            return selected
        self._go(_first(selected))
        return None

    def _selected(self) -> Selection | None:
        """What is selected; nothing where the network that is walked in has no such."""
        selected = self._viewer.spec.pick
        try:
            check_selection(selected, self._n)
        except BadInputError:
            return None
        return selected

    def _go(self, pick: Pick) -> None:
        self._remember(pick)
        self._last = pick
        self.picked.emit(pick)

    def _remember(self, pick: Pick) -> None:
        self._nodes[pick.l] = pick.A
        if pick.B is not None:
            self._nodes[pick.l - 1] = pick.B

    def _node(self, l: int, otherwise: int) -> int:
        """The node of layer l that the walk went through, or the one of the same index, or the last."""
        return min(self._nodes.get(l, otherwise), self._n[l] - 1)


def _first(selected: Node | None) -> Pick:
    """Where to begin: at a weight into the node selected, or out of it for an input."""
    if selected is None:
        return Pick(1, 0, 0)
    return Pick(1, 0, selected.i) if selected.l == 0 else Pick(selected.l, selected.i, 0)
