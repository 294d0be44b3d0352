"""Walking among weights, biases and nodes with Alt and the arrow or page keys, by the keys themselves."""

from itertools import product

import pytest
from canvas_mouse import click
from driving import Key, Modifier

from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick

DEEP = Experiment("circle", (2, 4, 3, 1), ("tanh", "tanh", "sigmoid"), eta=0.2, m=10)


def walk(driver, *keys):
    """Press Alt and each of the keys, one after the other without waiting; return what is selected."""
    for key in keys:
        driver.press(key, Modifier.AltModifier)
    wanted = driver.window.view.pick
    return driver.wait_for(lambda frame: frame.pick == wanted).pick


def select(driver, selection):
    driver.window.canvas.picked.emit(selection)
    driver.wait_for(lambda frame: frame.pick == selection)


@pytest.fixture
def deep(open_window):
    return open_window(DEEP)


def in_order(n):
    """Every parameter, in the order in which θ holds them."""
    layers = range(1, len(n))
    return [Pick(l, A, B) for l in layers for A in range(n[l]) for B in (*range(n[l - 1]), None)]


def test_down_goes_through_all_of_theta_and_begins_again(driver):
    wanted = in_order(driver.frame.n)
    assert len(wanted) == driver.frame.theta.size == 13
    assert [walk(driver, Key.Key_Down) for _ in wanted] == wanted
    assert walk(driver, Key.Key_Down) == wanted[0] == Pick(1, 0, 0)


def test_up_goes_the_same_way_back(driver):
    wanted = in_order(driver.frame.n)
    assert walk(driver, Key.Key_Up) == Pick(1, 0, 0)
    assert [walk(driver, Key.Key_Up) for _ in wanted] == wanted[::-1]


def test_every_key_goes_one_further_however_quickly_they_come(driver):
    assert walk(driver, *[Key.Key_Down] * 8) == in_order((2, 3, 1))[7]
    assert walk(driver, *[Key.Key_Up] * 8) == Pick(2, 0)


def test_right_goes_along_a_path_to_the_output_and_stays_there(deep):
    select(deep, Pick(1, 1, 0))
    assert walk(deep, Key.Key_Right) == Pick(2, 1, 1)
    assert walk(deep, Key.Key_Right) == Pick(3, 0, 1)
    assert walk(deep, Key.Key_Right) == Pick(3, 0, 1)
    select(deep, Pick(1, 3, 1))  # where a layer is smaller the path takes its last node
    assert walk(deep, Key.Key_Right) == Pick(2, 2, 3)
    assert walk(deep, Key.Key_Right) == Pick(3, 0, 2)


def test_there_and_back_is_the_same_way(deep):
    select(deep, Pick(1, 3, 1))
    walk(deep, Key.Key_Right, Key.Key_Right)
    assert walk(deep, Key.Key_Left) == Pick(2, 2, 3)
    assert walk(deep, Key.Key_Left) == Pick(1, 3, 1)
    assert walk(deep, Key.Key_Left) == Pick(1, 3, 1)
    assert walk(deep, Key.Key_Right) == Pick(2, 2, 3)


def test_left_goes_back_along_a_path_and_another_selection_begins_another(deep):
    select(deep, Pick(3, 0, 2))
    assert walk(deep, Key.Key_Left) == Pick(2, 2, 2)
    assert walk(deep, Key.Key_Left) == Pick(1, 2, 1)
    select(deep, Pick(1, 3, 1))
    walk(deep, Key.Key_Right, Key.Key_Right)
    select(deep, Pick(1, 0, 0))
    assert walk(deep, Key.Key_Right) == Pick(2, 0, 0)


def test_from_a_bias_into_and_out_of_its_node(deep):
    select(deep, Pick(2, 1))
    assert walk(deep, Key.Key_Left) == Pick(2, 1, 1)
    select(deep, Pick(2, 1))
    assert walk(deep, Key.Key_Right) == Pick(3, 0, 1)
    select(deep, Pick(3, 0))
    assert walk(deep, Key.Key_Right) == Pick(3, 0)


def test_where_a_walk_begins(deep):
    begins = {
        None: Pick(1, 0, 0),
        Node(2, 1): Pick(2, 1, 0),
        Node(3, 0): Pick(3, 0, 0),
        Node(0, 1): Pick(1, 0, 1),
    }
    for key, selection in product((Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Left), begins):
        select(deep, selection)
        assert walk(deep, key) == begins[selection], (key, selection)


