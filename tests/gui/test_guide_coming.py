"""An example is presented when it is there: not over what came before it, and not where it never came."""

from operator import attrgetter

import pytest
from noting import noted

from core.commands import Load
from core.errors import BadInputError
from core.experiment import default_experiment
from core.presets import preset, presets
from gui.writing.numbers import regrouped

OTHER = default_experiment("circle")


def choose(driver, name):
    """Choose an example from the menu; returns what is said of it."""
    menu = driver.window.menus.presets
    next(action for action in menu.actions() if action.data() == name).trigger()
    return regrouped(preset(name).description)


@pytest.fixture
def heard(driver):
    """The experiments whose `Load` was heard."""
    with noted(driver.window.engine.heard, Load, attrgetter("experiment")) as found:
        yield found


def overtaken(driver, heard):
    """Begin `OTHER`; returns its frame, which the window has not seen yet."""
    engine = driver.window.engine
    engine._display.stop()
    driver.window.load(OTHER)
    driver.until(lambda: OTHER in heard)
    return engine._mailbox.take()


@pytest.mark.parametrize("name", ["vanishing", "overfitting"])
def test_the_frame_of_what_was_still_coming_is_not_presented_as_the_example(driver, heard, name):
    engine, chosen = driver.window.engine, preset(name)
    frame = overtaken(driver, heard)
    assert frame.experiment == OTHER
    description = choose(driver, name)
    engine.frame = frame
    engine.frame_changed.emit(frame)
    assert driver.sentence != description
    engine._display.start()
    driver.until(driver.window.guiding.strip.isVisible)
    driver.until(lambda: driver.sentence == description)
    driver.wait_for(lambda frame: frame.view.maps == chosen.maps and frame.pick == chosen.pick)
    assert driver.window.view.panels >= set(chosen.panels)


def test_an_example_whose_frame_was_overtaken_is_not_presented_over_another(driver, heard):
    engine = driver.window.engine
    engine._display.stop()
    description = choose(driver, "vanishing")
    driver.window.load(OTHER)
    driver.until(lambda: OTHER in heard)
    engine._display.start()
    driver.wait_for(lambda frame: frame.experiment == OTHER)
    assert driver.sentence != description
    assert not driver.window.guiding.strip.isVisible()


def test_an_example_is_presented_once_although_it_was_chosen_twice(driver, heard):
    choose(driver, "vanishing")
    description = choose(driver, "vanishing")
    driver.until(lambda: len(heard) == 2)
    driver.until(lambda: driver.sentence == description)
    driver.wait_for(lambda frame: frame.pick == preset("vanishing").pick)


@pytest.mark.parametrize("error", [RuntimeError, BadInputError])
def test_an_example_that_never_came_is_not_told_of_at_the_next_run(driver, heard, troubles, error):
    def fail(_):
        raise error("It can't be.")

    handlers = driver.window.engine._worker._session._handlers
    before = handlers[Load]
    handlers[Load] = (fail, before[1])
    description = choose(driver, "vanishing")
    driver.until(lambda: len(heard) == 1)
    assert bool(troubles.take()) == (error is RuntimeError)
    handlers[Load] = before
    said = []
    driver.window.status.messageChanged.connect(said.append)
    driver.window.load(OTHER)
    driver.until(lambda: OTHER in heard)
    driver.wait_for(lambda frame: frame.experiment == OTHER)
    driver.window.status.messageChanged.disconnect(said.append)
    assert description not in said


@pytest.mark.parametrize("name", [each.name for each in presets() if not each.look])
def test_an_example_without_anything_to_look_at_is_told_of(driver, name):
    description = choose(driver, name)
    driver.until(lambda: driver.sentence == description)
