"""The data menu: what is chosen is shown and trained, whatever was there before."""

from dataclasses import replace

import numpy as np
import pytest
from data_form import shows

from core.datasets import entries, entry, load, names
from core.experiment import default_experiment


def test_the_menu_lists_the_eleven_data_sets_in_their_groups(driver):
    menu = driver.window.menus.data.actions()[0].associatedObjects()
    menu = next(m for m in menu if m.metaObject().className() == "QMenu")
    listed = [(a.text(), a.data()) for a in menu.actions()]
    expected = []
    for known in entries():
        if (known.group, None) not in expected:
            expected.append((known.group, None))
        expected.append((known.title, known.name))
    assert listed == expected
    assert len(driver.window.menus.data.actions()) == 11
    assert driver.data_action("circle").toolTip() == entry("circle").description


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