def test_a_click_and_a_walk_on_from_it(driver):
    click(driver, driver.window.canvas.place(Pick(2, 0, 1)))
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 1))
    assert walk(driver, Key.Key_Down) == Pick(2, 0, 2)


def test_keys_walk_while_training_runs_and_from_a_field_too(driver):
    driver.window.controls.eta.setFocus()
    assert walk(driver, Key.Key_Right) == Pick(1, 0, 0)
    driver.window.canvas.setFocus()
    driver.run_at_full_speed()
    assert walk(driver, Key.Key_Right) == Pick(2, 0, 0)
    assert driver.pause().pick == Pick(2, 0, 0)


def test_in_another_network_a_walk_begins_anew(driver):
    select(driver, Pick(1, 2, 1))
    driver.load("digits")
    driver.wait_for(lambda frame: frame.pick is None)
    assert walk(driver, Key.Key_Right) == Pick(1, 0, 0)
    assert walk(driver, *[Key.Key_Down] * 64) == Pick(1, 0)
    assert walk(driver, Key.Key_Down) == Pick(1, 1, 0)


def test_the_smallest_network_has_two_places(open_window):
    driver = open_window(Experiment("sine", (1, 1), ("identity",), eta=0.1, m=10))
    assert walk(driver, Key.Key_Left) == Pick(1, 0, 0)
    assert walk(driver, Key.Key_Right) == Pick(1, 0, 0)
    assert walk(driver, Key.Key_Down) == Pick(1, 0)
    assert walk(driver, Key.Key_Left) == Pick(1, 0, 0)
    assert walk(driver, Key.Key_Up) == Pick(1, 0)


def test_a_load_under_way_does_no_harm(driver):
    """Keys that come before the frame of a smaller network."""
    select(driver, Pick(1, 2, 1))
    driver.window.load(default_experiment("sine"))
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left):
        driver.press(key, Modifier.AltModifier)
    driver.wait_for(lambda frame: frame.experiment.dataset == "sine")
    driver.until(lambda: driver.window.view == driver.frame.view)
    assert walk(driver, Key.Key_Down) is not None


def test_page_keys_go_through_all_nodes_and_begin_again(deep):
    nodes = [Node(l, i) for l, count in enumerate(deep.frame.n) for i in range(count)]
    assert len(nodes) == 10
    assert [walk(deep, Key.Key_PageDown) for _ in nodes] == nodes
    assert walk(deep, Key.Key_PageDown) == nodes[0]
    assert [walk(deep, Key.Key_PageUp) for _ in nodes] == nodes[::-1]
    assert walk(deep, *[Key.Key_PageDown] * 7) == nodes[7]


def test_from_a_weight_or_bias_to_its_node_and_back_into_it(deep):
    for key, pick in product((Key.Key_PageDown, Key.Key_PageUp), (Pick(2, 1, 3), Pick(2, 1))):
        select(deep, pick)
        assert walk(deep, key) == Node(2, 1)
    assert walk(deep, Key.Key_Down) == Pick(2, 1, 0)


def test_a_node_walked_to_is_told_and_shown_as_one_that_is_clicked(deep):
    click(deep, deep.window.canvas.place(Node(1, 2)))
    clicked = deep.wait_for(lambda frame: frame.pick == Node(1, 2))
    canvas, shown = deep.window.canvas, deep.window.status.selection
    told, written, seen = canvas.accessibleDescription(), shown.text(), canvas.grab().toImage()
    assert told.startswith("node 3 of layer 1: ")
    select(deep, Node(1, 1))
    assert walk(deep, Key.Key_PageDown) == clicked.pick
    deep.until(lambda: canvas.grab().toImage() == seen)
    assert (canvas.accessibleDescription(), shown.text()) == (told, written)


def test_a_node_in_a_folded_layer_is_walked_to(driver):
    driver.load("digits")
    driver.wait_for(lambda frame: frame.pick is None)
    assert walk(driver, *[Key.Key_PageDown] * 40) == Node(0, 39)
    assert walk(driver, Key.Key_PageUp) == Node(0, 38)
