"""Zoom over the steps, in costs and gradients alike: wheel, drag, and the ways back."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from driving import Key, Modifier
from pointing import Pointer
from PySide6.QtCore import QPoint
from scene_parts import after

from core.experiment import default_experiment
from gui.plots.time_axis import LEAST

WHOLE = (-np.inf, np.inf, 10**9)


@pytest.fixture
def trained(open_window):
    """A window on circle after some thousand steps."""
    return open_window(after(default_experiment("circle"), 4500), size=(1280, 800))


def over_cost(driver):
    return Pointer(driver.window.cost.view, driver.window.cost.plot)


def over_norms(driver, row=0):
    gradients = driver.window.gradients
    return Pointer(gradients.view, gradients.rows[row].plot)


def plots(driver):
    return [driver.window.cost.plot, *(row.plot for row in driver.window.gradients.rows)]


def check_axes(driver):
    """All plots show the steps of the shared axis."""
    view = driver.window.cost.time.view
    assert driver.window.gradients.time is driver.window.cost.time
    assert [tuple(k.box.viewRange()[0]) for k in plots(driver)] == [view] * len(plots(driver))


def test_the_wheel_zooms_about_the_step_under_the_mouse_and_with_shift_moves_along(trained):
    time = trained.window.cost.time
    for pointer in (over_cost(trained), over_norms(trained)):
        at, whole = pointer.place(1500), time.range
        step = pointer.view.step_at(at.x())
        pointer.wheel(at, 1)
        assert time.zoomed
        assert time.range[1] - time.range[0] == pytest.approx(0.8 * whole[1])
        for _ in range(5):
            pointer.wheel(at, 1)
            near = (time.range[1] - time.range[0]) * 0.02
            assert pointer.view.step_at(at.x()) == pytest.approx(step, abs=near)
        check_axes(trained)
        for _ in range(12):
            pointer.wheel(at, -1)
        assert time.range == whole
        assert not time.zoomed
        check_axes(trained)
    pointer = over_cost(trained)
    time.show(1000, 2000)
    at = pointer.place(1500)
    pointer.wheel(at, -1, Modifier.ShiftModifier)
    assert time.range == (1100, 2100)
    pointer.wheel(at, 2, Modifier.ShiftModifier)
    assert time.range == (900, 1900)
    check_axes(trained)


def test_a_drag_shows_the_stretch_that_it_covers(trained):
    time = trained.window.cost.time
    for pointer, backwards in product((over_cost(trained), over_norms(trained)), (False, True)):
        a, b = pointer.place(1000), pointer.place(2500)
        expected = sorted(pointer.view.step_at(k.x()) for k in (a, b))
        pointer.drag(*((b, a) if backwards else (a, b)))
        assert time.range == pytest.approx(expected)
        check_axes(trained)
        trained.click(trained.window.cost.whole)


def test_while_dragging_the_stretch_is_seen(trained):
    pointer, band = over_cost(trained), trained.window.cost.view._band
    a, b = pointer.place(1000), pointer.place(2500)
    pointer.press(a)
    assert not band.isVisible()
    for at in (pointer.place(2000), b):
        pointer.move(at)
        assert band.isVisible()
        assert (band.geometry().left(), band.geometry().right()) == (a.x(), at.x())
    assert not trained.window.cost.time.zoomed
    pointer.release(b)
    assert not band.isVisible()
    trained.click(trained.window.cost.whole)
    time = trained.window.cost.time
    end = time.range[1]  # past the end of the plot a drag ends there
    pointer.drag(pointer.place(3000), pointer.place(end) + pointer.place(end) - pointer.place(0.9 * end))
    assert time.range[1] == pytest.approx(end, rel=0.01)


def test_a_stretch_is_drawn_in_finer_detail_and_fills_the_height(trained):
    plot, time = trained.window.cost.plot, trained.window.cost.time
    pointer = over_cost(trained)
    time.show(1000, 3000)

    def inside():
        x = plot.curve.getData()[0]
        return x[(x >= 2000) & (x <= 2100)]

    before = len(inside())
    pointer.drag(pointer.place(1990), pointer.place(2110))
    first, last = time.range
    assert last - first < 250
    assert inside().tolist() == list(range(2000, 2101))
    assert before < 60
    entries = trained.frame.record.cost.query(first, last, 10**9)
    bottom, top = plot.box.viewRange()[1]
    low, high = entries.low.min(), entries.high.max()
    assert bottom <= low <= high <= top
    # C_train shares the height and may lie outside of these.
    scores = trained.frame.record.scores.query(first, last, 10**9, beyond=1)
    low, high = min(low, scores.low[:, 0].min()), max(high, scores.high[:, 0].max())
    assert top - bottom <= 1.3 * (high - low)


def test_the_curve_runs_on_to_the_edges(trained):
    plot, time = trained.window.cost.plot, trained.window.cost.time
    time.show(1000.4, 1009.6)
    for drawn in (plot.curve, plot.train):
        x, _ = drawn.getData()
        assert x[0] <= 1000.4
        assert x[-1] >= 1009.6


def test_there_are_ways_back(trained):
    cost, over = trained.window.cost, over_cost(trained)
    for double_clicked in (None, over, over_norms(trained)):
        whole = cost.time.range
        assert not cost.whole.isVisible()
        over.drag(over.place(1000), over.place(2000))
        assert cost.whole.isVisible()
        assert cost.whole.text() == "all"
        assert cost.whole.sizeHint().width() <= cost.whole.width()
        if double_clicked is None:
            trained.click(cost.whole)
        else:
            double_clicked.double_click(double_clicked.place(1500))
        assert cost.time.range == whole
        assert not cost.whole.isVisible()
        check_axes(trained)


def test_a_plain_click_zooms_nothing(trained):
    time = trained.window.cost.time
    for zoomed, pointer in product((False, True), (over_cost(trained), over_norms(trained))):
        if zoomed:
            time.show(1000, 2000)
        before = time.range
        pointer.click(pointer.place(1500))
        pointer.press(pointer.place(1500))
        pointer.move(pointer.place(1500))
        pointer.release(pointer.place(1500))
        assert time.range == before


def test_one_cannot_zoom_into_nothing(trained):
    time, pointer = trained.window.cost.time, over_cost(trained)
    for _ in range(60):
        pointer.wheel(pointer.place(sum(time.range) / 2), 1)
    assert time.range[1] - time.range[0] == pytest.approx(LEAST)
    assert len(trained.window.cost.plot.curve.getData()[0]) >= 3


def test_a_stretch_stands_while_training_goes_on_and_comes_back_grown(trained):
    time, pointer = trained.window.cost.time, over_cost(trained)
    pointer.drag(pointer.place(1000), pointer.place(2000))
    stretch, end = time.range, trained.frame.cursor.step
    trained.run_at_full_speed()
    trained.wait_for(lambda frame: frame.cursor.step > 3 * end)
    trained.pause()
    assert time.range == stretch
    check_axes(trained)
    pointer.double_click(pointer.place(1500))
    assert time.range[1] >= trained.frame.cursor.step
    assert trained.window.cost.plot.curve.getData()[0][-1] >= 0.98 * trained.frame.cursor.step


def test_another_run_is_shown_as_a_whole(trained):
    cost, pointer = trained.window.cost, over_cost(trained)
    pointer.drag(pointer.place(1000), pointer.place(2000))
    trained.press(Key.Key_R, Modifier.ControlModifier)
    trained.wait_for(lambda frame: frame.cursor.step == 0)
    assert not cost.time.zoomed
    assert not cost.whole.isVisible()
    trained.step("step")
    check_axes(trained)


def test_both_panels_show_the_step_that_the_mouse_points_at(trained):
    for pointer, at in ((over_cost(trained), 1200), (over_norms(trained, 1), 1600)):
        pointer.move(pointer.place(at))
        step = trained.window.cost.time.cursor
        assert abs(step - at) < 50
        assert [k.line.value() for k in plots(trained)] == [step] * len(plots(trained))
        assert all(k.line.isVisible() for k in plots(trained))
        pointer.leave()
        trained.until(lambda: not any(k.line.isVisible() for k in plots(trained)))


def test_beside_the_plots_the_wheel_scrolls_many_layers(open_window):
    deep = replace(default_experiment("xor"), n=(2, *[3] * 15, 1), activations=("tanh",) * 16)
    driver = open_window(deep, size=(1280, 800))
    driver.step("step")
    gradients = driver.window.gradients
    pointer, bar = over_norms(driver), gradients._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    whole = gradients.time.range
    at = pointer.place(2)
    pointer.wheel(QPoint(8, at.y()), -1)
    assert bar.value() > 0
    assert gradients.time.range == whole
    bar.setValue(0)
    pointer.wheel(at, 1)
    assert bar.value() == 0
    assert gradients.time.range != whole
