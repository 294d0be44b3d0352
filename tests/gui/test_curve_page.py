"""The curve of C over one weight: what is drawn, and the weight moved by hand."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import Pass
from chain_pages import Bench
from curve_handle import at_w, cost_by_hand, ranges

from core.commands import Edit
from core.experiment import default_experiment
from core.selection import Node, Pick
from gui.chain.curve import NOTHING, CurvePage
from gui.theme import DARK, LIGHT
from gui.writing import formula
from gui.writing.numbers import significant

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, CurvePage, CIRCLE, PICK)


@pytest.fixture
def port(bench):
    return bench.page.view.viewport()


# What is drawn


@pytest.mark.parametrize("pick", [PICK, Pick(1, 0, 1), Pick(3, 0, 0), Pick(1, 2), Pick(3, 0)], ids=str)
def test_the_curve_is_the_cost_for_each_value(bench, pick):
    frame = bench.look(pick)
    x, y = bench.page.view.curve.getData()
    assert x[0] == -x[-1]
    for k in range(0, len(x), 16):
        assert y[k] == pytest.approx(cost_by_hand(frame, pick, x[k]), abs=1e-12)
    (first, last), (low, high) = ranges(bench)
    assert (first, last) == (x[0], x[-1])
    assert low < y.min() < y.max() < high


def test_point_tangent_and_words_are_the_derivative(bench):
    frame = bench.step(times=2)
    d, marks = frame.derivation, bench.page.view.marks
    own = Pass(frame.w, frame.b, CIRCLE.activations, frame.x[:, 0], frame.y[:, 0])
    slope = own.dC_dw[2][1, 3]
    assert d.chain.value == pytest.approx(slope, rel=1e-10)
    one, other = marks.tangent()
    middle = (one + other) / 2
    assert marks.value_at(middle.x()) == pytest.approx(at_w(bench), abs=1e-9)
    assert middle.y() == pytest.approx(marks.y(own.C), abs=1e-6)
    (first, last), (low, high) = ranges(bench)
    box = bench.page.view.plot.box.geometry()
    rise = (one.y() - other.y()) / box.height() * (high - low)
    run = (other.x() - one.x()) / box.width() * (last - first)
    assert rise / run == pytest.approx(slope, rel=1e-6)
    assert np.hypot(other.x() - one.x(), other.y() - one.y()) > 0.3 * box.width()
    assert formula.plain(marks.marks.words) == f"slope = ∂C/∂w²₂₄ = {significant(slope, 4)}"
    assert formula.plain(marks.marks.axes[0]) == "w²₂₄"


def test_numbers_are_written_with_the_digits_chosen(bench):
    frame = bench.frame
    for count in (2, 9):
        bench.digits.set(count)
        words = formula.plain(bench.page.view.marks.marks.words)
        assert words.endswith(f" = {significant(frame.derivation.chain.value, count)}")
        tip = bench.page.head.toolTip()
        assert (
            tip == f"C = {significant(frame.derivation.C, count)}, w²₂₄ = {significant(at_w(bench), count)}"
        )


def test_at_update_the_point_is_where_the_weight_was_and_the_handle_where_it_is(bench):
    bench.session.apply(Edit("eta", 50.0))
    before = bench.frame
    frame = bench.step("step")
    marks = bench.page.view.marks.marks
    assert frame.precedes_update
    assert marks.at == before.w[2][1, 3]
    assert marks.handle == frame.w[2][1, 3] != marks.at
    assert bench.page.head.toolTip().endswith(", before the update")


def test_the_batch_s_mean_is_drawn_where_it_is_cheap(qtbot, bench):
    frame = bench.frame
    x, mean = bench.page.view.mean.getData()
    costs = []
    for k in frame.batch:
        w = [v.copy() for v in frame.w]
        w[2][1, 3] = x[40]
        costs.append(Pass(w, frame.b, CIRCLE.activations, frame.dataset.x[:, k], frame.dataset.y[:, k]).C)
    assert mean[40] == pytest.approx(np.mean(costs), rel=1e-10)
    assert bench.page.view.has_mean
    large = Bench(qtbot, CurvePage, replace(default_experiment("digits"), m=1000), PICK)
    assert not large.page.view.has_mean
    assert large.page.view.mean.getData()[0].size == 0


@pytest.mark.parametrize("pick", [None, Node(1, 0)], ids=str)
def test_without_a_weight_it_says_what_to_do(bench, pick):
    assert not bench.page.hint.isVisible()
    bench.look(pick)
    assert bench.page.hint.isVisible()
    assert bench.page.hint.text() == NOTHING
    bench.look(PICK)
    assert not bench.page.hint.isVisible()


def test_in_an_exercise_nothing_is_told_before_the_step_has_found_it(bench):
    bench.look(PICK, exercise=True)
    assert bench.page.hint.isVisible()
    bench.step(times=5)
    assert bench.frame.cursor.l == 3
    assert bench.page.hint.isVisible()
    bench.step()
    assert not bench.page.hint.isVisible()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_curve_and_handle_are_painted_in_the_theme_s_colours(bench, theme):
    bench.page.set_theme(theme)
    picture = bench.page.view.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert {theme.surface, theme.series[0], theme.text, theme.accent} <= colours


def test_a_hidden_page_does_nothing(bench):
    bench.page.hide()
    seen = bench.page.head.toolTip()
    bench.step("step", times=3)
    assert bench.page.head.toolTip() == seen
    bench.page.show()
    bench.show()
    assert bench.page.head.toolTip() != seen
