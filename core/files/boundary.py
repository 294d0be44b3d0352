"""The one boundary between files and the program: whatever goes wrong becomes one sentence.

Inside `reading(path)` or `writing(path)` anything may be raised; outside arrives a `FileError`.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import READABLE, BadInputError, FileError

ANOTHER_COPY = "open another copy of it"
SAVE_AGAIN = "change it and save again"

NOT_READ = {
    errno.ENOENT: "is not there; look whether it was moved, renamed or deleted",
    errno.ENOTDIR: "is not there; look whether it was moved, renamed or deleted",
    errno.EACCES: "may not be read by you; ask its owner for the permission",
    errno.EPERM: "may not be read by you; ask its owner for the permission",
    errno.ELOOP: "is a symbolic link that leads back to itself; open the file that it was made for",
    errno.ENAMETOOLONG: "has a name that is too long; look whether the name is right",
    errno.EISDIR: "is a folder; open a file in it",
}
NOT_WRITTEN = {
    errno.ENOSPC: "the disk is full; make room or choose another folder",
    errno.EDQUOT: "your share of the disk is full; make room or choose another folder",
    errno.ENOENT: "there is no folder {folder}; make it or choose another folder",
    errno.ENOTDIR: "{folder} is no folder; choose another folder",
    errno.EACCES: "you may not write into its folder; choose another folder",
    errno.EPERM: "you may not write into its folder; choose another folder",
    errno.EROFS: "its disk can only be read; choose another folder",
    errno.ELOOP: "it is a symbolic link that leads back to itself; choose another name",
    errno.ENAMETOOLONG: "its name is too long; choose a shorter name",
    errno.EFBIG: "it is larger than a file may be there; choose another folder",
}
NO_FILES = "no file can be made in the folder {folder}; choose another folder"


class FaultError(BadInputError):
    """What is wrong with a file or one member of it, and what to do: pieces of a sentence.

    `what` goes on after the name of the file, or of the member: "is cut off". Without an advice
    the boundary gives the one that is most often right.
    """

    def __init__(self, what: str, advice: str = "", member: str = "") -> None:
        super().__init__(what)
        self.what, self.advice, self.member = what, advice, member


def name_of(path: str | os.PathLike[str]) -> str:
    """Write the name of a file for a sentence: on one line, printable, and cut in its middle if long."""
    text = printable(Path(path).name or str(path))
    half = READABLE // 2
    return text if len(text) <= READABLE else f"{text[:half]}…{text[-half:]}"


def printable(text: str) -> str:
    """Write what may hold any characters on one line."""
    return " ".join("".join(k if k.isprintable() else "\N{REPLACEMENT CHARACTER}" for k in text).split())


def usable(path: str | os.PathLike[str]) -> Path:
    """Return `path`, which no system call will refuse for the characters in it."""
    try:
        possible = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        possible = False
    if not possible:
        raise FaultError("has a name that no file can have", "choose another name")
    return Path(path)


@contextmanager
def reading(path: str | os.PathLike[str], kind: str = "a session") -> Iterator[None]:
    """Turn whatever is raised while a file is read and made use of into one sentence about it.

    `kind` is what it should be.
    """
    start = f"The file {name_of(path)}"
    try:
        yield
    except FileError:
        raise
    except FaultError as fault:
        what = f"is damaged: its member {fault.member} {fault.what}" if fault.member else fault.what
        raise FileError(f"{start} {what}; {fault.advice or ANOTHER_COPY}.") from None
    except BadInputError as error:
        raise FileError(f"{start} cannot be used: {_going_on(str(error))}") from None
    except OSError as error:
        raise FileError(f"{start} {not_read(error)}.") from error
    except MemoryError:
        raise FileError(f"{start} needs more memory than is free; close other programs first.") from None
    except Exception as error:
        raise FileError(f"{start} is damaged: it makes no sense as {kind}; {ANOTHER_COPY}.") from error


@contextmanager
def writing(path: str | os.PathLike[str] | None) -> Iterator[None]:
    """Turn whatever is raised while something is made into a file into one sentence.

    Without a path it is a session that has no name yet.
    """
    start = "The session" if path is None else f"The file {name_of(path)}"
    start = f"{start} was not saved"
    try:
        yield
    except FileError:
        raise
    except FaultError as fault:
        what = f"its {fault.member} {fault.what}" if fault.member else f"it {fault.what}"
        raise FileError(f"{start}: {what}; {fault.advice or SAVE_AGAIN}.") from None
    except BadInputError as error:
        raise FileError(f"{start}: {_going_on(str(error))}") from None
    except OSError as error:
        raise FileError(f"{start}: {_not_written(error)}.") from error
    except MemoryError:
        raise FileError(f"{start}: that needs more memory than is free; close other programs.") from None
    except Exception as error:
        raise FileError(f"{start}: something in it cannot be written down; {SAVE_AGAIN}.") from error


@contextmanager
def inside(member: str) -> Iterator[None]:
    """Say of each fault found in here, unless it knows better, that it lies in this member of the file."""
    try:
        yield
    except FaultError as fault:
        fault.member = fault.member or member
        raise


def _going_on(sentence: str) -> str:
    """Let a sentence go on after a colon: its first letter becomes small, where it is no symbol."""
    first, rest = sentence[:1], sentence[1:]
    return f"{first.lower()}{rest}" if rest[:1].islower() else sentence


def _system_says(error: OSError) -> str:
    """The system's own words, for what has none here."""
    return os.strerror(error.errno).lower() if error.errno else "something went wrong"


def not_read(error: OSError) -> str:
    """What goes on after the name of a file that could not be read."""
    known = NOT_READ.get(error.errno or 0)
    return known or f"could not be read (the system says: {_system_says(error)}); try again or {ANOTHER_COPY}"


def _not_written(error: OSError) -> str:
    folder = Path(error.filename).parent if isinstance(error.filename, str) else Path("such")
    known = NOT_WRITTEN.get(error.errno or 0)
    if error.errno == errno.ENOENT and folder.is_dir():  # which then is the system's own
        known = NO_FILES
    unknown = f"the system says: {_system_says(error)}; try again or choose another folder"
    return known.format(folder=name_of(folder)) if known else unknown
