"""Numbers edited where they stand in a matrix: weights, biases, inputs and targets."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import Pass
from driving import Button, Key
from matrix_mouse import Matrices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from run_list import go_to, set_eta, steps

from core.commands import Load, Reset, Return
from core.experiment import Experiment, default_experiment
from core.selection import Pick
from gui.matrices.block import Block

EXAMPLE = Experiment("xor", (2, 2, 1), ("sigmoid", "sigmoid"), eta=1.0, m=4)


@pytest.fixture
def m(open_window):
    return Matrices(open_window(EXAMPLE, size=(1280, 800)))


def retype(editor, text):
    """Type over what is selected."""
    QTest.keyClicks(editor, text)


def enter(editor):
    QTest.keyClick(editor, Key.Key_Return)


def is_all_of(frame):
    """Whether everything in a frame belongs to its own parameters and sample."""
    hand = Pass(frame.w, frame.b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    return all(np.allclose(frame.z[l][:, 0], hand.z[l], atol=1e-12) for l in (1, 2)) and np.allclose(
        frame.dC_dz[1][:, 0], hand.dC_dz[1], atol=1e-12
    )


@pytest.mark.parametrize(
    ("entry", "value_of"),
    [
        (("w 1", 1, 0), lambda f: f.w[1][1, 0]),
        (("w 2", 1, 0, 1), lambda f: f.w[2][0, 1]),  # (w²)ᵀ
        (("b 2",), lambda f: f.b[2][0, 0]),
        (("a 0", 1), lambda f: f.x[1, 0]),
        (("y",), lambda f: f.y[0, 0]),
    ],
)
def test_a_double_click_lets_the_number_be_typed_anew(m, entry, value_of):
    driver = m.driver
    m.double_click(*entry)
    driver.until(m.editor.isVisible)
    assert float(m.editor.text()) == value_of(driver.frame)  # in full precision
    assert m.editor.hasFocus()
    at = m.editor.geometry()
    box = m.sheet.rect_at(m.place(*entry)).toAlignedRect()
    assert at.contains(m.sheet.mapTo(m.area, box.center()))
    retype(m.editor, "-1,5e-1")
    enter(m.editor)
    frame = driver.wait_for(lambda f: value_of(f) == -0.15)
    assert not m.editor.isVisible()
    assert frame.place == 0
    assert is_all_of(frame)
    m.settle()
    assert m.values("z 1") == pytest.approx(frame.w[1] @ frame.x + frame.b[1], abs=1e-12)
    hand = Pass(frame.w, frame.b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    assert m.values("dC_dw 2") == pytest.approx(hand.dC_dw[2], abs=1e-12)
    assert m.sheet.hasFocus()


def test_escape_gives_it_up_and_the_selection_stays(m):
    driver = m.driver
    m.double_click("w 1", 0, 1)
    driver.wait_for(lambda f: f.pick == Pick(1, 0, 1))
    before = driver.frame.w[1][0, 1]
    retype(m.editor, "7")
    QTest.keyClick(m.editor, Key.Key_Escape)
    assert not m.editor.isVisible()
    assert m.sheet.hasFocus()
    driver.window.canvas.setFocus()
    driver.step("phase")
    assert driver.frame.w[1][0, 1] == before
    assert driver.frame.pick == Pick(1, 0, 1)


def test_what_is_no_number_stays_to_be_corrected(m):
    m.double_click("b 1")
    retype(m.editor, "0.5x")
    enter(m.editor)
    assert m.editor.isVisible()
    assert "0.5x" in m.driver.sentence
    assert "not a number" in m.driver.sentence
    retype(m.editor, "1/4")
    enter(m.editor)
    m.driver.wait_for(lambda f: f.b[1][0, 0] == 0.25)


@pytest.mark.parametrize("name", ["z 1", "dC_dw 1", "mean w 1", "dC_da 2"])
def test_what_is_computed_can_t_be_set_and_it_says_so(m, name):
    m.double_click(name)
    assert not m.editor.isVisible()
    assert "computed, not set" in m.driver.sentence


def test_at_the_update_the_new_weight_is_what_is_edited(m):
    driver = m.driver
    driver.window.canvas.setFocus()
    driver.step("step")
    m.settle()
    new, old = driver.frame.w[1][0, 0], driver.frame.w_before[1][0, 0]
    assert m.values("w 1")[0, 0] == old != new
    m.double_click("w 1")
    assert float(m.editor.text()) == new
    retype(m.editor, "0.125")
    enter(m.editor)
    frame = driver.wait_for(lambda f: f.w[1][0, 0] == 0.125)
    assert is_all_of(frame)


def test_an_input_belongs_to_the_sample_that_was_shown_as_it_was_taken_up(m):
    driver = m.driver
    sample = driver.frame.sample
    m.double_click("a 0")
    driver.window.viewer.show_sample((sample + 1) % 4)
    driver.wait_for(lambda f: f.sample != sample)
    other = driver.frame.x[0, 0]
    retype(m.editor, "0.75")
    enter(m.editor)
    frame = driver.wait_for(lambda f: f.dataset.x[0, sample] == 0.75)
    assert frame.x[0, 0] == other


def test_scrolling_or_another_network_gives_it_up(m):
    driver = m.driver
    m.double_click("w 1")
    driver.until(m.editor.isVisible)
    driver.click(m.panel.head.layers[1])
    assert not m.editor.isVisible()
    m.double_click("w 2")
    driver.until(m.editor.isVisible)
    driver.load("iris")
    driver.until(lambda: not m.editor.isVisible())


@pytest.mark.parametrize("way", ["data", "run", "return"])
def test_other_data_or_another_run_of_the_same_shape_gives_it_up(m, way):
    driver = m.driver
    engine = driver.window.engine
    if way == "return":
        steps(driver, 2)
        go_to(driver, 1)
        set_eta(driver, 0.25)
        steps(driver, 1)
        m.settle()
    before, asked = driver.frame, []
    m.double_click("a 0")
    driver.until(m.editor.isVisible)
    retype(m.editor, "0.75")
    m.panel.asked.connect(asked.append)
    if way == "data":
        engine.send(Load(replace(EXAMPLE, dataset="and")))
    elif way == "run":
        engine.send(Reset())
    else:
        engine.send(Return(1))
    frame = driver.wait_for(lambda f: f.record is not before.record)
    assert frame.n == before.n
    driver.until(lambda: not m.editor.isVisible())
    enter(m.editor)
    assert asked == []


# With the keyboard


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_F2])
def test_a_key_edits_the_entry_that_the_arrows_have_led_to(m, key):
    driver = m.driver
    m.click("w 1")
    driver.wait_for(lambda f: f.pick == Pick(1, 0, 0))
    QTest.keyClick(m.sheet, Key.Key_Down)
    QTest.keyClick(m.sheet, Key.Key_Right)
    QTest.keyClick(m.sheet, key)
    assert m.editor.isVisible()
    assert m.editor.subject.at == Pick(1, 1, 1)
    retype(m.editor, "2")
    enter(m.editor)
    driver.wait_for(lambda f: f.w[1][1, 1] == 2.0)
    assert m.sheet.hasFocus()
    QTest.keyClick(m.sheet, Key.Key_Left)
    assert m.words.startswith("w¹₂₁ = ")


# In the chain rule's factors


def factor(sheet, name, i=0, j=0):
    """The middle of an entry of a factor."""
    k = [b.name for b in sheet.rows[0] if isinstance(b, Block)].index(name)
    return (sheet.origin(0) + sheet.blocks(0)[k].cell(i, j).center()).toPoint()


def test_a_double_click_on_a_jacobian_sets_the_weight_in_it(open_window):
    driver = open_window(default_experiment("circle").with_hidden((4, 3, 3)), size=(1280, 800))
    driver.window.viewer.select(Pick(1, 2, 1))
    driver.wait_for(lambda f: f.derivation is not None)
    QApplication.processEvents()
    page = driver.window.chain_rule.product
    at = factor(page.sheet, "(2) 3", 1, 2)
    QTest.mouseMove(page.sheet, at)
    assert "double click: set w³₂₃ in it" in page.reading.toolTip()
    QTest.mouseClick(page.sheet, Button.LeftButton, pos=at)
    driver.wait_for(lambda f: f.pick == Pick(3, 1, 2))  # whose factors have taken the place of the others
    QApplication.processEvents()
    QTest.mouseDClick(page.sheet, Button.LeftButton, pos=at)
    QTest.mouseRelease(page.sheet, Button.LeftButton, pos=at)
    editor = page.area.editor
    assert editor.isVisible()
    assert editor.subject.at == driver.window.viewer.spec.pick == Pick(3, 1, 2)
    retype(editor, "0.5")
    enter(editor)
    driver.wait_for(lambda f: f.w[3][1, 2] == 0.5)


@pytest.mark.parametrize("name", ["(1)", "(4)", "value"])
def test_factors_without_a_weight_in_them_can_t_be_set(m, name):
    driver = m.driver
    driver.window.docks["chain_rule"].raise_()
    driver.window.viewer.select(Pick(1, 0, 0))
    driver.wait_for(lambda f: f.derivation is not None)
    QApplication.processEvents()
    page = driver.window.chain_rule.product
    at = factor(page.sheet, name)
    QTest.mouseClick(page.sheet, Button.LeftButton, pos=at)
    QTest.mouseDClick(page.sheet, Button.LeftButton, pos=at)
    assert not page.area.editor.isVisible()
    assert "computed, not set" in driver.sentence
