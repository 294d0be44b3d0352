"""The timeline along the bottom: any step is a press, a drag, a turn of the wheel or a key away."""

import numpy as np
import pytest
from driving import Button, Key, Modifier
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from time_bar import Asked, at, bar, click, move, press, release, there, train, wheel

from core.commands import Cancel, Seek
from core.cursor import Phase
from core.experiment import default_experiment
from gui.shell.transport import FULL_SPEED

NARROW = "\N{NARROW NO-BREAK SPACE}"


def same(one, other):
    return np.array_equal(one.theta, other.theta) and one.cursor == other.cursor


@pytest.fixture
def circle(open_window):
    """A circle in a window of its own, ten steps into training."""
    driver = open_window(default_experiment("circle"), size=(1280, 800))
    driver.known = train(driver, 10)
    return driver


# Where it is, and what it says


def test_it_lies_below_all_panels_and_says_the_step_and_in_the_past_of_how_many(circle):
    window, strip = circle.window, circle.window.timeline
    assert strip.isVisible()
    assert 28 <= strip.height() <= 34
    assert bar(circle).width() == window.width()
    lowest = max(dock.geometry().bottom() for dock in window.docks.values() if dock.isVisible())
    assert lowest < strip.geometry().top()
    assert strip.geometry().bottom() < window.status.geometry().top()
    assert bar(circle).accessibleName() == "Timeline"
    assert bar(circle).accessibleDescription() == "step 10, now"
    click(circle, 4)
    there(circle, 4)
    assert bar(circle).accessibleDescription() == "step 4 of 10, in the past"
    assert (bar(circle).minimum(), bar(circle).value(), bar(circle).maximum()) == (0, 4, 10)


def test_the_past_looks_different(circle):
    def colours():
        picture = bar(circle).grab().toImage()
        y = bar(circle).handle.y()
        return [picture.pixelColor(round(bar(circle).track.x(k)), round(y)).name() for k in (2, 7)]

    behind, ahead = colours()
    assert behind == ahead
    click(circle, 4)
    there(circle, 4)
    assert colours()[0] == behind
    assert colours()[1] != ahead


# Going


def test_a_press_goes_to_the_step_bit_for_bit(circle):
    for step in (3, 8, 0, 10, 1):
        click(circle, step)
        assert same(there(circle, step), circle.known[step])
    click(circle, 6)  # and all numbers are those of that moment
    frame, then = there(circle, 6), circle.known[6]
    for name in ("z", "a", "dC_da", "dC_dz"):
        for one, other in zip(getattr(frame, name), getattr(then, name), strict=True):
            assert np.array_equal(one, other, equal_nan=True)
    assert frame.mean_cost == then.mean_cost
    assert frame.sample == then.sample


def test_a_drag_takes_the_handle_along_and_leaves_it_there(circle):
    press(circle, 9)
    for step in (7, 5, 3):
        move(circle, step)
        assert abs(bar(circle).handle.x() - at(circle, step).x()) <= 1
    there(circle, 3)
    release(circle, 3)
    assert same(there(circle, 3), circle.known[3])
    assert abs(bar(circle).handle.x() - bar(circle).track.x(3)) < 1


def test_its_right_end_is_the_last_moment_even_in_the_middle_of_a_step(circle):
    circle.step("phase")
    last = circle.step("phase")
    click(circle, 5)
    there(circle, 5)
    QTest.mouseClick(bar(circle), Button.LeftButton, pos=_end(circle))
    frame = circle.wait_for(lambda f: not f.history.in_past)
    assert same(frame, last)
    assert frame.cursor.phase is Phase.FORWARD


