"""Negative edges are dashed, so that their sign is seen without colours; a person can have them solid."""

from itertools import pairwise

import numpy as np
import pytest
from canvas_mouse import layout
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor

from core.experiment import default_experiment
from core.selection import Pick
from gui.theme import DARK

MANY = default_experiment("digits").with_hidden((32, 16))


@pytest.fixture
def driver(open_window):
    return open_window(default_experiment("circle").with_hidden((5, 4)), size=(1280, 800))


def gaps(driver, pick):
    """How often an edge is interrupted between its two nodes, as it is painted."""
    where, picture = layout(driver), driver.window.canvas.grab().toImage()
    line = QLineF(where.node(pick.l - 1, pick.B), where.node(pick.l, pick.A))
    first, last = where.radius[pick.l - 1] + 8, line.length() - where.radius[pick.l] - 8
    points = [line.pointAt(at / line.length()).toPoint() for at in np.arange(first, last, 0.5)]
    colours = np.array([picture.pixelColor(point).getRgb()[:3] for point in points])
    ground = np.abs(colours - np.array(QColor(DARK.window).getRgb()[:3])).sum(axis=1) < 20
    return int(np.count_nonzero(ground[1:] & ~ground[:-1]))


def extremes(frame):
    """The most negative and the most positive weight into layer 1."""
    w = frame.w[1]
    return [Pick(1, *map(int, np.unravel_index(find(w), w.shape))) for find in (np.argmin, np.argmax)]


def test_negative_edges_are_dashed_and_positive_ones_are_not(driver):
    negative, positive = extremes(driver.frame)
    assert driver.frame.w[1].min() < -0.3 < 0.3 < driver.frame.w[1].max()
    assert gaps(driver, negative) > 5
    assert gaps(driver, positive) <= 1
    driver.window.actions["dashes"].trigger()
    assert gaps(driver, negative) <= 1


def test_a_selected_edge_is_dashed_between_its_lines(driver):
    for pick, dashed in zip(extremes(driver.frame), (True, False), strict=True):
        driver.window.viewer.select(pick)
        driver.wait_for(lambda frame, pick=pick: frame.pick == pick)
        assert (gaps(driver, pick) > 5) is dashed


def middle_line(driver):
    bar = driver.window.network.legend.edges_bar
    picture = bar.grab().toImage()
    return [picture.pixelColor(x, bar.height() // 2).name() for x in range(bar.width())]


def test_the_legend_says_so_where_it_is_so(driver):
    dashed = middle_line(driver)
    driver.window.actions["dashes"].trigger()
    solid = middle_line(driver)
    gaps = [k for k, (a, b) in enumerate(zip(dashed, solid, strict=True)) if a != b]
    assert {dashed[k] for k in gaps} == {DARK.window}
    assert sum(b - a > 1 for a, b in pairwise(gaps)) == 1  # two of them
    driver.window.load(MANY)
    driver.wait_for(lambda frame: frame.n == MANY.n)
    solid = middle_line(driver)
    driver.window.actions["dashes"].trigger()
    assert middle_line(driver) == solid


def test_whoever_wants_them_solid_has_them_solid_the_next_time(open_window, tmp_path):
    file = tmp_path / "nablascope.ini"
    window = open_window(remember_in=file).window
    assert window.actions["dashes"].isChecked()
    window.actions["dashes"].trigger()
    window.close()
    window = open_window(remember_in=file).window
    assert not window.actions["dashes"].isChecked()
    assert not window.canvas.dashed
