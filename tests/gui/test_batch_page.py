"""The batch behind an update: bars, their mean, and what becomes of the weight, against numbers by hand."""

from dataclasses import replace

import numpy as np
import pytest
from by_hand import own_derivatives
from chain_pages import Bench
from driving import Button
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from reading import painted_texts

from core.commands import Reset, Run
from core.cursor import phase_count
from core.experiment import default_experiment
from core.selection import Node, Pick
from gui.chain import pace as module
from gui.chain.batch import NOTHING, BatchPage
from gui.theme import DARK, LIGHT
from gui.writing.numbers import grouped, significant

CIRCLE = default_experiment("circle")
DIGITS = default_experiment("digits")
PICK = Pick(2, 1, 3)
PHASES = phase_count(3)


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, BatchPage, CIRCLE, PICK)


def texts(widget):
    return [text for _, _, text in painted_texts(widget)]


def place(bench, k):
    """A point on the bar at place k of the batch."""
    bars = bench.page.bars
    return bars.row.bar(k, float(bars.found.values[k])).center().toPoint()


def four(value):
    return significant(value, 4)


# The bars


@pytest.mark.parametrize(
    ("experiment", "pick"),
    [
        (replace(CIRCLE, m=1), PICK),
        (replace(CIRCLE, m=4), Pick(3, 0, 1)),
        (CIRCLE, Pick(1, 2)),
        (replace(DIGITS, m=178), Pick(3, 4, 2)),
    ],
    ids=lambda k: str(getattr(k, "m", k)),
)
def test_each_sample_has_a_bar_as_long_as_its_derivative(qtbot, experiment, pick):
    bench = Bench(qtbot, BatchPage, experiment, pick)
    frame, bars = bench.frame, bench.page.bars
    wanted = own_derivatives(frame, frame.w, frame.b, pick)
    zero = bars.row.y(0.0)
    scale = bars.row.box.height() / (bars.row.up + bars.row.down)
    for sample, value in zip(frame.batch.tolist(), wanted.tolist(), strict=True):
        bar = bars.rect_of(sample)
        assert bar.height() == pytest.approx(max(1.0, abs(value) * scale), abs=1e-6)
        assert (bar.bottom() if value > 0 else bar.top()) == pytest.approx(zero, abs=1.0)
        assert bars.row.box.top() <= bar.top() < bar.bottom() <= bars.row.box.bottom() + 1
        assert bar.right() <= bars.width()
    mean = wanted.mean()
    assert bench.page.mean.text.endswith(f" = {four(mean)}")


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_bars_are_amber_above_zero_and_blue_below(bench, theme):
    bench.page.set_theme(theme)
    picture = bench.page.bars.grab().toImage()
    values = bench.page.found.values
    assert values.min() < 0 < values.max()
    for k, value in enumerate(values):
        bar = bench.page.bars.rect_of(bench.page.found.samples[k])
        if bar.height() > 8:
            colour = picture.pixelColor(bar.center().toPoint())
            end = QColor(theme.positive if value > 0 else theme.negative)
            assert abs(colour.hueF() - end.hueF()) < 0.08


def test_numbers_stand_at_the_bars_where_they_fit_and_otherwise_when_pointed_at(qtbot):
    wide = Bench(qtbot, BatchPage, CIRCLE, PICK, size=(1100, 300))
    written_out = texts(wide.page.bars)
    frame = wide.frame
    values = own_derivatives(frame, frame.w, frame.b, PICK)
    for sample, value in zip(frame.batch, values, strict=True):
        assert four(value) in written_out
        assert grouped(sample + 1) in written_out
    wide.digits.set(6)
    assert significant(values[0], 6) in texts(wide.page.bars)
    wide.window.hide()  # it would lie under the mouse
    narrow = Bench(qtbot, BatchPage, CIRCLE, PICK, size=(330, 160))
    assert not {four(v) for v in values} & set(texts(narrow.page.bars))
    narrow.move(narrow.page.bars, place(narrow, 4))
    sample = grouped(frame.batch[4] + 1)
    assert narrow.page.heading.text == f"sample {sample}: ∂C/∂w²₂₄ = {four(values[4])}"
    assert narrow.page.bars.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(narrow.page.bars, QEvent(QEvent.Type.Leave))
    assert narrow.page.heading.text == "∂C/∂w²₂₄ of each of the batch's 10 samples"


