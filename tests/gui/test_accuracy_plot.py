"""The accuracy below the costs: what is drawn, read and remembered, and where there is none."""

import numpy as np
import pytest
from cost_run import HELD_OUT, SMALLEST, WHOLE, trained
from driving import Key, Modifier
from pointing import Pointer
from run_list import fork, open_runs, steps, tick

from core.experiment import default_experiment
from core.record import Run, Series
from gui.plots.accuracy import ENDS
from gui.plots.readings import accuracy_lines, percent
from gui.shell.window_text import arrange_window, window_text
from gui.writing.numbers import grouped

__all__ = ["trained"]


def strip(driver):
    return driver.window.cost.accuracy


@pytest.fixture
def pointer(trained):
    """The mouse over the accuracy."""
    return Pointer(strip(trained).view, strip(trained).plot)


def card(driver):
    card = driver.window.cost._card
    return card.text() if card.isVisible() else ""


# Curves


def test_both_curves_are_what_was_recorded(trained):
    frame, plot = trained.wait_for_score(), strip(trained).plot
    rates = frame.record.accuracies.query(*WHOLE)
    for column, drawn in enumerate((plot.train, plot.held_out)):
        trained.until(lambda drawn=drawn: drawn.getData()[0][-1] == frame.cursor.step)
        x, y = drawn.getData()
        assert 2 < len(x) <= 2 * trained.window.cost.width()
        assert y[-1] == rates.mean[-1, column]
    assert rates.mean[-1].tolist() == [frame.score.accuracy, frame.score.held_out_accuracy]
    entries = [(k.words, k.value) for k in strip(trained).head.entries]
    wanted = ("accuracy", percent(frame.score.accuracy)), ("held out", percent(frame.score.held_out_accuracy))
    assert entries == list(wanted)


def test_steps_stand_below_those_of_the_costs_and_values_never_move(trained, pointer):
    cost, plot = trained.window.cost, strip(trained).plot
    assert tuple(plot.box.viewRange()[1]) == ENDS
    for span in ((0, 4000), (100, 900), (2000, 2010)):
        cost.time.show(*span)
        assert plot.box.viewRange()[0] == cost.plot.box.viewRange()[0]
        assert tuple(plot.box.viewRange()[1]) == ENDS
        trained.until(lambda: strip(trained).view.area(plot).left() == cost.view.area(cost.plot).left())
        assert strip(trained).view.area(plot).width() == cost.view.area(cost.plot).width()


@pytest.mark.parametrize("log", [False, True])
def test_both_have_room_in_the_smallest_window(trained, log):
    cost = trained.window.cost
    if log:
        trained.click(cost.log)
    assert cost.height() < 230
    for part in (cost.plot, strip(trained).plot):
        assert part.box.height() >= 34
    names = strip(trained).plot.axes["left"]
    ticks = [v for _, values in names.tickValues(*ENDS, names.size().height()) for v in values]
    assert names.tickStrings(ticks, 1.0, 0.5) == ["0", "50", "100"]


def test_where_there_is_no_room_the_costs_come_first(open_window):
    driver = open_window(HELD_OUT, size=(1280, 700))
    driver.step("step")
    driver.wait_for_score()
    assert driver.window.cost.height() < 160
    assert strip(driver).isHidden()
    driver.window.docks["cost"].setFloating(True)
    driver.window.docks["cost"].resize(400, 320)
    driver.until(strip(driver).isVisible)


def test_a_regression_has_neither_curve_nor_button(open_window):
    driver = open_window(default_experiment("sine"), size=SMALLEST)
    button, action = driver.window.cost.bar.accuracy, driver.window.actions["accuracy"]
    driver.step("step")
    assert not strip(driver).isVisible()
    assert not button.isVisible()
    assert not action.isEnabled()
    driver.load("circle")
    driver.step("step")
    driver.until(strip(driver).isVisible)
    assert button.isVisible()
    assert action.isEnabled()


# On and off


def test_button_key_and_menu_switch_it(trained):
    cost, action = trained.window.cost, trained.window.actions["accuracy"]
    assert action in [k for menu in trained.window.menuBar().actions() for k in menu.menu().actions()]
    high = cost.plot.box.height()
    for press, on in (
        (lambda: trained.click(cost.bar.accuracy), False),
        (lambda: trained.press(Key.Key_L, Modifier.ControlModifier | Modifier.ShiftModifier), True),
        (action.trigger, False),
    ):
        press()
        trained.until(lambda on=on: strip(trained).isVisible() == on)
        assert cost.bar.accuracy.isChecked() == action.isChecked() == on
        trained.until(lambda on=on: (cost.plot.box.height() > high) != on)


def test_it_is_remembered(open_window, tmp_path):
    file = tmp_path / "settings.ini"
    for before, after in ((True, False), (False, True)):
        driver = open_window(remember_in=file)
        assert driver.window.cost.bar.accuracy.isChecked() == before
        assert driver.window.actions["accuracy"].isChecked() == before
        driver.window.actions["accuracy"].trigger()
        assert driver.window.cost.bar.accuracy.isChecked() == after
        driver.window.close()


