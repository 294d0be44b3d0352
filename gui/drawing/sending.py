"""Strokes and new beginnings on their way to the session, one after another."""

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Command
from core.errors import BadInputError
from core.frame import Frame
from gui.drawing.beginnings import Beginning
from gui.drawing.strokes import Erased, Painted

Stroke = Painted | Erased
Item = Stroke | Beginning


class Sending(QObject):
    """Sends one when the one before it has been heard, so that the points erased are those there are by then.

    A stroke is over when the plane shows what has become of it.

    Signals:
        asked: a command.
        said: a sentence.
        outdated: a sentence that was said of a beginning, once there is a stroke after it.
        done: something was heard or given up; the strokes may be others.
    """

    asked = Signal(object)
    said = Signal(str)
    outdated = Signal(str)
    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is on its way."""
        super().__init__(parent)
        self._frame: Frame | None = None
        self._waiting: list[Item] = []
        self._sent: tuple[Item, Command] | None = None
        self._heard: list[Stroke] = []
        self._sentence = ""

    @property
    def strokes(self) -> list[Stroke]:
        """Those that the plane does not show yet, in their order."""
        return [k for k in (*self._heard, *self._under_way()) if not isinstance(k, Beginning)]

    @property
    def begins(self) -> bool:
        """Whether a beginning is on its way."""
        return any(isinstance(k, Beginning) for k in self._under_way())

    def _under_way(self) -> list[Item]:
        return [*([self._sent[0]] if self._sent else []), *self._waiting]

    def follow(self, frame: Frame) -> None:
        """Take note of what there is."""
        self._frame = frame

    def add(self, item: Item) -> None:
        """Send it as soon as its turn comes."""
        if not isinstance(item, Beginning):
            self.outdated.emit(self._sentence)
        self._waiting.append(item)
        self._go_on()

    def settle(self) -> None:
        """The plane shows what was heard."""
        if self._heard:
            self._heard.clear()
            self.done.emit()

    @Slot(object)
    def on_heard(self, command: Command) -> None:
        """A command was heard, and the frame is from after it: if it is this one, the next can go."""
        if self._sent is None or command is not self._sent[1]:
            return
        item, self._sent = self._sent[0], None
        if not isinstance(item, Beginning):
            self._heard.append(item)
        elif self._frame is not None:
            self._sentence = item.words(self._frame)
            self.said.emit(self._sentence)
        self._go_on()
        self.done.emit()

    @Slot(object, str)
    def on_rejected(self, command: Command, _: str) -> None:
        """It was refused, and somebody else says why."""
        if self._sent is not None and command is self._sent[1]:
            self._sent = None
            self._go_on()
            self.done.emit()

    def _go_on(self) -> None:
        """Send the next, unless one is on its way; what comes to nothing is passed over."""
        while self._sent is None and self._waiting and self._frame is not None:
            item = self._waiting.pop(0)
            command = self._command(item, self._frame)
            if command is not None:
                self._sent = item, command
                self.asked.emit(command)
            else:
                self.done.emit()

    def _command(self, item: Item, frame: Frame) -> Command | None:
        try:
            return item.command(frame)
        except BadInputError as error:
            self.said.emit(str(error))
            return None
