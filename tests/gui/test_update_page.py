"""The page of one update: every line can be worked out again from the numbers that are written in it."""

import math
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from by_hand import own_derivatives
from chain_pages import Bench
from PySide6.QtWidgets import QPushButton

from core.commands import Edit
from core.cursor import phase_count
from core.experiment import default_experiment
from core.optimisers import OPTIMISERS
from core.schedules import Schedule
from core.selection import Node, Pick
from gui.chain.batch import BatchPage
from gui.chain.update import HIDDEN, NOTHING, UpdatePage
from gui.lessons.updating import EDITED, FROZEN
from gui.writing.numbers import significant

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)
PHASES = phase_count(3)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
REGULARISED = {"none": {}, "l1": {"l1": 0.01}, "l2": {"l2": 0.1}, "both": {"l1": 0.01, "l2": 0.1}}


def bench_of(qtbot, page=UpdatePage, pick=PICK, **settings):
    return Bench(qtbot, page, replace(CIRCLE, **settings), pick)


def lines(bench):
    """The lines of the sheet by what stands on their left."""
    found = {}
    for line in bench.page.sheet.text.splitlines():
        sign = next((k for k in (" ← ", " = ", " : ") if k in line), None)
        left, _, right = line.partition(sign) if sign else (line, "", "")
        found[left] = right.split("  =  ")
    return found


def worked_out(text):
    """What a line in numbers comes to, as a person reads it."""
    text = text.replace("\N{NARROW NO-BREAK SPACE}", "").replace("−", "-").replace("·", "*")
    text = text.replace("π", "pi").replace("10⁻⁸", "1e-8")
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda k: f"**{k[0].translate(RAISED)}", text)
    text = re.sub(r"√([\d.e-]+)", r"sqrt(\1)", text)
    return eval(text, {"sqrt": math.sqrt, "cos": math.cos, "pi": math.pi})


def value(text):
    return float(text.replace("−", "-").replace("\N{NARROW NO-BREAK SPACE}", ""))


@pytest.mark.parametrize("R", REGULARISED)
@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("pick", [PICK, Pick(1, 2)], ids=["weight", "bias"])
def test_every_line_comes_to_what_it_says(qtbot, optimiser, R, pick):
    bench = bench_of(qtbot, optimiser=optimiser, pick=pick, **REGULARISED[R])
    bench.digits.set(15)
    checked = 0
    for _ in range(3):
        bench.step("step")
        found = lines(bench)
        for parts in found.values():
            if len(parts) > 2:
                assert worked_out(parts[1]) == pytest.approx(value(parts[-1]), rel=1e-9, abs=1e-15)
                checked += 1
        name = "w²₂₄" if pick is PICK else "b¹₃"
        frame = bench.frame
        after = frame.w[2][1, 3] if pick is PICK else frame.b[1][2, 0]
        assert value(found[name][-1]) == pytest.approx(after, rel=1e-12)
        mean = own_derivatives(frame, frame.w_before, frame.b_before, pick).mean()
        assert value(found[f"∂C̄/∂{name}"][-1]) == pytest.approx(mean, rel=1e-9)
        assert (f"∂R/∂{name}" in found) == (R != "none")
        assert ("g" in found) == (optimiser != "gradient descent")
    assert checked >= 3 * {"gradient descent": 1, "momentum": 2, "rmsprop": 2, "adam": 6}[optimiser]


@pytest.mark.parametrize(("optimiser", "letter"), [("momentum", "v"), ("rmsprop", "s"), ("adam", "m")])
def test_what_is_remembered_after_a_step_is_what_the_next_begins_with(qtbot, optimiser, letter):
    bench = bench_of(qtbot, optimiser=optimiser)
    bench.digits.set(10)
    told = []
    for _ in range(3):
        bench.step("step")
        parts = lines(bench)[letter]
        told.append((parts[1].split(" · ")[1].split(" ")[0].strip("()"), parts[-1]))
    assert told[0][0] == "0"
    assert all(after == before for (_, after), (before, _) in pairwise(told))
    assert told[2][1] != told[1][1]


def test_before_the_update_it_says_what_will_be_and_after_it_what_is(qtbot):
    bench = bench_of(qtbot, optimiser="adam", l2=0.05)
    will_be = bench.page.sheet.text
    assert bench.page.heading.text == "w²₂₄ by Adam, step 1"
    remark = bench.page.heading.line.remark
    assert remark.startswith("the update is to come; computed ahead")
    for _ in range(PHASES - 1):
        assert bench.page.sheet.text == will_be
        bench.step()
    assert bench.page.sheet.text == will_be
    assert bench.page.heading.line.remark == "the update is done"
    bench.step()
    assert bench.page.heading.text == "w²₂₄ by Adam, step 2"
    assert bench.page.sheet.text != will_be


