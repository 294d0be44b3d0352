"""Freezing the weight or bias that is selected, so that updates leave it alone, and freeing it again."""

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Edit
from core.frame import Frame
from core.selection import Pick, index_of


class Freezing(QObject):
    """Asks for the selected parameter to be frozen, or free where it was frozen.

    Signals:
        asked: an `Edit`.
    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is asked for before the first `follow`."""
        super().__init__(parent)
        self._frame: Frame | None = None

    def follow(self, frame: Frame) -> None:
        """Take note of what is selected."""
        self._frame = frame

    @Slot()
    def toggle(self) -> None:
        """Freeze what is selected, or free it."""
        frame = self._frame
        if frame is not None and isinstance(frame.pick, Pick):
            self.asked.emit(Edit("frozen", not is_frozen(frame), at=frame.pick))


def is_frozen(frame: Frame) -> bool:
    """Whether a weight or bias is selected that updates leave alone."""
    return isinstance(frame.pick, Pick) and bool(frame.mask[index_of(frame.pick, frame.n)])
