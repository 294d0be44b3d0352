"""The cells of the confusion matrix select their samples, by mouse and by keys."""

from bisect import bisect_right

import numpy as np
import pytest
from confusions import click, digits, mistake, opened, samples
from driving import Key, Modifier
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from core.commands import Show
from gui.theme import DARK
from gui.writing.numbers import grouped

__all__ = ["digits"]


def outlined(driver, sample):
    """Whether a sample's cell in the grid has the outline of what is selected in the matrix."""
    grid = driver.window.samples.grid
    box = grid.rect_of(sample)
    at = QPoint(round(box.left()) - 1, round(box.center().y()))
    return grid.viewport().grab().toImage().pixelColor(at) == QColor(DARK.accent)


def marked(driver):
    return driver.window.samples._marked.tolist()


def sentence(driver):
    return driver.window.confusion.matrix.accessibleDescription()


@pytest.fixture
def cell(digits):
    """A cell with several samples that are taken for something else."""
    return mistake(digits.frame)


# Clicks


def test_clicks_on_a_cell_show_its_samples_one_after_another_and_begin_again(digits, cell):
    inside = samples(digits.frame, cell)
    for place, sample in [*enumerate(inside, 1), (1, inside[0])]:
        click(digits, cell)
        frame = digits.wait_for(lambda f, sample=sample: f.sample == sample)
        assert not frame.follows_batch
        assert frame.held_out[sample]
        assert digits.window.samples._place.text() == "held out of training"
        told = f"sample {grouped(sample + 1)} shown ({place} of {len(inside)})"
        digits.until(lambda told=told: told in sentence(digits))
    row, column = cell
    assert sentence(digits).startswith(f"true {row}, predicted {column}: {len(inside)} samples, ")
    click(digits, cell, Modifier.ShiftModifier)
    digits.wait_for(lambda f: f.sample == inside[-1])


def test_another_cell_begins_with_its_first_sample(digits, cell):
    for sample in samples(digits.frame, cell)[:2]:
        click(digits, cell)
        digits.wait_for(lambda f, sample=sample: f.sample == sample)
    firsts = {(k, k): samples(digits.frame, (k, k)) for k in range(10)}
    other, inside = next((k, v) for k, v in firsts.items() if v and v[0] < sample < v[-1])
    click(digits, other)
    digits.wait_for(lambda f: f.sample == inside[0])


def test_quick_clicks_skip_no_sample(digits, cell):
    inside = samples(digits.frame, cell)
    asked = []
    digits.window.confusion.sample_chosen.connect(asked.append)
    for _ in range(2 * len(inside)):
        click(digits, cell)
    digits.window.confusion.sample_chosen.disconnect(asked.append)
    assert asked == inside * 2


def test_the_samples_of_the_cell_are_outlined_among_all(digits, cell):
    inside = samples(digits.frame, cell)
    click(digits, cell)
    digits.until(lambda: marked(digits) == inside)
    digits.wait_for(lambda f: f.sample == inside[0])
    others = [k for k in range(40) if k not in inside and k not in digits.frame.batch][:5]
    digits.until(lambda: all(outlined(digits, k) for k in inside[1:]))
    assert not any(outlined(digits, k) for k in others)
    digits.click(digits.window.confusion.bar.buttons["everything"])
    assert marked(digits) == samples(digits.frame, cell, "everything")


def test_the_outlines_go_with_the_panel_and_come_back_with_it(digits, cell):
    click(digits, cell)
    inside = samples(digits.frame, cell)
    digits.until(lambda: marked(digits) == inside)
    digits.window.docks["chain_rule"].raise_()
    digits.until(lambda: marked(digits) == [])
    digits.window.docks["confusion"].raise_()
    digits.until(lambda: marked(digits) == inside)
    digits.load("iris")
    digits.wait_for_score()
    digits.until(lambda: marked(digits) == [])


