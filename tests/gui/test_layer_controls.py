"""Building the network on the canvas: nodes, layers and σ by mouse and keys, undone, and within limits."""

from dataclasses import replace

import numpy as np
import pytest
from canvas_mouse import layout, move
from driving import Button, Key
from layer_controls import at_header, choose, columns, go_to, header, wait_for_sizes
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.activations import ACTIVATIONS, HIDDEN
from core.experiment import default_experiment
from core.selection import Pick
from gui.network.headers import numbers
from gui.writing.fonts import ui_font

WIDE = replace(default_experiment("circle"), samples=40)
DEEP = WIDE.with_hidden((8,) * 6)
DEEPEST = WIDE.with_hidden((16,) * 15)


@pytest.fixture
def driver(open_window):
    """Circle on 2-4-2-1, paused at its first frame."""
    return open_window(WIDE, size=(1280, 800))


# By the mouse


def test_controls_come_with_the_mouse_and_go_with_it(driver):
    bar = columns(driver).bar
    assert bar.isHidden()
    for l, hidden in ((0, False), (1, True), (2, True), (3, False)):
        go_to(driver, l)
        parts = bar.fewer, bar.more, bar.gone
        assert [part.isVisible() for part in parts] == [hidden] * 3
        assert bar.size_field.text() == str(driver.frame.n[l])
        assert bar.size_field.isReadOnly() is not hidden
        assert bar.sigma.isVisible() is (l > 0)
        assert columns(driver).before.isVisible() is (l > 0)
        assert columns(driver).after.isVisible() is (l < 3)
    move(driver, QPointF(layout(driver).x[1] + layout(driver).gap / 2, 200))
    assert bar.isHidden()
    assert columns(driver).before.isHidden()
    first = layout(driver).circles[3][0]
    move(driver, QPointF(first.center().x(), first.top() - 6))
    assert (bar.isVisible(), bar.l) == (True, 3)
    move(driver, first.center())
    assert bar.isHidden()


def test_a_node_more_and_a_node_fewer_can_be_undone(driver):
    bar = go_to(driver, 1)
    driver.click(bar.more)
    frame = wait_for_sizes(driver, 2, 5, 2, 1)
    assert frame.theta.size == 5 * 3 + 2 * 6 + 3
    assert (bar.isVisible(), bar.size_field.text()) == (True, "5")
    undo = driver.window.actions["undo"]
    driver.until(lambda: undo.text() == "Undo layers 2-4-2-1 → 2-5-2-1")
    undo.trigger()
    wait_for_sizes(driver, 2, 4, 2, 1)
    driver.click(bar.fewer)
    wait_for_sizes(driver, 2, 3, 2, 1)


def test_clicks_in_quick_succession_each_count(driver):
    bar = go_to(driver, 2)
    for _ in range(3):
        driver.click(bar.more)
    wait_for_sizes(driver, 2, 4, 5, 1)
    driver.click(bar.fewer)
    wait_for_sizes(driver, 2, 4, 4, 1)


def test_a_layer_is_put_in_where_the_plus_is_and_taken_away_by_the_cross(driver):
    go_to(driver, 2)
    after = columns(driver).after
    assert (
        after.accessibleName() == "Insert a hidden layer between layer 2 and output" or after.accessibleName()
    )
    between = (layout(driver).x[2] + layout(driver).x[3]) / 2
    assert after.geometry().center().x() == pytest.approx(between, abs=1)
    driver.click(after)
    frame = wait_for_sizes(driver, 2, 4, 2, 2, 1)
    assert frame.experiment.activations == ("tanh", "tanh", "tanh", "sigmoid")
    go_to(driver, 1)
    driver.click(columns(driver).before)
    wait_for_sizes(driver, 2, 4, 4, 2, 2, 1)
    bar = go_to(driver, 4)
    driver.click(bar.gone)
    wait_for_sizes(driver, 2, 4, 4, 2, 1)


def test_the_number_of_nodes_can_be_typed(driver):
    bar = go_to(driver, 1)
    driver.click(bar.size_field)
    assert bar.size_field.selectedText() == "4"
    QTest.keyClicks(bar.size_field, "17")
    QTest.keyClick(bar.size_field, Key.Key_Return)
    wait_for_sizes(driver, 2, 17, 2, 1)
    assert QApplication.focusWidget() is driver.window.canvas


