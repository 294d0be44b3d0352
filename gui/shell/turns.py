"""Work that would keep the window from the next key for too long, done part by part."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

APART_MS = 10
"""Between two parts; what the last one wants painted is painted meanwhile."""


class Turns(QObject):
    """Does one thing after another, each in a turn of its own of the event loop.

    Keys and clicks that have come during one of them are heard before the next.
    """

    def __init__(self, parent: QObject) -> None:
        """Nothing is to be done yet."""
        super().__init__(parent)
        self._waiting: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(APART_MS)
        self._timer.timeout.connect(self.on_timeout)

    def add(self, doing: Callable[[], None]) -> None:
        """Do this when all that waits is done, and never now."""
        self._waiting.append(doing)
        if len(self._waiting) == 1:
            self._timer.start()

    @Slot()
    def on_timeout(self) -> None:
        """Do the next; the time until the one after it begins when it is done, or else both would come."""
        try:
            self._waiting[0]()
        finally:
            self._waiting.popleft()
            if self._waiting:
                self._timer.start()
