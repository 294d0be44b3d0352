"""The samples panel: numbers, colours and what mouse and keys do with them."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Button, Key, Modifier
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from core.cursor import Phase
from core.experiment import default_experiment
from gui.targets import FAINTEST, UNKNOWN, Targets, brightness, class_colours, guessing_cost
from gui.theme import DARK, LIGHT
from gui.writing.numbers import grouped, significant


@pytest.fixture
def circle(open_window):
    """The circle, a fifth of it held out, with C of every sample known."""
    driver = open_window(replace(default_experiment("circle"), held_out=0.2))
    driver.wait_for_score()
    return driver


def point_at(driver, view, sample):
    """Move the mouse onto a sample's cell."""
    QTest.mouseMove(view.viewport(), view.rect_of(sample).center().toPoint())


def click_cell(driver, view, sample):
    driver.qtbot.mouseClick(view.viewport(), Button.LeftButton, pos=view.rect_of(sample).center().toPoint())


def colour_of(view, sample):
    """The colour near the rim of a sample's cell, as it is on the screen."""
    box = view.rect_of(sample)
    return QColor(view.viewport().grab().toImage().pixel(QPoint(round(box.left()) + 1, round(box.top()) + 1)))


# Colours


def test_any_cost_has_its_brightness():
    costs = np.array([0.0, 1e-12, 1e300, np.inf, np.nan])
    assert brightness(costs, 1e-12) == pytest.approx([FAINTEST, 1, 1, 1, UNKNOWN])


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_a_cell_is_the_brighter_the_larger_its_cost(circle, theme):
    circle.in_theme(theme.name)
    frame, grid = circle.frame, circle.window.samples.grid
    guessing = guessing_cost(frame.dataset, frame.experiment)
    assert guessing == pytest.approx(0.25, abs=1e-3)
    surface = np.array(QColor(theme.surface).getRgb()[:3])
    full = Targets(frame.dataset, theme).colours().astype(float)
    for k in (0, 17, 200):
        share = FAINTEST + (1 - FAINTEST) * min(1.0, frame.score.costs[k] / guessing) ** 0.5
        expected = surface + (full[k] - surface) * share
        np.testing.assert_allclose(colour_of(grid, k).getRgb()[:3], expected, atol=1)


def test_cells_fade_while_the_network_learns(open_window):
    driver = open_window(default_experiment("circle"))
    samples = driver.wait_for_score().dataset.samples
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.score.cost < 0.02)
    driver.pause()
    frame, grid = driver.wait_for_score(), driver.window.samples.grid
    learned = int(frame.score.costs.argmin())
    full = Targets(frame.dataset, DARK).colour(learned)
    shown = colour_of(grid, learned)
    assert abs(shown.red() - full.red()) + abs(shown.blue() - full.blue()) > 60
    assert grid.cells.count == samples


def test_classes_are_told_apart():
    for theme in (DARK, LIGHT):
        colours = class_colours(10, theme).tolist()
        assert len({tuple(c) for c in colours}) == 10
        assert class_colours(12, theme).tolist()[10:] == colours[:2]


# Mouse and keys


def test_a_click_on_a_cell_shows_that_sample(driver):
    panel = driver.window.samples
    for k in (0, 2, 1):
        click_cell(driver, panel.grid, k)
        frame = driver.wait_for(lambda frame, k=k: frame.sample == k)
        assert not frame.follows_batch
        assert panel.number.value() == k + 1
        assert not panel.follow.isChecked()
        assert frame.x[:, 0].tolist() == frame.dataset.x[:, k].tolist()
    x = ", ".join(f"{v:g}" for v in driver.frame.x[:, 0])
    assert panel._inputs.text() == f"x = ({x})"
    assert panel._target.text() == "y = 1"


def test_a_click_beside_the_cells_changes_nothing(driver):
    grid = driver.window.samples.grid
    chosen = []
    grid.chosen.connect(chosen.append)
    viewport = grid.viewport()
    driver.qtbot.mouseClick(viewport, Button.LeftButton, pos=QPoint(viewport.width() - 2, 5))
    driver.qtbot.mouseClick(viewport, Button.RightButton, pos=grid.rect_of(0).center().toPoint())
    assert chosen == []


def test_the_batch_is_a_row_of_cells_to_choose_from(circle):
    panel, frame = circle.window.samples, circle.frame
    assert [panel.strip.rect_of(k) is not None for k in frame.batch] == [True] * 10
    lefts = [panel.strip.rect_of(k).left() for k in frame.batch]
    assert lefts == sorted(lefts)
    click_cell(circle, panel.strip, int(frame.batch[7]))
    frame = circle.wait_for(lambda f: f.sample == frame.batch[7])
    assert frame.in_batch
    assert panel._place.text() == "batch 1 of 20"


def test_pointing_at_a_cell_says_what_it_is(circle):
    panel, frame = circle.window.samples, circle.frame
    inside = int(frame.batch[3])
    unseen = int(np.flatnonzero(frame.held_out)[0])
    other = next(k for k in range(250) if k not in frame.batch and not frame.held_out[k])
    for k, ending in ((inside, ", in this batch"), (unseen, ", held out"), (other, "")):
        point_at(circle, panel.grid, k)
        cost, y = significant(frame.score.costs[k], 3), frame.dataset.y[0, k]
        circle.until(lambda k=k: panel.legend.sentence.startswith(f"sample {k + 1}:"))
        assert panel.legend.sentence == f"sample {k + 1}: y = {y:g}, C = {cost}{ending}"
    QTest.mouseMove(circle.window.canvas, QPoint(30, 30))
    circle.until(lambda: panel.legend.sentence == "")


