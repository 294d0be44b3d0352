"""The menu of a panel's title: a picture of the panel, and which panels there are."""

from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QDockWidget

from gui.exporting.choices import target_of


class TitleMenus(QObject):
    """Opens a menu at a right click on the title of a panel."""

    def __init__(self, window: Any) -> None:
        """Listen to the titles of all docks of `window`, the main window."""
        super().__init__(window)
        self._window = window
        self._dock: QDockWidget | None = None
        for dock in window.docks.values():
            title = dock.titleBarWidget()
            title.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            title.customContextMenuRequested.connect(self.on_wanted)

    @Slot(QPoint)
    def on_wanted(self, at: QPoint) -> None:
        """Open the menu of the title that was clicked, with what it would have had without this below."""
        title = self.sender()
        self._dock = next(k for k in self._window.docks.values() if k.titleBarWidget() is title)
        menu = self._window.createPopupMenu()
        first = menu.actions()[0] if menu.actions() else None
        for words, handler in (("Export picture…", self.on_export), ("Copy picture", self.on_copy)):
            action = menu.addAction(words)
            action.triggered.connect(handler)
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(title.mapToGlobal(at))

    @Slot()
    def on_export(self) -> None:
        """Ask for a picture of the panel."""
        self._window.exports.open_picture_of(self._dock.objectName())

    @Slot()
    def on_copy(self) -> None:
        """Put a picture of the panel on the clipboard."""
        self._window.exports.copy(target_of(self._dock))
