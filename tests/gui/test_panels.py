"""Cost and gradient panels, docks, appearance, and whether everything can be read."""

from dataclasses import replace

import numpy as np
import pytest
from driving import Key, Modifier
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QMessageBox

from core.commands import Show
from core.cursor import Phase
from core.datasets import names
from core.experiment import Experiment, default_experiment
from gui.numbers import significant
from gui.theme import DARK, LIGHT

SMALLEST = (1280, 800)


def curve(driver):
    return driver.window.cost._curve.getData()


def after_steps(driver, steps):
    """So many whole steps, one at a time."""
    for _ in range(steps):
        driver.step("step")
    return driver.frame


# Cost


def test_the_cost_curve_is_the_record(driver):
    frame = after_steps(driver, 6)
    x, y = curve(driver)
    entries = frame.record.cost.query(-np.inf, np.inf, 1000)
    assert x.tolist() == [0, 1, 2, 3, 4, 5]
    np.testing.assert_allclose(y, entries.mean[:, 0], rtol=0, atol=1e-12)
    assert y[-1] == frame.mean_cost
    assert driver.window.cost._value.text().startswith("C̄ of the batch = 0.")


def test_a_long_run_is_drawn_by_every_minimum_and_maximum(open_window):
    driver = open_window(default_experiment("circle"))
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 4000)
    frame = driver.pause()
    x, y = driver.window.cost._spread.getData()
    entries = frame.record.cost.query(-np.inf, np.inf, 10**9)
    assert len(x) <= 4 * driver.window.cost.width()
    assert y.max() == entries.high.max()
    assert y.min() == entries.low.min()
    assert (np.diff(x) >= 0).all()


def test_the_axes_hold_the_whole_curve(driver):
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 3000)
    driver.pause()
    (left, right), (bottom, top) = driver.window.cost._plot.getPlotItem().viewRange()
    x, y = curve(driver)
    assert left <= x.min() <= x.max() <= right
    assert bottom <= y.min() <= y.max() <= top


def test_a_reset_empties_the_curve(driver):
    after_steps(driver, 3)
    driver.press(Key.Key_R, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.cursor.step == 0)
    assert len(curve(driver)[0]) == 0


@pytest.mark.parametrize("by", ["button", "key"])
def test_the_cost_becomes_logarithmic_and_back(driver, by):
    frame = after_steps(driver, 5)
    log, action = driver.window.cost.log, driver.window.actions["log"]
    linear = curve(driver)[1].copy()

    def toggle():
        if by == "button":
            driver.click(log)
        else:
            driver.press(Key.Key_L, Modifier.ControlModifier)

    toggle()
    assert log.isChecked()
    assert action.isChecked()
    np.testing.assert_allclose(curve(driver)[1], np.log10(linear))
    driver.step("step")
    assert curve(driver)[1][-1] == pytest.approx(np.log10(driver.frame.mean_cost))
    toggle()
    assert not log.isChecked()
    assert not action.isChecked()
    np.testing.assert_array_equal(curve(driver)[1][:-1], linear)
    assert frame.record is driver.frame.record


# Gradients


def rows(driver):
    return driver.window.gradients._rows


def test_the_gradients_have_a_row_for_each_layer_and_its_norms(driver):
    frame = after_steps(driver, 4)
    assert [row.l for row in rows(driver)] == [1, 2]
    norms = frame.record.norms.query(-np.inf, np.inf, 1000)
    for row in rows(driver):
        for k, shown in enumerate(row._curves):
            x, y = shown.getData()
            assert x.tolist() == [0, 1, 2, 3]
            np.testing.assert_allclose(10**y, norms.mean[:, 2 * (row.l - 1) + k], rtol=1e-9)
        _, of_b = row._curves
        assert 10 ** of_b.getData()[1][-1] == pytest.approx(np.linalg.norm(frame.dC_db[row.l]))


def check_map(row, values, theme):
    """Blue below zero, amber above, the further from zero the more of it: up to the rounding of colours."""
    ends = {
        sign: QColor(c).getRgb()[:3]
        for sign, c in ((-1, theme.negative), (0, theme.neutral), (1, theme.positive))
    }
    share = (np.abs(values) / row._reach)[..., None]
    end = np.where((values < 0)[..., None], ends[-1], ends[1])
    expected = np.array(ends[0]) * (1 - share) + end * share
    np.testing.assert_allclose(row._image.image[..., :3], expected, atol=3)


def test_the_maps_are_the_gradients_of_the_frame(driver):
    frame = driver.step("step")
    for row in rows(driver):
        check_map(row, frame.dC_dw[row.l], DARK)
        assert row._reach >= np.abs(frame.dC_dw[row.l]).max()
        assert row._image.opacity() == 1.0


