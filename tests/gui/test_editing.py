"""Editing on the canvas, by double clicks and keys: weights, biases, inputs, targets; while things go on."""

from itertools import product

import numpy as np
import pytest
from canvas_editor import asked, editor, number, open_on, place, type_and_enter
from canvas_mouse import click, double_click, layout, wheel
from driving import Key, Modifier
from PySide6.QtCore import QPointF, QRect
from PySide6.QtWidgets import QApplication, QLabel

from core.commands import Edit
from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick

__all__ = ["asked", "editor"]

DEEP = Experiment("circle", (2, 6, 6, 1), ("tanh", "tanh", "sigmoid"), eta=0.2, m=10)
SELECTIONS = [Pick(1, 2, 1), Pick(2, 0, 0), Pick(1, 0), Pick(2, 0), Node(0, 1), Node(2, 0)]


def test_a_double_click_edits_what_is_there(driver, editor):
    for selection in SELECTIONS:
        before = driver.step("step")
        open_on(driver, selection)
        assert editor.selectedText() == editor.text()
        assert float(editor.text()) == number(before, selection), selection
        assert editor.geometry().contains(place(driver, selection).toPoint())
        type_and_enter(driver, "0,375")
        frame = driver.wait_for(lambda frame, k=selection: number(frame, k) == 0.375)
        assert not editor.isVisible()
        assert driver.window.canvas.hasFocus()
        changed = (before.theta != frame.theta).sum() + (before.dataset.x != frame.dataset.x).sum()
        assert changed + (before.dataset.y != frame.dataset.y).sum() == 1, selection


def test_an_edge_without_a_number_is_edited_as_well(open_window):
    driver = open_window(DEEP)
    assert not layout(driver).edges_labelled
    pick = Pick(2, 0, 0)
    open_on(driver, pick)
    type_and_enter(driver, "-1/4")
    driver.wait_for(lambda frame: frame.w[2][0, 0] == -0.25 and frame.pick == pick)


def test_a_key_edits_what_is_selected(driver, editor):
    keys = Key.Key_Return, Key.Key_Enter, Key.Key_F2
    selections = Pick(1, 1, 0), Pick(1, 2), Node(0, 0), Node(2, 0)
    for k, (key, selection) in enumerate(product(keys, selections), 1):
        click(driver, driver.window.canvas.place(selection))
        driver.wait_for(lambda frame, at=selection: frame.pick == at)
        driver.until(driver.window.actions["edit"].isEnabled)
        driver.press(key)
        assert editor.hasFocus(), (key, selection)
        type_and_enter(driver, f"−{k}e-1")
        value = float(f"-{k}e-1")
        driver.wait_for(lambda f, at=selection, v=value: number(f, at) == v and f.pick == at)


def test_enter_without_a_selection_says_what_to_do(driver, editor):
    driver.press(Key.Key_Return)
    assert not editor.isVisible()
    assert driver.sentence.startswith("Select a weight, a bias, an input or an output first")
    assert not driver.window.actions["edit"].isEnabled()


def test_who_edits_a_target_keeps_the_selection(driver):
    click(driver, driver.window.canvas.place(Pick(1, 2, 1)))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 2, 1))
    open_on(driver, Node(2, 0))
    type_and_enter(driver, "0.5")
    assert driver.wait_for(lambda frame: frame.y[0, 0] == 0.5).pick == Pick(1, 2, 1)


def test_every_target_of_several_can_be_hit(open_window):
    driver = open_window(default_experiment("digits"), size=(1600, 1000))
    for i in (0, 4, 9):
        open_on(driver, Node(3, i))
        type_and_enter(driver, "0.25")
        driver.wait_for(lambda frame, i=i: frame.y[i, 0] == 0.25)
    assert (driver.frame.y == 0.25).sum() == 3


@pytest.mark.parametrize(
    ("node", "words"),
    [(Node(2, 0), "a²₁ is computed, not set: what can be set is its target y₁"), (Node(1, 1), "a¹₂ is")],
)
def test_what_is_computed_is_not_edited(driver, editor, node, words):
    double_click(driver, driver.window.canvas.place(node))
    assert driver.sentence.startswith(words)
    assert not editor.isVisible()


def test_a_double_click_on_the_ground_fits_and_edits_nothing(driver, editor):
    canvas = driver.window.canvas
    whole = layout(driver).radius
    wheel(driver, QPointF(canvas.rect().center()), 2)
    double_click(driver, QPointF(8, canvas.height() - 8))
    assert layout(driver).radius == whole
    assert not editor.isVisible()


