"""The features of planar data, each switched on and off by a button."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from core.datasets.features import FEATURES

WORDS = {
    "square_1": "the square of x₁",
    "square_2": "the square of x₂",
    "product": "the product of x₁ and x₂",
    "sine_1": "the sine of x₁",
    "sine_2": "the sine of x₂",
}


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
            chip = QPushButton(feature.label)
            chip.setCheckable(True)
            chip.setProperty("role", "chip")
            chip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
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
