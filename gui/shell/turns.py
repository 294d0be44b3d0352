"""Work that would keep the window from the next key for too long, done part by part."""

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget


class Turns(QObject):
    """Does one thing after another, each in a turn of its own of the event loop.

    Keys and clicks that have come during one of them are heard before the next.
    """

    _due = Signal()

    def __init__(self, parent: QObject) -> None:
        """Nothing is to be done yet."""
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # What is queued is done in this turn of the loop, and timers are heard at its end: both make another.
        self._timer.timeout.connect(self._due)
        self._due.connect(self.on_due, Qt.ConnectionType.QueuedConnection)

    def add(self, doing: Callable[[], None]) -> None:
        """Do this when all that waits is done, and never in this turn."""
        self._waiting.append(doing)
        self._timer.start()

    def hold(self, *windows: QWidget, first: Callable[[], None] | None = None) -> None:
        """Let `windows` be seen as they are until their turns have come: then all of each is painted, once.

        What is to be done before comes `first`.
        """
        for window in windows:
            window.setUpdatesEnabled(False)
        for doing in (*((first,) if first else ()), *(partial(show_again, window) for window in windows)):
            self.add(doing)

    @property
    def idle(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def finish(self) -> None:
        """Do all that waits now."""
        while self._waiting:
            self.on_due()

    @Slot()
    def on_due(self) -> None:
        """Do the next, if it has not been done meanwhile."""
        if not self._waiting:
            return
        try:
            self._waiting.popleft()()
        finally:
            if self._waiting:
                self._timer.start()


def finish_turns(part: QWidget) -> None:
    """Do now what waits for the windows that `part` belongs to."""
    while part.parentWidget() is not None:
        part = part.parentWidget()
    for turns in part.findChildren(Turns):
        turns.finish()


def show_again(part: QWidget) -> None:
    """Let a window be painted that was not to be for a while, with those above it, to which Qt extends that.

    `update` would not do: what was to be painted before counts as asked for, and nobody paints it any more.
    """
    part.setUpdatesEnabled(True)
    for window in QApplication.topLevelWidgets():
        own = window is part or (window.parentWidget() is not None and window.parentWidget().window() is part)
        if own and window.isVisible() and window.updatesEnabled():
            window.repaint()
