"""The handle of the curve: the weight is moved by hand, and everything follows."""

from dataclasses import replace

import pytest
from by_hand import Pass
from chain_pages import Bench
from curve_handle import at_w, cost_by_hand, drag, press, ranges
from driving import Button, Key
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from core.commands import Edit, Reset, Run, Step
from core.experiment import default_experiment
from core.selection import Pick
from gui.chain.curve import CurvePage
from gui.writing.numbers import significant

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, CurvePage, CIRCLE, PICK)


@pytest.fixture
def port(bench):
    return bench.page.view.viewport()


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


def test_what_is_held_while_its_weight_is_deselected_is_let_go(bench, port):
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(30, 0))
    bench.look(None)
    bench.look(PICK)
    QTest.mouseMove(port, at + QPoint(60, 0))
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(60, 0))
    assert len(bench.asked) == 1
    assert bench.page.view.marks.marks.handle == at_w(bench)


def test_in_an_exercise_the_weight_stays_since_moving_it_would_begin_the_step_again(bench, port):
    bench.look(PICK, exercise=True)
    bench.step(times=6)
    assert not bench.page.hint.isVisible()
    drag(bench, port, 40)
    assert bench.asked == []


# In the window


@pytest.fixture
def driver(open_window):
    """A window with the curve of a weight open."""
    driver = open_window(CIRCLE, size=(1500, 950))
    driver.window.viewer.select(PICK)
    panel = driver.window.chain_rule
    button = next(k for k in panel.bar.findChildren(QPushButton) if k.text() == "Curve")
    driver.click(button)
    driver.until(panel.curve.view.isVisible)
    driver.wait_for(lambda f: f.derivation is not None)
    driver.until(lambda: panel.curve.view.marks.marks.at == driver.frame.w[2][1, 3])
    return driver


def test_in_the_window_c_moves_with_the_handle_and_escape_puts_it_back(driver):
    page, start = driver.window.chain_rule.curve, driver.frame.w[2][1, 3]
    view = page.view
    port, at = view.viewport(), view.place_of_handle()
    costs = set()
    QTest.mousePress(port, Button.LeftButton, pos=at)
    for by in (40, 80, 120):
        QTest.mouseMove(port, at + QPoint(by, 0))
        wanted = view.marks.marks.handle
        frame = driver.wait_for(lambda f, w=wanted: f.w[2][1, 3] == w)
        driver.until(lambda w=wanted: view.marks.marks.at == w)
        costs.add(view.marks.marks.C)
        own = Pass(frame.w, frame.b, CIRCLE.activations, frame.x[:, 0], frame.y[:, 0])
        assert pytest.approx(own.C, rel=1e-12) == view.marks.marks.C
        assert view.marks.marks.slope == pytest.approx(own.dC_dw[2][1, 3], rel=1e-9)
    assert len(costs) == 3
    driver.press(Key.Key_Escape)
    driver.wait_for(lambda f: f.w[2][1, 3] == start)
    assert driver.frame.pick == PICK
    QTest.mouseRelease(port, Button.LeftButton, pos=at)


def test_in_the_window_time_goes_on_by_its_keys_while_the_curve_has_the_keyboard(driver):
    driver.window.chain_rule.curve.view.setFocus()
    assert driver.step("step").precedes_update
    driver.press(Key.Key_Up)
    frame = driver.wait_for(lambda f: not f.precedes_update)
    assert frame.cursor.step == 1
    assert frame.w[2][1, 3] == round(frame.w[2][1, 3], 2)
    driver.click(driver.window.chain_rule.curve.back)
    driver.wait_for(lambda f: f.w[2][1, 3] != frame.w[2][1, 3])
