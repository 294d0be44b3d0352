"""Work in a window that nobody uses: whatever raises, it ends; where nobody sees it, it begins by itself."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from core.errors import BadInputError
from core.frame import Frame


class Watched(QObject):
    """Closes the window of a program when anything raises in it or in its worker: nobody else would.

    Attributes:
        trouble: why the work came to nothing; None before, and if it did not.

    """

    def __init__(self, program: Any, work: str) -> None:
        """Watch over `program`; `work` says in a few words what was given up."""
        super().__init__(program.window)
        self._window, self._work = program.window, work
        self.trouble: BadInputError | None = None
        self._window.engine.failed.connect(self.on_failed)
        program.hook.caught.connect(self.on_failed)

    @Slot()
    def on_failed(self) -> None:
        """Give it up, when what has raised is done: it may have been the painting of the window."""
        QTimer.singleShot(0, self, self.give_up)

    @Slot()
    def give_up(self) -> None:
        """Something went wrong inside the program, which its log tells."""
        self._end(BadInputError(f"{self._work} was given up: something went wrong inside the program."))

    def _end(self, trouble: BadInputError | None = None) -> None:
        """Close the window, once; what comes after that is no trouble of the work."""
        if self._window.isVisible():
            self.trouble = trouble
            self._window.close()


class Unseen(Watched):
    """Does its work in the window of a program, and closes that."""

    def __init__(self, program: Any, work: str) -> None:
        """Begin once the canvas of `program` has painted; `work` says in a few words what was given up."""
        super().__init__(program, work)
        self._window.canvas.painted.connect(self.on_painted)

    @Slot(object)
    def on_painted(self, frame: Frame) -> None:
        """Begin when the frame is what was asked for: all panels are laid out and have painted then."""
        if frame.view == self._window.view:
            self._window.canvas.painted.disconnect(self.on_painted)
            QTimer.singleShot(0, self, self.begin)

    @Slot()
    def begin(self) -> None:
        """Do the work, if that is possible."""
        try:
            self._begin()
        except BadInputError as error:
            self._end(error)

    def _begin(self) -> None:
        raise NotImplementedError