def test_a_click_on_a_bar_shows_that_sample(bench):
    chosen = []
    bench.page.sample_chosen.connect(chosen.append)
    for k in (0, 7, 9):
        bench.qtbot.mouseClick(bench.page.bars, Button.LeftButton, pos=place(bench, k))
    assert chosen == bench.frame.batch[[0, 7, 9]].tolist()
    bench.qtbot.mouseClick(bench.page.bars, Button.RightButton, pos=place(bench, 3))
    bench.qtbot.mouseClick(bench.page.bars, Button.LeftButton, pos=QPointF(20, 40).toPoint())
    assert len(chosen) == 3


def test_the_whole_data_set_as_a_batch(qtbot):
    bench = Bench(qtbot, BatchPage, replace(DIGITS, m=1797), Pick(3, 4, 2))
    bars, chosen = bench.page.bars, []
    bench.page.sample_chosen.connect(chosen.append)
    assert bars.row.right <= bars.width()
    at = QPointF(bars.row.box.left() + 200.5, bars.row.y(0.0)).toPoint()
    bench.move(bars, at)
    QTest.mouseClick(bars, Button.LeftButton, pos=at)
    places = bars.row.places_at(at.x())
    assert len(places) > 1
    largest = max(places, key=lambda k: abs(bars.found.values[k]))
    assert chosen == [bars.found.samples[largest]]
    value = four(bars.found.values[largest])
    assert bench.page.heading.text == f"sample {grouped(chosen[0] + 1)}: ∂C/∂w³₅₃ = {value}"
    assert bench.page.mean.text == f"mean = ∂C̄/∂w³₅₃ = {four(bars.found.values.mean())}"


def test_the_shown_sample_is_marked_or_said_not_to_be_there(bench):
    frame = bench.look(PICK, sample=int(bench.frame.batch[3]))
    assert frame.in_batch
    assert bench.page.heading.line.remark == ""
    picture, bar = bench.page.bars.grab().toImage(), bench.page.bars.rect_of(frame.sample)
    corner = bar.adjusted(-1.5, -1.5, 1.5, 1.5).topLeft().toPoint()
    assert picture.pixelColor(corner).lightnessF() > 0.8
    other = next(k for k in range(250) if k not in frame.batch)
    bench.look(PICK, sample=other)
    assert bench.page.heading.line.remark == f"sample {other + 1}, shown, is not in this batch"
    assert bench.page.bars.rect_of(other) is None


def test_a_sample_held_out_is_in_no_batch(qtbot):
    bench = Bench(qtbot, BatchPage, replace(CIRCLE, held_out=0.3), PICK)
    unseen = int(np.flatnonzero(bench.frame.held_out)[5])
    bench.look(PICK, sample=unseen)
    assert bench.page.heading.line.remark == f"sample {unseen + 1}, shown, is held out of training"


# Other moments


def test_while_training_runs_it_is_the_last_step_s_batch(qtbot, monkeypatch):
    monkeypatch.setattr(module, "SHARE", 0.0)
    bench = Bench(qtbot, BatchPage, CIRCLE, PICK)
    bench.session.apply(Run())
    for _ in range(5):
        bench.session.tick(0.002)
        frame = bench.show()
        assert frame.live
        found = bench.page.found
        wanted = own_derivatives(frame, frame.w_before, frame.b_before, PICK)
        np.testing.assert_allclose(found.values, wanted, rtol=1e-9)
        assert bench.page.update_line.line.remark == "the update is done"
        assert bench.page.update_line.text.endswith(f"→ {four(frame.w[2][1, 3])}")


def test_a_large_batch_is_looked_at_less_often_while_training_runs(bench, monkeypatch):
    monkeypatch.setattr(module, "SHARE", 1e9)
    bench.show()
    first = bench.page.found
    bench.session.apply(Run())
    for _ in range(3):
        bench.session.tick(0.002)
        assert bench.show().live
    assert bench.page.found is first
    bench.session.halt()
    bench.show()
    assert bench.page.found is not first


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
    assert bench.page.hint.isVisible()
    bench.step()
    assert bench.frame.cursor.l == 2
    assert not bench.page.hint.isVisible()


def test_what_has_diverged_is_painted_as_far_as_it_is_a_number(qtbot):
    bench = Bench(qtbot, BatchPage, replace(CIRCLE, activations=("identity",) * 3, eta=1e300), PICK)
    while bench.session.state.value == "paused":
        bench.step()
        bench.page.grab()
    assert bench.page.hint.isVisible()
    assert bench.page.hint.text() == "Training has stopped: a number is no longer finite."
    bench.session.apply(Reset())
    bench.show()
    assert not bench.page.hint.isVisible()
    assert np.isfinite(bench.page.found.values).all()
