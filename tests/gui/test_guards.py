"""The fixtures that watch over every other test do catch what they are there for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

MISBEHAVING = '''
import gc, logging, threading
import pytest
from PySide6.QtCore import QObject, QThread, QTimer, Slot, qWarning
from PySide6.QtWidgets import QWidget
from core.commands import Run
from core.session import Session
from gui.engine import Engine
from gui.worker import TrainingWorker

left = []

@pytest.fixture(autouse=True)
def cleared(nothing_left):
    """What the test before has left behind is its own fault."""
    for end in left:
        end()
    left.clear()
    yield

def test_good(driver):
    driver.step()

def test_timer(qapp):
    timer = QTimer()
    timer.start(100_000)
    left.append(timer.stop)

def test_qthread(qapp):
    thread = QThread()
    thread.start()
    left.append(lambda: (thread.quit(), thread.wait()))

def test_thread():
    event = threading.Event()
    thread = threading.Thread(target=event.wait)
    thread.start()
    left.append(lambda: (event.set(), thread.join()))

def test_engine(qapp):
    engine = Engine(Session())
    engine.start()
    left.append(engine.close)

def test_widget(qapp):
    widget = QWidget()
    left.append(widget.deleteLater)

def test_paint(qtbot):
    class Bad(QWidget):
        def paintEvent(self, event):
            raise RuntimeError("seeded")
    widget = Bad()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()

def test_slot_in_the_worker(driver, monkeypatch, troubles):
    def fail(*_):
        raise RuntimeError("seeded")
    monkeypatch.setattr(TrainingWorker, "_deliver", fail)
    driver.toggle()
    driver.until(lambda: troubles.found)

def test_python_thread():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_unraisable():
    class Bad:
        def __del__(self):
            raise RuntimeError("seeded")
    Bad()
    gc.collect()

def test_log():
    logging.getLogger("nablascope").warning("seeded")

def test_failed(driver):
    driver.window.engine.failed.emit("seeded")

def test_qt_warning(qapp):
    qWarning("seeded")

def test_good_again(driver):
    driver.run()
    driver.pause()
'''
MISDEEDS = set(re.findall(r"^def test_(\w+)", MISBEHAVING, re.MULTILINE)) - {"good", "good_again"}


def test_what_goes_wrong_is_caught(tmp_path):
    for name in ("conftest.py", "driving.py"):
        shutil.copy(HERE / name, tmp_path)
    (tmp_path / "test_misbehaving.py").write_text(MISBEHAVING, encoding="utf-8")
    options = [
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "-c",
        str(ROOT / "pyproject.toml"),
        "--rootdir",
        str(tmp_path),
    ]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    summary = result.stdout[result.stdout.rindex("short test summary") :]
    assert set(re.findall(r"^(?:ERROR|FAILED) \S*::test_(\w+)", summary, re.MULTILINE)) == MISDEEDS, (
        result.stdout
    )
