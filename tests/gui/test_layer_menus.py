"""The menus of the canvas: of headers, nodes, weights and biases; and freezing nodes and layers."""

import numpy as np
import pytest
from canvas_mouse import layout
from canvas_strokes import ends, strokes
from driving import Key, Modifier
from layer_controls import choose, columns, entries, go_to, header, opened, right_click, wait_for_sizes
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands import Edit
from core.experiment import default_experiment
from core.frozen import is_frozen
from core.selection import Layer, Node, Pick
from gui.network.clamps import clamp, node_clamp

FREEZE = Key.Key_F, Modifier.ControlModifier | Modifier.ShiftModifier


@pytest.fixture
def driver(open_window):
    """Circle on 2-4-2-1, paused at its first frame."""
    return open_window(default_experiment("circle"), size=(1280, 800))


def place(driver, thing):
    return driver.window.canvas.place(thing)


def undo_is(driver, words):
    driver.until(lambda: driver.window.actions["undo"].text() == f"Undo {words}")


def press_menu_key(widget):
    """What Qt makes of the key on a keyboard with the focus there."""
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(widget, QContextMenuEvent(reason, QPoint(0, 0), widget.mapToGlobal(QPoint(0, 0))))


# Of a header


def test_a_menu_goes_with_the_network_that_it_is_about(driver):
    for at in (header(driver, 2), place(driver, Node(2, 1))):
        driver.window.load(default_experiment("circle"))
        wait_for_sizes(driver, 2, 4, 2, 1)
        menu = right_click(driver, at)
        driver.window.load(default_experiment("xor"))
        driver.until(menu.isHidden)
        L = driver.wait_for(lambda frame: frame.n != (2, 4, 2, 1)).L
        assert not columns(driver).bar.isVisible() or columns(driver).bar.l <= L


def test_the_menu_of_a_header_does_what_its_controls_do(driver):
    menu = right_click(driver, header(driver, 1))
    assert next(iter(entries(menu))) == "Layer 1: 4 nodes, σ is tanh"
    choose(driver, menu, "Add a node")
    wait_for_sizes(driver, 2, 5, 2, 1)
    choose(driver, right_click(driver, header(driver, 1)), "Remove a node")
    wait_for_sizes(driver, 2, 4, 2, 1)
    choose(driver, right_click(driver, header(driver, 1)), "Insert a layer before")
    wait_for_sizes(driver, 2, 4, 4, 2, 1)
    choose(driver, right_click(driver, header(driver, 4)), "Insert a layer before")
    wait_for_sizes(driver, 2, 4, 4, 2, 2, 1)
    choose(driver, right_click(driver, header(driver, 0)), "Insert a layer after")
    wait_for_sizes(driver, 2, 4, 4, 4, 2, 2, 1)
    choose(driver, right_click(driver, header(driver, 2)), "Remove layer 2")
    wait_for_sizes(driver, 2, 4, 4, 2, 2, 1)
    choose(driver, right_click(driver, header(driver, 3)), "σ > softplus")
    driver.wait_for(lambda frame: frame.experiment.activations[2] == "softplus")


def test_the_ends_keep_their_nodes(driver):
    for l, left in ((0, {"Insert a layer after"}), (3, {"Insert a layer before", "Freeze all of output"})):
        menu = right_click(driver, header(driver, l))
        found = {name for name in list(entries(menu))[1:] if ">" not in name}
        assert found == left
        menu.close()


def test_what_is_full_or_empty_says_so(open_window):
    driver = open_window(default_experiment("circle").with_hidden((256, 1) + (2,) * 13), size=(1280, 800))
    for l, name, tip in (
        (1, "Add a node", "A hidden layer has at most 256 nodes here"),
        (2, "Remove a node", "A layer keeps at least one node"),
        (3, "Insert a layer after", "A network has at most 16 layers with weights here"),
    ):
        menu = right_click(driver, header(driver, l))
        action = entries(menu)[name]
        assert not action.isEnabled()
        assert action.toolTip() == tip
        menu.close()


def test_a_narrow_column_has_a_button_with_the_menu(open_window):
    driver = open_window(default_experiment("circle").with_hidden((16,) * 15), size=(1280, 800))
    bar = go_to(driver, 7)
    assert [part.isVisible() for part in (bar.menu, bar.more, bar.sigma, bar.size_field)] == [True] + 3 * [
        False
    ]
    driver.click(bar.menu)
    choose(driver, opened(driver), "Number of nodes…")
    assert bar.size_field.hasFocus()
    QTest.keyClicks(bar.size_field, "20")
    QTest.keyClick(bar.size_field, Key.Key_Return)
    driver.wait_for(lambda frame: frame.n[7] == 20)


def test_the_menu_key_opens_the_menu_of_the_header(driver):
    driver.press(Key.Key_F6)
    bar = columns(driver).bar
    press_menu_key(bar)
    choose(driver, opened(driver), "Add a node")
    wait_for_sizes(driver, 2, 4, 3, 1)


# Of nodes, weights and biases


