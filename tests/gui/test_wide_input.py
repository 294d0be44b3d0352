"""A network of 784 inputs, as many as a small picture has pixels: seen, pointed at, walked, trained."""

import numpy as np
import pytest
from canvas_mouse import click, hover, layout, wheel
from driving import Key, Modifier
from reading import painted_texts

from core.commands import Edit
from core.datasets.given import FILE, Given
from core.experiment import suitable_experiment
from core.selection import Node, Pick
from gui.writing.numbers import grouped


def pixels():
    draw = np.random.default_rng(0)
    kinds = np.arange(60) % 10
    x = draw.normal(size=(10, 784))[kinds].T + draw.normal(size=(784, 60))
    labels = tuple(f"p{k}" for k in range(784)), tuple(f"kind {k}" for k in range(10))
    return Given("pixels", "blobs", "drawn", "classification", *labels, x, np.eye(10)[:, kinds])


@pytest.fixture
def driver(open_window):
    return open_window(suitable_experiment(pixels(), FILE).with_hidden((128, 64)), size=(1280, 800))


def test_it_is_folded_and_says_how_much_of_it_is_drawn(driver):
    canvas, where = driver.window.canvas, layout(driver)
    assert [where.folded(l) for l in range(4)] == [True, True, True, False]
    texts = [text for *_, text in painted_texts(canvas)]
    assert f"800 strongest of {grouped(109_184)} edges drawn" in texts
    assert "784 inputs · a⁰ = x" in texts


def test_every_input_is_a_part_of_the_strip_though_several_share_a_pixel(driver):
    canvas = driver.window.canvas
    assert layout(driver).strip(0).height() < 784 / 2
    for i in (0, 100, 101, 102, 103, 783):
        before = canvas.grab(layout(driver).strip(0).toRect()).toImage()
        other = -1.0 if driver.frame.x[i, 0] > 0 else 1.0
        driver.window.engine.send(Edit("x", other, at=Node(0, i)))
        driver.wait_for(lambda frame, i=i, other=other: frame.x[i, 0] == other)
        assert canvas.grab(layout(driver).strip(0).toRect()).toImage() != before, i


def test_its_nodes_are_pointed_at_and_selected(driver):
    canvas = driver.window.canvas
    for node in (Node(0, 0), Node(0, 400), Node(0, 783), Node(1, 127), Node(2, 31)):
        hover(driver, node)
        share = 1 / layout(driver).spacing(node.l)  # of a pixel, to which a mouse goes
        assert isinstance(canvas.hovered, Node)
        assert canvas.hovered.l == node.l
        assert abs(canvas.hovered.i - node.i) <= share
    click(driver, canvas.place(Node(0, 400)))
    driver.wait_for(lambda frame: frame.pick == canvas.hovered)


def test_near_enough_each_of_its_nodes_can_be_pointed_at(driver):
    canvas = driver.window.canvas
    wheel(driver, canvas.place(Node(0, 400)), 10)
    for i in (399, 400, 401):
        hover(driver, Node(0, i))
        assert canvas.hovered == Node(0, i)


def test_its_weights_are_walked_by_keys(driver):
    driver.window.viewer.select(Pick(1, 5, 783))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 5, 783))
    driver.press(Key.Key_Up, Modifier.AltModifier)
    driver.wait_for(lambda frame: frame.pick == Pick(1, 5, 782))
    driver.press(Key.Key_Right, Modifier.AltModifier)
    assert driver.wait_for(lambda frame: frame.pick.l == 2).pick.B == 5


def test_it_trains_with_maps_and_without_and_at_any_zoom(driver):
    driver.run_at_full_speed()
    first = driver.wait_for_new()
    driver.wait_for(lambda frame: frame.cursor.step > first.cursor.step)
    driver.window.viewer.show_maps(True)
    driver.wait_for_new(lambda frame: frame.view.maps)
    driver.window.canvas.zoom_in()
    driver.wait_for_new()
    driver.window.canvas.fit()
    driver.window.viewer.show_maps(False)
    driver.wait_for_new(lambda frame: not frame.view.maps)
    driver.pause()
    assert driver.window.canvas.smooth


def test_while_it_runs_frames_carry_only_what_is_seen(driver):
    driver.window.viewer.change(panels=frozenset())
    driver.run_at_full_speed()
    frame = driver.wait_for_new(lambda frame: not frame.view.panels)
    assert frame.gradient is None
    driver.pause()


def test_circles_lie_apart_at_any_zoom(driver):
    for _ in range(24):
        where = layout(driver)
        assert all(2 * where.radius[l] <= where.spacing(l) for l in range(4) if not where.folded(l))
        driver.window.canvas.zoom_in()
    assert not any(layout(driver).folded(l) for l in range(4))


def test_all_its_weights_are_seen_at_once_in_the_matrices(driver):
    driver.step("step")
    driver.window.looking.show_matrix(1)
    panel = driver.window.matrices
    driver.until(lambda: panel.isVisible() and bool(panel.sheet.rows))
    seen = panel.area.viewport().rect()
    w = next(k for k in panel.sheet.blocks(0) if k.item.values.shape == (128, 784))
    box = w.cells.translated(panel.sheet.origin(0)).toAlignedRect()
    box.moveTopLeft(panel.sheet.mapTo(panel.area.viewport(), box.topLeft()))
    assert seen.contains(box)
    assert box.width() > 200
