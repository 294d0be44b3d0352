"""The confusion matrix: what it counts and says, and when there is none."""

from dataclasses import replace

import numpy as np
import pytest
from confusions import digits, mistake, opened
from driving import Key, Modifier
from exercising import begin
from PySide6.QtCore import QPointF

from core.experiment import default_experiment
from gui.plots.readings import percent
from gui.writing.numbers import grouped, significant

__all__ = ["digits"]


def words(driver):
    """What the panel says in place of a matrix; nothing where there is one."""
    panel = driver.window.confusion
    return panel._why.text() if panel._why.isVisible() else ""


# What is counted


def test_it_counts_the_samples_held_out_and_says_when(digits):
    panel, score = digits.window.confusion, digits.frame.score
    np.testing.assert_array_equal(panel.matrix.content.counts, score.confusion.held_out)
    assert panel.matrix.content.fresh
    assert panel.matrix.content.names == tuple("0123456789")
    said = panel.bar.note.toolTip(), panel.bar.note.text()
    assert said[1].startswith(f"after step {grouped(score.step)}")
    assert f"accuracy {percent(score.held_out_accuracy)}" in said[1]


@pytest.mark.parametrize("which", ["trained", "held_out", "everything"])
def test_others_are_counted_as_soon_as_they_are_chosen(digits, which):
    panel, score = digits.window.confusion, digits.frame.score
    digits.click(panel.bar.buttons[which])
    counts = getattr(score.confusion, which)
    np.testing.assert_array_equal(panel.matrix.content.counts, counts)
    rate = np.trace(counts) / counts.sum()
    assert f"accuracy {percent(rate)}" in panel.bar.note.text()
    cost = {"trained": f"C_train = {significant(score.cost, 3)}"}
    cost |= {"held_out": f"C held out = {significant(score.held_out_cost, 3)}"}
    digits.window.docks["confusion"].setFloating(True)  # where there is room for all words
    digits.window.docks["confusion"].resize(900, 400)
    digits.until(lambda: cost.get(which, "accuracy") in panel.bar.note.text())
    assert [k for k, button in panel.bar.buttons.items() if button.isChecked()] == [which]


def test_without_samples_held_out_there_is_nothing_to_choose(driver):
    frame = opened(driver)
    panel = driver.window.confusion
    assert not any(button.isVisible() for button in panel.bar.buttons.values())
    np.testing.assert_array_equal(panel.matrix.content.counts, frame.score.confusion.trained)
    assert panel.matrix.content.names == ("0", "1")
    assert panel.bar.note.text().startswith("before the first step")


def test_it_follows_training_and_every_moment_one_goes_back_to(digits):
    panel = digits.window.confusion
    before = panel.matrix.content.counts
    digits.run_at_full_speed()
    digits.until(lambda: panel.matrix.content.counts is not before)
    digits.pause()
    digits.press(Key.Key_Home)
    digits.wait_for(lambda frame: frame.cursor.step == 0)
    frame = digits.wait_for_score()
    digits.until(lambda: panel.bar.note.text().startswith("before the first step"))
    np.testing.assert_array_equal(panel.matrix.content.counts, frame.score.confusion.held_out)


def test_counts_of_an_older_step_are_not_shown_as_those_of_now(digits):
    panel, frame = digits.window.confusion, digits.frame
    older = replace(frame, score=replace(frame.score, step=frame.score.step - 1))
    panel.show_frame(older)
    assert not panel.matrix.content.fresh
    assert not panel.sentence.isEnabled()
    assert f"after step {grouped(older.score.step)}" in panel.bar.note.text()
    panel.show_frame(replace(older, live=True))  # while training runs its own step is what is said
    assert panel.matrix.content.fresh
    panel.show_frame(frame)
    assert panel.matrix.content.fresh
    assert panel.sentence.isEnabled()


def test_another_data_set_has_other_classes_and_nothing_selected(digits):
    panel = digits.window.confusion
    panel.matrix.select(mistake(digits.frame))
    digits.load("iris")
    digits.wait_for_score()
    digits.until(lambda: len(panel.matrix.content.names) == 3)
    assert panel.matrix.content.counts.sum() == 150
    assert panel.matrix.cell is None


# When there is none


def test_a_regression_has_none(driver):
    driver.load("sine")
    opened(driver)
    assert "classes" in words(driver)
    assert driver.window.confusion.bar.note.text() == ""
    driver.load("iris")
    driver.wait_for_score()
    driver.until(lambda: words(driver) == "")


def test_an_exercise_has_none_before_the_output_is_worked_out(driver):
    driver.step("step")
    opened(driver)
    assert words(driver) == ""
    begin(driver)
    driver.step()
    driver.until(lambda: "exercise" in words(driver))
    matrix = driver.window.confusion.matrix
    assert not matrix.isVisible()
    while not driver.step().fresh_cost:
        assert not matrix.isVisible()
    driver.until(matrix.isVisible)


def test_after_a_divergence_there_is_none(open_window):
    experiment = replace(default_experiment("xor"), activations=("identity", "identity"), eta=1e300)
    driver = open_window(experiment)
    driver.run_at_full_speed_until_stopped()
    driver.window.docks["confusion"].raise_()
    driver.until(lambda: "no numbers" in words(driver))


def test_it_costs_nothing_behind_another_tab(driver):
    panel = driver.window.confusion
    driver.step("step")
    driver.wait_for_score()
    assert panel.matrix.content is None
    driver.press(Key.Key_M, Modifier.ControlModifier)
    driver.until(lambda: panel.matrix.content is not None)


# Under the mouse


def test_whatever_is_pointed_at_says_what_it_is(digits):
    matrix = digits.window.confusion.matrix
    counts = matrix.content.counts
    row, column = mistake(digits.frame)
    tip, place = matrix.tip_at(matrix.rect_of((row, column)).center())
    assert tip.startswith(f"true {row}, predicted {column}: {counts[row, column]} samples")
    assert percent(counts[row, column] / counts[row].sum()) in tip
    assert place == matrix.rect_of((row, column))
    assert matrix.tip_at(QPointF(1, 1))[0] == ""
    digits.window.docks["confusion"].setFloating(True)
    digits.window.docks["confusion"].resize(900, 500)
    digits.until(lambda: matrix.places.beside and matrix.places.below)
    places = matrix.places
    below = QPointF(places.x - 20, places.cells.bottom() + 8)
    above = QPointF(places.rate_of(0).center().x(), places.y - 8)
    assert matrix.tip_at(above)[0].startswith("Recall")
    assert matrix.tip_at(below)[0].startswith("Precision")
