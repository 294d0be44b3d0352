"""Tools side by side, or one button with a menu of them where there is little room."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QAction, QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

GAP = 3
ICON = QSize(14, 14)
WIDTH, HEIGHT = 25, 24


class FoldingRow(QWidget):
    """Buttons of fixed widths at the right end of a row; their menu clicks them.

    Attributes:
        menu: the button that is seen instead of them.

    """

    def __init__(self, tip: str, parent: QWidget | None = None) -> None:
        """No buttons yet; `tip` says what the menu is for."""
        super().__init__(parent)
        self._buttons: list[QAbstractButton] = []
        self.menu = QPushButton()
        self.menu.setProperty("role", "small")
        self.menu.setIconSize(ICON)
        self.menu.setToolTip(tip)
        self.menu.setAccessibleName(tip)
        self.menu.setMenu(QMenu(self.menu))
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GAP)
        self.row.addStretch(1)
        self.row.addWidget(self.menu)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.menu.menu().aboutToShow.connect(self.on_menu)
        self.menu.menu().triggered.connect(self.on_chosen)

    def show_buttons(self, buttons: Sequence[QAbstractButton]) -> None:
        """Let these be the tools."""
        for button in self._buttons:
            if button not in buttons:
                button.hide()
        self._buttons = list(buttons)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        apart = self.width() >= self.wanted()
        for button in self._buttons:
            button.setVisible(apart)
        self.menu.setVisible(bool(self._buttons) and not apart)

    def wanted(self) -> int:
        """The width of all of them side by side."""
        return sum(button.minimumWidth() + GAP for button in self._buttons) + self.beside()

    def beside(self) -> int:
        """The width of what is always seen."""
        return 0

    def sizeHint(self) -> QSize:
        """Room for all."""
        return QSize(self.wanted(), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Room for the menu."""
        menu = self.menu.sizeHint().width() + GAP if self._buttons else 0
        return QSize(menu + self.beside(), HEIGHT)

    @Slot()
    def on_menu(self) -> None:
        """Fill the menu with the tools as they are at present."""
        self.menu.menu().clear()
        for button in self._buttons:
            entry = self.menu.menu().addAction(button.icon(), button.accessibleName())
            entry.setData(button)
            entry.setEnabled(button.isEnabled())
            entry.setCheckable(button.isCheckable())
            entry.setChecked(button.isChecked())

    @Slot(QAction)
    def on_chosen(self, entry: QAction) -> None:
        """Click the button of a line of the menu."""
        entry.data().click()


def tool(name: str, tip: str, checkable: bool = False) -> QPushButton:
    """A button with an icon, which is given to it with the theme."""
    button = QPushButton()
    button.setProperty("role", "chip")
    button.setIconSize(ICON)
    button.setFixedWidth(WIDTH)
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setCheckable(checkable)
    button.setIcon(QIcon())
    button.hide()
    return button
