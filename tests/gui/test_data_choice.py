"""The list of data in the form: groups, what a person brings, and the way to a file."""

from dataclasses import replace

import numpy as np
import pytest
from data_form import brought, shows
from driving import Button, Key
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from core.commands import Edit
from core.datasets import entries
from core.datasets.given import DRAWING, FILE
from core.experiment import default_experiment
from gui.experiment.data_choice import OPEN


def lines(choice):
    """What the list says: text, value, and whether it can be chosen."""
    model = choice.model()
    return [
        (choice.itemText(k), choice.itemData(k), bool(model.index(k, 0).flags() & Qt.ItemFlag.ItemIsEnabled))
        for k in range(choice.count())
    ]


def click_in_list(driver, choice, value):
    """Open the list by a click, and click on a line of it."""
    driver.qtbot.mouseClick(choice, Button.LeftButton)
    view = choice.view()
    driver.until(view.isVisible)
    index = choice.model().index(choice.findData(value), 0)
    view.scrollTo(index)
    at = view.visualRect(index).center()
    QTest.mouseMove(view.viewport(), at)
    QTest.qWait(choice.style().styleHint(choice.style().StyleHint.SH_ComboBox_Popup) and 300)
    driver.qtbot.mouseClick(view.viewport(), Button.LeftButton, pos=at)


def file_dialog(window):
    return next((d for d in window.findChildren(QFileDialog) if d.isVisible()), None)


def test_the_list_has_the_groups_of_the_menu_then_a_drawing_then_the_file(driver):
    listed = lines(driver.window.controls.dataset)
    expected = []
    for known in entries():
        if (known.group, None, False) not in expected:
            expected.append((known.group, None, False))
        expected.append((known.title, known.name, True))
    assert listed[: len(expected)] == expected
    (_, heading, enabled), *own = listed[len(expected) :]
    assert (heading, enabled) == (None, False)
    assert own == [("Drawing", DRAWING, True), ("Open a file…", OPEN, True)]


def test_arrow_keys_walk_over_headings_and_stop_before_the_file(open_window):
    driver = open_window(default_experiment("and"))
    choice, walked = driver.window.controls.dataset, ["and"]
    wanted = [known.name for known in entries()] + [DRAWING]
    choice.setFocus()
    while walked[-1] != DRAWING:
        QTest.keyClick(choice, Key.Key_Down)
        walked.append(choice.value())
        assert len(walked) <= len(wanted)
    assert walked == wanted
    for _ in range(3):
        QTest.keyClick(choice, Key.Key_Down)
        assert choice.value() == DRAWING
    assert file_dialog(driver.window) is None
    driver.wait_for(lambda frame: frame.experiment.dataset == DRAWING)
    QTest.keyClick(choice, Key.Key_Up)
    driver.wait_for(lambda frame: frame.experiment.dataset == wanted[-2])


def test_a_file_is_opened_from_the_list(driver):
    choice = driver.window.controls.dataset
    click_in_list(driver, choice, OPEN)
    driver.until(lambda: file_dialog(driver.window) is not None)
    assert choice.value() == "xor", "nothing was chosen yet"
    file_dialog(driver.window).reject()
    driver.step()
    assert driver.experiment == default_experiment("xor")
    assert shows(driver, driver.experiment)


def test_data_is_chosen_from_the_list_by_the_mouse(driver):
    click_in_list(driver, driver.window.controls.dataset, "moons")
    driver.wait_for(lambda frame: frame.experiment == default_experiment("moons"))


# Data of a file


