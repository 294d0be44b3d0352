"""The grip on the curve's handle: what it outlives, and that the hand hears whenever it goes."""

import pytest
from chain_pages import Bench
from curve_handle import at_w, press
from driving import Button
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from core.commands import Reset, Seek, Step
from core.experiment import default_experiment
from core.selection import Pick
from gui.chain.curve import CurvePage

PICK = Pick(2, 1, 3)


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, CurvePage, default_experiment("circle"), PICK)


@pytest.fixture
def port(bench):
    return bench.page.view.viewport()


def test_a_drag_in_the_past_goes_on_in_the_run_that_it_begins(bench, port):
    for command in (Step("step"), Step("step"), Seek(1)):
        bench.session.apply(command)
    bench.session.finish()
    old, start = bench.show().record, at_w(bench)
    at = press(bench, port)
    for by in (40, 80):
        QTest.mouseMove(port, at + QPoint(by, 0))
        wanted = bench.page.view.marks.marks.handle
        frame = bench.answer()
        assert frame.record.parent is old
        assert at_w(bench) == wanted == pytest.approx(start + by * bench.page.view.marks.per_pixel, abs=0.02)
        assert bench.page.view.held
        assert bench.page.hand.holding
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(80, 0))
    bench.show()
    assert len(bench.asked) == 2
    assert not bench.page.hand.holding
    assert bench.page.hand.value is None
    assert bench.page.back.isVisible()


@pytest.mark.parametrize("away", ["another run", "another weight", "nothing"])
def test_whatever_takes_the_handle_away_lets_the_hand_go(bench, port, away):
    released = []
    bench.page.view.released.connect(lambda: released.append(bench.page.hand.holding))
    at = press(bench, port)
    QTest.mouseMove(port, at + QPoint(30, 0))
    if away == "another run":
        bench.session.apply(Reset())
        bench.show()
    else:
        bench.look(Pick(1, 0, 0) if away == "another weight" else None)
    assert len(released) == 1
    assert not bench.page.view.held
    assert not bench.page.hand.holding
    assert bench.page.hand.value is None
    QTest.mouseRelease(port, Button.LeftButton, pos=at + QPoint(30, 0))
    assert len(released) == 1
