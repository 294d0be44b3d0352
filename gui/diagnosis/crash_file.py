"""What the interpreter writes down when it is brought down: for the next start, as this one can't say it.

`crash-3f2a….lock` is held for as long as the program lives; `crash-3f2a….txt` is empty, until something like
a segmentation fault lets Python write its stacks; `last crash.txt` is what was found in one of these by the
last start that found something.
"""

import faulthandler
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TextIO

from gui.shell.file_lock import FileLock, take

PREFIX, LOCK, TEXT = "crash-", ".lock", ".txt"
LAST = "last crash.txt"
LONGEST = 40_000
"""Bytes of a crash that are kept."""


class CrashFile:
    """The file of this program, and what those before it have left. It never raises."""

    def __init__(self, folder: Path) -> None:
        """Begin to watch; a program that has a fault handler already keeps it."""
        self._folder = folder
        self._lock: FileLock | None = None
        self._file: TextIO | None = None
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._begin(folder / f"{PREFIX}{token_hex(8)}")

    def _begin(self, stem: Path) -> None:
        if faulthandler.is_enabled():
            return
        self._lock = take(Path(f"{stem}{LOCK}"))
        if self._lock is None:
            return
        self._file = Path(f"{stem}{TEXT}").open("w", encoding="utf-8")  # noqa: SIM115 - until `end`
        faulthandler.enable(self._file)

    def found(self) -> str:
        """What crashes before this start have written down, "" where there were none; it is found once."""
        texts: list[str] = []
        with suppress(OSError):
            locks = sorted(self._folder.glob(f"{PREFIX}*{LOCK}"), key=os.path.getmtime)
            texts = [_left_by(lock) for lock in locks]
        text = "\n\n".join(filter(None, texts))
        if text:
            with suppress(OSError):
                (self._folder / LAST).write_text(text, encoding="utf-8")
        return text

    def last(self) -> str:
        """The last that was found, by this start or one before; "" where there was none."""
        return _read(self._folder / LAST)

    def end(self) -> None:
        """Leave nothing: this was no crash."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            with suppress(OSError):
                os.unlink(self._file.name)
            self._file = None
        if self._lock is not None:
            with suppress(OSError):
                self._lock.path.unlink()
            self._lock.release()
            self._lock = None


def _left_by(lock: Path) -> str:
    """What was written down by a program that no longer lives; its files go."""
    held = take(lock)
    if held is None:
        return ""
    text = lock.with_suffix(TEXT)
    told = _read(text)
    for path in (text, lock):
        with suppress(OSError):
            path.unlink()
    held.release()
    return told


def _read(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return opened.read(LONGEST).decode("utf-8", errors="replace").strip()
    except OSError:
        return ""
