"""The classes to paint with, above the plane."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.painting import MOST_CLASSES
from gui.drawing.easel import Easel
from gui.drawing.folding import FoldingRow, tool
from gui.drawing.swatches import Swatch, swatch_icon
from gui.icons import icon
from gui.targets import Targets
from gui.theme import DARK, Theme

MORE = "Another class"
TIP = "Add a class: training begins anew, with one output more"


class ClassRow(FoldingRow):
    """A swatch for each class, and a button for another."""

    def __init__(self, easel: Easel, parent: QWidget | None = None) -> None:
        """Nothing is seen until somebody paints."""
        super().__init__("The class to paint", parent)
        self._easel, self._theme = easel, DARK
        self._targets: Targets | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.swatches = [Swatch(k, self) for k in range(MOST_CLASSES)]
        self.more = tool(MORE, TIP)
        for part in (*self.swatches, self.more):
            part.hide()
            self.row.insertWidget(self.row.count() - 1, part)
        for swatch in self.swatches:
            swatch.clicked.connect(self.on_clicked)
        self.more.clicked.connect(easel.add_class)
        easel.changed.connect(self.on_changed)
        self.on_changed()

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self.more.setIcon(icon("plus", theme.text, theme.faint))

    def show_targets(self, targets: Targets) -> None:
        """Take the colours of the classes from `targets`."""
        if targets is self._targets:
            return
        self._targets = targets
        for swatch in self.swatches:
            colour = self._colour(swatch.label)
            swatch.show_colour(colour, self._theme)
            swatch.setIcon(swatch_icon(swatch.label, colour, self.devicePixelRatioF()))
        self.on_changed()

    def _colour(self, label: int) -> QColor:
        return QColor(self._theme.muted) if self._targets is None else self._targets.class_colour(label)

    @Slot()
    def on_changed(self) -> None:
        """Show what the easel says."""
        easel = self._easel
        for swatch in self.swatches:
            swatch.setChecked(swatch.label == easel.label and not easel.erasing)
        self.more.setEnabled(easel.classes < MOST_CLASSES)
        self.menu.setIcon(self.swatches[min(easel.label, MOST_CLASSES - 1)].icon())
        self.show_buttons([*self.swatches[: easel.classes], self.more] if easel.on else [])
        self.setVisible(easel.on)

    @Slot()
    def on_clicked(self) -> None:
        """Paint that class."""
        self._easel.choose(self.sender().label)
        self.on_changed()  # a swatch that was chosen before stays so
