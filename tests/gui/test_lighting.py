"""What stands out on the canvas: a parameter's paths to the cost, what is lit, what is under the mouse."""

import numpy as np
import pytest
from canvas_mouse import hover, layout, move
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication

from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from gui.network.edges import MOST_OUTLINED
from gui.theme import DARK

DEEP = Experiment("circle", (2, 4, 3, 2, 1), ("tanh", "tanh", "tanh", "sigmoid"), eta=0.2, m=10, seed=3)


@pytest.fixture
def deep(open_window):
    """Its edges are solid: a place on one is looked at, which must not lie in a gap."""
    driver = open_window(DEEP, size=(1600, 1000))
    driver.window.actions["dashes"].trigger()
    return driver


def edges(n):
    return [Pick(l, A, B) for l in range(1, len(n)) for A in range(n[l]) for B in range(n[l - 1])]


def own_place(driver, pick):
    """The place on an edge that is farthest from all other edges of its pair of layers."""
    where, l = layout(driver), pick.l
    ends = where.node(l - 1, pick.B), where.node(l, pick.A)
    best, room = None, -1.0
    for share in np.linspace(0.25, 0.75, 21):
        at = ends[0] + (ends[1] - ends[0]) * share
        others = [
            abs(where.y[l - 1][B] + share * (where.y[l][A] - where.y[l - 1][B]) - at.y())
            for A in range(where.n[l])
            for B in range(where.n[l - 1])
            if (A, B) != (pick.A, pick.B)
        ]
        if min(others, default=99.0) > room:
            best, room = at, min(others, default=99.0)
    return best if room > 4 else None


def picture(driver):
    """The canvas as it is painted now, with nothing under the mouse."""
    canvas = driver.window.canvas
    move(driver, QPointF(1, canvas.height() - 1))
    return canvas.grab().toImage()


def away_from_ground(image, at, reach=3):
    """How much the strongest of the pixels about `at` differs from the ground."""
    ground = QColor(DARK.window).getRgb()[:3]
    found = 0
    for dy in range(-reach, reach + 1):
        pixel = image.pixelColor(round(at.x()), round(at.y()) + dy).getRgb()[:3]
        found = max(found, *(abs(a - b) for a, b in zip(pixel, ground, strict=True)))
    return found


def select(driver, selection):
    driver.window.viewer.select(selection)
    driver.wait_for(lambda frame: frame.pick == selection)


def on_a_path(pick, edge):
    """Whether an edge leads on from the node of `pick`, directly or later."""
    return edge == pick or edge.l > pick.l + 1 or (edge.l == pick.l + 1 and edge.B == pick.A)


def test_the_paths_of_a_parameter_keep_their_colours_and_all_other_edges_sink(deep):
    before = picture(deep)
    own = {edge: at for edge in edges(deep.frame.n) if (at := own_place(deep, edge)) is not None}
    for pick in (Pick(1, 1, 0), Pick(2, 2, 3), Pick(2, 0), Pick(3, 1, 1), Pick(4, 0, 1), Pick(4, 0)):
        select(deep, pick)
        after = picture(deep)
        compared = [0, 0]
        for edge, at in own.items():
            was, now = away_from_ground(before, at), away_from_ground(after, at)
            if edge == pick or was < 30:
                continue  # a weight near zero lies in the ground already
            kept = on_a_path(pick, edge)
            compared[kept] += 1
            assert now >= was if kept else now < 0.6 * was, (pick, edge)
        assert compared[0] > 3, pick
        assert compared[1] > 3 or pick.l >= 3, pick
    select(deep, None)
    assert picture(deep) == before


def test_a_node_that_is_selected_sinks_nothing(deep):
    before = picture(deep)
    select(deep, Node(2, 1))
    after = picture(deep)
    for edge in edges(deep.frame.n):
        if (at := own_place(deep, edge)) is not None:
            assert away_from_ground(before, at) == away_from_ground(after, at)


def test_sinking_costs_no_pen_of_an_edge_s_own(open_window, monkeypatch):
    """As many calls as there are colours, not as there are edges."""
    driver = open_window(default_experiment("digits"))
    calls = []
    draw = QPainter.drawLines
    monkeypatch.setattr(
        QPainter, "drawLines", lambda self, lines: calls.append(len(lines)) or draw(self, lines)
    )
    driver.window.canvas.grab()
    plain = len(calls)
    calls.clear()
    select(driver, Pick(1, 3, 5))
    calls.clear()
    driver.window.canvas.grab()
    assert sum(calls) == 64 * 32 + 32 * 16 + 16 * 10
    assert plain <= 31
    assert len(calls) <= 2 * 31


