"""Parts of the picture of a hidden space: where nodes decide, lines, layers and places."""

from dataclasses import replace

import numpy as np
import pytest
from hidden_views import CIRCLE, frame_of
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from core.experiment import default_experiment
from core.pictures.hidden import hidden_space
from gui.hidden.deciding import Decision, decisions, lattice
from gui.hidden.grid import grid_strokes, lines_of, ticks_of
from gui.hidden.ground import middle_line, output_at
from gui.hidden.layers import Cloud, Layers, Stamps, Strokes
from gui.hidden.place import Place
from gui.hidden.unfolding import unfolded
from gui.space.camera import Camera
from gui.targets import Targets
from gui.theme import DARK

RINGS = replace(default_experiment("rings"), n=(2, 4, 2, 3), activations=("tanh", "tanh", "softmax"))
BOX = QRectF(10, 20, 200, 200)


# Where nodes decide


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("ends", [(0.0, 1.0), (-1.0, 1.0), (-0.02, 3.0)])
def test_corners_lie_on_the_line_and_at_the_rim(count, ends):
    rng = np.random.default_rng(count)
    seen = 0
    for _ in range(200):
        normal, through = rng.normal(size=count), rng.uniform(*ends, size=count)
        offset = -float(normal @ through)
        corners = Decision("z", normal, offset).within(ends)
        assert len(corners) >= count  # it goes through a point of the square or cube
        assert np.abs(corners @ normal + offset).max() < 1e-9
        assert (corners >= ends[0] - 1e-9).all()
        assert (corners <= ends[1] + 1e-9).all()
        at_rim = np.isclose(corners, ends[0]) | np.isclose(corners, ends[1])
        assert (at_rim.sum(axis=1) >= count - 1).all()
        seen = max(seen, len(corners))
    assert seen == (2 if count == 2 else 6)


def test_corners_of_a_plane_go_around():
    corners = Decision("z", np.array([1.0, 1.0, 1.0]), 0.0).within((-1.0, 1.0))
    assert len(corners) == 6
    steps = np.diff(np.concatenate([corners, corners[:2]]), axis=0)
    turns = np.cross(steps[:-1], steps[1:]) @ np.ones(3)
    assert (turns > 0).all() or (turns < 0).all()
    lines = lattice(corners)
    assert len(lines) >= 8
    assert np.abs(lines @ np.ones(3)).max() < 1e-9
    assert np.abs(lines).max() <= 1 + 1e-9


@pytest.mark.parametrize(
    ("normal", "offset"),
    [((1.0, 1.0), 9.0), ((0.0, 0.0), 0.0), ((0.0, 0.0), 1.0), ((1.0, 1.0), 2.0), ((0.0, 0.0, 0.0), 0.0)],
)
def test_what_does_not_cross_the_square_has_no_corners(normal, offset):
    corners = Decision("z", np.array(normal), offset).within((-1.0, 1.0))
    assert corners.shape == (0, len(normal))


def test_a_line_through_corners_is_still_one_line():
    corners = Decision("z", np.array([1.0, -1.0]), 0.0).within((-1.0, 1.0))
    np.testing.assert_allclose(np.abs(corners), 1.0)
    assert len(corners) == 2
    along = Decision("z", np.array([0.0, 1.0]), 1.0).within((-1.0, 1.0))
    np.testing.assert_allclose(along[:, 1], -1.0)


def test_each_node_of_the_next_layer_decides_where_its_z_is_0():
    frame = frame_of(CIRCLE)
    space = hidden_space(frame)
    (found,) = decisions(space, "sigmoid")
    assert found.name == "z³₁ = 0"
    corners = found.within((-50.0, 50.0))
    z = frame.w[3] @ corners.T + frame.b[3]
    np.testing.assert_allclose(z, 0.0, atol=1e-9)


def test_a_softmax_decides_between_two_and_only_where_they_are_largest():
    frame = frame_of(RINGS)
    space = hidden_space(frame)
    found = decisions(space, "softmax")
    assert [k.name for k in found] == ["z³₁ = z³₂", "z³₁ = z³₃", "z³₂ = z³₃"]
    drawn = 0
    for decision, (i, j) in zip(found, ((0, 1), (0, 2), (1, 2)), strict=True):
        corners = decision.within((-50.0, 50.0))
        if len(corners):
            drawn += 1
            z = frame.w[3] @ corners.T + frame.b[3]
            np.testing.assert_allclose(z[i], z[j], atol=1e-7)
            assert (z.max(axis=0) - z[i] < 1e-7).all()
    assert drawn >= 2