def test_who_points_before_another_theme_is_drawn_hears_of_it_after(driver):
    panel = driver.window.samples
    panel.set_theme(LIGHT)
    panel.grid.pointed.emit(1)  # at once: a frame that comes with the mouse would draw it
    assert panel.legend.sentence == ""
    driver.step("step")
    point_at(driver, panel.grid, 2)
    driver.until(lambda: panel.legend.sentence.startswith("sample 3:"))


def test_what_is_pointed_at_follows_training(driver):
    panel = driver.window.samples
    driver.wait_for_score()
    point_at(driver, panel.grid, 1)
    driver.until(lambda: "C = " in panel.legend.sentence)
    first = panel.legend.sentence
    for _ in range(3):
        driver.step("step")
    frame = driver.wait_for_score()
    assert panel.legend.sentence != first
    assert f"C = {significant(frame.score.costs[1], 3)}" in panel.legend.sentence


def test_arrow_keys_walk_through_the_cells_and_not_through_time(circle):
    panel = circle.window.samples
    click_cell(circle, panel.grid, 100)
    frame = circle.wait_for(lambda f: f.sample == 100)
    before, columns = frame.cursor, panel.grid.cells.columns
    to = 100
    for key, by in ((Key.Key_Right, 1), (Key.Key_Left, -1), (Key.Key_Down, columns), (Key.Key_Up, -columns)):
        circle.press(key)
        to += by
        circle.wait_for(lambda f, to=to: f.sample == to)
    circle.press(Key.Key_End)
    circle.wait_for(lambda f: f.sample == 249)
    circle.press(Key.Key_Right)
    circle.press(Key.Key_Home)
    assert circle.wait_for(lambda f: f.sample == 0).cursor == before
    circle.press(Key.Key_Right, Modifier.ShiftModifier)
    circle.wait_for(lambda f: f.cursor != before)
    circle.press(Key.Key_Return)
    circle.until(circle.window.canvas.hasFocus)


# The numbers


def test_the_cost_is_pale_while_it_is_an_older_steps(driver):
    panel = driver.window.samples
    assert panel._cost.text() == "C = ·"
    assert panel._cost.property("role") == "muted"
    driver.step("step")
    assert panel._cost.text() == f"C = {significant(driver.frame.C, 3)}"
    assert panel._cost.property("role") == ""
    while driver.step().cursor.phase is not Phase.COST:
        assert panel._cost.property("role") == "muted"
    assert panel._cost.property("role") == ""


def test_while_running_no_batch_is_followed(circle):
    panel = circle.window.samples
    circle.run_at_full_speed()
    circle.until(lambda: panel._place.text() == "too fast to follow")
    assert all(panel.strip.rect_of(k) is None for k in range(250))
    circle.pause()
    frame = circle.frame
    assert panel._place.text() == f"batch {frame.batch_number + 1} of 20"
    assert all(panel.strip.rect_of(int(k)) is not None for k in frame.batch)


def test_other_data_other_cells(driver):
    panel = driver.window.samples
    driver.load("iris")
    driver.wait_for_score()
    assert panel.grid.cells.count == 150
    point_at(driver, panel.grid, 149)
    driver.until(lambda: panel.legend.sentence.startswith("sample 150: y: virginica"))
    assert panel._target.text() == f"y: {driver.frame.dataset.outputs[driver.frame.y.argmax()]}"


# Held out


def test_the_share_held_out_is_drawn_hollow(driver):
    driver.load("circle")
    field, panel = driver.window.controls.held_out, driver.window.samples
    assert field.value() == 0
    driver.write(field, "30")
    frame = driver.wait_for(lambda f: f.experiment.held_out == 0.3)
    assert frame.held_out.sum() == 75
    assert driver.window.controls.batch.maximum() == 175
    picture = panel.grid.viewport().grab().toImage()
    hollow = [picture.pixelColor(panel.grid.rect_of(k).center().toPoint()).name() for k in range(250)]
    shown = np.array([name == DARK.surface for name in hollow])
    np.testing.assert_array_equal(shown, frame.held_out)
    for _ in range(3):
        assert not frame.held_out[driver.step("step").batch].any()


def test_a_hundred_thousand_samples_scroll(driver):
    driver.load("circle")
    driver.write(driver.window.controls.samples, "100000")
    driver.wait_for(lambda f: f.dataset.samples == 100_000)
    grid, legend = driver.window.samples.grid, driver.window.samples.legend
    assert grid.verticalScrollBar().maximum() > 1000
    driver.write(driver.window.samples.number, "6")
    driver.wait_for(lambda f: f.sample == 5)
    assert grid.verticalScrollBar().value() == 0
    click_cell(driver, grid, 7)
    driver.wait_for(lambda f: f.sample == 7)
    driver.press(Key.Key_End)
    driver.wait_for(lambda f: f.sample == 99_999)
    driver.until(lambda: legend.view.endswith(f" – {grouped(100_000)} in view"))
    first, last = grid.in_view()
    assert last == 99_999
    assert grid.rect_of(first).bottom() > 0 >= grid.rect_of(first - grid.cells.columns).bottom()
    box = grid.rect_of(99_999)
    assert 0 <= box.top() < box.bottom() <= grid.viewport().height()
    click_cell(driver, grid, 99_990)
    driver.wait_for(lambda f: f.sample == 99_990)
    driver.load("iris")
    driver.until(lambda: legend.view == "")
