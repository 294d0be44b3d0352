"""Where the session in a window belongs: its file, its name in the title, and what there would be to lose."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from core.frame import Frame
from core.timeline.history import History
from gui.shell.slots import UNTITLED
from gui.writing.plain import one_line

WORTH_STEPS = 1_000


class Belonging(QObject):
    """The file and the title of a window's session, and a mark in the title while something is unsaved.

    Where a session has a file, or came back from a crash, every change counts as unsaved: training on, an
    edit, another run's name. One without a file may be a mere look at the program, which nobody wants to be
    asked about: a few steps with nothing edited are there again after one click, bit for bit. There it
    counts from the first edit or name of a run, or from 1,000 trained steps on, a second of full speed and
    minutes by hand. The title's mark and the question always agree. An autosave is made of everything,
    however little.

    Attributes:
        file: where it is saved; None if it never was.
        title: what it is called.
        saved: the stamp of the history that is in the file; None where that is not in any.

    """

    def __init__(self, window: Any) -> None:
        """Begin with a session that has no name."""
        super().__init__(window)
        self._window = window
        self.file: Path | None = None
        self.title, self.saved = UNTITLED, None
        self._worth = False
        window.engine.frame_changed.connect(self.on_frame_changed)
        self._show_title()

    @property
    def unsaved(self) -> bool:
        """Whether something would be lost that is worth a question."""
        return self._worth and self.changed

    @property
    def changed(self) -> bool:
        """Whether anything at all is in no file."""
        frame = self._window.engine.frame
        return frame is not None and frame.history.stamp != self.saved

    def take(self, file: Path | None, title: str, stamp: int | None) -> None:
        """What is in the window belongs to `file`, which holds what `stamp` stands for, None for nothing."""
        self.file, self.title, self.saved = file, title, stamp
        self._worth = file is not None or stamp is None
        self._show_title()

    @Slot(object)
    def on_frame_changed(self, frame: Frame) -> None:
        """Mark the title once there is something to lose."""
        if self.saved is None and not self._worth:
            self.saved = frame.history.stamp  # the beginning of a session that has no file
        if not self._worth and frame.history.stamp != self.saved and not frame.visiting:
            self._worth = self.file is not None or is_worth(frame.history)
        if self._window.isWindowModified() != self.unsaved:
            self._window.setWindowModified(self.unsaved)

    def _show_title(self) -> None:
        name = one_line(self.title).replace("[*]", "[*][*]")
        self._window.setWindowTitle(f"{name}[*] — Nablascope")
        self._window.setWindowFilePath(str(self.file) if self.file is not None else "")
        self._window.setWindowModified(self.unsaved)


def is_worth(history: History) -> bool:
    """Whether a session that has no file holds more than one click brings back."""
    steps = sum(run.steps - run.fork for run in history.runs)
    return steps >= WORTH_STEPS or history.named or any(run.edits for run in history.runs)
