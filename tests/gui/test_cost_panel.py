"""The cost panel: its curves are the record, its legend names them, and epochs are marked."""

from dataclasses import replace

import numpy as np
import pytest
from cost_run import WHOLE, pointer, trained
from driving import Key, Modifier
from PySide6.QtCore import QPointF

from core.experiment import default_experiment
from gui.plots.readings import brief

__all__ = ["pointer", "trained"]


def curve(driver):
    return driver.window.cost.plot.curve.getData()


def after_steps(driver, steps):
    """So many whole steps, one at a time."""
    for _ in range(steps):
        driver.step("step")
    return driver.frame


def shown(panel):
    """What there is to see: the words of the empty panel, or the plot."""
    return "plot" if panel.view.isVisible() else panel._empty.text()


# Curves


def test_the_cost_curve_is_the_record(driver):
    frame = after_steps(driver, 6)
    x, y = curve(driver)
    entries = frame.record.cost.query(*WHOLE)
    assert x.tolist() == [0, 1, 2, 3, 4, 5]
    np.testing.assert_array_equal(y, entries.mean[:, 0])
    assert y[-1] == frame.mean_cost
    assert driver.window.cost.head.entries[0].value == brief(frame.mean_cost)


def test_a_long_run_is_drawn_by_every_minimum_and_maximum(trained):
    x, y = trained.window.cost.plot.spread.getData()
    entries = trained.frame.record.cost.query(*WHOLE)
    assert len(x) <= 4 * trained.window.cost.width()
    assert y.max() == entries.high.max()
    assert y.min() == entries.low.min()
    assert (np.diff(x) >= 0).all()


def test_training_and_held_out_costs_are_the_scores(trained):
    frame, plot = trained.wait_for_score(), trained.window.cost.plot
    scores = frame.record.scores.query(*WHOLE)
    assert np.isfinite(scores.mean).all()
    for column, drawn in enumerate((plot.train, plot.held_out)):
        trained.until(lambda drawn=drawn: drawn.getData()[0][-1] == frame.cursor.step)
        x, y = drawn.getData()
        assert 2 < len(x) <= 2 * trained.window.cost.width()
        assert y[-1] == scores.mean[-1, column]
        assert scores.low[:, column].min() <= y.min() <= y.max() <= scores.high[:, column].max()


def test_the_legend_names_the_curves_that_there_are(open_window):
    for held_out, names in ((0.0, ["C̄", "C"]), (0.25, ["C̄", "C", "held out"])):
        driver = open_window(replace(default_experiment("circle"), held_out=held_out))
        head = driver.window.cost.head
        assert head.entries == ()
        driver.step("step")
        frame = driver.wait_for_score()
        driver.until(lambda head=head, names=names: [k.symbol or k.words for k in head.entries] == names)
        assert head.entries[1].value == brief(frame.score.cost)
        assert (np.isfinite(driver.window.cost.plot.held_out.getData()[1]).any()) == (held_out > 0)
        if held_out:
            assert head.entries[2].value == brief(frame.score.held_out_cost)


def test_every_entry_of_the_legend_says_what_it_means(trained):
    head, x, found = trained.window.cost.head, 0, []
    while x < head.width():
        tip = head.tip_at(x)
        if tip and tip[0] not in found:
            found.append(tip[0])
        x += 2
    assert [tip.split(",")[0] for tip in found] == [
        "C̄",
        "C_train",
        "The mean of C over the samples that are held out: training never sees them",
    ]


def test_the_legend_fits_with_all_its_curves(trained, pointer):
    head = trained.window.cost.head
    assert len(head.entries) == 3
    assert head.has_values()
    pointer.drag(pointer.place(1000), pointer.place(2000))
    assert head.length(head.has_values()) <= head.width()


def test_the_axes_hold_the_whole_curve(trained):
    (left, right), (bottom, top) = trained.window.cost.plot.box.viewRange()
    x, y = trained.window.cost.plot.spread.getData()
    assert left <= x.min() <= x.max() <= right
    assert bottom <= y.min() <= y.max() <= top


def test_before_there_is_a_cost_the_panel_says_what_will_appear(driver):
    cost = driver.window.cost
    words = shown(cost)
    assert "will appear here" in words
    driver.step("step")
    assert shown(cost) == "plot"
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.cursor.step == 0)
    assert shown(cost) == words
    assert cost.head.entries == ()


def test_after_a_reset_there_is_nothing_left_of_the_run(driver):
    after_steps(driver, 3)
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.cursor.step == 0)
    driver.step("step")
    assert curve(driver)[0].tolist() == [0]


@pytest.mark.parametrize("by", ["button", "key"])
def test_the_cost_becomes_logarithmic_and_back(driver, by):
    frame = after_steps(driver, 5)
    log, action = driver.window.cost.log, driver.window.actions["log"]
    linear = curve(driver)[1].copy()

    def toggle():
        if by == "button":
            driver.click(log)
        else:
            driver.press(Key.Key_L, Modifier.ControlModifier)

    toggle()
    assert log.isChecked()
    assert action.isChecked()
    np.testing.assert_allclose(curve(driver)[1], np.log10(linear))
    driver.step("step")
    assert curve(driver)[1][-1] == pytest.approx(np.log10(driver.frame.mean_cost))
    toggle()
    assert not log.isChecked()
    assert not action.isChecked()
    np.testing.assert_array_equal(curve(driver)[1][:-1], linear)
    assert frame.record is driver.frame.record


# Epochs


def test_epochs_are_marked_where_they_began(driver):
    frame = after_steps(driver, 5)
    marks = driver.window.cost.plot.epochs
    assert frame.batches == 1
    assert marks.steps.tolist() == [1, 2, 3, 4, 5]
    assert marks.epochs.tolist() == [1, 2, 3, 4, 5]


def test_of_many_epochs_some_are_marked_and_rightly(trained):
    frame, marks = trained.frame, trained.window.cost.plot.epochs
    assert 2 < len(marks.steps) <= marks.most()
    assert (marks.steps / marks.epochs == frame.batches).all()
    assert marks.steps[-1] <= frame.cursor.step


@pytest.mark.parametrize("log", [False, True])
def test_it_is_said_that_costs_beyond_the_plot_are_drawn_at_its_end(open_window, log):
    driver = open_window(replace(default_experiment("line"), eta=1000.0))
    plot = driver.window.cost.plot
    driver.window.cost.show_log(log)
    driver.step("step")
    driver.step("step")
    driver.until(lambda: len(curve(driver)[0]) == 2)
    assert not plot.above.isVisible()
    after_steps(driver, 8)
    driver.until(lambda: len(curve(driver)[0]) == 10)
    end = 30 if log else 1e30
    assert driver.frame.record.cost.query(*WHOLE).high.max() > 1e30
    assert curve(driver)[1].max() == end
    assert plot.above.isVisible()
    place = plot.above.mapRectToScene(plot.above.boundingRect())
    assert plot.box.sceneBoundingRect().contains(place)
    assert place.bottom() < plot.box.mapViewToScene(QPointF(0, end)).y()
    driver.window.cost.time.show(0.0, 1.0)
    driver.until(lambda: not plot.above.isVisible())
