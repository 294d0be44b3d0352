"""Painting where there is little room, outside the window, in other colours, and by keys alone."""

import pytest
from brush import Hand, drawn, shown
from driving import Key
from legibility import cut
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.drawing.tools import CLEAR, ERASE, SPRAY


@pytest.fixture
def hand(open_window):
    """A brush over a drawing of eight points."""
    return Hand(open_window(drawn(), size=(1600, 1000))).take_brush()


# Little room


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080), (900, 620)])
@pytest.mark.parametrize("classes", [2, 3, 10])
def test_nothing_is_cut_off_while_one_paints(open_window, size, classes):
    hand = Hand(open_window(drawn((), classes), size=size)).take_brush()
    for label in (0, classes - 1):
        hand.easel.choose(label)
        hand.move((0.3, 0.3))
        hand.click((0.4, 0.1 * label))
        hand.settle()
        assert cut(hand.output.parentWidget()) == []
    hand.driver.run_at_full_speed()
    hand.driver.wait_for(lambda frame: frame.cursor.step > 50)
    assert cut(hand.output.parentWidget()) == []


def test_in_a_small_panel_menus_have_the_tools(open_window):
    hand = Hand(open_window(drawn((), 9), size=(1600, 1000))).take_brush()
    row, bar, dock = hand.output.classes, hand.output.bar, hand.driver.window.docks["output"]
    assert shown(row) == list(range(9))
    dock.setFloating(True)
    dock.resize(dock.minimumSizeHint())
    hand.driver.until(lambda: row.menu.isVisible() and bar.menu.isVisible() and not shown(row))
    hand.wait()
    for part, name in ((row, "Class 3"), (bar, ERASE), (row, "Class 2"), (bar, SPRAY)):
        part.on_menu()
        part.menu.menu().triggered.emit(next(k for k in part.menu.menu().actions() if k.text() == name))
    assert (hand.easel.label, hand.easel.erasing, hand.easel.wide) == (1, False, False)
    hand.click((0.5, 0.5))
    hand.settle()
    assert hand.points[-1][2] == 1
    bar.on_menu()
    assert [k.text() for k in bar.menu.menu().actions()] == [ERASE, SPRAY, CLEAR]
    assert not any(k.isChecked() for k in bar.menu.menu().actions())


def test_keys_and_mouse_reach_a_panel_outside_the_window(hand):
    dock = hand.driver.window.docks["output"]
    dock.setFloating(True)
    dock.resize(700, 660)
    hand.driver.until(lambda: hand.plane.area.box.width() > 400)
    hand.wait()
    QTest.keyClick(hand.layer, Key.Key_2)
    hand.click((0.25, -0.25))
    hand.settle()
    assert hand.points[-1] == (pytest.approx(0.25, abs=0.006), pytest.approx(-0.25, abs=0.006), 1)
    dock.setFloating(False)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_change_of_theme_keeps_what_is_under_way(hand, theme):
    hand.easel.set_wide(False)
    hand.press((0.0, 0.9))
    hand.driver.in_theme(theme)
    hand.driver.until(hand.driver.window.updatesEnabled)
    hand.move((0.4, 0.9))
    assert hand.seen(0.0, 0.9, 0)
    hand.release((0.4, 0.9))
    hand.settle()
    assert len(hand.points) > 9


def test_a_panel_that_is_closed_in_the_middle_of_a_stroke_has_painted_it(hand):
    hand.press((0.0, 0.9))
    hand.move((0.4, 0.9))
    hand.driver.window.docks["output"].close()
    hand.driver.wait_for(lambda frame: frame.dataset.samples > 9)
    assert hand.easel.now is None
    hand.driver.window.docks["output"].show()
    hand.driver.window.docks["output"].raise_()  # others are tabs beside it
    hand.wait()


# The keyboard alone


def test_the_plane_is_painted_on_by_keys(hand):
    layer, driver = hand.layer, hand.driver
    layer.setFocus(Qt.FocusReason.TabFocusReason)
    step = 2.4 / 48
    for key, count in ((Key.Key_Right, 3), (Key.Key_Up, 2), (Key.Key_Left, 1)):
        for _ in range(count):
            driver.press(key)
    driver.press(Key.Key_Return)
    frame = driver.wait_for(lambda frame: frame.dataset.samples == 9)
    assert frame.cursor.step == 0
    assert hand.points[-1][:2] == pytest.approx((2 * step, 2 * step), abs=0.002)
    hand.settle()
    driver.press(Key.Key_Delete)
    driver.wait_for(lambda frame: frame.dataset.samples < 9)
    driver.press(Key.Key_Escape)
    assert driver.window.canvas.hasFocus()
    driver.step("phase")


def test_the_arrow_keys_are_the_windows_for_who_paints_with_the_mouse(hand):
    hand.click((0.0, 0.9))
    hand.settle()
    hand.driver.step("phase")


def test_no_key_of_the_easel_does_something_else(hand):
    keys = [key.toString() for action in hand.driver.window.actions.values() for key in action.shortcuts()]
    assert len(keys) > 20
    assert not {"E", *map(str, range(10))} & set(keys)
