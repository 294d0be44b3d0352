"""The keys that lead back through time, and who has them first: fields, the speed's slider, matrices."""

import numpy as np
import pytest
from driving import Key, Modifier
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from time_bar import Asked, bar, there, train

from core.commands import Back, Seek, Step
from core.cursor import Phase
from core.experiment import default_experiment
from gui.shell.transport import BACK

NONE, SHIFT, CONTROL = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier


@pytest.fixture
def circle(open_window):
    driver = open_window(default_experiment("circle"), size=(1280, 800))
    driver.known = train(driver, 4)
    return driver


def test_left_goes_back_phase_by_phase(circle):
    phases = [circle.step() for _ in range(3)]
    for then in (*phases[-2::-1], circle.known[4]):
        circle.press(Key.Key_Left)
        frame = circle.wait_for(lambda f, to=then.cursor: f.cursor == to)
        assert np.array_equal(frame.theta, then.theta)
        circle.until(lambda: circle.window.engine._step_shown)
    circle.press(Key.Key_Left)
    frame = circle.wait_for(lambda f: f.cursor.phase is Phase.BACKWARD and f.cursor.step == 3)
    assert np.array_equal(frame.theta, circle.known[3].theta)


def test_shift_left_goes_back_by_a_step_and_control_left_by_an_epoch(circle):
    circle.step()
    circle.press(Key.Key_Left, SHIFT)
    there(circle, 4)
    circle.until(lambda: circle.window.engine._step_shown)
    circle.press(Key.Key_Left, SHIFT)
    assert np.array_equal(there(circle, 3).theta, circle.known[3].theta)
    batches = circle.frame.batches
    circle.step("epoch")
    circle.step("step")
    circle.press(Key.Key_Left, CONTROL)
    assert there(circle, batches).cursor.epoch == 1
    circle.until(lambda: circle.window.engine._step_shown)
    circle.press(Key.Key_Left, CONTROL)
    there(circle, 0)


def test_home_and_end(circle):
    circle.press(Key.Key_Home)
    assert np.array_equal(there(circle, 0).theta, circle.known[0].theta)
    assert not circle.window.actions["beginning"].isEnabled()
    circle.press(Key.Key_End)
    assert np.array_equal(there(circle, 4).theta, circle.known[4].theta)
    assert not circle.window.actions["end"].isEnabled()


def test_a_key_held_down_goes_no_further_than_what_is_seen(circle):
    """Each way back waits until the last one was painted, so that nothing goes on after the key is up."""
    asked = Asked(circle, Back)
    for _ in range(5):
        circle.press(Key.Key_Left, SHIFT)
    assert len(asked) == 1
    there(circle, 3)
    circle.until(lambda: circle.window.engine._step_shown)
    QApplication.processEvents()
    assert circle.frame.cursor.step == 3


def test_on_the_bar_itself_they_are_time_as_well(circle):
    bar(circle).setFocus()
    circle.press(Key.Key_Left, SHIFT)
    there(circle, 3)
    circle.press(Key.Key_Home)
    there(circle, 0)
    circle.press(Key.Key_Right, SHIFT)
    there(circle, 1)


def test_who_writes_or_moves_a_slider_has_them(circle):
    window = circle.window
    fields = (
        window.controls.eta, window.controls.batch, window.controls.hidden, window.transport.slider,
        window.chain_rule.head.field,
    )  # fmt: skip
    go_into_the_middle(circle)
    asked = Asked(circle, (Back, Seek, Step))
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End):
        for field in fields:
            field.setFocus()
            QApplication.processEvents()
            circle.press(key)
            QApplication.processEvents()
            assert asked == [], (key, field.accessibleName())
        window.canvas.setFocus()
        circle.press(key)
        assert len(asked) == 1
        circle.wait_for_new()
        circle.until(lambda: window.engine._step_shown)
        go_into_the_middle(circle)
        asked.clear()


def go_into_the_middle(circle):
    """Stand where there is somewhere to go, both ways."""
    circle.window.engine.send(Seek(2))
    there(circle, 2)
    circle.until(circle.window.actions["end"].isEnabled)
    circle.until(circle.window.actions["beginning"].isEnabled)


def test_the_slider_moves_by_them(circle):
    slider = circle.window.transport.slider
    slider.setFocus()
    place = slider.value()
    circle.press(Key.Key_Left)
    assert slider.value() == place - 1
    circle.press(Key.Key_End)
    assert slider.value() == slider.maximum()
    circle.press(Key.Key_Home)
    assert slider.value() == 0


def test_a_matrix_with_the_keyboard_keeps_them(circle):
    window = circle.window
    window.docks["matrices"].raise_()
    circle.until(lambda: not window.matrices.visibleRegion().isEmpty())
    sheet = window.matrices.sheet
    circle.wait_for(lambda f: "matrices" in f.view.panels)
    circle.until(lambda: bool(sheet.rows))
    asked = Asked(circle, (Back, Seek))
    sheet.setFocus()
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_Home, Key.Key_End):
        QTest.keyClick(sheet, key)
    assert asked == []
    QTest.keyClick(sheet, Key.Key_Left, SHIFT)
    assert len(asked) == 1


# The buttons


def test_buttons_lead_back_where_there_is_room(circle):
    window = circle.window
    buttons = {b.defaultAction().objectName(): b for b in window.transport.back_buttons}
    assert tuple(buttons) == BACK
    assert all(button.isVisible() and button.isEnabled() for button in buttons.values())
    circle.click(buttons["step_back"])
    there(circle, 3)
    circle.click(buttons["phase_back"])
    circle.wait_for(lambda f: f.cursor.phase is Phase.BACKWARD)
    circle.press(Key.Key_Home)
    there(circle, 0)
    assert not any(button.isEnabled() for button in buttons.values())
    window.resize(960, 700)
    circle.until(lambda: not any(button.isVisible() for button in buttons.values()))
    window.resize(1280, 700)
    circle.until(lambda: all(button.isVisible() for button in buttons.values()))
