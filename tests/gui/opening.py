"""Opens and closes everything that can be opened beside or in a window, one thing after another."""

import gc
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from gui.actions import ACTIONS
from gui.diagnosis.crash_page import CrashPage
from gui.help_actions import HELP_ACTIONS
from gui.shell.asking import Notice, refused_question, unsaved_question
from gui.shell.recovery import Lost
from gui.shell.recovery_dialog import RecoveryDialog

TABLE = "x1,x2,y\n" + "".join(f"{k},{k * k % 7},{k % 2}\n" for k in range(30))
PATIENCE = 20.0
NO_DIALOG = ("edit", "report")
"""Those that open a field of the canvas, or nothing."""
BY_ACTION = tuple(
    spec.id
    for spec in ACTIONS
    if (spec.text.endswith("…") or spec in HELP_ACTIONS) and spec.id not in NO_DIALOG
)
SWITCHES = tuple(spec.id for spec in ACTIONS if spec.checkable)


class Opening:
    """A window, and ways to open something over it by name.

    Attributes:
        ways: the names.
        of_qt: those of them that turned out to be Qt's own dialogs, which choose a file.

    """

    def __init__(self, window, folder):
        self.window, self.folder = window, Path(folder)
        (self.folder / "points.csv").write_text(TABLE, encoding="utf-8")
        made = {
            "question": lambda: unsaved_question("XOR", True, window),
            "refusal": lambda: refused_question("It is no table.", window),
            "notice": lambda: Notice("Not saved", "The disk is full.", window),
            "recovery": lambda: RecoveryDialog([self.lost()], window),
            "crash": lambda: CrashPage("Fatal Python error: Segmentation fault", window),
        }
        self._ways = {name: (lambda name=name: window.actions[name].trigger()) for name in BY_ACTION}
        self._ways |= {name: (lambda make=make: make().open()) for name, make in made.items()}
        self._ways["table"] = lambda: window.data_files.open_file(self.folder / "points.csv")
        self._others = {f"dock {name}": dock.toggleViewAction() for name, dock in window.docks.items()}
        self._others |= {f"switch {name}": window.actions[name] for name in SWITCHES}
        self._others |= {"tour": window.tour}
        self.of_qt = set()
        self.ways = (*self._ways, *self._others)

    def lost(self):
        file = self.folder / "slot-1" / "autosave.nablascope"
        return Lost(file, None, "Moons", datetime(2026, 1, 2, tzinfo=UTC), 0)

    def once(self, name):
        """Open and close it once."""
        if name in self._others:
            self._switch(self._others[name])
            return
        with self.open(name) as dialog:
            if isinstance(dialog, QFileDialog):
                self.of_qt.add(name)

    @contextmanager
    def open(self, name):
        """A dialog, open as long as one is with it."""
        self._ways[name]()
        dialog = wait_for(self._dialog)
        settle()
        yield dialog
        dialog.reject()
        wait_for(lambda: self._dialog() is None)
        settle()

    def dialogs(self):
        """Name and dialog of each, open one after another, but for Qt's own, which choose a file."""
        for name in self._ways:
            with self.open(name) as dialog:
                if not isinstance(dialog, QFileDialog):
                    yield name, dialog

    def _dialog(self):
        return next((d for d in self.window.findChildren(QDialog) if d.isVisible()), None)

    def _switch(self, thing):
        if thing is self.window.tour:
            thing.begin()
            settle()
            thing.end()
        else:
            for _ in range(2):
                thing.trigger()
                wait_for(lambda: self.window.engine.frame.view == self.window.view)
                settle()
        settle()


def wait_for(condition):
    """Let events come until `condition()` is something, and return that."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        QApplication.processEvents()
        assert time.monotonic() < end, "it never came"
    return found


def settle():
    """Let everything that is due be done, deleting included."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def counted():
    """How many widgets there are when there is no garbage."""
    settle()
    gc.collect()
    settle()
    return len(QApplication.allWidgets())
