"""Files that hold the data of a session: looked for where they were and beside the session file."""

import errno
import hashlib
import re
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from core.datasets.given import Source
from core.files.boundary import FaultError, name_of, not_read, printable
from core.files.opening import ordinary

PIECE = 2**20
LONGEST = 100
"""Letters of a folder in a sentence, at most."""
Piecewise = Generator[float, float, str]
"""Work that is sent a budget in seconds, and returns what it has found."""


class _Fault(NamedTuple):
    """What is wrong with the file in one place, and what to do; or it is `gone` from there."""

    gone: bool
    what: str
    advice: str


def places(source: Source, folder: Path) -> list[Path]:
    """Where a file may be: where it was, and in `folder`, which a path without a root begins in too."""
    name = re.split(r"[/\\]", source.path)[-1]
    return list(dict.fromkeys([folder / source.path, folder / name]))


def find(source: Source, folder: Path, budget: float) -> Generator[float, float, Source]:
    """Look for the file of `source`, and return where it is now.

    Raises `FaultError`, to be said of the session file in `folder`.
    """
    faults: list[_Fault] = []
    for path in places(source, folder):
        try:
            found = yield from _sha256(path, budget)
        except (FaultError, OSError) as error:
            faults.append(_fault_of(error))
        else:
            if found == source.sha256:
                return source if path == Path(source.path) else replace(source, path=str(path))
            faults.append(_Fault(False, "has changed since", "put it as it was there, or beside this file"))
    worst = next((k for k in faults if not k.gone), faults[0])
    raise FaultError(f"needs the data in {shown_path(source.path)}, which {worst.what}", worst.advice)


def _fault_of(error: FaultError | OSError) -> _Fault:
    if isinstance(error, FaultError):
        return _Fault(False, error.what, "put the file back that was there")
    what, _, advice = not_read(error).partition("; ")
    gone = error.errno in (errno.ENOENT, errno.ENOTDIR)
    return _Fault(gone, what, "put it back, or beside this file" if gone else advice)


def shown_path(path: str) -> str:
    """Write a path for a sentence: on one line, printable, and cut in its middle if long."""
    folder, half = printable(str(Path(path).parent)), LONGEST // 2
    folder = folder if len(folder) <= LONGEST else f"{folder[:half]}…{folder[-half:]}"
    return name_of(path) if folder == "." else f"{folder.rstrip('/')}/{name_of(path)}"


def _sha256(path: Path, budget: float) -> Piecewise:
    """The SHA-256 of an ordinary file, a little at a time."""
    digest = hashlib.sha256()
    with ordinary(path) as (file, _):
        deadline = perf_counter() + budget
        while piece := file.read(PIECE):
            digest.update(piece)
            if perf_counter() >= deadline:
                deadline = perf_counter() + (yield 0.0)
    return digest.hexdigest()
