"""The curve's room: beyond the handle once it is let go, and for the numbers and names about it."""

import math

import pytest
from chain_pages import Bench
from driving import Button
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtTest import QTest

from core.commands import Reset, Run
from core.experiment import Experiment, default_experiment
from core.selection import Pick
from gui.chain import curve_marks
from gui.chain.curve import CurvePage
from gui.writing import formula

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, CurvePage, CIRCLE, PICK)


def x_range(bench):
    return tuple(bench.page.view.plot.box.viewRange()[0])


def hold(bench, by):
    """Take the handle, move it so many pixels, and show what came of it; returns where the mouse is."""
    port, at = bench.page.view.viewport(), bench.page.view.place_of_handle()
    QTest.mousePress(port, Button.LeftButton, pos=at)
    QTest.mouseMove(port, at + QPoint(by, 0))
    bench.answer()
    return at + QPoint(by, 0)


def let_go(bench, at):
    QTest.mouseRelease(bench.page.view.viewport(), Button.LeftButton, pos=at)


@pytest.mark.parametrize("by", [900, -900])
def test_after_a_drag_to_its_end_the_range_grows_at_once(bench, by):
    before = x_range(bench)
    at = hold(bench, by)
    assert x_range(bench) == before
    value = bench.page.view.marks.marks.handle
    assert value == pytest.approx(before[by > 0], rel=0.1)
    let_go(bench, at)  # no frame comes after it
    assert x_range(bench)[1] >= 2 * abs(value)
    assert x_range(bench)[0] == -x_range(bench)[1]
    x, _ = bench.page.view.curve.getData()
    assert (x[0], x[-1]) == x_range(bench)
    wide = bench.page.view.area()
    room = (
        bench.page.view.place_of_handle().x() - wide.left(),
        wide.right() - bench.page.view.place_of_handle().x(),
    )
    assert min(room) > 0.2 * wide.width()


def test_one_drag_after_another_leads_on(bench):
    reached = []
    for _ in range(3):
        let_go(bench, hold(bench, 900))
        reached.append(bench.page.view.marks.marks.handle)
    assert reached[0] < reached[1] < reached[2]
    assert reached[2] > 4 * reached[0]


def test_the_knob_hides_no_number_of_the_axis(bench):
    marks, box = bench.page.view.marks, bench.page.view.plot.box.geometry()
    for by in (5, 40, -150, 900, -900):
        at = hold(bench, by)
        assert box.contains(marks.knob())
        let_go(bench, at)
        assert box.contains(marks.knob())


@pytest.fixture
def painted(bench, monkeypatch):
    """Paints the plot; returns the ground of all words that it shows by what they say."""

    def words_painted():
        found = {}
        paint = formula.paint

        def kept(painter, at, words, pixels, ink):
            found[formula.plain(words)] = bench.page.view.marks._around(at, words)
            return paint(painter, at, words, pixels, ink)

        with monkeypatch.context() as patch:
            patch.setattr(curve_marks.formula, "paint", kept)
            bench.page.view.grab()
        return found

    return words_painted


@pytest.mark.parametrize("by", [5, -900, *range(180, 361, 20), 900])
def test_neither_the_handle_nor_its_value_lies_on_the_name_of_an_axis(bench, painted, by):
    at = hold(bench, by)
    for _ in range(2):
        words, marks = painted(), bench.page.view.marks
        box, knob = bench.page.view.plot.box.geometry(), marks.knob()
        line = QRectF(marks.line, box.top(), 1, box.height())
        for name in ("w²₂₄", "C"):
            assert not words[name].intersects(knob)
            assert not words[name].intersects(line)
            assert box.contains(words[name].adjusted(4, 0, -4, -2))
            if marks.marks.value:
                assert not words[name].intersects(words[marks.marks.value])
        let_go(bench, at)
    assert marks.marks.value == ""


def test_once_training_has_stopped_one_sentence_stands_for_the_curve(qtbot):
    sine = Experiment("sine", (1, 8, 8, 1), ("tanh", "tanh", "identity"), eta=1e6, m=10)
    bench = Bench(qtbot, CurvePage, sine, Pick(2, 3, 0))
    bench.session.apply(Run())
    while bench.session.state.value == "running":
        bench.session.tick(0.01)
        bench.show()
    assert bench.show().state == "diverged"
    assert bench.page.hint.isVisible()
    assert bench.page.hint.text() == "Training has stopped: a number is no longer finite."
    bench.session.apply(Reset())
    bench.show()
    assert not bench.page.hint.isVisible()
    assert math.isfinite(bench.page.view.marks.marks.C)