def test_planes_of_a_softmax_are_cut_where_a_third_is_larger():
    frame = frame_of(replace(RINGS, n=(2, 4, 3, 3)))
    for decision, (i, j) in zip(
        decisions(hidden_space(frame), "softmax"), ((0, 1), (0, 2), (1, 2)), strict=True
    ):
        corners = decision.within((-1.0, 1.0))
        if len(corners):
            z = frame.w[3] @ corners.T + frame.b[3]
            np.testing.assert_allclose(z[i], z[j], atol=1e-7)
            assert (z.max(axis=0) - z[i] < 1e-7).all()


def test_many_nodes_a_last_layer_and_infinities_decide_nothing_that_is_drawn():
    many = hidden_space(frame_of(replace(CIRCLE, n=(2, 2, 4, 1)), hidden=1, epochs=0))
    assert decisions(many, "tanh") == []
    last = hidden_space(frame_of(replace(RINGS, n=(2, 4, 4, 3)), epochs=0))
    assert last.layer == 3
    assert decisions(last, "") == []
    broken = replace(many, after=np.array([[np.nan, 1.0, 0.0]]))
    assert decisions(broken, "tanh") == []


# Lines and places


def test_a_place_maps_as_axes_say_and_leaves_out_what_is_far_off():
    flat = Place(BOX, (-1.0, 1.0))
    at, depth = flat.pixels(np.array([[-1.0, -1.0], [1.0, 1.0], [0.0, 0.0], [1e30, 0.0], [np.nan, 0.0]]))
    np.testing.assert_allclose(at[:3], [[10, 220], [210, 20], [110, 120]])
    assert np.isnan(at[3:]).all()
    assert not depth.any()
    deep = Place(BOX, (0.0, 4.0), Camera(0.0, 0.0))
    at, depth = deep.pixels(np.array([[2.0, 2.0, 2.0], [4.0, 2.0, 2.0], [2.0, 4.0, 2.0]]))
    np.testing.assert_allclose(at[0], [110, 120])
    assert at[1, 0] > 110
    np.testing.assert_allclose(depth, [0, 0, 1], atol=1e-12)


def test_the_grid_is_drawn_point_by_point_with_a_rim():
    grid = np.random.default_rng(0).random((10, 4, 2)).astype(np.float32)
    pieces = lines_of(grid)
    np.testing.assert_allclose(pieces[:3, 0], grid[0, :3])
    np.testing.assert_allclose(pieces[:3, 1], grid[0, 1:])
    inner, rim = grid_strokes(grid, 1, DARK, DARK.surface)
    assert (len(inner.lines), len(rim.lines)) == (6 * 3, 4 * 3)
    inner, rim = grid_strokes(grid, 2, DARK, DARK.surface)
    assert (len(inner.lines), len(rim.lines)) == (2 * 3, 4 * 3)
    assert inner.colour != rim.colour


def test_a_single_input_is_one_line_with_even_ticks():
    grid = np.linspace(0, 1, 241, dtype=np.float32)[None, :, None].repeat(2, axis=2)
    (line,) = grid_strokes(grid, 1, DARK, DARK.surface)
    assert len(line.lines) == 240
    np.testing.assert_allclose(np.diff(ticks_of(grid)[:, 0]), 1 / 12, atol=1e-6)


def painted(place, strokes, cloud):
    picture = QImage(240, 240, QImage.Format.Format_RGB32)
    picture.fill(QColor(DARK.surface))
    painter = QPainter(picture)
    stamps = None if cloud is None else Stamps(DARK, cloud.radius, 1.0)
    Layers(painter, place, DARK).paint(strokes, cloud, stamps)
    painter.end()
    return picture