def test_an_empty_cell_is_selected_and_shows_nothing_else(digits):
    counts = digits.window.confusion.matrix.content.counts
    row, column = np.argwhere(counts == 0)[0].tolist()
    before = digits.frame.sample
    asked = []
    digits.window.engine.command.connect(asked.append)
    click(digits, (row, column))
    digits.until(lambda: sentence(digits) == f"true {row}, predicted {column}: no sample")
    digits.window.engine.command.disconnect(asked.append)
    assert not [k for k in asked if isinstance(k, Show)]
    assert digits.frame.sample == before
    assert marked(digits) == []


def test_while_training_runs_a_cell_stays_selected_and_its_samples_change(digits, cell):
    click(digits, cell)
    first = digits.wait_for(lambda f: f.sample == samples(f, cell)[0]).sample
    before = marked(digits)
    digits.click(digits.button("run"))  # in the matrix the space bar means the next sample
    digits.wait_for_state("running")
    digits.until(lambda: marked(digits) != before)
    digits.click(digits.button("run"))
    digits.wait_for_state("paused")
    frame = digits.wait_for_score()
    digits.until(lambda: marked(digits) == samples(frame, cell))
    assert digits.window.confusion.matrix.cell == cell
    left = samples(frame, cell)
    click(digits, cell)
    if left:
        digits.wait_for(lambda f: f.sample == left[bisect_right(left, first) % len(left)])


def test_pointing_at_a_cell_reads_it_and_leaving_reads_the_one_selected(digits, cell):
    click(digits, cell)
    digits.until(lambda: "shown" in sentence(digits))
    matrix, row = digits.window.confusion.matrix, (cell[0] + 1) % 10
    QTest.mouseMove(matrix, matrix.rect_of((row, row)).center().toPoint())
    digits.until(lambda: sentence(digits).startswith(f"true {row}, predicted {row}: "))
    assert matrix.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(digits.window.canvas, QPoint(30, 30))
    digits.until(lambda: "shown" in sentence(digits))


# Keys


def test_arrow_keys_move_among_the_cells_and_not_through_time(digits):
    matrix = digits.window.confusion.matrix
    before = digits.frame.cursor
    click(digits, (4, 4))
    assert matrix.hasFocus()
    ways = ((Key.Key_Up, (3, 4)), (Key.Key_Right, (3, 5)), (Key.Key_Down, (4, 5)), (Key.Key_Left, (4, 4)))
    for key, to in ways:
        digits.press(key)
        assert matrix.cell == to
        digits.until(lambda to=to: sentence(digits).startswith(f"true {to[0]}, predicted {to[1]}: "))
    for key, to in ((Key.Key_Up, (0, 4)), (Key.Key_Left, (0, 0))):
        for _ in range(12):
            digits.press(key)
        assert matrix.cell == to
    assert digits.frame.cursor == before


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return])
def test_space_and_enter_show_the_next_sample_and_do_not_run(digits, cell, key):
    matrix, inside = digits.window.confusion.matrix, samples(digits.frame, cell)
    matrix.setFocus(Qt.FocusReason.TabFocusReason)
    digits.press(key)  # the first key selects a cell with the most mistakes
    counts = matrix.content.counts
    assert counts[matrix.cell] == (counts - np.diag(np.diag(counts))).max()
    matrix.select(cell)
    for sample in inside[:2]:
        digits.press(key)
        digits.wait_for(lambda f, sample=sample: f.sample == sample)
    digits.press(key, Modifier.ShiftModifier)
    digits.wait_for(lambda f: f.sample == inside[0])
    assert digits.frame.state == "paused"


def test_escape_selects_nothing_and_leaves(digits, cell):
    matrix = digits.window.confusion.matrix
    click(digits, cell)
    digits.until(lambda: marked(digits))
    digits.press(Key.Key_Escape)
    digits.until(digits.window.canvas.hasFocus)
    assert matrix.cell is None
    assert marked(digits) == []
    digits.run()
    digits.pause()


def test_other_keys_mean_what_they_mean_elsewhere(driver):
    opened(driver)
    driver.window.confusion.matrix.setFocus()
    before = driver.frame.cursor
    driver.press(Key.Key_Right, Modifier.ShiftModifier)
    driver.wait_for(lambda frame: frame.cursor.step == before.step + 1)
