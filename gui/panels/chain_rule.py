"""Chain rule."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.frame import Frame
from gui.theme import DARK, Theme
from gui.writing.digits import Digits


class ChainRulePanel(QWidget):
    """Chain rule.

    Signals:
        picked: the weight, bias or node that was clicked.
        asked: a command.
        lit: the nodes, weights and biases that what is under the mouse comes from.
    """

    picked = Signal(object)
    asked = Signal(object)
    lit = Signal(object)

    title = "Chain rule"
    name = "chain_rule"

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until the first frame; numbers are written with `digits`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.digits = digits
        self._theme = DARK
        self.setMinimumSize(200, 120)

    def sizeHint(self) -> QSize:
        """Room for a few lines."""
        return QSize(640, 230)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme

    def show_frame(self, frame: Frame) -> None:
        """Show `frame`."""
        if not self.isVisible():
            return
