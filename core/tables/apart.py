"""Many lines of a table taken apart at once, where nothing in them needs a closer look."""

import csv
import io
import re
from collections.abc import Sequence
from functools import cache

from core.tables.records import BLANKS, blanks_beside

Rows = Sequence[Sequence[str]]


def rows_apart(text: str, delimiter: str) -> Rows | None:
    """The rows of `text` as `records` has them, blank ones left out; None where something is wrong.

    In lines without a quote a cell ends at the next delimiter. The others go to the csv module, unless
    there are blanks beside their cells, of which that thinks otherwise.
    """
    if '"' not in text:
        return _split(text, delimiter)
    if delimiter != " " and not _odd(delimiter).search(text):
        return _with_csv(text, delimiter)
    return _with_blanks(text, delimiter)


def _split(text: str, delimiter: str) -> Rows:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if delimiter == " ":
        apart = (line.replace("\t", " ").split(" ") for line in lines)
        return [cells for row in apart if (cells := [cell for cell in row if cell])]
    if not any(blank in text for blank in BLANKS):
        return [line.split(delimiter) for line in lines if line]
    beside = blanks_beside(delimiter)
    return [[k.strip(beside) for k in line.split(delimiter)] for line in lines if line.strip(BLANKS)]


@cache
def _odd(delimiter: str) -> re.Pattern[str]:
    """What the csv module sees otherwise: blanks in front of a delimiter or a line end, or alone on a line.

    At the beginning of a cell only spaces are left out by it, not tabs.
    """
    end, ends = re.escape(delimiter), r"(?=[\r\n]|\Z)"
    behind = rf"[{blanks_beside(delimiter)}](?=[{end}\r\n]|\Z)"
    more = rf"(?:\A|[\r\n])\t++{ends}" if delimiter == "\t" else rf"(?:\A|[{end}\r\n]) *+\t"
    return re.compile(f"{behind}|{more}")


def _with_csv(text: str, delimiter: str) -> Rows | None:
    lines = io.StringIO(text, newline="")
    try:
        return [
            row for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True) if row
        ]
    except csv.Error:
        return None


@cache
def _any_cell(delimiter: str) -> re.Pattern[str]:
    """A cell in quotes, or without; a delimiter, unless it ends the line; or what is wrong."""
    quoted, end = r'("[^"]*+(?:""[^"]*+)*+")', r"\r\n|[\r\n]|\Z"
    if delimiter == " ":
        return re.compile(rf'[ \t]*+(?:{quoted}|((?!")[^ \t\r\n]*+))(?:[ \t]*+(?:{end})|([ \t]++))|((?s:.))')
    blank, d = rf"[{blanks_beside(delimiter)}]*+", re.escape(delimiter)
    return re.compile(rf'{blank}(?:{quoted}{blank}|((?!")[^{d}\r\n]*+))(?:{end}|({d}))|((?s:.))')


def _with_blanks(text: str, delimiter: str) -> Rows | None:
    rows: list[list[str]] = []
    row: list[str] = []
    beside, blank = blanks_beside(delimiter), True
    for quoted, plain, goes_on, wrong in _any_cell(delimiter).findall(text):
        if wrong:
            return None
        row.append(quoted[1:-1].replace('""', '"') if quoted else plain.rstrip(beside))
        blank = blank and not quoted and not plain
        if not goes_on:
            if not blank or (len(row) > 1 and delimiter not in BLANKS):
                rows.append(row)
            row, blank = [], True
    return rows
