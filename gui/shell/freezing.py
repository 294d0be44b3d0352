"""Freezing what is selected, so that updates leave it alone, and freeing it again."""

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Edit
from core.frame import Frame
from core.frozen import is_frozen
from core.selection import Node, Pick
from gui.layer_actions import can_be_frozen


class Freezing(QObject):
    """Asks for the selected weight, bias or node to be frozen, or free where it was frozen.

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
        if frame is not None and can_be_frozen(frame):
            self.asked.emit(Edit("frozen", not selected_is_frozen(frame), at=frame.pick))


def selected_is_frozen(frame: Frame) -> bool:
    """Whether something is selected that updates leave alone, all of it."""
    return frame.pick is not None and is_frozen(frame.mask, frame.n, frame.pick)


def freeze_words(frame: Frame) -> str:
    """What the action freezes, as it is called in a menu."""
    if isinstance(frame.pick, Node) and frame.pick.l:
        return "Freeze node"
    if isinstance(frame.pick, Pick):
        return "Freeze bias" if frame.pick.B is None else "Freeze weight"
    return "Freeze weight, bias or node"
