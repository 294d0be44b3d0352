"""Lines of a table taken apart into cells, with the place of each: strictly, to the last quote."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from core.files.boundary import FaultError
from core.tables.blocks import RIGHT_FILE, line_ends

LONGEST = 131_072
"""Characters of a cell, at most: a quote that was never closed makes one of all that follows."""

MOST_CELLS = 65_536
"""Cells of a row, at most."""

LONGEST_ROW = 1 << 20
"""Characters of a row with line breaks in its cells, at most."""

LINE_END = r"(\r\n|\r|\n|\Z)"
QUOTED = r'"([^"]*+(?:""[^"]*+)*+)"'
BLANKS = " \t"


class Record(NamedTuple):
    """A row of a table: its cells, and where each of them begins in the text."""

    cells: tuple[str, ...]
    at: tuple[int, ...]
    end: int


class UnclosedError(Exception):
    """A text ends within quotes, and the cell goes on in the next block; its record begins at `start`."""

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.start = start


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """A cell with or without quotes, and what ends it: a line end or a delimiter."""
    if delimiter == " ":
        return re.compile(rf"[ \t]*+(?:{QUOTED}|((?!\")[^ \t\r\n]*+))(?:[ \t]*+{LINE_END}|[ \t]++)")
    blank = rf"[{blanks_beside(delimiter)}]*+"
    plain = rf'((?!")[^{re.escape(delimiter)}\r\n]*+)'
    return re.compile(rf"{blank}(?:{QUOTED}{blank}|{plain})(?:{LINE_END}|{re.escape(delimiter)})")


@cache
def _open_quote(delimiter: str) -> re.Pattern[str]:
    """The beginning of a cell in quotes, as far as these go."""
    return re.compile(rf'[{blanks_beside(delimiter)}]*+(")[^"]*+(?:""[^"]*+)*+')


def blanks_beside(delimiter: str) -> str:
    """The characters around a cell that do not count."""
    return BLANKS.replace(delimiter, "") if delimiter == "\t" else BLANKS


def records(text: str, delimiter: str, line: int, last: bool, at: int = 0) -> Iterator[Record]:
    """The rows of `text` from `at` on, blank lines left out; `line` is the number of its first line.

    Blanks around a cell do not count, those inside quotes do. `last` tells that nothing follows.
    Raises `FaultError` for quotes that are wrong, and for a cell that is too long; `UnclosedError` where
    the last record goes on behind the text.
    """
    match = _cell(delimiter).match
    beside = blanks_beside(delimiter)
    while at < len(text):
        cells: list[str] = []
        start, places, ended = at, [], False
        while not ended:
            found = match(text, at)
            if found is None:
                raise _broken(text, delimiter, line, last, Spot(start, at, len(cells) + 1))
            quoted, plain, end = found.groups()
            cells.append(plain.rstrip(beside) if quoted is None else quoted.replace('""', '"'))
            places.append(at)
            if len(cells[-1]) > LONGEST:
                raise _too_long(line + line_ends(text[: places[-1]]), len(cells))
            if len(cells) > MOST_CELLS:
                what = f"has in line {line + line_ends(text[:at])} more than {MOST_CELLS:,} cells"
                raise FaultError(what, RIGHT_FILE)
            at, ended = found.end(), end is not None
        if text[start:at].strip(" \t\r\n"):
            yield Record(tuple(cells), tuple(places), at)


class Spot(NamedTuple):
    """Where a row begins in the text, and where the cell in a column of it, which counts from 1."""

    start: int
    at: int
    column: int


def _broken(text: str, delimiter: str, line: int, last: bool, spot: Spot) -> Exception:
    """What to raise for the cell at `spot`."""
    found = _open_quote(delimiter).match(text, spot.at)
    assert found is not None
    column, opened, end = spot.column, line + line_ends(text[: found.start(1)]), found.end()
    if end < len(text):
        what = f"has text behind a closing quote in line {line + line_ends(text[:end])}, column {column}"
        return FaultError(what, "write a quote that is inside a cell twice")
    if len(text) - found.start(1) > LONGEST:
        return _too_long(opened, column)
    if not last:
        goes_on = len(text) - spot.start < LONGEST_ROW
        return UnclosedError(spot.start) if goes_on else _too_long(opened, column)
    what = f"has a quote in line {opened}, column {column} that is never closed"
    return FaultError(what, "close it, or write it twice")


def _too_long(line: int, column: int) -> FaultError:
    what = f"has in line {line}, column {column} a cell of more than {LONGEST:,} characters"
    return FaultError(what, "look whether a quote was opened there and never closed")
