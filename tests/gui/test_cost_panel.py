"""The cost panel: its curves are the record, the mouse reads it exactly, zooms in and comes back."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key, Modifier
from pointing import Pointer

from core.experiment import default_experiment
from core.record import Run, Series
from gui.plots.readings import brief, cost_lines, place
from gui.writing.numbers import grouped, significant

SMALLEST = (1280, 800)
HELD_OUT = replace(default_experiment("circle"), held_out=0.3)
WHOLE = (-np.inf, np.inf, 10**9)


@pytest.fixture
def trained(open_window):
    """A window on circle with samples held out, paused after some thousand steps."""
    driver = open_window(HELD_OUT, size=SMALLEST)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 4000)
    driver.pause()
    return driver


@pytest.fixture
def pointer(trained):
    """The mouse over its plot."""
    return over(trained.window.cost)


def over(panel):
    return Pointer(panel.view, panel.plot)


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


def card(panel):
    return panel._card.text() if panel._card.isVisible() else ""


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


# Reading


@pytest.mark.parametrize("log", [False, True])
def test_the_mouse_reads_the_exact_cost_of_its_step(trained, pointer, log):
    cost, record = trained.window.cost, trained.frame.record
    if log:
        trained.click(cost.log)
    entries = record.cost.query(*WHOLE)
    scores = record.scores.query(*WHOLE)
    for wanted in (0, 777, 3210):
        pointer.move(pointer.place(wanted))
        step = cost.time.cursor
        assert abs(step - wanted) < 40
        words = card(cost)
        assert f"step {grouped(step)} · epoch {step // trained.frame.batches}<" in words
        assert f">{significant(entries.mean[step, 0], 6)}<" in words
        last = np.flatnonzero(scores.x <= step)[-1]
        assert f">{significant(scores.mean[last, 0], 6)}<" in words
        assert f">{significant(scores.mean[last, 1], 6)}<" in words
        assert (f"at step {grouped(scores.x[last])}" in words) == (scores.x[last] != step)
        assert cost.plot.line.isVisible()
        assert cost.plot.line.value() == step
        marks = [(p.pos().x(), p.pos().y()) for p in cost.plot.marks.points()]
        y = entries.mean[step, 0]
        assert marks[0] == (step, pytest.approx(np.log10(y) if log else y))
        assert [x for x, _ in marks[1:]] == [scores.x[last]] * 2


def test_a_step_can_be_pointed_at_one_by_one_when_they_are_wide_enough(trained, pointer):
    cost = trained.window.cost
    cost.time.show(1000, 1020)
    for step in range(1001, 1020, 3):
        pointer.move(pointer.place(step))
        assert cost.time.cursor == step


def test_right_of_the_curve_the_last_step_is_read(trained, pointer):
    cost, frame = trained.window.cost, trained.frame
    end = cost.time.range[1]
    assert end > frame.cursor.step + 20
    pointer.move(pointer.place((frame.cursor.step + end) / 2))
    assert cost.time.cursor == frame.cursor.step
    assert f">{significant(frame.record.cost.query(*WHOLE).mean[-1, 0], 6)}<" in card(cost)


def test_where_the_mouse_is_not_nothing_is_read(trained, pointer):
    cost = trained.window.cost
    for away in (pointer.leave, lambda: pointer.move(pointer.place(-900))):
        pointer.move(pointer.place(500))
        assert card(cost)
        away()
        assert cost.time.cursor is None
        assert card(cost) == ""
        assert not cost.plot.line.isVisible()
        assert not cost.plot.marks.isVisible()


def test_the_card_is_beside_the_line_and_whole(trained, pointer):
    cost = trained.window.cost
    for step in (0, 500, 1500, 2500, 3900):
        pointer.move(pointer.place(step))
        x = pointer.port.mapTo(trained.window, pointer.place(step)).x()
        box = cost._card.geometry()
        assert cost._card.parent() is trained.window
        assert trained.window.rect().contains(box)
        assert box.left() > x or box.right() < x
        assert cost._card.sizeHint().width() <= box.width()


def test_the_card_goes_with_a_panel_that_floats(trained):
    cost, dock = trained.window.cost, trained.window.docks["cost"]
    dock.setFloating(True)
    dock.resize(700, 300)
    trained.until(lambda: cost.plot.box.width() > 500 and cost.window() is dock)
    cost.time.point(300)
    assert cost._card.parent() is dock
    assert dock.rect().contains(cost._card.geometry())
    dock.setFloating(False)
    trained.until(lambda: cost.plot.box.width() < 500 and cost.window() is trained.window)
    cost.time.point(3000)
    assert cost._card.parent() is trained.window
    assert card(cost)
    assert trained.window.rect().contains(cost._card.geometry())


def test_what_was_merged_is_read_as_such():
    run, values = Run(1), np.random.default_rng(0).uniform(0.1, 0.5, 1000)
    run.enter_pace(0, 0, 10, 10)
    run.cost = Series(limit=64)
    run.cost.extend(np.arange(1000.0), values)
    width = run.cost.width
    assert width > 1
    first = 300 // width * width
    part = values[first : first + width]
    step = first + width // 2
    assert place(run, step) == f"steps {first} – {first + width - 1} · epoch {first // 10}"
    [line] = cost_lines(run, step)
    assert line.number == f"mean {significant(part.mean(), 6)}"
    assert line.remark == f"{significant(part.min(), 3)} … {significant(part.max(), 3)}"


def test_where_nothing_is_recorded_nothing_is_read():
    assert cost_lines(Run(1), 5) == []


def test_a_score_counts_from_its_step_on():
    run = Run(1)
    run.cost.extend(np.arange(9.0), np.full(9, 0.5))
    run.enter_score(4, 0.25, None)
    assert [(k.curve, k.number, k.remark) for k in cost_lines(run, 3)] == [(0, "0.500000", "")]
    assert cost_lines(run, 4)[1:] == [(1, "0.250000", "")]
    assert cost_lines(run, 8)[1:] == [(1, "0.250000", "at step 4")]
    run.enter_score(8, 0.125, 0.75)
    assert cost_lines(run, 8)[1:] == [(1, "0.125000", ""), (2, "0.750000", "")]