def test_a_file_goes_by_its_title_for_as_long_as_it_is_there(open_window):
    experiment = brought()
    driver = open_window(experiment)
    form = driver.window.controls
    assert (form.dataset.currentText(), form.dataset.value()) == ("iris.csv", FILE)
    assert form.dataset.toolTip() == "iris.csv"
    assert form.data.description.text() == "150 rows, 4 inputs, 3 classes"
    assert form.data.description.toolTip() == "Read from /somewhere/iris.csv."
    assert not form.noise.isVisible()
    assert not form.samples.isVisible()
    assert form.data.scaling.isVisible()
    assert form.batch.maximum() == 150
    other = brought("others.csv", 100)
    driver.window.load(other)
    driver.wait_for(lambda frame: frame.experiment == other)
    assert form.dataset.currentText() == "others.csv"
    assert [value for _, value, _ in lines(form.dataset)].count(FILE) == 1
    driver.load("circle")
    assert form.dataset.findData(FILE) == -1
    assert form.noise.isVisible()
    assert not form.data.scaling.isVisible()
    assert shows(driver, default_experiment("circle"))


@pytest.mark.parametrize("scaling", ["none", "scale"])
def test_what_was_brought_is_scaled_by_those_that_are_trained_on(open_window, scaling):
    experiment = brought()
    driver = open_window(experiment)
    form = driver.window.controls
    driver.write(form.held_out, "40")
    driver.wait_for(lambda frame: frame.experiment.held_out == 0.4)
    assert form.batch.maximum() == 90
    driver.choose(form.data.scaling, scaling)
    frame = driver.wait_for(lambda frame: frame.experiment.scaling == scaling)
    assert frame.experiment == replace(experiment, held_out=0.4, scaling=scaling)
    seen = frame.dataset.x[:, ~frame.held_out]
    if scaling == "none":
        assert frame.dataset.scaling is None
        np.testing.assert_array_equal(frame.dataset.x, experiment.given.x)
    else:
        np.testing.assert_allclose([seen.min(axis=1), seen.max(axis=1)], [[0] * 4, [1] * 4], atol=1e-12)
    driver.step("epoch")


def test_a_scaling_of_other_data_is_shown_where_there_is_one(open_window):
    driver = open_window(replace(default_experiment("sine"), scaling="standardise"))
    form = driver.window.controls
    assert form.data.scaling.isVisible()
    assert form.noise.isVisible()
    driver.choose(form.data.scaling, "none")
    driver.wait_for(lambda frame: frame.experiment == default_experiment("sine"))
    assert not form.data.scaling.isVisible()


# A drawing


def test_a_drawing_is_begun_from_the_form_and_its_batches_may_wait_for_points(driver):
    form = driver.window.controls
    driver.choose(form.dataset, DRAWING)
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == DRAWING)
    assert frame.dataset.samples == 2
    assert not form.samples.isVisible()
    assert form.data.features.isVisible()
    driver.write(form.batch, "500")
    frame = driver.wait_for(lambda frame: frame.experiment.m == 500)
    assert form.batch.value() == 500
    driver.window.engine.send(Edit("paint", ((0.1, 0.2, 1), (0.3, 0.4, 0))))
    frame = driver.wait_for(lambda frame: frame.dataset.samples == 4)
    assert form.batch.value() == frame.experiment.m == 500
    driver.write(form.batch, "9999999")
    driver.wait_for(lambda frame: frame.experiment.m == 100_000)
    driver.step("epoch")


def test_a_drawing_is_there_again_after_other_data(open_window):
    driver = open_window(default_experiment("drawing"))
    driver.window.engine.send(Edit("paint", ((0.1, 0.2, 1), (0.3, 0.4, 0))))
    drawn = driver.wait_for(lambda frame: frame.dataset.samples == 4).experiment
    driver.load("circle")
    driver.choose(driver.window.controls.dataset, DRAWING)
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == DRAWING)
    assert frame.experiment == drawn
    assert frame.dataset.samples == 4


def test_features_of_a_drawing_follow_its_points(open_window):
    driver = open_window(default_experiment("drawing"))
    driver.click(driver.window.controls.data.features.chips["product"])
    driver.wait_for(lambda frame: frame.n[0] == 3)
    driver.window.engine.send(Edit("paint", ((0.5, -0.5, 1),)))
    frame = driver.wait_for(lambda frame: frame.dataset.samples == 3)
    assert frame.dataset.x[:, 2].tolist() == [0.5, -0.5, -0.25]
    assert driver.window.controls.data.features.chips["product"].isChecked()
