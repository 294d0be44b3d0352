"""A window's crash safety in a process of its own, that can be killed. It does what it is told, line by line.

Started by the tests: python recovery_child.py FOLDER
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from gui.shell.recovery import Recovery


class Window:
    """Answers every order with one line."""

    def __init__(self, folder):
        self.folder = folder
        self.open()

    def open(self):
        self.recovery = Recovery(self.folder)
        return str(self.recovery.file)

    def save(self, title="work"):
        self.recovery.note(None, title).write_bytes(title.encode())
        return "saved"

    def lost(self):
        self.found = self.recovery.lost()
        return ",".join(lost.title for lost in self.found)

    def begin(self):
        return str(self.recovery.begin_restore(self.found[0]))

    def restored(self):
        self.recovery.restored(self.found[0])
        return str(self.recovery.file)

    def close(self):
        self.recovery.close()
        return "closed"

    def churn(self, count):
        """Open and close windows one after another, each with a look at what was lost."""
        found = 0
        for _ in range(int(count)):
            recovery = Recovery(self.folder)
            recovery.note(None, "alive").write_bytes(b"alive")
            found += len(recovery.lost()) + (not recovery.file.exists()) + bool(recovery.sentence())
            recovery.close()
        return str(found)

    def start_another(self):
        """Start a program that goes on when this one is dead, as a browser does."""
        command = [sys.executable, "-c", "input()"]
        subprocess.Popen(command, close_fds=False, stdin=sys.stdin, stdout=subprocess.DEVNULL)
        return "started"

    def abort(self):
        os.abort()


def main(folder):
    window = Window(Path(folder))
    print(window.recovery.file, flush=True)
    while order := os.read(0, 1000).decode().split():  # nothing is read ahead that another may need
        print(getattr(window, order[0])(*order[1:]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