@pytest.mark.parametrize("schedule", [Schedule("step", 2, 0.5), Schedule("cosine", 5, 0.1)])
def test_the_rate_of_the_step_is_worked_out_of_the_schedule(qtbot, schedule):
    bench = bench_of(qtbot, schedule=schedule)
    for step in range(7):
        (numbers, outcome) = lines(bench)["η"]
        assert worked_out(numbers) == pytest.approx(value(outcome), rel=1e-9)
        assert value(outcome) == pytest.approx(schedule.rate(0.5, step), rel=1e-9)
        bench.step("step")
        assert value(lines(bench)["η"][-1]) == pytest.approx(schedule.rate(0.5, step), rel=1e-9)
        bench.step()


def test_a_frozen_weight_is_said_to_stay_while_its_slope_is_told(qtbot):
    bench = bench_of(qtbot, optimiser="momentum")
    bench.session.apply(Edit("frozen", True, at=Node(2, 1)))
    frame = bench.step("step")
    found = lines(bench)
    assert bench.page.sheet.text.endswith(FROZEN)
    assert "v" not in found
    assert found["w²₂₄"] == [significant(frame.w[2][1, 3], 4)]
    assert value(found["∂C̄/∂w²₂₄"][-1]) != 0


def test_what_was_edited_after_the_update_is_not_said_to_have_made_it(qtbot):
    bench = bench_of(qtbot, optimiser="rmsprop")
    frame = bench.step("step")
    bench.session.apply(Edit("eta", 0.25))
    bench.show()
    found = lines(bench)
    assert EDITED in found
    before, after = (significant(k[2][1, 3], 4) for k in (frame.w_before, frame.w))
    assert found["w²₂₄"] == [f"{before} → {after}"]


def test_an_exercise_is_told_the_rule_without_what_it_comes_to(qtbot):
    bench = bench_of(qtbot, optimiser="momentum", l2=0.1)
    bench.look(PICK, exercise=True)
    assert bench.page.hint.isVisible()
    assert bench.page.hint.text() == HIDDEN
    bench.step(times=PHASES - 2)
    found = lines(bench)
    assert found["v"] == ["μ v + g"]
    assert found["w²₂₄"] == ["w²₂₄ − η v"]
    assert not re.search(r"= +−?\d", bench.page.sheet.text)
    bench.step()
    assert len(lines(bench)["v"]) == 3


def test_nothing_selected_says_what_to_do(qtbot):
    bench = bench_of(qtbot)
    bench.look(None)
    assert bench.page.hint.isVisible()
    assert bench.page.hint.text() == NOTHING


@pytest.mark.parametrize("size", [(640, 190), (330, 120), (1200, 400)])
@pytest.mark.parametrize("digits", [3, 15])
def test_all_lines_can_be_seen_or_scrolled_to(qtbot, size, digits):
    bench = Bench(qtbot, UpdatePage, replace(CIRCLE, optimiser="adam", l1=0.1, l2=0.1), PICK, size=size)
    bench.digits.set(digits)
    bench.step("step")
    sheet = bench.page.sheet
    paper = sheet.widget()
    layout = paper._layout
    assert layout.needed <= paper.width()
    assert layout.height <= paper.height()
    reach = sheet.verticalScrollBar().maximum() + sheet.viewport().height()
    assert reach >= paper.height()
    if size == (640, 190) and digits == 3:
        assert sheet.verticalScrollBar().maximum() == 0
        assert layout.px >= 11


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_the_batch_page_has_the_rule_in_one_line(qtbot, optimiser, l2):
    bench = bench_of(qtbot, BatchPage, optimiser=optimiser, l2=l2)
    bench.digits.set(15)
    bench.step("step")
    frame = bench.step("step")
    made, _, way = bench.page.update_line.text.partition(",   w²₂₄: ")
    name, symbols, numbers, outcome = made.split(" = ")
    assert name == "Δw²₂₄"
    assert symbols.startswith("−η ")
    assert ("∂R/∂w²₂₄" in symbols) == (l2 > 0 and optimiser == "gradient descent")
    assert worked_out(numbers) == pytest.approx(value(outcome), rel=1e-9)
    before, after = map(value, way.split(" → "))
    assert before + value(outcome) == pytest.approx(after, rel=1e-9)
    assert after == pytest.approx(frame.w[2][1, 3], rel=1e-12)


def test_in_the_window_it_is_a_page_of_the_chain_rule(open_window):
    driver = open_window(replace(CIRCLE, optimiser="adam"), size=(1500, 950))
    driver.window.viewer.select(PICK)
    panel = driver.window.chain_rule
    driver.click(next(k for k in panel.bar.findChildren(QPushButton) if k.text() == "Update"))
    driver.until(lambda: panel.made.isVisible() and panel.made.found is not None)
    frame = driver.step("step")
    driver.until(lambda: panel.made.found.done)
    assert panel.made.sheet.text.splitlines()[-1].endswith(f"=  {significant(frame.w[2][1, 3], 4)}")
    driver.window.actions["run"].trigger()
    driver.wait_for(lambda f: f.live and f.cursor.step > 5)
    driver.until(lambda: panel.made.found is not None and np.isfinite(panel.made.found.after))
    assert len(panel.made.sheet.lines) == 8
    driver.window.actions["run"].trigger()
    driver.wait_for(lambda f: f.state == "paused")
