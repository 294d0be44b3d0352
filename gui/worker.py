"""The worker: a session inside a thread of its own. No mathematics and no widget here."""

import logging
import math

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from core.commands import Command, Export, Import, New, Open, Save, SaveData, Show
from core.errors import BadInputError, LaterError
from core.frame import Frame
from core.kernel.engine import ENGINE
from core.mailbox import Mailbox
from core.session import Session

NOT_DONE = "Something went wrong inside the program; it was written to the log, and nothing was changed."
AWAITED = (Save, Open, New, Import, SaveData, Export)
"""Commands of which somebody waits to hear what has become of them."""

BUDGET = 0.008
"""Seconds of work between two looks at the queue of commands."""

log = logging.getLogger("nablascope")


class TrainingWorker(QObject):
    """Hears commands, works in small portions, and leaves frames in the mailbox.

    Its thread's event loop is the queue of commands; the timer's time-outs are the work.

    Signals:
        handled: a command that was; its frame need not wait for the next turn of the display.
        state_changed, rejected, failed: as the engine passes them on.
        kept, opened, finished, given_up: the same.
    """

    handled = Signal(object)
    state_changed = Signal(str)
    rejected = Signal(object, str)
    failed = Signal(str)
    kept = Signal(object, object)
    opened = Signal(object, object, str)
    finished = Signal(object)
    given_up = Signal(object)

    def __init__(self, session: Session, mailbox: Mailbox[Frame]) -> None:
        """Take over `session`: nobody else touches it from here on."""
        super().__init__()
        self._session = session
        self._mailbox = mailbox
        self._state = session.state
        self._sent = -1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.on_timeout)

    def prepare(self, wish: Show | None = None) -> bool:
        """Leave the first frame, while the thread does not run yet: nothing is painted without one.

        It is seen as the `wish` says; returns whether it is, which one that can't be done leaves to `handle`.
        """
        done = True
        if wish is not None:
            try:
                self._session.apply(wish)
            except BadInputError:
                done = False
        self._deliver(at_once=True)
        return done

    @Slot()
    def on_started(self) -> None:
        """Begin with what is under way already."""
        self._schedule(0.0)

    @Slot(object)
    def handle(self, command: Command) -> None:
        """Apply one command; what it can't do is said by `rejected` and changes nothing."""
        self._look()
        done = self._done(command)
        self._deliver(at_once=True)
        if done:
            self._tell(command)
        self._tell_finished()
        self.handled.emit(command)
        self._schedule(0.0)

    def _done(self, command: Command) -> bool:
        try:
            self._session.apply(command)
        except BadInputError as error:
            self.rejected.emit(command, str(error))
        except Exception:
            self._fail()
            if isinstance(command, AWAITED):
                self.rejected.emit(command, NOT_DONE)
        else:
            return True
        return False

    def _tell(self, command: Command) -> None:
        """Say of a session that it was saved, or that another one is here, whose first frame is there."""
        if isinstance(command, Save):
            self.kept.emit(command, self._session.saved)
        elif isinstance(command, New):
            self._tell_opened(command)

    def _tell_opened(self, command: Command) -> None:
        self.opened.emit(command, self._session.saved, self._session.window)

    def _tell_finished(self) -> None:
        """Say of what may take a while what has become of it, after the frame that shows it."""
        done, self._session.finished = self._session.finished, []
        for command in done:
            if isinstance(command, Open):
                self._tell_opened(command)
            else:
                self.finished.emit(command)
        left, self._session.given_up = self._session.given_up, []
        for command in left:
            self.given_up.emit(command)

    @Slot()
    def on_timeout(self) -> None:
        """Work for one portion."""
        self._look()
        wait: float | None = None
        try:
            wait = self._session.tick(BUDGET)
        except LaterError as error:
            self.rejected.emit(error.command, str(error))
        except Exception:
            self._fail()
        session = self._session
        self._deliver(at_once=not session.busy or session.posing or bool(session.finished))
        self._tell_finished()
        self._schedule(wait or 0.0)

    def _look(self) -> None:
        """Go on with compiled steps as soon as there are any."""
        trouble = ENGINE.look()
        if trouble:
            log.warning("%s", trouble)

    @Slot()
    def stop(self) -> None:
        """Do no more work and end the thread, which is left only after its timer has stopped."""
        self._timer.stop()
        self._session.halt()
        self.thread().quit()

    def _schedule(self, wait: float) -> None:
        if self._session.busy:
            self._timer.start(math.floor(wait * 1000))

    def _deliver(self, at_once: bool) -> None:
        """Leave a frame if there is something new and, unless `at_once`, the last one was taken."""
        session = self._session
        changed = session.state is not self._state
        if session.version != self._sent and (at_once or changed or self._mailbox.empty):
            self._sent = session.version
            try:
                self._mailbox.put(session.frame())
            except Exception:
                self._fail()
        if changed:
            self._state = session.state
            self.state_changed.emit(self._state.value)

    def _fail(self) -> None:
        log.exception("the worker failed")
        self._session.halt()
        self.failed.emit("Something went wrong inside the training; it was stopped and can be started again.")
