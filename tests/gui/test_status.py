"""The status bar: what is selected, costs, held-out samples, speeds and sentences."""

from dataclasses import replace

import pytest
from canvas_mouse import click, double_click
from driving import Key, Modifier

from core.experiment import default_experiment
from core.selection import Node, Pick
from gui.network.describe import describe, meaning
from gui.writing.numbers import significant


def select(driver, selection):
    driver.window.canvas.picked.emit(selection)
    return driver.wait_for(lambda frame: frame.pick == selection)


def test_it_shows_costs_and_speeds(driver):
    status = driver.window.status
    driver.step("step")
    frame = driver.wait_for_score()
    assert status.sample.text() == f"C = {significant(frame.C, 4)}"
    assert status.batch.text() == f"C̄ = {significant(frame.mean_cost, 4)}"
    assert status.train.text().startswith(f"C_train = {significant(frame.score.cost, 4)}")
    assert f"{100 * frame.score.accuracy:.1f} %" in status.train.text()
    assert status.held_out.text() == ""
    driver.until(lambda: status.speed.text() == "paused")
    driver.run_at_full_speed()
    driver.until(lambda: "steps/s" in status.speed.text() and "fps" in status.speed.text())
    driver.pause()
    driver.until(lambda: status.speed.text() == "paused")


def test_held_out_samples_have_their_own_cost_and_accuracy(open_window):
    driver = open_window(replace(default_experiment("circle"), held_out=0.3))
    driver.step("epoch")
    score = driver.wait_for_score().score
    shown = driver.window.status.held_out.text()
    assert significant(score.held_out_cost, 4) in shown
    assert f"{100 * score.held_out_accuracy:.1f} %" in shown
    assert shown.count("accuracy") == driver.window.status.train.text().count("accuracy") == 1
    driver.load("sine")
    driver.wait_for_score()
    assert driver.window.status.held_out.text() == ""


def test_the_regulariser_is_told_beside_the_costs(open_window):
    driver = open_window(replace(default_experiment("circle"), l1=0.001, l2=0.01))
    frame = driver.step("step")
    w = [w for l in (1, 2, 3) for w in frame.w[l].flat]
    R = sum(0.001 * abs(k) + 0.005 * k * k for k in w)
    penalty = driver.window.status.penalty
    assert penalty.text() == f"R = {significant(R, 4)}"
    assert "λ₁ Σ|w| + ½ λ₂ Σ w²" in penalty.toolTip()
    driver.run_at_full_speed()
    driver.until(lambda: penalty.text() == "")  # of one moment, as C and C̄ are
    driver.pause()
    driver.until(lambda: penalty.text().startswith("R = "))


def test_numbers_fit_and_go_one_by_one_where_room_is_short(open_window):
    driver = open_window(replace(default_experiment("circle"), held_out=0.3, l2=0.01), size=(1280, 800))
    driver.step("epoch")
    driver.wait_for_score()
    status = driver.window.status
    order = (status.sample, status.batch, status.penalty, status.held_out, status.train, status.speed)
    assert all(label.isVisible() for label in order)
    assert driver.window.width() == 1280
    for width in range(1280, 300, -60):
        status.setMinimumWidth(1)
        status.resize(width, status.height())
        shown = [label.isVisible() for label in order]
        assert shown == sorted(shown), "what other panels say too goes first"
        assert status.minimumSizeHint().width() <= max(width, 400)
    assert not status.train.isVisible()
    assert status.speed.isVisible()


def test_the_selection_is_told_live(driver):
    label = driver.window.status.selection
    for selection in (Pick(1, 2, 1), Pick(2, 0), Node(1, 0), Node(0, 1)):
        assert label.text() == ""
        driver.step("step")
        frame = select(driver, selection)
        driver.until(lambda f=frame, k=selection: label.text() == describe(f, k))
        assert meaning(frame, selection) in label.toolTip()
        before = label.text()
        frame = driver.step("step")
        assert label.text() == describe(frame, selection)
        assert (label.text() == before) == (selection == Node(0, 1))
        driver.run_at_full_speed()
        told = before, label.text()
        driver.until(lambda k=selection, told=told: label.text() not in told or k == Node(0, 1))
        driver.pause()
        driver.until(lambda k=selection: label.text() == describe(driver.frame, k))
        driver.window.actions["deselect"].trigger()
        driver.until(lambda: label.text() == label.toolTip() == "")
        driver.press(Key.Key_R, Modifier.ControlModifier)
        driver.wait_for(lambda frame: frame.cursor.step == 0)


def test_where_room_is_short_whole_quantities_are_left_out(open_window):
    driver = open_window(size=(960, 700))
    driver.step("step")
    frame = select(driver, Node(2, 0))
    label, everything = driver.window.status.selection, describe(frame, Node(2, 0))
    assert everything.startswith(label.text())
    assert everything[len(label.text()) :][:3] in ("", "   ")
    assert label.text()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
    driver.window.resize(1600, 900)
    driver.until(lambda: label.text() == everything)


@pytest.mark.parametrize("there", [True, False])
def test_no_sentence_lies_over_the_selection(driver, there):
    status = driver.window.status
    select(driver, Pick(1, 2, 1))
    driver.window.setVisible(there)
    status.say("A sentence.")
    driver.window.show()
    driver.until(status.isVisible)
    height = status.height()
    status.speed.setMinimumHeight(height + 20)  # for which Qt lays out everything anew
    driver.until(lambda: status.height() > height)
    driver.step()
    assert status.currentMessage() == "A sentence."
    assert not status.selection.isVisible()
    status.clearMessage()
    assert status.selection.isVisible()


@pytest.mark.parametrize("how", ["another weight", "escape"])
def test_a_sentence_makes_room_for_another_selection(driver, how):
    click(driver, driver.window.canvas.place(Pick(1, 2, 1)))
    driver.wait_for(lambda frame: frame.pick == Pick(1, 2, 1))
    double_click(driver, driver.window.canvas.place(Node(2, 0)))
    driver.wait_for(lambda frame: frame.pick == Node(2, 0))
    assert "is computed, not set" in driver.sentence
    driver.step()
    assert "is computed, not set" in driver.sentence
    if how == "escape":
        driver.press(Key.Key_Escape)
        driver.wait_for(lambda frame: frame.pick is None)
    else:
        click(driver, driver.window.canvas.place(Pick(1, 0, 0)))
        driver.wait_for(lambda frame: frame.pick == Pick(1, 0, 0))
    assert driver.sentence == ""


def test_a_sentence_has_the_room_that_it_needs(driver):
    status = driver.window.status
    status.say("Short.")
    assert status.train.isVisible()
    status.say("A sentence that is as long as this one. " * 6)
    assert not status.train.isVisible()
    assert not status.speed.isVisible()
    status.clearMessage()
    assert status.train.isVisible()
    assert status.selection.isVisible()
