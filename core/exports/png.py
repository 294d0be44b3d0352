"""Pictures as PNG files, written row by row with nothing but zlib.

A picture of a projector's size takes a good part of a second to be packed: a window that waited for it
would stand still.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from core.exports.job import Content
from core.lazily import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
TRUE_COLOUR, DEPTH = 2, 8
PIECE = 1 << 17
"""Bytes that are packed between two looks at the clock, about: a millisecond or two."""
LEVEL = 6
PER_METRE = 3780
"""Pixels to a metre at a scale of 1: 96 to an inch."""


@dataclass(frozen=True, eq=False)
class Pixels:
    """A picture: `rgb` holds three bytes a pixel, row after row; `scale` pixels are a point in either way."""

    width: int
    height: int
    rgb: bytes
    scale: int = 1


def png(picture: Pixels) -> Content:
    """The content of the PNG file that shows `picture`."""
    row = 3 * picture.width
    rows = max(1, PIECE // row)

    def content(file: BinaryIO) -> Iterator[float]:
        per_metre = PER_METRE * picture.scale
        file.write(SIGNATURE)
        size = (picture.width, picture.height, DEPTH, TRUE_COLOUR, 0, 0, 0)
        file.write(_chunk(b"IHDR", struct.pack(">2I5B", *size)))
        file.write(_chunk(b"pHYs", struct.pack(">2IB", per_metre, per_metre, 1)))
        packer = zlib.compressobj(LEVEL)
        for first in range(0, picture.height, rows):
            last = min(first + rows, picture.height)
            packed = packer.compress(_filtered(picture.rgb, row, first, last))
            if packed:
                file.write(_chunk(b"IDAT", packed))
            yield last / picture.height
        file.write(_chunk(b"IDAT", packer.flush()))
        file.write(_chunk(b"IEND", b""))

    return content


def _filtered(rgb: bytes, row: int, first: int, last: int) -> bytes:
    """Rows as they are, each behind its filter byte 0: for areas of one colour nothing packs better."""
    lines = (rgb[k * row : (k + 1) * row] for k in range(first, last))
    return b"".join(part for line in lines for part in (b"\0", line))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))
