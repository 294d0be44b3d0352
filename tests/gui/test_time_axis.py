"""The steps that plots show together: whole runs, stretches of them, and never what is not there."""

import math

import pytest

from core.record import Run
from gui.plots.time_axis import LEAST, TimeAxis


@pytest.fixture
def time(qapp):
    """A run of 1000 steps, seen as a whole."""
    axis = TimeAxis()
    axis.follow(Run(2), 1000)
    return axis


@pytest.fixture
def changes(time):
    """How often the axis said that it changed."""
    found = []
    time.changed.connect(lambda: found.append(time.range))
    return found


def follow(time, last):
    time.follow(time._run, last)


def test_the_whole_run_is_shown_and_grows_in_jumps(qapp):
    time, run = TimeAxis(), Run(2)
    ends = set()
    for last in range(20_000):
        time.follow(run, last)
        assert time.range[0] == 0
        assert time.range[1] >= last
        ends.add(time.range[1])
    assert 5 < len(ends) < 40
    assert not time.zoomed


def test_a_change_is_told_once_and_only_if_there_is_one(time, changes):
    time.show_all()
    time.zoom(10, 1.5)
    assert changes == []
    time.show(100, 200)
    time.show(100, 200)
    assert changes == [(100, 200)]


def test_that_a_run_has_grown_is_for_each_plot_to_see_when_it_is_drawn(time, changes):
    before = time.range
    follow(time, 5000)
    assert time.range[1] > 5000 > before[1]
    assert changes == []


def test_a_stretch_stands_while_the_run_goes_on(time):
    time.show(200, 300)
    assert time.zoomed
    follow(time, 90_000)
    assert time.range == (200, 300)
    time.show_all()
    assert not time.zoomed
    assert time.range[1] >= 90_000


def test_a_stretch_may_be_given_from_either_side(time):
    time.show(300, 200)
    assert time.range == (200, 300)


def test_zooming_keeps_the_step_in_its_place(time):
    time.show(200, 400)
    time.zoom(250, 0.5)
    assert time.range == (225, 325)
    time.zoom(250, 2.0)
    assert time.range == (200, 400)


def test_zooming_out_ends_at_the_whole_run(time):
    time.show(400, 420)
    for _ in range(60):
        time.zoom(410, 1.25)
    assert not time.zoomed
    assert time.range[0] == 0


def test_zooming_in_ends_at_a_few_steps(time):
    for _ in range(100):
        time.zoom(777, 0.5)
    first, last = time.range
    assert last - first == pytest.approx(LEAST)
    assert first < 777 < last
    time.show(12, 12)
    assert time.range == (12 - LEAST / 2, 12 + LEAST / 2)


@pytest.mark.parametrize("steps", [-1e9, -150, 150, 1e9])
def test_there_is_nothing_before_step_0_or_past_the_axis(time, steps):
    end = time.range[1]
    time.show(100, 200)
    time.pan(steps)
    first, last = time.range
    assert last - first == pytest.approx(100)
    assert first >= 0
    assert last <= end
    if abs(steps) == 150:
        assert first == max(0, 100 + steps)


def test_at_the_edges_zooming_gives_way(time):
    time.show(0, 100)
    time.zoom(90, 2)
    assert time.range == (0, 200)
    time.zoom(0, 0.25)
    assert time.range == (0, 50)


def test_what_is_no_number_shows_nothing_new(time):
    before = time.range
    for bad in (math.nan, math.inf):
        time.show(bad, 3)
        time.show(0, bad)
    assert time.range == before


def test_another_run_is_shown_as_a_whole(time):
    time.show(900, 950)
    time.point(920)
    told = []
    time.changed.connect(lambda: told.append(time.range))
    time.follow(Run(2), 3)
    assert told == [time.range]
    assert not time.zoomed
    assert time.range[1] < 20
    assert time.cursor is None


def test_plots_show_a_little_more_than_the_axis_on_the_left(time):
    first, last = time.view
    assert -0.05 * last < first < 0
    assert last == time.range[1]


def test_pointing_is_at_whole_steps_that_were_done(time):
    told = []
    time.pointed.connect(lambda: told.append(time.cursor))
    for step in (4.4, 4.3, 99_999, -3, None, None):
        time.point(step)
    assert told == [4, 1000, 0, None]
