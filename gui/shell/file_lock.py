"""A lock on a file that the system takes away when its process ends, however it ends.

Not QLockFile: that one believes in process numbers. A number that another program has been given since
keeps a dead window's lock for good, and in containers, where every window has the same number, a living
one's can be taken. What the system itself holds knows nothing of numbers: it is gone with the process.
"""

import os
import sys
from pathlib import Path
from time import sleep

TRIES, PAUSE_SECONDS = 4, 0.015
"""Whoever only looks whether a lock is free holds it for less than this; except on Windows, those who look
don't keep each other from it."""

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, shared: bool) -> None:
        """Lock the first byte, which need not be there; Windows has no sharing here."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, shared: bool) -> None:
        """Lock the open file; `flock`, as closing the file elsewhere in the process doesn't end it."""
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class FileLock:
    """A lock that is held, until `release` or the end of the process."""

    def __init__(self, path: Path, descriptor: int) -> None:
        """Keep it; made by `take`."""
        self.path = path
        self._descriptor: int | None = descriptor

    def holds(self) -> bool:
        """Whether this is still the lock that others find at its path."""
        return self._descriptor is not None and _is_at(self._descriptor, self.path)

    def release(self) -> None:
        """Let others have it."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def take(path: Path, shared: bool = False) -> FileLock | None:
    """The lock at `path`, or None while somebody else has it; raises OSError where there can be none."""
    for attempt in range(1 if shared and sys.platform != "win32" else TRIES):
        if attempt:
            sleep(PAUSE_SECONDS)
        descriptor = _open(path)
        try:
            _lock(descriptor, shared)
        except (BlockingIOError, PermissionError):  # held by another, as Unix and as Windows say it
            os.close(descriptor)
            continue
        except OSError:
            os.close(descriptor)
            raise
        if _is_at(descriptor, path):
            return FileLock(path, descriptor)
        os.close(descriptor)  # whoever had it has removed it since: a lock on nothing
    return None


def is_held(path: Path) -> bool:
    """Whether another process, or this one, has the lock; where that can't be told, it may have."""
    if not os.path.exists(path):  # Path.exists raises where a folder is closed to us
        return False
    try:
        lock = take(path, shared=True)
    except OSError:
        return True
    if lock is not None:
        lock.release()
    return lock is None


def _open(path: Path) -> int:
    """Open or make the file; on a disk that can only be read, for reading, which is enough to lock it."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return os.open(path, os.O_RDONLY)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except OSError:
        return False
