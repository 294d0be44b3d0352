"""Zip archives of stored members, read by hand: nothing in them is taken at its word.

`zipfile` takes much that only an attack or a damage makes: members that overlap, bytes between and
behind them, two of one name, headers that contradict each other. Here every byte has its one place:
each member with its header right behind the one before, then the list of them, then the end.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from core.errors import shown
from core.files.boundary import FaultError

Bytes = bytes | memoryview

MANIFEST = "manifest.json"
NAME = re.compile(r"(?=.{1,100}\Z)[A-Za-z0-9_][\w-]*(?:[./][A-Za-z0-9_][\w-]*)*", re.ASCII)
"""Of a member: no way out of a folder, no drive, nothing that a file system or a screen reads otherwise."""
MOST_MEMBERS = 10_000

LOCAL = struct.Struct("<4s5H3L2H")
ENTRY = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
LOCAL_MARK, ENTRY_MARK, END_MARK = b"PK\3\4", b"PK\1\2", b"PK\5\6"
NEEDED = 20  # version 2.0 of the format, which all programs can read
MADE_BY = 3 << 8 | NEEDED  # a system on which members have permissions
READABLE_BY_ALL = 0o100644 << 16
DAY = 0x21  # the first that the format knows, 1 January 1980: equal content gives equal bytes
STORED, ENCRYPTED = 0, 1
RIGHT_FILE = "look whether it is the right file"


class Member(NamedTuple):
    """One entry of the list at the end of the archive, as it stands there."""

    name: str
    flags: int
    method: int
    crc: int
    packed_size: int
    size: int
    extra: int
    comment: int
    disk: int
    offset: int

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.offset + LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the content ends."""
        return self.start + self.packed_size


def archive(members: Mapping[str, Sequence[Bytes]], limit: int) -> bytes:
    """Return the zip of `members`, each given in pieces, in their order."""
    parts: list[Bytes] = []
    entries, offset = [], 0
    for name, pieces in members.items():
        crc, size, encoded = 0, sum(map(len, pieces)), name.encode("ascii")
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
        same = (NEEDED, 0, STORED, 0, DAY, crc, size, size, len(encoded), 0)
        parts += [LOCAL.pack(LOCAL_MARK, *same), encoded, *pieces]
        entries += [ENTRY.pack(ENTRY_MARK, MADE_BY, *same, 0, 0, 0, READABLE_BY_ALL, offset), encoded]
        offset += LOCAL.size + len(encoded) + size
        if offset > limit:
            break
    listed = sum(map(len, entries))
    if offset + listed + END.size > limit:
        raise FaultError(f"would have more than {limit // 2**20} MB", "save with less data or fewer runs")
    count = len(members)
    return b"".join([*parts, *entries, END.pack(END_MARK, 0, 0, count, count, listed, offset, 0)])


def members_of(data: bytes) -> dict[str, Member]:
    """Return the members of the archive `data` by name, in their order, their places checked."""
    if not data.startswith(LOCAL_MARK):
        raise FaultError("is no session file", RIGHT_FILE)
    directory, count = _directory(data)
    found = list(_entries(data, directory, count))
    if MANIFEST not in (k.name for k in found):
        raise FaultError(f"is an archive without {MANIFEST}, so no session file", RIGHT_FILE)
    position = 0
    for member in found:
        _refuse_name(member.name)
        _refuse_place(data, member, position)
        position = member.end
    if position != directory:
        raise FaultError("is damaged: there are bytes in it that belong to no member")
    names = {k.name: k for k in found}
    if len(names) != len(found):
        twice = next(k.name for k in found if names[k.name] is not k)
        raise FaultError("is there twice", member=twice)
    return names


def content(data: bytes, member: Member) -> memoryview:
    """Return what `member` holds, without a copy; it must be stored as it is."""
    if member.flags & ENCRYPTED:
        raise FaultError("is encrypted, which is never read", member=member.name)
    if member.method != STORED:
        raise FaultError("is compressed, which is never read", member=member.name)
    if member.flags or member.packed_size != member.size:
        raise FaultError("is not stored as it is", member=member.name)
    return memoryview(data)[member.start : member.end]


def refuse_crc(data: memoryview, member: Member) -> None:
    """Raise `FaultError` where the content has another checksum than the list says."""
    if zlib.crc32(data) != member.crc:
        raise FaultError("was changed: it does not have its checksum (CRC-32)", member=member.name)


def _directory(data: bytes) -> tuple[int, int]:
    """Where the list of members begins, and how many there are."""
    start = len(data) - END.size
    if start < 0 or not data.startswith(END_MARK, start):
        behind = len(data) - END.size - data.rfind(END_MARK)
        if data.rfind(END_MARK) < 0 or behind < 0:
            raise FaultError("is cut off: its end is missing")
        raise FaultError(f"is damaged: there are {behind} bytes behind its end")
    _, disk, first_disk, here, count, size, offset, comment = END.unpack_from(data, start)
    if disk or first_disk or here != count or comment or offset + size != start:
        raise FaultError("is damaged: its end contradicts the rest of it")
    if count > MOST_MEMBERS:
        raise FaultError(f"has {count:,} members, and at most {MOST_MEMBERS:,} are read")
    return offset, count


def _entries(data: bytes, position: int, count: int) -> Iterator[Member]:
    """Go through the list of members; it must end exactly where the end of the archive begins."""
    end = len(data) - END.size
    for _ in range(count):
        if position + ENTRY.size > end or not data.startswith(ENTRY_MARK, position):
            raise FaultError("is damaged: its list of members cannot be read")
        _, _, _, flags, method, _, _, crc, packed, size, length, extra, comment, disk, _, _, offset = (
            ENTRY.unpack_from(data, position)
        )
        position += ENTRY.size
        # Latin-1 gives every byte a character: what the name may hold is looked at later.
        name = data[position : position + length].decode("latin-1")
        yield Member(name, flags, method, crc, packed, size, extra, comment, disk, offset)
        position += length + extra + comment
    if position != end:
        raise FaultError("is damaged: its list of members cannot be read")


def _refuse_name(name: str) -> None:
    if not NAME.fullmatch(name):
        readable = name.encode("latin-1").decode("utf-8", "replace")
        raise FaultError(f"is damaged: it has a member called {shown(readable)}, a name that is never used")


def _refuse_place(data: bytes, member: Member, position: int) -> None:
    """The member must begin at `position`, with a header that says the same as the list."""
    if member.extra or member.comment or member.disk:
        raise FaultError("has fields that are never used", member=member.name)
    if member.offset != position:
        raise FaultError("is not where it belongs", member=member.name)
    if member.end > len(data) - END.size:
        raise FaultError(f"says it has {member.packed_size} bytes, more than there are", member=member.name)
    mark, _, flags, method, _, _, crc, packed, size, length, extra = LOCAL.unpack_from(data, position)
    name = data[position + LOCAL.size : member.start]
    said = (flags, method, crc, packed, size, length, extra)
    listed = (member.flags, member.method, member.crc, member.packed_size, member.size, len(member.name), 0)
    if mark != LOCAL_MARK or said != listed or name != member.name.encode("ascii"):
        raise FaultError("has a header that contradicts the list of members", member=member.name)
