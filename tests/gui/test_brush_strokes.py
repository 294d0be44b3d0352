"""Points painted and erased with the mouse: what is seen at once, what the session has in the end."""

import numpy as np
import pytest
from brush import LEFT, RIGHT, Hand, drawn, line
from driving import Key, Modifier
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands import Edit

CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier
WAY = line((-0.5, 0.5), (0.5, 0.5), 9)
DOWN = line((0.0, 1.0), (0.0, -1.0), 15)


@pytest.fixture
def hand(open_window):
    """A brush over a drawing of eight points, the fine one."""
    hand = Hand(open_window(drawn())).take_brush()
    hand.easel.set_wide(False)
    return hand


# Strokes of the brush


def test_a_click_paints_one_point_exactly_there(hand):
    hand.click((0.3, -0.4))
    frame = hand.driver.wait_for(lambda frame: frame.dataset.samples == 9)
    at = hand.at(0.3, -0.4)
    assert frame.dataset.x[:, -1] == pytest.approx(hand.value(at), abs=0.0006)
    assert frame.dataset.y[0, -1] == 0
    assert frame.history.undo == "paint 1 point"


def test_a_stroke_is_seen_while_it_is_painted_and_is_one_edit_when_it_ends(hand):
    sent = []
    hand.driver.window.engine.command.connect(sent.append)
    before = hand.driver.window.engine.frame.dataset
    hand.press(WAY[0])
    hand.move(*WAY[1:])
    assert sent == []
    points = hand.easel.now.points
    assert len(points) > 8
    assert hand.unseen(points, 0) <= 3  # under the ring of the sample shown
    assert hand.driver.window.engine.frame.dataset is before
    hand.release(WAY[-1])
    [edit] = sent
    assert (edit.quantity, [k[:2] for k in edit.value]) == ("paint", points)
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 8 + len(points))
    hand.settle()
    assert hand.unseen(points, 0) <= 3


def test_the_wide_brush_strews_points_around_the_way(hand):
    hand.easel.set_wide(True)
    hand.stroke(*WAY)
    hand.settle()
    more = np.array(hand.points[8:])
    assert len(more) > 12
    assert np.abs(more[:, 1] - 0.5).max() <= 0.25
    assert more[:, 1].std() > 0.04
    assert more[:, 0].min() > -0.8
    assert more[:, 0].max() < 0.8


def test_nothing_is_painted_beside_the_plane(hand):
    hand.easel.set_wide(True)
    corner = hand.plane.area.box.topLeft().toPoint()
    QTest.mousePress(hand.layer, LEFT, pos=corner - QPoint(4, 4))
    QTest.mouseRelease(hand.layer, LEFT, pos=corner - QPoint(4, 4))
    assert hand.easel.strokes == []
    edge = line((1.1, 1.1), (1.1, -1.1), 20)
    hand.press(edge[0])
    hand.move(*edge)
    QTest.mouseMove(hand.layer, QPoint(hand.layer.width() - 2, 3))
    hand.release(edge[-1])
    hand.settle()
    more = np.array(hand.points[8:])
    assert len(more) > 10
    assert np.abs(more[:, :2]).max() <= 1.2


def test_the_axes_stand_still(hand):
    area = hand.plane.area
    for place in ((1.15, 1.15), (-1.18, 0.0)):
        hand.click(place)
        hand.settle()
        assert hand.plane.area == area
    hand.click((1.15, 1.15), RIGHT)
    hand.settle()
    assert hand.plane.area == area


def test_two_thousand_points_in_one_stroke(hand):
    hand.easel.set_wide(True)
    spiral = [
        (0.9 * r * np.cos(40 * r), 0.9 * r * np.sin(40 * r)) for r in np.linspace(0.05, 1, 1500).tolist()
    ]
    hand.press(spiral[0])
    while len(hand.easel.now.points) < 2000:
        hand.move(*spiral)
    count = len(hand.easel.now.points)
    hand.release(spiral[-1])
    frame = hand.driver.wait_for(lambda frame: frame.dataset.samples == 8 + count)
    assert frame.history.undo == f"paint {count} points"


# The eraser


def test_the_right_button_erases_what_it_touches_at_once(hand):
    on_way, beside = (0.1, 0.1), (0.6, -0.6)
    assert hand.seen(*on_way, 1)
    hand.press((0.1, 0.9), RIGHT)
    hand.move((0.1, 0.5), (0.1, 0.05))
    assert not hand.seen(*on_way, 1)
    assert hand.seen(*beside, 1)
    assert len(hand.points) == 8
    hand.release((0.1, 0.05), RIGHT)
    frame = hand.driver.wait_for(lambda frame: frame.dataset.samples == 7)
    assert (*on_way, 1) not in hand.points
    assert frame.history.undo == "erase 1 point"
    hand.settle()
    assert hand.seen(*beside, 1)
    assert not hand.seen(*on_way, 1)


def test_the_eraser_in_the_hand_erases_with_the_left_button(hand):
    hand.driver.press(Key.Key_E)
    assert hand.output.bar.buttons["Eraser"].isChecked()
    hand.click((-0.8, 0.8))
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 7)
    assert (-0.8, 0.8, 0) not in hand.points
    hand.driver.press(Key.Key_E)
    hand.settle()
    hand.click((-0.8, 0.8))
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 8)


