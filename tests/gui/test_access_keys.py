"""Everything in the window is reached by the keyboard, in the order in which one reads."""

from itertools import pairwise

import pytest
from driving import Key, Modifier
from opening import settle
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from spoken import controls, in_tab_order, name_of

from core.experiment import default_experiment
from gui.shell.dock_places import LEFT
from gui.shell.tab_order import part_of

CIRCLE = default_experiment("circle")


@pytest.fixture
def driver(open_window):
    """A selection and a step make that every panel has something to show."""
    driver = open_window(CIRCLE, size=(1600, 1000))
    driver.step("step")
    driver.window.walker.next()
    driver.wait_for(lambda frame: frame.pick is not None)
    settle()
    return driver


def focused():
    return QApplication.focusWidget()


def walk(driver, *modifiers):
    """Where Tab goes until it is again where it began."""
    begun, found = focused(), []
    while not found or focused() is not begun:
        found.append(focused())
        driver.press(Key.Key_Tab, *modifiers)
        assert len(found) < 200, [name_of(each) for each in found[-5:]]
    return found


# Tab


def test_tab_goes_to_everything_that_is_seen_and_back_again(driver):
    window = driver.window
    window.canvas.setFocus()
    forward = walk(driver)
    wanted = {each for each in controls(window) if in_tab_order(each)}
    assert {name_of(each) for each in wanted - set(forward)} == set()
    assert all(each.isVisible() and in_sight(each, window) for each in forward)
    assert len(forward) == len(set(forward)) > 40
    back = walk(driver, Modifier.ShiftModifier)
    assert back == [forward[0], *forward[:0:-1]]
    parts = [part_of(window, each) for each in forward]
    assert sum(a is not b for a, b in pairwise(parts)) == len(set(parts)) - 1  # each part at once
    first = forward.index(window.transport.widgetForAction(window.actions["reset"]))
    read = forward[first:] + forward[:first]
    lefts = [part_of(window, each).geometry().left() for each in read if in_a_dock(each, window)]
    assert lefts == sorted(lefts)  # columns from left to right
    assert name_of(read[-1]) == "Timeline"


def in_sight(widget, window):
    return window.rect().intersects(QRect(widget.mapTo(window, QPoint(0, 0)), QWidget.size(widget)))


def in_a_dock(widget, window):
    return part_of(window, widget) in window.docks.values()


def test_ctrl_tab_goes_from_panel_to_panel(driver):
    window = driver.window
    window.canvas.setFocus()
    seen = []
    while not seen or focused() is not window.canvas:
        driver.press(Key.Key_Tab, Modifier.ControlModifier)
        seen.append(part_of(window, focused()))
        assert len(seen) < 20
    shown = {window.docks[name] for name in window.dock_layout.visible}
    assert shown <= set(seen)
    assert len(seen) == len(set(seen))
    driver.press(Key.Key_Tab, Modifier.ControlModifier | Modifier.ShiftModifier)
    assert part_of(window, focused()) is seen[-2]


def test_arrows_press_the_button_beside_and_leave_time_alone(driver):
    head, place = driver.window.chain_rule.head, driver.frame.place
    pages = {name_of(each): each for each in controls(driver.window.docks["chain_rule"])}
    pages["Product"].setFocus(Qt.FocusReason.TabFocusReason)
    for key, name in ((Key.Key_Right, "Paths"), (Key.Key_Down, "Batch"), (Key.Key_Left, "Paths")):
        driver.press(key)
        assert name_of(focused()) == name
        assert focused().isChecked()
    assert driver.frame.place == place
    assert head.isVisible()
    driver.press(Key.Key_Left)
    driver.press(Key.Key_Left)
    assert name_of(focused()) == "Curve"
    pages["Curve"].hide()
    QTest.keyClick(pages["Curve"], Key.Key_Right)  # which may come just after
    assert name_of(focused()) == "Product"


# Panels


def test_panels_are_moved_sized_and_taken_out_by_actions(driver):
    window, actions = driver.window, driver.window.actions
    dock = window.docks["cost"]
    window.cost.view.setFocus(Qt.FocusReason.TabFocusReason)
    width = dock.width()
    driver.press(Key.Key_Right, Modifier.AltModifier | Modifier.ShiftModifier)
    driver.until(lambda: dock.width() > width)
    driver.press(Key.Key_Left, Modifier.AltModifier | Modifier.ShiftModifier)
    driver.until(lambda: dock.width() == width)
    actions["panel_left"].trigger()
    assert window.dockWidgetArea(dock) == LEFT
    driver.until(lambda: dock.isAncestorOf(focused()))
    actions["panel_float"].trigger()
    assert dock.isFloating()
    settle()
    high = dock.height()
    actions["panel_higher"].trigger()
    driver.until(lambda: dock.height() > high)
    actions["panel_float"].trigger()
    assert not dock.isFloating()


def test_without_a_panel_it_is_said_what_to_do_first(driver):
    driver.window.canvas.setFocus()
    driver.window.actions["panel_wider"].trigger()
    assert "Ctrl+Tab" in driver.sentence


def test_what_is_selected_is_looked_at(driver):
    """Zoom goes to it, and one who walks on with keys sees where it leads."""
    window, canvas = driver.window, driver.window.canvas
    driver.wait_for(lambda frame: frame.pick is not None)
    before = canvas.place(driver.frame.pick)
    window.actions["zoom_in"].trigger()
    assert (before - canvas.rect().center()).manhattanLength() > 200  # from where it would have gone far
    assert (canvas.place(driver.frame.pick) - before).manhattanLength() < 20
    for _ in range(4):
        window.actions["zoom_in"].trigger()
    for _ in range(3):
        driver.press(Key.Key_Right, Modifier.AltModifier)
    driver.wait_for(lambda frame: frame.pick.l == frame.L)
    assert canvas.rect().contains(canvas.place(driver.frame.pick).toPoint())
