"""A step waits until its frame is seen: none is lost, however fast the keys and whatever comes between."""

import pytest
from driving import STEP_KEYS, Key, Modifier
from noting import noted
from phases import ByHand, place
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from core.commands import Edit, Load, Reset
from core.cursor import Phase
from core.experiment import default_experiment


def test_a_step_is_allowed_again_once_its_frame_was_painted(driver):
    steps = [driver.window.actions[name] for name in STEP_KEYS]
    for unit, modifier in STEP_KEYS.items():
        driver.until(lambda: all(action.isEnabled() for action in steps))
        painted = len(driver.frames)
        driver.press(Key.Key_Right, modifier)
        assert not any(action.isEnabled() for action in steps), unit
        assert len(driver.frames) == painted
        driver.wait_for_state("paused")
        assert len(driver.frames) > painted
        assert all(action.isEnabled() for action in steps), unit


def hold(driver, phases, then=lambda: None):
    """Hold → down: its events come as fast as the window takes them, until so many phases were shown."""
    handle = driver.window.windowHandle()
    presses = 0
    while place(driver.frame) < phases:
        QTest.keyPress(handle, Qt.Key.Key_Right)
        presses += 1
        then()
    QTest.keyRelease(handle, Qt.Key.Key_Right)
    return presses


def test_holding_right_shows_every_phase_once_and_in_order(open_window):
    driver = open_window(default_experiment("iris"))
    by_hand = ByHand(driver.experiment)
    presses = hold(driver, 40)
    assert presses > 44, "some of the events came while a frame was under way"
    done = 0
    for frame in driver.frames:
        if place(frame) == done:
            continue  # the same moment again, its C_train known by now
        by_hand.advance()
        done += 1
        by_hand.check(frame)
    driver.until(driver.window.actions["phase"].isEnabled)


def test_an_action_hurried_past_its_keys_is_refused_until_the_frame_is_there(driver):
    """Whoever asks without an action is held to one frame a step as well."""
    phase = driver.window.actions["phase"]
    for _ in range(5):
        phase.activate(QAction.ActionEvent.Trigger)
    driver.wait_for_new(place)
    assert place(driver.frame) == 1
    assert place(driver.step()) == 2


def test_an_older_frame_painted_meanwhile_does_not_allow_the_next_step(driver):
    """Such as the last one again, because its C_train has just become known."""
    window, old = driver.window, driver.frame
    driver.press(Key.Key_Right)
    window.canvas.show_frame(old)
    window.canvas.repaint()
    assert driver.frame is old
    assert not any(window.actions[name].isEnabled() for name in STEP_KEYS)
    assert place(driver.wait_for(lambda frame: place(frame) == 1)) == 1
    driver.until(window.actions["phase"].isEnabled)


@pytest.mark.parametrize("after", ["reset", "load", "edit"])
def test_a_step_overtaken_by_a_new_beginning_leaves_nothing_to_wait_for(driver, after):
    with noted(driver.window.engine.heard, Reset | Load | Edit) as heard:
        driver.press(Key.Key_Right)
        if after == "reset":
            driver.press(Key.Key_R, Modifier.ControlModifier)
        elif after == "load":
            driver.load("and")
        else:
            driver.write(driver.window.controls.eta, "0.5")
        driver.until(lambda: heard)
    driver.until(driver.window.actions["phase"].isEnabled)
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.INPUT)
    assert place(driver.step()) == 1


@pytest.mark.parametrize("how", ["minimised", "canvas hidden"])
def test_the_steps_go_on_where_nobody_sees_them(driver, how):
    window = driver.window
    if how == "minimised":
        window.showMinimized()
    else:
        window.canvas.hide()
    for done in (1, 2, 3):
        window.actions["phase"].trigger()
        driver.until(lambda done=done: place(window.engine.frame) == done)
        driver.until(window.actions["phase"].isEnabled)
    if how == "minimised":
        window.showNormal()
    else:
        window.canvas.show()
    window.canvas.setFocus()
    assert place(driver.step()) == 4
