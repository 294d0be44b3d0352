"""What the panels with pictures of what is learned have in common: what they may ask for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget


class PicturePanel(QWidget):
    """A panel that the window is connected with in one way, whatever it shows.

    Signals:
        sample_chosen: index of the sample to show.
        viewed: a dict of fields of the view that should change.
        asked: a command.
        picked: a weight, bias or node to select; lit: the things to be lit on the canvas.
        said: a sentence for the status bar.
        left: the person has finished (Escape).
    """

    sample_chosen = Signal(object)
    viewed = Signal(object)
    asked = Signal(object)
    picked = Signal(object)
    lit = Signal(object)
    said = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Have the ground of a panel."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
