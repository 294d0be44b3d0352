"""Settings and the sample shown are changed at any moment, and take effect at once."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import Pass, agree, recompute, recompute_update
from driving import Key, Modifier

from core.cursor import Phase
from core.experiment import default_experiment

# Settings


@pytest.mark.parametrize("running", [False, True])
def test_the_learning_rate_takes_effect_at_once(driver, running):
    if running:
        driver.run_at_full_speed()
    driver.write(driver.window.controls.eta, "0.125")
    frame = driver.wait_for(lambda frame: frame.experiment.eta == 0.125)
    assert frame.state == ("running" if running else "paused")
    frame = driver.pause() if running else driver.step("step")
    recompute_update(driver.step("step"))


@pytest.mark.parametrize("running", [False, True])
def test_the_batch_size_takes_effect_at_once(driver, running):
    if running:
        driver.run_at_full_speed()
    driver.write(driver.window.controls.batch, "3")
    frame = driver.wait_for(lambda frame: frame.experiment.m == 3)
    assert frame.state == ("running" if running else "paused")
    if running:
        driver.pause()
    sizes = {driver.step("step").m for _ in range(3)}
    assert sizes == {3, 1}
    recompute_update(driver.frame)


def test_an_edit_in_the_middle_of_a_step_begins_the_step_again(driver):
    driver.step("step")
    before = driver.frame.theta
    for _ in range(4):
        driver.step()
    driver.write(driver.window.controls.eta, "0.5")
    frame = driver.wait_for(lambda frame: frame.experiment.eta == 0.5)
    assert (frame.cursor.step, frame.cursor.phase) == (1, Phase.INPUT)
    agree(frame.theta, before)


@pytest.mark.parametrize("running", [False, True])
def test_activations_change_and_the_parameters_stay(open_window, running):
    driver = open_window(replace(default_experiment("xor"), eta=0.05))
    if running:
        driver.run_at_full_speed()
    before = driver.frame.theta
    driver.choose(driver.window.controls.sigma, "tanh")
    driver.wait_for(lambda frame: frame.experiment.activations == ("tanh", "sigmoid"))
    driver.choose(driver.window.controls.output_sigma, "identity")
    frame = driver.wait_for(lambda frame: frame.experiment.activations == ("tanh", "identity"))
    if running:
        driver.pause()
        recompute_update(driver.step("step"))
    else:
        agree(frame.theta, before)


def test_other_layers_while_running_keep_it_running(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 100)
    old = driver.frame.record
    driver.write(driver.window.controls.hidden.edit, "8, 8")
    frame = driver.wait_for(lambda frame: frame.n == (2, 8, 8, 1))
    assert frame.state == "running"
    assert frame.record is not old
    driver.wait_for(lambda frame: frame.cursor.step > 100)
    recompute(driver.frame)
    driver.pause()


def test_reset_returns_to_the_very_first_frame(driver):
    first = driver.frame
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 100)
    driver.press(Key.Key_R, Modifier.ControlModifier)
    frame = driver.wait_for_state("paused")
    assert frame.cursor == first.cursor
    assert frame.experiment == first.experiment
    assert frame.sample == first.sample
    np.testing.assert_array_equal(frame.theta, first.theta)
    assert len(frame.record.cost) == 0
    assert np.isnan(frame.C)
    assert driver.window.transport.phase.text() == "INPUT  ·  step 0  ·  epoch 0"
    assert driver.window.actions["run"].text() == "Run"
    driver.step("step")


def test_reset_keeps_settings_edited_since(driver):
    driver.write(driver.window.controls.eta, "0.25")
    driver.wait_for(lambda frame: frame.experiment.eta == 0.25)
    driver.step("step")
    driver.click(driver.button("reset"))
    assert driver.wait_for(lambda frame: frame.cursor.step == 0).experiment.eta == 0.25


# The sample shown


def test_the_sample_chosen_is_the_one_shown(driver):
    box = driver.window.samples
    assert box.number.value() == 4
    assert box.follow.isChecked()
    driver.step("step")
    for number in (1, 2, 3):
        driver.write(box.number, str(number))
        frame = driver.wait_for(lambda frame, number=number: frame.sample == number - 1)
        assert not frame.follows_batch
        assert not box.follow.isChecked()
        agree(frame.x[:, 0], frame.dataset.x[:, number - 1])
        own = Pass(frame.w_before, frame.b_before, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
        agree(frame.a[2][:, 0], own.a[2])
        agree(frame.C, own.C)


def test_the_arrows_of_the_field_go_round(driver):
    number = driver.window.samples.number
    number.setFocus()
    driver.press(Key.Key_Up)
    driver.wait_for(lambda frame: frame.sample == 0)
    driver.press(Key.Key_Down)
    driver.wait_for(lambda frame: frame.sample == 3)


def test_one_of_the_batch_follows_the_batch(open_window):
    driver = open_window(replace(default_experiment("circle"), m=2))
    box = driver.window.samples
    for _ in range(3):
        driver.step("step")
        frame = driver.step()
        assert frame.in_batch
        assert box._place.text() == f"batch {frame.batch_number + 1} of 125"
    driver.click(box.follow)
    stays = driver.wait_for(lambda frame: not frame.follows_batch).sample
    while driver.step("step").in_batch:
        pass
    assert driver.frame.sample == stays
    assert box._place.text() == f"not in batch {driver.frame.batch_number + 1}"
    assert box._place.property("role") == "bad"
    driver.click(box.follow)
    frame = driver.wait_for(lambda frame: frame.follows_batch)
    assert frame.in_batch
    assert box.number.value() == frame.sample + 1


def test_a_sample_that_is_not_in_the_batch_is_shown_with_its_own_numbers(open_window):
    driver = open_window(replace(default_experiment("circle"), m=2))
    outside = next(k for k in range(250) if k not in driver.frame.batch)
    driver.write(driver.window.samples.number, str(outside + 1))
    driver.wait_for(lambda frame: frame.sample == outside)
    frame = driver.step("step")
    own = Pass(frame.w_before, frame.b_before, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    agree(frame.C, own.C)
    agree(frame.dC_dz[1][:, 0], own.dC_dz[1])


def test_the_sample_can_be_changed_while_running(open_window):
    driver = open_window(default_experiment("circle"))
    driver.run_at_full_speed()
    driver.write(driver.window.samples.number, "77")
    driver.wait_for(lambda frame: frame.sample == 76)
    assert driver.wait_for_new().sample == 76
    recompute(driver.frame)
    driver.pause()