# Everything shows the new number


def test_panels_show_an_edited_input(driver):
    driver.window.viewer.show_sample(2)
    driver.wait_for(lambda frame: frame.sample == 2)
    open_on(driver, Node(0, 0))
    type_and_enter(driver, "0.25")
    frame = driver.wait_for(lambda frame: frame.x[0, 0] == 0.25)
    assert frame.dataset.x[0, 2] == 0.25
    driver.until(lambda: any("0.25" in k.text() for k in driver.window.samples.findChildren(QLabel)))
    plane = driver.window.output.plane
    driver.until(lambda: plane.frame is not None and plane.frame.dataset is driver.frame.dataset)
    driver.window.actions["reset"].trigger()
    driver.wait_for(lambda frame: frame.x[0, 0] == 1.0)
    driver.until(lambda: not any("0.25" in k.text() for k in driver.window.samples.findChildren(QLabel)))


# While things go on


def test_while_training_runs_the_editor_keeps_to_its_number(driver, editor, asked):
    driver.run_at_full_speed()
    open_on(driver, Pick(2, 0, 1))
    text = editor.text()
    step = driver.frame.cursor.step
    driver.wait_for(lambda frame: frame.cursor.step > step + 500)
    assert editor.text() == text
    driver.press(Key.Key_Down, Modifier.AltModifier)
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 2))
    type_and_enter(driver, "-3.5")
    driver.until(lambda: asked == [Edit("parameter", -3.5, Pick(2, 0, 1))])
    step = driver.frame.cursor.step
    driver.wait_for(lambda frame: frame.cursor.step > step + 10)
    assert driver.pause().state == "paused"


def test_an_input_is_that_of_the_sample_on_which_it_was_begun(driver, editor):
    driver.window.viewer.show_sample(0)
    driver.wait_for(lambda frame: frame.sample == 0)
    open_on(driver, Node(0, 1))
    driver.window.viewer.show_sample(3)
    before = driver.wait_for(lambda frame: frame.sample == 3).dataset.x
    type_and_enter(driver, "0.125")
    after = driver.wait_for(lambda frame: frame.dataset.x[1, 0] == 0.125)
    assert after.sample == 3
    assert np.argwhere(after.dataset.x != before).tolist() == [[1, 0]]


def test_keys_of_the_window_are_typed_into_it(driver, editor):
    open_on(driver, Pick(2, 0))
    driver.type(editor, " 1.5,")
    assert editor.text() == " 1.5,"
    assert (driver.frame.state, driver.frame.follows_batch) == ("paused", True)
    assert QApplication.focusWidget() is editor


@pytest.mark.parametrize("text", ["-0.007139817554523072", "-1.2345678901234567e-300", "2"])
def test_the_whole_value_is_seen_its_sign_included(driver, editor, text):
    open_on(driver, Pick(1, 2, 1))
    type_and_enter(driver, text)
    driver.wait_for(lambda frame: frame.w[1][2, 1] == float(text))
    open_on(driver, Pick(1, 2, 1))
    assert float(editor.text()) == float(text)
    editor.setCursorPosition(len(editor.text()))
    first = editor.cursorRect().x()
    editor.setCursorPosition(0)
    assert editor.cursorRect().x() >= 0
    assert first - editor.cursorRect().x() == pytest.approx(
        editor.fontMetrics().horizontalAdvance(editor.text()), abs=2
    )
    assert editor.geometry().contains(place(driver, Pick(1, 2, 1)).toPoint())


@pytest.mark.parametrize("size", [(1440, 900), (700, 500)])
def test_the_editor_stays_at_its_place_and_on_the_canvas(open_window, size):
    driver = open_window(size=size)
    canvas, editor = driver.window.canvas, driver.window.canvas.editor
    for selection in SELECTIONS:
        open_on(driver, selection)
        for part in (editor, editor.words):
            assert canvas.rect().contains(part.geometry())
        assert not editor.geometry().intersects(editor.words.geometry())
        driver.press(Key.Key_Plus, Modifier.ControlModifier)
        for part in (editor, editor.words):
            assert canvas.rect().contains(part.geometry())
        at = place(driver, selection).toPoint()
        inner = canvas.rect().adjusted(92, 15, -92, -15)
        assert editor.geometry().contains(at) or not QRect(inner).contains(at)
        driver.press(Key.Key_Escape)
        driver.press(Key.Key_0, Modifier.ControlModifier)
