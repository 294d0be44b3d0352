"""Where a table begins: remarks above it are skipped."""

import re
from itertools import islice

from core.files.boundary import FaultError
from core.tables.blocks import RIGHT_FILE
from core.tables.cells import is_number
from core.tables.reading import DECIMALS
from core.tables.records import Record, records

REMARK = re.compile(r"[ \t]*#[ \t]*([^\r\n]*)(?:\r\n|\r|\n|\Z)")
MOST_TOP = 1 << 18
"""Characters above a table, at most."""

SKIPPED = re.compile(r"[ \t]*(?:\r\n|\r|\n)|sep=[^\r\n]?(?:\r\n|\r|\n|\Z)")
"""Blank lines, and the first line with which a spreadsheet is told the delimiter."""


def beginning(text: str, delimiter: str, header: bool | None, last: bool = True) -> int:
    """Return where the table begins in `text`, which is the beginning of a file.

    Lines above it that begin with # are remarks. The last of them is the header, behind its #, where it has
    as many cells as the row below, and that has a number: so it is written by programs that reckon.
    With `header` True such a line is taken, with False never; None takes it as well.
    `last` tells that nothing follows. Raises as `records` does, for the row below the remarks.
    """
    at, names = 0, None
    while True:
        if remark := REMARK.match(text, at):
            at, names = remark.end(), remark
        elif skipped := SKIPPED.match(text, at):
            at = skipped.end()
        else:
            break
    if names is None or header is False:
        return at
    above = _row_in(text[: names.end()], delimiter, names.start(1))
    below = first_record(text, delimiter, at, last)
    fits = above and below and len(above.cells) == len(below.cells) > 1 and has_number(below)
    return names.start(1) if fits else at


def _row_in(remark: str, delimiter: str, at: int) -> Record | None:
    """The row that a remark may be, from `at` on; None where it is prose, whose quotes close as they like."""
    try:
        return first_record(remark, delimiter, at)
    except FaultError:
        return None


def refuse_no_table(text: str, last: bool) -> None:
    """Raise `FaultError` where no row was found in `text`, and none is to be expected any more."""
    if last:
        raise FaultError("holds no table, only blank lines and remarks", RIGHT_FILE)
    if len(text) > MOST_TOP:
        raise FaultError(
            f"begins with more than {MOST_TOP // 1024} kB of blank lines and remarks", RIGHT_FILE
        )


def first_record(text: str, delimiter: str, at: int, last: bool = True) -> Record | None:
    """The first row of `text` from `at` on, None without any."""
    return next(islice(records(text, delimiter, 1, last, at), 1), None)


def has_number(record: Record) -> bool:
    """Whether one of the cells is a number, with a point or a comma."""
    return any(is_number(cell, decimal) for cell in record.cells for decimal in DECIMALS)