def test_a_map_is_faded_until_its_step_has_come_to_it(driver):
    assert not any(row._image.isVisible() for row in rows(driver))
    driver.step("step")
    driver.step()
    assert all(row._image.opacity() < 1 for row in rows(driver))
    while driver.frame.cursor.phase is not Phase.BACKWARD:
        driver.step()
    assert [row._image.opacity() < 1 for row in rows(driver)] == [True, False]


def test_another_depth_builds_other_rows(driver):
    after_steps(driver, 2)
    for text, n in (("4, 4, 4", (2, 4, 4, 4, 1)), ("2", (2, 2, 1)), ("", (2, 1))):
        driver.write(driver.window.controls.hidden.edit, text)
        driver.wait_for(lambda frame, n=n: frame.n == n)
        assert len(rows(driver)) == len(n) - 1
        driver.step("step")
        assert all(row._image.isVisible() for row in rows(driver))


def test_sixteen_layers_are_shown(open_window):
    driver = open_window(Experiment("xor", (2, *[3] * 15, 1), ("tanh",) * 16, eta=0.1, m=4))
    driver.step("step")
    assert len(rows(driver)) == 16
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 50)
    driver.pause()


# Docks


class Asked:
    """Which panels the window asked for, time after time."""

    def __init__(self, engine):
        self.panels = []
        engine.command.connect(self.on_command)

    def on_command(self, command):
        if isinstance(command, Show):
            self.panels.append(set(command.view.panels))


@pytest.mark.parametrize("name", ["controls", "cost", "gradients"])
def test_a_hidden_panel_asks_for_nothing_and_comes_back_up_to_date(driver, name):
    window, asked = driver.window, Asked(driver.window.engine)
    dock, panel = window.docks[name], getattr(window, name)
    dock.toggleViewAction().trigger()
    driver.until(lambda: not panel.isVisible())
    driver.until(lambda: window.view.panels == {"controls", "cost", "gradients"} - {name})
    assert asked.panels[-1] == {"controls", "cost", "gradients"} - {name}
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 500)
    assert (driver.frame.gradient is None) == (name == "gradients")
    driver.pause()
    before = drawn(driver, name)
    driver.step("step")
    if name != "controls":
        assert drawn(driver, name) == before, "nothing is drawn that nobody sees"
    dock.toggleViewAction().trigger()
    driver.until(panel.isVisible)
    driver.until(lambda: drawn(driver, name) != before)
    assert asked.panels[-1] == {"controls", "cost", "gradients"}
    if name == "cost":
        assert drawn(driver, name) == f"C̄ of the batch = {significant(driver.frame.mean_cost, 4)}"
    if name == "gradients":
        check_map(rows(driver)[0], driver.frame.dC_dw[1], DARK)


def drawn(driver, name):
    """What the panel has drawn, to tell one moment from another."""
    if name == "cost":
        return driver.window.cost._value.text()
    if name == "gradients":
        return [row._curves[0].getData()[0].tolist() for row in rows(driver)]
    return driver.window.controls.isVisible()


def test_the_form_is_right_after_it_was_hidden(driver):
    dock = driver.window.docks["controls"]
    dock.toggleViewAction().trigger()
    driver.load("circle")
    dock.toggleViewAction().trigger()
    driver.until(driver.window.controls.isVisible)
    assert driver.window.controls.dataset.value() == "circle"


def test_restore_puts_all_panels_back(driver):
    window = driver.window
    before = {name: dock.geometry() for name, dock in window.docks.items()}
    window.docks["cost"].toggleViewAction().trigger()
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["gradients"])
    driver.until(lambda: not window.cost.isVisible())
    window.actions["restore"].trigger()
    driver.until(window.cost.isVisible)
    driver.until(
        lambda: window.dockWidgetArea(window.docks["gradients"]) == Qt.DockWidgetArea.RightDockWidgetArea
    )
    driver.until(lambda: {name: dock.geometry() for name, dock in window.docks.items()} == before)


# Appearance


