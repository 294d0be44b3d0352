"""The chain rule on the screen: the four factors of the weight that is clicked, and what they light."""

import numpy as np
import pytest
from by_hand import Pass
from canvas_mouse import hover
from chain_panel import blocks, point_at, select, worked_example, written
from driving import Button
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from reading import painted_texts

from core import derivation as derivation_module
from core.derivation import Mark
from core.experiment import default_experiment
from core.gradient_check import Difference
from core.selection import Node, Pick

DEEP = default_experiment("circle").with_hidden((4, 3, 3))


# From the start to the factors


def test_at_first_it_says_what_to_do(driver):
    panel = driver.window.chain_rule
    assert panel.hint.isVisible()
    assert "Click a weight" in panel.hint.text()
    assert "w1 1 2" in panel.hint.text()


def test_one_click_shows_the_four_factors_of_the_worked_example(open_window):
    driver = worked_example(open_window)
    panel = select(driver, Pick(1, 0, 1))
    shown = blocks(panel)
    assert list(shown) == ["(1)", "(3)", "(4)", "value"]
    slope1, slope2 = 0.622459331202 * (1 - 0.622459331202), 0.555052020965 * (1 - 0.555052020965)
    expected = {"(1)": -0.889895958069, "(3)": slope2 * 1.0, "(4)": slope1 * 0.5, "value": -0.025824200679}
    for name, value in expected.items():
        assert shown[name].values == pytest.approx(np.array([[value]]), abs=1e-12)
    texts = written(panel)
    for number in ("−0.8899", "0.2470", "0.1175", "−0.02582"):
        assert number in texts
    for mark in ("(1)", "(3)", "(4)"):
        assert texts.count(mark) == 1
    assert "(2)" not in texts


