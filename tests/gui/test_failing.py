"""Whatever raises in the worker, in whichever phase or job, is told and logged, and training starts again."""

from time import perf_counter

import pytest
from by_hand import Pass
from driving import Key, Modifier
from figures import note

from core.commands import Run
from core.cursor import Phase, at_position, phase_count
from core.session import Session
from core.trainer import Trainer

pytestmark = pytest.mark.promise(number="R4")

SENTENCE = "Something went wrong inside the training; it was stopped and can be started again."
QUICKLY = 100.0
PHASES = [at_position(k, 2) for k in range(phase_count(2))]
"""Those of a network with two layers."""


class SeededError(RuntimeError):
    """What is raised here and nowhere else."""


@pytest.fixture
def fail(monkeypatch):
    """Let a method raise once that has been called, or in place of that, when it is called so."""

    def failing(owner, name, arguments=(), done=True):
        """Arm it; the time at which it has raised is in the list that is returned."""
        real, raised = getattr(owner, name), []

        def raising(self, *given, **named):
            if given[: len(arguments)] != arguments:
                return real(self, *given, **named)
            monkeypatch.setattr(owner, name, real)
            if done:
                real(self, *given, **named)
            raised.append(perf_counter())
            raise SeededError("seeded")

        monkeypatch.setattr(owner, name, raising)
        return raised

    return failing


def fail_in(fail, phase, l, done):
    """Let `phase` of layer `l` fail, before or after its work is done."""
    name, arguments = {
        Phase.INPUT: ("_input", ()),
        Phase.UPDATE: ("_update", ()),
    }.get(phase, ("_perform", (phase, l)))
    return fail(Trainer, name, arguments, done)


def hold_to_promise(driver, troubles, raised):
    """It is said and logged; nothing runs; then training goes on, and begun again it is right."""
    driver.until(lambda: driver.sentence == SENTENCE)
    note("R4", ms=round((perf_counter() - raised[0]) * 1000, 1))
    driver.until(lambda: len(troubles.found) >= 2)
    assert sorted(troubles.take()) == [f"failed: {SENTENCE}", "logged: the worker failed"]
    driver.wait_for_state("paused")
    step = driver.frame.cursor.step
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > step + 3)
    driver.pause()
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.cursor.step == 0)
    frame = driver.step("step")
    own = Pass(frame.w_before, frame.b_before, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    assert abs(frame.C - own.C) < 1e-12


@pytest.mark.parametrize("done", [False, True], ids=["before", "after"])
def test_every_phase_fails(driver, troubles, fail, done):
    for phase, l in PHASES:
        step = driver.frame.cursor.step
        driver.window.engine.send(Run(QUICKLY, "phase"))
        driver.wait_for(lambda frame, step=step: frame.state == "running" and frame.cursor.step > step)
        hold_to_promise(driver, troubles, fail_in(fail, phase, l, done))
        driver.window.status.clearMessage()


def test_training_at_full_speed_fails(driver, troubles, fail):
    for name in ("_input", "_take_cost", "_update", "run"):
        driver.run_at_full_speed()
        driver.wait_for(lambda frame: frame.state == "running" and frame.cursor.step > 3)
        hold_to_promise(driver, troubles, fail(Trainer, name))
        driver.window.status.clearMessage()


def rest(driver):
    """Wait until nothing is left to be done: what fails then is what was asked for."""
    driver.wait_for(lambda frame: frame.view == driver.window.view)
    driver.until(lambda: not driver.window.engine._worker._session.busy)


def test_what_is_worked_out_beside_it_fails(driver, troubles, fail):
    rest(driver)
    raised = fail(Session, "tick", done=False)
    driver.toggle()
    hold_to_promise(driver, troubles, raised)


def test_a_command_fails(driver, troubles, fail):
    rest(driver)
    raised = fail(Session, "apply", done=False)
    driver.press(Key.Key_K, Modifier.ControlModifier)
    hold_to_promise(driver, troubles, raised)
