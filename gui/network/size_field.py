"""The number of nodes of one layer, to be typed over."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from gui.fields import ELSEWHERE, PassingLine

LONGEST = 4
"""Characters that can be typed: enough to be told that a number is too large."""


class SizeField(PassingLine):
    """Shows how many nodes there are; Enter asks for as many as were typed, Esc gives it up.

    Signals:
        typed: the text, where a person has changed it and pressed Enter.
        closed: the field gives the keyboard back.
        unheld: the keyboard has gone elsewhere.
    """

    typed = Signal(str)
    closed = Signal()
    unheld = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Empty until a size is shown."""
        super().__init__(parent)
        self.setObjectName("layer_size")
        self.setMaxLength(LONGEST)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._size = 0
        self._come = False
        self.returnPressed.connect(self.on_return)

    def show_size(self, size: int) -> None:
        """Show `size`, but not in place of what is just being typed."""
        if size != self._size or not self.hasFocus():
            self._size = size
            self.setText(str(size))
            self.setModified(False)
            if self.hasFocus():
                self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here types over what is there."""
        super().focusInEvent(event)
        self._come = event.reason() == Qt.FocusReason.MouseFocusReason
        self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The click with which somebody comes puts no cursor between the digits."""
        super().mousePressEvent(event)
        if self._come:
            self.selectAll()
        self._come = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        if event.reason() not in ELSEWHERE:
            self.unheld.emit()

    def give_up(self) -> None:
        """Show what there is again."""
        self.setText(str(self._size))
        self.setModified(False)

    def escape(self) -> None:
        """Give up, and give the keyboard back."""
        self.give_up()
        self.closed.emit()

    @Slot()
    def on_return(self) -> None:
        """Ask for what was typed; a number that nobody touched is left as it is."""
        if self.isModified():
            self.typed.emit(self.text())
        else:
            self.closed.emit()
