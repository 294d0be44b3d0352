"""The menu bar: what is in which menu, and which data set and appearance are ticked."""

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QDockWidget, QMenu, QMenuBar

from core.datasets import entries

TRAIN = ("run", "", "phase", "step", "epoch", "", "slower", "faster", "", "reset")
THEMES = ("system", "light", "dark")


class Menus(QObject):
    """Fills a menu bar from the table of actions, the data sets and the docks.

    Attributes:
        data: the group of data sets; an action's data is the set's name.
        themes: the group of appearances; an action's data is "system", "light" or "dark".

    """

    def __init__(
        self, bar: QMenuBar, actions: dict[str, QAction], docks: Iterable[QDockWidget], parent: QObject
    ) -> None:
        """Fill `bar`; both groups tell what was chosen by their `triggered`."""
        super().__init__(parent)
        self.data, self.themes = QActionGroup(self), QActionGroup(self)
        bar.addMenu("&File").addActions([actions["picture"], actions["quit"]])
        self._fill_data(bar.addMenu("&Data"))
        self._fill_train(bar.addMenu("&Train"), actions)
        self._fill_view(bar.addMenu("&View"), actions, docks)
        bar.addMenu("&Help").addAction(actions["about"])

    def show_dataset(self, name: str) -> None:
        """Tick the data set `name`."""
        _tick(self.data, name)

    def show_theme(self, name: str) -> None:
        """Tick the appearance `name`."""
        _tick(self.themes, name)

    def _fill_data(self, menu: QMenu) -> None:
        """Under a heading for each group, its data sets."""
        menu.setToolTipsVisible(True)
        group = None
        for known in entries():
            if known.group != group:
                group = known.group
                menu.addAction(group).setEnabled(False)
            action = _choice(self.data, known.title, known.name)
            action.setToolTip(known.description)
            menu.addAction(action)

    def _fill_train(self, menu: QMenu, actions: dict[str, QAction]) -> None:
        for name in TRAIN:
            if name:
                menu.addAction(actions[name])
            else:
                menu.addSeparator()

    def _fill_view(self, menu: QMenu, actions: dict[str, QAction], docks: Iterable[QDockWidget]) -> None:
        menu.addActions([dock.toggleViewAction() for dock in docks])
        menu.addAction(actions["restore"])
        menu.addSeparator()
        actions["log"].setCheckable(True)
        menu.addAction(actions["log"])
        appearance = menu.addMenu("Appearance")
        for name in THEMES:
            appearance.addAction(_choice(self.themes, name.capitalize(), name))


def _choice(group: QActionGroup, text: str, value: str) -> QAction:
    action = QAction(text, group)
    action.setCheckable(True)
    action.setData(value)
    return action


def _tick(group: QActionGroup, value: str) -> None:
    for action in group.actions():
        if action.data() == value and not action.isChecked():
            action.setChecked(True)
