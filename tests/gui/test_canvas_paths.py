"""The paths of the selected parameter on a network too large for all its edges to be drawn."""

import numpy as np
import pytest
from canvas_mouse import layout, move
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter

from core.experiment import Experiment
from core.selection import Pick
from gui.network.edges import SUNK, edges_drawn
from gui.theme import DARK, LIGHT, blended

LARGE = Experiment("digits", (64, 128, 64, 10), ("relu", "relu", "sigmoid"), eta=0.5, m=16)
PICK = Pick(2, 3, 19)
"""From its node lead 10 of the 640 edges into layer 3, of which 266 are drawn."""


@pytest.fixture
def driver(open_window):
    return open_window(LARGE, size=(1280, 800))


def lines_painted(driver, monkeypatch):
    """The ends of all edges of a picture of the canvas, in the order in which they are drawn."""
    found, draw = [], QPainter.drawLines
    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawLines", lambda self, lines: found.extend(lines) or draw(self, lines))
        driver.window.canvas.grab()
    return [(k.p1().toTuple(), k.p2().toTuple()) for k in found]


def select(driver, pick, **view):
    driver.window.viewer.select(pick)
    driver.window.viewer.change(**view)
    return driver.wait_for(lambda f: f.pick == pick and all(getattr(f.view, k) == v for k, v in view.items()))


def picked_edge(driver):
    where = layout(driver)
    return where.node(PICK.l - 1, PICK.B).toTuple(), where.node(PICK.l, PICK.A).toTuple()


def path_edge(driver, k):
    where = layout(driver)
    return where.node(PICK.l, PICK.A).toTuple(), where.node(PICK.l + 1, k).toTuple()


def test_every_edge_that_paths_begin_with_is_drawn_and_last(driver, monkeypatch):
    plain = lines_painted(driver, monkeypatch)
    assert not all(path_edge(driver, k) in plain for k in range(10))
    frame = select(driver, PICK)
    drawn = lines_painted(driver, monkeypatch)
    assert set(drawn[-11:]) == {picked_edge(driver), *(path_edge(driver, k) for k in range(10))}
    assert len(drawn) == len(set(drawn)) == edges_drawn(frame) < 17_024


def test_of_more_path_edges_than_are_drawn_the_strongest_are(driver, monkeypatch):
    frame = select(driver, PICK, edge_limit=4)
    drawn = lines_painted(driver, monkeypatch)
    assert len(drawn) == 12
    strongest = np.argsort(-np.abs(frame.w[3][:, PICK.A]))[:4]
    assert set(drawn[-5:]) == {picked_edge(driver), *(path_edge(driver, k) for k in strongest)}


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_a_path_edge_of_a_weight_near_zero_stands_out_among_the_strongest_sunk_ones(driver, theme):
    driver.window.canvas.set_theme(theme)
    frame = select(driver, PICK)
    weak = int(np.argmin(np.abs(frame.w[3][:, PICK.A])))
    assert abs(frame.w[3][weak, PICK.A]) < 0.03
    move(driver, QPointF(1, driver.window.canvas.height() - 1))
    picture = driver.window.canvas.grab().toImage()
    start, end = (np.array(p) for p in path_edge(driver, weak))

    def from_ground(colour):
        pairs = zip(colour.getRgb()[:3], QColor(theme.window).getRgb()[:3], strict=True)
        return sum(abs(a - b) for a, b in pairs)

    sunk = max(from_ground(blended(QColor(k), theme.window, SUNK)) for k in (theme.positive, theme.negative))
    for share in np.linspace(0.3, 0.9, 13):
        x, y = start + share * (end - start)
        seen = max(from_ground(picture.pixelColor(round(x), round(y) + dy)) for dy in (-1, 0, 1))
        assert seen > 1.2 * sunk
