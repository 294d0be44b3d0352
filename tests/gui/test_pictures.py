"""Data whose inputs are pixels: told by their names, drawn in the units they came in, shown beside cells."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key, Modifier
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from core.datasets.dataset import one_hot
from core.datasets.given import FILE, Given
from core.experiment import default_experiment, suitable_experiment
from gui.output.pixels import picture, side_of_names
from gui.theme import DARK, LIGHT

SIDE = 28


def named(pattern, count, first=0):
    return tuple(pattern.format(k) for k in range(first, first + count))


def by_place(pattern, side, first=0):
    return tuple(pattern.format(r, c) for r in range(first, first + side) for c in range(first, first + side))


@pytest.fixture(scope="module")
def pictures():
    """Squares at four places of 28 × 28 pixels, as a table of pixels from 0 to 255 would hold them."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 4, 120)
    x = rng.integers(0, 40, (120, SIDE, SIDE)).astype(float)
    for k, label in enumerate(labels):
        row, column = divmod(int(label), 2)
        x[k, 3 + 14 * row : 11 + 14 * row, 3 + 14 * column : 11 + 14 * column] += 200
    x = x.reshape(120, -1).T
    names = named("pixel{}", SIDE * SIDE)
    return Given("squares", "", "", "classification", names, tuple("abcd"), x, one_hot(labels, 4))


# By their names


@pytest.mark.parametrize(
    ("names", "side"),
    [
        (named("pixel {}", 64, 1), 8),
        (named("pixel{}", 784), 28),
        (named("Pixel_{}", 16), 4),
        (named("p{}", 25, 1), 5),
        (named("column {}", 64, 1), 8),
        (by_place("{}x{}", 28, 1), 28),
        (by_place("pixel {},{}", 8), 8),
        (by_place("r{}c{}", 4), 4),
        (named("x{}", 16), None),
        (named("pixel {}", 63, 1), None),
        (named("pixel {}", 9), None),
        ((*named("pixel {}", 63), "pixel 99"), None),
        (tuple(reversed(named("pixel {}", 64))), None),
        ((*named("pixel {}", 32), *named("ink {}", 32, 32)), None),
        (tuple(by_place("{}x{}", 8)[k] for k in np.arange(64).reshape(8, 8).T.ravel()), None),
        (("sepal length", "sepal width", "petal length", "petal width"), None),
        (tuple("abcdefghijklmnop"), None),
    ],
)
def test_square_numbers_of_inputs_that_are_named_like_pixels_are_pictures(names, side):
    assert side_of_names(names) == side


# How they look


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize("scaling", ["none", "standardise", "scale"])
def test_a_picture_is_drawn_in_the_units_that_it_came_in(open_window, pictures, theme, scaling):
    driver = open_window(replace(suitable_experiment(pictures, FILE), scaling=scaling))
    data = driver.frame.dataset
    for k in (0, 77):
        image = picture(data, data.x[:, k], SIDE, theme)
        drawn = [[image.pixelColor(c, r).red() for c in range(SIDE)] for r in range(SIDE)]
        paper, pen = QColor(theme.raised).red(), QColor(theme.text).red()
        ink = pictures.x[:, k].reshape(SIDE, SIDE) / pictures.x.max()
        np.testing.assert_allclose(drawn, paper + ink * (pen - paper), atol=1)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)])
def test_it_is_seen_beside_the_outputs(open_window, pictures, size):
    driver = open_window(suitable_experiment(pictures, FILE), size=size)
    driver.step("step")
    bars = driver.window.output.bars
    box, rows = bars._picture_box(), bars._rows()
    assert box.width() == box.height() >= 100
    assert rows.right() < box.left()
    assert rows.width() >= 150
    assert bars.rect().contains(box.toAlignedRect())


def test_in_the_smallest_panel_it_is_still_seen(open_window):
    driver = open_window(default_experiment("digits"))
    dock, bars = driver.window.docks["output"], driver.window.output.bars
    dock.setFloating(True)
    dock.resize(10, 10)
    driver.until(lambda: dock.width() < 260)
    driver.step("step")
    assert bars._picture_box().width() >= 48
    assert bars.row_height() >= 5


# Beside the cells


def test_pointing_at_a_cell_shows_its_picture_beside_the_panel(open_window):
    driver = open_window(default_experiment("digits"))
    panel, window = driver.window.samples, driver.window
    grid, glance = panel.grid, panel.glance
    assert not glance.isVisible()
    for k in (3, 1700):
        QTest.mouseMove(grid.viewport(), grid.rect_of(k).center().toPoint())
        driver.until(glance.isVisible)
        place = glance.geometry()
        assert window.rect().contains(place)
        assert place.left() > panel.mapTo(window, panel.rect().topRight()).x()
        shown, data = glance.pixmap().toImage(), driver.frame.dataset
        image = picture(data, data.x[:, k], 8, DARK)
        times = shown.width() // 8
        for r, c in ((0, 3), (4, 4), (7, 2)):
            middle = QPoint(c * times + times // 2, r * times + times // 2)
            assert shown.pixelColor(middle) == image.pixelColor(c, r)
    QTest.mouseMove(window.canvas, QPoint(30, 30))
    driver.until(lambda: not glance.isVisible())


def test_the_picture_goes_with_the_panel_and_other_data_has_none(open_window):
    driver = open_window(default_experiment("digits"))
    panel = driver.window.samples
    QTest.mouseMove(panel.grid.viewport(), panel.grid.rect_of(5).center().toPoint())
    driver.until(panel.glance.isVisible)
    driver.press(Key.Key_2, Modifier.ControlModifier)
    driver.until(lambda: not panel.isVisible())
    assert not panel.glance.isVisible()
    driver.press(Key.Key_2, Modifier.ControlModifier)
    driver.load("iris")
    driver.wait_for_score()
    QTest.mouseMove(panel.grid.viewport(), panel.grid.rect_of(7).center().toPoint())
    driver.until(lambda: panel.legend.sentence)
    assert not panel.glance.isVisible()
