"""The space of a layer of two or three nodes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.frame import Frame
from gui.theme import Theme


class HiddenPanel(QWidget):
    """The space of a layer of two or three nodes.

    Signals:
        sample_chosen: index of the sample to show.
        viewed: a dict of fields of the view that should change.
        asked: a command.
        picked: a weight, bias or node to select; lit: one to be lit on the canvas, or None.
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

    name, title = "hidden", "Hidden space"

    def show_frame(self, frame: Frame) -> None:
        """Show what `frame` tells."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
