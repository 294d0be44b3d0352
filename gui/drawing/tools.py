"""The tools in the title of the panel: eraser, brush, and the button that turns it all on."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from gui.drawing.easel import Easel
from gui.drawing.folding import GAP, ICON, FoldingRow, tool
from gui.icons import icon
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font

ERASE, SPRAY, CLEAR = "Eraser", "Spray", "Clear the drawing"
TIPS = {
    ERASE: "Erase the points that the ring touches  (E); the right button of the mouse always erases",
    SPRAY: "A wide brush: points fall all around the way of the mouse. Without it they fall in a line",
    CLEAR: "Leave one point of each class: training begins anew, and Undo brings the others back",
}
ICONS = {ERASE: "eraser", SPRAY: "spray-can", CLEAR: "trash-alt"}
WORD = "Draw"


class DrawingTools(FoldingRow):
    """Only the button is seen until somebody draws.

    Attributes:
        draw: turns it on and off.
        buttons: the tools by their names.

    """

    def __init__(self, easel: Easel, parent: QWidget | None = None) -> None:
        """Show what `easel` says."""
        super().__init__("Tools", parent)
        self._easel = easel
        self._neighbour: QWidget | None = None
        self.buttons = {name: tool(name, TIPS[name], name != CLEAR) for name in TIPS}
        self.draw = QPushButton(WORD)
        self.draw.setCheckable(True)
        self.draw.setIconSize(ICON)
        self.draw.setFont(number_font(12))
        self.draw.setStyleSheet("padding: 2px 7px")
        for button in self.buttons.values():
            self.row.insertWidget(self.row.count() - 1, button)
        self.row.addWidget(self.draw)
        self.buttons[ERASE].clicked.connect(easel.set_erasing)
        self.buttons[SPRAY].clicked.connect(easel.set_wide)
        self.buttons[CLEAR].clicked.connect(easel.clear)
        easel.changed.connect(self.on_changed)
        self.set_theme(DARK)

    def offer(self, action: QAction) -> None:
        """Let the button be that of `action`."""
        self.draw.setToolTip(action.toolTip())
        self.draw.clicked.connect(action.trigger)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self.draw.setIcon(icon("paint-brush", theme.text, theme.faint))
        for name, button in self.buttons.items():
            button.setIcon(icon(ICONS[name], theme.text, theme.faint))
        self.menu.setIcon(self.buttons[ERASE].icon())
        self.on_changed()

    def put_beside(self, neighbour: QWidget) -> None:
        """Let something else have its place before the tools."""
        self._neighbour = neighbour
        self.row.insertWidget(1, neighbour)

    def beside(self) -> int:
        """The width of what is always seen."""
        neighbour = self._neighbour
        away = 0 if neighbour is None or neighbour.isHidden() else neighbour.sizeHint().width() + GAP
        return self.draw.sizeHint().width() + away

    @Slot()
    def on_changed(self) -> None:
        """Show what the easel says."""
        easel = self._easel
        self.draw.setChecked(easel.on)
        self.buttons[ERASE].setChecked(easel.erasing)
        self.buttons[SPRAY].setChecked(easel.wide)
        self.show_buttons(list(self.buttons.values()) if easel.on else [])
