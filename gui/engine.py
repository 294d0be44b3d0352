"""The window's side of training: commands go down here, frames come up."""

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QThread, QTimer, Signal, Slot

from core.commands import Back, Command, Save, Show, Step
from core.cursor import Cursor
from core.frame import Frame
from core.mailbox import Mailbox
from core.session import Session
from gui.worker import TrainingWorker

DISPLAY_MS = 17
"""Between two looks into the mailbox: about sixty a second, as often as most screens show a picture."""
CLOSE_MS = 3000


class Meter:
    """How many steps a second, over the last half second of running."""

    WINDOW_MS = 500

    def __init__(self) -> None:
        self._clock = QElapsedTimer()
        self._first: tuple[int, int] | None = None
        self.steps_per_second: float | None = None

    def note(self, frame: Frame) -> None:
        """Take one more frame into account; while nothing runs there is no speed."""
        if frame.state != "running":
            self._first = self.steps_per_second = None
            return
        if self._first is None or frame.cursor.step < self._first[1]:
            self._clock.start()
            self._first = (0, frame.cursor.step)
        elapsed = self._clock.elapsed()
        if elapsed - self._first[0] >= self.WINDOW_MS:
            self.steps_per_second = (frame.cursor.step - self._first[1]) * 1000 / (elapsed - self._first[0])
            self._first = (elapsed, frame.cursor.step)


class Engine(QObject):
    """Thread, worker, mailbox and display timer behind one façade.

    Signals:
        command: goes to the worker; use `send`.
        frame_changed: a new `Frame`, at most once a display tick.
        rejected: a command and the sentence that says why not.
        failed: a sentence; training was stopped.
        state_changed: the session's new state.
        heard: a command that was done or refused; `frame` is from after it by then.
        step_allowed: whether another single step may be asked for.
        kept: a `Save` that was done, and the stamp of the history that it has kept.
        opened: an `Open` or `New` that was done, the stamp of that history, and the window's text in the
            file; the first frame of it is `frame` by then.
        finished: an `Import`, `SaveData` or `Export` that has come to a good end; `frame` is from after it
            by then.
        given_up: one of these or an `Open` that has come to no end, because something else was wanted.
    """

    command = Signal(object)
    frame_changed = Signal(object)
    rejected = Signal(object, str)
    failed = Signal(str)
    state_changed = Signal(str)
    heard = Signal(object)
    step_allowed = Signal(bool)
    kept = Signal(object, object)
    opened = Signal(object, object, str)
    finished = Signal(object)
    given_up = Signal(object)

    _stopping = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Take over `session`; `start` begins."""
        super().__init__(parent)
        self.frame: Frame | None = None
        self.meter = Meter()
        self._step_shown = True
        self._step_from: Cursor | None = None
        self._begun = False
        self._wish: Show | None = None
        self._mailbox: Mailbox[Frame] = Mailbox()
        self._thread = QThread(self)
        self._thread.setObjectName("training")
        self._worker = TrainingWorker(session, self._mailbox)
        self._worker.moveToThread(self._thread)
        self._connect()
        self._display = QTimer(self)
        self._display.setTimerType(Qt.TimerType.PreciseTimer)
        self._display.setInterval(DISPLAY_MS)
        self._display.timeout.connect(self.on_display)

    def _connect(self) -> None:
        self._thread.started.connect(self._worker.on_started)
        self.command.connect(self._worker.handle)
        self._stopping.connect(self._worker.stop)
        self._worker.handled.connect(self.on_handled)
        self._worker.rejected.connect(self.on_rejected)
        self._worker.failed.connect(self.on_failed)
        self._worker.state_changed.connect(self.state_changed)
        self._worker.kept.connect(self.kept)
        self._worker.opened.connect(self.on_opened)
        self._worker.finished.connect(self.on_finished)
        self._worker.given_up.connect(self.given_up)

    def start(self) -> None:
        """Show the first frame, and start the thread and the display."""
        self._begun = True
        done = self._worker.prepare(self._wish)
        # With less of a priority the thread would wait for a processor while it holds the interpreter.
        self._thread.start()
        self._display.start()
        self.on_display()
        if not done:
            self.send(self._wish)

    def send(self, command: Command) -> None:
        """Ask for `command`. A single step, or one back, is one frame shown: none other until then."""
        if isinstance(command, Show) and not self._begun:
            self._wish = command  # the last of many: each panel that appears asks for another view
            return
        if isinstance(command, Step | Back):
            if not self._step_shown:
                return
            self._step_from = self.frame.cursor if self.frame else None
            self._set_step_shown(False)
        elif not isinstance(command, Show | Save):
            self._step_from = None
        self.command.emit(command)

    @Slot()
    def on_display(self) -> None:
        """Take the latest frame, if there is one."""
        frame = self._mailbox.take()
        if frame is not None:
            self.frame = frame
            self.meter.note(frame)
            self.frame_changed.emit(frame)

    @Slot(object)
    def on_handled(self, command: Command) -> None:
        """Show at once what a command has led to: half a turn of the display can be felt."""
        self._show_at_once()
        if isinstance(command, Step | Back) and self._has_come_round():
            self._set_step_shown(True)
        self.heard.emit(command)

    def _has_come_round(self) -> bool:
        """Whether a step has ended on the cursor from which it seemed to begin.

        The frame of what was loaded in between was overtaken; that of the step will not look like another.
        """
        frame = self.frame
        return not self._step_shown and frame.state == "paused" and frame.cursor == self._step_from

    def _show_at_once(self) -> None:
        if self._display.isActive():
            self.on_display()

    @Slot(object, object, str)
    def on_opened(self, command: Command, stamp: int, window: str) -> None:
        """Show another session before anything is said of it."""
        self._show_at_once()
        self.opened.emit(command, stamp, window)

    @Slot(object)
    def on_finished(self, command: Command) -> None:
        """Show what a file has led to before it is said."""
        self._show_at_once()
        self.finished.emit(command)

    @Slot(object)
    def on_painted(self, frame: Frame) -> None:
        """The canvas has shown `frame`; one from before the step that is under way does not count."""
        if not self._step_shown and frame.cursor != self._step_from:
            self._set_step_shown(True)

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """Pass a rejection on; a rejected step leaves nothing to wait for."""
        if not self._step_shown:
            self._set_step_shown(True)
        self.rejected.emit(command, sentence)

    @Slot(str)
    def on_failed(self, sentence: str) -> None:
        """Pass a failure on; a failed step leaves nothing to wait for."""
        if not self._step_shown:
            self._set_step_shown(True)
        self.failed.emit(sentence)

    def _set_step_shown(self, shown: bool) -> None:
        self._step_shown = shown
        self.step_allowed.emit(shown)

    def close(self) -> bool:
        """Stop work and thread; returns whether the thread ended in time. A second call does nothing."""
        self._display.stop()
        if not self._thread.isRunning():
            return True
        self._stopping.emit()
        return self._thread.wait(CLOSE_MS)
