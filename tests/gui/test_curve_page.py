"""The curve of C over one weight: what is drawn, and the weight moved by hand."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import Pass
from chain_pages import Bench
from driving import Button, Key
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands import Edit, Reset, Run, Step
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


def at_w(bench):
    return float(bench.frame.w[2][1, 3])


def press(bench, port):
    """Press the button on the handle; returns where."""
    at = bench.page.view.place_of_handle()
    QTest.mousePress(port, Button.LeftButton, pos=at)
    return at


def drag(bench, port, by):
    """Drag the handle so many pixels, and let it go."""
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(by, 0))
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(by, 0))


def ranges(bench):
    return [tuple(k) for k in bench.page.view.plot.box.viewRange()]


def cost_by_hand(frame, pick, value):
    w, b = [k.copy() for k in frame.w], [k.copy() for k in frame.b]
    if pick.B is None:
        b[pick.l][pick.A, 0] = value
    else:
        w[pick.l][pick.A, pick.B] = value
    return Pass(w, b, frame.experiment.activations, frame.x[:, 0], frame.y[:, 0]).C


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
    drag(bench, bench.page.view.viewport(), 40)
    assert bench.asked == []  # it would begin the step again


def test_what_is_held_while_its_weight_is_deselected_is_let_go(bench, port):
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(30, 0))
    bench.look(None)
    bench.look(PICK)
    QTest.mouseMove(port, at + QPoint(60, 0))
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(60, 0))
    assert len(bench.asked) == 1
    assert bench.page.view.marks.marks.handle == at_w(bench)


# The handle


def test_dragging_asks_for_the_value_under_the_mouse(bench, port):
    start, before = at_w(bench), ranges(bench)
    at = press(bench, port)
    assert bench.asked == []
    QTest.mouseMove(port, at + QPoint(60, 0))
    [edit] = bench.asked
    marks = bench.page.view.marks
    assert marks.per_pixel < 0.01
    assert edit == Edit("parameter", edit.value, at=PICK)
    assert edit.value == pytest.approx(start + 60 * marks.per_pixel, abs=marks.per_pixel)
    assert marks.marks.handle == edit.value
    assert marks.marks.at == start
    frame = bench.answer()
    assert marks.marks.at == edit.value == frame.w[2][1, 3]
    wanted = cost_by_hand(frame, PICK, edit.value)
    assert wanted == pytest.approx(marks.marks.C, rel=1e-12)
    assert ranges(bench) == before
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(60, 0))
    assert len(bench.asked) == 1


def test_only_the_newest_position_is_asked_for_and_once_a_frame(bench, port):
    at = press(bench, port)
    for by in range(10, 60, 10):
        QTest.mouseMove(port, at + QPoint(by, 0))
    assert len(bench.asked) == 1
    newest = bench.page.view.marks.marks.handle
    bench.answer()
    assert [k.value for k in bench.asked] == [bench.asked[0].value, newest]
    assert bench.asked[0].value != newest
    bench.answer()
    assert len(bench.asked) == 2
    assert at_w(bench) == newest == bench.page.view.marks.marks.at


def test_what_is_let_go_before_the_frame_has_come_is_asked_for_with_it(bench, port):
    drag(bench, port, 30)
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(40, 0))
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(40, 0))
    wanted = bench.page.view.marks.marks.handle
    assert len(bench.asked) == 1
    bench.answer()
    bench.answer()
    assert at_w(bench) == wanted


@pytest.mark.parametrize("by", [400, -900])
def test_ranges_stand_while_the_handle_is_held_and_fit_when_it_is_let_go(bench, port, by):
    before = ranges(bench)
    at = press(bench, port)
    for part in (0.5, 1.0):
        QTest.mouseMove(port, at + QPoint(round(by * part), 0))
        bench.answer()
        assert ranges(bench) == before
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(by, 0))
    bench.show()
    end = before[0][1] if by > 0 else before[0][0]
    assert at_w(bench) == pytest.approx(end, abs=0.1 * abs(end) if by > 0 else 1e-9)
    assert ranges(bench)[0][1] > before[0][1]


def test_escape_while_dragging_puts_the_old_value_back(bench, port):
    start = at_w(bench)
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(70, 0))
    bench.answer()
    assert at_w(bench) != start
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    bench.answer()
    assert at_w(bench) == start
    assert not bench.page.back.isVisible()
    QTest.mouseMove(port, at + QPoint(20, 0))
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(20, 0))
    assert bench.asked[-1].value == start


def test_the_way_back_is_offered_until_another_weight_is_picked(bench, port):
    start = at_w(bench)
    assert not bench.page.back.isVisible()
    for by in (50, 40):
        drag(bench, port, by)
        bench.answer()
    assert bench.page.back.isVisible()
    assert bench.page.back.text() == f"Back to w²₂₄ = {significant(start, 4)}"
    bench.qtbot.mouseClick(bench.page.back, Button.LeftButton)
    bench.answer()
    assert at_w(bench) == start
    assert not bench.page.back.isVisible()
    drag(bench, port, 50)
    bench.answer()
    assert bench.page.back.isVisible()
    bench.look(Pick(1, 0, 0))
    assert not bench.page.back.isVisible()


def test_a_press_without_a_move_changes_nothing(bench, port):
    drag(bench, port, 0)
    assert bench.asked == []
    assert not bench.page.back.isVisible()


def test_only_the_handle_is_taken(bench, port):
    at = bench.page.view.place_of_handle()
    for away in (QPoint(40, 0), QPoint(-60, -40)):
        bench.move(port, at + away)
        assert port.cursor().shape() is Qt.CursorShape.ArrowCursor
        QTest.mousePress(port, Button.LeftButton, pos=at + away)
        QTest.mouseMove(port, at)
        QTest.mouseRelease(port, Button.LeftButton, pos=at)
    QTest.mousePress(port, Button.RightButton, pos=at)
    QTest.mouseMove(port, at + QPoint(40, 0))
    QTest.mouseRelease(port, Button.RightButton, pos=at)
    assert bench.asked == []
    bench.move(port, at)
    assert port.cursor().shape() is Qt.CursorShape.SizeHorCursor


@pytest.mark.parametrize(
    ("key", "way"), [(Key.Key_Up, 1), (Key.Key_Plus, 1), (Key.Key_Down, -1), (Key.Key_Minus, -1)]
)
def test_keys_move_the_handle_by_round_steps(bench, key, way):
    start = at_w(bench)
    bench.page.view.setFocus()
    assert bench.page.view.marks.marks.focused
    QTest.keyClick(QApplication.focusWidget(), key)
    first = bench.asked[-1].value
    assert (first - start) * way > 0
    assert first == round(first, 2)
    bench.answer()
    QTest.keyClick(QApplication.focusWidget(), key)
    bench.answer()
    step = at_w(bench) - first
    assert step * way == pytest.approx(0.05)
    assert bench.page.back.isVisible()


def test_time_keys_are_left_to_time(bench):
    bench.page.view.setFocus()
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_Escape):
        QTest.keyClick(bench.page.view, key)
    assert bench.asked == []


def test_while_training_runs_the_handle_can_be_moved_too(bench, port):
    bench.session.apply(Run())
    bench.session.tick(0.002)
    bench.show()
    start = at_w(bench)
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(-80, 0))
    bench.session.apply(bench.asked[-1])
    bench.session.tick(0.001)
    assert bench.show().live
    assert bench.page.view.marks.marks.handle == bench.asked[-1].value
    assert abs(bench.page.view.marks.marks.at - bench.asked[-1].value) < abs(at_w(bench) - start)
    QTest.mouseRelease(port, Button.LeftButton, pos=at)
    bench.session.tick(0.001)
    for _ in range(3):
        bench.show()
    assert bench.page.view.marks.marks.handle == at_w(bench)


def test_what_has_diverged_can_not_be_moved(qtbot):
    bench = Bench(qtbot, CurvePage, replace(CIRCLE, activations=("identity",) * 3, eta=1e300), PICK)
    while bench.session.state.value == "paused":
        bench.session.apply(Step("phase"))
        bench.show()
    drag(bench, bench.page.view.viewport(), 50)
    assert bench.asked == []
    bench.session.apply(Reset())
    bench.show()
    drag(bench, bench.page.view.viewport(), 50)
    assert len(bench.asked) == 1


def test_another_run_fits_its_ranges_anew(bench, port):
    before = ranges(bench)
    drag(bench, port, 900)
    bench.answer()
    bench.show()
    assert ranges(bench) != before
    bench.session.apply(Reset())
    bench.show()
    assert ranges(bench) == before
    assert not bench.page.back.isVisible()


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
