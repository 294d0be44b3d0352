"""Saving that is whole or not at all: what was there stays until all that is new is on the disk."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from core.files.boundary import FaultError, usable, writing

if sys.platform != "win32":
    import fcntl

NEW = 0o666
"""The permissions of a file that was not there before; the person's umask takes from them."""
PREFIX, SUFFIX = ".nablascope-", ".tmp"
TRIES = 20
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


def save(path: str | os.PathLike[str], data: bytes | Iterable[bytes]) -> None:
    """Write `data`, in pieces or not, as `path`, whole or not at all; raises `FileError` in one sentence."""
    with saving(path) as file:
        for piece in (data,) if isinstance(data, bytes) else data:
            file.write(piece)


@contextmanager
def saving(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Give a file to write to, which becomes `path` at the end, and is nothing if anything is raised.

    A temporary file beside the target takes its place only when it is on the disk. Where `path` is a
    symbolic link the link stays; an existing file's permissions do too. Raises `FileError` in one sentence.
    """
    with writing(path):
        target, before = _target(usable(path))
        _remove_leftovers(target)
        temporary, file = _begun(target, stat.S_IMODE(before.st_mode) & 0o777 if before else NEW)
        try:
            with file:
                _keep_owner(file, before)
                yield file
                file.flush()
                os.fsync(file.fileno())
                _replace(temporary, target, file)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        _sync_folder(target.parent)


def _target(path: Path) -> tuple[Path, os.stat_result | None]:
    """Return the file that is meant, links followed, and what is known of the one that is there."""
    target = Path(os.path.realpath(path))
    try:
        before = os.stat(target)
    except FileNotFoundError:
        return target, None
    if stat.S_ISDIR(before.st_mode):
        raise FaultError("is the name of a folder", "choose another name")
    if not stat.S_ISREG(before.st_mode):
        raise FaultError("is no ordinary file", "choose another name")
    if not os.access(target, os.W_OK):
        raise FaultError("is protected against writing", "choose another name")
    return target, before


def _begun(target: Path, mode: int) -> tuple[Path, BinaryIO]:
    """Open a new temporary file beside `target`, locked for as long as it is open."""
    for _ in range(TRIES):
        temporary = target.parent / f"{_start_of_names(target)}{os.urandom(4).hex()}{SUFFIX}"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        file = os.fdopen(os.open(temporary, flags, mode), "wb")
        # Another save could have taken it for a leftover before it was locked.
        if _locked(file) and temporary.exists():
            return temporary, file
        file.close()
    raise FaultError("is being saved by another program", "try again")


def _start_of_names(target: Path) -> str:
    """How the temporary files of one target begin: short, however long its own name is."""
    return f"{PREFIX}{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}-"


def _locked(file: BinaryIO) -> bool:
    """Lock `file`; False only where somebody else has: some file systems have no locks."""
    if sys.platform != "win32":
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
    return True


def _remove_leftovers(target: Path) -> None:
    """Remove what saves of `target` that were killed have left, and nothing that is being written."""
    start = _start_of_names(target)
    with suppress(OSError):
        for name in os.listdir(target.parent):
            if name.startswith(start) and name.endswith(SUFFIX):
                _remove_leftover(target.parent / name)


def _remove_leftover(temporary: Path) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            temporary.unlink()  # refused while a program has it open
        else:
            with temporary.open("r+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                temporary.unlink()


def _keep_owner(file: BinaryIO, before: os.stat_result | None) -> None:
    """Give the new file the owner and permissions of the one before, as far as the system lets us."""
    if before and sys.platform != "win32":
        now = os.fstat(file.fileno())
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            with suppress(OSError):
                os.fchown(file.fileno(), before.st_uid, before.st_gid)
        with suppress(OSError):
            os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode) & 0o777)


def _replace(temporary: Path, target: Path, file: BinaryIO) -> None:
    """Put the new file into the place of the old one, in one act."""
    if sys.platform == "win32":
        file.close()  # there an open file cannot be renamed; elsewhere it keeps its lock until it is done
    os.replace(temporary, target)


def _sync_folder(folder: Path) -> None:
    """Bring the new name to the disk too, where the system can; the file itself is already there."""
    with suppress(OSError):
        descriptor = os.open(folder, FOLDER)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
