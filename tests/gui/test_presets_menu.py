"""The examples: each is in the menu, begins as it is, and says what there is to see."""

import pytest
from driving import Button
from PySide6.QtTest import QTest

from core.presets import MEASURED_STEPS, preset, presets
from gui.shell.shortcuts import menus
from gui.writing.numbers import regrouped

NAMES = [each.name for each in presets()]


def actions(driver):
    return [action for action in driver.window.menus.presets.actions() if not action.isSeparator()]


def test_the_menu_has_every_example_those_that_were_measured_first(driver):
    menu = driver.window.menus.presets
    data = next(each for each in menus(driver.window.menuBar()) if each.title() == "&Data")
    assert menu.menuAction() in data.actions()
    assert [(a.data(), a.text()) for a in actions(driver)] == [(each.name, each.title) for each in presets()]
    first = [action.isSeparator() for action in menu.actions()].index(True)
    assert {action.data() for action in menu.actions()[:first]} == set(MEASURED_STEPS)
    assert all(regrouped(preset(a.data()).description) in a.toolTip() for a in actions(driver))
    assert menu.sizeHint().height() < 700


@pytest.mark.parametrize("name", NAMES)
def test_an_example_begins_as_it_is_and_says_what_there_is_to_see(driver, name):
    wanted = preset(name)
    next(action for action in actions(driver) if action.data() == name).trigger()
    frame = driver.wait_for(lambda frame: frame.experiment == wanted.experiment)
    assert (frame.cursor.step, frame.state) == (0, "paused")
    assert driver.sentence == regrouped(wanted.description)
    driver.step("step")


def test_an_example_is_chosen_by_the_mouse_while_another_runs(driver):
    driver.run_at_full_speed()
    menu, action = driver.window.menus.presets, actions(driver)[-1]
    menu.popup(driver.window.mapToGlobal(driver.window.rect().center()))
    driver.until(menu.isVisible)
    QTest.mouseClick(menu, Button.LeftButton, pos=menu.actionGeometry(action).center())
    wanted = preset(action.data())
    driver.wait_for(lambda frame: frame.experiment == wanted.experiment and frame.cursor.step > 10)
    assert driver.sentence == regrouped(wanted.description)
    driver.window.actions["run"].trigger()
    driver.wait_for_state("paused")
