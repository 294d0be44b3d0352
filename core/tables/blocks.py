"""The text of a file in blocks of whole lines, however they end; what is no UTF-8 is refused."""

import codecs
import hashlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from core.files.boundary import FaultError

BLOCK = 1 << 16
"""Bytes read at a time: few enough that the window is never waited for."""

MOST_LINE = 1 << 22
"""Bytes of a line, at most."""

BOM = codecs.BOM_UTF8
WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
RIGHT_FILE = "look whether it is the right file"
SAVE_AS_UTF8 = "save it as UTF-8 with the program that made it"


class Block(NamedTuple):
    """Some lines of a file: their text, the number of the first of them, and whether nothing follows."""

    text: str
    line: int
    last: bool


def line_ends(text: str | bytes) -> int:
    """How many lines end in `text`: with LF, CR or both, as an editor counts them."""
    if isinstance(text, str):
        ends = text.count("\n")
        return ends + text.count("\r") - text.count("\r\n") if "\r" in text else ends
    ends = text.count(b"\n")
    return ends + text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else ends


def whole_lines(data: bytes) -> int:
    """How many of the first bytes are whole lines; a last CR may still be half a line end."""
    return max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1)) + 1


def refuse_wide(head: bytes) -> None:
    """Raise `FaultError` for the beginning of a file whose characters have more bytes than one."""
    for mark, name in WIDE:
        if head.startswith(mark):
            raise FaultError(f"is written in {name}, which is not read", SAVE_AS_UTF8)
    if 4 * head.count(0) >= len(head) > 0:
        raise FaultError("is written in UTF-16 or UTF-32, or is no text at all", SAVE_AS_UTF8)


def decoded(data: bytes, line: int) -> str:
    """Return the text of whole lines, of which the first is `line`. Raises `FaultError` for what is none."""
    if 0 in data:
        what = f"holds a NUL, which no text has, in {_place(data, line, data.index(0))}"
        raise FaultError(what, RIGHT_FILE)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        byte, at = f"0x{data[error.start]:02X}", _place(data, line, error.start)
        what = f"is not written in UTF-8: {at} is the byte {byte}, which does not fit"
        raise FaultError(what, SAVE_AS_UTF8) from None


def _place(data: bytes, line: int, at: int) -> str:
    """Say where a byte is, before anything is known of columns: its line, and its place in that."""
    before = data[:at]
    begun = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
    character = len(before[begun:].decode("utf-8", "replace")) + 1
    return f"line {line + line_ends(before)}, character {character:,}"


class Blocks:
    """Reads a file from its beginning.

    Attributes:
        read: bytes read so far.

    """

    def __init__(self, file: BinaryIO) -> None:
        """Read `file`, which stands at its beginning."""
        self._file = file
        self._hash = hashlib.sha256()
        self._line = 1
        self.read = 0

    @property
    def sha256(self) -> str:
        """The SHA-256 of what was read."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[Block]:
        """Block after block; the last one may hold nothing."""
        left = b""
        while chunk := self._file.read(BLOCK):
            self._hash.update(chunk)
            data = opened(chunk) if self.read == 0 else left + chunk
            self.read += len(chunk)
            end = whole_lines(data)
            left = data[end:]
            if len(left) > MOST_LINE:
                what = f"has more than 4 MB in line {self._line + line_ends(data)}"
                raise FaultError(what, RIGHT_FILE)
            if end:
                yield self._block(data[:end], last=False)
        yield self._block(left, last=True)

    def _block(self, data: bytes, last: bool) -> Block:
        line = self._line
        self._line += line_ends(data)
        return Block(decoded(data, line), line, last)


def opened(head: bytes) -> bytes:
    """Return the beginning of a file without the mark of UTF-8. Raises `FaultError` as `refuse_wide` does."""
    refuse_wide(head)
    return head.removeprefix(BOM)
