"""Follows every way through time that is asked for: says where it leads, and where it has led."""

from PySide6.QtCore import QObject, Signal, Slot

from core.commands import Back, Command, Recover, Redo, Return, Save, Seek, Show, Travel, Undo
from core.frame import Frame
from gui.timeline.words import arrived, going

TRAVEL = (Seek, Back, Undo, Redo, Recover, Return)


class Journey(QObject):
    """What was asked for last, until it is done.

    Signals:
        said: a sentence for the status bar.
        outdated: a sentence that was said and is no longer so.
        destined: where one is going to, in a few words.
    """

    said = Signal(str)
    outdated = Signal(str)
    destined = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Go nowhere."""
        super().__init__(parent)
        self._frame: Frame | None = None
        self._asked: tuple[Travel, Frame] | None = None
        self._seeking = False
        self._sentence = ""

    @Slot(object)
    def on_command(self, command: Command) -> None:
        """Note where a command leads to; whatever else is asked for ends the way."""
        if isinstance(command, Show | Save):
            return
        self._asked = None
        self.outdated.emit(self._sentence)
        if isinstance(command, TRAVEL) and self._frame is not None:
            self._asked = command, self._frame
            self.destined.emit(going(command, self._frame))

    @Slot(object, str)
    def on_rejected(self, command: Command, sentence: str) -> None:
        """A way that can't be gone leads nowhere."""
        if self._asked is not None and command is self._asked[0]:
            self._asked = None

    def follow(self, frame: Frame) -> None:
        """See whether one is there, and say so."""
        was_seeking, self._seeking = self._seeking, frame.state == "seeking"
        self._frame = frame
        if self._asked is None or self._seeking:
            return
        command, before = self._asked
        if _differs(frame, before):
            self._asked = None
            self._sentence = arrived(command, before, frame)
            if self._sentence:
                self.said.emit(self._sentence)
        elif was_seeking:  # given up
            self._asked = None


def _differs(frame: Frame, before: Frame) -> bool:
    """Whether a frame stands elsewhere in the tree of what was done, and not only further on."""
    one, other = frame.history, before.history
    here = one.undo, one.redo, one.current.id, frame.record is before.record, frame.state == "diverged"
    there = other.undo, other.redo, other.current.id, True, before.state == "diverged"
    return here != there
