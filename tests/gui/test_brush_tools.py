"""The tools of who paints: turned on and off, classes, eraser, brush, clearing, keys, little room."""

from dataclasses import replace

import numpy as np
import pytest
from brush import BLOB, LEFT, Hand, drawn, shown
from driving import Key, Modifier
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.datasets import load
from core.experiment import default_experiment
from gui.drawing.tools import CLEAR, ERASE, SPRAY

CONTROL = Modifier.ControlModifier


@pytest.fixture
def hand(open_window):
    """A brush over a drawing of eight points."""
    return Hand(open_window(drawn(), size=(1600, 1000))).take_brush()


# Turning it on and off


@pytest.mark.parametrize("by", ["key", "button", "menu"])
def test_on_classes_of_points_one_paints_on_what_is_shown(open_window, by):
    experiment = replace(default_experiment("circle"), eta=0.125, seed=3)
    driver = open_window(experiment)
    driver.step("step")
    action, button = driver.window.actions["draw"], driver.window.output.bar.draw
    if by == "key":
        driver.press(Key.Key_D, CONTROL)
    elif by == "button":
        driver.click(button)
    else:
        driver.window.actions["draw_here"].trigger()
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == "drawing")
    hand = Hand(driver).take_brush()
    assert np.array_equal(frame.dataset.x, load("circle", 3).x)
    assert replace(frame.experiment, dataset="circle", given=None) == experiment
    assert frame.cursor.step == 0
    assert action.isChecked()
    assert button.isChecked()
    assert driver.sentence.startswith("The data can be painted on now")
    driver.press(Key.Key_D, CONTROL)
    driver.until(lambda: not hand.layer.isVisible())
    assert not action.isChecked()
    assert not button.isChecked()
    assert driver.frame.experiment.dataset == "drawing"
    driver.press(Key.Key_D, CONTROL)
    driver.until(hand.layer.isVisible)
    assert "the keys 1 to 2 choose the class" in driver.sentence


@pytest.mark.parametrize("dataset", ["sine", "iris", "digits"])
def test_where_there_is_no_plane_of_classes_a_new_drawing_begins(open_window, dataset):
    driver = open_window(replace(default_experiment(dataset), seed=4, held_out=0.2))
    assert not driver.window.actions["draw_here"].isEnabled()
    driver.click(driver.window.output.bar.draw)
    frame = driver.wait_for(lambda frame: frame.experiment.dataset == "drawing")
    Hand(driver).take_brush()
    assert frame.dataset.samples == 2
    assert (frame.experiment.seed, frame.experiment.held_out) == (4, 0.2)
    assert driver.sentence.startswith("A new drawing")


def test_an_empty_drawing_can_be_painted_on_at_once_wherever_it_comes_from(open_window):
    driver = open_window()
    driver.window.docks["output"].close()
    driver.window.load(default_experiment("drawing"))  # as from the list of recent experiments
    driver.wait_for(lambda frame: frame.dataset.samples == 2)
    hand = Hand(driver)
    hand.wait()
    assert driver.window.actions["draw"].isChecked()
    hand.click((0.3, 0.3))
    driver.wait_for(lambda frame: frame.dataset.samples == 3)
    driver.press(Key.Key_D, CONTROL)
    driver.press(Key.Key_Z, CONTROL)
    driver.wait_for(lambda frame: frame.dataset.samples == 2)
    assert not hand.easel.on  # it is only taken up with a new drawing


def test_a_new_drawing_from_the_menu_in_place_of_another(hand):
    driver = hand.driver
    assert not driver.window.actions["draw_here"].isEnabled()
    driver.window.actions["new_drawing"].trigger()
    driver.wait_for(lambda frame: frame.dataset.samples == 2)
    driver.press(Key.Key_Z, CONTROL)
    driver.wait_for(lambda frame: frame.dataset.samples == 8)