def centre(widget):
    image = widget.grab().toImage()
    return image.pixelColor(3, image.height() // 3).name()


def test_the_theme_changes_from_the_menu(driver):
    window = driver.window
    after_steps(driver, 2)
    actions = {a.data(): a for a in window.menus.themes.actions()}
    for name, theme in (("light", LIGHT), ("dark", DARK), ("light", LIGHT)):
        actions[name].trigger()
        assert window.theme is theme
        assert actions[name].isChecked()
        role = QPalette.ColorRole
        assert QApplication.palette().color(role.Window).name() == theme.window
        assert QApplication.palette().color(role.WindowText).name() == theme.text
        assert theme.surface in QApplication.instance().styleSheet()
        assert centre(window.canvas) == theme.window
        assert centre(window.cost) == theme.surface
        assert centre(window.gradients) == theme.surface
        assert window.cost._curve.opts["pen"].color().name() == theme.series[0]
        for row in rows(driver):
            check_map(row, driver.frame.dC_dw[row.l], theme)
    actions["system"].trigger()
    assert window.theme in (LIGHT, DARK)


def test_the_theme_changes_while_running(driver):
    driver.run_at_full_speed()
    for name in ("light", "dark", "system"):
        driver.window.choose_theme(name)
        driver.wait_for_new()
    driver.pause()


# Can it be read?


def cut(window):
    """Labels and buttons whose text does not fit where they are."""
    found = []
    for place in (window.transport, window.status, window.controls):
        for kind in (QLabel, QAbstractButton):
            for part in place.findChildren(kind):
                wraps = isinstance(part, QLabel) and part.wordWrap()
                if part.isVisible() and not wraps and part.text() and part.sizeHint().width() > part.width():
                    found.append((part.text(), part.sizeHint().width(), part.width()))
    return found


def outside(window):
    """Parts of the toolbar that have moved behind its » button, or out of the window."""
    bar = window.transport
    parts = [bar.widgetForAction(action) for action in bar.actions()]
    return [p for p in parts if p and not (p.isVisible() and bar.rect().contains(p.geometry()))]


@pytest.mark.parametrize("dataset", names())
def test_nothing_is_cut_off_in_the_smallest_window(open_window, dataset):
    driver = open_window(default_experiment(dataset), size=SMALLEST)
    assert driver.window.size().toTuple() == SMALLEST
    for _ in range(2 * driver.frame.L + 3):
        driver.step()
        driver.until(lambda: not cut(driver.window))
    assert not outside(driver.window)


def test_nothing_is_cut_off_while_large_numbers_run(open_window):
    experiment = Experiment("digits", (64, 10), ("sigmoid",), eta=0.001, m=1, seed=2_147_483_647)
    driver = open_window(experiment, size=SMALLEST)
    driver.run_at_full_speed()
    driver.wait_for(lambda frame: frame.cursor.step > 2000)
    driver.until(lambda: "fps" in driver.window.status.speed.text())
    driver.until(lambda: not cut(driver.window))
    driver.pause()
    driver.wait_for_score()
    driver.until(lambda: not cut(driver.window))
    assert not outside(driver.window)


def test_the_phase_has_room_for_a_long_run(driver):
    """Ten million steps into training the pill still fits."""
    frame = driver.step()
    cursor = replace(frame.cursor, step=12_345_678, epoch=12_345_678)
    driver.window.resize(*SMALLEST)
    driver.window.transport.show_frame(replace(frame, cursor=cursor))
    driver.until(lambda: not cut(driver.window) and not outside(driver.window))


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900), (1920, 1080), (900, 620)])
def test_the_window_takes_any_size(open_window, size):
    driver = open_window(size=size)
    for _ in range(4):
        driver.step()
    driver.window.resize(size[0] + 120, size[1] + 60)
    driver.step("step")


# Files and words


def test_a_picture_is_saved(driver, monkeypatch, tmp_path):
    file = tmp_path / "picture.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    driver.window.actions["picture"].trigger()
    assert QImage(str(file)).size().toTuple() == driver.window.size().toTuple()


def test_a_picture_that_cannot_be_saved_is_said(driver, monkeypatch, tmp_path):
    file = str(tmp_path / "nowhere" / "picture.png")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (file, ""))
    driver.window.actions["picture"].trigger()
    assert driver.sentence == f"The picture could not be written to {file}."


def test_no_name_no_picture(driver, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    driver.window.actions["picture"].trigger()
    assert driver.sentence == ""


def test_about_says_what_this_is(driver, monkeypatch):
    said = []
    monkeypatch.setattr(QMessageBox, "about", lambda parent, title, text: said.append((title, text)))
    driver.window.actions["about"].trigger()
    [(title, text)] = said
    assert title == "About Nablascope"
    assert "Watch backpropagation happen" in text


def test_the_status_bar_shows_costs_and_speeds(driver):
    status = driver.window.status
    frame = after_steps(driver, 2)
    driver.wait_for_score()
    assert status.sample.text().startswith("C = ")
    assert f"{frame.mean_cost:.4f}"[:5] in status.batch.text()
    assert status.train.text().startswith("C_train = ")
    driver.until(lambda: status.speed.text() == "paused")
    driver.run_at_full_speed()
    driver.until(lambda: "steps/s" in status.speed.text() and "fps" in status.speed.text())
    driver.pause()
    driver.until(lambda: status.speed.text() == "paused")


def test_closing_by_the_menu_ends_the_thread(driver):
    driver.run_at_full_speed()
    driver.press(Key.Key_Q, Modifier.ControlModifier)
    assert not driver.window.isVisible()
    assert driver.window.engine.close()
    assert not driver.window.engine._thread.isRunning()
