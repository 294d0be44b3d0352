"""What the nodes compute over the inputs, in the nodes: colours held against passes by hand."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from canvas_mouse import hover, layout
from driving import Driver, Key, Modifier
from maps import CIRCLE, LARGE, a_by_hand, assert_shows, expected, fine, plot_texts, show_maps
from PySide6.QtCore import QPointF
from reading import near, painted_texts

from core.experiment import Experiment, default_experiment
from core.node_maps import node_maps
from core.selection import Node
from gui.network.map_colours import Scales, ends_in_words
from gui.theme import DARK, LIGHT
from gui.writing.numbers import fixed

RELU = Experiment("xor", (2, 1), ("relu",), eta=0.5, m=1)


def places_in(driver, node):
    """Places in a node above its number, each with the point of the plane that it shows."""
    centre, r = driver.window.canvas.place(node), layout(driver).radius[node.l]
    ranges = node_maps(driver.frame).plane.ranges
    for dx, dy in ((-0.6, -0.3), (0.5, -0.5), (0.0, -0.7), (0.1, 0.0)):
        at = QPointF((centre + QPointF(dx, dy) * r).toPoint())
        shares = ((at - centre).x() + 0.5) / (2 * r) + 0.5, 0.5 - ((at - centre).y() + 0.5) / (2 * r)
        yield at, [low + s * (high - low) for s, (low, high) in zip(shares, ranges, strict=True)]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_every_node_shows_what_it_computes_over_the_inputs(open_window, theme):
    driver = open_window(CIRCLE, size=LARGE)
    driver.in_theme(theme.name)
    for _ in range(3):
        driver.step("epoch")
    frame = show_maps(driver)
    picture = driver.window.canvas.grab().toImage()
    reach = driver.window.canvas.maps.scales.of_layer(frame.experiment, 2).high
    for l, (low, high) in ((1, (-1, 1)), (2, (-reach, reach)), (3, (0, 1))):
        for i in range(frame.n[l]):
            for at, x in places_in(driver, Node(l, i)):
                assert_shows(picture, at, expected(theme, a_by_hand(frame, l, x)[i], low, high))
    for i in range(2):
        low, high = node_maps(frame).plane.ranges[i]
        for at, x in places_in(driver, Node(0, i)):
            assert_shows(picture, at, expected(theme, x[i], low, high))


def test_value_and_name_are_still_there(open_window):
    driver = open_window(CIRCLE, size=LARGE)
    driver.step("step")
    frame = show_maps(driver)
    texts = painted_texts(driver.window.canvas)
    for l, n_l in enumerate(frame.n):
        for i in range(n_l):
            at, r = driver.window.canvas.place(Node(l, i)), layout(driver).radius[l]
            assert fixed(frame.a[l][i, 0]) in near(texts, at.x() - r / 2, at.y() + 0.6 * r, r / 2, r / 2)


def test_in_small_nodes_no_value_hides_the_map(open_window):
    driver = open_window(CIRCLE.with_hidden((6, 6)), size=(1280, 1000))
    frame = driver.step("step")
    radius = layout(driver).radius
    assert radius[0] >= 20 > radius[1] >= 13.5
    assert fixed(frame.a[1][0, 0]) in plot_texts(driver)
    frame = show_maps(driver)
    texts = plot_texts(driver)
    assert fixed(frame.a[0][0, 0]) in texts
    assert fixed(frame.a[1][0, 0]) not in texts


def test_they_come_and_go_by_key_menu_and_legend(driver):
    action, button = driver.window.actions["maps"], driver.window.network.legend.maps
    assert not action.isChecked()
    show_maps(driver)
    driver.until(lambda: action.isChecked() and button.isChecked())
    driver.click(button)
    driver.wait_for(lambda frame: not frame.view.maps)
    assert node_maps(driver.frame) is None
    driver.until(lambda: not action.isChecked())
    action.trigger()
    fine(driver)
    driver.until(button.isChecked)


def test_the_legend_tells_what_the_colours_stand_for(open_window):
    driver = open_window(replace(CIRCLE, activations=("tanh", "tanh", "tanh")), size=LARGE)
    bar = driver.window.network.legend.nodes_bar
    plain = bar.toolTip()
    show_maps(driver)
    assert bar._words() == ("−1", "1")
    assert "what each node computes" in bar.toolTip().lower()
    words = driver.window.network.legend._words.text()
    assert words.startswith(f"nodes: over x₁, x₂, number: sample {driver.frame.sample + 1}")
    driver.click(driver.window.network.legend.maps)
    driver.wait_for(lambda frame: not frame.view.maps)
    assert (bar._words(), bar.toolTip()) == (("−1", "+1"), plain)


@pytest.mark.parametrize(
    ("activations", "ends"),
    [
        (("sigmoid", "softmax"), ("0", "1")),
        (("tanh", "sigmoid"), ("low", "high")),
        (("relu", "relu"), ("low", "high")),
    ],
)
def test_ends_are_numbers_where_all_layers_have_the_same(activations, ends):
    assert ends_in_words(activations) == ends


# What is not so simple


def test_of_many_inputs_two_are_chosen_and_the_others_stand_as_in_the_sample_shown(open_window):
    driver = open_window(default_experiment("iris"), size=LARGE)
    driver.step("step")
    frame = show_maps(driver)
    assert frame.view.axes is not None
    assert node_maps(frame).plane.sample == frame.sample
    driver.press(Key.Key_Period)
    later = driver.wait_for(lambda f: f.sample != frame.sample and node_maps(f).plane.sample == f.sample)
    hover(driver, Node(1, 0))
    assert f"others as in sample {later.sample + 1}; dots projected" in plot_texts(driver)
    i, j = later.view.axes
    assert {later.dataset.inputs[i], later.dataset.inputs[j]} <= plot_texts(driver)


def test_data_with_many_inputs_that_comes_later_has_maps_too(driver):
    show_maps(driver)
    driver.load("iris")
    frame = driver.wait_for(lambda f: node_maps(f) is not None)
    assert frame.view.axes is not None
    driver.load("circle")
    driver.wait_for(lambda f: node_maps(f) is not None and node_maps(f).plane.inputs == (0, 1))


def test_pictures_of_other_sizes_are_not_kept_while_one_zooms(driver):
    driver.window.actions["maps"].trigger()
    canvas = driver.window.canvas
    driver.until(lambda: canvas.maps._kept)
    for _ in range(4):
        driver.window.actions["zoom_in"].trigger()
        canvas.grab()
    layers = [l for l, _ in canvas.maps._kept]
    assert layers
    assert len(layers) == len(set(layers))


def test_an_exercise_does_not_give_numbers_away(driver):
    show_maps(driver)
    driver.press(Key.Key_E, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.view.exercise)
    assert driver.window.canvas.maps.maps is None
    driver.press(Key.Key_E, Modifier.ControlModifier)
    fine(driver)


def test_a_layer_too_wide_shows_its_colours_as_ever(open_window):
    driver = open_window(replace(CIRCLE, n=(2, 100, 2, 1)), size=LARGE)
    show_maps(driver)
    maps, seen = driver.window.canvas.maps, layout(driver)
    assert [maps.shows(seen, l) for l in range(4)] == [True, False, True, True]
    hover(driver, Node(1, 0))
    assert "range of tanh" not in plot_texts(driver)


def test_a_strip_has_the_colours_of_the_maps(open_window):
    driver = open_window(replace(CIRCLE, n=(2, 100, 2, 1), activations=("sigmoid",) * 3), size=LARGE)
    driver.step("step")
    frame = show_maps(driver)
    picture, strip = driver.window.canvas.grab().toImage(), layout(driver).strip(1)
    for i in (0, 40, 99):
        at = QPointF(strip.center().x() + 2, driver.window.canvas.place(Node(1, i)).y())
        assert_shows(picture, at, expected(DARK, frame.a[1][i, 0], 0, 1))


def test_numbers_without_bounds_are_painted(open_window):
    wild = replace(CIRCLE, activations=("relu", "identity", "identity"), eta=1e6)
    driver = open_window(wild, size=LARGE)
    show_maps(driver)
    Driver.run_at_full_speed_until_stopped(driver)
    driver.wait_for(lambda f: node_maps(f) is not None and not np.isfinite(node_maps(f).values[3]).all())
    hover(driver, Node(3, 0))
    assert "reach of layer 3" in plot_texts(driver)


def test_they_are_remembered(open_window, tmp_path):
    file = tmp_path / "settings"
    driver = open_window(remember_in=file)
    show_maps(driver)
    driver.window.close()
    assert fine(open_window(remember_in=file)).view.maps


# The scale


def maps_with(values):
    """Maps of one layer with these values, over an input from −2 to 3 and one that stands at 7."""
    inputs = np.stack([np.linspace(-2, 3, 9), np.full(9, 7.0)]).astype(np.float32)
    return SimpleNamespace(values=(inputs, np.array([values], dtype=np.float32)))


def test_where_sigma_has_no_range_the_ends_go_with_the_layer_in_jumps():
    scales, experiment = Scales(), RELU
    found = []
    for top in (0.9, 1.0, 0.6, 1.4, 0.25):
        scales.follow(maps_with([0.0, top]))
        low, high, why = scales.of_layer(experiment, 1)
        assert low == -high
        assert why == "reach of layer 1"
        found.append(high)
    assert found == pytest.approx([1.0, 1.0, 1.0, 1.5, 0.3])


def test_an_input_has_the_range_of_its_axis_and_one_that_stands_is_in_the_middle():
    scales, experiment = Scales(), RELU
    scales.follow(maps_with([0.0, 1.0]))
    assert scales.of_node(experiment, 0, 0)[:2] == (-2, 3)
    assert scales.of_node(experiment, 0, 1)[:2] == (6, 8)


def test_values_that_are_not_numbers_leave_the_ends_as_they_were():
    scales, experiment = Scales(), RELU
    scales.follow(maps_with([0.0, 2.0]))
    scales.follow(maps_with([np.nan, np.inf]))
    assert scales.of_layer(experiment, 1).high == 2.0
