"""Panels are moved, one action puts all of them back, and a layout that was kept is taken up."""

import pytest
from dock_views import (
    FIRST,
    LEFT,
    areas,
    geometries,
    press_button,
    seen,
)
from driving import Button, Key, Modifier
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtTest import QTest

from gui.shell import layouts as module


def move_about(window):
    """Close one, float one, move one to the other side, put one behind another, and make a column wide."""
    press_button(window.docks["samples"], "close")
    press_button(window.docks["output"], "float")
    window.addDockWidget(LEFT, window.docks["gradients"])
    window.tabifyDockWidget(window.docks["controls"], window.docks["gradients"])
    window.resizeDocks([window.docks["cost"]], [600], Qt.Orientation.Horizontal)


@pytest.mark.parametrize("size", [(1440, 900), (960, 520)])
@pytest.mark.parametrize("how", ["menu", "key"])
def test_one_action_puts_every_panel_back_to_its_place_and_size(open_window, size, how):
    driver = open_window(size=size)
    window = driver.window
    first = seen(window)
    before = geometries(window)
    move_about(window)
    driver.until(lambda: areas(window)["gradients"] == LEFT and window.docks["output"].isFloating())
    if how == "menu":
        window.actions["restore"].trigger()
    else:
        driver.press(Key.Key_P, Modifier.ControlModifier | Modifier.ShiftModifier)
    driver.until(lambda: geometries(window) == before)
    driver.until(lambda: seen(window) == first == window.view.panels)
    assert areas(window) == FIRST


def test_a_panel_is_dragged_out_by_its_title(driver):
    dock = driver.window.docks["cost"]
    start = QPoint(60, 14)
    QTest.mousePress(dock, Button.LeftButton, pos=start)
    for k in range(1, 9):
        QTest.mouseMove(dock, start + QPoint(-30 * k, 20 * k))
    QTest.mouseRelease(dock, Button.LeftButton, pos=start + QPoint(-240, 160))
    driver.until(dock.isFloating)
    driver.window.actions["restore"].trigger()
    driver.until(lambda: not dock.isFloating())


def test_a_layout_is_taken_up_again(open_window):
    driver = open_window()
    move_about(driver.window)
    driver.until(lambda: areas(driver.window)["gradients"] == LEFT)
    state, where = driver.window.dock_layout.state(), areas(driver.window)
    other = open_window(start=False).window
    other.dock_layout.restore(state)
    assert areas(other) == where
    assert other.docks["output"].isFloating()
    assert other.docks["samples"].isHidden()


@pytest.mark.parametrize("spoilt", ["other docks", "nonsense", "nothing"])
def test_a_layout_of_something_else_is_passed_over(driver, monkeypatch, spoilt):
    window = driver.window
    move_about(window)
    state = window.dock_layout.state()
    window.actions["restore"].trigger()
    driver.until(lambda: areas(window) == FIRST)
    before = geometries(window)
    if spoilt == "other docks":
        monkeypatch.setattr(module, "VERSION", module.VERSION + 1)
    window.dock_layout.restore(
        {"other docks": state, "nonsense": QByteArray(b"\x00\x01" * 40), "nothing": QByteArray()}[spoilt]
    )
    assert geometries(window) == before
    assert areas(window) == FIRST
