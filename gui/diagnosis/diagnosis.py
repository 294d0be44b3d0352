"""For the case that something goes wrong: the log, what a crash leaves, and a report of it all."""

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from gui.diagnosis.crash_file import CrashFile
from gui.diagnosis.log_file import LogFile, last_lines
from gui.shell.about import VERSION, made_of
from gui.shell.recovery import default_folder

LINES = 60
"""Of the end of the log that the report has."""

COPIED = "The diagnostic report is on the clipboard. It names none of your folders."
CRASHED = "the last time came to a sudden end"

log = logging.getLogger("nablascope")


def log_folder() -> Path:
    """Where the log is, beside what is kept for the case of a crash."""
    return default_folder().with_name("log")


class Diagnosis(QObject):
    """Copies the report; from `begin` to `end` it also keeps the log and watches for a crash.

    Signals:
        said: that the report is on the clipboard, for the status bar.
    """

    said = Signal(str)

    def __init__(self, window: Any) -> None:
        """Nothing is written before `begin`."""
        super().__init__(window)
        self._window = window
        self._log: LogFile | None = None
        self._crash: CrashFile | None = None
        self._found = ""

    def begin(self, folder: Path) -> None:
        """Write into `folder` from now on; after the first frame, show what the last time has left."""
        self._log, self._crash = LogFile(folder), CrashFile(folder)
        log.info("Nablascope %s begins · %s", VERSION, made_of())
        once = Qt.ConnectionType.SingleShotConnection
        self._window.canvas.painted.connect(self.on_first_painted, once)

    def end(self) -> None:
        """Write no more: the program has come to its own end."""
        if self._log is not None:
            log.info("Nablascope ends")
            self._log.end()
        if self._crash is not None:
            self._crash.end()

    @Slot()
    def on_first_painted(self) -> None:
        """The window is there: what there is to tell of the last time can be told, when nothing is asked."""
        self._found = self._crash.found()
        if not self._found:
            return
        log.info(CRASHED)
        asking = QApplication.activeModalWidget()
        if isinstance(asking, QDialog):
            asking.finished.connect(self.show_found)
        else:
            self.show_found()

    @Slot()
    def show_found(self) -> None:
        """Open a page with what the last time has left."""
        from gui.diagnosis.crash_page import CrashPage  # noqa: PLC0415 - rarely needed

        page = CrashPage(self._found, self._window)
        page.wanted.connect(self.copy_report)
        page.show()

    @Slot()
    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        from gui.diagnosis.report import report  # noqa: PLC0415 - rarely asked for

        lines = last_lines(self._log.file, LINES) if self._log is not None else []
        crash = self._crash.last() if self._crash is not None else ""
        QGuiApplication.clipboard().setText(report(self._window, lines, crash))
        self.said.emit(COPIED)
