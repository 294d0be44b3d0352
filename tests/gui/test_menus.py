"""Menus and keys: everything is in a menu, has one key at most for itself, and does what it says."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tomllib import loads

import PySide6
from driving import Key, Modifier
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLabel

from core.experiment import default_experiment
from gui.actions import ACTIONS, written_keys
from gui.shell.about import VERSION, AboutBox
from gui.shell.keys_told import DRAWING, MOUSE
from gui.shell.shortcuts import ShortcutsPage, menus

ROOT = Path(__file__).resolve().parents[2]
SMALL_SCREEN = 540
"""The height in pixels of the smallest screen."""
CONTROL, SHIFT = Modifier.ControlModifier, Modifier.ShiftModifier


def listed(window):
    """Every action of every menu, submenus included."""
    waiting, found = menus(window.menuBar()), []
    while waiting:
        for action in waiting.pop().actions():
            if action.menu():
                waiting.append(action.menu())
            elif not action.isSeparator():
                found.append(action)
    return found


def opened(window, kind):
    """The dialog of a kind that is open, None if there is none."""
    return next((d for d in window.findChildren(kind) if d.isVisible()), None)


# What there is


def test_the_menus_are_these(window):
    assert [menu.title() for menu in menus(window.menuBar())] == [
        "&File", "&Edit", "&Data", "&Network", "&Train", "&Check", "&Learn", "&View", "&Help",
    ]  # fmt: skip


def test_no_menu_needs_a_second_column_on_a_small_screen(window):
    for menu in menus(window.menuBar()):
        within = [action.menu() for action in menu.actions() if action.menu() is not None]
        assert all(k.sizeHint().height() <= SMALL_SCREEN for k in (menu, *within))


def test_everything_of_the_table_is_in_a_menu_and_explained(window):
    in_menus = listed(window)
    for spec in ACTIONS:
        action = window.actions[spec.id]
        assert in_menus.count(action) == 1
        assert action.toolTip().startswith(spec.tip)
        assert all(key in action.toolTip() for key in map(written_keys, action.shortcuts()[:1]))


def test_no_key_does_two_things(window):
    actions = {*listed(window), *window.actions.values()}
    keys = [key.toString() for action in actions for key in action.shortcuts()]
    assert len(keys) > 20
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_keys_are_written_as_on_a_keyboard():
    assert written_keys(QKeySequence("Shift+Right")) == "Shift+→"
    assert written_keys(QKeySequence("PgDown")) == "Page ↓"


# What they do


def test_the_next_seed(driver):
    driver.step("step")
    driver.press(Key.Key_R, CONTROL | SHIFT)
    frame = driver.wait_for(lambda frame: frame.experiment.seed == 1)
    assert frame.experiment == replace(default_experiment(), seed=1)
    assert frame.cursor.step == 0


def test_layers_come_and_go(driver):
    actions = driver.window.actions
    actions["add_layer"].trigger()
    frame = driver.wait_for(lambda frame: frame.n == (2, 3, 3, 1))
    assert frame.experiment.activations == ("sigmoid",) * 3
    for n in ((2, 3, 1), (2, 1)):
        actions["remove_layer"].trigger()
        driver.wait_for(lambda frame, n=n: frame.n == n)
    assert not actions["remove_layer"].isEnabled()
    actions["add_layer"].trigger()
    driver.wait_for(lambda frame: frame.n == (2, 4, 1))
    assert actions["remove_layer"].isEnabled()


def test_no_layer_more_than_the_form_takes(open_window):
    experiment = default_experiment().with_hidden((2,) * 15)
    driver = open_window(experiment)
    assert driver.frame.L == 16
    assert not driver.window.actions["add_layer"].isEnabled()


def test_walking_through_the_samples(driver):
    first = driver.frame.sample
    assert driver.frame.follows_batch
    assert not driver.window.actions["follow"].isEnabled()
    for k in (1, 2, 3, 4):
        driver.press(Key.Key_Period)
        frame = driver.wait_for(lambda frame, k=k: frame.sample == (first + k) % 4)
    assert not frame.follows_batch
    driver.press(Key.Key_Comma)
    driver.wait_for(lambda frame: frame.sample == (first - 1) % 4)
    driver.press(Key.Key_B, CONTROL)
    driver.wait_for(lambda frame: frame.follows_batch)


def test_a_point_in_a_number_is_a_point(driver):
    before = driver.frame.sample
    driver.write(driver.window.controls.eta, "0.25")
    frame = driver.wait_for(lambda frame: frame.experiment.eta == 0.25)
    assert frame.sample == before
    assert frame.follows_batch


def test_edges_by_gradient_and_back(driver):
    action = driver.window.actions["edges"]
    driver.press(Key.Key_G, CONTROL)
    driver.wait_for(lambda frame: frame.view.edges == "dC_dw")
    assert action.isChecked()
    assert driver.window.network.legend.switches["dC_dw"].isChecked()
    driver.click(driver.window.network.legend.switches["w"])
    driver.wait_for(lambda frame: frame.view.edges == "w")
    assert not action.isChecked()
    action.trigger()
    driver.wait_for(lambda frame: frame.view.edges == "dC_dw")


def test_zoom(driver):
    fit = driver.window.network.legend.zooms["fit"]
    assert not fit.isEnabled()
    for key in (Key.Key_Plus, Key.Key_Equal):
        driver.press(key, CONTROL)
        driver.until(fit.isEnabled)
        driver.press(Key.Key_0, CONTROL)
        driver.until(lambda: not fit.isEnabled())
    driver.press(Key.Key_Plus, CONTROL)
    driver.press(Key.Key_Minus, CONTROL)
    driver.until(lambda: not fit.isEnabled())


def test_the_log_axis(driver):
    action, button = driver.window.actions["log"], driver.window.cost.log
    driver.press(Key.Key_L, CONTROL)
    assert action.isChecked()
    assert button.isChecked()
    driver.click(button)
    assert not action.isChecked()


def test_faster_and_slower(driver):
    slider = driver.window.transport.slider
    before = slider.value()
    driver.press(Key.Key_Up, CONTROL)
    assert slider.value() == before + 1
    driver.press(Key.Key_Down, CONTROL)
    driver.press(Key.Key_Down, CONTROL)
    assert slider.value() == before - 1


def test_quit_ends_the_thread(driver):
    driver.run_at_full_speed()
    driver.press(Key.Key_Q, CONTROL)
    assert not driver.window.isVisible()
    assert driver.window.engine.close()
    assert not driver.window.engine._thread.isRunning()


# Help


def test_the_version_is_the_projects():
    project = loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_about_names_everything_that_is_in_it(driver):
    driver.run_at_full_speed()
    driver.window.actions["about"].trigger()
    box = opened(driver.window, AboutBox)
    assert box.windowTitle() == "About Nablascope"
    text = " ".join(box.text.text().split())
    for words in (
        "Watch backpropagation happen", VERSION, "Python 3.", "Qt 6.", f"PySide6 {PySide6.__version__}",
        "pyqtgraph 0.", "numpy 2.", "MIT", "Inter", "STIX Two Math", "OFL", "iris", "digits", "CC BY 4.0",
        "Font Awesome",
    ):  # fmt: skip
        assert words in text
    assert box.text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    pictures = [label for label in box.findChildren(QLabel) if not label.pixmap().isNull()]
    assert len(pictures) == (0 if QApplication.windowIcon().isNull() else 1)
    driver.wait_for_new()  # training goes on behind it
    driver.click(box.findChild(QDialogButtonBox).buttons()[0])
    driver.until(lambda: opened(driver.window, AboutBox) is None)
    driver.window.actions["run"].trigger()
    driver.wait_for_state("paused")


def test_the_page_of_keys_has_every_key(driver):
    driver.press(Key.Key_F1)
    page = opened(driver.window, ShortcutsPage)
    text = "".join(label.text() for label in page.findChildren(QLabel))
    for action in listed(driver.window):
        for key in action.shortcuts():
            assert re.search(rf"(>| or ){re.escape(written_keys(key))}(<| or )", text)
    assert all(does in text for _, does in (*MOUSE, *DRAWING))
    assert page.width() <= driver.window.width()
    assert page.height() <= driver.window.height()
    QTest.keyClick(page, Key.Key_Escape)
    driver.until(lambda: opened(driver.window, ShortcutsPage) is None)
