"""Files of data: opens them by way of a dialog, saves what is shown, and says how either has ended."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Command, Import, SaveData
from gui.action_spec import FILES
from gui.importing.ends import given_up_words, opened_words, saved_words
from gui.shell.asking import (
    AGAIN,
    CANCEL,
    Notice,
    data_opening_dialog,
    data_saving_dialog,
    documents,
    overwriting_question,
    refused_question,
)
from gui.writing.plain import one_line

if TYPE_CHECKING:
    from gui.importing.dialog import Asked


WAIT = "Another file is being read or written: wait for it, or cancel that first."


class DataFiles(QObject):
    """Opens data of a file, and saves the data that is shown.

    Signals:
        asked: an `Import` or a `SaveData`.
        said: a sentence for the status bar.
        working: what is being done, in a few words.
        used: a file that data was opened from or saved to.

    Attributes:
        folder: where the file was that was chosen last.

    """

    asked = Signal(object)
    said = Signal(str)
    working = Signal(str)
    used = Signal(object)

    def __init__(self, window: Any) -> None:
        """Belong to `window`."""
        super().__init__(window)
        self._window = window
        self.folder = documents()
        self._doing: Import | SaveData | None = None
        self._failed: Import | SaveData | None = None
        self._asked: Asked | None = None
        self._over: Path | None = None
        engine = window.engine
        engine.finished.connect(self.on_finished)
        engine.given_up.connect(self.on_given_up)
        engine.rejected.connect(self.on_rejected)
        engine.failed.connect(self.on_failed)

    # Opening

    @Slot()
    def open(self) -> None:
        """Choose a file, and look into it."""
        dialog = data_opening_dialog(self.folder, self._window)
        dialog.fileSelected.connect(self.on_open_chosen)
        dialog.open()

    @Slot(str)
    def on_open_chosen(self, name: str) -> None:
        """Look into the file that was chosen."""
        file = Path(name)
        self.folder = file.absolute().parent
        self.open_file(file)

    @Slot(object)
    def open_file(self, file: Path) -> None:
        """Look into `file`, and ask what is to be learned from it."""
        if self._doing is not None or self._window.engine.frame.state in FILES:
            self.said.emit(WAIT)
            return
        from gui.importing.dialog import Asked  # noqa: PLC0415 - not a part of every start

        self._look(Asked(file.absolute(), self._window.engine.frame.experiment.seed))

    def _look(self, asked: "Asked") -> None:
        from gui.importing.dialog import ImportDialog  # noqa: PLC0415 - not a part of every start

        dialog = ImportDialog(asked, self._window)
        dialog.agreed.connect(self.on_agreed)
        dialog.open()

    @Slot(object, object)
    def on_agreed(self, command: Import, asked: "Asked") -> None:
        """Let the whole file be read."""
        self._asked = asked
        self._do(command, "Reading")

    def read_again(self, command: Import) -> None:
        """Let a file be read as it was before; where that can't be, a sentence in the status bar will do."""
        self._asked = None
        self._do(command, "Reading")

    # Saving

    @Slot()
    def save(self) -> None:
        """Choose a file, and write the data shown to it."""
        dialog = data_saving_dialog(self.folder / self._offered(), self._window)
        dialog.fileSelected.connect(self.on_save_chosen)
        dialog.open()

    def _offered(self) -> str:
        """The name that is offered: not that of a file which the data was read from."""
        experiment = self._window.engine.frame.experiment
        source = None if experiment.given is None else experiment.given.source
        name = experiment.dataset if source is None else f"{Path(source.name).stem} as shown"
        return f"{name}.csv"

    @Slot(str)
    def on_save_chosen(self, name: str) -> None:
        """Write the data there; where there is a file, ask."""
        file = Path(name)
        self.folder = file.absolute().parent
        if not os.path.exists(file):  # of too long a name there is none
            self._save(file)
            return
        self._over = file
        question = overwriting_question(one_line(file.name), self._window)
        question.answered.connect(self.on_overwriting)
        question.open()

    @Slot(str)
    def on_overwriting(self, answer: str) -> None:
        """Write over it, or give it up."""
        if answer != CANCEL and self._over is not None:
            self._save(self._over)

    def _save(self, file: Path) -> None:
        self._do(SaveData(str(file)), "Writing")

    # Ends

    def _do(self, command: Import | SaveData, words: str) -> None:
        self._doing, self._failed = command, None
        self.working.emit(f"{words} {one_line(Path(command.path).name)}")
        self.asked.emit(command)

    def _is_mine(self, command: Command) -> bool:
        """Whether this has come to its end that was asked for here; then nothing is under way any more."""
        mine = command is not None and (command is self._doing or command is self._failed)
        if mine:
            self._doing = self._failed = None
        return mine

    @Slot(object)
    def on_finished(self, command: Command) -> None:
        """It is done: say so."""
        if not self._is_mine(command):
            return
        file = Path(command.path).absolute()
        self.folder = file.parent
        self.used.emit(file)
        opened = isinstance(command, Import)
        self.said.emit(opened_words(self._window.engine.frame) if opened else saved_words(file))

    @Slot(object)
    def on_given_up(self, command: Command) -> None:
        """Somebody did not wait for it."""
        waited_for = self._doing is not None
        if self._is_mine(command) and waited_for:
            self.said.emit(given_up_words(command))

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """Say what went wrong with a file; another try may begin with the same choices."""
        if not self._is_mine(command):
            return
        if isinstance(command, SaveData):
            Notice("Not saved", sentence, self._window).open()
            return
        if self._asked is None:
            self.said.emit(sentence)
            return
        question = refused_question(sentence, self._window)
        question.answered.connect(self.on_answered)
        question.open()

    @Slot(str)
    def on_answered(self, answer: str) -> None:
        """Look at the file again as it was looked at before, or leave it."""
        asked, self._asked = self._asked, None
        if answer == AGAIN and asked is not None:
            self._look(asked)

    @Slot(str)
    def on_failed(self, sentence: str) -> None:
        """Most likely nothing comes of what is under way, and all that is known of it is said."""
        if self._doing is not None:
            self._failed, self._doing = self._doing, None