def test_a_session_file_brings_it_back(driver):
    window = driver.window
    window.actions["accuracy"].trigger()
    text = window_text(window)
    window.actions["accuracy"].trigger()
    assert window.cost.bar.accuracy.isChecked()
    arrange_window(window, text)
    assert not window.cost.bar.accuracy.isChecked()
    arrange_window(window, text.replace('"accuracy": false', '"accuracy": "no"'))
    assert not window.cost.bar.accuracy.isChecked()


# Under the mouse


def test_the_mouse_reads_the_accuracies_of_its_step(trained, pointer):
    rates = trained.frame.record.accuracies.query(*WHOLE)
    for wanted in (500, 2500):
        pointer.move(pointer.place(wanted))
        step = trained.window.cost.time.cursor
        last = np.flatnonzero(rates.x <= step)[-1]
        for column in (0, 1):
            assert f">{percent(rates.mean[last, column], 2)}<" in card(trained)
        marks = [(p.pos().x(), p.pos().y()) for p in strip(trained).plot.marks.points()]
        assert marks == [(rates.x[last], rates.mean[last, k]) for k in (0, 1)]
        assert strip(trained).plot.line.value() == trained.window.cost.plot.line.value() == step
    pointer.leave()
    assert card(trained) == ""
    assert not strip(trained).plot.marks.isVisible()


def test_a_click_goes_to_its_step_and_the_present_is_marked_in_both(trained, pointer):
    pointer.click(pointer.place(1000))
    frame = trained.wait_for(lambda frame: frame.history.in_past)
    plot = strip(trained).plot
    trained.until(plot.present.isVisible)
    assert plot.present.value() == trained.window.cost.plot.present.value() == frame.cursor.step
    assert plot.veil.isVisible()


def test_a_drag_shows_the_stretch_that_it_covers(trained, pointer):
    pointer.drag(pointer.place(1000), pointer.place(2000))
    first, last = trained.window.cost.time.range
    assert first == pytest.approx(1000, abs=30)
    assert last == pytest.approx(2000, abs=30)


def test_what_was_merged_is_read_as_a_mean():
    run = Run(1)
    assert accuracy_lines(run, 9) == []
    run.enter_score(4, 1.0, None, 0.5)
    assert accuracy_lines(run, 3) == []
    [line] = accuracy_lines(run, 4)
    assert (line.curve, line.number, line.remark) == (3, "50.00 %", "")
    run.enter_score(8, 1.0, 1.0, 0.75, 0.25)
    assert [(k.number, k.remark) for k in accuracy_lines(run, 12)] == [
        ("75.00 %", f"at step {grouped(8)}"),
        ("25.00 %", f"at step {grouped(8)}"),
    ]
    run.accuracies = Series(columns=2, limit=64)
    run.accuracies.extend(np.arange(100.0), np.repeat([[0.5, 0.25], [0.75, 0.25]], 50, axis=0))
    width = run.accuracies.width
    assert width > 1
    step = 50 // width * width
    part = np.repeat([0.5, 0.75], 50)[step : step + width]
    line, other = accuracy_lines(run, step)
    assert line.number == f"mean {percent(part.mean(), 2)}"
    assert line.remark == f"{percent(part.min())} … {percent(part.max())}"
    assert (other.number, other.remark) == ("mean 25.00 %", "25.0 % … 25.0 %")


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (1.0, "100.0 %"),
        (0.0, "0.0 %"),
        (0.99999, "99.9 %"),
        (1e-9, "0.1 %"),
        (0.5, "50.0 %"),
        (0.12345, "12.3 %"),
    ],
)
def test_only_what_is_all_of_it_has_a_hundred_percent(share, text):
    assert percent(share) == text


# Other runs


def test_other_runs_are_ghosts_and_can_be_compared_here_too(open_window):
    driver = open_window(size=(1280, 800))
    for _ in range(6):
        steps(driver, 10)
        driver.wait_for_score()
    fork(driver, 20, 0.1, count=10)
    driver.wait_for_score()
    beside = strip(driver).plot.beside
    driver.until(lambda: [k.other.id for k in beside.ghosts if k.isVisible()] == [1])
    ghost = next(k for k in beside.ghosts if k.isVisible())
    rates = next(k.record for k in driver.frame.history.runs if k.id == 1).accuracies.query(*WHOLE)
    x, y = ghost.getData()
    assert x[-1] == 60
    assert (
        dict(zip(x.tolist(), y.tolist(), strict=True)).items()
        <= dict(zip(rates.x.tolist(), rates.mean[:, 0].tolist(), strict=True)).items()
    )
    over = Pointer(strip(driver).view, strip(driver).plot)
    share = (ENDS[1] - ghost.value_at(55)) / (ENDS[1] - ENDS[0])
    over.move(over.place(55, share))
    driver.until(lambda: "accuracy" in strip(driver).head.said)
    assert driver.window.cost.head.said == ""
    tick(open_runs(driver), 1)
    driver.until(lambda: [k.other.id for k in beside.compared if k.isVisible()] == [1])
    assert not any(k.isVisible() for k in beside.ghosts)


def test_an_accuracy_of_before_a_fork_is_inherited(open_window):
    driver = open_window(size=(1280, 800))
    steps(driver, 30)
    driver.wait_for_score()
    fork(driver, 20, 0.1, count=5)
    driver.wait_for_score()
    driver.until(lambda: strip(driver).plot.train.getData()[0][-1] == 25)
    assert strip(driver).plot.train.getData()[0][0] == 0
