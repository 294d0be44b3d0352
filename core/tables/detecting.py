"""What lies between the cells of a table, how numbers are written in it, and whether it has a header."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from core.files.boundary import FaultError
from core.tables.cells import is_number
from core.tables.records import Record, UnclosedError, records
from core.tables.titles import title_of
from core.tables.top import beginning

CANDIDATES = ("\t", ";", "|", ",", " ")
"""Delimiters, the more telling first: where two fit alike, it is this one."""

MOST_TEXT, MOST_ROWS = 1 << 16, 100
"""Characters and rows that are looked at to find out."""

MOST_CELLS = 1000
"""Cells of a column that are asked whether they are numbers, at most."""

WORDS = 0.1
"""How likely blanks between words are, where every line has as many: that alone makes no table."""

Rows = Sequence[tuple[str, ...]]


class Form(NamedTuple):
    """What lies between the cells, and between the digits of a number."""

    delimiter: str
    decimal: str


def detected_form(text: str, line: int, last: bool, delimiter: str | None, decimal: str | None) -> Form:
    """Return the form in which most rows are alike and most cells are numbers; what is given stays.

    Raises `FaultError` where the quotes are wrong whatever the delimiter may be.
    """
    best, form, fault = 0.0, None, None
    for candidate in CANDIDATES if delimiter is None else (delimiter,):
        try:
            rows = _rows(text, candidate, line, last)
        except FaultError as found:
            fault = found if candidate == "," or fault is None else fault
            continue
        for point in (".", ",") if decimal is None else (decimal,):
            if point == "," and candidate == "," and decimal is None and not _quoted_commas(rows):
                continue
            likely = _likelihood(rows, point)
            if likely > (best if candidate != " " else max(best, WORDS)):
                best, form = likely, Form(candidate, point)
    if form is None and fault is not None:
        raise fault
    return form or Form(delimiter or ",", decimal or ".")


def detected_header(rows: Rows, decimal: str) -> bool:
    """Whether the first of `rows` holds names: text above numbers, or marks that only names have."""
    first, below = rows[0], rows[1:]
    if any(title_of(cell).mark for cell in first):
        return True
    numbers = [is_number(cell, decimal) for cell in first]
    if not below:
        return not any(numbers)
    columns = [[row[k] for row in below if k < len(row)] for k in range(len(first))]
    if any(mostly_numbers(column, decimal) for column in columns):
        pairs = zip(first, numbers, columns, strict=True)
        return any(bool(cell) and not is_one and mostly_numbers(k, decimal) for cell, is_one, k in pairs)
    pairs_of_text = zip(first, columns, strict=True)
    return all(first) and len(set(first)) == len(first) and all(cell not in k for cell, k in pairs_of_text)


def mostly_numbers(cells: Sequence[str], decimal: str) -> bool:
    """Whether at least half of the cells that are not empty are numbers."""
    filled = [cell for cell in cells if cell][:MOST_CELLS]
    return bool(filled) and 2 * sum(is_number(cell, decimal) for cell in filled) >= len(filled)


def _rows(text: str, delimiter: str, line: int, last: bool) -> list[Record]:
    found: list[Record] = []
    try:
        for record in records(text, delimiter, line, last, beginning(text, delimiter, header=None)):
            found.append(record)
            if len(found) == MOST_ROWS or record.end > MOST_TEXT:
                break
    except UnclosedError:
        pass
    return found


def _likelihood(rows: Sequence[Record], decimal: str) -> float:
    """The share of rows as long as most are, times the share of numbers in them; 0 for one column."""
    lengths = Counter(len(row.cells) for row in rows)
    if not lengths:
        return 0.0
    length, count = max(lengths.items(), key=lambda k: (k[1], k[0]))
    if length < 2:
        return 0.0
    cells = [cell for row in rows if len(row.cells) == length for cell in row.cells]
    numbers = sum(is_number(cell, decimal) for cell in cells)
    return count / len(rows) * (WORDS + numbers / len(cells))


def _quoted_commas(rows: Sequence[Record]) -> bool:
    """Whether a cell between commas holds one itself: only in quotes it can."""
    return any("," in cell for row in rows for cell in row.cells)
