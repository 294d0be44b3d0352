"""The session of a window: its file, its name in the title, and what there would be to lose."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Cancel, Command, New, Open, Save
from gui.action_spec import is_on_the_way
from gui.shell.asking import (
    CANCEL,
    LEAVE,
    SAVE,
    SUFFIX,
    Notice,
    Question,
    documents,
    opening_dialog,
    overwriting_question,
    saving_dialog,
    unsaved_question,
    usable_name,
    with_suffix,
)
from gui.shell.belonging import Belonging
from gui.shell.slots import UNTITLED
from gui.shell.window_text import arrange_window, window_text
from gui.writing.plain import one_line


class Sessions(QObject):
    """Saves the session of a window, opens others, and asks before anything is lost.

    Signals:
        said: a sentence for the status bar.
        used: a file that was opened or saved.
        began: another session is in the window, by New, Open or Restore.
        kept: the session was saved to its file.
        refused: a sentence: what was lost in a crash could not be opened.
        postponed: opening what was lost in a crash was given up.
        working: what is being done, in a few words.

    Attributes:
        own: what the session is called and where it belongs.
        folder: where the last file was.
        asks: whether anything is asked before changes are lost.

    """

    said = Signal(str)
    used = Signal(object)
    began = Signal()
    kept = Signal()
    refused = Signal(str)
    postponed = Signal()
    working = Signal(str)

    def __init__(self, window: Any) -> None:
        """Belong to `window`."""
        super().__init__(window)
        self._window = window
        self.own, self.asks = Belonging(window), False
        self.folder = documents()
        self._leaving = False
        self._lost: tuple[Path | None, str] | None = None
        self._saving: Save | None = None
        self._coming: Command | None = None
        self._question: Question | None = None
        self._then: Callable[[], None] | None = None
        self._wanted: Path | None = None
        self._over: Path | None = None
        window.engine.kept.connect(self.on_kept)
        window.engine.opened.connect(self.on_opened)
        window.engine.rejected.connect(self.on_rejected)
        window.engine.given_up.connect(self.on_withdrawn)

    @property
    def busy(self) -> bool:
        """Whether a file is being written or read."""
        return self._saving is not None or self._coming is not None

    # What a person asks for

    @Slot()
    def new(self) -> None:
        """Begin the present experiment in a session of its own."""
        self._leave_for(self._begin)

    @Slot()
    def open(self) -> None:
        """Choose a file, and open it: a table of data goes the way of data."""
        dialog = opening_dialog(self.folder, self._window)
        dialog.fileSelected.connect(self._window.dropping.on_chosen)
        dialog.open()

    @Slot(object)
    def open_file(self, file: Path) -> None:
        """Open `file`."""
        self._wanted = file
        self._leave_for(self._open)

    @Slot()
    def save(self) -> None:
        """Save to the session's file; without one, choose it."""
        if self.own.file is None:
            self.save_as()
        else:
            self._save(self.own.file)

    @Slot()
    def save_as(self) -> None:
        """Choose a file, and save to it."""
        offered = self.folder / f"{usable_name(self.own.title)}{SUFFIX}"
        dialog = saving_dialog(self.own.file or offered, self._window)
        dialog.fileSelected.connect(self.on_save_chosen)
        dialog.rejected.connect(self.on_given_up)
        dialog.open()

    def may_close(self) -> bool:
        """Whether the window may be closed now; if not, it is closed after the answer."""
        if self._leaving or not (self.asks and self.own.unsaved):
            return True
        self._leave_for(self._close)
        return False

    def restore(self, file: Path, original: Path | None, title: str) -> None:
        """Open what was lost: it belongs to the file `original` and is not saved there."""
        self._lost = original, title
        self._ask_for(Open(str(file)), title)

    def adopt(self, file: Path, stamp: int, text: str) -> None:
        """The window was made around what is in `file`."""
        arrange_window(self._window, text)
        self._take(file, file.stem, stamp)

    def expect(self, command: Open | New, title: str = "") -> None:
        """Wait for a session that is called `title`, or by its file, and is on its way."""
        self._coming = command
        if isinstance(command, Open):
            self.working.emit(f"Opening {one_line(title or Path(command.path).name)}")

    # Leaving

    def _leave_for(self, then: Callable[[], None]) -> None:
        """Do `then`, after a question if something would be lost."""
        self._then = then
        if self._waits():
            return
        if not (self.asks and self.own.unsaved):
            self._go_on()
        elif self._question is None:
            self._question = unsaved_question(
                one_line(self.own.title), self.own.file is not None, self._window
            )
            self._question.answered.connect(self.on_answered)
            self._question.open()

    @Slot(str)
    def on_answered(self, answer: str) -> None:
        """Save first, go on without that, or stay."""
        self._question = None
        if answer == SAVE:
            if is_on_the_way(self._window.engine.frame):
                self._window.engine.send(Cancel())  # nothing can be saved on the way
            self.save()
        elif answer == LEAVE:
            self._go_on()
        else:
            self.on_given_up()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    @Slot()
    def on_given_up(self) -> None:
        """Nothing follows what was not done."""
        self._then = None

    def _close(self) -> None:
        self._leaving = True
        self._window.close()

    def _begin(self) -> None:
        self._ask_for(New(self._window.engine.frame.experiment))

    def _open(self) -> None:
        self._ask_for(Open(str(self._wanted)))

    # Saving

    @Slot(str)
    def on_save_chosen(self, name: str) -> None:
        """Save, with the usual ending; where that makes another file's name, ask."""
        file = with_suffix(Path(name))
        if file != Path(name) and os.path.exists(file):  # of too long a name there is none
            self._over = file
            question = overwriting_question(one_line(file.name), self._window)
            question.answered.connect(self.on_overwriting)
            question.open()
        else:
            self._save(file)

    @Slot(str)
    def on_overwriting(self, answer: str) -> None:
        """Write over it, or give it up."""
        if answer == CANCEL or self._over is None:
            self.on_given_up()
        else:
            self._save(self._over)

    def _waits(self) -> bool:
        """Whether another session is on its way: what is asked for now would fall on the wrong one."""
        if self._coming is not None:
            self.on_given_up()
            self.said.emit("Another session is being opened: ask again when it is here, or give it up (Esc).")
        return self._coming is not None

    def _save(self, file: Path) -> None:
        if self._waits():
            return
        self._saving = Save(str(file), window_text(self._window))
        self._window.engine.send(self._saving)

    @Slot(object, object)
    def on_kept(self, command: Save, stamp: int) -> None:
        """It is in its file; go on with what waited for that."""
        if command is self._saving:
            self._saving = None
            file = Path(command.path)
            self._take(file, file.stem, stamp)
            self.said.emit(f"Saved to {one_line(file.name)}.")
            self.kept.emit()
            self._go_on()

    # Another session

    def _ask_for(self, command: Open | New, title: str = "") -> None:
        if not self._waits():
            self.expect(command, title)
            self._window.engine.send(command)

    @Slot(object, object, str)
    def on_opened(self, command: Command, stamp: int, text: str) -> None:
        """Another session is here: call it by its name, and arrange the window as it was."""
        if command is not self._coming:
            return
        lost, self._coming, self._lost = self._lost, None, None
        if isinstance(command, Open):
            arrange_window(self._window, text, move=lost is not None)
        # The frame's view is the file's; which panels are visible is the window's.
        self._window.viewer.change(panels=self._window.dock_layout.visible)
        if lost is not None:
            self._take(*lost, None)
        elif isinstance(command, Open):
            self._take(Path(command.path), Path(command.path).stem, stamp)
        else:
            self._take(None, UNTITLED, stamp)
        self.began.emit()

    def _take(self, file: Path | None, title: str, stamp: int | None) -> None:
        """What is in the window belongs to `file`, which holds what `stamp` stands for."""
        self.own.take(file, title, stamp)
        if file is not None:
            self.folder = file.absolute().parent
        if file is not None and stamp is not None:
            self.used.emit(file.absolute())

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """Say what went wrong with a file; nothing follows it."""
        if command is self._saving:
            self._saving = None
            self.on_given_up()
            self.tell("Not saved", sentence)
        elif command is self._coming:
            lost, self._coming, self._lost = self._lost, None, None
            if lost is None:
                self.tell("Not opened", sentence)
            else:
                self.refused.emit(sentence)

    @Slot(object)
    def on_withdrawn(self, command: Command) -> None:
        """A session was given up on its way; what there was is still here."""
        if command is self._coming:
            lost, self._coming, self._lost = self._lost, None, None
            self.said.emit("Opening was given up.")
            if lost is not None:
                self.postponed.emit()

    def tell(self, title: str, sentence: str) -> None:
        """Say a sentence in a box."""
        Notice(title, sentence, self._window).open()
