"""Layouts of docks that were saved, those of versions of the window that had fewer of them too."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gui.shell.dock_places import BEHIND, BELOW

VERSION = 5
"""Of the layouts that are saved; grows when there are other docks."""

MISSING = {4: tuple(BEHIND), 3: ("confusion", *BEHIND)}
"""Of which docks the layouts of versions before know nothing."""

Docks = Mapping[str, QDockWidget]


def is_layout(state: QByteArray) -> bool:
    """Whether `state` looks like a layout that can be brought back."""
    return _version(state) in (VERSION, *MISSING)


def bring_back_layout(
    state: QByteArray, window: QMainWindow, docks: Docks, below: Sequence[QDockWidget]
) -> bool:
    """Arrange the `docks` of `window` as they were; return whether `state` is a layout of such docks.

    `below` are those that stand below the middle at first.
    """
    names = MISSING.get(_version(state))
    if names is None:
        return window.restoreState(state, VERSION)
    for name in names:
        window.removeDockWidget(docks[name])  # beside others than they stand with the window would grow
    found = window.restoreState(state, _version(state))
    for name in names:
        _put(docks[name], window, docks, below)
    return found


def _version(state: QByteArray) -> int:
    """The version that Qt writes behind a mark of four bytes."""
    return int.from_bytes(state.data()[4:8], "big")


def _put(new: QDockWidget, window: QMainWindow, docks: Docks, below: Sequence[QDockWidget]) -> None:
    """Give a dock that a layout knows nothing of a place behind those that it stands with at first."""
    new.setFloating(False)
    new.hide()  # as long as it has no place: the window would grow to make room, and it would be in front
    host = docks.get(BEHIND.get(new.objectName(), ""))
    if host is None:
        _put_below(new, window, below)
        return
    window.addDockWidget(window.dockWidgetArea(host), new)
    if not host.isFloating():
        window.tabifyDockWidget(host, new)
    new.setVisible(not (host.isHidden() or host.isFloating()))
    host.raise_()


def _put_below(new: QDockWidget, window: QMainWindow, below: Sequence[QDockWidget]) -> None:
    """Let it share the place of those below the middle, open if they are."""
    others = [k for k in below if k is not new and not k.isFloating()]
    others = [k for k in others if window.dockWidgetArea(k) == BELOW]
    opened = [k for k in others if not k.isHidden()]
    window.addDockWidget(BELOW, new)
    if others:
        window.tabifyDockWidget((opened or others)[-1], new)
    new.setVisible(bool(opened))
