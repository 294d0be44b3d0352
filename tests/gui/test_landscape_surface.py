"""The landscape in space: turned by hand and by keys, read, and what it is painted of."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Button, Key
from landscape_views import found, opened, settled, turn_wheel
from output_views import move
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest

from core.experiment import default_experiment
from core.landscape.window import Window
from gui.landscape.heights import Heights
from gui.landscape.relief import PIECE, Placed, heights_in, path_pieces, quads_of, tangent_pieces, visible
from gui.landscape.surface_view import HOME, lowest_side
from gui.space.camera import Camera
from gui.space.orbit import DEGREES, STEP
from gui.theme import DARK
from gui.writing.numbers import fixed, significant

LINE = replace(default_experiment("line"), n=(1, 1), activations=("identity",))


@pytest.fixture
def panel(driver):
    """The panel over XOR after some steps, in space."""
    for _ in range(4):
        driver.step("step")
    panel = opened(driver)
    driver.click(panel.bar.surface)
    driver.until(lambda: panel.surface.isVisible() and panel.surface.shown is found(driver))
    return panel


def drag(view, start, end):
    QTest.mousePress(view, Button.LeftButton, pos=start.toPoint())
    QTest.mouseMove(view, end.toPoint())
    QTest.mouseRelease(view, Button.LeftButton, pos=end.toPoint())


def test_dragging_turns_it_and_a_double_click_puts_it_back(panel):
    view = panel.surface
    home, before = view.orbit.camera, view.grab().toImage()
    middle = view.room.center()
    drag(view, middle, middle + QPointF(40, 0))
    assert view.orbit.camera.azimuth == pytest.approx(home.azimuth - 40 * DEGREES)
    assert view.grab().toImage() != before
    QTest.mouseDClick(view, Button.LeftButton, pos=middle.toPoint())
    assert view.orbit.camera == home


def test_arrow_keys_turn_it_and_home_puts_it_back(panel):
    view = panel.surface
    home = view.orbit.camera
    view.setFocus()
    QTest.keyClick(view, Key.Key_Left)
    assert view.orbit.camera.azimuth == pytest.approx(home.azimuth + STEP)
    QTest.keyClick(view, Key.Key_Home)
    assert view.orbit.camera == home


def test_the_wheel_comes_nearer_to_the_present_point(driver, panel):
    before = found(driver)
    turn_wheel(panel.surface, panel.surface.room.center(), 1)
    after = settled(driver, lambda k: k.surface.window.half < before.window.half)
    share = [
        [(p - c) / k.window.half for p, c in zip(k.way.present, k.window.centre, strict=True)]
        for k in (before, after)
    ]
    assert share[0] == pytest.approx(share[1])


def test_the_point_under_the_mouse_is_read(driver, panel):
    view, surface = panel.surface, found(driver).surface
    r, c = 5, 40
    point = np.array([[surface.alpha[c], surface.beta[r]]])
    pixels, _ = view.space.pixels(view.placed.points(point, surface.cost[r, c : c + 1]))
    words = view.words_at(QPointF(*pixels[0].tolist()))
    assert "C_train = " in words
    move(view, QPointF(*pixels[0].tolist()))
    driver.until(lambda: "C_train = " in panel.bar.words.toolTip())
    known = {
        f"w²₁₁ = {fixed(a)}, b²₁ = {fixed(b)}: C_train = {significant(float(surface.cost[j, i]), 3)}"
        for j, b in enumerate(surface.beta)
        for i, a in enumerate(surface.alpha)
    }
    assert words in known
    assert view.words_at(QPointF(1, 1)) == ""


def test_one_looks_from_where_the_surface_is_low():
    grid = np.stack(np.meshgrid(np.arange(9.0), np.arange(9.0)), axis=2)

    class Slope:
        side = 9
        cost = grid[:, :, 0] + grid[:, :, 1]

    camera = lowest_side(Slope)
    _, depth = camera.project(np.array([[-1.0, -1.0, 0.0], [1.0, 1.0, 0.0], [-1.0, 1.0, 0.0]]))
    assert depth[0] == depth.min()
    assert camera.elevation == HOME.elevation
    Slope.cost = -Slope.cost
    _, depth = lowest_side(Slope).project(np.array([[-1.0, -1.0, 0.0], [1.0, 1.0, 0.0]]))
    assert depth[1] == depth.min()


# What it is painted of


@pytest.fixture
def bowl(open_window):
    """The landscape of a straight line through two parameters: a bowl."""
    driver = open_window(LINE)
    for _ in range(10):
        driver.step("step")
    opened(driver)
    return settled(driver)


def test_the_pieces_of_a_surface_have_its_heights_and_unknown_ones_are_left_out(bowl):
    surface = bowl.surface
    heights = Heights(0.0, float(surface.cost.max()), log=False)
    placed = Placed(surface.window, heights)
    quads = quads_of(surface, placed, DARK)
    assert quads.corners.shape == (48 * 48, 4, 3)
    assert quads.colours.shape == (48 * 48, 3)
    np.testing.assert_allclose(quads.corners[0, 0], [-1, -1, 2 * surface.cost[0, 0] / heights.high - 1])
    assert np.abs(quads.corners).max() <= 1 + 1e-12
    assert len(quads_of(surface, placed, DARK, stride=2).corners) == 24 * 24
    cost = surface.cost.copy()
    cost[10, 20] = np.nan
    assert len(quads_of(replace(surface, cost=cost), placed, DARK).corners) == 48 * 48 - 4


def test_the_path_lies_on_the_surface_in_short_pieces(bowl):
    placed = Placed(bowl.surface.window, Heights(0.0, 1.0, log=False))
    pieces, jumped = path_pieces(bowl.way, bowl.surface, placed)
    assert not jumped.any()
    assert np.abs(pieces[:, 1, :2] - pieces[:, 0, :2]).max() <= PIECE + 1e-12
    np.testing.assert_allclose(pieces[1:, 0], pieces[:-1, 1])
    first, last = ((bowl.way.points[k] - np.array(bowl.window.centre)) / bowl.window.half for k in (0, -1))
    np.testing.assert_allclose(pieces[0, 0, :2], first)
    np.testing.assert_allclose(pieces[-1, 1, :2], last)


def test_the_tangent_plane_touches_the_surface_at_the_present_point_and_lies_below_a_bowl(bowl):
    surface, way = bowl.surface, bowl.way
    assert surface.at(np.array([way.present]))[0] == pytest.approx(way.cost, abs=0.02 * surface.cost.max())
    grid = np.stack(np.meshgrid(surface.alpha, surface.beta), axis=2).reshape(-1, 2)
    assert (way.tangent(grid) <= surface.cost.ravel() + 1e-9).all()
    pieces = tangent_pieces(way, Placed(surface.window, Heights(0.0, float(surface.cost.max()), log=False)))
    assert len(pieces) > 20
    assert np.abs(pieces[:, :, 2]).max() <= 1.05


def test_a_surface_of_one_height_and_one_without_any_number_are_drawn(bowl, qtbot):
    flat = replace(bowl.surface, cost=np.full_like(bowl.surface.cost, 0.25))
    nothing = replace(bowl.surface, cost=np.full_like(bowl.surface.cost, np.nan))
    placed = Placed(Window((0.0, 0.0), 1.0), Heights(0.0, 1.0, log=False))
    assert len(quads_of(flat, placed, DARK).corners) == 48 * 48
    assert len(quads_of(nothing, placed, DARK).corners) == 0
    lowest_side(nothing)


def test_what_lies_behind_a_ridge_is_hidden_and_what_lies_before_it_is_not():
    field = np.full((49, 49), -1.0)
    field[30] = 0.8  # a wall across, behind the middle
    camera = Camera(0.0, 25.0)  # looks along the second axis
    points = np.array([[0.0, 0.9, -0.98], [0.0, -0.5, -0.98], [0.0, 0.9, 0.95], [0.9, 0.6, -0.98]])
    assert visible(points, field, camera).tolist() == [False, True, True, False]
    assert visible(points, field, Camera(180.0, 25.0)).tolist() == [True, False, True, True]
    assert visible(points, np.full((49, 49), np.nan), camera).all()


def test_below_the_surface_nothing_is_seen_from_above(bowl):
    heights = Heights(0.0, float(bowl.surface.cost.max()), log=False)
    field = heights_in(bowl.surface, Placed(bowl.surface.window, heights))
    above = np.array([[0.0, 0.0, float(field[24, 24]) + 0.05]])
    assert visible(above, field, Camera(30.0, 80.0)).all()
    assert not visible(above - (0.0, 0.0, 0.3), field, Camera(30.0, 80.0)).any()
