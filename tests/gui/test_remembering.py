"""A window takes up what was remembered, and the program opens what it had the last time."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from driving import Key, Modifier
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtTest import QTest

from core.experiment import default_experiment
from gui.shell.preferences import Preferences
from gui.shell.transport import FULL_SPEED, SPEEDS

ROOT = Path(__file__).resolve().parents[2]
SCREEN = {"screens": [{"name": "one", "x": 0, "y": 0, "width": 1920, "height": 1080}]}
PROGRAM = """
import sys
sys.path.insert(0, {root!r})
from PySide6.QtCore import QTimer
import main
from gui import app

class Visit(app.Program):
    def start(self):
        super().start()
        self.window.canvas.painted.connect(self.on_painted)

    def on_painted(self, frame):
        if not self.window.menus.recent.isEnabled() or frame.cursor.step:
            return
        print(frame.experiment.dataset, frame.experiment.eta, self.window.appearance.choice,
              *self.window.size().toTuple())
        {visit}
        QTimer.singleShot(0, self.window.close)

app.Program = Visit
sys.argv = ["main.py", *{arguments!r}]
main.preflight.has_display = lambda: True
main.preflight.missing_libraries = lambda window: None
sys.exit(main.main())
"""
XOR, CIRCLE = default_experiment("xor"), default_experiment("circle")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "somewhere" / "nablascope.ini"


# The window


def test_the_window_is_as_it_was(open_window, file):
    driver = open_window(remember_in=file)
    window = driver.window
    window.docks["samples"].toggleViewAction().trigger()
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, window.docks["cost"])
    window.docks["output"].setFloating(True)
    window.docks["output"].move(QPoint(120, 80))
    window.choose_theme("light")
    driver.choose_speed("4 phases/s")
    driver.press(Key.Key_L, Modifier.ControlModifier)
    driver.press(Key.Key_G, Modifier.ControlModifier)
    driver.wait_for(lambda frame: frame.view.edges == "dC_dw")
    window.close()

    driver = open_window(remember_in=file)
    window = driver.window
    assert window.docks["samples"].isHidden()
    assert window.dockWidgetArea(window.docks["cost"]) == Qt.DockWidgetArea.LeftDockWidgetArea
    assert window.docks["output"].isFloating()
    assert window.docks["output"].pos() == QPoint(120, 80)
    assert window.appearance.choice == "light"
    assert SPEEDS[window.transport.slider.value()].words == "4 phases/s"
    assert window.cost.log.isChecked()
    assert window.actions["log"].isChecked()
    driver.wait_for(lambda frame: frame.view.edges == "dC_dw")
    assert window.view.panels == {"controls", "cost", "gradients", "output", "hidden", "chain_rule"}
    window.actions["restore"].trigger()
    driver.until(window.samples.isVisible)
    assert not window.docks["output"].isFloating()


def test_a_spoilt_layout_is_passed_over(open_window, file):
    preferences = Preferences(file)
    for name in ("window/geometry", "window/docks"):
        preferences.keep(name, QByteArray(b"\x01\xd9\xd0\xcb\x00\x03" + b"\xff" * 60))
    preferences.keep("speed", "warp 9")
    preferences.keep("appearance", "pink")
    preferences.keep("network/edges", "rainbow")
    preferences.save()
    driver = open_window(remember_in=file)
    assert driver.window.isVisible()
    assert all(dock.isVisible() for dock in driver.window.docks.values())
    assert driver.window.appearance.choice == "system"
    assert driver.frame.view.edges == "w"


def test_the_hint_stays_until_the_first_step_and_never_comes_back(open_window, file, monkeypatch):
    hints = []
    from gui.network.canvas import NetworkCanvas

    original = NetworkCanvas.set_hint
    monkeypatch.setattr(NetworkCanvas, "set_hint", lambda self, on: (hints.append(on), original(self, on))[1])
    driver = open_window(remember_in=file)
    driver.load("circle")
    assert hints == [True]
    driver.step()
    assert hints == [True, False]
    driver.step()
    driver.window.close()
    open_window(remember_in=file)
    assert hints == [True, False, False]


def test_the_hint_says_nothing_in_a_lesson(open_window, file):
    driver = open_window(remember_in=file)
    assert driver.window.canvas._hint
    driver.window.teaching.course.begin("forward")
    driver.wait_for(lambda frame: frame.visiting)
    assert not driver.window.canvas._hint


def test_without_a_memory_there_is_no_hint(driver):
    assert not driver.window.canvas._hint
    assert not driver.window.menus.recent.isEnabled()


def test_recent_experiments_are_in_the_menu(open_window, file):
    driver = open_window(remember_in=file)
    driver.load("circle")
    driver.write(driver.window.controls.eta, "0.25")
    driver.wait_for(lambda frame: frame.experiment.eta == 0.25)
    driver.load("iris")
    menu = driver.window.menus.recent
    menu.aboutToShow.emit()
    shown = [action for action in menu.actions() if action.data() is not None]
    wanted = [default_experiment("iris"), replace(CIRCLE, eta=0.25), XOR]
    assert [action.data() for action in shown] == wanted
    assert "Circle" in shown[1].text()
    assert "2-4-2-1 tanh, η = 0.25, m = 10, seed 0" in shown[1].text()
    driver.run_at_full_speed()
    shown[1].trigger()
    frame = driver.wait_for(lambda frame: frame.experiment == replace(CIRCLE, eta=0.25))
    assert frame.state == "running", "training goes on, as with the data menu"
    driver.pause()
    menu.actions()[-1].trigger()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["None yet"]
    assert not menu.actions()[0].isEnabled()


def test_the_form_keeps_the_keys_it_had(open_window, file):
    """Restoring the speed does not send anything."""
    preferences = Preferences(file)
    preferences.keep("speed", SPEEDS[FULL_SPEED].words)
    preferences.save()
    driver = open_window(remember_in=file)
    assert driver.window.transport.slider.value() == FULL_SPEED
    assert driver.frame.state == "paused"
    QTest.keyClick(driver.window.canvas, Key.Key_Space)
    driver.wait_for(lambda frame: frame.live and frame.cursor.step > 100)
    driver.pause()


# The program


def visit(tmp_path, *arguments, visit="pass"):
    """Start the program on a screen of 1920 × 1080, tell what it opened, and close it again."""
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps(SCREEN))
    code = PROGRAM.format(root=str(ROOT), visit=visit, arguments=arguments)
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.split()


def test_the_program_opens_what_it_had_and_where_it_was(tmp_path, own_settings):
    changed = 'self.window.resize(1500, 950); self.window.choose_theme("light")'
    first = visit(tmp_path, "--dataset", "circle", "--eta", "0.25", visit=changed)
    assert first == ["circle", "0.25", "system", "1440", "900"]
    assert visit(tmp_path, "--theme", "dark") == ["circle", "0.25", "dark", "1500", "950"]
    assert visit(tmp_path, "--eta", "3") == ["xor", "3.0", "light", "1500", "950"]
    (own_settings / "Nablascope" / "Nablascope.ini").write_bytes(b"\xff\xfe[")
    assert visit(tmp_path) == ["xor", "2.0", "system", "1440", "900"]


@pytest.mark.parametrize("arguments", [("--measure", "0.2"), ("--snapshot", "picture.png")])
def test_measuring_and_pictures_leave_no_trace_and_follow_none(tmp_path, own_settings, arguments):
    file = own_settings / "Nablascope" / "Nablascope.ini"
    preferences = Preferences(file)
    preferences.note(CIRCLE)
    preferences.keep("cost/logarithmic", True)
    preferences.save()
    before = file.read_bytes()
    result = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        cwd=tmp_path, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert result.returncode == 0
    assert file.read_bytes() == before
