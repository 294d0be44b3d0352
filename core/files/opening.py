"""The bytes of a file that somebody names: an ordinary one, not too large, and never waited for."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from core.files.boundary import FaultError, usable

KINDS = (
    (stat.S_ISDIR, "is a folder", "open a file in it"),
    (stat.S_ISFIFO, "is a pipe between programs, not a file that was saved", "open a saved file"),
    (stat.S_ISSOCK, "is a socket, not a file that was saved", "open a saved file"),
    (stat.S_ISCHR, "is a device, not a file that was saved", "open a saved file"),
    (stat.S_ISBLK, "is a device, not a file that was saved", "open a saved file"),
)
READ_ONLY = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
"""A pipe that took the file's place after the look at it is opened without waiting for a writer."""


def bytes_of(path: str | os.PathLike[str], limit: int) -> bytes:
    """Return what the file holds, at most `limit` bytes; belongs inside `boundary.reading`."""
    with ordinary(path) as (file, size):
        refuse_size(size, limit)
        return file.read(size + 1)


@contextmanager
def ordinary(path: str | os.PathLike[str]) -> Iterator[tuple[BinaryIO, int]]:
    """Open an ordinary file, and tell its bytes; belongs inside `boundary.reading`.

    Raises `FaultError` for anything else, and at the end for a file that another program has changed.
    """
    path = usable(path)
    refuse_other_kinds(os.stat(path).st_mode)
    with _opened(path) as file:
        before = os.fstat(file.fileno())
        refuse_other_kinds(before.st_mode)
        try:
            yield file, before.st_size
        except Exception:
            _refuse_change(file, before)  # what was found may be half of the old and half of the new
            raise
        _refuse_change(file, before)


def _refuse_change(file: BinaryIO, before: os.stat_result) -> None:
    after = os.fstat(file.fileno())
    if (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise FaultError("was changed while it was being read", "open it again")


def _opened(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, READ_ONLY), "rb")


def refuse_other_kinds(mode: int) -> None:
    """Raise `FaultError` for all but an ordinary file."""
    for is_kind, what, advice in KINDS:
        if is_kind(mode):
            raise FaultError(what, advice)
    if not stat.S_ISREG(mode):
        raise FaultError("is no ordinary file", "open a saved file")


def refuse_size(size: int, limit: int) -> None:
    """Raise `FaultError` for an empty file and for one that is too large to be read."""
    if size == 0:
        raise FaultError("is empty")
    if size > limit:
        large = f"is larger than the {limit // 2**20} MB that are read"
        raise FaultError(large, "look whether it is the right file")
