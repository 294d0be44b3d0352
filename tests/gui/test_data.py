"""The data menu: what is chosen is shown and trained, whatever was there before."""

from dataclasses import replace

import numpy as np
import pytest
from data_form import brought, shows

from core.datasets import entries, load, names
from core.datasets.given import DRAWING, FILE
from core.experiment import default_experiment
from gui.shell.shortcuts import menus
from gui.writing.numbers import regrouped


def data_menu(driver):
    return next(menu for menu in menus(driver.window.menuBar()) if menu.title() == "&Data")


def test_each_group_of_data_sets_is_a_menu(driver):
    expected = {}
    for known in entries():
        expected.setdefault(known.group, []).append((known.title, known.name, regrouped(known.description)))
    listed = {
        action.text(): [(k.text(), k.data(), k.toolTip()) for k in action.menu().actions()]
        for action in data_menu(driver).actions()
        if action.menu() and action.text() in expected
    }
    assert listed == expected
    assert list(listed) == list(expected), "in their order"


def test_the_menu_of_data_fits_a_low_screen(driver):
    menu = data_menu(driver)
    assert menu.sizeHint().height() < 500
    for action in menu.actions():
        if action.menu():
            assert action.menu().sizeHint().height() < 500


def test_what_a_person_has_brought_is_in_the_menu_while_it_is_there(open_window):
    driver = open_window(brought("R&D.csv"))
    (own,) = [a for a in driver.window.menus.data.actions() if a.data() == FILE]
    assert (own.text(), own.isVisible(), own.isChecked()) == ("R&&D.csv", True, True)
    driver.load("circle")
    assert not own.isVisible()
    assert driver.window.menus.data.checkedAction() is driver.data_action("circle")
    driver.window.load(default_experiment("drawing"))
    driver.wait_for(lambda frame: frame.experiment.dataset == DRAWING)
    assert (own.text(), own.isVisible(), own.isChecked(), own.data()) == ("Drawing", True, True, DRAWING)


def test_a_file_that_is_chosen_again_begins_anew_with_what_suits_it(open_window):
    first = replace(brought(), held_out=0.2, seed=3, scaling="scale")
    driver = open_window(first.with_hidden((2, 2)))
    driver.step("step")
    driver.data_action(FILE).trigger()
    frame = driver.wait_for(lambda frame: frame.experiment == first)
    assert frame.cursor.step == 0
    driver.until(lambda: driver.window.menus.data.checkedAction().data() == FILE)


@pytest.mark.parametrize("dataset", names())
def test_a_data_set_of_the_menu_is_shown_and_trains(driver, dataset):
    if dataset == "xor":
        driver.load("and")
    frame = driver.load(dataset)
    assert frame.experiment == default_experiment(dataset)
    assert frame.cursor.step == 0
    assert frame.state == "paused"
    np.testing.assert_array_equal(frame.dataset.x, load(dataset, seed=0).x)
    assert driver.data_action(dataset).isChecked()
    assert shows(driver, default_experiment(dataset))
    before = driver.wait_for_score().score.cost
    driver.run_at_full_speed()
    frame = driver.wait_for(lambda frame: frame.score.step > 20 and frame.score.cost < 0.97 * before)
    assert 0 <= (frame.score.accuracy or 0) <= 1
    driver.pause()
    frame = driver.wait_for_score()
    assert len(frame.record.cost) == frame.cursor.step
    assert (
        f"{100 * frame.score.accuracy:.1f} %" in driver.window.status.train.text()
        if (frame.score.accuracy is not None)
        else "accuracy" not in driver.window.status.train.text()
    )


def test_the_form_chooses_a_data_set_too(driver):
    driver.choose(driver.window.controls.dataset, "and")
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == "and")
    assert frame.experiment == default_experiment("and")
    assert driver.data_action("and").isChecked()


def test_another_data_set_keeps_the_seed_and_goes_on_running(driver):
    driver.write(driver.window.controls.seed.number, "7")
    driver.wait_for(lambda frame: frame.experiment.seed == 7)
    driver.run_at_full_speed()
    frame = driver.load("moons")
    assert frame.experiment == replace(default_experiment("moons"), seed=7)
    driver.wait_for(lambda frame: frame.cursor.step > 50)
    assert driver.frame.state == "running"
    driver.pause()


def test_choosing_quickly_one_after_another_ends_with_the_last(driver):
    for dataset in ("digits", "sine", "spiral", "iris", "moons"):
        driver.data_action(dataset).trigger()
    driver.wait_for(lambda frame: frame.experiment.dataset == "moons")
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 50)
    assert driver.pause().experiment == default_experiment("moons")
    assert shows(driver, default_experiment("moons"))
