"""Painting while training runs, and on all kinds of drawings."""

from dataclasses import replace

import numpy as np
import pytest
from brush import LEFT, RIGHT, Hand, drawn, line
from driving import Key, Modifier
from output_views import fresh_map
from PySide6.QtGui import QColor

from core.commands import Open, Save
from core.datasets import load
from core.experiment import default_experiment
from core.session import State


@pytest.fixture
def hand(open_window):
    """A brush over a drawing of eight points, the fine one."""
    hand = Hand(open_window(drawn())).take_brush()
    hand.easel.set_wide(False)
    return hand


# While training runs


def test_one_paints_while_training_runs_and_it_goes_on(hand):
    driver = hand.driver
    driver.run_at_full_speed()
    for k in range(12):
        step = driver.frame.cursor.step
        hand.stroke(
            *line((-1.0, 1.0 - 0.1 * k), (1.0, 1.0 - 0.1 * k), 10), button=RIGHT if k % 4 == 3 else LEFT
        )
        driver.wait_for(lambda frame, step=step: frame.cursor.step > step + 5)
        assert hand.plane.isVisible()
    assert driver.frame.state == "running"
    hand.settle()
    driver.pause()
    frame = fresh_map(driver)
    assert frame.dataset.samples == len(hand.points) > 40
    assert hand.plane.frame.dataset is frame.dataset


def test_the_plane_is_there_all_the_time(hand):
    driver, pages = hand.driver, []
    driver.run_at_full_speed()
    driver.window.engine.frame_changed.connect(lambda frame: pages.append(hand.plane.isVisible()))
    for k in range(10):
        hand.click((0.1 * k - 0.5, 0.9))
        driver.wait_for_new()
    hand.settle()
    assert len(pages) > 10
    assert all(pages)


def test_the_plane_does_not_vanish_for_a_moment_when_a_drawing_begins_anew(hand):
    pages = []
    hand.driver.window.engine.frame_changed.connect(lambda _: pages.append(hand.plane.isVisible()))
    for classes in (3, 4, 5):
        hand.easel.add_class()
        hand.driver.wait_for(lambda frame, k=classes: len(frame.dataset.outputs) == k)
    hand.easel.clear()
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 5)
    hand.wait()
    assert len(pages) >= 4
    assert all(pages)


def test_an_exercise_hides_the_plane_from_who_paints_too(hand):
    driver = hand.driver
    driver.press(Key.Key_E, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.view.exercise)
    driver.until(hand.output.hint.isVisible)
    assert not hand.layer.isVisible()
    driver.press(Key.Key_E, Modifier.ControlModifier)
    hand.wait()
    hand.click((0.0, 0.9))
    driver.wait_for(lambda frame: frame.dataset.samples == 9)


def test_after_a_divergence_painting_is_refused_and_the_points_are_gone_again(open_window):
    experiment = replace(drawn(), activations=("identity",) * 3, eta=1e300)
    driver = open_window(experiment)
    hand = Hand(driver).take_brush()
    driver.run_at_full_speed_until_stopped()
    frame = fresh_map(driver)
    driver.until(lambda: hand.plane.frame.output is frame.output)
    before = hand.colour(0.3, 0.9)
    hand.click((0.3, 0.9))
    driver.until(lambda: "go back to a step before" in driver.sentence)
    hand.settle()
    assert len(hand.points) == 8
    assert hand.colour(0.3, 0.9) == before
    assert driver.window._state == State.DIVERGED.value


def test_a_drawing_is_saved_and_opened_again_with_all_its_strokes(hand, open_window, tmp_path):
    for k in range(3):
        hand.click((0.3 * k - 0.5, 0.9))
    hand.click((0.1, 0.1), RIGHT)
    hand.settle()
    points, file = hand.points, str(tmp_path / "drawing.nablascope")
    engine = hand.driver.window.engine
    with hand.driver.qtbot.waitSignal(engine.kept):
        engine.send(Save(file))
    other = open_window()
    with other.qtbot.waitSignal(other.window.engine.opened):
        other.window.engine.send(Open(file))
    again = Hand(other).take_brush()
    assert again.points == points
    for samples in (11, 10):
        other.press(Key.Key_Z, Modifier.ControlModifier)
        other.wait_for(lambda frame, M=samples: frame.dataset.samples == M)
    again.wait()
    again.click((0.7, 0.7))
    other.wait_for(lambda frame: frame.dataset.samples == 11)


# What is painted on


def test_large_drawings_show_all_that_is_new(open_window):
    rng = np.random.default_rng(0)
    many = tuple((*map(float, x), k % 2) for k, x in enumerate(rng.uniform(-1.1, 1.1, (9000, 2))))
    hand = Hand(open_window(drawn(many))).take_brush()
    hand.driver.press(Key.Key_2)
    hand.click((1.18, 1.18))
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 9003)
    hand.settle()
    assert hand.seen(1.18, 1.18, 1)
    hand.click((1.18, 1.18), RIGHT)
    hand.driver.wait_for(lambda frame: frame.dataset.samples < 9003)
    hand.settle()
    assert not hand.seen(1.18, 1.18, 1)


@pytest.mark.parametrize("dataset", ["circle", "moons"])
def test_features_and_held_out_samples_are_kept_when_one_paints_on_data(open_window, dataset):
    experiment = replace(default_experiment(dataset), features=("product",), held_out=0.3)
    experiment = replace(experiment, n=(3, *experiment.n[1:]))
    driver = open_window(experiment)
    hand = Hand(driver).take_brush()
    hand.click((0.4, -0.4))
    frame = driver.wait_for(lambda frame: frame.dataset.samples == 251)
    x = frame.dataset.x
    assert np.array_equal(x[:, :250], np.vstack([load(dataset).x, np.prod(load(dataset).x, axis=0)]))
    assert x[2, -1] == x[0, -1] * x[1, -1]
    assert frame.held_out.any()


def test_points_keep_their_class_where_one_of_several_outputs_is_shown(open_window):
    hand = Hand(open_window(drawn(((0.4, 0.4, 2),), 3), size=(1600, 1000))).take_brush()
    hand.driver.choose(hand.output.which, 1)
    hand.easel.choose(1)
    hand.click((0.0, 0.9))
    assert hand.colour(0.0, 0.9) == QColor(*hand.plane.targets.of_values(np.ones(1))[0].tolist()).name()
    hand.settle()
    assert hand.points[-1][2] == 1
    assert (hand.output.which.value(), hand.plane.output) == (1, 1)