def test_a_weight_is_selected_edited_and_frozen_from_its_menu(driver):
    pick = Pick(3, 0, 1)
    menu = right_click(driver, place(driver, pick))
    assert list(entries(menu)) == [
        "Weight from node 2 in layer 2 to node 1 in the output",
        "Select",
        "Edit value…",
        "Freeze",
    ]
    choose(driver, menu, "Select")
    driver.wait_for(lambda frame: frame.pick == pick)
    menu = right_click(driver, place(driver, pick))
    assert not entries(menu)["Select"].isEnabled()
    choose(driver, menu, "Freeze")
    driver.wait_for(lambda frame: is_frozen(frame.mask, frame.n, pick))
    menu = right_click(driver, place(driver, pick))
    choose(driver, menu, "Edit value…")
    editor = driver.window.canvas.editor
    assert editor.isVisible()
    QTest.keyClicks(editor, "0.5")
    QTest.keyClick(editor, Key.Key_Return)
    driver.wait_for(lambda frame: frame.w[3][0, 1] == 0.5)
    choose(driver, right_click(driver, place(driver, pick)), "Free")
    driver.wait_for(lambda frame: not frame.mask.any())


def test_the_value_of_a_hidden_node_is_not_to_be_typed_that_of_an_input_is(driver):
    menu = right_click(driver, place(driver, Node(1, 0)))
    action = entries(menu)["Edit value…"]
    assert not action.isEnabled()
    assert action.toolTip() == "a¹₁ is computed, not set: edit a weight, a bias or an input."
    menu.close()
    menu = right_click(driver, place(driver, Node(0, 0)))
    assert "Freeze all weights into it and its bias" not in entries(menu)
    choose(driver, menu, "Edit value…")
    assert driver.window.canvas.editor.subject.at == Node(0, 0)


def test_the_menu_key_opens_the_menu_of_what_is_selected(driver):
    canvas = driver.window.canvas
    press_menu_key(canvas)
    assert columns(driver).menu is None
    driver.window.viewer.select(Pick(2, 1))
    driver.wait_for(lambda frame: frame.pick == Pick(2, 1))
    press_menu_key(canvas)
    menu = opened(driver)
    assert next(iter(entries(menu))) == "Bias of node 2 in layer 2"
    menu.close()


def test_a_menu_of_the_ground_is_none(driver):
    canvas = driver.window.canvas
    at = QPoint(canvas.width() - 3, canvas.height() - 3)
    QApplication.sendEvent(
        canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at))
    )
    assert columns(driver).menu is None


# Freezing


def test_a_frozen_node_keeps_its_numbers_and_wears_one_clamp(driver, monkeypatch):
    node = Node(1, 2)
    driver.window.viewer.select(node)
    freeze = driver.window.actions["freeze"]
    driver.until(lambda: freeze.isEnabled() and freeze.text() == "Freeze node")
    driver.press(*FREEZE)
    frame = driver.wait_for(lambda frame: is_frozen(frame.mask, frame.n, node))
    assert frame.mask.sum() == 3
    driver.until(freeze.isChecked)
    found, where = strokes(driver, monkeypatch), layout(driver)
    assert set(map(ends, node_clamp(where, 1, 2))) <= found
    assert not set(map(ends, clamp(where, Pick(1, 2, 0)))) & found
    later = driver.step("epoch")
    moved = (later.theta != frame.theta).reshape(-1)
    assert np.array_equal(moved, ~frame.mask)
    driver.press(*FREEZE)
    driver.wait_for(lambda frame: not frame.mask.any())
    assert not freeze.isChecked()


def test_a_frozen_layer_wears_its_clamp_on_the_header(driver, monkeypatch):
    before = driver.window.canvas.grab().toImage()
    choose(driver, right_click(driver, header(driver, 1)), "Freeze all of layer 1")
    frame = driver.wait_for(lambda frame: is_frozen(frame.mask, frame.n, Layer(1)))
    assert frame.mask.sum() == 4 * 3
    columns(driver).point(None)
    found, where = strokes(driver, monkeypatch), layout(driver)
    assert not set(map(ends, node_clamp(where, 1, 2))) & found
    after = driver.window.canvas.grab().toImage()
    x, band = round(where.x[1]), range(14, 33)
    changed = {a for a in range(x - 60, x + 60) for y in band if before.pixel(a, y) != after.pixel(a, y)}
    assert min(changed) < x - 20
    assert max(changed) > x + 20
    menu = right_click(driver, header(driver, 1))
    assert next(iter(entries(menu))).endswith(", frozen: updates leave it alone")
    choose(driver, menu, "Free all of layer 1")
    driver.wait_for(lambda frame: not frame.mask.any())


def test_controls_say_at_once_that_their_layer_is_frozen(driver):
    bar = go_to(driver, 1)
    driver.window.engine.send(Edit("frozen", True, at=Layer(1)))
    driver.until(lambda: bar.title.text() == "[layer 1]")
    assert bar.toolTip().endswith(", frozen: updates leave it alone")
    driver.window.actions["undo"].trigger()
    driver.until(lambda: bar.title.text() == "layer 1")
    assert "frozen" not in bar.toolTip()


def test_freezing_a_layer_at_its_header_is_an_edit_while_training_runs(driver):
    driver.run_at_full_speed()
    driver.press(Key.Key_F6)
    driver.press(*FREEZE)
    frame = driver.wait_for(lambda frame: is_frozen(frame.mask, frame.n, Layer(2)))
    later = driver.wait_for(lambda later: later.cursor.step > frame.cursor.step)
    assert later.state == "running"
    assert np.array_equal(later.w[2], frame.w[2])
    assert not np.array_equal(later.w[1], frame.w[1])
    driver.window.actions["run"].trigger()
    driver.wait_for_state("paused")
    driver.window.actions["undo"].trigger()
    driver.wait_for(lambda frame: not frame.mask.any())
