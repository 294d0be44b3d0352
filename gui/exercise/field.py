"""The field for an answer."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

TIME_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
WINDOW_KEYS = (Qt.Key.Key_E, Qt.Key.Key_K)
"""With Ctrl: some platforms move and delete in a line by them, and the exercise could not be left."""
LONGEST = 60


class AnswerField(QLineEdit):
    """Takes a number; while it is empty, the keys that would move in it move through time as elsewhere."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setMaxLength(LONGEST)
        self.setPlaceholderText("your answer")
        self.setToolTip("A number such as 0.25, −1.5e−3 or 1/4; a comma is read as a decimal point  (Enter)")

    def event(self, event: QEvent) -> bool:
        """Leave keys that have nothing to move to the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and self._leaves(event):
            event.ignore()
            return True
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in WINDOW_KEYS:
            return True
        return not self.text() and event.key() in TIME_KEYS