# Lit


def has_colour(image, at, colour, reach=7):
    wanted = QColor(colour).getRgb()[:3]
    found = [
        image.pixelColor(round(at.x()) + dx, round(at.y()) + dy).getRgb()[:3]
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    ]
    return any(max(abs(a - b) for a, b in zip(k, wanted, strict=True)) < 40 for k in found)


def test_what_is_lit_stands_out_until_it_is_put_out(deep):
    canvas = deep.window.canvas
    before = picture(deep)
    lit = (Pick(1, 0, 1), Pick(2, 2, 3), Node(1, 2), Pick(3, 1))
    canvas.light(lit)
    shining = picture(deep)
    for pick in lit[:2]:
        assert has_colour(shining, own_place(deep, pick), DARK.text)
        assert not has_colour(before, own_place(deep, pick), DARK.text)
    rim = canvas.place(Node(1, 2)) + QPointF(0, layout(deep).radius[1] + 2.5)
    assert has_colour(shining, rim, DARK.text, reach=2)
    assert not has_colour(before, rim, DARK.text, reach=2)
    assert has_colour(shining, canvas.place(Pick(3, 1)), DARK.text)
    canvas.light(())
    assert picture(deep) == before


def test_the_chain_rule_lights_the_canvas(deep):
    before = picture(deep)
    deep.window.chain_rule.lit.emit((Pick(2, 1, 1), Node(1, 1)))
    assert picture(deep) != before
    deep.window.chain_rule.lit.emit(())
    assert picture(deep) == before


def test_a_lit_path_lies_above_what_has_sunk(deep):
    select(deep, Pick(1, 1, 0))
    canvas = deep.window.canvas
    path = (Pick(2, 2, 1), Pick(3, 0, 2), Pick(4, 0, 0))
    canvas.light(path)
    shining = picture(deep)
    for pick in path:
        if (at := own_place(deep, pick)) is not None:
            assert has_colour(shining, at, DARK.text)


@pytest.mark.parametrize("count", [1, MOST_OUTLINED, MOST_OUTLINED + 1, 2048])
def test_hundreds_of_edges_are_lit_in_a_few_calls(open_window, monkeypatch, count):
    driver = open_window(default_experiment("digits"))
    calls = []
    draw = QPainter.drawLines
    monkeypatch.setattr(
        QPainter, "drawLines", lambda self, lines: calls.append(len(lines)) or draw(self, lines)
    )
    driver.window.canvas.grab()
    plain = len(calls)
    driver.window.canvas.light(tuple(edges((64, 32))[:count]))
    calls.clear()
    driver.window.canvas.grab()
    assert plain < len(calls) <= plain + 32
    assert max(calls) >= count


def test_what_another_network_has_not_is_not_lit(driver):
    canvas = driver.window.canvas
    before = picture(driver)
    canvas.light((Pick(7, 0, 0), Pick(1, 9, 9), Node(2, 5), Pick(1, 0, 17), Node(9, 0), Pick(2, 3)))
    assert picture(driver) == before
    canvas.light((Pick(1, 2, 1),))
    driver.window.load(Experiment("sine", (1, 1), ("identity",), eta=0.1, m=10))
    driver.wait_for(lambda frame: frame.n == (1, 1))
    after = picture(driver)
    canvas.light(())
    assert picture(driver) == after


# Under the mouse


def test_it_is_said_what_the_mouse_is_on(driver):
    said = []
    canvas = driver.window.canvas
    canvas.hover_changed.connect(said.append)
    for selection in (Pick(2, 0, 1), Node(1, 1), Pick(1, 0)):
        hover(driver, selection)
        assert said[-1] == canvas.hovered == selection
    count = len(said)
    move(driver, canvas.place(Pick(1, 0)))
    assert [k for k in said[count:] if k is not None] in ([], [Pick(1, 0)])
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert said[-1] is canvas.hovered is None
    canvas.hover_changed.disconnect(said.append)


def test_in_another_network_nothing_is_under_the_mouse(driver):
    canvas, said = driver.window.canvas, []
    hover(driver, Pick(1, 2, 1))
    canvas.hover_changed.connect(said.append)
    driver.window.load(Experiment("sine", (1, 1), ("identity",), eta=0.1, m=10))
    driver.wait_for(lambda frame: frame.n == (1, 1))
    assert said[0] is None
    canvas.hover_changed.disconnect(said.append)
