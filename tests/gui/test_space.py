"""The camera of pictures in space: rotations, room, drags and keys, and what fades with distance."""

from itertools import combinations

import numpy as np
import pytest
from driving import Key, Modifier
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget
from reading import painted_texts

from gui.space.axes import CORNERS, EDGES, Axis, paint_names, paint_walls
from gui.space.camera import Camera, Room
from gui.space.depth import bands, faded, strengths
from gui.space.orbit import DEGREES, STEP, Orbit
from gui.theme import DARK
from gui.writing.fonts import number_font

VIEWS = [Camera(a, e) for a in (-170.0, -35.0, 0.0, 30.0, 145.0) for e in (-90.0, -20.0, 0.0, 24.0, 90.0)]


def key_event(key, modifiers=Modifier.NoModifier):
    return QKeyEvent(QKeyEvent.Type.KeyPress, key, modifiers)


@pytest.mark.parametrize("camera", VIEWS, ids=str)
def test_a_projection_is_a_rotation(camera):
    axes = camera.axes
    np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-15)
    assert np.linalg.det(axes) == pytest.approx(-1.0)  # upwards, and away instead of towards one
    points = np.random.default_rng(0).normal(size=(20, 3))
    seen, depth = camera.project(points)
    lengths = np.hypot(np.hypot(*seen.T), depth)
    np.testing.assert_allclose(lengths, np.linalg.norm(points, axis=1))


def test_at_first_glance_x_goes_right_y_away_and_z_up():
    seen, depth = Camera(0.0, 0.0).project(np.eye(3))
    np.testing.assert_allclose(seen, [[1, 0], [0, 0], [0, 1]], atol=1e-15)
    np.testing.assert_allclose(depth, [0, 1, 0], atol=1e-15)


def test_from_above_the_second_axis_goes_up():
    seen, depth = Camera(0.0, 90.0).project(np.eye(3))
    np.testing.assert_allclose(seen, [[1, 0], [0, 1], [0, 0]], atol=1e-15)
    np.testing.assert_allclose(depth, [0, 0, -1], atol=1e-15)


def test_a_camera_goes_around_for_ever_and_stops_at_the_poles():
    assert Camera(170.0, 0.0).turned(20.0, 0.0) == Camera(-170.0, 0.0)
    assert Camera(0.0, 80.0).turned(0.0, 30.0).elevation == 90.0
    assert Camera(0.0, -80.0).turned(0.0, -30.0).elevation == -90.0


@pytest.mark.parametrize("camera", VIEWS, ids=str)
def test_the_cube_has_room_however_it_is_turned(camera):
    box = QRectF(10, 20, 300, 200)
    at, _ = Room(box, camera).pixels(CORNERS)
    assert (at[:, 0] > box.left() - 1e-9).all()
    assert (at[:, 0] < box.right() + 1e-9).all()
    assert (at[:, 1] > box.top() - 1e-9).all()
    assert (at[:, 1] < box.bottom() + 1e-9).all()
    middle, _ = Room(box, camera).pixels(np.zeros((1, 3)))
    np.testing.assert_allclose(middle[0], [160, 120])


def test_a_drag_moves_what_is_in_front_with_the_mouse():
    orbit, found = Orbit(Camera(0.0, 10.0)), []
    orbit.turned.connect(found.append)
    front = np.array([[0.0, -1.0, 0.0]])
    before, _ = orbit.camera.project(front)
    orbit.press(QPointF(50, 50))
    assert not orbit.move(QPointF(51, 51))  # a hand that shakes
    assert orbit.move(QPointF(90, 70))
    after, _ = orbit.camera.project(front)
    assert after[0, 0] > before[0, 0]
    assert after[0, 1] < before[0, 1]
    assert orbit.camera == Camera(-40 * DEGREES, 10 + 20 * DEGREES)
    assert orbit.release()
    assert not orbit.move(QPointF(0, 0))
    assert found == [orbit.camera]


def test_a_click_is_no_drag():
    orbit = Orbit()
    orbit.press(QPointF(5, 5))
    assert not orbit.release()
    assert not orbit.release()
    assert orbit.camera == orbit.home


def test_keys_turn_and_home_puts_back():
    orbit = Orbit(Camera(0.0, 0.0))
    for key in (Key.Key_Left, Key.Key_Left, Key.Key_Down):
        assert orbit.key(key_event(key))
    assert orbit.camera == Camera(2 * STEP, STEP)
    assert not orbit.key(key_event(Key.Key_A))
    assert not orbit.key(key_event(Key.Key_Left, Modifier.ShiftModifier))
    assert orbit.camera == Camera(2 * STEP, STEP)
    assert orbit.key(key_event(Key.Key_Home))
    assert orbit.camera == orbit.home


def test_what_is_farther_away_is_fainter_and_nothing_vanishes():
    depth = np.array([-1.7, 0.0, 1.7, np.nan, np.inf])
    share = strengths(depth)
    assert share[0] > share[1] > share[2] > 0
    assert np.isfinite(share).all()
    white = np.full((5, 3), 255, dtype=np.uint8)
    shown = faded(white, depth, "#000000")
    assert (np.diff(shown[:3, 0].astype(int)) < 0).all()
    np.testing.assert_array_equal(bands(np.array([-1.8, -0.1, 0.1, 1.8]), 4), [3, 2, 1, 0])


def test_edges_are_those_of_a_cube():
    assert len(EDGES) == len(set(EDGES)) == 12
    for axis, four in enumerate((EDGES[:4], EDGES[4:8], EDGES[8:])):
        for a, b in four:
            np.testing.assert_array_equal(CORNERS[b] - CORNERS[a], 2 * np.eye(3)[axis])


class Names(QWidget):
    """Paints nothing but the names of axes and the numbers at their ends."""

    def __init__(self, camera):
        super().__init__()
        self.resize(210, 190)
        self.camera = camera

    def paintEvent(self, event):
        ends = Axis("w¹₁₁", "−40.0", "40.0"), Axis("b¹₁", "−32.0", "48.0"), Axis("C", "0", "3e3")
        paint_names(QPainter(self), Room(QRectF(20, 10, 170, 160), self.camera), DARK, ends)


@pytest.mark.parametrize("camera", [Camera(a, e) for a in range(-175, 180, 25) for e in (10.0, 24.0, 40.0)])
def test_numbers_at_a_corner_stand_apart(camera, application):
    numbers = [k for k in painted_texts(Names(camera)) if k[2].endswith((".0", "0", "e3"))]
    assert len(numbers) == 6
    widths = QFontMetricsF(number_font(10.5))
    boxes = [QRectF(x, y - 8, widths.horizontalAdvance(text), 9) for x, y, text in numbers]
    assert not [(a, b) for a, b in combinations(boxes, 2) if a.intersects(b)]


@pytest.mark.parametrize("camera", VIEWS, ids=str)
def test_walls_and_names_are_painted_from_everywhere(camera, application):
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor(DARK.surface))
    room = Room(QRectF(30, 30, 240, 240), camera)
    painter = QPainter(picture)
    paint_walls(painter, room, DARK)
    walls = picture.copy()
    paint_names(painter, room, DARK, (Axis("a¹₁", "0", "1"), Axis("a¹₂", "0", "1"), Axis("a¹₃", "0", "1")))
    painter.end()
    assert walls != picture
    found = {QColor(walls.pixel(x, y)).name() for x in range(0, 300, 2) for y in range(0, 300, 2)}
    assert len(found) > 1