def test_undo_goes_back_to_the_data_and_ends_painting(open_window):
    driver = open_window(default_experiment("moons"))
    hand = Hand(driver).take_brush()
    driver.press(Key.Key_Z, CONTROL)
    driver.wait_for(lambda frame: frame.experiment.dataset == "moons")
    driver.until(lambda: not hand.easel.on)
    assert not hand.layer.isVisible()
    assert not driver.window.actions["draw"].isChecked()


def test_other_data_ends_painting(hand):
    hand.driver.load("xor")
    hand.driver.until(lambda: not hand.easel.on)
    assert not hand.layer.isVisible()
    assert shown(hand.output.classes) == []


def test_a_panel_that_is_closed_opens_for_painting(open_window):
    driver = open_window(drawn())
    driver.window.docks["output"].close()
    driver.until(lambda: not driver.window.output.isVisible())
    driver.press(Key.Key_D, CONTROL)
    Hand(driver).wait()
    assert driver.window.docks["output"].isVisible()


def test_training_that_runs_goes_on_with_the_drawing(open_window):
    driver = open_window(default_experiment("circle"))
    driver.run_at_full_speed()
    Hand(driver).take_brush()
    driver.wait_for(lambda frame: frame.experiment.dataset == "drawing" and frame.cursor.step > 20)
    assert driver.frame.state == "running"


def test_without_the_brush_a_click_shows_a_sample_and_with_it_one_with_ctrl(hand):
    place = BLOB[2][:2]
    hand.press(place, LEFT, CONTROL)
    frame = hand.driver.wait_for(lambda frame: frame.sample == 4)
    assert frame.dataset.samples == 8
    hand.driver.press(Key.Key_D, CONTROL)
    QTest.mouseClick(hand.plane, LEFT, pos=hand.at(*BLOB[3][:2]))
    frame = hand.driver.wait_for(lambda frame: frame.sample == 5)
    assert frame.dataset.samples == 8


def test_what_is_under_the_brush_is_read(hand):
    hand.move((0.0, 0.5))
    assert hand.output.readout.startswith("x = (")
    QApplication.sendEvent(hand.layer, QEvent(QEvent.Type.Leave))
    assert hand.output.readout.startswith("a³ over")


def test_the_button_says_what_the_mouse_does(hand):
    tip = hand.output.bar.draw.toolTip()
    assert all(words in tip for words in ("click or drag", "right button", "Ctrl+click", "(Ctrl+D)"))


# Classes


def test_keys_and_swatches_choose_the_class(open_window):
    hand = Hand(open_window(drawn(((0.5, 0.5, 2),), 3), size=(1600, 1000))).take_brush()
    row = hand.output.classes
    assert shown(row) == [0, 1, 2]
    for key, label in ((Key.Key_3, 2), (Key.Key_1, 0), (Key.Key_2, 1)):
        hand.driver.press(key)
        assert [s.label for s in row.swatches if s.isChecked()] == [label]
        hand.click((0.0, 0.3 * label))
        hand.settle()
        assert hand.points[-1][2] == label
    hand.driver.press(Key.Key_4)
    assert hand.easel.label == 1
    hand.driver.click(row.swatches[2])
    assert hand.easel.label == 2
    hand.driver.click(row.swatches[2])
    assert row.swatches[2].isChecked()


def test_digits_typed_into_a_field_are_typed(hand):
    hand.driver.press(Key.Key_1)
    hand.driver.write(hand.driver.window.controls.eta, "0.2")
    hand.driver.wait_for(lambda frame: frame.experiment.eta == 0.2)
    assert hand.easel.label == 0
    assert hand.driver.window.controls.eta.value() == 0.2


def test_keys_are_the_windows_again_when_nobody_paints(hand):
    hand.driver.press(Key.Key_D, CONTROL)
    hand.driver.press(Key.Key_2)
    hand.driver.press(Key.Key_E)
    assert (hand.easel.label, hand.easel.erasing) == (0, False)


