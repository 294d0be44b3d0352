"""How many edges of a large network are drawn, and which: the words in the corner and their menu."""

import numpy as np
import pytest
from canvas_mouse import layout
from driving import Button, Key
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from core.experiment import Experiment
from core.selection import Pick
from gui.network.edge_choice import SYMBOLS
from gui.network.edges import edges_drawn, places_drawn
from gui.writing.numbers import grouped

LARGE = Experiment("digits", (64, 128, 64, 10), ("relu", "relu", "sigmoid"), eta=0.5, m=16)
MIDDLE = Experiment("digits", (64, 32, 16, 10), ("tanh", "tanh", "sigmoid"), eta=0.5, m=16)


@pytest.fixture
def driver(open_window):
    return open_window(LARGE, size=(1280, 800))


def choose(driver, text):
    """Click the entry `text` of the menu that the words open."""
    words = driver.window.canvas.edge_choice
    menu = words.choices
    driver.click(words)
    driver.until(menu.isVisible)
    action = next(k for k in menu.actions() if k.text() == text)
    driver.qtbot.mouseClick(menu, Button.LeftButton, pos=menu.actionGeometry(action).center())
    driver.until(menu.isHidden)
    driver.window.activateWindow()  # which a screen does that there is
    driver.until(driver.window.isActiveWindow)


def ends_painted(driver, monkeypatch):
    """The ends of all edges of a picture of the canvas."""
    found, draw = set(), QPainter.drawLines

    def note(painter, lines):
        found.update((k.p1().toTuple(), k.p2().toTuple()) for k in lines)
        draw(painter, lines)

    with monkeypatch.context() as patch:
        patch.setattr(QPainter, "drawLines", note)
        driver.window.canvas.grab()
    return found


def strongest(driver, values, l, count):
    """The ends of the edges of the largest |values| into layer l."""
    where, chosen = layout(driver), np.argsort(-np.abs(values[l]), axis=None)[:count]
    nodes = (np.unravel_index(k, values[l].shape) for k in chosen)
    return {(where.node(l - 1, int(B)).toTuple(), where.node(l, int(A)).toTuple()) for A, B in nodes}


def test_the_words_say_how_many_of_how_many(driver):
    words = driver.window.canvas.edge_choice
    assert words.isVisible()
    assert words.text() == f"800 strongest of {grouped(17_024)} edges drawn"
    assert words.accessibleName() == words.text()
    assert driver.window.canvas.rect().contains(words.geometry())


def test_where_all_of_many_are_drawn_it_says_so_and_of_few_nothing(open_window):
    driver = open_window(MIDDLE, size=(1280, 800))
    words = driver.window.canvas.edge_choice
    assert words.text() == f"all {grouped(2720)} edges drawn"
    driver.load("xor")
    assert words.isHidden()


def test_a_limit_that_is_chosen_is_kept_and_can_be_given_up(driver, monkeypatch):
    choose(driver, "the 30 strongest")
    frame = driver.wait_for(lambda f: f.view.edge_limit == 30)
    assert edges_drawn(frame) == 90
    drawn = ends_painted(driver, monkeypatch)
    assert drawn == set().union(*(strongest(driver, frame.w, l, 30) for l in (1, 2, 3)))
    driver.until(lambda: driver.window.canvas.edge_choice.text().startswith("90 strongest of"))
    choose(driver, "as many as can be told apart")
    assert edges_drawn(driver.wait_for(lambda f: f.view.edge_limit is None)) == 800


def test_the_strongest_by_gradient_are_drawn_in_the_colours_of_weights(driver, monkeypatch):
    driver.step("step")
    choose(driver, f"{SYMBOLS['dC_dw']}, the mean of the batch")
    frame = driver.wait_for(lambda f: f.view.strongest == "dC_dw")
    assert frame.view.edges == "w"
    drawn = ends_painted(driver, monkeypatch)
    assert strongest(driver, frame.dC_dw, 1, 267) <= drawn
    assert not strongest(driver, frame.w, 1, 267) <= drawn
    driver.until(lambda: f"by {SYMBOLS['dC_dw']}" in driver.window.canvas.edge_choice.accessibleName())
    driver.run_at_full_speed()
    assert driver.wait_for_new(lambda frame: frame.live).gradient is not None
    driver.pause()


def test_the_present_choice_is_ticked(driver):
    choose(driver, "the 100 strongest")
    driver.wait_for(lambda f: f.view.edge_limit == 100)
    words = driver.window.canvas.edge_choice
    driver.click(words)
    ticked = [k.text() for k in words.choices.actions() if k.isChecked()]
    words.choices.close()
    assert ticked == ["the 100 strongest", f"what colours them, now {SYMBOLS['w']}"]


def test_all_weights_of_a_layer_are_one_choice_away(driver):
    choose(driver, "All weights of layer 2, 64 × 128, in the matrices")
    driver.until(driver.window.matrices.isVisible)
    head = driver.window.matrices.head
    driver.until(lambda: driver.window.matrices._layer_in_view() == 2)
    assert not head.follows


def test_the_words_are_reached_by_the_keyboard(driver):
    words = driver.window.canvas.edge_choice
    assert words.focusPolicy() & Qt.FocusPolicy.TabFocus
    words.setFocus()
    for key in (Key.Key_Return, Key.Key_Down):
        driver.qtbot.keyClick(words, key)
        driver.until(words.choices.isVisible)
        words.choices.close()


def test_narrow_canvases_have_shorter_words(driver):
    canvas = driver.window.canvas
    words = canvas.edge_choice
    canvas.resize(320, canvas.height())
    assert words.text() == f"800 of {grouped(17_024)} edges"
    assert canvas.rect().contains(words.geometry())


def test_only_edges_that_are_drawn_are_under_the_mouse(driver):
    canvas, where = driver.window.canvas, layout(driver)
    seen = set(places_drawn(driver.frame).tolist())
    starts = [0, 0, 64 * 128, 64 * 128 + 128 * 64]
    found = set()
    for x in np.linspace(where.x[0] + 30, where.x[3] - 30, 40):
        for y in np.linspace(80, canvas.height() - 60, 40):
            thing = canvas.thing_at(QPointF(x, y))
            if isinstance(thing, Pick) and thing.B is not None:
                found.add(starts[thing.l] + thing.A * where.n[thing.l - 1] + thing.B)
    assert len(found) > 200
    assert found <= seen


def test_an_edge_that_is_selected_is_under_the_mouse_however_weak(driver):
    weak = np.unravel_index(int(np.abs(driver.frame.w[1]).argmin()), (128, 64))
    pick = Pick(1, int(weak[0]), int(weak[1]))
    driver.window.viewer.select(pick)
    driver.wait_for(lambda f: f.pick == pick)
    assert driver.window.canvas.thing_at(driver.window.canvas.place(pick)) == pick
