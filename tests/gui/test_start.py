"""The start: the first paint has a frame, and nothing was imported, read or painted that it doesn't need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HANG = 60
NOT_NEEDED = {
    *("asyncio", "csv", "email", "html", "sqlite3", "ssl", "unittest", "urllib.request"),
    *("numpy.f2py", "numpy.ma", "numpy.testing", "PySide6.QtNetwork"),
    *("matplotlib", "mpmath", "PIL", "qtawesome", "qtpy", "scipy", "ziamath", "_pytest"),
    *("gui.measure", "gui.process", "numba", "llvmlite"),
    *("core.course.lessons", "gui.course.course", "gui.exercise.bar"),
    *("gui.check.map", "gui.confusion.matrix", "gui.health.row", "gui.runs.tree"),
    *("gui.hidden.view", "gui.landscape.view", "gui.matrices.sheet"),
}
START = """
import json, sys
from pathlib import Path

read = []

def on_audit(event, arguments):
    if event == "open" and isinstance(arguments[0], str):
        read.append(arguments[0])

sys.addaudithook(on_audit)
sys.path.insert(0, sys.argv.pop(1))
import main
from PySide6.QtCore import QEvent, QObject, QTimer
from gui import app

told = dict(style_sheets=0, paints=0, frames=[])

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            told["paints"] += 1
        return False

def set_style_sheet(self, text, real=app.MainWindow.setStyleSheet):
    told["style_sheets"] += 1
    real(self, text)

def start(self, real=app.Program.start):
    self.window.canvas.installEventFilter(watch)
    self.window.canvas.painted.connect(on_painted)
    watch.window = self.window
    real(self)

def on_painted(frame):
    if not told["frames"]:
        told["modules"] = sorted(sys.modules)
        told["read"] = sorted(Path(k).name for k in read if "resources" in k)
        told["paints_before"] = told["paints"]
        QTimer.singleShot(0, watch.window.close)
    told["frames"].append(frame.cursor.step)

app.MainWindow.setStyleSheet = set_style_sheet
app.Program.start = start
watch = Watch()
code = main.main()
print(json.dumps(told))
sys.exit(code)
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What was so when the program had painted its first frame."""
    home = str(tmp_path_factory.mktemp("home"))
    done = subprocess.run(
        [sys.executable, "-c", START, str(ROOT)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home},
        capture_output=True,
        text=True,
        timeout=HANG,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_is_imported_that_the_first_frame_does_not_need(told):
    assert "gui.network.canvas" in told["modules"]
    assert "pyqtgraph" in told["modules"]
    assert sorted(NOT_NEEDED & set(told["modules"])) == []


def test_the_first_paint_has_a_frame(told):
    assert told["frames"][0] == 0
    assert told["paints_before"] == 1


def test_the_style_sheet_is_read_once(told):
    assert told["style_sheets"] == 1


def test_only_what_is_shown_is_read(told):
    read = told["read"]
    assert sorted(set(read)) == sorted(read), "a file was read twice"
    assert [name for name in read if name in ("iris.csv", "digits.npy")] == []
    equations = {path.name for path in (ROOT / "resources" / "equations").iterdir()}
    assert equations & set(read) == {"input.svg"}
    icons = {path.name for path in (ROOT / "resources" / "icons").glob("*.svg")}
    assert "play.svg" in icons & set(read)
    assert "pause.svg" not in read
