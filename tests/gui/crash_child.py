"""The program as it starts by itself, with autosaves in quick succession; it tells what it sees, a line each.

Started by the tests: python crash_child.py PLAN [ARGUMENTS …]
"""

import os
import signal
import sys
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer, Slot

import main
from core.commands import Edit
from gui import app
from gui.diagnosis.crash_page import CrashPage
from gui.shell import autosaving
from gui.shell.asking import Question
from gui.shell.recovery_dialog import RecoveryDialog

LOOK_MS = 20


def fingerprint(frame):
    """What tells one state from another: where training stands, and every parameter."""
    digest = sha256()
    for l in range(1, frame.L + 1):
        digest.update(frame.w[l].tobytes() + frame.b[l].tobytes())
    edits = sum(len(run.edits) for run in frame.history.runs)
    return f"{frame.experiment.dataset} {frame.cursor.step} {edits} {digest.hexdigest()[:16]}"


class Visitor(QObject):
    """Does what the plan says, one thing after another, as soon as it can."""

    def __init__(self, program, plan):
        super().__init__(program)
        self.window = program.window
        self.plan = plan.split(",")
        self.keeps = 0
        self.window.engine.kept.connect(self.on_kept)
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.on_look)
        self.timer.start(LOOK_MS)

    @Slot(object, object)
    def on_kept(self, command, stamp):
        self.keeps += 1
        print("kept", flush=True)

    @Slot()
    def on_look(self):
        if self.plan and self.window.canvas.frames_painted and getattr(self, self.plan[0])():
            del self.plan[0]

    def open_dialog(self, kind):
        return next((d for d in self.window.findChildren(kind) if d.isVisible()), None)

    # One thing each: whether it is done

    def edit(self):
        self.window.engine.send(Edit("eta", 0.125))
        return True

    def run(self):
        self.window.run_at_full_speed()
        return True

    def tell(self):
        frame = self.window.engine.frame
        print(self.window.windowTitle(), "|", fingerprint(frame), flush=True)
        return True

    def no_dialog(self):
        print("dialog" if self.open_dialog(RecoveryDialog) else "no dialog", flush=True)
        return True

    def restore(self):
        dialog = self.open_dialog(RecoveryDialog)
        if dialog is not None:
            print("dialog", flush=True)
            dialog.restore.click()
        return dialog is not None

    def restored(self):
        return not self.window.sessions.busy and self.window.isWindowModified()

    def crash_page(self):
        page = self.open_dialog(CrashPage)
        if page is not None:
            print(page.text.toPlainText().splitlines()[0], flush=True)
        return page is not None

    def question(self):
        self.window.close()
        return self.open_dialog(Question) is not None

    def leave(self):
        self.open_dialog(Question).buttons["leave"].click()
        return True

    def close(self):
        self.window.close()
        return True

    def stay(self):
        return False


class Program(app.Program):
    """The same, with a visitor."""

    def start(self):
        super().start()
        self.visitor = Visitor(self, sys.argv[0])


def begin(plan, *arguments):
    autosaving.INTERVAL_MS = 60
    app.Program = Program
    main.preflight.has_display = lambda: True
    main.preflight.missing_libraries = lambda window: None
    sys.argv = [plan, *arguments]
    return main.main()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # as a terminal starts it, whatever started this
    sys.exit(begin(*sys.argv[1:]))
