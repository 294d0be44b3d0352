"""Running: frames keep coming and are right, at any speed, and failures are said and survived."""

import numpy as np
import pytest
from by_hand import agree, recompute, recompute_update
from driving import STEP_KEYS, Key, Modifier

from core.cursor import Phase, at_position, phase_count, position
from core.experiment import Experiment, build, default_experiment
from core.trainer import Trainer
from gui.network.caption import caption
from gui.shell.transport import FULL_SPEED, SPEEDS

FRAMES = 300
STOPPED = "Something went wrong inside the training; it was stopped and can be started again."


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
    assert words.sentence.endswith("and try a smaller learning rate η.")
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


def test_what_is_seen_to_run_can_be_paused(driver):
    """Though the word that it runs, which another way brings, be late."""
    driver.window.engine.state_changed.disconnect(driver.window.show_state)
    driver.run_at_full_speed()
    driver.pause()


# Failures inside the training


@pytest.mark.parametrize("how", ["run", "phase", "epoch"])
def test_a_failure_in_any_phase_is_said_and_training_can_start_again(driver, monkeypatch, troubles, how):
    for phase in Phase:
        driver.step("step")
        with monkeypatch.context() as patch:
            fail_in(patch, phase)
            go_until_it_fails(driver, how)
            driver.until(driver.window.actions["phase"].isEnabled)
            assert driver.window.actions["run"].text() == "Run", phase
        assert sorted(troubles.take()) == [f"failed: {STOPPED}", "logged: the worker failed"], phase
        assert driver.window.isVisible()
        driver.step()
        driver.window.status.clearMessage()
    driver.run_at_full_speed()
    step = driver.frame.cursor.step
    driver.wait_for(lambda frame: frame.cursor.step > step + 100)
    driver.pause()
    recompute_update(driver.frame)


def go_until_it_fails(driver, how):
    """Run, or step by keys, until the sentence is there."""
    if how == "run":
        driver.toggle()
    for _ in range(0 if how == "run" else 8):
        driver.press(Key.Key_Right, STEP_KEYS[how])
        driver.until(driver.window.actions["phase"].isEnabled)
        if driver.sentence:
            break
    driver.until(lambda: driver.sentence == STOPPED)


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
