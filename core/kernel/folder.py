"""Where compiled steps are kept from one start to the next: a folder of the person's own.

Its name says all that they depend on, so that nothing in it is ever out of date. It is made beside and
renamed, so that it is whole or not there; a list of digests tells whether it was spoilt since.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from time import time

import numpy as np

SOURCES = Path(__file__).resolve().parent
CONSTANTS = tuple(SOURCES.parent / f"{k}.py" for k in ("activations", "costs", "optimisers", "randomness"))
"""Whose constants are compiled into the steps."""
LIST = "nablascope.json"
"""Names and digests of all other files in a folder; no folder without it is ours."""

KEPT = 4
"""Folders that are kept: people may have more than one Python, or go to and fro between versions."""
FORGOTTEN = 3600.0
"""Seconds after which a folder that was begun and not finished is nobody's."""
DIGITS = frozenset("0123456789abcdef")


def base() -> Path:
    """The folder of all of them."""
    if sys.platform == "win32":
        place = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        place = str(Path.home() / "Library" / "Caches")
    else:
        place = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(place) / "nablascope" / "kernel"


@cache
def processor() -> str:
    """The processor's name and what it can do, as the compiler sees it. Imports llvmlite."""
    from llvmlite.binding import get_host_cpu_features, get_host_cpu_name  # noqa: PLC0415 - not everywhere

    features = get_host_cpu_features()
    return " ".join([get_host_cpu_name(), *sorted(name for name, there in features.items() if there)])


def _sources() -> list[Path]:
    return [*sorted(SOURCES.glob("*.py")), *CONSTANTS]


def _versions() -> list[str]:
    return [sys.version, np.__version__, version("numba"), version("llvmlite"), processor()]


def digest() -> str:
    """Of all that decides about the bits of compiled steps."""
    found = hashlib.sha256("\n".join(_versions()).encode())
    for file in _sources():
        found.update(file.name.encode() + b"\n" + file.read_bytes())
    return found.hexdigest()[:32]


def folder() -> Path:
    """The folder for the program as it is here: numba also looks at where a source is and how old."""
    found = hashlib.sha256(digest().encode())
    for file in _sources():
        found.update(f"\n{file} {file.stat().st_mtime_ns}".encode())
    return base() / found.hexdigest()[:32]


# Whole or not there


def _digests(place: Path) -> dict[str, str]:
    files = sorted(k for k in place.rglob("*") if k.is_file() and k.name != LIST)
    return {k.relative_to(place).as_posix(): hashlib.sha256(k.read_bytes()).hexdigest() for k in files}


def is_whole(place: Path) -> bool:
    """Whether `place` holds just what was put there, by this person."""
    try:
        if hasattr(os, "getuid") and place.stat().st_uid != os.getuid():
            return False
        known = json.loads((place / LIST).read_text(encoding="utf-8"))
        return bool(known) and known == _digests(place)
    except (OSError, ValueError):
        return False


def finish(made: Path, place: Path) -> None:
    """Let the folder `made` be `place`, unless another program was faster. Raises `OSError`."""
    (made / LIST).write_text(json.dumps(_digests(made)), encoding="utf-8")
    if place.exists() and not is_whole(place):
        shutil.rmtree(place)
    try:
        made.rename(place)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        if not is_whole(place):
            raise


def note_use(place: Path) -> None:
    """Let `place` be among those used last."""
    with suppress(OSError):
        os.utime(place)


def clean(place: Path) -> None:
    """Remove folders of ours that were not used for long, and leave all else alone."""
    with suppress(OSError):
        ours = sorted(_ours(place.parent), key=lambda k: k.stat().st_mtime, reverse=True)
        begun = [k for k in ours if k.suffix]
        for each in [k for k in ours if not k.suffix][KEPT:]:
            if each != place:
                shutil.rmtree(each, ignore_errors=True)
        for each in begun:
            if time() - each.stat().st_mtime > FORGOTTEN:
                shutil.rmtree(each, ignore_errors=True)


def _ours(where: Path) -> Iterator[Path]:
    """Folders with names that only we give: 32 digits, and `.begun…` behind them while they are made."""
    for each in where.iterdir():
        named = len(each.stem) == 32 and DIGITS.issuperset(each.stem)
        if named and not each.is_symlink() and each.is_dir():
            whole = not each.suffix and (each / LIST).is_file()
            if whole or each.suffix.startswith(".begun"):
                yield each
