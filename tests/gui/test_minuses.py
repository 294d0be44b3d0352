"""Coloured cells without numbers have a minus where they are negative: a sign without colours."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from gui.matrices.painting import MARKED, _paint_colours
from gui.network.stamps import MARKED as SQUARE
from gui.network.stamps import squares_of
from gui.theme import DARK, LEVELS, LIGHT, contrast, levels, readable_on, scale

VALUES = np.array([[-1.0, 0.5, -0.3], [0.0, -0.6, 1.0]])


def painted(side, theme):
    """The cells of `VALUES`, each of so many pixels."""
    picture = QImage(3 * side, 2 * side, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    _paint_colours(painter, QRectF(picture.rect()), VALUES, 1.0, theme)
    painter.end()
    return picture


def marked(picture, side):
    """Whether the middle of a cell has another colour than what is above it."""

    def colour(i, j, up):
        return QColor(picture.pixel(int((j + 0.5) * side), int((i + 0.5 - up) * side)))

    return [[contrast(colour(i, j, 0), colour(i, j, 0.25)) > 1.5 for j in range(3)] for i in range(2)]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_negative_cells_of_a_matrix_have_a_minus_where_there_is_room(theme):
    assert marked(painted(16, theme), 16) == (VALUES < 0).tolist()
    assert not np.any(marked(painted(int(MARKED) - 1, theme), int(MARKED) - 1))


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
@pytest.mark.parametrize("side", [SQUARE - 1, SQUARE, 11.0])
def test_so_have_the_squares_of_negative_biases(qapp, theme, side):
    pictures = [k.toImage() for k in squares_of(theme, side, 1.0)]
    middle, above = round(side / 2), 2
    marks = [contrast(k.pixelColor(middle, middle), k.pixelColor(middle, above)) > 1.5 for k in pictures]
    negative = [level < LEVELS for level in range(len(pictures))]
    assert marks == (negative if side >= SQUARE else [False] * len(pictures))


def minuses(row):
    """How many there are of each ink."""
    return {ink: item.path().elementCount() // 2 for ink, item in row.map.minuses.items()}


def inks_of_minuses(row, values, theme):
    """How many there should be: those that can be read on the colours of `theme`."""
    shades = [k for k in levels(values, row.reach).flat if k < LEVELS]
    inks = [readable_on(scale(theme)[k]).name() for k in shades]
    return {ink: inks.count(ink) for ink in row.map.minuses}


def test_so_have_those_of_the_maps_of_gradients(driver):
    driver.step("step")
    values = driver.frame.dC_dw[1]
    row = driver.window.gradients.rows[0]
    driver.until(row.map.image.isVisible)
    drawn = minuses(row)
    assert 0 < sum(drawn.values()) <= np.count_nonzero(values < 0)
    inks = [inks_of_minuses(row, values, theme) for theme in (DARK, LIGHT)]
    assert drawn == inks[0] != inks[1]
    driver.in_theme("light")
    driver.until(lambda: minuses(row) == inks[1])
    row.map.setFixedWidth(10)
    driver.until(lambda: not any(item.path().elementCount() for item in row.map.minuses.values()))
