"""Everything in the window is reached by the keyboard, in the order in which one reads, and seen there."""

from itertools import pairwise

import numpy as np
import pytest
from driving import Key, Modifier
from opening import Opening, settle, wait_for
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from spoken import controls, in_tab_order, name_of

from core.experiment import default_experiment
from gui.shell.dock_places import LEFT
from gui.shell.tab_order import part_of

CIRCLE = default_experiment("circle")
LEAST_CONTRAST, LEAST_PIXELS = 3.0, 20
"""Of a widget with the keyboard to itself without, after WCAG 2.4.11, and of how many pixels."""


def ready(driver):
    """A selection and a step make that every panel has something to show."""
    driver.step("step")
    driver.window.walker.next()
    driver.wait_for(lambda frame: frame.pick is not None)
    settle()
    return driver


@pytest.fixture
def driver(open_window):
    return ready(open_window(CIRCLE, size=(1600, 1000)))


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


# The keyboard is seen


def luminances(root, area):
    """Relative luminance of each pixel of a part of `root`."""
    picture = root.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    shape = picture.height(), picture.width(), 4
    share = np.frombuffer(picture.constBits(), np.uint8).reshape(shape)[:, :, 2::-1] / 255
    light = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return light @ [0.2126, 0.7152, 0.0722]


def clear_pixels(root, widget, elsewhere):
    """How many pixels have another luminance, 3 to 1, when `widget` has the keyboard than when it has not."""
    area = QRect(widget.mapTo(root, QPoint(0, 0)), QWidget.size(widget)).adjusted(-3, -3, 3, 3)
    pictures = []
    for each in (elsewhere, widget):
        each.setFocus(Qt.FocusReason.TabFocusReason)
        assert each.hasFocus(), name_of(each)
        pictures.append(luminances(root, area))
    dark, light = np.minimum(*pictures), np.maximum(*pictures)
    return int(np.count_nonzero((light + 0.05) / (dark + 0.05) >= LEAST_CONTRAST))


def unseen(root, part):
    """What can't be told to have the keyboard, of `part`, by those who look at `root`."""
    elsewhere = QLineEdit(root)
    elsewhere.setGeometry(0, 0, 1, 1)
    elsewhere.show()
    stops = [each for each in controls(part) if in_tab_order(each)]
    found = [f"{type(each).__name__} {name_of(each)}" for each in stops
             if each is not elsewhere and clear_pixels(root, each, elsewhere) < LEAST_PIXELS]  # fmt: skip
    elsewhere.hide()
    elsewhere.deleteLater()
    return found


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_what_has_the_keyboard_is_seen_to_have_it(driver, tmp_path, theme):
    window = driver.window
    window.choose_theme(theme)
    QApplication.setCursorFlashTime(0)
    found = {"window": unseen(window, window)}
    for name in ("matrices", "check", "runs", "confusion", "health", "hidden", "landscape"):
        window.docks[name].show()
        window.docks[name].raise_()
        driver.until(lambda name=name: name in window.dock_layout.visible)
        settle()
        found[name] = unseen(window, window.docks[name])
    opening = Opening(window, tmp_path)
    for name in opening._ways:
        opening._ways[name]()
        dialog = wait_for(opening._dialog)
        settle()
        if not isinstance(dialog, QFileDialog):
            dialog.activateWindow()
            found[name] = unseen(dialog, dialog)
        dialog.reject()
        wait_for(lambda: opening._dialog() is None)
        settle()
    assert not {name: each for name, each in found.items() if each}
