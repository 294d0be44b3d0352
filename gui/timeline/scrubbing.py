"""Going where the mouse is: one wish under way at a time, and of those that wait only the latest."""

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Command, Save, Seek, Show
from core.frame import Frame


class Scrubber(QObject):
    """Asks for moments no faster than they come.

    Signals:
        asked: a `Seek`.
    """

    asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Want nothing."""
        super().__init__(parent)
        self._under_way: Seek | None = None
        self._wish: Seek | None = None
        self._seeking = False

    @property
    def target(self) -> Seek | None:
        """Where all that was asked for leads to in the end; None where one is there."""
        return self._wish or self._under_way

    def want(self, wish: Seek) -> None:
        """Go to a moment, at once or as soon as the last one is there."""
        if wish == self.target:
            return
        self._wish = wish
        if self._under_way is None:
            self._send()

    def insist(self) -> None:
        """Go there now, whatever is under way: a long way to somewhere else is in vain."""
        if self._wish is not None:
            self._send()

    def follow(self, frame: Frame) -> None:
        """See whether a frame is the one that is awaited, and go on."""
        if self._under_way is None or not self._answers(frame):
            self._seeking = frame.state == "seeking"
            return
        self._seeking, self._under_way = False, None
        if self._wish is not None:
            self._send()

    def _answers(self, frame: Frame) -> bool:
        """Whether the wish under way has been heard and is done with, by arriving or otherwise."""
        if frame.state in ("seeking", "running"):
            return False
        step = self._under_way.step
        there = not frame.history.in_past if step is None else frame.cursor.step == step
        return there or self._seeking or frame.state == "diverged"

    def _send(self) -> None:
        self._under_way, self._wish = self._wish, None
        self.asked.emit(self._under_way)

    @Slot(object)
    def on_command(self, command: Command) -> None:
        """Whoever asks for something else has the last word."""
        if command is not self._under_way and not isinstance(command, Show | Save):
            self._under_way = self._wish = None

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """A wish that can't be fulfilled leaves nothing to wait for."""
        if command is self._under_way or isinstance(command, Seek):
            self._under_way = self._wish = None
