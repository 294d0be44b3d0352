"""Crash safety of a window: what changes is kept every half minute, and what a crash has left is offered."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from core.commands import Cancel, Command, Save
from core.frame import Frame
from gui.action_spec import is_on_the_way
from gui.shell.recovery import Lost, Recovery
from gui.shell.recovery_dialog import RecoveryDialog
from gui.shell.window_text import window_text

INTERVAL_MS = 30_000
SOON_MS = 1_000
NOT_KEPT = "Nothing is kept for the case of a crash: {why}"


class Autosaving(QObject):
    """Keeps a window's session where the next start finds it; the worker writes it, as any other save.

    Everything that is in no file counts, however little. A save to the session's own file makes it
    superfluous, and so does closing the window, which has asked before; Ctrl+C in the terminal does not ask
    and leaves it to the next start.
    """

    def __init__(self, window: Any, recovery: Recovery, interval: int | None = None) -> None:
        """Watch over `window` from its first frame on; `interval` is in milliseconds."""
        super().__init__(window)
        self._window, self._sessions, self._recovery = window, window.sessions, recovery
        self._interval = INTERVAL_MS if interval is None else interval
        self._kept: int | None = None
        self._under_way: Save | None = None
        self._restoring: Lost | None = None
        self._complained = self._leaving = False
        self.dialog: RecoveryDialog | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.on_timeout)
        self._timer.start(self._interval)
        window.canvas.painted.connect(self.on_first_painted)
        window.engine.kept.connect(self.on_kept)
        window.engine.rejected.connect(self.on_rejected)
        window.engine.failed.connect(self.on_failed)
        window.closing.connect(self.on_closing)
        for ended in (self._sessions.kept, self._sessions.began):
            ended.connect(self.on_superfluous)
        self._sessions.began.connect(self.on_began)
        self._sessions.refused.connect(self.on_refused)
        self._sessions.postponed.connect(self.on_postponed)

    # Keeping

    @Slot()
    def on_timeout(self) -> None:
        """Keep what has changed, or do so soon where something else is under way."""
        frame = self._window.engine.frame
        busy = self._under_way is not None or self._sessions.busy or self._restoring is not None
        if busy or frame is None or is_on_the_way(frame):
            self._timer.start(min(SOON_MS, self._interval))
            return
        if frame.history.stamp != self._kept and self._sessions.own.changed:
            self._keep()
        self._timer.start(self._interval)

    def _keep(self) -> None:
        file = self._recovery.note(self._sessions.own.file, self._sessions.own.title)
        self._complain(self._recovery.sentence())
        if file is not None:
            self._under_way = Save(str(file), window_text(self._window))
            self._window.engine.send(self._under_way)

    def _complain(self, sentence: str) -> None:
        """Say a sentence, but not every half minute."""
        if sentence and not self._complained:
            self._complained = True
            self._window.status.say(sentence)

    @Slot(object, object)
    def on_kept(self, command: Command, stamp: int) -> None:
        """It was kept."""
        if command is self._under_way:
            self._under_way, self._kept, self._complained = None, stamp, False

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """It could not be kept: say so once."""
        if command is self._under_way:
            self._under_way = None
            self._complain(NOT_KEPT.format(why=f"{sentence[0].lower()}{sentence[1:]}"))

    @Slot(str)
    def on_failed(self, _: str) -> None:
        """What failed inside the training is kept at once: who knows what comes next."""
        if not self._sessions.busy and self._under_way is None:
            self._timer.start(0)

    @Slot()
    def on_superfluous(self) -> None:
        """What was kept is in a file now, or no longer wanted."""
        if self._restoring is None:
            self._kept = None
            self._recovery.clear()

    # What a crash has left

    @Slot()
    def on_first_painted(self) -> None:
        """Once the window is there, and the session that was asked for, offer what was lost."""
        if self._sessions.busy:
            return
        self._window.canvas.painted.disconnect(self.on_first_painted)
        lost = self._recovery.lost()
        sentence = self._recovery.sentence()
        if sentence:
            self._window.status.say(sentence)
        if lost:
            self.dialog = RecoveryDialog(lost, self._window)
            self.dialog.restore_chosen.connect(self.on_restore)
            self.dialog.discard_chosen.connect(self.on_discard)
            self.dialog.finished.connect(self.on_dialog_finished)
            self.dialog.open()

    @Slot()
    def on_dialog_finished(self) -> None:
        """It deletes itself."""
        self.dialog = None

    @Slot(object)
    def on_restore(self, lost: Lost) -> None:
        """Open what was lost."""
        if self._recovery.begin_restore(lost):
            self._restoring = lost
            self._sessions.restore(lost.file, lost.original, lost.title)
        else:
            self._sessions.tell("Not restored", self._recovery.sentence())

    @Slot(object)
    def on_discard(self, lost: Lost) -> None:
        """Never offer it again."""
        self._recovery.discard(lost)
        sentence = self._recovery.sentence()
        if sentence:
            self._window.status.say(sentence)

    @Slot()
    def on_began(self) -> None:
        """What was lost is here; it has come back when it is seen."""
        if self._restoring is not None:
            self._window.canvas.painted.connect(self.on_restored_painted)

    @Slot(object)
    def on_restored_painted(self, frame: Frame) -> None:
        """It is seen: what was kept of it goes on as what is kept of this window."""
        self._window.canvas.painted.disconnect(self.on_restored_painted)
        lost, self._restoring = self._restoring, None
        if lost is not None:
            self._recovery.restored(lost)
            self._kept = frame.history.stamp

    @Slot(str)
    def on_refused(self, sentence: str) -> None:
        """It could not be opened: say so, and what becomes of it."""
        lost, self._restoring = self._restoring, None
        if lost is not None:
            self._recovery.failed(lost)
        self._sessions.tell("Not restored", f"{sentence} {self._recovery.sentence()}".strip())

    @Slot()
    def on_postponed(self) -> None:
        """Opening it was given up: the next start offers it again."""
        lost, self._restoring = self._restoring, None
        if lost is not None:
            self._recovery.postponed(lost)

    # The end

    @Slot()
    def on_interrupted(self) -> None:
        """The program is ended from its terminal: nobody is asked, and nothing is thrown away."""
        self._sessions.asks = False
        self._leaving = self._sessions.own.changed or self._restoring is not None
        if self._leaving and self._restoring is None and self._under_way is None:
            if is_on_the_way(self._window.engine.frame):
                self._window.engine.send(Cancel())  # on the way nothing can be kept
            self._keep()

    @Slot()
    def on_closing(self) -> None:
        """Leave nothing behind, once nothing can be written any more."""
        self._timer.stop()
        if self._window.engine.close() and not self._leaving:
            self._recovery.close()
