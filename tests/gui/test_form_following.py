"""The form shows what has become of what was asked for in it: undone at once, failed, or still coming."""

from dataclasses import replace

import pytest
from data_form import shows
from noting import noted

from core.commands import Edit, Undo


def choose(choice, value):
    """Choose a value without letting anything else happen meanwhile."""
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


@pytest.fixture
def heard(driver):
    """The commands that were heard."""
    with noted(driver.window.engine.heard) as found:
        yield found


def begins_with(driver, experiment):
    """Ask in the form for the next seed: all else is as in `experiment`."""
    wanted = replace(experiment, seed=experiment.seed + 1)
    driver.window.controls.seed.next.click()
    driver.wait_for(lambda frame: frame.experiment.seed == wanted.seed)
    assert driver.experiment == wanted
    driver.until(lambda: shows(driver, wanted))


@pytest.mark.parametrize("running", [False, True])
def test_what_is_undone_before_it_was_seen_is_shown_no_longer(driver, heard, running):
    form, before = driver.window.controls, driver.experiment
    if running:
        driver.run_at_full_speed()
    choose(form.optimiser, "adam")
    driver.window.engine.send(Undo())
    driver.until(lambda: any(isinstance(command, Undo) for command in heard))
    driver.wait_for(lambda frame: frame.experiment == before and frame.state != "seeking")
    driver.until(lambda: form.optimiser.value() == before.optimiser)
    begins_with(driver, before)


def test_a_number_that_is_undone_before_it_was_seen_is_shown_no_longer(driver, heard):
    form, before = driver.window.controls, driver.experiment
    driver.run_at_full_speed()
    form.eta.setValue(0.125)
    driver.window.engine.send(Undo())
    driver.until(lambda: any(isinstance(command, Undo) for command in heard))
    driver.wait_for(lambda frame: frame.experiment == before and frame.state != "seeking")
    driver.until(lambda: form.eta.value() == before.eta)
    begins_with(driver, before)


def test_what_failed_is_shown_no_longer(driver, heard, troubles):
    def fail(_):
        raise RuntimeError("It can't be.")

    form, before = driver.window.controls, driver.experiment
    handlers = driver.window.engine._worker._session._handlers
    handlers[Edit] = (fail, handlers[Edit][1])
    choose(form.optimiser, "adam")
    driver.until(lambda: any(isinstance(command, Edit) for command in heard))
    assert troubles.take()
    assert shows(driver, before)
    begins_with(driver, before)


def test_a_frame_from_before_the_last_wish_takes_nothing_of_it_back(driver):
    form, before = driver.window.controls, driver.experiment
    choose(form.optimiser, "adam")
    form.eta.setValue(0.125)
    form.show_frame(replace(driver.frame, experiment=replace(before, optimiser="adam")))
    assert form.eta.value() == 0.125
    begins_with(driver, replace(before, optimiser="adam", eta=0.125))
