"""The output over two of many inputs: the choice of them, the plane, its samples and readings."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key
from output_views import click, fresh_map, move, output_at, place
from PySide6.QtCore import QPoint, QPointF

from core.experiment import default_experiment
from core.plane import nearness
from gui.output.axes_row import BARS, PLANE
from gui.output.plane_legend import ELSEWHERE
from gui.writing.numbers import fixed, grouped, significant

IRIS = default_experiment("iris")


@pytest.fixture
def iris(open_window):
    """Iris, its output over a plane, after an epoch."""
    driver = open_window(IRIS, size=(1600, 1000))
    driver.step("epoch")
    driver.click(driver.window.output.looks.buttons[PLANE])
    fresh_map(driver)
    return driver


def test_bars_come_first_and_a_plane_is_one_click_away(open_window):
    driver = open_window(IRIS)
    panel = driver.window.output
    assert panel.bars.isVisible()
    assert panel.looks.isVisible()
    assert not panel.axes.isVisible()
    driver.click(panel.looks.buttons[PLANE])
    frame = fresh_map(driver)
    driver.until(panel.plane.isVisible)
    widest = np.argsort(-frame.dataset.x.std(axis=1), kind="stable")[:2]
    assert frame.view.axes == tuple(sorted(widest.tolist()))
    assert (panel.axes.across.value(), panel.axes.up.value()) == frame.view.axes
    driver.click(panel.looks.buttons[BARS])
    driver.until(panel.bars.isVisible)
    assert not panel.axes.isVisible()
    assert panel.readout.endswith("not computed yet")


@pytest.mark.parametrize("dataset", ["sine", "circle"])
def test_data_with_one_or_two_inputs_has_nothing_to_choose(open_window, dataset):
    panel = open_window(default_experiment(dataset)).window.output
    assert not panel.looks.isVisible()
    assert not panel.axes.isVisible()


def test_the_plane_is_read_under_the_mouse(iris):
    frame, panel, plane = fresh_map(iris), iris.window.output, iris.window.output.plane
    number = grouped(frame.sample + 1)
    assert panel.readout == f"a²; other inputs as in sample {number}, step {frame.cursor.step}"
    names = frame.dataset.inputs
    i, j = frame.view.axes
    for share_x, share_y in ((0.1, 0.9), (0.8, 0.15)):
        box = plane.area.box
        at = QPointF(box.left() + share_x * box.width(), box.top() + share_y * box.height())
        move(plane, at)
        iris.until(lambda: panel.readout.startswith(names[i]))
        wanted = plane.area.values(QPointF(at.toPoint()))
        here = [axis[np.abs(axis - v).argmin()] for axis, v in zip(frame.output.axes, wanted, strict=True)]
        x = frame.x[:, 0].copy()
        x[[i, j]] = here
        a = output_at(frame, *x)
        k = int(a.argmax())
        words = panel.readout.split("  ·  ")[0]
        spot = f"{names[i]} {fixed(here[0])}, {names[j]} {fixed(here[1])}"
        assert words == f"{spot}: {frame.dataset.outputs[k]} = {significant(a[k], 3)}"
    move(iris.window.canvas, QPoint(20, 20))


def test_other_axes_are_chosen_by_keys_and_exchanged(iris):
    axes = iris.window.output.axes
    iris.choose(axes.across, 0)
    frame = iris.wait_for(lambda f: f.view.axes[0] == 0 and f.output.plane.inputs == f.view.axes)
    _, j = frame.view.axes
    assert np.array_equal(frame.output.values.shape[1:], [frame.output.side] * 2)
    iris.click(axes.swap)
    iris.wait_for(lambda f: f.output.plane.inputs == (j, 0))
    iris.until(lambda: (axes.across.value(), axes.up.value()) == (j, 0))
    iris.choose(axes.up, j)  # past those between; the one that is across already changes places
    iris.wait_for(lambda f: f.view.axes == (j - 1, j))


def test_the_plane_goes_with_the_sample_shown(iris):
    before = iris.frame.sample
    iris.press(Key.Key_Period)
    frame = iris.wait_for(lambda f: f.sample != before and f.output.plane.sample == f.sample)
    assert np.array_equal(frame.output.plane.rest, frame.dataset.x[:, frame.sample])
    number = grouped(frame.sample + 1)
    iris.until(lambda: iris.window.output.readout.startswith(f"a²; other inputs as in sample {number}"))


def test_a_sample_is_chosen_on_the_plane_and_lies_there(iris):
    plane, (i, j) = iris.window.output.plane, iris.frame.view.axes
    x = iris.frame.dataset.x
    alone = next(
        k
        for k in range(150)
        if np.sort(np.hypot(x[i] - x[i, k], x[j] - x[j, k]))[1] > 0.15 and k != iris.frame.sample
    )
    click(iris, plane, place(plane, x[i, alone], x[j, alone]))
    frame = iris.wait_for(lambda f: f.sample == alone)
    assert not frame.follows_batch


def test_samples_far_from_the_plane_are_faint_and_the_legend_says_so(iris):
    frame, plane = fresh_map(iris), iris.window.output.plane
    plane.resize(900, 500)
    assert ELSEWHERE in [note.words for note in plane._legend()]
    near = nearness(frame.output.plane, frame.dataset.x)
    assert near[frame.sample] == 1
    far, close = int(near.argmin()), frame.sample
    full = plane.targets.colours(None, np.array([far, close]))
    shown = plane._dot_colours(np.array([far, close]))
    assert np.array_equal(shown[1], full[1])
    surface = np.array([24, 27, 33])
    assert np.abs(shown[0] - surface.astype(int)).sum() < np.abs(full[0] - surface.astype(int)).sum()


def test_other_data_gets_axes_of_its_own(iris):
    panel = iris.window.output
    iris.load("digits")
    frame = iris.wait_for(lambda f: f.output is not None and f.output.plane.inputs == f.view.axes)
    assert max(frame.view.axes) < len(frame.dataset.inputs)
    assert panel.axes.across.count() == len(frame.dataset.inputs)
    iris.load("circle")
    iris.wait_for(lambda f: f.output is not None and f.output.plane.inputs == (0, 1))
    iris.until(lambda: panel.plane.isVisible() and not panel.axes.isVisible())


def test_several_outputs_can_be_chosen_over_a_plane_alone(iris):
    panel = iris.window.output
    assert panel.which.isVisible()
    iris.choose(panel.which, 2)
    assert panel.plane.output == 2
    iris.click(panel.looks.buttons[BARS])
    iris.until(panel.bars.isVisible)
    assert not panel.which.isVisible()


def test_held_out_samples_are_hollow_here_too(open_window):
    driver = open_window(replace(IRIS, held_out=0.4))
    driver.click(driver.window.output.looks.buttons[PLANE])
    frame, plane = fresh_map(driver), driver.window.output.plane
    plane.resize(900, 500)
    assert "held out" in [note.words for note in plane._legend()]
    assert np.array_equal(plane._dots._held_out, frame.held_out)