def test_what_is_in_front_covers_what_is_behind_and_is_brighter(application):
    place = Place(BOX, (-1.0, 1.0), Camera(0.0, 0.0))
    points = np.array([[0.0, -0.9, 0.0], [0.0, 0.9, 0.0], [0.5, -0.9, 0.0], [-0.5, 0.9, 0.0]])
    colours = np.array([[248, 0, 0], [0, 0, 248], [248, 0, 0], [248, 0, 0]], dtype=np.uint8)
    cloud = Cloud(points, colours, np.zeros(4, dtype=bool), 6.0)
    picture = painted(place, [], cloud)
    at, _ = place.pixels(points)
    middle = picture.pixelColor(*at[0].round().astype(int).tolist())
    assert middle.red() > 150 > middle.blue()
    near, far = (picture.pixelColor(*at[k].round().astype(int).tolist()) for k in (2, 3))
    assert near.red() > far.red() > QColor(DARK.surface).red()


def test_lines_to_nowhere_are_not_drawn(application):
    place = Place(BOX, (-1.0, 1.0))
    lines = np.array([[[0.0, 0.0], [np.nan, 0.0]], [[0.0, 0.0], [1e30, 1e30]]])
    hollow = np.zeros(1, dtype=bool)
    cloud = Cloud(np.array([[np.inf, 0.0]]), np.full((1, 3), 255, np.uint8), hollow, 4.0)
    assert painted(place, [Strokes(lines, "#ffffff", 3.0)], cloud) == painted(place, [], None)
    seen = Strokes(np.array([[[0.0, 0.0], [0.5, 0.5]]]), "#ffffff", 3.0)
    assert painted(place, [seen], None) != painted(place, [], None)


# On the way


@pytest.mark.parametrize("nodes", [2, 3])
def test_the_way_begins_at_the_plane_and_ends_in_the_space(nodes):
    frame = frame_of(replace(CIRCLE, n=(2, 4, nodes, 1)))
    space, data = hidden_space(frame), frame.dataset
    assert unfolded(space, data, 1.0) is space
    plane = unfolded(space, data, 0.0)
    assert plane.ground is plane.after is None
    (left, right), (bottom, top) = space.plane.ranges
    x = (plane.a[:, 0] + 1) / 2 * (right - left) + left
    y = (plane.a[:, 1] + 1) / 2 * (top - bottom) + bottom
    np.testing.assert_allclose(np.stack([x, y]), data.x[:2, space.samples], atol=1e-5)
    assert (plane.a[:, 2:] == 0).all()
    lines = len(plane.grid) // 2
    assert np.ptp(plane.grid[:lines, :, 1], axis=1).max() == 0  # along the first axis
    assert np.ptp(plane.grid[lines:, :, 0], axis=1).max() == 0
    np.testing.assert_allclose(plane.grid[0, [0, -1], :2], [[-1, -1], [1, -1]])
    np.testing.assert_allclose(plane.grid[-1, [0, -1], :2], [[1, -1], [1, 1]])
    half = unfolded(space, data, 0.5)
    np.testing.assert_allclose(half.a, (plane.a + space.a) / 2, atol=1e-6)
    np.testing.assert_allclose(half.grid, (plane.grid + space.grid) / 2, atol=1e-6)


def test_the_way_of_one_input_begins_at_a_line_and_without_a_plane_there_is_none():
    sine = replace(default_experiment("sine"), n=(1, 2, 1), activations=("tanh", "identity"))
    frame = frame_of(sine)
    space = hidden_space(frame)
    line = unfolded(space, frame.dataset, 0.0).grid[0]
    np.testing.assert_allclose(line[:, 0], np.linspace(-1, 1, len(line)), atol=1e-6)
    assert (line[:, 1] == 0).all()
    places = frame_of(replace(default_experiment("autoencoder"), n=(8, 2, 8)), epochs=0)
    assert unfolded(hidden_space(places), places.dataset, 0.3) is hidden_space(places)


# Ground


def test_the_ground_is_read_and_the_line_of_the_middle_lies_on_it():
    frame = frame_of(replace(CIRCLE, n=(2, 2, 3, 1)), hidden=1, epochs=4)
    space, place = hidden_space(frame), Place(BOX, (-1.0, 1.0))
    values, outputs = output_at(space, place, place.area.at(1.0, -1.0))
    assert values == pytest.approx((1.0, -1.0))
    assert outputs == [pytest.approx(float(space.ground[0, 0, -1]))]
    assert output_at(space, place, place.area.at(1.2, 0.0)) is None
    targets = Targets(frame.dataset, DARK)
    for line in middle_line(space, place, targets)[::7]:
        _, (a,) = output_at(space, place, line.p1())
        assert a == pytest.approx(0.5, abs=0.1)
