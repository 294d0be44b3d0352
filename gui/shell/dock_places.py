"""Where the docks are at first: areas, sizes, keys, and who shares a place with whom."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDockWidget

Area = Qt.DockWidgetArea
LEFT, RIGHT, BELOW = Area.LeftDockWidgetArea, Area.RightDockWidgetArea, Area.BottomDockWidgetArea
WIDTHS = {LEFT: (0.19, 284, 320), RIGHT: (0.27, 280, 480)}
"""Of the columns: the share of the window, the least and the most."""

HEIGHTS = {"controls": 0.675, "samples": 0.325, "cost": 0.335, "gradients": 0.305, "output": 0.36}
MOST_HEIGHT = {"controls": 585}
"""Shares of a column, and how much a form can make use of."""

BELOW_HEIGHT = (0.36, 200, 380)
"""Of the row below the middle: the share of the window, the least and the most."""

LOW_HEIGHT = 0.44
"""Of the same row, the share of a low window."""

LOW = 680
"""Where there is less height than this, two docks of a column share one place, and those below are closed
until a weight is clicked."""

BEHIND = {"health": "gradients", "hidden": "output", "landscape": "output"}
"""Docks that stand behind another one of a column, and which."""

FURTHER_KEYS = {
    "confusion": "Ctrl+M",
    "health": "Ctrl+H",
    "hidden": "Ctrl+J",
    "landscape": "Ctrl+T",
}
"""Of the docks without a number; Ctrl and a digit are those of the others."""

GRIP = QRect(0, 0, 90, 24)
"""As much of a floating dock's title must be on a screen, so that it can be taken hold of."""


def heights(names: Sequence[str], height: int) -> list[int]:
    """What the docks of a column get; the last has what others don't need."""
    down = [round(min(HEIGHTS[name] * height, MOST_HEIGHT.get(name, height))) for name in names]
    return [*down[:-1], height - sum(down[:-1])]


def can_be_reached(dock: QDockWidget) -> bool:
    """Whether enough of a floating dock's title is on a screen."""
    corner = dock.frameGeometry()
    middle = QPoint(corner.center().x(), corner.top())
    grip = GRIP.translated(middle - QPoint(GRIP.width() // 2, 0))
    return any(screen.availableGeometry().contains(grip) for screen in QGuiApplication.screens())
