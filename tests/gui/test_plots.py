"""What the live plots share: data that a plot can take, ranges that stand, stretches of a record."""

import math

import numpy as np
import pyqtgraph as pg
import pytest

from core.record import Series
from gui.plots.curves import CEILING, FLOOR, Curve, StandingRange, finite_for_plot, means, outline, within

BAD = [np.nan, np.inf, -np.inf, 1e300, -1e300, 0.0, 5e-324, -1.0, 1.0]


@pytest.mark.parametrize("log", [False, True])
def test_whatever_comes_a_plot_gets_numbers_in_reach_or_none(log):
    shown = finite_for_plot(np.array(BAD), log)
    assert np.isnan(shown[:3]).all()
    assert np.isfinite(shown[3:]).all()
    assert np.abs(shown[3:]).max() <= (30 if log else CEILING)


def test_ordinary_numbers_stay_what_they_are():
    values = np.array([-3.5, 0.0, 1e-12, 123.0])
    np.testing.assert_array_equal(finite_for_plot(values, log=False), values)
    np.testing.assert_allclose(finite_for_plot(np.array([100.0, 1e-12]), log=True), [2, -12])
    assert finite_for_plot(np.array([0.0]), log=True) == [math.log10(FLOOR)]


def test_what_is_given_is_left_alone():
    values = np.array(BAD)
    before = values.copy()
    finite_for_plot(values, log=True)
    np.testing.assert_array_equal(values, before)


def test_single_entries_are_their_means_and_need_no_outline():
    series = Series()
    series.extend(np.arange(5.0), np.array([3.0, 1.0, np.nan, 2.0, 5.0]))
    buckets = series.query(-np.inf, np.inf, 100)
    x, y = means(buckets, 0, log=False)
    assert x.tolist() == [0, 1, 2, 3, 4]
    np.testing.assert_array_equal(y, [3.0, 1.0, np.nan, 2.0, 5.0])
    assert [k.size for k in outline(buckets, 0, log=False)] == [0, 0]


def test_an_outline_of_buckets_touches_every_extreme():
    rng = np.random.default_rng(1)
    values = rng.normal(size=10_000)
    series = Series()
    series.extend(np.arange(10_000.0), values)
    x, y = outline(series.query(-np.inf, np.inf, 300), 0, log=False)
    assert len(x) == len(y) <= 2 * 310
    assert (y.min(), y.max()) == (values.min(), values.max())
    assert (np.diff(x) >= 0).all()


def test_a_range_stands_until_it_has_to_move():
    reach = StandingRange(least=8.0)
    assert reach.fit(0.0, 1.0)
    low, high = reach.low, reach.high
    assert low <= 0.0
    assert high >= 1.0
    assert high - low > 2.0
    for k in np.linspace(0, high, 20):
        assert not reach.fit(0.0, float(k))
    assert (reach.low, reach.high) == (low, high)
    assert reach.fit(0.0, high + 0.01)
    assert reach.high > high + 0.01


def test_a_range_moves_seldom_under_a_growing_curve():
    reach = StandingRange(least=8.0)
    moves = sum(reach.fit(0.0, float(step), grow_low=False) for step in range(1, 100_000))
    assert moves < 60
    assert reach.low == 0.0
    assert reach.high >= 99_999


def test_a_range_shrinks_when_the_data_has_become_much_smaller():
    reach = StandingRange(least=1e-9)
    reach.fit(0.0, 100.0)
    assert reach.fit(0.0, 1.0)
    assert reach.high < 3


def test_a_forgotten_range_is_fitted_anew():
    reach = StandingRange(least=1.0)
    reach.fit(0.0, 50.0)
    reach.forget()
    assert math.isnan(reach.high)
    assert reach.fit(0.0, 50.0)


def test_a_range_adds_the_room_that_is_asked_for():
    tight, wide = StandingRange(least=1e-9, room=0.1), StandingRange(least=1e-9, room=0.5)
    for reach, room in ((tight, 1), (wide, 5)):
        reach.fit(0.0, 10.0)
        assert (reach.low, reach.high) == (-room, 10 + room)


def test_a_stretch_is_read_with_what_the_curve_runs_on_to():
    series = Series()
    series.extend(np.arange(0.0, 1000.0, 10.0), np.arange(100.0))
    x = within(series, 200, 300, 50).x
    assert x[0] < 200
    assert x[-1] > 300
    assert set(range(200, 301, 10)) <= set(x.tolist())
    assert within(series, 203, 204, 50).x.tolist() == [200, 210]


def test_where_entries_are_merged_the_rough_ends_are_out_of_sight():
    """Alternating numbers: a bucket that holds few of them would show."""
    series = Series()
    values = np.tile([0.0, 1.0], 50_000)
    series.extend(np.arange(100_000.0), values)
    for first, last in ((20_000, 80_000), (33_333, 77_777), (1, 99_000)):
        found = within(series, first, last, 300)
        inside = (found.x >= first) & (found.x <= last)
        assert 100 < inside.sum() < 700
        np.testing.assert_allclose(found.mean[inside, 0], 0.5, atol=0.02)


def test_a_curve_is_as_large_as_its_plot_and_nothing_where_it_is_empty(qapp):
    box, curve = pg.ViewBox(enableMenu=False), Curve()
    box.addItem(curve)
    box.setRange(xRange=(0, 10), yRange=(-1, 1), padding=0)
    assert curve.boundingRect().isEmpty()
    curve.setData(np.array([2.0, 3.0]), np.array([0.0, 0.5]))
    assert curve.boundingRect() == box.viewRect()
    box.setRange(xRange=(0, 20), yRange=(-2, 1), padding=0)
    box.prepareForPaint()
    assert curve.boundingRect() == box.viewRect()
    curve.setData(np.empty(0), np.empty(0))
    assert curve.boundingRect().isEmpty()
