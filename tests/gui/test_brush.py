"""Where points fall along the way of the brush, and what lies on the way of the eraser."""

import math
from itertools import pairwise
from random import Random

import numpy as np
import pytest

from gui.drawing.brush import FINE, WIDE, Way
from gui.drawing.strokes import Erased, Painted

LOW, HIGH = (-1.2, -1.2), (1.2, 1.2)
SIDE = 2.4


def painted(brush, places, seed=0):
    """The points of a way through these places."""
    way = Way(brush, LOW, HIGH, Random(seed))
    return [point for place in places for point in way.to(place)]


def test_the_first_point_is_exactly_where_the_brush_is_put_down():
    for brush in (FINE, WIDE):
        assert painted(brush, [(0.1234567, -0.7654321)]) == [(0.123, -0.765)]


@pytest.mark.parametrize("brush", [FINE, WIDE], ids=["fine", "wide"])
@pytest.mark.parametrize("pieces", [1, 7, 500])
def test_points_are_evenly_apart_however_the_way_is_cut(brush, pieces):
    ends = np.linspace(-1.0, 1.0, pieces + 1)
    points = np.array(painted(brush, [(x, 0.0) for x in ends.tolist()]))
    assert len(points) == 1 + int(2.0 / (brush.spacing * SIDE) + 1e-9)
    assert np.abs(points[:, 1]).max() <= brush.scatter * SIDE + 0.001
    wanted = -1.0 + brush.spacing * SIDE * np.arange(len(points))
    assert np.abs(points[:, 0] - wanted).max() <= brush.scatter * SIDE + 0.001


def test_points_fall_all_over_the_width_of_the_brush():
    reach = WIDE.scatter * SIDE
    points = np.array(painted(WIDE, [(math.sin(k) / 2, math.cos(k) / 2) for k in range(400)])[1:])
    assert len(points) > 1000
    heights = np.array(painted(WIDE, [(x, 0.0) for x in [-0.9, 0.9] * 50]))[:, 1] / reach
    assert -1.0 <= heights.min() < -0.9
    assert 0.9 < heights.max() <= 1.0
    assert abs(heights.mean()) < 0.05
    assert 0.4 < heights.std() < 0.6  # of a disc, evenly filled: one half


def test_no_point_falls_beside_the_plane():
    points = np.array(painted(WIDE, [(1.2, y) for y in np.linspace(-2, 2, 50).tolist()]))
    assert len(points) > 10
    assert np.abs(points).max() <= 1.2


@pytest.mark.parametrize("side", [2e-6, 0.5, 24.0, 2e6])
def test_places_have_as_many_digits_as_can_be_seen(side):
    way = Way(WIDE, (0.0, 0.0), (side, side), Random(1))
    way.to((0.4 * side, 0.5 * side))
    points = way.to((0.8 * side, 0.5 * side))
    assert len(points) > 5
    assert len(set(points)) == len(points)
    [[x, y]] = Way(WIDE, (0.0, 0.0), (side, side), Random(1)).to((side / 3, side / 7))
    assert x == pytest.approx(side / 3, abs=side / 900)
    assert y == pytest.approx(side / 7, abs=side / 900)


def test_a_move_without_length_paints_nothing():
    assert painted(FINE, [(0.0, 0.0)] * 5) == [(0.0, 0.0)]


def test_the_eraser_takes_what_is_near_its_way():
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (2, 3000))
    way = rng.uniform(-1, 1, (6, 2)).tolist()
    along = [
        (np.array(a) + s * (np.array(b) - np.array(a)))[:, np.newaxis]
        for a, b in pairwise(way)
        for s in np.linspace(0, 1, 2001)
    ]
    away = np.min([np.hypot(*(x - place)) for place in along], axis=0)
    hit = Erased(0.1, [tuple(k) for k in way]).hits(x)
    clear = np.abs(away - 0.1) > 1e-3
    assert np.array_equal(hit[clear], away[clear] < 0.1)
    assert 0.1 < hit.mean() < 0.9


def test_what_was_added_to_a_way_is_told_apart():
    x = np.array([[-0.5, 0.0, 0.5], [0.0, 0.0, 0.0]])
    stroke = Erased(0.05, [(-0.5, 0.0), (-0.4, 0.0), (0.2, 0.0)])
    assert stroke.hits(x).tolist() == [True, True, False]
    assert stroke.hits(x, since=2).tolist() == [False, True, False]
    assert Erased(0.05).hits(x).tolist() == [False] * 3
    assert Erased(0.05, [(0.5, 0.04)]).hits(x).tolist() == [False, False, True]


def test_strokes_without_points_ask_for_nothing():
    assert Painted(1).command(None) is None
