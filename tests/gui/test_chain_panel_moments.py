"""The chain rule's factors from one moment to the next, until another network or nothing is selected."""

from dataclasses import replace

import numpy as np
from chain_panel import blocks, point_at, select, worked_example
from driving import Key, Modifier
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from core.commands import Step
from core.selection import Pick


def test_it_follows_steps_and_samples(driver):
    panel = select(driver, Pick(1, 0, 1))
    seen = set()
    for _ in range(3):
        driver.step("step")
        driver.step("phase")
        seen.add(float(blocks(panel)["value"].values[0, 0]))
        assert blocks(panel)["value"].values[0, 0] == driver.frame.derivation.chain.value
    assert len(seen) == 3
    driver.press(Key.Key_Period)
    driver.wait_for(lambda f: f.sample == 0)
    driver.until(lambda: blocks(panel)["value"].values[0, 0] == driver.frame.derivation.chain.value)


def test_it_lives_while_training_runs(driver):
    panel = select(driver, Pick(2, 0, 1))
    before = blocks(panel)["(1)"].values[0, 0]
    driver.run_at_full_speed()
    driver.until(lambda: abs(blocks(panel)["(1)"].values[0, 0] - before) > 0.05)
    driver.pause()
    driver.until(lambda: blocks(panel)["value"].values[0, 0] == driver.frame.derivation.chain.value)


def test_an_exercise_holds_the_factors_back_until_the_step_comes_to_them(open_window):
    driver = worked_example(open_window)
    panel = select(driver, Pick(1, 0, 1))
    driver.press(Key.Key_E, Modifier.ControlModifier)
    driver.wait_for(lambda f: f.view.exercise)
    known = {}
    for place in range(6):
        QApplication.processEvents()
        known[place] = [name for name, b in blocks(panel).items() if np.isfinite(b.values).all()]
        assert bool(panel.product.witnesses.shown) == ("value" in known[place])
        driver.window.engine.send(Step("phase"))
        driver.wait_for(lambda f, place=place: f.place == place + 1)
    assert known[0] == known[2] == []
    assert known[3] == ["(1)"]
    assert known[4] == ["(1)", "(3)"]
    assert known[5] == ["(1)", "(3)", "(4)", "value"]


def test_nothing_is_left_of_it_where_nothing_is_selected(driver):
    panel = select(driver, Pick(1, 0, 1))
    point_at(panel, "(1)")
    driver.until(lambda: driver.window.canvas._lit)
    driver.window.canvas.setFocus()
    driver.press(Key.Key_Escape)
    driver.wait_for(lambda f: f.pick is None)
    driver.until(panel.hint.isVisible)
    assert driver.window.canvas._lit == ()


def test_with_another_network_the_old_one_s_derivation_goes(driver):
    panel = select(driver, Pick(1, 0, 1))
    driver.load("iris")
    driver.until(panel.hint.isVisible)
    driver.window.viewer.select(Pick(1, 0, 3))
    driver.wait_for(lambda f: f.derivation is not None)
    assert replace(driver.frame.derivation.pick) == Pick(1, 0, 3)
    assert QPointF(panel.product.sheet.origin(0)).y() >= 0
