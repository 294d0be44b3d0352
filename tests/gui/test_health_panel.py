"""The health panel: remarks, histograms over the steps, and figures, all of the measurements."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Button, Key, Modifier
from pointing import over
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from core.commands import Edit
from core.experiment import Experiment, default_experiment
from core.health.bins import BINS, ZERO
from core.health.picture import health
from core.presets import preset
from core.selection import Node, Pick
from gui.health.columns import Columns, shades
from gui.health.figures import HEADS, PIXELS, WIDTHS
from gui.theme import DARK, LIGHT
from gui.writing.fonts import number_font

CIRCLE = default_experiment("circle")
DEEP = replace(CIRCLE, n=(2, *(3,) * 15, 1), activations=("tanh",) * 15 + ("sigmoid",))


def opened(driver):
    """The panel, in front."""
    driver.press(Key.Key_H, Modifier.ControlModifier)
    driver.until(lambda: "health" in driver.window.dock_layout.visible)
    return driver.window.health


def steps(driver, count):
    """Single steps, each of them measured."""
    for _ in range(count):
        driver.step("step")
        driver.until(lambda: measured_now(driver))


def measured_now(driver):
    found = driver.window.health.watch.found
    return found is not None and found.step == driver.window.engine.frame.cursor.step


def told(panel):
    return [line.words.text() for line in panel.remarks.lines if line.isVisible()]


def test_before_anything_is_measured_it_says_what_to_do(driver):
    panel = opened(driver)
    assert panel._pages.currentIndex() == 0
    assert "Do a step" in panel._pages.currentWidget().text()
    steps(driver, 1)
    assert panel._pages.currentIndex() == 1


def test_the_name_of_a_column_keeps_off_the_next(qapp):
    metrics = QFontMetricsF(number_font(PIXELS))
    assert all(metrics.horizontalAdvance(k) <= wide for k, wide in zip(HEADS, WIDTHS, strict=True))


def test_there_is_a_row_for_each_layer_with_the_figures_of_now(driver):
    panel = opened(driver)
    steps(driver, 3)
    frame = driver.window.engine.frame
    assert [row.l for row in panel.rows] == [1, 2]
    for row in panel.rows:
        ratio = np.linalg.norm(frame.w[row.l] - frame.w_before[row.l]) / np.linalg.norm(frame.w_before[row.l])
        written = row.figures.shown[0].words.replace("−", "-")
        assert float(written) == pytest.approx(ratio, rel=0.05)
        assert row.figures.shown[2].words == f"0/{frame.n[row.l]}"
        assert not row.figures.faded
        found = health(frame)
        assert row.figures.shown[1].words == f"{int(100 * found.layer(row.l).saturated)} %"


def test_the_histograms_are_those_that_were_measured(driver):
    panel = opened(driver)
    steps(driver, 4)
    kept = driver.window.engine.frame.record.health.path
    colours = shades(DARK)
    first, last = panel.time.view
    for row in panel.rows:
        pixels = row.heat.pixels
        width = pixels.shape[1]
        for entry in kept:
            x = int((entry.step - 0.5 - first) / (last - first) * width)
            counts = entry.counts[row.l - 1]
            expected = colours[np.rint(255 * np.sqrt(counts / counts.sum())).astype(int)]
            np.testing.assert_array_equal(pixels[:, x], expected)
        beyond = int((kept[-1].step + 0.5 - first) / (last - first) * width)
        assert (pixels[:, beyond:] == colours[0]).all()


def test_all_rows_have_the_same_sizes_and_hold_what_there_is(driver):
    panel = opened(driver)
    steps(driver, 3)
    ranges = {tuple(row.plot.box.viewRange()[1]) for row in panel.rows}
    assert len(ranges) == 1
    low, high = ranges.pop()
    values = np.abs(np.concatenate([k.ravel() for k in driver.frame.dC_dw[1:]]))
    assert low <= np.log10(values[values > 0]).min()
    assert np.log10(values.max()) <= high


def test_another_theme_has_its_own_colours(driver):
    panel = opened(driver)
    steps(driver, 2)
    driver.in_theme("light")
    assert (panel.rows[0].heat.pixels[:, -1] == shades(LIGHT)[0]).all()


def test_a_click_goes_to_its_step(driver):
    panel = opened(driver)
    steps(driver, 5)
    mouse = over(panel)
    mouse.click(mouse.place(2))
    driver.wait_for(lambda frame: frame.cursor.step == 2)
    driver.until(lambda: panel.watch.found.step == 2)
    assert panel.rows[0].plot.present.isVisible()


def test_the_mouse_reads_a_row_and_lights_its_layer(driver):
    panel = opened(driver)
    steps(driver, 4)
    lit = []
    panel.lit.connect(lit.append)
    mouse = over(panel)
    mouse.move(mouse.place(3))
    assert lit[-1] == tuple(Node(1, i) for i in range(3))
    assert panel.head.text()
    assert panel.head.toolTip().startswith("Each row is a layer")
    assert "ℓ = 1, step 3" in panel.head._wordings[0]
    mouse.leave()
    assert lit[-1] == ()
    assert "sizes of ∂C̄/∂w" in panel.head._wordings[-1]


def test_figures_of_an_earlier_moment_are_faded_and_labelled(driver):
    panel = opened(driver)
    steps(driver, 2)
    driver.window.engine.send(Edit("parameter", 0.5, at=Pick(1, 0, 0)))
    driver.until(lambda: panel.rows[0].figures.faded)
    assert panel.watch.stale
    assert "figures of step 2" in panel.head._wordings[0]
    assert not panel.remarks.lines[0].words.isEnabled()
    steps(driver, 1)
    assert not panel.rows[0].figures.faded


def test_a_healthy_network_is_said_to_be_so(driver):
    panel = opened(driver)
    steps(driver, 3)
    assert told(panel)[0].startswith("Nothing to remark")


def test_gradients_that_vanish_are_remarked_and_a_click_tells_why(open_window):
    driver = open_window(preset("vanishing").experiment, size=(1280, 800))
    panel = opened(driver)
    lit = []
    panel.lit.connect(lit.append)
    steps(driver, 3)
    assert len(told(panel)) == 1
    assert told(panel)[0].startswith("Gradients vanish")
    assert "multiplied" not in told(panel)[0]
    line = panel.remarks.lines[0]
    QTest.mouseClick(line, Button.LeftButton, pos=QPoint(20, 8))
    assert "multiplied by w and σ′" in told(panel)[0]
    line.setFocus()
    QTest.keyClick(line, Key.Key_Return)
    assert "multiplied" not in told(panel)[0]
    QTest.mouseMove(line, QPoint(20, 8))
    driver.until(lambda: lit and lit[-1] == tuple(Node(1, i) for i in range(6)))


def test_sixteen_layers_can_be_scrolled_to(open_window):
    driver = open_window(DEEP, size=(1280, 800))
    panel = opened(driver)
    steps(driver, 1)
    driver.until(lambda: len(panel.rows) == 16)  # in several turns, so that nobody waits for all
    assert panel.rows[-1].figures.shown == ()
    bar = panel._scroll.verticalScrollBar()
    driver.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    last = panel.rows[-1].plot.sceneBoundingRect()
    shown = panel.view.mapFromScene(last).boundingRect().translated(panel.view.pos())
    assert panel._scroll.viewport().rect().contains(shown.center())
    assert panel.rows[-1].figures.shown[2].words == "0/1"
    assert panel.rows[-1].heat.pixels.size > 0


def test_of_a_network_that_grows_the_rows_stay_and_the_last_has_the_axis(driver):
    panel = opened(driver)
    steps(driver, 1)
    before = list(panel.rows)
    driver.window.load(driver.experiment.with_hidden((3, 2, 2)))
    driver.until(lambda: driver.frame.L == 4)
    steps(driver, 1)
    assert panel.rows[:2] == before
    heights = [row.plot.axes["bottom"].height() for row in panel.rows]
    assert heights[3] > heights[0] == heights[1] == heights[2]
    driver.window.load(driver.experiment.with_hidden((3,)))
    driver.until(lambda: driver.frame.L == 2)
    steps(driver, 1)
    assert len(panel.rows) == 2
    assert panel.rows[1].plot.axes["bottom"].height() == heights[3]


def test_one_layer_alone(open_window):
    driver = open_window(Experiment("line", (1, 1), ("identity",), eta=0.1, m=10))
    panel = opened(driver)
    steps(driver, 3)
    assert len(panel.rows) == 1
    assert panel.rows[0].figures.shown[2].words == "0/1"
    driver.load("circle")
    driver.step("step")
    driver.until(lambda: len(panel.rows) == 3)


def test_while_training_runs_it_goes_on(open_window):
    driver = open_window(CIRCLE)
    panel = opened(driver)
    driver.run_at_full_speed()
    driver.until(lambda: len(panel.columns.steps) > 8)
    driver.pause()
    driver.until(lambda: panel.watch.found.step == driver.frame.cursor.step)
    assert not panel.watch.stale
    x, _ = panel.rows[0].median.getData()
    np.testing.assert_array_equal(x, panel.columns.steps)


def test_exact_zeros_have_a_strip_of_their_own(open_window):
    driver = open_window(preset("dead").experiment)
    panel = opened(driver)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 500)
    driver.pause()
    driver.until(lambda: panel.watch.found.layer(1).dead == 8)
    assert panel.columns.has_zeros(*panel.time.range)
    assert panel.rows[0].heat._zeros
    assert panel.rows[0].figures.shown[2].words == "8/8"
    assert panel.rows[0].figures.shown[2].bad


def test_columns_without_measurements():
    columns = Columns()
    assert columns.ends(0, 10) is None
    assert not columns.has_zeros(0, 10)
    assert columns.at(3) is None


def test_columns_reach_from_the_one_before_to_their_own_step(driver):
    opened(driver)
    steps(driver, 3)
    columns = driver.window.health.columns
    assert [columns.at(k) for k in (-1, 0, 0.5, 1, 1.5, 3, 3.1)] == [None, 0, 0, 0, 1, 2, None]
    assert columns.levels.shape == (2, 3, BINS)
    assert (columns.levels[:, :, ZERO] == 0).all()


def test_a_deeper_network_is_shown_though_the_axis_of_steps_changes_with_it(open_window):
    driver = open_window(CIRCLE)
    panel = opened(driver)
    steps(driver, 1)
    deeper = driver.window.engine.frame
    driver.window.load(replace(CIRCLE, n=(2, 1), activations=("sigmoid",)))
    driver.wait_for(lambda frame: frame.L == 1)
    steps(driver, 12)
    driver.until(lambda: len(panel.rows) == 1)
    changed = []
    panel.time.changed.connect(lambda: changed.append(panel.time.range))
    panel.show_frame(deeper)  # the axis draws at once when it takes up the other run
    assert changed
    assert len(panel.rows) == deeper.L


def test_rows_that_are_made_while_training_runs_are_seen_all_at_once(open_window):
    driver = open_window(default_experiment("circle").with_hidden((4, 4, 4, 4)))
    driver.run_at_full_speed()
    panel, seen = driver.window.health, []
    driver.window.engine.frame_changed.connect(lambda frame: seen.append((len(panel.rows), shows(panel))))
    opened(driver)
    driver.until(lambda: shows(panel))
    assert len(panel.rows) == 5
    assert {rows for rows, shown in seen if shown} <= {5}
    driver.pause()


def shows(panel):
    """Whether the panel shows its rows, and not what it says before there is anything."""
    return panel.view is not None and panel.view.isVisible()
