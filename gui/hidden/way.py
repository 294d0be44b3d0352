"""A slider that leads from the plane of the inputs to a layer's space, and back."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from core.symbols import raised
from gui.own_keys import kept

TIP = (
    "Drag to the left to see the plane of the inputs, and back to see how the layers fold it into this space"
)
END, PAGE = 100, 10
WIDTH = 64
KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
"""Keys that move the slider, and would lead through time elsewhere."""


class Slide(QSlider):
    """A slider that keeps its keys."""

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move it from leading through time."""
        return kept(event, self._takes) or super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        return event.key() in KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class WaySlider(QWidget):
    """A slider between x and a^ℓ, at its end until somebody moves it.

    Signals:
        changed: the share of the way, 0 to 1.

    """

    changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Stand at the end."""
        super().__init__(parent)
        self.slider = Slide(Qt.Orientation.Horizontal)
        self.slider.setRange(0, END)
        self.slider.setPageStep(PAGE)
        self.slider.setSingleStep(PAGE // 2)
        self.slider.setValue(END)
        self.slider.setFixedWidth(WIDTH)
        self.slider.setAccessibleName("Way from the inputs to the layer")
        self.setToolTip(TIP)
        self._end = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(5)
        for part in (QLabel("x"), self.slider, self._end):
            part.setToolTip(TIP)
            row.addWidget(part)
        self.slider.valueChanged.connect(self.on_moved)

    @property
    def share(self) -> float:
        """Of the way."""
        return self.slider.value() / END

    def show_layer(self, layer: int) -> None:
        """Lead to the space of this layer."""
        words = f"a{raised(layer)}"
        if self._end.text() != words:
            self._end.setText(words)

    def arrive(self) -> None:
        """Stand at the end again, without a signal."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(END)

    @Slot(int)
    def on_moved(self, value: int) -> None:
        """Hand on how far it is."""
        self.changed.emit(value / END)
