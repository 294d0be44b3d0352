"""Keys that a widget has for itself, though they are shortcuts of the window elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget


def kept(event: QEvent, own: Callable[[QKeyEvent], bool]) -> bool:
    """Whether `event` asks for a key that is the widget's `own`; then it comes to the widget as any other."""
    mine = event.type() is QEvent.Type.ShortcutOverride and own(event)
    if mine:
        event.accept()
    return mine


def focused() -> QWidget | None:
    """What has the keyboard: of what is magnified for a presentation, the part that has it."""
    widget = QApplication.focusWidget()
    return getattr(widget, "focused", widget)


def is_escape(event: QKeyEvent) -> bool:
    """Whether the key is Esc."""
    return event.key() == Qt.Key.Key_Escape
