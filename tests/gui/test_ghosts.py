"""Other runs in the plots: what was abandoned stays as a ghost, what is ticked is compared."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key, Modifier
from pointing import over
from run_list import SIZE, click, fork, go_to, open_runs, press, set_eta, steps, tick, trained

from core.experiment import default_experiment
from core.record import Run
from gui.plots.others import MOST_COMPARED, MOST_GHOSTS, parting
from gui.plots.readings import brief

__all__ = ["trained"]


@pytest.fixture
def forked(trained):
    """Run 1 of 60 steps, and run 2 from its step 20, of 30."""
    fork(trained, 20, 0.1, count=10)
    return trained


def ghosts(driver):
    """The ghosts that are seen, by the numbers of their runs."""
    return {k.other.id: k for k in driver.window.cost.plot.beside.ghosts if k.isVisible()}


def compared(driver):
    return {k.other.id: k for k in driver.window.cost.plot.beside.compared if k.isVisible()}


def costs(driver, run):
    record = next(k.record for k in driver.frame.history.runs if k.id == run)
    found = record.cost.query(0, 1e9, 10**9)
    return dict(zip(found.x.tolist(), found.mean[:, 0].tolist(), strict=True))


# Ghosts


def test_what_was_abandoned_stays_as_a_ghost_from_where_they_part(forked):
    found = ghosts(forked)
    assert list(found) == [1]
    x, y = found[1].getData()
    own = costs(forked, 1)
    assert x[0] <= 20 < x[-1] == 59
    assert y.tolist() == [own[k] for k in x.tolist()]
    assert forked.window.cost.plot.curve.getData()[0][-1] == 29


def test_the_axis_holds_the_ghost_and_does_not_jump_at_the_fork(trained):
    time = trained.window.cost.time
    before = time.range
    fork(trained, 20, 0.1)
    assert time.range == before
    steps(trained, 5)
    assert time.range == before


def test_returned_to_its_parent_the_fork_is_the_ghost(forked):
    panel = open_runs(forked)
    click(panel, 1)
    press(panel, Key.Key_Return)
    forked.wait_for(lambda frame: frame.history.current.id == 1)
    forked.until(lambda: list(ghosts(forked)) == [2])
    x, y = ghosts(forked)[2].getData()
    own = costs(forked, 2)
    assert 18 <= x[0] <= 20
    assert x[-1] == 29
    assert y.tolist() == [own[k] for k in x.tolist()]


def test_another_experiment_has_no_ghosts_of_this_one(forked):
    forked.load("and")
    forked.step("step")
    assert ghosts(forked) == {}


def test_of_many_forks_the_newest_are_drawn_and_no_curve_is_ever_made(trained):
    plot = trained.window.cost.plot
    items = len(plot.box.addedItems)
    for k in range(MOST_GHOSTS + 2):
        fork(trained, 10, 0.1 + k / 10, count=1)
    assert sorted(ghosts(trained)) == list(range(3, MOST_GHOSTS + 3))
    assert len(plot.box.addedItems) == items


def test_a_ghost_is_drawn_once_as_long_as_the_axis_stands(forked, monkeypatch):
    drawn = []
    ghost = ghosts(forked)[1]
    monkeypatch.setattr(ghost, "setData", lambda *a, **k: drawn.append(forked.window.cost.time.range))
    forked.run_at_full_speed()
    forked.wait_for(lambda frame: frame.cursor.step > 4000)
    forked.pause()
    assert 0 < len(drawn) == len(set(drawn))


def test_the_mouse_names_a_ghost(forked):
    cost = forked.window.cost
    pointer, own = over(cost), costs(forked, 1)
    (low, high), area = cost.plot.box.viewRange()[1], cost.view.area(cost.plot)
    height = (high - own[45]) / (high - low)
    pointer.move(pointer.place(45, height))
    step = cost.time.cursor
    assert cost.head.said == f"Run 1: C̄ = {brief(own[step])} at step {step}"
    assert ghosts(forked)[1].opts["pen"].color().name() == cost._theme.text
    pointer.leave()
    assert cost.head.said == ""
    assert ghosts(forked)[1].opts["pen"].color().name() != cost._theme.text
    assert area.isValid()


def test_a_diverging_ghost_does_not_make_the_curve_small(open_window):
    driver = open_window(replace(default_experiment("sine"), eta=0.05), size=SIZE)
    steps(driver, 30)
    set_eta(driver, 500.0)
    for _ in range(6):
        driver.press(Key.Key_Right, Modifier.ShiftModifier)
        driver.until(lambda: driver.window.engine._step_shown)
        if driver.frame.state == "diverged":
            break
    go_to(driver, 30)
    set_eta(driver, 0.05)
    steps(driver, 5)
    cost = driver.window.cost
    top = cost.plot.box.viewRange()[1][1]
    assert top < 4 * max(costs(driver, driver.frame.history.current.id).values())


# Compared


def test_a_ticked_run_has_a_line_and_a_legend_of_its_own(forked):
    panel, cost = open_runs(forked), forked.window.cost
    tick(panel, 1)
    forked.until(lambda: list(compared(forked)) == [1])
    assert ghosts(forked) == {}
    assert [k.words for k in cost.others.entries] == ["Run 1"]
    assert cost.others.isVisible()
    tick(panel, 1)
    forked.until(lambda: list(ghosts(forked)) == [1])
    assert compared(forked) == {}
    assert not cost.others.isVisible()


def test_a_run_of_another_experiment_is_compared_as_a_whole(forked):
    forked.load("and")
    steps(forked, 3)
    panel = open_runs(forked)
    click(panel, 1)
    press(panel, Key.Key_C)
    forked.until(lambda: list(compared(forked)) == [1])
    assert compared(forked)[1].getData()[0][0] == 0
    assert forked.window.cost.time.range[1] >= 3


def test_the_difference_of_settings_is_a_table(forked):
    panel = open_runs(forked)
    tick(panel, 1)
    forked.until(panel.table.isVisible)
    assert panel.table.lines == [
        ("learning rate η", "0.1", "2"),
        ("edit at step 20", "η 2 → 0.1", "–"),
    ]
    assert [panel.table.headerItem().text(k) for k in (1, 2)] == ["Run 2", "Run 1"]


def test_where_nothing_is_set_differently_that_is_said(driver):
    steps(driver, 2)
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.wait_for(lambda frame: len(frame.history.runs) == 2)
    panel = open_runs(driver)
    tick(panel, 1)
    driver.until(panel.table.isVisible)
    assert panel.table.lines[0][0] == "no difference"


def test_one_too_many_takes_the_place_of_the_first(trained):
    for k in range(MOST_COMPARED + 1):
        fork(trained, 10, 0.1 + k / 10, count=1)
    panel = open_runs(trained)
    for run in range(1, MOST_COMPARED + 2):
        tick(panel, run)
    trained.until(lambda: list(compared(trained)) == list(range(2, MOST_COMPARED + 2)))


def test_a_run_that_is_returned_to_is_no_longer_compared(forked):
    panel = open_runs(forked)
    tick(panel, 1)
    forked.until(lambda: list(compared(forked)) == [1])
    click(panel, 1)
    press(panel, Key.Key_Return)
    forked.wait_for(lambda frame: frame.history.current.id == 1)
    forked.until(lambda: compared(forked) == {} and list(ghosts(forked)) == [2])
    assert not panel.table.isVisible()


def test_runs_part_at_the_first_fork_between_them():
    base = Run(1)
    one, two = Run(1, base, 10), Run(1, base, 30)
    three = Run(1, one, 15)
    assert parting(base, one) == parting(one, base) == 10
    assert parting(one, two) == parting(two, three) == 10
    assert parting(three, one) == parting(one, three) == 15
    assert parting(base, Run(1)) == 0
    assert np.isinf(parting(one, one))
