"""What one node computes over the inputs, large in its card."""

from dataclasses import replace

import pytest
from canvas_mouse import click, hover, layout, move
from driving import Key
from maps import CIRCLE, LARGE, a_by_hand, assert_shows, expected, fine, plot_texts, show_maps
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from core.experiment import default_experiment
from core.node_maps import node_maps
from core.selection import Node
from gui.network.canvas import BEYOND
from gui.network.card import beside, card, paint_card
from gui.theme import DARK


def test_pointing_at_a_node_shows_its_map_large_with_axes_and_samples(open_window):
    driver = open_window(CIRCLE, size=LARGE)
    driver.step("epoch")
    frame = show_maps(driver)
    canvas, node = driver.window.canvas, Node(1, 2)
    before = canvas.grab().toImage()
    hover(driver, node)
    assert {"x₁", "x₂", "range of tanh", f"over the inputs, step {frame.cursor.step}"} <= plot_texts(driver)
    assert canvas.grab().toImage() != before
    picture = canvas._plot._picture
    side, plane = picture.width(), node_maps(frame).plane
    for column, row in ((3, 3), (side - 4, 3), (3, side - 4), (side // 2, side // 3)):
        shares = (column + 0.5) / side, 1 - (row + 0.5) / side
        x = [low + s * (high - low) for s, (low, high) in zip(shares, plane.ranges, strict=True)]
        colour = expected(DARK, a_by_hand(frame, 1, x)[2], -1, 1)
        assert picture.pixelColor(column, row).getRgb()[:3] == pytest.approx(colour, abs=9)


def test_a_selected_node_keeps_its_map_until_it_is_deselected(open_window):
    driver = open_window(CIRCLE, size=LARGE)
    driver.step("step")
    show_maps(driver)
    click(driver, driver.window.canvas.place(Node(2, 0)))
    driver.wait_for(lambda frame: frame.pick == Node(2, 0))
    assert "reach of layer 2" in plot_texts(driver)
    move(driver, QPointF(4, driver.window.canvas.height() - 4))
    assert "reach of layer 2" in plot_texts(driver)
    driver.press(Key.Key_Escape)
    driver.wait_for(lambda frame: frame.pick is None)
    assert "reach of layer 2" not in plot_texts(driver)


@pytest.mark.parametrize("size", [(1280, 800), LARGE], ids=str)
def test_a_selected_node_is_not_covered_by_its_map(open_window, size):
    driver = open_window(replace(CIRCLE, n=(2, 8, 8, 1)), size=size)
    show_maps(driver)
    canvas = driver.window.canvas
    for node in (Node(1, 7), Node(2, 0), Node(3, 0), Node(0, 1)):
        click(driver, canvas.place(node))
        frame = driver.wait_for(lambda f, node=node: f.pick == node)
        sheet = canvas.grab()
        painter = QPainter(sheet)
        away = layout(driver).radius[node.l]
        pictured = beside(canvas._plot, frame, node)
        words, area, place = card(frame, node), QRectF(canvas.rect()), canvas.place(node)
        box = paint_card(painter, words, place, area, DARK, pictured, away + BEYOND)
        painter.end()
        assert area.contains(box)
        assert not box.contains(place)
        driver.press(Key.Key_Escape)
        driver.wait_for(lambda f: f.pick is None)


def test_without_maps_a_card_has_words_alone(open_window):
    driver = open_window(CIRCLE, size=LARGE)
    driver.step("step")
    hover(driver, Node(1, 2))
    texts = plot_texts(driver)
    assert "node 3 of layer 1" in texts
    assert "range of tanh" not in texts


def test_it_is_renewed_while_training_runs(open_window):
    driver = open_window(CIRCLE, size=LARGE)
    show_maps(driver)
    hover(driver, Node(1, 0))
    canvas, painted = driver.window.canvas, driver.window.canvas.maps.maps_painted
    driver.run_at_full_speed()
    driver.until(lambda: canvas.maps.maps_painted > painted + 5)
    of = canvas._plot._picture_of
    driver.until(lambda: canvas._plot._picture_of != of)
    driver.pause()
    frame = fine(driver)
    driver.until(lambda: canvas.maps.maps is node_maps(frame))


def test_over_one_input_nodes_have_stripes_and_the_card_a_curve(open_window):
    driver = open_window(default_experiment("sine"), size=LARGE)
    driver.step("epoch")
    frame = show_maps(driver)
    picture, canvas = driver.window.canvas.grab().toImage(), driver.window.canvas
    (low, high), scale = node_maps(frame).plane.ranges[0], canvas.maps.scales.of_layer(frame.experiment, 2)
    centre, r = canvas.place(Node(2, 0)), layout(driver).radius[2]
    for dx in (-0.5, 0.0, 0.6):
        at = QPointF((centre + QPointF(dx, -0.2) * r).toPoint())
        x = low + (((at - centre).x() + 0.5) / (2 * r) + 0.5) * (high - low)
        assert_shows(picture, at, expected(DARK, a_by_hand(frame, 2, [x])[0], scale.low, scale.high))
    hover(driver, Node(2, 0))
    assert {"a", "x", "reach of layer 2"} <= plot_texts(driver)