def test_erasing_where_there_is_nothing_is_no_edit(hand):
    before = hand.driver.window.engine.frame.history.undo
    hand.stroke((0.3, 0.9), (0.5, 0.7), button=RIGHT)
    assert hand.easel.strokes == []
    hand.click((0.0, 0.5))
    frame = hand.driver.wait_for(lambda frame: frame.dataset.samples == 9)
    assert (before, frame.history.undo) == ("", "paint 1 point")


def test_the_last_point_stays_and_that_is_said(hand):
    rows = [(x, y) for y in np.linspace(1.1, -1.1, 30).tolist() for x in (-1.1, 1.1)]
    hand.easel.set_wide(True)
    hand.stroke(*rows, button=RIGHT)
    hand.driver.until(lambda: "One point must be left" in hand.driver.sentence)
    hand.settle()
    assert len(hand.points) == 8
    assert hand.seen(0.1, 0.1, 1)


def test_the_right_button_opens_no_menu(hand):
    at = hand.at(0.1, 0.1)
    QTest.mousePress(hand.layer, RIGHT, pos=at)
    QTest.mouseRelease(hand.layer, RIGHT, pos=at)
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 7)
    assert hand.layer.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
    assert QApplication.activePopupWidget() is None


# One after another, without waiting


def test_strokes_without_a_pause_arrive_in_their_order(hand):
    hand.click((0.5, 0.0))
    hand.click((0.5, 0.0), RIGHT)
    hand.click((0.5, 0.5))
    hand.click((0.1, 0.1), RIGHT)
    hand.click((0.0, 0.5))
    hand.settle()
    after = [(x, y) for x, y, _ in hand.points]
    assert after[:2] == [(-0.5, 0.0), (-0.8, 0.8)]
    assert len(after) == 8  # the first point of class 2 went with the click on (0.5, 0)
    assert np.array(after[-2:]) == pytest.approx(np.array([(0.5, 0.5), (0.0, 0.5)]), abs=0.01)
    assert not hand.seen(0.1, 0.1, 1)


def test_what_was_just_painted_is_erased_before_the_session_knows_it(hand):
    hand.stroke(*WAY)
    hand.press(WAY[0], RIGHT)
    hand.move(*WAY)
    assert not hand.seen(0.0, 0.5, 0)
    hand.release(WAY[-1], RIGHT)
    hand.settle()
    assert len(hand.points) == 8
    assert hand.driver.window.engine.frame.history.undo.startswith("erase")


def test_an_eraser_that_is_down_while_the_data_changes_takes_what_is_there_then(hand):
    hand.stroke(*WAY)
    hand.press((0.0, 0.9), RIGHT)
    hand.move((0.0, 0.7))
    hand.driver.wait_for(lambda frame: frame.dataset.samples > 8)
    hand.driver.until(lambda: len(hand.easel.strokes) == 1)
    before = len(hand.points)
    hand.move((0.0, 0.2))
    hand.release((0.0, 0.2), RIGHT)
    hand.driver.wait_for(lambda frame: frame.dataset.samples < before)
    left = np.array(hand.points)
    assert len(left) > 8
    assert np.hypot(left[:, 0], left[:, 1] - 0.5).min() > 0.05


def test_numbers_of_points_that_have_changed_meanwhile_are_refused(hand):
    engine = hand.driver.window.engine
    hand.press((0.1, 0.1), RIGHT)
    engine.send(Edit("erase", (0,)))  # as somebody else might, with the frame not there yet
    hand.release((0.1, 0.1), RIGHT)
    hand.driver.until(lambda: "erase again" in hand.driver.sentence)
    hand.settle()
    assert len(hand.points) == 7
    assert hand.seen(0.1, 0.1, 1)


# Undoing


def test_a_stroke_is_undone_and_done_again_by_keys(hand):
    hand.stroke(*WAY)
    hand.settle()
    count = len(hand.points)
    hand.click((0.1, 0.1), RIGHT)
    hand.settle()
    hand.driver.press(Key.Key_Z, CONTROL)
    hand.driver.wait_for(lambda frame: frame.dataset.samples == count)
    hand.driver.press(Key.Key_Z, CONTROL)
    hand.driver.wait_for(lambda frame: frame.dataset.samples == 8)
    hand.settle()
    assert not hand.seen(*WAY[0], 0)
    hand.driver.press(Key.Key_Z, CONTROL | SHIFT)
    hand.driver.wait_for(lambda frame: frame.dataset.samples == count)
    hand.settle()
    assert hand.seen(*WAY[0], 0)
    assert hand.layer.isVisible()


def test_painting_in_the_past_goes_another_way(hand):
    driver = hand.driver
    for _ in range(4):
        driver.step("step")
    driver.press(Key.Key_Home)
    driver.wait_for(lambda frame: frame.history.in_past)
    hand.click((0.0, 0.5))
    frame = driver.wait_for(lambda frame: frame.dataset.samples == 9)
    assert not frame.history.in_past
    assert frame.cursor.step == 0
    assert len(frame.history.runs) == 2
