"""The gradient check in the window: asked for, stopped, and out of date."""

from dataclasses import replace

import pytest
from checking import check, finished, said, see
from driving import Key, Modifier
from PySide6.QtCore import QPoint

from core.audit import GOOD, UNSEEN
from core.experiment import default_experiment
from core.selection import Pick
from gui.check.marks import colour
from gui.theme import DARK

# Asking


def test_before_a_check_there_is_a_word_about_it_and_the_shape_of_the_network(driver):
    panel = see(driver)
    driver.until(lambda: "central" in said(driver) or "cost" in said(driver))
    assert panel.badge.status == UNSEEN
    assert [(b.rows, b.columns) for b in panel.map.blocks] == [(3, 2), (1, 3)]
    assert panel.bar.note.text() == ""


def test_a_click_checks_the_sample(driver):
    frame = check(driver)
    panel = driver.window.check
    assert said(driver).startswith(
        "All 13 weights and biases agree with central differences; worst difference "
    )
    assert said(driver).endswith(", allowed 1e−7")
    assert panel.badge.status == GOOD
    assert panel.bar.note.toolTip() == f"sample {frame.sample + 1}, parameters after 0 steps"
    assert (frame.audit.status == GOOD).all()


def test_a_click_checks_all_data(open_window):
    driver = open_window(replace(default_experiment("moons"), held_out=0.2))
    frame = check(driver, whole=True)
    samples = frame.dataset.samples
    assert said(driver).startswith("All 51 weights and biases agree")
    assert driver.window.check.bar.note.toolTip() == (
        f"mean over all {samples} samples, those held out too, parameters after 0 steps"
    )


@pytest.mark.parametrize("whole", [False, True])
def test_keys_ask_from_anywhere_and_bring_the_panel_to_the_front(driver, whole):
    driver.window.docks["chain_rule"].show()
    driver.window.docks["chain_rule"].raise_()
    driver.wait_for(lambda frame: "check" not in frame.view.panels)
    control, shift = Modifier.ControlModifier, Modifier.ShiftModifier
    driver.press(Key.Key_K, control | shift if whole else control)
    frame = finished(driver)
    assert not driver.window.check.visibleRegion().isEmpty()
    assert frame.audit.sample == (None if whole else frame.sample)


def test_while_training_runs_nothing_can_be_asked(driver):
    panel = see(driver)
    driver.run()
    driver.until(lambda: not panel.bar.check_sample.isEnabled() and not panel.bar.check_data.isEnabled())
    driver.pause()
    driver.until(panel.bar.check_sample.isEnabled)


# A long one


@pytest.mark.parametrize("whole", [False, True])
def test_the_keys_pause_training_and_say_so(driver, whole):
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 100)
    control, shift = Modifier.ControlModifier, Modifier.ShiftModifier
    driver.press(Key.Key_K, control | shift if whole else control)
    assert driver.sentence == "Training is paused for the check of its gradients."
    frame = finished(driver)
    assert frame.audit.step > 99


@pytest.mark.parametrize("by", ["button", "space", "escape"])
def test_a_long_check_fills_in_and_can_be_stopped(open_window, by):
    driver = open_window(default_experiment("digits"))
    panel = see(driver)
    driver.click(panel.bar.check_data)
    driver.wait_for(lambda frame: frame.state == "checking" and frame.audit and frame.audit.count(GOOD) > 50)
    assert panel.bar.progress.isVisible()
    assert said(driver).startswith("Checked so far, ")
    assert not panel.bar.check_data.isVisible()
    assert "none disagrees" in said(driver)
    if by == "button":
        driver.click(panel.bar.cancel)
    elif by == "space":
        driver.press(Key.Key_Space)
    else:
        driver.window.canvas.picked.emit(Pick(1, 0, 0))
        driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
        driver.press(Key.Key_Escape)
    frame = driver.wait_for_state("paused")
    assert not frame.audit.done
    driver.until(lambda: said(driver).startswith("Stopped at "))
    assert "nothing disagrees" in said(driver)
    assert frame.pick == (Pick(1, 0, 0) if by == "escape" else None)
    assert panel.badge.status == UNSEEN
    driver.until(panel.bar.check_data.isVisible)
    assert frame.cursor.step == 0


# Out of date


def test_a_step_fades_it_and_says_of_when_it_is(driver):
    frame = check(driver)
    panel = driver.window.check
    corner = panel.map.rect_of(Pick(1, 0, 0)).topLeft().toPoint() + QPoint(2, 2)
    assert panel.map.grab().toImage().pixelColor(corner) == colour(DARK, GOOD)
    driver.step("step")
    assert panel.sentence.isEnabled(), (
        "at the update the gradients on the screen are still those that were checked"
    )
    driver.step()
    assert panel.bar.note.toolTip() == f"Out of date: sample {frame.sample + 1}, parameters after 0 steps"
    assert not panel.sentence.isEnabled()
    assert panel.map.grab().toImage().pixelColor(corner) == colour(DARK, GOOD, stale=True)
    check(driver)
    assert panel.sentence.isEnabled()
    assert panel.bar.note.toolTip().endswith("after 1 step")


def test_another_network_has_nothing_left_of_it(driver):
    check(driver)
    driver.load("iris")
    panel = driver.window.check
    driver.until(lambda: len(panel.map.blocks) == 2 and panel.map.blocks[0].columns == 4)
    assert panel.badge.status == UNSEEN
    assert panel.bar.note.text() == ""
