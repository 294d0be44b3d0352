"""Panels are closed, opened, floated and put behind one another."""

import pytest
from dock_views import (
    AT_FIRST,
    BEHIND,
    BELOW,
    BESIDE,
    FIRST,
    KEYS,
    NAMES,
    areas,
    press_button,
    seen,
)
from driving import Button, Key, Modifier
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QTabBar

from core.commands import Show


@pytest.fixture
def asked(driver):
    """The panels of every view that is asked for, one after another."""
    found = []

    def on_command(command):
        if isinstance(command, Show):
            found.append(set(command.view.panels))

    driver.window.engine.command.connect(on_command)
    yield found
    driver.window.engine.command.disconnect(on_command)


# At first


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080)])
def test_at_first_every_panel_is_seen_at_a_size_that_suits_the_window(open_window, size):
    driver = open_window(size=size)
    window = driver.window
    assert list(window.docks) == NAMES
    driver.until(lambda: seen(window) == AT_FIRST)
    assert window.view.panels == AT_FIRST
    assert areas(window) == FIRST
    assert window.size().toTuple() == size
    for name, dock in window.docks.items():
        assert dock.windowTitle() == getattr(window, name).title
        if name in BESIDE:
            assert dock.height() >= 0.2 * size[1]
            assert 0.15 * size[0] <= dock.width() <= 0.28 * size[0]
    assert 0.24 * size[1] <= window.chain_rule.height() <= 0.36 * size[1]
    assert window.chain_rule.width() >= 0.45 * size[0]
    assert window.network.width() >= 0.45 * size[0]


def test_in_a_low_window_two_panels_share_a_place(open_window):
    driver = open_window(size=(960, 520))
    window = driver.window
    driver.until(lambda: seen(window) == {"controls", "cost", "output"})
    assert window.size().toTuple() == (960, 520)
    assert window.view.panels == {"controls", "cost", "output"}
    assert areas(window) == FIRST


# Closing and opening


@pytest.mark.parametrize("name", BESIDE)
def test_a_closed_panel_asks_for_nothing_and_comes_back_up_to_date(driver, asked, name):
    window, panel = driver.window, getattr(driver.window, name)
    press_button(window.docks[name], "close")
    driver.until(lambda: not panel.isVisible())
    left = AT_FIRST - {name}
    driver.until(lambda: left <= window.view.panels and name not in window.view.panels)
    behind = {k for k, front in BEHIND.items() if front == name}
    driver.until(lambda: bool(window.view.panels & behind) == bool(behind))  # one of them is in front now
    assert window.view.panels - left <= behind
    assert asked[-1] == window.view.panels
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 300)
    assert driver.frame.gradient is not None or name == "gradients"
    assert (driver.frame.output is None) == (name == "output")
    driver.pause()
    shown = []
    panel.show_frame, original = shown.append, panel.show_frame
    window.docks[name].toggleViewAction().trigger()
    driver.until(panel.isVisible)
    driver.until(lambda: window.view.panels == AT_FIRST)
    driver.until(lambda: shown and shown[-1].cursor == driver.frame.cursor)
    panel.show_frame = original


def test_panels_below_share_a_place_until_one_is_closed_or_taken_out(driver):
    window = driver.window
    for name in BELOW:
        dock = window.docks[name]
        assert (name in seen(window)) == (name == "chain_rule")
        dock.raise_()
        driver.until(lambda name=name: seen(window) == {*BESIDE, name} == window.view.panels)
        assert not dock.titleBarWidget().name.isVisible()
        press_button(dock, "float")
        driver.until(lambda dock=dock: dock.isFloating() and dock.titleBarWidget().name.isVisible())
        press_button(dock, "float")
        driver.until(lambda dock=dock: not dock.isFloating())
        press_button(dock, "close")
        driver.until(lambda name=name: name not in window.view.panels and len(seen(window)) == len(AT_FIRST))
        window.actions["restore"].trigger()
        driver.until(lambda: seen(window) == AT_FIRST)


def test_a_panel_behind_another_tab_takes_no_frames(driver):
    window, shown = driver.window, []
    panel, original = window.matrices, window.matrices.show_frame
    panel.show_frame = lambda frame: (shown.append(frame), original(frame))
    driver.step()
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 300)
    driver.pause()
    assert shown == []
    window.docks["matrices"].raise_()
    driver.until(lambda: shown and shown[-1].cursor == driver.frame.cursor)
    del panel.show_frame


