"""Buttons of which one is down: Tab stops at that one, and arrow keys press the others."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from gui.own_keys import kept

WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class OneOf(QButtonGroup):
    """A group whose buttons have the arrow keys, those of time in the window, while the keyboard is there."""

    def addButton(self, button: QAbstractButton, number: int = -1) -> None:
        """Take in one more button."""
        super().addButton(button, number)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button beside the one that has the keyboard."""
        if kept(event, _goes):
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _goes(event):
            self._press_beside(watched, WAYS[Qt.Key(event.key())])
            return True
        return False

    def _press_beside(self, button: QObject, by: int) -> None:
        """The next that can be; none where all were hidden just before the key came."""
        row = self.buttons()[::by]
        at = row.index(button) + 1
        usable = (each for each in row[at:] + row[:at] if each.isVisible() and each.isEnabled())
        if (beside := next(usable, None)) is not None:
            beside.click()
            beside.setFocus(Qt.FocusReason.TabFocusReason)


def _goes(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    return plain and event.key() in WAYS
