"""Opens the window as the program does and quits at a certain moment; prints when it did.

Started as a process of its own, by the tests and by a benchmark: python quitting.py MOMENT
"""

import io
import os
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from core.commands import Export, Import, Open, Run, Step
from core.experiment import default_experiment
from core.film import Film
from core.kernel.engine import ENGINE
from core.session import Session
from core.tables import preview, suggested
from gui.app import Program
from gui.exporting.choices import targets
from gui.lessons.reader import Reader
from gui.shell.asking import LEAVE, Question

LONG_EPOCH = replace(default_experiment("digits"), m=1)
DEEP = replace(default_experiment("circle"), n=(2, *[8] * 15, 1), activations=("tanh",) * 16)
MOMENTS = {
    "at start": (default_experiment(), 0),
    "after the first frame": (default_experiment(), 1),
    "running": (default_experiment("circle"), 12),
    "running, deep": (DEEP, 12),
    "phase by phase": (default_experiment(), 5),
    "in an epoch of digits": (LONG_EPOCH, 4),
    "after a change of data": (default_experiment("circle"), 8),
    "by quit": (default_experiment("circle"), 8),
    "by Ctrl+C": (default_experiment("circle"), 8),
    "while it is saved": (default_experiment("circle"), 12),
    "while a session is opened": (default_experiment("circle"), 12),
    "while data is read": (default_experiment("circle"), 8),
    "while it is exported": (default_experiment("circle"), 12),
    "while a film is written": (default_experiment("circle"), 12),
    "with a dialog open": (default_experiment("circle"), 8),
    "by the answer to a question": (default_experiment("circle"), 8),
    "after the mathematics was copied": (default_experiment(), 1),
    "while steps are compiled": (default_experiment("circle"), -1),
}


ROWS, READ_MS = 60_000, 60


def read_much(file):
    """Write a table that takes a while to read, and return the command that reads it."""
    rows = np.round(np.random.default_rng(0).normal(size=(ROWS, 4)), 3)
    text = io.StringIO()
    np.savetxt(text, rows, delimiter=",", header="x1,x2,x3,y", comments="", fmt="%.3f")
    file.write_text(text.getvalue(), encoding="utf-8")
    return Import(str(file), suggested(preview(str(file))))


class Quitter(QObject):
    """Does what the moment asks for at the first frame, and quits after so many."""

    def __init__(self, program, moment, frames, file):
        super().__init__()
        self.file = file
        self.program, self.window, self.moment, self.frames = program, program.window, moment, frames
        self.window.canvas.painted.connect(self.on_painted)
        if not frames:
            QTimer.singleShot(0, self, self.quit)
        self.watch = QTimer(self)
        self.watch.setInterval(5)
        self.watch.timeout.connect(self.on_watch)

    @Slot(object)
    def on_painted(self, frame):
        if self.window.canvas.frames_painted == 1:
            QTimer.singleShot(0, self, self.begin)
        if self.window.canvas.frames_painted == self.frames:
            QTimer.singleShot(0, self, self.quit)

    @Slot()
    def begin(self):
        if self.moment == "in an epoch of digits":
            self.window.engine.send(Step("epoch"))
        elif self.moment == "phase by phase":
            self.window.engine.send(Run(30.0, "phase"))
        elif self.moment == "while steps are compiled":
            self.window.run_at_full_speed()
            self.watch.start()
        elif self.frames > 1:
            self.window.run_at_full_speed()

    @Slot()
    def quit(self):
        window = self.window
        if self.moment == "after a change of data":
            digits = next(a for a in window.menus.data.actions() if a.data() == "digits")
            digits.trigger()
        elif self.moment == "while it is saved":
            window.sessions.on_save_chosen(str(self.file))
        elif self.moment == "while a session is opened":
            window.sessions.kept.connect(self.on_kept)
            window.sessions.on_save_chosen(str(self.file))
            return
        elif self.moment == "while data is read":
            window.engine.send(read_much(self.file.with_suffix(".csv")))
            QTimer.singleShot(READ_MS, self, self.end)
            return
        elif self.moment == "while it is exported":
            window.engine.send(Export(str(self.file.with_suffix(".npz")), "record.npz"))
        elif self.moment == "while a film is written":
            self.begin_film()
            QTimer.singleShot(READ_MS, self, self.end)
            return
        elif self.moment == "with a dialog open":
            window.sessions.open()
        elif self.moment == "after the mathematics was copied":
            window.actions["maths"].trigger()
            reader = window.findChild(Reader)
            reader.selectAll()
            reader.copy()
        elif self.moment == "by the answer to a question":
            window.sessions.asks = True
            window.sessions.own.take(self.file, "kept", 0)
            window.close()
        self.end()

    def begin_film(self):
        window = self.window
        film = Film(0, window.engine.frame.cursor.step, width=320, height=240)
        window.exports.on_film(targets(window)[0], QSize(film.width, film.height), film)
        window.findChild(QFileDialog).reject()
        window.exports.on_chosen(str(self.file.with_name("film")))

    @Slot()
    def on_watch(self):
        if ENGINE._child is not None or not ENGINE.pending:
            self.watch.stop()
            self.quit()

    @Slot()
    def on_kept(self):
        self.window.sessions.open_file(self.file)
        self.end()

    def end(self):
        print(time(), flush=True)
        if self.moment in ("by quit", "with a dialog open"):
            QApplication.quit()
        elif self.moment == "by Ctrl+C":
            os.kill(os.getpid(), signal.SIGINT)
        elif self.moment == "by the answer to a question":
            self.window.findChild(Question).buttons[LEAVE].click()
        else:
            self.window.close()


def main(moment):
    experiment, frames = MOMENTS[moment]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kept.nablascope"
        program = Program(Session(experiment))
        quitter = Quitter(program, moment, frames, file)
        if moment == "while steps are compiled":
            os.environ |= {"NABLASCOPE_ARITHMETIC": "", "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder}
            program.bring_compiled_steps()
        program.start()
        code = program.run()
        assert ENGINE._child is None or ENGINE._child.poll() is not None
        del quitter
        assert not list(Path(folder).glob("film*")), "no half of a film"
        if file.exists():
            Session().apply(Open(str(file)))  # it is whole
    return code


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as a terminal starts it, whatever started this
    sys.exit(main(sys.argv[1]))