def _end(driver):
    return QPoint(round(bar(driver).track.right), bar(driver).height() // 2)


def test_beside_the_track_a_press_means_nothing_and_nothing_is_asked_for_by_looking(circle):
    asked = Asked(circle, (Seek, Cancel))
    for step in range(10):
        move(circle, step)
        bar(circle).grab()
    assert asked == []
    assert not circle.window.actions["end"].isEnabled()
    circle.press(Key.Key_Down, Modifier.ControlModifier)
    QTest.mouseClick(bar(circle), Button.LeftButton, pos=QPoint(5, 10))
    QTest.mouseClick(bar(circle), Button.LeftButton, pos=QPoint(bar(circle).width() - 5, 10))
    QApplication.processEvents()
    assert asked == []
    assert circle.frame.cursor.step == 10


def test_a_drag_asks_for_one_moment_at_a_time_and_then_for_the_latest(circle):
    asked = Asked(circle, Seek)
    press(circle, 9)
    for step in (8, 7, 6, 5, 4):
        move(circle, step)
    assert [k.step for k in asked] == [9], "the first is under way, and nothing has been heard of it"
    circle.until(lambda: len(asked) > 1)
    assert [k.step for k in asked] == [9, 4]
    release(circle, 4)
    there(circle, 4)
    assert [k.step for k in asked] == [9, 4]


def test_the_wheel_goes_by_steps(circle):
    wheel(circle, -1)
    assert same(there(circle, 9), circle.known[9])
    wheel(circle, -3)
    there(circle, 6)
    wheel(circle, 2)
    assert same(there(circle, 8), circle.known[8])
    wheel(circle, 50)
    there(circle, 10)
    for _ in range(7):  # turned fast, no notch is lost
        wheel(circle, -1)
    assert same(there(circle, 3), circle.known[3])
    wheel(circle, 50)
    there(circle, 10)
    bar(circle).setFocus()  # with the keyboard on it up and down go by steps
    circle.press(Key.Key_Down)
    there(circle, 9)
    circle.press(Key.Key_Down)
    there(circle, 8)
    circle.press(Key.Key_Up)
    assert same(there(circle, 9), circle.known[9])


def test_pressing_it_stops_what_runs(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda f: f.cursor.step > 50)
    driver.until(lambda: bar(driver).shown.step > 20)
    QTest.mouseClick(bar(driver), Button.LeftButton, pos=QPoint(round(bar(driver).track.left), 12))
    there(driver, 0)
    assert driver.window.actions["run"].text() == "Run"


# While training runs


def test_it_keeps_up_while_training_runs(driver):
    driver.run_at_full_speed()
    driver.until(lambda: bar(driver).shown.step > 100)
    assert not bar(driver).shown.in_past
    assert bar(driver).handle.x() == pytest.approx(bar(driver).track.right)
    frame = driver.pause()
    driver.until(lambda: bar(driver).shown.step == frame.cursor.step)


def test_running_on_from_the_past_retraces_and_then_goes_further(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda f: f.cursor.step > 3000)
    end = driver.pause()
    driver.press(Key.Key_Home)
    there(driver, 0)
    runs = len(driver.frame.history.runs)
    driver.choose_speed(f"2{NARROW}000 steps/s")
    driver.run()
    frame = driver.wait_for(lambda f: 0 < f.cursor.step < end.cursor.step)
    assert frame.history.end_step == end.cursor.step
    driver.until(lambda: 0 < bar(driver).shown.step < end.cursor.step)
    assert bar(driver).shown.in_past
    assert bar(driver).track.left < bar(driver).handle.x() < bar(driver).track.right
    driver.window.transport.slider.setValue(FULL_SPEED)
    driver.wait_for(lambda f: f.cursor.step > end.cursor.step)
    driver.pause()
    assert len(driver.frame.history.runs) == runs
    assert driver.frame.history.end_step == driver.frame.cursor.step


# What is under the mouse


def tip_at(driver, step):
    place = at(driver, step)
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, place, bar(driver).mapToGlobal(place))
    QApplication.sendEvent(bar(driver), event)
    return QToolTip.text()


def test_a_tool_tip_tells_the_step_under_the_mouse_and_an_edit_has_a_mark_that_names_it(circle):
    assert tip_at(circle, 7) == "step 7  ·  epoch 0"
    assert tip_at(circle, 2) == "step 2  ·  epoch 0"
    circle.write(circle.window.controls.eta, "0.25")
    circle.wait_for(lambda f: f.experiment.eta == 0.25)
    circle.window.canvas.setFocus()
    train(circle, 5)
    assert "η 0.5 → 0.25 at step 10" in tip_at(circle, 10)
    assert "η" not in tip_at(circle, 5)
    click(circle, 3)
    assert there(circle, 3).experiment.eta == 0.5
    assert "η 0.5 → 0.25 at step 10" in tip_at(circle, 10)
    click(circle, 12)
    assert there(circle, 12).experiment.eta == 0.25
    QToolTip.hideText()


def test_a_fork_has_a_mark_that_names_both_runs(circle):
    click(circle, 4)
    there(circle, 4)
    circle.write(circle.window.controls.eta, "0.25")
    circle.wait_for(lambda f: f.experiment.eta == 0.25)
    circle.window.canvas.setFocus()
    frame = circle.step("step")
    circle.until(lambda: bar(circle).shown.fork == 4)
    assert frame.history.end_step == 5
    assert "Run 2 goes on from Run 1 at step 4" in tip_at(circle, 4)
    QToolTip.hideText()
