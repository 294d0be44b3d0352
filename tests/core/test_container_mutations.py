"""Damaged at random: a session file is refused in one sentence, or gives exactly what was saved."""

import io
import random
import struct
import zipfile

import numpy as np
import pytest
from byte_changes import behead, duplicate, flip_bits, overwrite, remove, some_slice, truncate
from container_faults import ARRAYS, SETTINGS, assert_is_the_sentence, zipped

from core.errors import FileError
from core.files import pack, read

pytestmark = pytest.mark.promise(number="R5")

CHUNKS, IN_CHUNK = 10, 300
RECORD = np.array([[0.5, np.nan], [np.inf, -0.0]])
FILES = [
    (SETTINGS, ARRAYS, ()),
    (SETTINGS | {"runs": [{"id": k, "name": ""} for k in range(9)]}, ARRAYS | {"cost": RECORD}, ["cost"]),
    ({}, {f"a/{k}": np.linspace(-1, 1, 7 * k) for k in range(12)}, ()),
]  # fmt: skip
PACKED = [pack(*k) for k in FILES]


def set_bytes(draw, data):
    return overwrite(draw, data, [b"\0", b"\xff", b"[", b"9", b'"'])


def move(draw, data):
    start, end = some_slice(draw, data)
    piece, rest = data[start:end], data[:start] + data[end:]
    at = draw.randrange(len(rest) + 1)
    return rest[:at] + piece + rest[at:]


def insert(draw, data):
    at = draw.randrange(len(data) + 1)
    return data[:at] + draw.randbytes(draw.choice([1, 4, 100])) + data[at:]


def marks(data):
    """Where the headers of the archive begin."""
    found, at = [], data.find(b"PK")
    while at >= 0:
        found.append(at)
        at = data.find(b"PK", at + 1)
    return found


def set_field(draw, data):
    """A number of one of the headers, set to what breaks those who believe it."""
    at = draw.choice(marks(data)) + draw.randrange(4, 46)
    fmt = draw.choice(["<H", "<L"])
    if at + struct.calcsize(fmt) > len(data):
        return data[:-1]
    most = 2 ** (8 * struct.calcsize(fmt)) - 1
    value = draw.choice([0, 1, 8, most, most // 2, draw.randrange(most)])
    return data[:at] + struct.pack(fmt, value) + data[at + struct.calcsize(fmt) :]


def swap_headers(draw, data):
    first, second = sorted(draw.sample(marks(data), 2))
    size = draw.choice([30, 46])
    one, two = data[first : first + size], data[second : second + size]
    return data[:first] + two + data[first + size : second] + one + data[second + size :]


def other_digits(draw, data):
    """A number of the manifest, changed in its text."""
    end = data.index(b"PK", 4)
    places = [k for k in range(end) if 48 <= data[k] < 58]
    data = bytearray(data)
    for at in draw.sample(places, draw.choice([1, 5])):
        data[at] = draw.choice(b"0123456789-.eN")
    return data


def splice(draw, data):
    other = draw.choice(PACKED)
    return data[: draw.randrange(len(data))] + other[draw.randrange(len(other)) :]


KINDS = (
    flip_bits, set_bytes, truncate, behead, remove, duplicate, move, insert, set_field, swap_headers,
    other_digits, splice,
)  # fmt: skip


def same(found, manifest, arrays):
    return found.manifest == manifest and same_arrays(found, arrays)


def same_arrays(found, arrays):
    return found.arrays.keys() == arrays.keys() and all(
        (k.dtype, k.shape, k.tobytes()) == (arrays[name].dtype, arrays[name].shape, arrays[name].tobytes())
        for name, k in found.arrays.items()
    )


def read_or_refused(file, data):
    """What the file holds when its bytes are `data`; None if it was refused as it should be."""
    file.write_bytes(data)
    try:
        return read(file)
    except FileError as error:
        assert_is_the_sentence(error, file.name)
        return None


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_damaged_file_is_refused_or_holds_exactly_what_was_saved(chunk, tmp_path):
    draw, refused = random.Random(f"damage {chunk}"), 0
    for k in range(IN_CHUNK):
        which = draw.randrange(len(PACKED))
        data = bytes(KINDS[k % len(KINDS)](draw, PACKED[which]))
        if draw.random() < 0.2:
            data = bytes(draw.choice(KINDS[:4])(draw, data.ljust(2)))
        found = read_or_refused(tmp_path / "damaged", data)
        refused += found is None
        assert found is None or any(same(found, manifest, arrays) for manifest, arrays, _ in FILES)
    assert refused > 0.8 * IN_CHUNK


@pytest.mark.parametrize("chunk", range(4))
def test_behind_right_checksums_no_other_number_is_loaded(chunk, tmp_path):
    """The archive is made anew around each damaged member, so that only what lies inside can refuse it."""
    draw, refused = random.Random(f"inside {chunk}"), 0
    for k in range(IN_CHUNK):
        which = draw.randrange(len(PACKED))
        with zipfile.ZipFile(io.BytesIO(PACKED[which])) as archive:
            members = [(name, archive.read(name)) for name in archive.namelist()]
        at = draw.randrange(len(members))
        name, data = members[at]
        kinds = [flip_bits, set_bytes, truncate, remove, duplicate, move, insert]
        members[at] = name, bytes(kinds[k % len(kinds)](draw, data))
        found = read_or_refused(tmp_path / "damaged", zipped(members))
        refused += found is None
        assert found is None or same_arrays(found, FILES[which][1])
    assert refused > 0.8 * IN_CHUNK


def test_swapped_members_are_refused(tmp_path):
    """Every two arrays of one file, each in the other's place, with right checksums of their members."""
    arrays = {f"a{k}": np.full(3, float(k)) for k in range(6)}
    with zipfile.ZipFile(io.BytesIO(pack({}, arrays))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith(".npy")]
    assert read_or_refused(tmp_path / "damaged", zipped(parts.items())) is not None
    for first in names:
        for second in names:
            swapped = parts | {first: parts[second], second: parts[first]}
            found = read_or_refused(tmp_path / "damaged", zipped(swapped.items()))
            assert (found is None) == (first != second)
