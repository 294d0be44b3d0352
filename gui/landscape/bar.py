"""The buttons in the title of the landscape."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.network.legend import FittingLabel
from gui.one_of import OneOf
from gui.plots.cost_bar import title_button

SPACE = "A surface in space, with the tangent plane; drag to turn it"


class LandscapeBar(QWidget):
    """What is under the mouse; at the right all of it again, a logarithmic scale, and the two looks."""

    def __init__(self) -> None:
        """A map at first, with a linear scale."""
        super().__init__()
        self.words = FittingLabel()
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.words.setContentsMargins(10, 0, 0, 0)
        self.fit = title_button("fit", "See the whole path again (Home)")
        self.log = title_button("log", "Heights and colours on a logarithmic scale", checkable=True)
        self.map = title_button("map", "Seen from above", checkable=True)
        self.surface = title_button("3-D", SPACE, checkable=True)
        self.looks = OneOf(self)
        for k, button in enumerate((self.map, self.surface)):
            self.looks.addButton(button, k)
        self.map.setChecked(True)
        self.fit.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        for button in (self.fit, self.log, self.map, self.surface):
            row.addWidget(button)

    def show_space(self, on: bool) -> None:
        """Choose the surface in space, or the map."""
        (self.surface if on else self.map).setChecked(True)
