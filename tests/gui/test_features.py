"""Features of planar data: switched on and off in the form, and inputs like any other on the screen."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from data_form import shows
from driving import Key
from PySide6.QtCore import QRectF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.datasets.features import FEATURES
from core.experiment import default_experiment
from core.selection import Node, Pick
from gui.network.describe import meaning
from gui.network.input_names import InputNames, input_names
from gui.network.layout import lay_out

ALL = tuple(feature.name for feature in FEATURES)
LABELS = ("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂")
CIRCLE = default_experiment("circle")


def chips(driver):
    return driver.window.controls.data.features.chips


def on(driver):
    return tuple(name for name, chip in chips(driver).items() if chip.isChecked())


@pytest.mark.parametrize(
    ("dataset", "there"), [("circle", True), ("xor", True), ("sine", False), ("iris", False)]
)
def test_features_can_be_chosen_for_planar_data_only(open_window, dataset, there):
    driver = open_window(default_experiment(dataset))
    assert driver.window.controls.data.features.isVisible() == there
    assert driver.window.controls.data._features_words.isVisible() == there


def test_a_click_puts_a_feature_into_the_network_and_another_takes_it_out(open_window):
    driver = open_window(replace(CIRCLE, seed=4, held_out=0.2).with_hidden((5, 3), "relu"))
    driver.step("step")
    driver.click(chips(driver)["product"])
    frame = driver.wait_for(lambda frame: frame.n == (3, 5, 3, 1))
    wanted = replace(CIRCLE, seed=4, held_out=0.2).with_hidden((5, 3), "relu").with_features(("product",))
    assert frame.experiment == wanted
    assert frame.dataset.inputs == ("x₁", "x₂", "x₁x₂")
    np.testing.assert_array_equal(frame.dataset.x[2], frame.dataset.x[0] * frame.dataset.x[1])
    assert (frame.cursor.step, on(driver)) == (0, ("product",))
    assert shows(driver, wanted)
    driver.click(chips(driver)["square_1"])
    frame = driver.wait_for(lambda frame: frame.n == (4, 5, 3, 1))
    assert frame.dataset.inputs == ("x₁", "x₂", "x₁²", "x₁x₂"), "in their own order, not that of the clicks"
    for name, n in (("product", 3), ("square_1", 2)):
        driver.click(chips(driver)[name])
        driver.wait_for(lambda frame, n=n: frame.n == (n, 5, 3, 1))
    assert driver.experiment.features == on(driver) == ()


def test_keys_reach_every_feature(open_window):
    driver = open_window(CIRCLE)
    first, *others = chips(driver).values()
    first.setFocus()
    for k, chip in enumerate((first, *others), 1):
        assert QApplication.focusWidget() is chip
        driver.press(Key.Key_Space)
        driver.wait_for(lambda frame, k=k: frame.n[0] == 2 + k)
        driver.press(Key.Key_Tab)
    assert driver.frame.dataset.inputs == LABELS
    assert driver.frame.state == "paused", "the space bar has switched chips, and not begun to train"


def test_quick_clicks_end_with_what_is_shown(open_window):
    driver = open_window(CIRCLE)
    driver.run_at_full_speed()
    for chip in (*chips(driver).values(), chips(driver)["sine_2"]):
        driver.click(chip)
    driver.wait_for(lambda frame: frame.experiment.features == ALL[:4])
    driver.until(lambda: on(driver) == ALL[:4])
    driver.wait_for(lambda frame: frame.cursor.step > 50)
    assert driver.pause().n == (6, 4, 2, 1)


def test_other_data_begins_without_features(open_window):
    driver = open_window(CIRCLE.with_features(ALL))
    assert on(driver) == ALL
    driver.load("moons")
    assert driver.experiment == default_experiment("moons")
    assert on(driver) == ()


def test_a_disc_is_learned_by_squares_without_any_hidden_layer(open_window):
    driver = open_window(replace(CIRCLE, noise=0.0).with_hidden(()).with_features(("square_1", "square_2")))
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.score is not None and frame.score.accuracy == 1)
    driver.pause()


def test_every_panel_takes_seven_inputs(open_window):
    driver = open_window(CIRCLE.with_features(ALL))
    for name in ("chain_rule", "matrices", "check", "runs"):
        driver.window.docks[name].show()
        driver.window.docks[name].raise_()
        driver.step()
    driver.window.viewer.select(Pick(1, 2, 6))
    frame = driver.wait_for(lambda frame: frame.pick == Pick(1, 2, 6))
    assert meaning(frame, frame.pick) == "weight from node 7 in the input to node 3 in layer 1"
    assert [meaning(frame, Node(0, i)) for i in (1, 2, 6)] == [
        "node 2 of the input: x₂", "node 3 of the input: x₁²", "node 7 of the input: sin x₂",
    ]  # fmt: skip
    driver.window.actions["copy_script"].trigger()
    assert "Circle, sample" in QApplication.clipboard().text()


def test_of_a_sample_the_two_coordinates_are_told(open_window):
    driver = open_window(CIRCLE.with_features(ALL))
    driver.window.viewer.show_sample(7)
    frame = driver.wait_for(lambda frame: frame.sample == 7)
    x1, x2 = (f"{k:.3g}".replace("-", "−") for k in frame.dataset.x[:2, 7])
    driver.until(lambda: driver.window.samples._inputs.text() == f"x = ({x1}, {x2})")


def test_a_feature_is_not_edited_but_follows(open_window):
    driver = open_window(CIRCLE.with_features(("square_1",)))
    driver.window.viewer.select(Node(0, 2))
    driver.wait_for(lambda frame: frame.pick == Node(0, 2))
    driver.window.canvas.setFocus()
    driver.press(Key.Key_F2)
    editor = driver.window.canvas.editor
    if editor.isVisible():
        QTest.keyClicks(editor, "3")
        QTest.keyClick(editor, Key.Key_Return)
    driver.until(lambda: driver.sentence == "x₁² is worked out from x₁ and x₂; edit these, and it follows.")


# The names beside the nodes


def layout_of(count, width=640, height=300):
    return lay_out((count, 4, 1), QRectF(0, 0, width, height))


def written(count, names, **size):
    return input_names(layout_of(count, **size), names).texts


def test_inputs_are_called_by_name_where_symbols_do_not_say_it():
    assert written(2, ("x₁", "x₂")) == ()
    assert written(1, ("x",)) == ()
    assert written(7, LABELS) == LABELS
    ten = (*(f"x{k}" for k in "₁₂₃₄₅₆₇₈₉"), "x₁₀")
    assert written(10, ten) == ten, "there is no room for symbols"


def test_names_stand_below_where_there_is_room_and_beside_elsewhere():
    names = ("sepal length", "sepal width", "petal length", "petal width")
    assert input_names(layout_of(4, height=500), names) == InputNames(names, below=True)
    beside = input_names(layout_of(4), names)
    assert not beside.below
    assert [text.replace("\n", " ") for text in beside.texts] == list(names)


def test_names_that_are_too_long_are_cut_off_and_stay_on_the_canvas():
    names = ("a" * 300, "an entirely too long name of a column in a table", "", "short")
    for size in ({"width": 640}, {"width": 480}, {"height": 600}):
        layout = layout_of(4, **size)
        found = input_names(layout, names)
        assert found.texts[0].endswith("…")
        assert "…" in found.texts[1]
        assert found.reach(layout) < layout.x[0]


def test_there_are_no_names_where_nodes_are_too_near_one_another():
    assert written(64, tuple(f"pixel {k}" for k in range(1, 65))) == ()


def test_names_are_seen_on_the_canvas_and_change_with_the_features(open_window):
    """The number of nodes stays the same, and so does everything else that is on the ground."""
    driver = open_window(CIRCLE.with_features(("square_1",)))
    pictures = []
    for name in ("square_1", "square_2", "sine_1"):
        wanted = CIRCLE.with_features((name,))
        driver.window.load(wanted)
        driver.wait_for(lambda frame, wanted=wanted: frame.experiment == wanted)
        frame = driver.step()  # the inputs stand on a panel of their own no longer
        layout = driver.window.canvas._seen(frame)
        box = input_names(layout, frame.dataset.inputs).box(layout, 2)
        box.setRight(min(box.right(), layout.x[0] + 14))  # edges lie to the right of it
        box.setLeft(max(box.left(), 0.0))  # beyond, a picture holds whatever was in the memory
        pictures.append(driver.window.canvas.grab(box.toRect()).toImage())
    assert all(a != b for a, b in pairwise(pictures))
