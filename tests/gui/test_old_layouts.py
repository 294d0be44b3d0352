"""Layouts of docks from before there was a confusion matrix bring back all that they know of."""

import pytest
from driving import Key, Modifier
from old_layouts import layout
from PySide6.QtCore import Qt

BESIDE = {"controls", "samples", "cost", "gradients", "output"}
BELOW = Qt.DockWidgetArea.BottomDockWidgetArea


@pytest.fixture
def window(open_window):
    """A window as large as the one of that time."""
    return open_window(size=(1280, 800)).window


def shows(window, names):
    return window.dock_layout.visible == set(names)


@pytest.mark.parametrize(("name", "front"), [("first", "chain_rule"), ("front", "matrices")])
def test_the_new_panel_joins_those_below_and_leaves_the_others_as_they_were(window, qtbot, name, front):
    window.docks["cost"].setFloating(True)
    window.dock_layout.restore(layout(name))
    qtbot.waitUntil(lambda: shows(window, {*BESIDE, front}))
    assert not window.docks["cost"].isFloating()
    assert window.docks["confusion"] in window.tabifiedDockWidgets(window.docks["matrices"])
    qtbot.keyClick(window.canvas, Key.Key_M, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: shows(window, {*BESIDE, "confusion"}))


def test_where_all_below_were_closed_the_new_panel_is_closed_too(window, qtbot):
    window.dock_layout.restore(layout("closed"))
    qtbot.waitUntil(lambda: shows(window, BESIDE))
    assert window.size().toTuple() == (1280, 800)
    qtbot.keyClick(window.canvas, Key.Key_M, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: shows(window, {*BESIDE, "confusion"}))
    assert window.dockWidgetArea(window.docks["confusion"]) == BELOW


def test_what_floated_floats_and_the_new_panel_does_not(window, qtbot):
    window.dock_layout.restore(layout("floating"))
    apart = {"matrices", "check", "runs"}
    qtbot.waitUntil(lambda: shows(window, BESIDE - {"samples"} | apart | {"chain_rule"}))
    assert {name for name, dock in window.docks.items() if dock.isFloating()} == apart
    assert window.docks["confusion"] in window.tabifiedDockWidgets(window.docks["chain_rule"])


def test_the_layout_of_today_comes_back_as_it_was(window, qtbot):
    window.docks["confusion"].raise_()
    qtbot.waitUntil(lambda: shows(window, {*BESIDE, "confusion"}))
    state = window.dock_layout.state()
    window.dock_layout.restore(layout("closed"))
    qtbot.waitUntil(lambda: shows(window, BESIDE))
    window.dock_layout.restore(state)
    qtbot.waitUntil(lambda: shows(window, {*BESIDE, "confusion"}))
