"""Curves of what is computed now and then: nothing is drawn as known that is not."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from gui.plots.cost_plot import cost_pens
from gui.plots.known import APART, SPOT, Known
from gui.plots.time_plot import TimePlot
from gui.theme import DARK, LIGHT, blended

SIZE = 400, 120
themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)


def shown(x, y, pixels=1.0, theme=DARK, column=1):
    """A curve through points, `pixels` a step."""
    curve = Known()
    curve.set_pen(cost_pens(theme)[column], theme)
    curve.show_points(np.array(x, float), np.array(y, float), pixels)
    return curve


@pytest.fixture
def painted(qtbot):
    """Paints a curve over steps 0 … 400 and values 0 … 1; its ground is the theme's."""

    def paint(x, y, theme=DARK, column=1):
        view = pg.GraphicsView()
        qtbot.addWidget(view)
        view.resize(*SIZE)
        plot = TimePlot()
        view.setCentralItem(plot)
        view.setBackground(theme.surface)
        curve = shown(x, y, theme=theme, column=column)
        plot.add(curve)
        plot.set_steps((0, 400))
        plot.set_values(0, 1)
        view.show()
        qtbot.waitExposed(view)
        image = QImage(*SIZE, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        view.render(painter)
        painter.end()
        area = plot.box.sceneBoundingRect()

        def at(step, value):
            across = area.left() + step / 400 * area.width()
            return QColor(image.pixel(round(across), round(area.bottom() - value * area.height())))

        return at

    return paint


def alike(one, other, by=24):
    return all(abs(a - b) <= by for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_far_apart_each_point_is_marked_and_nothing_is_joined_as_if_known():
    curve = shown([0, 100, 300], [0.1, 0.2, 0.9])
    assert curve.spots.tolist() == [True] * 3
    assert curve.gaps.tolist() == [True] * 2
    assert not curve.opts["connect"][:-1].any()
    assert curve.getData()[0].tolist() == [0, 100, 300]


def test_where_points_are_dense_it_is_a_line_like_any_other():
    x = np.arange(0, 400, APART - 1)
    curve = shown(x, np.sqrt(x))
    assert not curve.spots.any()
    assert curve.opts["connect"] == "finite"


def test_of_every_step_nothing_is_unknown_however_far_apart():
    curve = shown(range(6), range(6), pixels=60.0)
    assert not curve.spots.any()
    assert not curve.gaps.any()


def test_dense_and_sparse_parts_are_told_apart():
    x = [0, 1, 2, 3, 100, 104, 108, 300]
    curve = shown(x, np.linspace(0, 1, 8))
    assert curve.gaps.tolist() == [False] * 3 + [True, False, False, True]
    assert np.flatnonzero(curve.spots).tolist() == [3, 4, 6, 7]
    assert curve.opts["connect"].astype(bool).tolist() == [True] * 3 + [False, True, True, False, False]


def test_what_is_no_number_is_neither_marked_nor_joined():
    curve = shown([0, 50, 100, 150], [0.1, np.nan, 0.3, 0.4])
    assert curve.gaps.tolist() == [False, False, True]
    assert curve.spots.tolist() == [False, False, True, True]
    assert not shown([0, 50], [np.nan, np.nan]).spots.any()
    assert not shown([], []).spots.any()


def test_a_single_point_is_seen():
    assert shown([7], [0.5]).spots.tolist() == [True]
    assert shown([7, 90], [0.5, np.nan]).spots.tolist() == [True, False]


@themes
@pytest.mark.parametrize("column", [1, 2])
def test_spots_have_the_curves_colour_and_what_joins_them_is_pale(painted, theme, column):
    at = painted([0, 200, 390], [0.5, 0.5, 0.5], theme, column)
    full = cost_pens(theme)[column].color()
    assert alike(at(200, 0.5), full)
    between = {at(100, 0.5 + k / 200).name() for k in range(-4, 5)}
    assert not any(alike(QColor(k), full) for k in between)
    pale = blended(full, theme.surface, 0.5)
    assert any(not alike(QColor(k), QColor(theme.surface)) for k in between), pale.name()


def test_a_dense_line_has_its_colour_all_along(painted):
    at = painted(np.arange(0, 401, 2), np.full(201, 0.5))
    full = cost_pens(DARK)[1].color()
    for step in (51, 100, 300):
        assert any(alike(at(step, 0.5 + k / 200), full, 60) for k in range(-4, 5))


def test_there_are_never_more_spots_than_have_room():
    x = np.arange(0, 1e6, 37.0)
    curve = shown(x, np.sin(x), pixels=0.3)
    assert curve.spots.sum() <= 0.3 * 1e6 / APART + 2
    assert max(pen.widthF() for pen in cost_pens(DARK)) * SPOT < APART


def test_spots_of_two_curves_in_one_place_are_both_seen(painted):
    thick, thin = (painted([0, 200, 390], [0.5] * 3, column=column) for column in (1, 2))
    beside = [k for k in range(1, 6) if alike(thick(200, 0.5 + k / 120), cost_pens(DARK)[1].color(), 60)]
    assert any(alike(thin(200, 0.5 + k / 120), QColor(DARK.surface), 60) for k in beside)
