"""Scales of heights and colours, and windows: round, still, and fit to be painted whatever the cost is."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from core.landscape.window import Window, window_around
from gui.landscape.heights import LINES, Heights, coloured, heights_of, line_colour
from gui.theme import DARK, LIGHT


@dataclass
class Field:
    """As much of a surface as a scale looks at."""

    cost: NDArray[np.float64]


def field(*values):
    return Field(np.array(values, dtype=float))


COSTS = [
    field(0.25, 0.26, 0.49), field(1e-12, 3.0), field(0.0, 0.0), field(0.3, 0.3), field(1e-300, 1e300),
    field(5.0, 7.0, np.nan), field(*np.linspace(0, 1, 50), 1e9), field(0.0, 1e-9),
    field(1.0, 1.7e308), field(1.7e308, 1.7e308), field(0.0, 5e-324),
]  # fmt: skip


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("surface", COSTS)
def test_a_scale_has_two_ends_and_everything_known_has_a_place_and_a_colour(surface, log):
    heights = heights_of(surface, log)
    assert np.isfinite([heights.low, heights.high]).all()
    assert heights.low < heights.high
    tone = heights.tone(surface.cost)
    known = np.isfinite(surface.cost)
    assert ((tone[known] >= 0) & (tone[known] <= 1)).all()
    assert np.isnan(tone[~known]).all()
    assert coloured(tone, DARK).shape == (len(tone), 3)
    assert sorted(heights.lines) == heights.lines
    assert len(heights.lines) == LINES - 1


def test_higher_costs_have_lighter_colours():
    tone = np.linspace(0, 1, 12)
    for theme in (DARK, LIGHT):
        light = coloured(tone, theme).astype(float) @ np.array([0.2126, 0.7152, 0.0722])
        assert (np.diff(light) > 0).all()
        assert line_colour(0.1, theme).isValid()


def test_cliffs_are_cut_off_and_the_scale_says_so():
    assert heights_of(field(*np.linspace(0, 1, 50), 1e9), log=False).cut
    assert heights_of(field(*np.linspace(0, 1, 50), 1e9), log=False).high < 10
    assert not heights_of(field(*np.linspace(0, 1, 50)), log=False).cut


def test_lines_have_the_costs_of_their_colours():
    for log in (False, True):
        heights = Heights(0.01, 2.0, log)
        np.testing.assert_allclose(heights.tone(np.array(heights.lines)), np.arange(1, LINES) / LINES)


@pytest.mark.parametrize("log", [False, True])
def test_a_scale_stands_while_the_surface_changes_a_little_and_gives_way_to_another(log):
    first = heights_of(field(0.1, 0.5, 0.9), log)
    assert heights_of(field(0.12, 0.5, 0.88), log, first) is first
    assert heights_of(field(0.12, 5.0, 9.0), log, first) is not first
    assert heights_of(field(0.4, 0.41, 0.42), log, first) is not first


def test_a_logarithmic_scale_is_straight_in_decades():
    np.testing.assert_allclose(
        Heights(1e-3, 1.0, log=True).share(np.array([1e-3, 1e-2, 0.1, 1.0])), [0, 1 / 3, 2 / 3, 1]
    )
    assert np.isfinite(Heights(1e-3, 1.0, log=True).share(np.array([0.0, -1.0]))).all()


# Windows


@pytest.mark.parametrize(
    "points",
    [[(0, 0)], [(3, 1), (-2, 5)], [(1e5, 0), (-1e5, 1)], [(1e-9, 0), (0, 1e-9)], [(2, 2), (np.nan, 0)]],
)
def test_a_window_has_room_for_all_that_is_known(points):
    points = np.array(points, dtype=float)
    found = window_around(points, 0.5)
    assert found.half >= 0.5
    known = points[np.isfinite(points).all(axis=1)]
    for alpha, beta in known.tolist():
        assert found.holds(alpha, beta)


def test_a_window_stands_while_the_points_move_a_little():
    one, other = (window_around(np.array([[0, 0], [4, k]]), 0.5) for k in (2.0, 2.05))
    assert one == other


def test_a_window_of_nothing_is_about_the_origin():
    assert window_around(np.full((2, 2), np.nan), 3.0) == Window((0.0, 0.0), 3.0)


def test_the_axes_of_a_window_reach_from_end_to_end():
    alpha, beta = Window((1.0, -2.0), 3.0).axes(7)
    assert (alpha[0], alpha[-1], beta[0], beta[-1]) == (-2.0, 4.0, -5.0, 1.0)
    assert alpha[3] == pytest.approx(1.0)


def test_points_as_far_away_as_numbers_go_leave_a_window_that_can_be_drawn():
    points = np.array([[0.0, 1.0], [0.5, 1e36], [-1e300, 2.0], [np.inf, 0.0]])
    found = window_around(points, 0.5)
    assert found == window_around(points[:1], 0.5)
    alpha, beta = found.axes(25)
    assert (np.diff(alpha) > 0).all()
    assert (np.diff(beta) > 0).all()
