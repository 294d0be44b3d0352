"""All panels beside one another, none behind a tab: the most that a window has to paint at once."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt

from gui.shell.dock_places import BELOW, LEFT, RIGHT

ACROSS, DOWN = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
PLACES = {
    LEFT: (("controls",), ("runs",), ("samples",)),
    RIGHT: (("cost", "health"), ("gradients", "hidden"), ("output", "landscape")),
    BELOW: (("chain_rule", "matrices", "check", "confusion"),),
}
"""By areas, from top to bottom: the panels that stand side by side."""

WIDTHS = {"controls": 270, "cost": 320, "health": 320, "gradients": 320, "hidden": 320}
HEIGHTS = {"controls": 440, "runs": 200, "cost": 230, "gradients": 320, "output": 340, "chain_rule": 280}
"""Pixels that suit a screen of 1920 × 1080."""


def spread(window: Any) -> None:
    """Let `window`, the main window that is not shown yet, fill the screen with all of its panels."""
    window.resize(window.screen().availableSize())
    docks = window.docks
    for dock in docks.values():
        window.removeDockWidget(dock)
    for area, rows in PLACES.items():
        for row in rows:  # at once side by side: between them Qt would leave the others no room
            window.addDockWidget(area, docks[row[0]])
            docks[row[0]].show()
        for row in rows:
            for before, name in pairwise(row):
                window.splitDockWidget(docks[before], docks[name], ACROSS)
                docks[name].show()
    for sizes, along in ((WIDTHS, ACROSS), (HEIGHTS, DOWN)):
        window.resizeDocks([docks[k] for k in sizes], list(sizes.values()), along)
    window.dock_layout.keep()