@pytest.mark.parametrize(
    ("pick", "names"),
    [
        (Pick(1, 2, 1), ["(1)", "(2) 4", "(2) 3", "(3)", "(4)", "value"]),
        (Pick(1, 2), ["(1)", "(2) 4", "(2) 3", "(3)", "(4)", "value"]),
        (Pick(2, 1, 3), ["(1)", "(2) 4", "(3)", "(4)", "value"]),
        (Pick(3, 0, 2), ["(1)", "(3)", "(4)", "value"]),
        (Pick(4, 0, 1), ["(1)", "(4)", "value"]),
        (Pick(4, 0), ["(1)", "(4)", "value"]),
    ],
)
def test_only_the_factors_that_there_are_are_shown(open_window, pick, names):
    driver = open_window(DEEP, size=(1280, 800))
    driver.window.viewer.select(pick)
    frame = driver.wait_for(lambda f: f.derivation is not None)
    shown = blocks(driver.window.chain_rule)
    assert list(shown) == names
    hand = Pass(frame.w, frame.b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    derivative = hand.dC_dz[pick.l][pick.A] if pick.B is None else hand.dC_dw[pick.l][pick.A, pick.B]
    product = np.ones((1, 1))
    for name in names[:-1]:
        factor = shown[name].values
        product = product[:, [pick.A]] if product.shape[1] != factor.shape[0] else product
        product = product @ factor
    assert shown["value"].values == pytest.approx(np.array([[derivative]]), rel=1e-10, abs=1e-15)
    assert product == pytest.approx(np.array([[derivative]]), rel=1e-10, abs=1e-15)


def test_of_several_outputs_the_last_layer_reads_off_its_own(open_window):
    driver = open_window(default_experiment("iris"))
    driver.window.viewer.select(Pick(2, 1, 0))
    driver.wait_for(lambda f: f.derivation is not None)
    shown = blocks(driver.window.chain_rule)
    assert list(shown) == ["(1)", "(1) at A", "(4)", "value"]
    assert shown["(1)"].values.shape == (1, 3)
    assert shown["(1)"].marked == ((0, 1),)
    assert shown["(1) at A"].values[0, 0] == shown["(1)"].values[0, 1]


def test_what_is_left_shrinks_from_factor_to_factor(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    panel = select(driver, Pick(1, 2, 1))
    frame = driver.frame
    hand = Pass(frame.w, frame.b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0])
    shown = blocks(panel)
    for name, l in (("(2) 4", 3), ("(2) 3", 2)):
        assert shown[name].strip.values[0] == pytest.approx(hand.dC_da[l], rel=1e-12)
    assert shown["(3)"].strip.values[0, 0] == pytest.approx(hand.dC_da[1][2], rel=1e-12)


# The mouse, both ways


def test_an_entry_lights_what_it_comes_from_and_says_how(open_window):
    driver = worked_example(open_window)
    panel, canvas = select(driver, Pick(1, 0, 1)), driver.window.canvas
    point_at(panel, "(3)")
    driver.until(lambda: set(canvas._lit) == {Pick(2, 0, 0), Node(2, 0), Node(1, 0)})
    assert panel.product.reading.words == "∂a²₁/∂a¹₁ = σ'(z²₁)w²₁₁ = 0.2470 · 1.000 = 0.2470"
    point_at(panel, "(1)")
    driver.until(lambda: canvas._lit == (Node(2, 0),))
    assert panel.product.reading.words.endswith("= 2/1 · (0.5551 − 1.000) = −0.8899")
    point_at(panel, "(4)")
    driver.until(lambda: set(canvas._lit) == {Pick(1, 0, 1), Node(1, 0), Node(0, 1)})
    QTest.mouseMove(panel.product.sheet, QPoint(1, 1))
    driver.until(lambda: canvas._lit == ())
    assert "only a⁰₂ survives" in panel.product.reading.words


def test_what_is_under_the_mouse_in_the_network_is_marked_in_the_matrices(open_window):
    driver = worked_example(open_window)
    panel = select(driver, Pick(1, 0, 1))
    sheet = panel.product.sheet
    hover(driver, Pick(2, 0, 1))  # away from the weight that was clicked, which is marked as well
    driver.until(lambda: driver.window.canvas.hovered == Pick(2, 0, 1))
    plain = sheet.grab().toImage()
    hover(driver, Pick(2, 0, 0))
    driver.until(lambda: sheet.grab().toImage() != plain)
    hover(driver, Pick(2, 0, 1))  # which is on no path from the weight
    driver.until(lambda: sheet.grab().toImage() == plain)


def test_a_click_on_a_jacobian_s_entry_selects_its_weight(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    panel = select(driver, Pick(1, 2, 1))
    at = point_at(panel, "(2) 3", 1, 2)
    QTest.mouseClick(panel.product.sheet, Button.LeftButton, pos=at)
    driver.wait_for(lambda f: f.pick == Pick(3, 1, 2))


# The head


def test_the_field_takes_a_weight_and_says_why_not(driver):
    field = driver.window.chain_rule.head.field
    driver.write(field, "w1 2 1")
    driver.wait_for(lambda f: f.pick == Pick(1, 1, 0))
    driver.write(field, "b2 1")
    driver.wait_for(lambda f: f.pick == Pick(2, 0))
    driver.write(field, "w2 5 1")
    driver.until(lambda: driver.sentence)
    assert driver.frame.pick == Pick(2, 0)


def test_the_head_says_whose_weight_it_is_and_of_which_sample(driver):
    driver.window.resize(1900, 900)
    panel = select(driver, Pick(1, 0, 1))
    words = panel.head.words.text()
    assert words == "weight from node 2 in the input to node 1 in layer 1, sample 4"
    driver.step("step")
    driver.until(lambda: panel.head.words.text().endswith("before the update"))


def test_as_many_digits_as_chosen(open_window):
    driver = worked_example(open_window)
    panel = select(driver, Pick(1, 0, 1))
    driver.write(panel.head.digits, "9")
    driver.until(lambda: "−0.889895958" in written(panel))
    assert driver.window.digits.count == 9
    assert panel.product.witnesses.shown[0].value == "−0.0258242007"
    action = next(a for a in driver.window.menus.digits.actions() if a.data() == 2)
    action.trigger()
    driver.until(lambda: "−0.89" in written(panel))
    assert panel.head.digits.value() == 2


# Witnesses


def test_three_witnesses_side_by_side(open_window):
    driver = worked_example(open_window)
    panel = select(driver, Pick(1, 0, 1))
    shown = panel.product.witnesses.shown
    assert [k.name for k in shown] == ["product", "backward pass", "central difference"]
    assert {k.value for k in shown} == {"−0.02582"}
    assert {k.mark for k in shown} == {Mark.GOOD}
    texts = [text for _, _, text in painted_texts(panel.product.witnesses)]
    assert texts.count("✓") == 3


def test_one_that_is_wrong_is_marked(driver, monkeypatch):
    monkeypatch.setattr(derivation_module, "central_difference", lambda *a: Difference(7.0, kink=False))
    panel = select(driver, Pick(1, 0, 1))
    assert [k.mark for k in panel.product.witnesses.shown] == [Mark.GOOD, Mark.GOOD, Mark.BAD]
    assert [text for _, _, text in painted_texts(panel.product.witnesses)].count("✗") == 1


# Room


def test_a_larger_network_shows_colours_and_says_numbers(open_window):
    driver = open_window(default_experiment("digits"), size=(1280, 800))
    driver.window.viewer.select(Pick(1, 4, 20))
    driver.wait_for(lambda f: f.derivation is not None)
    panel = driver.window.chain_rule
    shown = blocks(panel)
    assert shown["(2) 3"].values.shape == (10, 16)
    assert shown["(3)"].values.shape == (16, 1)
    assert panel.product.sheet.width() <= panel.width()
    point_at(panel, "(2) 3", 7, 11)
    driver.until(lambda: panel.product.reading.words.startswith("∂a³₈/∂a²₁₂ = σ'(z³₈)w³₈,₁₂ = "))
    value = shown["(2) 3"].values[7, 11]
    assert panel.product.reading.words.endswith(f"= {driver.window.digits.write(value)}")


def test_the_size_of_letters_grows_with_the_room(open_window):
    small, large = open_window(DEEP, size=(1280, 800)), open_window(DEEP, size=(1920, 1080))
    for driver in (small, large):
        driver.window.viewer.select(Pick(1, 0, 0))
        driver.wait_for(lambda f: f.derivation is not None)
    sizes = [d.window.chain_rule.product.sheet.fits[0].sizes.number for d in (small, large)]
    assert sizes[0] < sizes[1]
