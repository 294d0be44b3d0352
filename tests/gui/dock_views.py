"""The docks of the window: their places at first, and where they are now."""

from driving import Button, Key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

BESIDE = ["controls", "samples", "cost", "gradients", "output"]
BELOW = ["chain_rule", "matrices", "check", "runs", "confusion"]
BEHIND = {"health": "gradients", "hidden": "output", "landscape": "output"}
NAMES = BESIDE + BELOW + list(BEHIND)
KEYS = {name: Key(Key.Key_1.value + k) for k, name in enumerate(NAMES[:9])} | {"confusion": Key.Key_M}
KEYS |= {"health": Key.Key_H, "hidden": Key.Key_J, "landscape": Key.Key_T}
AT_FIRST = {*BESIDE, "chain_rule"}
Area = Qt.DockWidgetArea
LEFT, RIGHT, BOTTOM = Area.LeftDockWidgetArea, Area.RightDockWidgetArea, Area.BottomDockWidgetArea
FIRST = {"controls": LEFT, "samples": LEFT, "cost": RIGHT, "gradients": RIGHT, "output": RIGHT}
FIRST |= dict.fromkeys(BELOW, BOTTOM) | dict.fromkeys(BEHIND, RIGHT)


def press_button(dock, which):
    """Click on a button of the dock's title."""
    QTest.mouseClick(dock.findChild(QAbstractButton, f"qt_dockwidget_{which}button"), Button.LeftButton)


def geometries(window):
    return {name: window.docks[name].geometry().getRect() for name in seen(window)}


def areas(window):
    return {name: window.dockWidgetArea(dock) for name, dock in window.docks.items()}


def seen(window):
    return {name for name in NAMES if not getattr(window, name).visibleRegion().isEmpty()}
