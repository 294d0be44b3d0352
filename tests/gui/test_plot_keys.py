"""Curves over the steps are read, zoomed and gone along by the keys of who has come by Tab."""

import pytest
from driving import Key, Modifier
from PySide6.QtCore import Qt

from core.cursor import Phase
from gui.plots.time_view import KEYS


@pytest.fixture
def view(driver):
    """The plot of costs, of a run of some steps, come to by Tab."""
    for _ in range(12):
        driver.step("step")
    view = driver.window.cost.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    driver.until(view.hasFocus)
    return view


def test_keys_read_the_curves_and_go_to_a_step(driver, view):
    time, card = driver.window.cost.time, driver.window.cost._card
    assert time.cursor == 12
    driver.until(card.isVisible)
    for _ in range(3):
        driver.press(Key.Key_Left)
    assert time.cursor == 9
    driver.press(Key.Key_Right)
    assert time.cursor == 10
    assert "10" in view.accessibleDescription()
    assert view.accessibleDescription() != KEYS
    driver.press(Key.Key_Return)
    driver.wait_for(lambda frame: frame.cursor.step == 10 and frame.cursor.phase is Phase.UPDATE)
    assert driver.frame.history.in_past


def test_keys_zoom_and_move_along_and_show_all_again(driver, view):
    time = driver.window.cost.time
    whole = time.range
    driver.press(Key.Key_Plus)
    first, last = time.range
    assert last - first < whole[1] - whole[0]
    driver.press(Key.Key_Left, Modifier.ShiftModifier)
    assert time.range[0] < first
    driver.press(Key.Key_Minus)
    assert time.range[1] - time.range[0] > last - first - 1e-9
    driver.press(Key.Key_Home)
    assert time.range == whole


def test_after_a_click_the_arrows_are_those_of_time(driver, view):
    driver.window.canvas.setFocus()
    assert driver.window.cost.time.cursor is None
    before = driver.frame.place
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    driver.press(Key.Key_Left)
    driver.wait_for(lambda frame: frame.place != before)
    assert driver.frame.history.in_past
