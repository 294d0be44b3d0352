"""How large the gradients of each layer are, and what that means for training."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.frame import Frame
from gui.plots.time_axis import TimeAxis
from gui.theme import Theme


class HealthPanel(QWidget):
    """How large the gradients of each layer are, and what that means for training.

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

    name, title = "health", "Gradient health"

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        """Empty until the first frame; steps lie along the axis `time`."""
        super().__init__(parent)
        self._time = time

    def show_frame(self, frame: Frame) -> None:
        """Show what `frame` tells."""

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
