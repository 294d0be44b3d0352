"""Lessons in the window: steps and their hints, and how they look."""

import pytest
from course import Learner, leave
from driving import Key, Modifier
from PySide6.QtTest import QTest

from core.course import lesson, names
from core.selection import Pick
from gui.course.course import FIRST
from gui.course.strip import GO_ON

CTRL, SHIFT, ALT = Modifier.ControlModifier, Modifier.ShiftModifier, Modifier.AltModifier


@pytest.fixture
def learner(open_window):
    return Learner(open_window(size=(1280, 800)))


# Steps


def test_a_lesson_shows_what_it_is_and_what_to_do(learner):
    learner.begin("forward")
    assert learner.strip.isVisible()
    assert learner.strip.title.text() == "1  One forward pass by hand"
    assert learner.strip.count.text() == "step 1 of 5"
    assert learner.strip.page.plain.startswith("Node 1 of layer 1")
    assert learner.strip.field.hasFocus()
    assert not learner.strip.next.isVisible()
    assert learner.driver.frame.experiment == lesson("forward").experiment
    assert learner.window.dock_layout.visible >= {"matrices"}


def test_a_wrong_answer_is_understood_and_can_be_corrected(learner):
    learner.begin("forward")
    learner.type("0.25")
    assert "bias is missing" in learner.strip.hint.text()
    assert not learner.course.done
    learner.type("a half")
    assert "number" in learner.strip.hint.text()
    learner.type("0.5")
    learner.wait_until_done()
    assert learner.strip.next.text() == GO_ON
    assert learner.strip.next.hasFocus()


def test_a_wrong_act_is_told_until_it_is_undone(learner):
    learner.begin("chain")
    learner.press(Key.Key_Down, ALT, 1)
    learner.driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
    learner.driver.until(lambda: "w¹₁₁" in learner.strip.hint.text())
    assert not learner.course.done
    learner.press(Key.Key_Down, ALT)
    learner.wait_until_done()


def test_enter_does_not_lead_past_a_step_that_is_not_done(learner):
    learner.begin("cost")
    learner.driver.press(Key.Key_Return, CTRL)
    assert learner.course.at == 0
    assert learner.driver.sentence == FIRST


def test_a_step_stays_done_whatever_is_done_afterwards(learner):
    learner.begin("cost")
    learner.press(Key.Key_Right)
    learner.wait_until_done()
    learner.press(Key.Key_Left)
    learner.driver.wait_for(lambda frame: frame.place == 0)
    assert learner.course.done


def test_the_next_step_finds_its_numbers_wherever_the_learner_has_gone(learner):
    learner.begin("cost")
    learner.press(Key.Key_Right)
    learner.wait_until_done()
    learner.press(Key.Key_Right, SHIFT, 3)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 3)
    learner.go_on()
    learner.wait_for("cost", "mean")
    frame = learner.driver.wait_for(lambda frame: frame.cursor.step == 0)
    assert frame.place == 1
    learner.type("0.09375")
    learner.wait_until_done()


def test_a_step_can_be_begun_again(learner):
    learner.begin("backward")
    learner.type("-0.22")
    learner.go_on()
    learner.press(Key.Key_Right, SHIFT, 2)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 2)
    learner.driver.press(Key.Key_F7, SHIFT)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 0 and frame.place == 3)
    assert learner.course.step.name == "weight"
    assert not learner.course.done


def test_reset_begins_the_step_again(learner):
    learner.begin("batches")
    learner.press(Key.Key_Right, SHIFT)
    learner.wait_until_done()
    learner.driver.press(Key.Key_R, CTRL)
    learner.driver.wait_for(lambda frame: frame.cursor.step == 0)
    learner.driver.until(lambda: not learner.course.done)
    assert learner.course.step.name == "one"


def test_the_place_to_act_is_framed_and_f7_leads_there(learner):
    learner.begin("step")
    learner.course.progress.come_to("step", 2)
    leave(learner)
    learner.course.begin("step")
    learner.wait_for("step", "large")
    eta, halo = learner.window.controls.eta, learner.course.halo
    learner.driver.until(halo.isVisible)
    assert halo.target is eta
    assert halo.geometry().contains(eta.mapTo(learner.window, eta.rect().center()))
    learner.driver.press(Key.Key_F7)
    assert eta.hasFocus()
    learner.type("1.5")
    learner.wait_until_done()
    assert not halo.isVisible()


def test_esc_selects_nothing_and_ends_no_lesson(learner):
    learner.begin("chain")
    learner.press(Key.Key_Down, ALT, 1)
    learner.driver.wait_for(lambda frame: frame.pick is not None)
    learner.press(Key.Key_Escape)
    learner.driver.wait_for(lambda frame: frame.pick is None)
    assert learner.course.lesson is not None


# How it looks


@pytest.mark.parametrize("size", [(960, 540), (1280, 800), (1920, 1080)])
def test_every_step_is_seen_whole(open_window, size):
    learner = Learner(open_window(size=size))
    for name in names():
        learner.course.begin(name)
        learner.wait_for(name)
        page, steps = learner.strip.page, lesson(name).steps
        learner.driver.until(lambda page=page: page.viewport().width() > 200)
        for step in steps:
            for items in (learner.text(step).ask, learner.text(step).told):
                page.show_items(items)
                assert page.text.size().height() <= page.height() + 1
            learner.course.progress.come_to(name, steps.index(step))
            learner.course.begin(name)
            learner.driver.until(lambda step=step: learner.course.step is step)
            assert (learner.window.width(), learner.window.height()) == size
            learner.driver.until(lambda: learner.strip.height() >= learner.strip.sizeHint().height())
        assert learner.window.canvas.height() >= 60


def test_the_strip_has_names_for_who_does_not_see_it(learner):
    learner.begin("forward")
    strip = learner.strip
    assert strip.accessibleName() == "Lesson"
    assert strip.field.accessibleName() == "Your answer: z¹₁"
    assert "Node 1 of layer 1" in strip.page.accessibleDescription()
    QTest.keyClick(strip.field, Key.Key_Tab, SHIFT)
    assert strip.close_button.hasFocus()
    assert strip.close_button.accessibleName().startswith("Leave the lesson")
