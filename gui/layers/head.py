"""The line above the matrices: what they are of, and a button for each layer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.frame import Frame
from gui.layers.names import MEAN
from gui.network.legend import FittingLabel
from gui.one_of import OneOf
from gui.writing.numbers import grouped


class MatricesHead(QWidget):
    """Words about the numbers, a switch for following the layer at work, and a button for each layer.

    Signals:
        layer_chosen: the layer whose button was pressed.
        follow_chosen: whether the layer at work shall come into view.

    """

    layer_chosen = Signal(int)
    follow_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """No layers yet."""
        super().__init__(parent)
        self.words = FittingLabel()
        self.follow = _button("follow", "Scroll to the layer at work while stepping")
        self.follow.setChecked(True)
        self.follow.clicked.connect(self.follow_chosen)
        self._group = OneOf(self)
        self._group.idClicked.connect(self.layer_chosen)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 2, 4, 2)
        self._row.setSpacing(4)
        self._row.addWidget(self.words, 1)
        self._row.addSpacing(4)
        self._row.addWidget(self.follow)
        self._row.addSpacing(4)

    @property
    def layers(self) -> list[QPushButton]:
        """The buttons of layers 1 … L."""
        return self._group.buttons()

    @property
    def follows(self) -> bool:
        """Whether the layer at work shall come into view."""
        return self.follow.isChecked()

    def show_frame(self, frame: Frame) -> None:
        """Offer the layers of `frame`, and say which sample its numbers are of."""
        self._offer(frame.L)
        sample = f"sample {grouped(frame.sample + 1)}"
        when = ", before the update" if frame.precedes_update else ""
        own = f"{sample}{when}; with {MEAN}: mean of the batch"
        self.words.show_wordings(own, f"{sample}{when}", sample)

    def show_layer(self, l: int) -> None:
        """Let the button of the layer in view be down."""
        button = self._group.button(l)
        if button is not None:
            button.setChecked(True)

    def show_following(self, on: bool) -> None:
        """Show whether the layer at work is followed."""
        self.follow.setChecked(on)

    def _offer(self, L: int) -> None:
        for l in range(len(self.layers), L, -1):
            button = self._group.button(l)
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for l in range(len(self.layers) + 1, L + 1):
            button = _button(str(l), f"Layer {l}")
            self._group.addButton(button, l)
            self._row.addWidget(button)


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "small")
    button.setCheckable(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(button.focusPolicy().TabFocus)
    return button
