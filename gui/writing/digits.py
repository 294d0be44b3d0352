"""How many digits numbers are written with, one choice for all panels that are there to be checked."""

from PySide6.QtCore import QObject, Signal, Slot

from gui.writing.numbers import significant

FEWEST, MOST, USUAL = 2, 15, 4


class Digits(QObject):
    """The number of significant digits that is chosen.

    Signals:
        changed: the new number.

    Attributes:
        count: the number, 2 to 15.

    """

    changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with four."""
        super().__init__(parent)
        self.count = USUAL

    @Slot(int)
    def set(self, count: int) -> None:
        """Choose another number; beyond the ends, the end."""
        count = min(max(count, FEWEST), MOST)
        if count != self.count:
            self.count = count
            self.changed.emit(count)

    def write(self, value: float) -> str:
        """`value` with so many significant digits."""
        return significant(value, self.count)
