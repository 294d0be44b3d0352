"""The canvas: zoom, folding, what colours the edges and how many are drawn, stillness, smoothness."""

import numpy as np
import pytest
from canvas_mouse import hover, layout, wheel
from driving import Button, Key
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from reading import near, painted_texts

from core.experiment import Experiment, default_experiment
from core.selection import Node
from gui.network.card import card
from gui.network.edges import edges_drawn
from gui.network.layout import lay_out
from gui.network.strongest import CLEAR_EDGES, LEAST_OF_A_PAIR, MOST_EDGES, quotas_of
from gui.writing.numbers import grouped, significant

WIDE = Experiment("circle", (2, 256, 256, 1), ("tanh", "tanh", "sigmoid"), eta=0.1, m=10)


def test_the_wheel_zooms_about_the_mouse_and_a_drag_moves(driver):
    canvas, node = driver.window.canvas, Node(1, 1)
    at = canvas.place(node)
    wheel(driver, at, 3)
    assert (canvas.place(node) - at).manhattanLength() < 1e-6
    assert layout(driver).radius[1] == pytest.approx(
        lay_out((2, 3, 1), canvas_rect(canvas)).radius[1] * 1.25**3
    )
    moved = drag(driver, QPointF(20, 120), QPointF(90, 150))
    assert canvas.place(node) - at == moved
    assert driver.frame.pick is None
    driver.press(Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert canvas.place(node) == at


def canvas_rect(canvas):
    return QRectF(canvas.rect())


def drag(driver, start, end):
    canvas = driver.window.canvas
    QTest.mousePress(canvas, Button.LeftButton, pos=start.toPoint())
    QTest.mouseMove(canvas, ((start + end) / 2).toPoint())
    QTest.mouseMove(canvas, end.toPoint())
    QTest.mouseRelease(canvas, Button.LeftButton, pos=end.toPoint())
    return end - start


def test_zoom_by_keys_and_buttons_and_the_way_back(driver):
    canvas, legend = driver.window.canvas, driver.window.network.legend
    whole = layout(driver).radius
    assert not legend.zooms["fit"].isEnabled()
    driver.press(Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    driver.click(legend.zooms["in"])
    assert layout(driver).radius[0] > whole[0] * 2
    assert legend.zooms["fit"].isEnabled()
    driver.click(legend.zooms["out"])
    driver.press(Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert layout(driver).radius == whole
    driver.click(legend.zooms["in"])
    driver.click(legend.zooms["fit"])
    assert layout(driver).radius == whole
    driver.click(legend.zooms["in"])
    QTest.mouseDClick(canvas, Button.LeftButton, pos=QPoint(8, canvas.height() - 8))
    assert layout(driver).radius == whole


def test_however_far_it_is_moved_some_of_the_network_stays_in_sight(driver):
    canvas = driver.window.canvas
    for _ in range(12):
        drag(driver, QPointF(20, 120), QPointF(canvas.width() - 5, canvas.height() - 5))
    assert min(canvas.place(Node(0, k)).x() for k in (0, 1)) < canvas.width()


# Folding, colours, stillness


def test_a_layer_of_more_nodes_than_fit_is_a_strip_and_unfolds_when_zoomed(open_window):
    driver = open_window(default_experiment("digits"), size=(1280, 1200))
    canvas = driver.window.canvas
    assert [layout(driver).folded(l) for l in range(4)] == [True, False, False, False]
    assert "64 inputs · a⁰ = x" in [text for *_, text in painted_texts(canvas)]
    for i in (0, 30, 63):
        hover(driver, Node(0, i))
        assert canvas.hovered == Node(0, i)
    wheel(driver, canvas.place(Node(0, 30)), 5)
    assert not layout(driver).folded(0)
    hover(driver, Node(0, 30))
    assert canvas.hovered == Node(0, 30)


def test_the_switch_colours_edges_by_the_gradient(driver):
    canvas, legend = driver.window.canvas, driver.window.network.legend
    driver.step("step")
    by_weight = canvas.grab().toImage()
    assert legend.edges_bar.symbol == "w, b"
    driver.click(legend.switches["dC_dw"])
    frame = driver.wait_for(lambda frame: frame.view.edges == "dC_dw")
    assert legend.edges_bar.symbol == "∂C̄/∂w"
    assert canvas._reach == pytest.approx(np.abs(frame.gradient).max(), rel=0.6)
    assert canvas.grab().toImage() != by_weight
    texts, where = painted_texts(canvas), layout(driver)
    for at, value in zip(where.labels[1], frame.dC_dw[1].ravel(), strict=True):
        assert significant(value, 2) in near(texts, at.x() - 16, at.y() + 4, 14, 6)
    driver.window.actions["edges"].trigger()
    driver.wait_for(lambda frame: frame.view.edges == "w")
    assert legend.switches["w"].isChecked()
    assert canvas.grab().toImage() == by_weight


def test_nothing_moves_while_training(open_window):
    driver = open_window(default_experiment("circle"))
    nodes = [Node(l, i) for l, k in enumerate(driver.frame.n) for i in range(k)]
    places = [driver.window.canvas.place(node) for node in nodes]
    size = driver.window.canvas.size()
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 3000)
    assert [driver.window.canvas.place(node) for node in nodes] == places
    driver.pause()
    assert [driver.window.canvas.place(node) for node in nodes] == places
    assert driver.window.canvas.size() == size


def test_edges_are_smooth_at_rest_and_while_running_where_they_are_few(open_window):
    driver = open_window(default_experiment("digits"))
    canvas = driver.window.canvas
    assert canvas.smooth
    driver.run_at_full_speed()
    driver.wait_for_new()
    assert not canvas.smooth
    driver.pause()
    assert canvas.smooth
    driver.load("xor")
    driver.run_at_full_speed()
    driver.wait_for_new()
    assert canvas.smooth
    driver.pause()


def test_the_hint_is_there_until_the_first_step(driver):
    canvas = driver.window.canvas
    canvas.set_hint(True)
    assert "for the first frame" in [text for *_, text in painted_texts(canvas)]
    driver.step()
    assert "for the first frame" not in [text for *_, text in painted_texts(canvas)]
    driver.window.actions["beginning"].trigger()
    driver.wait_for(lambda f: f.history.moment == 0)
    assert "for the first frame" not in [text for *_, text in painted_texts(canvas)]


@pytest.mark.parametrize("reach", [1.0, 7e156, 1e5, 1.5e-7, 99999.0])
def test_both_ends_of_the_scale_have_room(driver, reach):
    legend = driver.window.network.legend
    legend.show_reach(reach)
    driver.until(lambda: legend.edges_bar.width() == legend.edges_bar.sizeHint().width())
    texts = [(x, text) for x, _, text in painted_texts(legend.edges_bar)]
    x, text = max(texts)
    assert text.startswith("+")
    assert x + legend.edges_bar.fontMetrics().horizontalAdvance(text) <= legend.edges_bar.width()


# Many edges, and the moment of an update


def test_of_many_edges_every_pair_of_layers_keeps_its_strongest(open_window):
    driver = open_window(WIDE, size=(1280, 800))
    assert quotas_of([512, 65_536, 256]) == [272, 272, 256]
    drawn = edges_drawn(driver.frame)
    assert drawn == CLEAR_EDGES
    texts = [text for *_, text in painted_texts(driver.window.canvas)]
    assert f"{grouped(drawn)} strongest of {grouped(66_304)} edges drawn" in texts


@pytest.mark.parametrize("sizes", [[4, 8], [1, 1], [4000], [2000, 2000]])
def test_few_edges_are_all_drawn(sizes):
    assert quotas_of(sizes) == sizes


def test_a_limit_of_a_pair_is_kept(driver):
    assert quotas_of([512, 65_536, 256], 100) == [100, 100, 100]
    assert quotas_of([512, 65_536, 256], 1000) == [512, 1000, 256]
    assert sum(quotas_of([65_536] * 15, 1000)) == MOST_EDGES
    assert min(quotas_of([65_536] * 40)) == LEAST_OF_A_PAIR < MOST_EDGES
    whole = driver.window.canvas.grab().toImage()
    driver.window.viewer.change(edge_limit=1)
    frame = driver.wait_for(lambda frame: frame.view.edge_limit == 1)
    assert edges_drawn(frame) == 2
    assert driver.window.canvas.grab().toImage() != whole


def test_after_an_update_the_numbers_say_that_they_are_from_before_it(driver):
    driver.until(lambda: driver.window.output.plane.area is not None)
    frame = driver.step("step")
    assert frame.precedes_update
    hover(driver, Node(2, 0))
    assert "before the update" in card(frame, Node(2, 0)).note
    assert "before the update" in driver.window.network.legend._words.text()
    readout = [t for *_, t in painted_texts(driver.window.output.plane)]
    assert f"a² was {significant(frame.a[2][0, 0], 3)}" in readout
    assert not driver.step().precedes_update
    assert "before the update" not in driver.window.network.legend._words.text()


def test_in_small_windows_too_it_is_told_that_nodes_are_of_before_the_update(open_window):
    driver = open_window(size=(1280, 800))
    words = driver.window.network.legend._words
    driver.step()
    assert words.text() == f"sample {driver.frame.sample + 1}"
    driver.step("step")
    assert words.text() == "before update"
