"""What the live plots share: data that a plot can take, ranges that stand, axes of decades."""

import math
from itertools import pairwise

import numpy as np
import pytest

from core.record import Series
from gui.plots import CEILING, FLOOR, DecadeAxis, StandingRange, finite_for_plot, means, outline

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


@pytest.mark.parametrize(
    ("least", "most", "size"), [(-3, 2, 200), (-30, 30, 40), (0.2, 0.8, 100), (-1.5, 1.5, 1)]
)
def test_an_axis_of_decades_names_decades_only(qapp, least, most, size):
    axis = DecadeAxis("left")
    [(spacing, values)] = axis.tickValues(least, most, size)
    assert all(v == round(v) and least <= v <= most for v in values)
    assert len(values) <= max(1, size / 18 + 1)
    assert all(b - a == spacing for a, b in pairwise(values))


def test_decades_are_written_with_raised_exponents(qapp):
    assert DecadeAxis("left").tickStrings([-12.0, 0.0, 3.0], 1.0, 1.0) == ["10⁻¹²", "10⁰", "10³"]
