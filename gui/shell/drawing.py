"""What the window does for who paints: keys of the classes and the eraser, and the panel in sight."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QWidget

from core.painting import MOST_CLASSES
from gui.drawing.easel import Easel
from gui.drawing.swatches import key_of

ERASER = "E"


class Drawing(QObject):
    """Keys are the easel's while it is in use; what is typed into a field is typed."""

    def __init__(self, easel: Easel, action: QAction, dock: QDockWidget, window: QWidget) -> None:
        """Hear the keys of `window`; `action` turns the easel on and off, and `dock` has its plane."""
        super().__init__(window)
        self._easel, self._action, self._dock = easel, action, dock
        self._labels = {QShortcut(QKeySequence(key_of(k)), window): k for k in range(MOST_CLASSES)}
        self._eraser = QShortcut(QKeySequence(ERASER), window)
        for shortcut in self._labels:
            shortcut.activated.connect(self.on_digit)
        self._eraser.activated.connect(self.on_eraser)
        easel.changed.connect(self.on_changed)
        easel.opened.connect(self.on_opened)
        self.on_changed()

    @Slot()
    def on_changed(self) -> None:
        """Take the keys, or give them back."""
        self._action.setChecked(self._easel.on)
        for shortcut in (*self._labels, self._eraser):
            shortcut.setEnabled(self._easel.on)

    @Slot()
    def on_opened(self) -> None:
        """Show the plane."""
        self._dock.show()
        self._dock.raise_()

    @Slot()
    def on_digit(self) -> None:
        """Paint the class of the key."""
        self._easel.choose(self._labels[self.sender()])

    @Slot()
    def on_eraser(self) -> None:
        """Take the eraser, or put it back."""
        self._easel.set_erasing(not self._easel.erasing)
