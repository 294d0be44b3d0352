"""The log in a file: what the program had to say, kept from one start to the next and never large."""

import logging
import os
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "nablascope.log"
LARGEST, OLDER = 500_000, 2
"""Bytes of the file before a new one is begun, and how many older ones are kept."""
FORMAT = "%(asctime)s %(process)d %(levelname)s %(message)s"

READ_BYTES = 60_000
"""Of the end of the file, where the last lines are asked for."""

log = logging.getLogger("nablascope")


class QuietHandler(RotatingFileHandler):
    """Writes to the file; where a disk is full or somebody has the file, it does not, and says nothing."""

    def handleError(self, record: logging.LogRecord) -> None:
        """There is nowhere that it could be said."""


class LogFile:
    """What is logged is also written to a file, until `end`. It never raises."""

    def __init__(self, folder: Path) -> None:
        """Write into `folder`, made where it isn't there; the terminal hears warnings only, as before."""
        self.file = folder / NAME
        self._handler: QuietHandler | None = None
        self._level = log.level
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._handler = QuietHandler(
                self.file, maxBytes=LARGEST, backupCount=OLDER, encoding="utf-8", errors="replace", delay=True
            )
        if self._handler is not None:
            self._handler.setFormatter(logging.Formatter(FORMAT))
            self._begin(self._handler)

    def _begin(self, handler: QuietHandler) -> None:
        for other in logging.getLogger().handlers:
            other.setLevel(max(other.level, logging.WARNING))
        log.setLevel(logging.INFO)
        log.addHandler(handler)

    def end(self) -> None:
        """Close the file."""
        if self._handler is not None:
            log.removeHandler(self._handler)
            log.setLevel(self._level)
            self._handler.close()
            self._handler = None


def last_lines(file: Path, most: int) -> list[str]:
    """The last lines of a log, at most so many; none where there is no log."""
    try:
        with file.open("rb") as log_file:
            log_file.seek(0, os.SEEK_END)
            log_file.seek(max(0, log_file.tell() - READ_BYTES))
            text = log_file.read().decode("utf-8", errors="replace")
    except OSError:
        return []
    return text.splitlines()[-most:]
