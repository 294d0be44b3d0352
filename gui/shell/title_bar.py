"""The title of a dock below the network: what its panel puts there, beside the usual two buttons."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QSizePolicy, QToolButton, QWidget

BUTTONS = {
    "qt_dockwidget_floatbutton": "Take the panel out of the window, or put it back",
    "qt_dockwidget_closebutton": "Close the panel; the View menu brings it back",
}
SPOKEN = {"qt_dockwidget_floatbutton": "Take out or put back", "qt_dockwidget_closebutton": "Close"}
BESIDE = 80
"""Pixels for the two buttons and the gaps."""


class TitleBar(QWidget):
    """Saves a line: a tab tells the panel's name already, and only where there is none does the title.

    The name makes room where the content needs it.
    """

    def __init__(self, dock: QDockWidget, content: QWidget) -> None:
        """Put `content` into the title of `dock`; the name is seen where no tab has it."""
        super().__init__(dock)
        self.setObjectName("title_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._dock, self._content, self._looking = dock, content, False
        self.name = QLabel(dock.windowTitle())
        self.name.setProperty("role", "title")
        self.name.setContentsMargins(10, 0, 0, 0)
        self.name.setToolTip("Drag the panel to another place, or double click to take it out of the window")
        content.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 8, 2)
        row.setSpacing(4)
        row.addWidget(self.name)
        row.addWidget(content, 1)
        for name, press in (
            ("qt_dockwidget_floatbutton", self.on_float),
            ("qt_dockwidget_closebutton", dock.close),
        ):
            button = QToolButton()
            button.setObjectName(name)
            button.setToolTip(BUTTONS[name])
            button.setAccessibleName(f"{SPOKEN[name]} {dock.windowTitle()}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(press)
            row.addWidget(button)
        for changed in (dock.topLevelChanged, dock.dockLocationChanged):
            changed.connect(self.on_moved)
        self.on_moved()

    @Slot()
    def on_float(self) -> None:
        """Take the panel out of the window, or put it back."""
        self._dock.setFloating(not self._dock.isFloating())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether the name has room."""
        super().resizeEvent(event)
        self.on_moved()

    @Slot()
    def on_moved(self) -> None:
        """Show the name where no tab does, and there is room."""
        if self._looking:
            return
        self._looking = True
        for _ in range(2):  # to show it may lay the title out anew; what Qt shows meanwhile it can't hide
            self.name.setVisible(self._needs_name())
        self._looking = False

    def _needs_name(self) -> bool:
        window = self._dock.parent()
        tabs = isinstance(window, QMainWindow) and bool(window.tabifiedDockWidgets(self._dock))
        room = self.width() >= self.name.sizeHint().width() + self._content.minimumSizeHint().width() + BESIDE
        return room and (self._dock.isFloating() or not tabs)