def test_each_panel_has_a_key(driver):
    window = driver.window
    for name in NAMES:
        window.docks[name].raise_()
        driver.until(lambda name=name: name in seen(window))
        driver.press(KEYS[name], Modifier.ControlModifier)
        driver.until(lambda name=name: name not in seen(window))
        driver.press(KEYS[name], Modifier.ControlModifier)
        driver.until(lambda name=name: name in seen(window))


def test_a_picture_stands_behind_a_panel_beside_the_network(driver):
    window = driver.window
    for name, front in BEHIND.items():
        both = {name, front}
        driver.until(lambda both=both, front=front: both & seen(window) == {front})
        driver.press(KEYS[name], Modifier.ControlModifier)
        driver.until(lambda both=both, name=name: both & seen(window) == {name})
        driver.until(lambda both=both, name=name: both & window.view.panels == {name})
        window.actions["restore"].trigger()
        driver.until(lambda: seen(window) == AT_FIRST)


def test_the_key_of_a_panel_behind_a_tab_brings_it_forward_and_then_hides_it(driver):
    window = driver.window
    for name in BELOW[1:]:
        key = KEYS[name]
        driver.until(lambda: "chain_rule" in seen(window))
        driver.press(key, Modifier.ControlModifier)
        driver.until(lambda name=name: {name, "chain_rule"} & seen(window) == {name})
        driver.press(key, Modifier.ControlModifier)
        driver.until(window.docks[name].isHidden)
        driver.press(key, Modifier.ControlModifier)
        driver.until(lambda name=name: name in seen(window))
        window.actions["restore"].trigger()


def test_the_form_is_right_after_it_was_hidden(driver):
    dock = driver.window.docks["controls"]
    dock.toggleViewAction().trigger()
    driver.load("circle")
    dock.toggleViewAction().trigger()
    assert driver.window.controls.isVisible()
    driver.until(lambda: driver.window.controls.dataset.value() == "circle")


# Tabs and floats


def test_a_tab_behind_another_counts_as_hidden(driver, asked):
    window = driver.window
    window.removeDockWidget(window.docks["output"])  # one that has a tab stays with it in Qt 6.12
    window.tabifyDockWidget(window.docks["cost"], window.docks["output"])
    window.docks["output"].show()
    window.docks["cost"].raise_()
    driver.until(lambda: {"cost"} == {"cost", "output"} & window.view.panels)
    driver.wait_for(lambda frame: frame.view.panels == window.view.panels)
    bars = [b for b in window.findChildren(QTabBar) if b.isVisible()]
    titles = [[b.tabText(k) for k in range(b.count())] for b in bars]
    bar, names = next((b, k) for b, k in zip(bars, titles, strict=True) if {"Cost", "Output"} <= set(k))
    QTest.mouseClick(bar, Button.LeftButton, pos=bar.tabRect(names.index("Output")).center())
    driver.until(lambda: {"output"} == {"cost", "output"} & window.view.panels)
    driver.wait_for(lambda frame: frame.output is not None)
    assert asked[-1] == window.view.panels


def test_a_floating_panel_still_hears_frames_and_keys(driver):
    window, dock = driver.window, driver.window.docks["samples"]
    press_button(dock, "float")
    driver.until(dock.isFloating)
    assert dock.window() is dock
    QTest.keyClick(window.samples, Key.Key_Right)
    driver.wait_for(lambda frame: frame.cursor.l == 1)
    press_button(dock, "float")
    driver.until(lambda: not dock.isFloating())
    assert window.view.panels == AT_FIRST


def test_a_floating_panel_that_has_left_the_screen_is_brought_back_and_one_within_reach_stays(driver):
    window, dock = driver.window, driver.window.docks["cost"]
    dock.setFloating(True)
    for at in (QPoint(-5000, 100), QPoint(5000, 100), QPoint(100, -900), QPoint(100, 5000)):
        dock.move(at)
        driver.until(lambda at=at: dock.pos() == at)
        window.dock_layout.restore(window.dock_layout.state())
        driver.until(lambda: dock.screen().availableGeometry().contains(dock.frameGeometry().topLeft()))
        assert dock.isFloating()
        assert dock.pos() != at
    dock.move(QPoint(200, 150))
    driver.until(lambda: dock.pos() == QPoint(200, 150))
    window.dock_layout.restore(window.dock_layout.state())
    assert dock.pos() == QPoint(200, 150)


def test_the_toolbar_cannot_be_hidden(driver):
    menu = QMainWindow.createPopupMenu(driver.window)
    listed = [a.text() for a in menu.actions() if a.isVisible() and not a.isSeparator()]
    assert sorted(listed) == sorted(driver.window.docks[name].windowTitle() for name in NAMES)
    menu.deleteLater()
