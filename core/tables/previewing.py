"""The beginning of a table, looked at quickly: what it seems to be, for a person to judge."""

from collections.abc import Sequence
from itertools import islice

from core.files.boundary import FaultError, reading
from core.files.opening import ordinary, refuse_size
from core.tables.apart import rows_apart
from core.tables.blocks import decoded, line_ends, opened, whole_lines
from core.tables.cells import number_of
from core.tables.detecting import Form, detected_form, detected_header, mostly_numbers
from core.tables.reading import MOST_LABELS, Column, Preview, checked_form
from core.tables.records import UnclosedError, records
from core.tables.titles import column_names
from core.tables.top import beginning, refuse_no_table

LOOK = 1 << 18
"""Bytes that are looked at, at most."""

MOST_ROWS = 100
LARGEST_FILE = 1 << 50

Rows = list[tuple[str, ...]]


def preview(
    path: str, delimiter: str | None = None, decimal: str | None = None, header: bool | None = None
) -> Preview:
    """Look at the beginning of the table in the file `path`; what is None is found out.

    Raises `FileError` in one sentence for a file that no table can be read from.
    """
    if delimiter is not None or decimal is not None:
        checked_form(delimiter or ",", decimal or ".")
    with reading(path, "a table"):
        text, size, complete = _beginning_of(path)
        form = detected_form(text, 1, complete, delimiter, decimal)
        rows, end = _rows(text, form.delimiter, complete, header)
        if not rows:
            refuse_no_table(text, last=True)
        if header is None:
            header = detected_header(rows, form.decimal)
            if not header:
                rows, end = _rows(text, form.delimiter, complete, header)
        lines = _lines(text, form.delimiter, complete, header)
        return _preview(path, form, header, rows, lines, (size, complete, end / len(text)))


def _beginning_of(path: str) -> tuple[str, int, bool]:
    """The text of the first whole lines, the bytes of the file, and whether that is all."""
    with ordinary(path) as (file, size):
        refuse_size(size, LARGEST_FILE)
        data = file.read(LOOK + 1)
    complete = len(data) <= LOOK
    data = opened(data)
    if not complete:
        data = data[: whole_lines(data[:LOOK])]
    if not data and not complete:
        what = f"has a first line of more than {LOOK // 1024} kB"
        raise FaultError(what, "look whether it is the right file, and its lines end as they should")
    return decoded(data, 1), size, complete


def _rows(text: str, delimiter: str, complete: bool, header: bool | None) -> tuple[Rows, int]:
    """The rows in `text`, and where the last of them ends."""
    at = beginning(text, delimiter, header)
    rows = rows_apart(text[at:], delimiter)
    if rows is not None:
        return [tuple(row) for row in rows], len(text)
    found, end = [], 0
    try:
        for record in records(text, delimiter, 1, complete, at):
            found.append(record.cells)
            end = record.end
    except UnclosedError:
        pass
    return found, end


def _lines(text: str, delimiter: str, complete: bool, header: bool) -> tuple[int, ...]:
    """The lines in which the first rows below the header begin."""
    line, end, found = 1, 0, []
    at = beginning(text, delimiter, header)
    try:
        for record in islice(records(text, delimiter, 1, complete, at), MOST_ROWS + header):
            line, end = line + line_ends(text[end : record.at[0]]), record.at[0]
            found.append(line)
    except UnclosedError:
        pass
    return tuple(found[header:])


def _preview(
    path: str, form: Form, header: bool, rows: Rows, lines: tuple[int, ...], seen: tuple[int, bool, float]
) -> Preview:
    size, complete, share = seen
    names = column_names(rows[0] if header else None, len(rows[0]))
    below = rows[1:] if header else rows
    fitted = [(*row[: len(names)], *("" for _ in range(len(names) - len(row)))) for row in below]
    columns = tuple(_column(name, [row[k] for row in fitted], form.decimal) for k, name in enumerate(names))
    read = LOOK * share
    about = len(below) if complete or not below else max(len(below), round(len(below) * size / read))
    shown, whole = tuple(fitted[:MOST_ROWS]), below[:MOST_ROWS]
    found, beyond = tuple(map(len, whole)), tuple(row[len(names) :] for row in whole)
    written = form.delimiter, form.decimal, header
    return Preview(path, *written, columns, shown, lines, found, beyond, size, complete, about)


def _column(name: str, cells: Sequence[str], decimal: str) -> Column:
    different = dict.fromkeys(cells)
    different.pop("", None)
    labels = in_class_order(list(different)[:MOST_LABELS], decimal)
    kind = "number" if mostly_numbers(cells, decimal) else "text"
    return Column(name, kind, labels, constant=len(set(cells)) <= 1)  # type: ignore[arg-type]


def in_class_order(labels: Sequence[str], decimal: str) -> tuple[str, ...]:
    """Return labels by number, where all of them are numbers, and by text otherwise."""
    numbers = {label: number_of(label, decimal) for label in labels}
    if all(number is not None for number in numbers.values()):
        return tuple(sorted(labels, key=lambda k: (numbers[k], k)))
    return tuple(sorted(labels))
