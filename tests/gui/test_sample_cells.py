"""Where the cells of samples lie, and the picture of them."""

import numpy as np
import pytest

from gui.samples.cells import Cells, Marks, cells_picture, fit_cells, fit_row
from gui.targets import class_colours
from gui.theme import DARK

GROUND, LINE, STRONG = "#101010", "#ffffff", "#ff8000"


@pytest.mark.parametrize("size", [(244, 83), (244, 30), (200, 160), (700, 400)])
def test_cells_fit_the_width_and_are_found_again(size):
    for count in (1, 2, 4, 99, 250, 1797, 100_000):
        check_cells(count, size)


def check_cells(count, size):
    cells = fit_cells(count, *size)
    assert cells.columns * cells.pitch + cells.gap <= size[0]
    assert cells.rows * cells.columns >= count > (cells.rows - 1) * cells.columns
    for k in {0, count // 2, count - 1}:
        x, y = cells.corner(k)
        assert cells.at(x + cells.pitch / 2, y + cells.pitch / 2) == k
    assert cells.at(-1, 0) is None
    assert cells.at(cells.columns * cells.pitch + 0.5, 0) is None
    assert cells.at(0.5, cells.rows * cells.pitch + 0.5) is None


def test_few_cells_are_large_and_many_small():
    assert fit_cells(4, 244, 83).pitch == 40
    assert fit_cells(1797, 244, 83).height <= 83
    assert fit_cells(100_000, 244, 83).pitch == 3
    assert fit_cells(250, 488, 166, scale=2.0).pitch > fit_cells(250, 244, 83).pitch


def test_a_row_shows_as_many_as_there_is_room_for():
    assert fit_row(10, 244, 21).count == 10
    many = fit_row(1000, 244, 21)
    assert many.count == many.columns < 1000
    assert many.pitch >= 10


def test_the_picture_of_cells():
    cells = Cells(5, 3, 10)
    colours = class_colours(5, DARK)
    hollow, outlined, marked = np.arange(5) == 1, np.arange(5) == 4, np.arange(5) == 2
    picture = cells_picture(cells, Marks(colours, hollow, outlined, marked), range(2), GROUND, LINE, STRONG)
    assert picture.shape == (22, 32, 3)

    def at(k, x, y):
        left, top = cells.corner(k)
        return picture[top + y, left + x].tolist()

    for k in (0, 2, 3, 4):
        assert at(k, 6, 6) == at(k, 2, 2) == at(k, 9, 9) == colours[k].tolist()
    assert at(1, 2, 2) == at(1, 9, 9) == colours[1].tolist()
    assert at(1, 6, 6) == at(0, 0, 0) == [16, 16, 16]
    assert picture[18, 26].tolist() == [16, 16, 16]
    for x, y in ((1, 1), (6, 1), (1, 6), (10, 6), (6, 10), (10, 10)):
        assert at(4, x, y) == [255, 255, 255]
        assert at(2, x, y) == [255, 128, 0]
    assert at(3, 1, 6) == [16, 16, 16]
