"""The lines of the batch page where there is little room, once training has stopped, and while it runs."""

from dataclasses import replace

import numpy as np
import pytest
from chain_pages import Bench
from PySide6.QtWidgets import QPushButton
from reading import painted_texts

from core.commands import Run
from core.experiment import Experiment, default_experiment
from core.selection import Pick
from gui.chain import pace as module
from gui.chain.batch import BatchPage
from gui.writing.numbers import significant

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)
STOPPED = "Training has stopped: a number is no longer finite."
AHEAD = "computed ahead: this step's backward pass has not come to layer 2 yet"


def joined(widget):
    return "".join(text for _, _, text in painted_texts(widget))


def test_at_many_digits_the_update_takes_two_lines(qtbot):
    bench = Bench(qtbot, BatchPage, CIRCLE, PICK, size=(560, 190))
    line = bench.page.update_line
    low = line.height()
    assert "−η" in joined(line)
    bench.digits.set(15)
    bench.qtbot.waitUntil(lambda: line.height() == 2 * low)
    found = bench.page.found
    rows = {}
    for _, y, text in painted_texts(line):
        rows.setdefault(y > low, []).append(text)
    first, second = "".join(rows[False]), "".join(rows[True])
    assert "−η" in first
    assert first.rstrip(" ,").endswith(significant(found.delta, 15))
    assert f"→ {significant(found.after, 15)}" in second
    bench.digits.set(4)
    bench.qtbot.waitUntil(lambda: line.height() == low)


def test_on_a_low_page_what_the_update_is_made_of_is_shortened_with_a_trace(qtbot):
    bench = Bench(qtbot, BatchPage, CIRCLE, PICK, size=(500, 150))
    line, low = bench.page.update_line, bench.page.update_line.height()
    bench.digits.set(12)
    found = bench.page.found
    assert line.height() == low
    assert "…" in joined(line)
    assert f"→ {significant(found.after, 12)}" in joined(line)
    assert f"−0.5 · ({significant(found.mean, 12)})" in line.toolTip()
    assert "−η ∂C̄/∂w²₂₄" in line.toolTip()


def test_done_or_to_come_is_said_at_any_number_of_digits(qtbot):
    bench = Bench(qtbot, BatchPage, CIRCLE, PICK)
    for count in range(2, 16):
        bench.digits.set(count)
        bench.qtbot.waitUntil(
            lambda: bench.page.update_line.height() == bench.page.update_line.sizeHint().height()
        )
        assert "the update is to come" in joined(bench.page.update_line)
        assert "−η" in joined(bench.page.update_line)


def test_the_bars_stay_while_the_numbers_of_the_update_become_longer_and_shorter(qtbot, monkeypatch):
    monkeypatch.setattr(module, "SHARE", 0.0)
    bench = Bench(qtbot, BatchPage, CIRCLE, PICK, size=(500, 190))
    bench.session.apply(Run())
    heights = []
    for _ in range(40):
        bench.session.tick(0.002)
        assert bench.show().live
        heights.append(bench.page.update_line.sizeHint().height())
    assert heights == sorted(heights)


@pytest.mark.parametrize("width", range(250, 640, 26))
def test_a_remark_is_cut_after_a_word_and_whole_in_the_tip(qtbot, width):
    bench = Bench(qtbot, BatchPage, CIRCLE, PICK, size=(width, 190))
    line = bench.page.mean
    assert line.line.remark == AHEAD
    assert AHEAD in line.toolTip()
    shown = painted_texts(line)[-1][2]
    if shown != AHEAD and shown != "…" and "computed" in shown:
        assert shown.endswith(" …")
        kept = shown.removesuffix(" …")
        assert AHEAD.startswith(kept)
        assert AHEAD[len(kept)] in " :"


def diverged(qtbot, experiment, pick):
    bench = Bench(qtbot, BatchPage, experiment, pick)
    bench.session.apply(Run())
    while bench.session.state.value == "running":
        bench.session.tick(0.01)
        bench.show()
    assert bench.show().state == "diverged"
    return bench


def test_once_training_has_stopped_one_sentence_says_so(qtbot):
    sine = Experiment("sine", (1, 8, 8, 1), ("tanh", "tanh", "identity"), eta=1e6, m=10)
    bench = diverged(qtbot, sine, Pick(2, 3, 0))
    assert bench.page.hint.isVisible()
    assert bench.page.hint.text() == STOPPED


def test_where_some_numbers_are_left_no_update_is_said_to_come(qtbot):
    half = replace(CIRCLE, n=(2, 2, 1), activations=("relu", "identity"))
    bench = Bench(qtbot, BatchPage, half, Pick(1, 0, 0))
    bench.session.trainer.net.w[1][:, 0] = 1e200  # about half of the samples have a z above 0
    while bench.session.state.value == "paused":
        bench.step()
    assert bench.frame.state == "diverged"
    assert np.isfinite(bench.page.found.values).any()
    assert bench.page.update_line.text == STOPPED
    assert bench.page.update_line.line.remark == bench.page.mean.line.remark == ""


def test_while_training_runs_the_shown_sample_is_not_denied_to_be_of_a_batch(qtbot, monkeypatch):
    monkeypatch.setattr(module, "SHARE", 0.0)
    bench = Bench(qtbot, BatchPage, replace(CIRCLE, m=1), PICK)
    bench.look(PICK, sample=7)
    bench.session.apply(Run())
    for _ in range(5):
        bench.session.tick(0.002)
        frame = bench.show()
        assert frame.live
        words = "sample 8 is shown; the last batch is without it"
        assert bench.page.heading.line.remark == ("" if frame.in_batch else words)
    bench.session.halt()
    if not bench.show().in_batch:
        assert bench.page.heading.line.remark == "sample 8, shown, is not in this batch"


def test_in_the_window_a_remark_that_is_cut_has_a_tip(open_window):
    driver = open_window(CIRCLE, size=(1280, 800))
    driver.window.viewer.select(PICK)
    panel = driver.window.chain_rule
    driver.click(next(k for k in panel.bar.findChildren(QPushButton) if k.text() == "Batch"))
    driver.until(lambda: panel.batch.found is not None)
    panel.batch._digits.set(15)
    driver.until(lambda: significant(panel.batch.found.mean, 15) in panel.batch.mean.text)
    assert AHEAD in panel.batch.mean.toolTip()
    assert "−η" in joined(panel.batch.update_line)
