"""A hand on one weight or bias: what it asks for, one edit for each frame that is shown."""

from PySide6.QtCore import QObject, Signal

from core.commands import Edit
from core.frame import Frame
from core.selection import Pick, index_of

SETTLED = 2
"""Frames after the last edit by which what was asked for has come about, or never will."""


class Hand(QObject):
    """Moves the parameter that is picked, and remembers where it was.

    The newest position wins: a position is asked for at once, but the next only when a frame has
    been shown since, so that edits never queue up.

    Signals:
        asked: an `Edit`.

    Attributes:
        value: where the parameter was moved to, ahead of the frames; None once these have come up.
        before: where it was before it was moved by hand, None where it wasn't.
        holding: whether it is held at this moment.

    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is picked yet."""
        super().__init__(parent)
        self.value: float | None = None
        self.before: float | None = None
        self.holding = False
        self._frame: Frame | None = None
        self._start = self._sent = 0.0
        self._waiting = self._moved = False
        self._frames = self._step = 0

    @property
    def pick(self) -> Pick:
        """What is moved."""
        return self._frame.derivation.pick

    @property
    def present(self) -> float:
        """The parameter in the last frame; at UPDATE it is the new one already."""
        return float(self._frame.theta[index_of(self.pick, self._frame.n)])

    @property
    def at(self) -> float:
        """Where the hand is."""
        return self.present if self.value is None else self.value

    def show_frame(self, frame: Frame) -> None:
        """Take in that `frame`, which has a derivation, was shown; ask for what has been wanted since."""
        another = self._frame is None or is_other(self._frame, frame)
        self._frame, self._waiting = frame, False
        self._frames += 1
        if another:
            self.drop()
        elif self.value is not None and self.value != self._sent:
            self._send()
        elif not self.holding and (self.present == self.value or self._frames >= SETTLED):
            self.value = None

    def take(self) -> None:
        """Hold the parameter where it is; nothing is asked for yet."""
        self._begin()
        self._moved = False
        self._start = self.value
        if self.before is None or self._frame.cursor.step != self._step:
            self.before, self._step = self._start, self._frame.cursor.step
        self.holding = True

    def move(self, value: float) -> None:
        """Move what is held to `value`."""
        self.value = value
        self.flush()

    def release(self) -> None:
        """Let go where it is."""
        self.holding = False
        self._frames = 0
        if self.before == self.value:
            self.before = None

    def cancel(self) -> None:
        """Let go where it was when it was taken."""
        self.move(self._start)
        self.release()

    def put_back(self) -> None:
        """Return to where it was before it was moved by hand."""
        self.holding = self._moved = False
        before, self.before = self.before, None
        self._begin()
        self.move(before)
        self._frames = 0

    def drop(self) -> None:
        """Let go, and forget everything."""
        self.holding, self.value, self.before = False, None, None

    def flush(self, now: bool = False) -> None:
        """Ask for what is wanted, unless a frame is waited for; `now` even then."""
        if self.value is not None and self.value != self._sent and (now or not self._waiting):
            self._send()

    def _begin(self) -> None:
        """Begin where the parameter is, unless something is still wanted."""
        if self.value is None:
            self.value = self._sent = self.present

    def _send(self) -> None:
        self._sent, self._waiting, self._frames = self.value, True, 0
        self.asked.emit(Edit("parameter", self.value, at=self.pick, continued=self._moved))
        self._moved = True


def is_other(shown: Frame, frame: Frame) -> bool:
    """Whether what was moved is no longer picked, or is of another run; an edit in the past begins one."""
    here = shown.record in (frame.record, frame.record.parent)
    return shown.derivation.pick != frame.derivation.pick or not here
