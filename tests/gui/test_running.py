"""Running: frames keep coming and are right, settings take effect, and failures are said and survived."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import BatchPass, Pass
from driving import STEP_KEYS, Key, Modifier

from core.cursor import Phase, at_position, phase_count, position
from core.experiment import Experiment, build, default_experiment
from core.trainer import Trainer
from gui.network.caption import caption
from gui.shell.transport import FULL_SPEED, SPEEDS

FRAMES = 300
STOPPED = "Something went wrong inside the training; it was stopped and can be started again."


def agree(shown, expected):
    np.testing.assert_allclose(shown, expected, rtol=0, atol=1e-12)


def recompute(frame):
    """Hold a running frame against its own x, y, w, b, and its gradient against its own batch."""
    sigma, data = frame.experiment.activations, frame.dataset
    agree(frame.x[:, 0], data.x[:, frame.sample])
    agree(frame.y[:, 0], data.y[:, frame.sample])
    own = Pass(frame.w, frame.b, sigma, frame.x[:, 0], frame.y[:, 0])
    x, y = data.x[:, frame.batch], data.y[:, frame.batch]
    mean = BatchPass(frame.w_before, frame.b_before, sigma, x, y)
    agree(frame.C, own.C)
    agree(frame.mean_cost, mean.C)
    agree(frame.theta, frame.theta_before - frame.experiment.eta * frame.gradient)
    for l in range(1, frame.L + 1):
        agree(frame.z[l][:, 0], own.z[l])
        agree(frame.a[l][:, 0], own.a[l])
        agree(frame.dC_da[l][:, 0], own.dC_da[l])
        agree(frame.dC_dz[l][:, 0], own.dC_dz[l])
        agree(frame.dC_dw[l], mean.dC_dw[l])
        agree(frame.dC_db[l], mean.dC_db[l])
    if frame.score.step == frame.cursor.step:
        agree(frame.score.cost, BatchPass(frame.w, frame.b, sigma, data.x, data.y).C)


# Run and pause


def test_space_runs_and_pauses(driver):
    window = driver.window
    driver.run()
    assert window.actions["run"].text() == "Pause"
    assert not any(window.actions[name].isEnabled() for name in STEP_KEYS)
    frame = driver.wait_for(lambda frame: frame.cursor.step > 5)
    assert frame.live
    driver.until(lambda: window.transport.phase.text().startswith("RUNNING  ·  step"))
    assert caption(frame).title == "Running"
    frame = driver.pause()
    assert not frame.live
    assert frame.cursor.phase is Phase.UPDATE
    assert window.actions["run"].text() == "Run"
    assert all(window.actions[name].isEnabled() for name in STEP_KEYS)
    assert window.transport.phase.text().startswith(f"UPDATE  ·  step {frame.cursor.step}")


def test_the_button_runs_and_pauses(driver):
    driver.click(driver.button("run"))
    driver.wait_for_state("running")
    driver.click(driver.button("run"))
    driver.wait_for_state("paused")


def test_space_pressed_twice_at_once_is_run_and_pause(driver):
    """The second press may come before the window has heard that training runs."""
    driver.toggle()
    driver.toggle()
    driver.until(lambda: driver.window.engine.frame.state in ("running", "paused"))
    if driver.wait_for_new().state == "running":
        driver.pause()
    driver.wait_for_state("paused")


def test_space_in_a_field_is_a_space(driver):
    hidden = driver.window.controls.hidden.edit
    driver.type(hidden, "8, 8")
    assert hidden.text() == "8, 8"
    assert driver.window.engine.frame.state == "paused"


def test_a_pause_ends_in_the_record_at_its_step(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 2000)
    frame = driver.pause()
    entries = frame.record.cost.query(-np.inf, np.inf, 10**9)
    assert len(frame.record.cost) == frame.cursor.step
    assert entries.x.tolist() == list(range(frame.cursor.step))
    agree(entries.mean[-1, 0], frame.mean_cost)


def test_the_record_holds_the_cost_of_every_step(driver):
    """The same training by core alone, phase by phase, leaves the same record."""
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 300)
    frame = driver.pause()
    _, trainer = build(driver.experiment)
    costs = []
    while trainer.step < 300:
        trainer.advance()
        if trainer.phase is Phase.UPDATE:
            costs.append(trainer.mean_cost)
    agree(frame.record.cost.query(0, 299, 10**9).mean[:, 0], costs)
    norms = frame.record.norms.query(0, np.inf, 10**9)
    assert len(norms.x) > 3
    assert norms.mean.shape[1] == 4


@pytest.mark.parametrize(
    "experiment",
    [
        default_experiment("xor"),
        default_experiment("circle"),
        Experiment("iris", (4, 5, 4, 3), ("relu", "identity", "tanh"), eta=0.05, m=8, seed=5),
    ],
    ids=["xor", "circle", "iris"],
)
def test_frames_caught_at_full_speed_are_right_and_of_one_moment(open_window, experiment):
    driver = open_window(experiment)
    driver.run_at_full_speed()
    first = len(driver.frames)
    driver.until(lambda: len(driver.frames) >= first + FRAMES // 3, timeout=30_000)
    driver.pause()
    caught = driver.frames[first : first + FRAMES // 3]
    steps = [frame.cursor.step for frame in caught]
    assert steps == sorted(steps)
    assert len(set(steps)) == len(steps), "each frame is a new moment"
    assert all(frame.live for frame in caught)
    for frame in caught:
        recompute(frame)


# Speed


def test_the_slider_goes_from_one_phase_a_second_to_full_speed(driver):
    slider, words = driver.window.transport.slider, driver.window.transport._words
    slider.setFocus()
    driver.press(Key.Key_Home)
    assert words.text() == "1 phase/s"
    assert driver.window.transport.speed().rate == 1.0
    for speed in SPEEDS[1:]:
        driver.press(Key.Key_Up, Modifier.ControlModifier)
        assert words.text() == speed.words
        assert driver.window.transport.speed() is speed.command
    assert words.text() == "full speed"
    driver.press(Key.Key_Up, Modifier.ControlModifier)
    assert slider.value() == FULL_SPEED
    driver.press(Key.Key_Down, Modifier.ControlModifier)
    assert words.text() == SPEEDS[-2].words


def test_phases_in_their_own_time_show_every_phase(driver):
    driver.choose_speed("30 phases/s")
    driver.run()
    driver.until(lambda: len({(frame.cursor.phase, frame.cursor.l) for frame in driver.frames}) == 7)
    driver.pause()
    assert not any(frame.live for frame in driver.frames)


def test_a_pause_between_two_phases_stays_there(driver):
    driver.choose_speed("30 phases/s")
    driver.run()
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.COST)
    frame = driver.pause()
    assert driver.step().cursor != frame.cursor


def test_the_speed_changes_while_running(driver):
    driver.choose_speed("4 phases/s")
    driver.run()
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.FORWARD)
    driver.choose_speed("60 steps/s")
    driver.wait_for(lambda frame: frame.live and frame.cursor.step >= 3)
    driver.choose_speed("full speed")
    driver.wait_for(lambda frame: frame.cursor.step >= 3000)
    driver.choose_speed("15 phases/s")
    frame = driver.wait_for(lambda frame: not frame.live)
    step = frame.cursor.step
    driver.wait_for(lambda frame: frame.cursor.phase is Phase.BACKWARD)
    assert driver.frame.cursor.step < step + 20
    driver.pause()


def test_a_speed_chosen_while_paused_is_for_later(driver):
    driver.choose_speed("full speed")
    driver.step()
    assert driver.frame.state == "paused"


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


def recompute_update(frame):
    agree(frame.theta, frame.theta_before - frame.experiment.eta * frame.gradient)
    data, sigma = frame.dataset, frame.experiment.activations
    x, y = data.x[:, frame.batch], data.y[:, frame.batch]
    agree(frame.dC_dw[1], BatchPass(frame.w_before, frame.b_before, sigma, x, y).dC_dw[1])


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


# Divergence


def test_a_cost_that_is_no_number_stops_and_says_where(driver):
    controls, actions = driver.window.controls, driver.window.actions
    driver.choose(controls.sigma, "relu")
    driver.choose(controls.output_sigma, "identity")
    driver.write(controls.eta, "1000000")
    driver.wait_for(lambda f: f.experiment.eta == 1e6 and f.experiment.activations == ("relu", "identity"))
    controls.left.emit()
    driver.window.transport.slider.setValue(FULL_SPEED)
    driver.toggle()
    frame = driver.wait_for(lambda frame: frame.state == "diverged")
    words = caption(frame)
    assert words.title == "Training stopped"
    under_way = frame.cursor.step + (frame.cursor.phase is not Phase.UPDATE)
    assert words.sentence.startswith(f"Training stopped in step {under_way}: ")
    assert " of layer " in words.sentence
    assert words.sentence.endswith("Go back to the last finite step, and try a smaller learning rate η.")
    assert driver.window.transport.phase.text().startswith("STOPPED")
    assert not any(actions[name].isEnabled() for name in ("run", *STEP_KEYS))
    assert actions["reset"].isEnabled()
    driver.press(Key.Key_Space)
    driver.press(Key.Key_Right)
    driver.write(controls.eta, "0.5")
    driver.wait_for(lambda frame: frame.experiment.eta == 0.5)
    assert driver.frame.state == "diverged", "a smaller η alone does not bring the numbers back"
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.wait_for_state("paused")
    driver.run()
    driver.wait_for(lambda frame: frame.cursor.step > 5)
    assert np.isfinite(driver.pause().mean_cost)


def test_another_data_set_ends_a_divergence_too(open_window):
    driver = open_window(Experiment("xor", (2, 3, 1), ("relu", "identity"), eta=1e6, m=4))
    driver.run_at_full_speed_until_stopped()
    driver.load("and")
    assert driver.wait_for_state("paused").message is None
    driver.step("step")


# Failures inside the training


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("how", ["run", "phase", "epoch"])
def test_a_failure_in_any_phase_is_said_and_training_can_start_again(
    driver, monkeypatch, troubles, phase, how
):
    driver.step("step")
    with monkeypatch.context() as patch:
        fail_in(patch, phase)
        if how == "run":
            driver.toggle()
        for _ in range(0 if how == "run" else 8):
            driver.press(Key.Key_Right, STEP_KEYS[how])
            driver.until(driver.window.actions["phase"].isEnabled)
            if driver.sentence:
                break
        driver.until(lambda: driver.sentence == STOPPED)
        driver.until(driver.window.actions["phase"].isEnabled)
        assert driver.window.actions["run"].text() == "Run"
    assert sorted(troubles.take()) == [f"failed: {STOPPED}", "logged: the worker failed"]
    assert driver.window.isVisible()
    driver.step()
    driver.run_at_full_speed()
    step = driver.frame.cursor.step
    driver.wait_for(lambda frame: frame.cursor.step > step + 100)
    driver.pause()
    recompute_update(driver.frame)


def fail_in(patch, phase):
    """Let the trainer raise as soon as `phase` is to be done, however it is asked."""
    advance = Trainer.advance

    def failing_advance(trainer):
        L = trainer.net.L
        following = (position(trainer.phase, trainer.l, L) + 1) % phase_count(L)
        if at_position(following, L)[0] is phase:
            raise RuntimeError("seeded")
        advance(trainer)

    def failing_run(trainer, budget, most=None):
        while True:
            trainer.advance()

    patch.setattr(Trainer, "advance", failing_advance)
    patch.setattr(Trainer, "run", failing_run)
