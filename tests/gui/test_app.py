"""The program around the window: nothing that goes wrong ends it, and everything is said and logged."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, threading
sys.path.insert(0, {root!r})
from PySide6.QtCore import QObject, QTimer, Slot, qWarning
from core.session import Session
from gui.app import Program

class Incident(QObject):
    def __init__(self, program):
        super().__init__()
        self.window = program.window
        self.window.canvas.painted.connect(self.on_painted)
        self.waiting = QTimer(self)
        self.waiting.timeout.connect(self.look)

    @Slot(object)
    def on_painted(self, frame):
        if self.window.canvas.frames_painted == 1:
            QTimer.singleShot(0, self, self.happen)
            self.waiting.start(20)
        elif frame.cursor.l:
            QTimer.singleShot(0, self.window, self.window.close)

    @Slot()
    def happen(self):
        {happening}

    @Slot()
    def look(self):
        message = self.window.status.currentMessage()
        if message or {silent}:
            self.waiting.stop()
            print(message)
            self.window.actions["phase"].trigger()

program = Program(Session())
incident = Incident(program)
program.start()
sys.exit(program.run())
"""
GOES_ON = "Something went wrong; it was written to the log, and the program goes on."


def run(happening, silent=False):
    code = PROGRAM.format(root=str(ROOT), happening=happening, silent=silent)
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "happening",
    [
        "raise RuntimeError('seeded')",
        "threading.Thread(target=lambda: [][1]).start()",
        "self.window.engine._worker._mailbox.put(None) or self.window.show_frame('no frame')",
    ],
    ids=["slot", "thread", "frame"],
)
def test_what_nobody_caught_is_said_and_logged_and_the_program_goes_on(happening):
    result = run(happening)
    assert result.returncode == 0
    assert result.stdout.strip() == GOES_ON
    assert "ERROR: unexpected error\nTraceback" in result.stderr


def test_a_warning_of_qt_is_logged():
    result = run("qWarning('seeded')", silent=True)
    assert (result.returncode, result.stderr) == (0, "WARNING: Qt: seeded\n")


def test_what_qt_says_of_having_no_screen_is_not():
    result = run("self.window.setMinimumSize(900, 600)", silent=True)
    assert (result.returncode, result.stderr) == (0, "")
