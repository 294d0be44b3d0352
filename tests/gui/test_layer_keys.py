"""The headers of the layers by the keyboard, and the actions of the menu about layers."""

from dataclasses import replace

import pytest
from driving import Key, Modifier
from layer_controls import at_header, wait_for_sizes
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.experiment import default_experiment
from core.selection import Node


@pytest.fixture
def driver(open_window):
    """Circle on 2-4-2-1, paused at its first frame."""
    return open_window(replace(default_experiment("circle"), samples=40), size=(1280, 800))


def test_keys_walk_from_layer_to_layer_and_time_stands_still(driver):
    bar, place = at_header(driver, 1), driver.frame.place
    found = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left):
        driver.press(key)
        found.append(bar.l)
    assert found == [2, 3, 3, 2]
    assert driver.frame.place == place
    driver.press(Key.Key_Escape)
    assert QApplication.focusWidget() is driver.window.canvas
    assert bar.isHidden()
    assert driver.step().place == place + 1


def test_keys_change_nodes_and_layers(driver):
    at_header(driver, 1)
    driver.press(Key.Key_Plus)
    wait_for_sizes(driver, 2, 5, 2, 1)
    driver.press(Key.Key_Minus)
    driver.press(Key.Key_Minus)
    wait_for_sizes(driver, 2, 3, 2, 1)
    driver.press(Key.Key_Insert)
    wait_for_sizes(driver, 2, 3, 3, 2, 1)
    driver.press(Key.Key_Delete)
    wait_for_sizes(driver, 2, 3, 2, 1)
    driver.press(Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "9")
    driver.press(Key.Key_Return)
    wait_for_sizes(driver, 2, 9, 2, 1)


def test_sigma_opens_by_a_key(driver):
    bar = at_header(driver, 2)
    driver.press(Key.Key_Down)
    view = bar.sigma.view()
    driver.until(view.isVisible)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    driver.wait_for(lambda frame: frame.experiment.activations == ("tanh", "relu", "sigmoid"))
    driver.until(lambda: not view.isVisible())
    assert driver.window.focusWidget() is bar


def test_the_last_node_stays_and_the_ends_are_the_data_s(driver):
    bar = at_header(driver, 2)
    driver.press(Key.Key_Minus)
    wait_for_sizes(driver, 2, 4, 1, 1)
    driver.press(Key.Key_Minus)
    assert driver.sentence == "Layer 2 keeps at least one node; the layer itself can be removed instead."
    driver.press(Key.Key_Right)
    driver.press(Key.Key_Plus)
    assert driver.sentence == "The number of a hidden layer must be from 1 to 2, not 3."
    assert bar.size_field.isReadOnly()


def test_actions_of_the_menu_name_the_layer_that_they_change(driver):
    actions = driver.window.actions
    driver.until(lambda: actions["add_node"].text() == "Add a node to layer 2")
    driver.window.viewer.select(Node(1, 2))
    driver.until(lambda: actions["remove_node"].text() == "Remove a node from layer 1")
    driver.press(Key.Key_U, Modifier.ControlModifier)
    wait_for_sizes(driver, 2, 5, 2, 1)
    driver.press(Key.Key_I, Modifier.ControlModifier)
    wait_for_sizes(driver, 2, 5, 2, 2, 1)
    for _ in range(3):
        driver.press(Key.Key_I, Modifier.ControlModifier | Modifier.ShiftModifier)
    wait_for_sizes(driver, 2, 1)
    driver.until(lambda: not actions["add_node"].isEnabled())
    assert actions["add_node"].text() == "Add a node to a layer"