def test_another_class_is_another_output_and_is_painted_next(hand):
    before, said = [k[:2] for k in hand.points], []
    hand.easel.said.connect(said.append)
    hand.driver.click(hand.output.classes.more)
    hand.click((0.0, 0.9))  # most often before the new network is there, or else the sentence is gone again
    frame = hand.driver.wait_for(lambda frame: frame.dataset.samples == 9)
    assert frame.n == (2, 8, 8, 3)
    assert [k[:2] for k in hand.points[:8]] == before
    assert hand.points[-1][2] == 2
    assert [k for k in said if "3 classes" in k]
    hand.settle()
    assert shown(hand.output.classes) == [0, 1, 2]
    assert hand.seen(0.0, 0.9, 2)


def test_a_stroke_takes_back_what_was_said_of_the_beginning_and_nothing_else(hand):
    hand.easel.add_class()
    hand.driver.wait_for(lambda frame: len(frame.dataset.outputs) == 3)
    hand.wait()
    assert hand.driver.sentence.startswith("There are 3 classes now")
    hand.click((0.5, 0.5))
    hand.settle()
    assert hand.driver.sentence == ""
    hand.driver.window.status.say("Something else.")
    hand.click((-0.5, 0.5))
    hand.settle()
    assert hand.driver.sentence == "Something else."


def test_ten_classes_and_no_more(open_window):
    hand = Hand(open_window(drawn((), 9), size=(1600, 1000))).take_brush()
    hand.driver.click(hand.output.classes.more)
    hand.driver.wait_for(lambda frame: len(frame.dataset.outputs) == 10)
    hand.wait()
    assert not hand.output.classes.more.isEnabled()
    hand.driver.press(Key.Key_1)
    hand.driver.press(Key.Key_0)
    assert hand.easel.label == 9
    hand.easel.add_class()
    assert "from 2 to 10" in hand.driver.sentence
    assert hand.easel.label == 9
    hand.click((0.0, 0.0))
    hand.settle()
    assert hand.points[-1][2] == 9


def test_a_class_that_is_undone_is_painted_no_more(hand):
    hand.driver.click(hand.output.classes.more)
    hand.driver.wait_for(lambda frame: len(frame.dataset.outputs) == 3)
    assert hand.easel.label == 2
    hand.driver.press(Key.Key_Z, CONTROL)
    hand.driver.wait_for(lambda frame: len(frame.dataset.outputs) == 1)
    hand.driver.until(lambda: hand.easel.label == 1)
    assert shown(hand.output.classes) == [0, 1]


# Brush, eraser, clearing


def test_the_tools_are_ticked_as_they_are(hand):
    buttons = hand.output.bar.buttons
    assert buttons[SPRAY].isChecked()
    hand.driver.click(buttons[SPRAY])
    assert not hand.easel.wide
    hand.driver.click(buttons[ERASE])
    assert hand.easel.erasing
    assert not any(s.isChecked() for s in hand.output.classes.swatches)
    hand.driver.click(hand.output.classes.swatches[1])
    assert not buttons[ERASE].isChecked()
    assert all(button.toolTip() and button.accessibleName() for button in buttons.values())


def test_clearing_leaves_a_point_of_each_class_and_is_undone(hand):
    hand.driver.click(hand.output.bar.buttons[CLEAR])
    frame = hand.driver.wait_for(lambda frame: frame.dataset.samples == 2)
    assert frame.experiment.eta == drawn().eta
    assert hand.driver.sentence.startswith("One point of each class is left")
    hand.driver.press(Key.Key_Z, CONTROL)
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 8)


def test_an_empty_drawing_says_what_to_do_until_something_is_painted(open_window):
    hand = Hand(open_window(drawn(()), size=(1600, 1000))).take_brush()
    box = hand.plane.area.box.toRect()
    empty = hand.plane.grab(box).toImage()
    hand.easel.set_wide(False)
    hand.press((0.9, 0.9))
    begun = hand.plane.grab(box).toImage()
    hand.release((0.9, 0.9))
    low = [box.height() * k // 100 for k in range(68, 84)]
    differing = sum(empty.pixel(x, y) != begun.pixel(x, y) for x in range(box.width()) for y in low)
    assert differing > 100
