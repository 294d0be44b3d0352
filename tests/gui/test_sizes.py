"""A data set's own number: bits, rings, places, nodes of a teacher."""

from dataclasses import replace

import numpy as np
import pytest
from data_form import shows

from core.datasets import entries, entry, load, names
from core.experiment import default_experiment

SIZED = [known.name for known in entries() if known.size is not None]
PARITY = default_experiment("parity")


def field(driver):
    return driver.window.controls.data.size


def words(driver):
    return driver.window.controls.data._form.labelForField(field(driver)).text()


def test_there_are_such_data_sets():
    assert {"parity", "autoencoder", "teacher"} <= set(SIZED)


def test_the_field_is_there_for_them_and_called_by_what_it_is(driver):
    for dataset in [*SIZED, "xor", "iris"]:
        driver.load(dataset)
        known = entry(dataset)
        driver.until(lambda dataset=dataset: field(driver).isVisible() == (dataset in SIZED))
        if dataset in SIZED:
            assert words(driver).lower() == known.size_words.lower()
            assert words(driver)[0].isupper()
            assert (field(driver).minimum(), field(driver).maximum()) == tuple(known.size_range)
            assert field(driver).accessibleName() == words(driver)
        assert shows(driver, default_experiment(dataset))


@pytest.mark.parametrize("dataset", SIZED)
def test_every_size_fits_the_network(open_window, dataset):
    known = entry(dataset)
    driver = open_window(default_experiment(dataset).with_hidden((5, 4), "tanh"))
    for size in (known.size_range.most, known.size_range.least, known.size + 1):
        driver.write(field(driver), str(size))
        frame = driver.wait_for(lambda frame, size=size: frame.experiment.size == size)
        inputs, outputs = known.labelled(size)
        assert frame.n == (len(inputs), 5, 4, len(outputs))
        assert (frame.dataset.inputs, frame.dataset.outputs) == (inputs, outputs)
        assert shows(driver, frame.experiment)
        driver.step("step")


def test_other_data_of_another_size_keeps_network_settings_and_seed(open_window):
    begun = replace(PARITY, eta=0.25, seed=5, held_out=0.2, samples=100).with_hidden((7, 6), "relu")
    driver = open_window(begun)
    driver.step("step")
    driver.write(field(driver), "3")
    frame = driver.wait_for(lambda frame: frame.n == (3, 7, 6, 1))
    e = frame.experiment
    assert (e.eta, e.seed, e.held_out, e.activations) == (0.25, 5, 0.2, begun.activations)
    assert frame.dataset.samples == 8
    np.testing.assert_array_equal(frame.dataset.x, load("parity", seed=5, size=3).x)
    assert frame.cursor.step == 0


def test_samples_that_were_chosen_stay_where_the_size_does_not_give_them(open_window):
    driver = open_window(replace(default_experiment("teacher"), samples=77))
    driver.write(field(driver), "5")
    frame = driver.wait_for(lambda frame: frame.experiment.size == 5)
    assert frame.dataset.samples == 77


def test_a_size_out_of_range_is_the_nearest(open_window):
    driver = open_window(replace(PARITY, size=5, n=(5, 8, 1)))
    for typed, size in (("99", 10), ("1", 2), ("7", 7), ("0", 2), ("4000000000", 10)):
        driver.write(field(driver), typed)
        driver.wait_for(lambda frame, size=size: frame.experiment.size == size)
        assert field(driver).text() == str(size)
        assert driver.frame.n == (size, 8, 1)


def test_what_is_no_size_is_not_taken(open_window):
    driver = open_window(PARITY)
    for typed in ("", "abc", "-3", "2.5", "ten"):
        driver.write(field(driver), typed)
        driver.wait_for(lambda frame: (frame.experiment.size or 4) == field(driver).value())
        driver.step()
        least, most = entry("parity").size_range
        assert least <= driver.frame.n[0] <= most, typed
        assert shows(driver, driver.experiment), typed


def test_two_bits_are_planar_and_lose_their_features_when_they_are_three(open_window):
    driver = open_window(PARITY)
    chips = driver.window.controls.data.features
    assert not chips.isVisible()
    driver.write(field(driver), "2")
    driver.wait_for(lambda frame: frame.n == (2, 8, 1))
    assert chips.isVisible()
    driver.click(chips.chips["product"])
    driver.wait_for(lambda frame: frame.n == (3, 8, 1))
    driver.write(field(driver), "3")
    frame = driver.wait_for(lambda frame: frame.experiment.size == 3)
    assert (frame.n, frame.experiment.features) == ((3, 8, 1), ())
    assert not chips.isVisible()


def test_an_autoencoder_of_many_places_is_shown_and_trains(open_window):
    driver = open_window(default_experiment("autoencoder"))
    driver.write(field(driver), "32")
    driver.wait_for(lambda frame: frame.n == (32, 3, 32))
    before = driver.wait_for_score().score.cost
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.score.step > 200 and frame.score.cost < before)
    driver.pause()


def test_the_form_needs_no_scrolling_in_the_smaller_of_the_usual_windows(open_window):
    driver = open_window(size=(1280, 800))
    form = driver.window.controls
    for dataset in names():
        driver.load(dataset)
        driver.until(lambda: form.verticalScrollBar().maximum() == 0)
        assert not form.horizontalScrollBar().isVisible()
        seed = form.seed.mapTo(form.viewport(), form.seed.rect().bottomLeft())
        assert form.viewport().rect().contains(seed)
