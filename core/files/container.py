"""The archive that a session file is: a manifest and arrays, read without trusting a byte of it.

A zip of stored members: `manifest.json`, with the format, its version and of every array the SHA-256
(of the whole member), shape and dtype, and one `NAME.npy` for each array. What is in a session is not
known here.
"""

import hashlib
import os
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np

from core.errors import shown
from core.files import container_json, npy
from core.files.atomic import save
from core.files.boundary import FaultError, inside, reading, writing
from core.files.container_zip import (
    MANIFEST,
    NAME,
    RIGHT_FILE,
    Member,
    archive,
    content,
    members_of,
    refuse_crc,
)
from core.files.npy import AnyArray
from core.files.opening import bytes_of
from core.lazily import dataclass

FORMAT = "nablascope session"
VERSION = 1
LIMIT = 128 * 2**20
"""Bytes of a file, at most: a network of a million parameters fits, with all that Adam remembers of it."""
OWN_KEYS = ("format", "version", "arrays")
SUFFIX = ".npy"


@dataclass(frozen=True)
class Archive:
    """What a file holds: the version it was written in, and what `pack` was given."""

    version: int
    manifest: dict[str, Any]
    arrays: dict[str, AnyArray]


def pack(manifest: Mapping[str, Any], arrays: Mapping[str, AnyArray], nan: Collection[str] = ()) -> bytes:
    """Return the bytes of a session file; the arrays named in `nan` may hold NaN and infinity.

    `manifest` is what JSON can hold, under names other than `OWN_KEYS`; tuples come back as lists,
    and names that are no text as text.
    Raises `FileError` for what `read` would refuse.
    """
    with writing(None):
        return _packed(manifest, arrays, nan)


def write(
    path: str | os.PathLike[str],
    manifest: Mapping[str, Any],
    arrays: Mapping[str, AnyArray],
    nan: Collection[str] = (),
) -> None:
    """Save what `pack` makes as `path`, whole or not at all; `FileError` if not."""
    with writing(path):
        save(path, _packed(manifest, arrays, nan))


def read(
    path: str | os.PathLike[str], members: Collection[str] | None = None, optional: Collection[str] = ()
) -> Archive:
    """Return what the file holds, every check passed; `FileError` otherwise, with nothing changed.

    `members` names the arrays that must be there, no more and no fewer but for the `optional` ones; None
    takes what the manifest says.
    """
    with reading(path):
        data = bytes_of(path, LIMIT)
        return _unpacked(data, members, optional)


def _packed(manifest: Mapping[str, Any], arrays: Mapping[str, AnyArray], nan: Collection[str]) -> bytes:
    described, members = {}, {}
    for name in sorted(arrays):
        member = f"{name}{SUFFIX}"
        if not NAME.fullmatch(member):
            raise FaultError(f"would have a member called {shown(member)}")
        with inside(member):
            members[member] = npy.pieces(arrays[name])
            described[name] = _described(arrays[name], members[member], name in nan)
    taken = [key for key in OWN_KEYS if key in manifest]
    if taken:
        raise FaultError(f"would name {shown(taken[0])} twice", member=MANIFEST)
    own = {"format": FORMAT, "version": VERSION, "arrays": described}
    text = container_json.encoded({**manifest, **own}, MANIFEST)
    return archive({MANIFEST: (text,), **members}, LIMIT)


def _described(array: AnyArray, pieces: tuple[bytes, memoryview], nan: bool) -> dict[str, Any]:
    """What the manifest says of one array."""
    if not nan and not np.isfinite(array).all():
        raise FaultError("would hold NaN or infinity", "go back to a step where all numbers are finite")
    digest = hashlib.sha256(pieces[0])
    digest.update(pieces[1])
    said = {"sha256": digest.hexdigest(), "shape": list(array.shape), "dtype": npy.dtype_of(array)}
    return said | {"nan": True} if nan else said


class _Array(NamedTuple):
    """One array that the manifest and the header of its member agree on; nothing is allocated yet."""

    member: Member
    data: memoryview
    layout: npy.Layout
    sha256: str
    nan: bool


def _unpacked(data: bytes, wanted: Collection[str] | None, optional: Collection[str]) -> Archive:
    members = members_of(data)
    text = content(data, members[MANIFEST])
    refuse_crc(text, members[MANIFEST])
    manifest = container_json.decoded(bytes(text), MANIFEST)
    version = _version(manifest)
    described = manifest.get("arrays")
    if not isinstance(described, dict):
        raise FaultError("does not say which arrays there are", member=MANIFEST)
    _refuse_set(members, described, wanted, optional)
    agreed = {name: _agreed(data, members[f"{name}{SUFFIX}"], said) for name, said in described.items()}
    arrays = {name: _whole(array) for name, array in agreed.items()}
    return Archive(version, {k: v for k, v in manifest.items() if k not in OWN_KEYS}, arrays)


def _version(manifest: dict[str, Any]) -> int:
    """Return the version of the format, one that this program reads."""
    version = manifest.get("version")
    if manifest.get("format") != FORMAT:
        raise FaultError("is no session file: its manifest names no session as its format", RIGHT_FILE)
    if type(version) is not int or version < 1:
        raise FaultError("names no version of the format", member=MANIFEST)
    if version > VERSION:
        raise FaultError(
            f"was written by a newer Nablascope (format {version}, and this one reads up to {VERSION})",
            "update Nablascope to open it",
        )
    return version


def _refuse_set(
    members: Mapping[str, Member],
    described: Mapping[str, Any],
    wanted: Collection[str] | None,
    optional: Collection[str],
) -> None:
    """Raise `FaultError` unless the members are the manifest and exactly the arrays that belong there."""
    expected = {f"{name}{SUFFIX}" for name in described}
    missing, unknown = sorted(expected - members.keys()), sorted(members.keys() - expected - {MANIFEST})
    if wanted is not None and not missing:
        whole = {f"{name}{SUFFIX}" for name in wanted}
        extra = {f"{name}{SUFFIX}" for name in optional}
        missing, unknown = sorted(whole - expected), unknown or sorted(expected - whole - extra)
    if missing:
        raise FaultError("is missing", member=_shown_member(missing[0]))
    if unknown:
        raise FaultError("does not belong there", member=_shown_member(unknown[0]))


def _shown_member(name: str) -> str:
    """Write a member's name for a sentence, whatever somebody wrote into a manifest."""
    return name if NAME.fullmatch(name) else shown(name)


def _agreed(data: bytes, member: Member, said: Any) -> _Array:
    """Return what is known of one array once the manifest and its header have been compared."""
    keys = {"sha256", "shape", "dtype"}
    if not isinstance(said, dict) or not keys <= said.keys() <= keys | {"nan"}:
        raise FaultError(f"does not describe {member.name} as it should", member=MANIFEST)
    found = content(data, member)
    with inside(member.name):
        layout = npy.layout(found)
        if said["dtype"] != layout.dtype or said["shape"] != list(layout.shape):
            raise FaultError(f"has another shape or type of numbers than {MANIFEST} says")
    return _Array(member, found, layout, said["sha256"], said.get("nan") is True)


def _whole(array: _Array) -> AnyArray:
    """Return the numbers, if they are those that were saved."""
    refuse_crc(array.data, array.member)
    if hashlib.sha256(array.data).hexdigest() != array.sha256:
        raise FaultError(
            f"was changed: it does not have the SHA-256 that {MANIFEST} says", member=array.member.name
        )
    numbers = npy.numbers(array.data, array.layout)
    if not array.nan and not np.isfinite(numbers).all():
        raise FaultError("holds NaN or infinity", member=array.member.name)
    return numbers
