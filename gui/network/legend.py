"""The bar below the canvas: what the colours stand for, a switch for the edges, and zoom."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from core.frame import Frame
from core.node_maps import node_maps
from gui.network.colour_bar import ColourBar
from gui.network.edges import can_be_dashed, edges_drawn
from gui.network.labels import shows_gradient
from gui.network.map_colours import ends_in_words
from gui.one_of import OneOf
from gui.theme import Theme
from gui.writing.numbers import grouped

EDGES = {
    "w": ("w", "Colour edges by their weight w, and squares by the bias b"),
    "dC_dw": ("∂C̄/∂w", "Colour edges by ∂C̄/∂w, the batch's mean gradient, and squares by ∂C̄/∂b"),
}
WEIGHTS = (
    "Weights w on the edges, negative ones dashed where they are few; biases b in the small squares, "
    "a minus in negative ones where there is room"
)
NODES = "Values a of the nodes"
MAPS = "Let every node show what it computes over the plane of the inputs (Ctrl+Shift+M)"
MAPS_SCALE = (
    "What each node computes over the inputs, from the lowest value of its σ to the highest: 0 to 1 for "
    "sigmoid and softmax, −1 to 1 for tanh; for others as far to both sides as the values of a layer reach"
)
NARROWEST, WITH_ZOOM, WITH_NODES = 270, 390, 500
"""Widths from which on the legend has its least, the buttons, and the scale of nodes as well."""


class FittingLabel(QLabel):
    """Shows the first of several wordings that fits."""

    def __init__(self) -> None:
        """Take whatever width is left."""
        super().__init__()
        self._wordings: tuple[str, ...] = ()
        self.setProperty("role", "muted")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_wordings(self, *wordings: str) -> None:
        """Show one of these, the most telling first."""
        if wordings != self._wordings:
            self._wordings = wordings
            self.setToolTip(wordings[0])
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width() - 2
        fitting = (k for k in self._wordings if self.fontMetrics().horizontalAdvance(k) <= room)
        self.setText(next(fitting, ""))


def _wordings(frame: Frame) -> tuple[str, ...]:
    """Whose values the nodes show, and what the edges: the most telling first."""
    sample = f"sample {grouped(frame.sample + 1)}"
    if frame.precedes_update:
        sample += ", before the update"
    over = _plane(frame)
    nodes = f"nodes: over {over}, number: {sample}" if over else f"nodes: {sample}"
    if any(shows_gradient(frame, l) for l in range(1, frame.L + 1)):
        edges = "edges: ∂C̄/∂w"
        return f"{nodes} · {edges}, mean of the batch", f"{nodes} · {edges}", edges
    moment = ("before the update", "before update") if frame.precedes_update else ()
    return f"{nodes} · edges: w", nodes, sample, *moment


def _plane(frame: Frame) -> str:
    """Over which inputs the nodes show what they compute; "" where they show no such maps."""
    maps = node_maps(frame)
    return "" if maps is None else ", ".join(frame.dataset.inputs[k] for k in maps.plane.inputs)


class LegendBar(QWidget):
    """Colour scales, words about what is shown, the switch for the edges' colours, and zoom buttons.

    Signals:
        edges_changed: "w" or "dC_dw", as a person chose.
        maps_changed: whether the nodes shall show what they compute over the inputs.
        zoom_asked: "in", "out" or "fit".

    """

    edges_changed = Signal(str)
    maps_changed = Signal(bool)
    zoom_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show weights until a frame says otherwise."""
        super().__init__(parent)
        self.setObjectName("legend")
        self.edges_bar = ColourBar("w, b", True, WEIGHTS)
        self.nodes_bar = ColourBar("a", False, NODES)
        self._words = FittingLabel()
        self._dashes, self._few = True, False
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 0, 2)
        row.setSpacing(4)
        row.addWidget(self.edges_bar)
        row.addSpacing(10)
        row.addWidget(self.nodes_bar)
        row.addWidget(self._words, 1)
        row.addSpacing(6)
        self.maps = self._button(row, "maps", MAPS)
        self.maps.setObjectName("maps")
        self.maps.setCheckable(True)
        self.maps.clicked.connect(self.maps_changed)
        row.addSpacing(6)
        self._add_switch(row)
        row.addSpacing(6)
        self._add_zoom(row)

    def minimumSizeHint(self) -> QSize:
        """Room for the scale of edges and the switch."""
        return QSize(NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has no room: the scale of nodes, then the buttons, which keys and wheel replace."""
        super().resizeEvent(event)
        for part in (self.nodes_bar, self.maps):
            part.setVisible(self.width() >= WITH_NODES)
        for button in self.zooms.values():
            button.setVisible(self.width() >= WITH_ZOOM)

    def _add_switch(self, row: QHBoxLayout) -> None:
        self._switch = OneOf(self)
        self.switches: dict[str, QPushButton] = {}
        for name, (text, tip) in EDGES.items():
            button = self._button(row, text, tip)
            button.setObjectName(name)
            button.setCheckable(True)
            self._switch.addButton(button)
            self.switches[name] = button
        self.switches["w"].setChecked(True)
        self._switch.buttonClicked.connect(self.on_switched)

    def _add_zoom(self, row: QHBoxLayout) -> None:
        self.zooms: dict[str, QPushButton] = {}
        for name, text, tip in (
            ("out", "−", "Zoom out (Ctrl+−)"),
            ("fit", "fit", "The whole network (Ctrl+0, or a double click on the ground)"),
            ("in", "+", "Zoom in (Ctrl++, or the mouse wheel; drag to move)"),
        ):
            button = self._button(row, text, tip)
            button.setObjectName(name)
            button.clicked.connect(self.on_zoom_clicked)
            self.zooms[name] = button
        self.show_fitted(True)

    def _button(self, row: QHBoxLayout, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(button)
        return button

    def set_theme(self, theme: Theme) -> None:
        """Colour both bars."""
        self.edges_bar.set_theme(theme)
        self.nodes_bar.set_theme(theme)

    def show_frame(self, frame: Frame) -> None:
        """Say whose values are shown, and what colours the edges."""
        self.switches[frame.view.edges].setChecked(True)
        self.maps.setChecked(frame.view.maps)
        self._few = can_be_dashed(edges_drawn(frame))
        self.show_dashes(self._dashes)
        self._show_nodes(frame)
        self._words.show_wordings(*_wordings(frame))

    def show_dashes(self, on: bool) -> None:
        """Show that negative edges are dashed, if they are and not too many."""
        self._dashes = on
        self.edges_bar.show_dashes(on and self._few)

    def _show_nodes(self, frame: Frame) -> None:
        """Tell what the colours in the nodes stand for."""
        if node_maps(frame) is None:
            self.nodes_bar.show_ends("a", None)
            self.nodes_bar.setToolTip(NODES)
        else:
            self.nodes_bar.show_ends("a", ends_in_words(frame.experiment.activations))
            self.nodes_bar.setToolTip(MAPS_SCALE)

    @Slot(float)
    def show_reach(self, reach: float) -> None:
        """Let the scale of edges end at ±`reach`."""
        gradient = self.switches["dC_dw"].isChecked()
        self.edges_bar.show_scale("∂C̄/∂w" if gradient else "w, b", reach)

    @Slot(bool)
    def show_fitted(self, fitted: bool) -> None:
        """Offer only what would change something."""
        self.zooms["out"].setEnabled(not fitted)
        self.zooms["fit"].setEnabled(not fitted)

    @Slot(QPushButton)
    def on_switched(self, button: QPushButton) -> None:
        """Say what shall colour the edges."""
        self.edges_changed.emit(button.objectName())

    @Slot()
    def on_zoom_clicked(self) -> None:
        """Ask for it."""
        self.zoom_asked.emit(self.sender().objectName())