def test_a_number_of_nodes_that_cannot_be_is_refused_in_a_sentence(driver):
    bar = go_to(driver, 1)
    for text in ("0", "257", "-3", "2.5", "many"):
        driver.click(bar.size_field)
        QTest.keyClicks(bar.size_field, text)
        QTest.keyClick(bar.size_field, Key.Key_Return)
        assert driver.sentence == f"A hidden layer has 1 to 256 nodes here, not '{text}'."
        assert bar.size_field.hasFocus()
        QTest.keyClick(bar.size_field, Key.Key_Escape)
        assert bar.size_field.text() == "4"
        assert QApplication.focusWidget() is driver.window.canvas
        assert driver.frame.n == (2, 4, 2, 1)


def test_a_number_that_is_being_typed_stays_while_training_runs(driver):
    driver.run()
    bar = go_to(driver, 1)
    driver.click(bar.size_field)
    QTest.keyClicks(bar.size_field, "6")
    driver.wait_for_new()
    move(driver, QPointF(5, 240))
    driver.wait_for_new()
    assert (bar.isVisible(), bar.size_field.text()) == (True, "6")
    QTest.keyClick(bar.size_field, Key.Key_Return)
    frame = wait_for_sizes(driver, 2, 6, 2, 1)
    assert frame.state == "running"


def test_nodes_are_added_while_training_runs_at_full_speed(driver):
    driver.run_at_full_speed()
    bar = go_to(driver, 1)
    driver.click(bar.more)
    driver.wait_for(lambda frame: frame.n == (2, 5, 2, 1) and frame.cursor.step > 10)
    assert driver.frame.state == "running"


# σ


def test_sigma_of_one_layer_changes_and_the_numbers_stay(driver):
    driver.step("step")
    theta = driver.frame.theta
    bar = go_to(driver, 1)
    assert [bar.sigma.itemText(k) for k in range(bar.sigma.count())] == list(HIDDEN)
    driver.choose(bar.sigma, "relu")
    frame = driver.wait_for(lambda frame: frame.experiment.activations[0] == "relu")
    assert frame.experiment.activations == ("relu", "tanh", "sigmoid")
    assert np.array_equal(frame.theta, theta)
    driver.window.actions["undo"].trigger()
    driver.wait_for(lambda frame: frame.experiment.activations[0] == "tanh")
    driver.until(lambda: bar.sigma.value() == "tanh")


def test_sigma_changes_while_training_runs(driver):
    driver.run_at_full_speed()
    bar = go_to(driver, 2)
    driver.choose(bar.sigma, "sigmoid")
    frame = driver.wait_for(lambda frame: frame.experiment.activations[1] == "sigmoid")
    driver.wait_for(lambda later: later.cursor.step > frame.cursor.step)
    assert driver.frame.state == "running"


def test_only_the_output_can_have_softmax_and_the_cost_follows_its_sigma(open_window):
    rings = default_experiment("rings")
    driver = open_window(
        replace(rings, activations=(*rings.activations[:-1], "softmax"), cost="cross-entropy"),
        size=(1280, 800),
    )
    bar = go_to(driver, 3)
    assert [bar.sigma.itemText(k) for k in range(bar.sigma.count())] == list(ACTIVATIONS)
    driver.choose(bar.sigma, "identity")
    frame = driver.wait_for(lambda frame: frame.experiment.activations[-1] == "identity")
    assert frame.experiment.cost == "mse"
    assert driver.sentence == (
        "The cost cross-entropy goes with softmax only: with identity it is the squared error (mse) now."
    )


# Limits, and room


def test_no_more_than_sixteen_layers(open_window):
    driver = open_window(DEEPEST, size=(1600, 900))
    at_header(driver, 3)
    driver.press(Key.Key_Insert)
    assert driver.sentence == "A network has at most 16 layers with weights here."
    assert not driver.window.actions["add_layer"].isEnabled()


def test_no_more_than_256_nodes(open_window):
    driver = open_window(WIDE.with_hidden((256,)), size=(1280, 800))
    bar = go_to(driver, 1)
    driver.click(bar.more)
    assert driver.sentence == "A hidden layer has 1 to 256 nodes here; layer 1 can't have 257."
    driver.until(lambda: not driver.window.actions["add_node"].isEnabled())


