"""The field that takes the name of a weight or bias, in the window and by its keys."""

import pytest
from driving import Key, Modifier
from PySide6.QtWidgets import QApplication

from core.experiment import Experiment
from core.selection import Node, Pick
from gui.chain.pick_field import PickField


@pytest.fixture
def field(driver):
    """The field, in a window that has room for it."""
    dock = driver.window.docks["chain_rule"]
    if not dock.isVisible():
        dock.toggleViewAction().trigger()
    dock.raise_()
    driver.wait_for(lambda frame: "chain_rule" in frame.view.panels)
    found = driver.window.findChild(PickField)
    driver.until(found.isVisible)
    said = []
    found.said.connect(said.append)
    found.sentences = said
    return found


def select(driver, selection):
    driver.window.viewer.select(selection)
    driver.wait_for(lambda frame: frame.pick == selection)


@pytest.mark.parametrize(
    ("text", "pick", "name"),
    [("w2 1 3", Pick(2, 0, 2), "w²₁₃"), ("b1 2", Pick(1, 1), "b¹₂"), ("W^1_32", Pick(1, 2, 1), "w¹₃₂")],
)
def test_enter_selects_what_was_typed_everywhere(driver, field, text, pick, name):
    driver.write(field, text)
    driver.wait_for(lambda frame: frame.pick == pick)
    driver.until(lambda: field.text() == name)
    assert not field.sentences


def test_it_names_what_is_selected_elsewhere(driver, field):
    assert field.text() == ""
    for selection, name in (
        (Pick(2, 0, 1), "w²₁₂"),
        (Pick(1, 2), "b¹₃"),
        (Node(1, 0), ""),
        (Pick(1, 0, 1), "w¹₁₂"),
    ):
        select(driver, selection)
        driver.until(lambda name=name: field.text() == name)
    select(driver, None)
    driver.until(lambda: field.text() == "")
    assert field.placeholderText() == "w2 1 3"


def test_a_bad_name_gets_a_sentence_and_stays_to_be_corrected(driver, field):
    select(driver, Pick(1, 0, 0))
    driver.write(field, "w2 7 1")
    assert field.sentences == ["Layer 2 has one node, number 1, not 7."]
    assert field.text() == "w2 7 1"
    assert driver.frame.pick == driver.window.view.pick == Pick(1, 0, 0)
    driver.write(field, "w2 1 1")
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 0))
    assert len(field.sentences) == 1


@pytest.mark.parametrize("text", ["", "nonsense", "w", "9" * 60, "w9 1 1", "w1 1 3", "b2 2"])
def test_whatever_is_typed_is_a_weight_or_a_sentence(driver, field, text):
    driver.write(field, text)
    assert len(field.sentences) == 1
    assert field.sentences[0].endswith(".")
    assert driver.window.view.pick is None


def test_escape_gives_up_and_the_selection_stays(driver, field):
    select(driver, Pick(2, 0, 1))
    left = []
    field.left.connect(lambda: left.append(True))
    driver.type(field, "b1")
    driver.press(Key.Key_Escape)
    assert field.text() == "w²₁₂"
    assert left == [True]
    assert driver.window.view.pick == Pick(2, 0, 1)


def test_what_is_being_typed_is_left_alone_by_frames(driver, field):
    driver.type(field, "w2 1")
    driver.window.actions["weight_next"].trigger()
    driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
    assert field.text() == "w2 1"
    driver.qtbot.keyClicks(field, " 2")
    driver.qtbot.keyClick(field, Key.Key_Return)
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 1))


def test_who_goes_away_without_enter_has_given_up(driver, field):
    select(driver, Pick(2, 0, 1))
    driver.type(field, "b1")
    driver.window.canvas.setFocus()
    driver.until(lambda: field.text() == "w²₁₂")


def test_the_first_key_replaces_the_name(driver, field):
    select(driver, Pick(2, 0, 1))
    field.setFocus()
    driver.press(Key.Key_Down, Modifier.AltModifier)
    driver.wait_for(lambda frame: frame.pick == Pick(2, 0, 2))
    driver.until(lambda: field.selectedText() == "w²₁₃")
    driver.qtbot.keyClicks(QApplication.focusWidget(), "b1 1")
    assert field.text() == "b1 1"
    driver.press(Key.Key_Return)
    driver.wait_for(lambda frame: frame.pick == Pick(1, 0))


def test_keys_of_the_window_are_typed_into_it(driver, field):
    """Space, comma and full stop run, pause and change the sample elsewhere."""
    cursor = driver.frame.cursor
    driver.type(field, "w2, 1. 3")
    assert field.text() == "w2, 1. 3"
    assert (driver.frame.state, driver.frame.cursor) == ("paused", cursor)
    assert driver.frame.follows_batch


def test_another_network_has_other_names(driver, field):
    driver.window.load(Experiment("sine", (1, 1), ("identity",), eta=0.1, m=10))
    driver.wait_for(lambda frame: frame.n == (1, 1))
    driver.until(lambda: field.placeholderText() == "w1 1 1")
    driver.write(field, "w2 1 3")
    assert field.sentences == ["Weights and biases belong to layer 1 only, not to layer 2."]
    assert "w¹₁₁" in field.toolTip()
