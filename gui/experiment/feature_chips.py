"""The features of planar data, each switched on and off by a button."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from core.datasets.features import FEATURES
from gui.own_keys import kept

WORDS = {
    "square_1": "the square of x₁",
    "square_2": "the square of x₂",
    "product": "the product of x₁ and x₂",
    "sine_1": "the sine of x₁",
    "sine_2": "the sine of x₂",
}


class Chip(QPushButton):
    """A small switch. Whoever has come to it by the tab key switches it by the space bar."""

    def __init__(self, text: str) -> None:
        """Take what is written on it."""
        super().__init__(text)
        self.setCheckable(True)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click the space bar still runs the training

    def event(self, event: QEvent) -> bool:
        """Take the space bar before the window does."""
        return kept(event, lambda e: e.key() == Qt.Key.Key_Space) or super().event(event)


class FeatureChips(QWidget):
    """A row of small buttons, one a feature.

    Signals:
        chosen: the names of all features that are on, after a person has switched one.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setToolTip("What is worked out from x₁ and x₂ and goes into the network besides them")
        self.chips = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for feature in FEATURES:
            chip = Chip(feature.label)
            words = WORDS[feature.name]
            chip.setToolTip(f"{feature.label}, {words}, as an input of the network: begins anew")
            chip.setAccessibleName(f"Input {words}")
            chip.clicked.connect(self.on_clicked)
            self.chips[feature.name] = chip
            row.addWidget(chip, 1)
        self.setFocusProxy(next(iter(self.chips.values())))

    def show_features(self, features: tuple[str, ...]) -> None:
        """Show which are on, without a signal."""
        for name, chip in self.chips.items():
            chip.setChecked(name in features)

    @Slot()
    def on_clicked(self) -> None:
        """Say which are on now."""
        self.chosen.emit(tuple(name for name, chip in self.chips.items() if chip.isChecked()))
