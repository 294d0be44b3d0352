"""What the batch page says of the update: made from the mean, to come or done, against numbers by hand."""

import numpy as np
import pytest
from by_hand import own_derivatives
from chain_pages import Bench
from driving import Button
from PySide6.QtWidgets import QPushButton
from reading import painted_texts

from core.commands import Edit
from core.cursor import phase_count
from core.experiment import default_experiment
from core.selection import Pick
from gui.chain.batch import BatchPage
from gui.chain.batch_words import written
from gui.writing.numbers import significant

CIRCLE = default_experiment("circle")
PICK = Pick(2, 1, 3)
PHASES = phase_count(3)


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, BatchPage, CIRCLE, PICK)


def four(value):
    return significant(value, 4)


def test_through_a_step_the_words_say_what_will_be_and_then_what_is(bench):
    start = bench.frame
    values = own_derivatives(start, start.w, start.b, PICK)
    mean, before = values.mean(), start.w[2][1, 3]
    after = before - 0.5 * mean
    factor = f"({four(mean)})" if mean < 0 else four(mean)
    wanted = (
        f"Δw²₂₄ = −η ∂C̄/∂w²₂₄ = −0.5 · {factor} = {four(-0.5 * mean)},   w²₂₄: {four(before)} → {four(after)}"
    )
    for phase in range(PHASES):
        page, frame = bench.page, bench.frame
        assert page.update_line.text == wanted
        assert page.mean.text == f"mean = ∂C̄/∂w²₂₄ = {four(mean)}"
        assert bool(page.mean.line.remark) is not frame.fresh_dC_dz(2)
        done = phase == PHASES - 1
        assert page.update_line.line.remark == ("the update is done" if done else "the update is to come")
        bench.step()
    assert not np.array_equal(bench.frame.batch, start.batch)
    assert bench.page.update_line.text != wanted


def test_what_is_computed_ahead_says_so_and_is_not_faded(bench):
    bench.step(times=3)
    assert (
        bench.page.mean.line.remark == "computed ahead: this step's backward pass has not come to layer 2 yet"
    )
    ahead = bench.page.bars.grab().toImage()
    bench.step(times=4)
    assert bench.page.mean.line.remark == ""
    assert bench.page.bars.grab().toImage() == ahead


def test_a_frozen_weight_stays(bench):
    net = bench.session.trainer.net
    flags = np.zeros(net.theta.size)
    net.with_theta(flags).w[2][1, 3] = 1.0
    net.mask[:] = flags == 1.0
    frame = bench.show()
    w = four(frame.w[2][1, 3])
    assert bench.page.update_line.text == f"Δw²₂₄ = 0,   w²₂₄ = {w}"
    assert "frozen" in bench.page.update_line.line.remark
    bench.step("step")
    assert bench.page.update_line.text == f"Δw²₂₄ = 0,   w²₂₄ = {w}"


def test_a_learning_rate_changed_after_the_update_is_not_said_to_have_made_it(bench):
    frame = bench.step("step")
    assert bench.page.update_line.text.startswith("Δw²₂₄ = −η")
    bench.session.apply(Edit("eta", 2.0))
    bench.show()
    before, after = frame.w_before[2][1, 3], frame.w[2][1, 3]
    words = f"Δw²₂₄ = {four(after - before)},   w²₂₄: {four(before)} → {four(after)}"
    assert bench.page.update_line.text == words
    bench.step()
    assert "−2 · " in bench.page.update_line.text


def test_biases_and_digits(bench):
    frame = bench.look(Pick(1, 2))
    values = own_derivatives(frame, frame.w, frame.b, Pick(1, 2))
    for count in (2, 4, 12):
        bench.digits.set(count)
        assert bench.page.mean.text == f"mean = ∂C̄/∂b¹₃ = {significant(values.mean(), count)}"
        assert bench.page.update_line.text.startswith("Δb¹₃ = −η ∂C̄/∂b¹₃ = −0.5 · ")


@pytest.mark.parametrize("size", [(640, 190), (330, 160)])
@pytest.mark.parametrize("count", [4, 15])
def test_the_outcome_of_the_update_is_always_readable(qtbot, size, count):
    bench = Bench(qtbot, BatchPage, CIRCLE, PICK, size=size)
    bench.digits.set(count)
    line = bench.page.update_line
    if size[0] > 600 or count < 10:
        painted = painted_texts(line)
        assert any("→" in text for _, _, text in painted)
        end = max(
            x + line.fontMetrics().horizontalAdvance(text) * 0.5 for x, _, text in painted if text.strip()
        )
        assert end < line.width()
    assert f"→ {significant(bench.page.found.after, count)}" in line.toolTip()


@pytest.mark.parametrize(("eta", "text"), [(0.5, "0.5"), (2.0, "2"), (0.0123, "0.0123"), (1e-7, "1e−7")])
def test_a_learning_rate_is_written_as_it_was_entered(eta, text):
    assert written(eta) == text


def test_in_an_exercise_the_outcome_of_the_update_is_told_after_it(bench):
    bench.look(PICK, exercise=True)
    bench.step(times=PHASES - 2)
    assert bench.page.update_line.text == "Δw²₂₄ = −η ∂C̄/∂w²₂₄"
    frame = bench.step()
    assert frame.precedes_update
    assert bench.page.update_line.text.endswith(f"→ {four(frame.w[2][1, 3])}")


# In the window


def test_in_the_window_a_click_on_a_bar_shows_its_sample(open_window):
    driver = open_window(CIRCLE, size=(1500, 950))
    driver.window.viewer.select(PICK)
    panel = driver.window.chain_rule
    driver.click(next(k for k in panel.bar.findChildren(QPushButton) if k.text() == "Batch"))
    driver.until(lambda: panel.batch.bars.isVisible() and panel.batch.found is not None)
    bars = panel.batch.bars
    sample = int(driver.frame.batch[6])
    driver.qtbot.mouseClick(bars, Button.LeftButton, pos=bars.rect_of(sample).center().toPoint())
    driver.wait_for(lambda f: f.sample == sample)
    before = panel.batch.found
    frame = driver.step("step")
    driver.until(lambda: panel.batch.found.done)
    assert panel.batch.found.mean == pytest.approx(frame.dC_dw[2][1, 3], rel=1e-10)
    assert panel.batch.found.mean == pytest.approx(before.mean, rel=1e-12)
    assert panel.batch.update_line.text.endswith(f"→ {four(frame.w[2][1, 3])}")
