"""Freezing a weight or bias: by menu or key, undone like any edit, and to be seen on the canvas."""

import pytest
from canvas_mouse import layout
from canvas_strokes import ends, strokes
from driving import Key, Modifier

from core.experiment import default_experiment
from core.selection import Node, Pick, index_of
from gui.network.clamps import clamp
from gui.network.describe import meaning

FREEZE = Key.Key_F, Modifier.ControlModifier | Modifier.ShiftModifier
PICK, BIAS = Pick(1, 1, 0), Pick(2, 0)


@pytest.fixture
def driver(open_window):
    return open_window(default_experiment("xor"), size=(1280, 800))


def select(driver, pick):
    driver.window.viewer.select(pick)
    driver.wait_for(lambda f: f.pick == pick)


def freeze(driver, pick):
    """Press the keys, and return the frame in which it is the other way round."""
    select(driver, pick)
    before = bool(driver.frame.mask[index_of(pick, driver.frame.n)])
    driver.press(*FREEZE)
    return driver.wait_for(lambda f: f.mask[index_of(pick, f.n)] == (not before))


def test_only_a_weight_or_bias_can_be_frozen(driver):
    action = driver.window.actions["freeze"]
    assert not action.isEnabled()
    select(driver, Node(0, 1))
    assert not action.isEnabled()
    select(driver, PICK)
    driver.until(action.isEnabled)
    assert not action.isChecked()


@pytest.mark.parametrize("pick", [PICK, BIAS])
def test_what_is_frozen_stays_while_the_others_move_until_it_is_free(driver, pick):
    frame = freeze(driver, pick)
    assert driver.window.actions["freeze"].isChecked()
    at = index_of(pick, frame.n)
    value = frame.theta[at]
    frame = driver.step("epoch")
    moved = frame.theta != frame.theta_before
    assert frame.theta[at] == value
    assert not moved[at]
    assert moved.sum() == len(moved) - 1
    frame = freeze(driver, pick)
    assert not driver.window.actions["freeze"].isChecked()
    assert driver.step("epoch").theta[at] != value


def test_undo_and_redo_of_freezing(driver):
    freeze(driver, PICK)
    at = index_of(PICK, driver.frame.n)
    undo = driver.window.actions["undo"]
    driver.until(lambda: undo.text() == "Undo freeze w¹₂₁")
    undo.trigger()
    driver.wait_for(lambda f: not f.mask[at])
    driver.window.actions["redo"].trigger()
    driver.wait_for(lambda f: f.mask[at])


def test_a_frozen_weight_wears_a_clamp_and_its_words_say_so(driver, monkeypatch):
    wanted = set(map(ends, clamp(layout(driver), PICK)))
    assert len(wanted) == 2
    assert not wanted & strokes(driver, monkeypatch)
    frame = freeze(driver, PICK)
    assert wanted <= strokes(driver, monkeypatch)
    assert meaning(frame, PICK).endswith(", frozen: updates leave it alone")
    assert "frozen" not in meaning(frame, BIAS)


def test_a_frozen_bias_wears_a_frame(driver):
    before = driver.window.canvas.grab().toImage()
    freeze(driver, BIAS)
    select(driver, None)
    square = layout(driver).bias_squares[BIAS.l][BIAS.A].toRect()
    after = driver.window.canvas.grab().toImage()
    at = square.left() - 2, square.center().y()
    assert before.pixelColor(*at) != after.pixelColor(*at)
