"""The mouse reads the costs of a step exactly, in a card beside it."""

import numpy as np
import pytest
from cost_run import WHOLE, pointer, trained

from core.record import Run, Series
from gui.plots.readings import cost_lines, place
from gui.writing.numbers import grouped, significant

__all__ = ["pointer", "trained"]


def card(panel):
    return panel._card.text() if panel._card.isVisible() else ""


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
    cost.time.show(end - max(20, 2 * (end - frame.cursor.step)), end)  # it may end close behind the curve
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
    assert [(k.curve, k.number, k.remark) for k in cost_lines(run, 3)] == [(0, "0.500000", "of step 4")]
    assert cost_lines(run, 4)[1:] == [(1, "0.250000", "")]
    assert cost_lines(run, 8)[1:] == [(1, "0.250000", "at step 4")]
    run.enter_score(8, 0.125, 0.75)
    assert cost_lines(run, 8)[1:] == [(1, "0.125000", ""), (2, "0.750000", "")]