def test_what_was_larger_before_can_become_smaller(open_window):
    driver = open_window(WIDE.with_hidden((300,)), size=(1280, 800))
    bar = go_to(driver, 1)
    driver.click(bar.fewer)
    wait_for_sizes(driver, 2, 299, 1)


@pytest.mark.parametrize("experiment", [WIDE, DEEP, DEEPEST])
def test_controls_cover_the_header_in_whose_place_they_are(open_window, experiment):
    driver = open_window(experiment, size=(1280, 800))
    where, metrics = layout(driver), QFontMetricsF(ui_font(8.5))
    for l in range(len(where.n)):
        bar = go_to(driver, l)
        wordings = [metrics.horizontalAdvance(text) for text in numbers(driver.experiment, l)]
        widest = max(k for k in (*wordings, 0) if k <= where.gap - 6 - 12 * (l > 0))
        assert bar.geometry().left() <= where.x[l] - widest / 2
        assert bar.geometry().right() >= where.x[l] + widest / 2


@pytest.mark.parametrize("experiment", [WIDE, DEEP, DEEPEST, WIDE.with_hidden((256, 256))])
def test_controls_cover_no_node(open_window, experiment):
    driver = open_window(experiment, size=(960, 600))
    for size in ((1024, 640), (1280, 800), (1920, 1080)):
        before = driver.window.canvas.size()
        driver.window.resize(*size)
        driver.until(lambda before=before: driver.window.canvas.size() != before)
        assert driver.window.size().toTuple() == size
        where = layout(driver)
        nodes = [shape for l in range(len(where.n)) for shape in (where.circles[l] or [where.strip(l)])]
        for l in range(len(where.n)):
            bar = go_to(driver, l)
            parts = [bar, columns(driver).before, columns(driver).after]
            covers = [QRectF(part.geometry()) for part in parts if part.isVisible()]
            assert not [1 for node in nodes for cover in covers if node.intersects(cover)], (size, l)
            assert driver.window.canvas.rect().contains(bar.geometry())
            assert any(part.isVisible() for part in (bar.menu, bar.sigma, bar.size_field))


def test_every_control_says_what_it_does(driver):
    for l in range(4):
        bar = go_to(driver, l)
        parts = bar.fewer, bar.more, bar.gone, bar.menu, bar.sigma, bar.size_field
        for part in (*parts, columns(driver).before, columns(driver).after):
            if part.isVisible():
                assert len(part.toolTip()) > 10
                assert len(part.accessibleName()) > 5
    assert bar.accessibleName() == "the output: 1 node, σ is sigmoid"
    assert "Esc back" in bar.accessibleDescription()


def test_a_click_on_the_canvas_takes_the_keyboard_from_the_header(driver):
    bar = at_header(driver, 1)
    QTest.mouseClick(driver.window.canvas, Button.LeftButton, pos=QPointF(8, 230).toPoint())
    assert not bar.hasFocus()
    move(driver, QPointF(8, 230))
    assert bar.isHidden()


def test_a_smaller_network_takes_the_controls_of_what_is_gone(driver):
    go_to(driver, 2)
    driver.window.actions["remove_layer"].trigger()
    driver.window.actions["remove_layer"].trigger()
    wait_for_sizes(driver, 2, 1)
    assert columns(driver).bar.isHidden() or columns(driver).bar.l <= 1
    assert header(driver, 1).x() > header(driver, 0).x()


def test_a_million_weights_can_be_trained_picked_and_changed(open_window):
    driver = open_window(WIDE.with_hidden((256,) * 15), size=(1280, 800))
    assert driver.frame.theta.size == 256 * 3 + 14 * 256 * 257 + 257
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 3)
    pick = Pick(9, 100, 200)
    driver.window.viewer.select(pick)
    driver.wait_for(lambda frame: frame.pick == pick)
    for name in ("matrices", "check", "chain_rule"):
        driver.window.docks[name].raise_()
        driver.wait_for_new(lambda frame, name=name: name in frame.view.panels)
    driver.pause()
    bar = go_to(driver, 15)
    driver.click(bar.menu)
    choose(driver, columns(driver).menu, "Remove layer 15")
    driver.wait_for(lambda frame: frame.L == 15)
