"""Lines of a table made into numbers: many at once where all is plain, else cell by cell.

Both ways take the same lines for right and make the same numbers of them.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from core.checks import Array
from core.files.boundary import FaultError
from core.tables.apart import rows_apart
from core.tables.blocks import line_ends
from core.tables.cells import CHARACTERS, LARGEST, fault_of, number_of
from core.tables.plan import Plan
from core.tables.reading import DELIMITER_NAMES, DELIMITERS
from core.tables.records import LONGEST, Record, UnclosedError, records
from core.tables.targets import Labels
from core.tables.titles import column_place, place


class Found(NamedTuple):
    """What some lines hold: the numbers (rows, columns), the labels, and how far in the text they reach."""

    numbers: Array
    labels: Sequence[str]
    end: int


def plain_rows(text: str, plan: Plan) -> Found | None:
    """Return what `text` holds, all of it, if there is nothing in it that needs a closer look."""
    rows = rows_apart(text, plan.reading.delimiter)
    if rows is None or set(map(len, rows)) - {len(plan.names)}:
        return None
    if len(text) > LONGEST and max(map(len, chain.from_iterable(rows)), default=0) > LONGEST:
        return None
    decimal = plan.reading.decimal
    cells = list(chain.from_iterable(map(plan.of_numbers, rows)))
    written = "".join(cells)
    if written.encode().translate(None, CHARACTERS[decimal]):
        return None
    if decimal == ",":
        cells = [cell.replace(",", ".") for cell in cells]
    try:
        flat = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        return None
    if len(flat) and not max(flat.max(), -flat.min()) <= LARGEST:
        return None
    labels = [] if plan.label is None else [row[plan.label] for row in rows]
    return Found(flat.reshape(len(rows), len(plan.numbers)), labels, len(text))


def careful_rows(text: str, plan: Plan, line: int, last: bool, labels: Labels | None) -> Found:
    """Return what the rows of `text` hold that end in it. Raises `FaultError` for the first that is wrong.

    `line` is the number of its first line, and `last` tells that nothing follows.
    """
    numbers, found, end = [], [], len(text)
    try:
        for record in records(text, plan.reading.delimiter, line, last):
            look = Look(record, plan, text, line)
            look.refuse_length()
            numbers.append([look.number(k) for k in plan.numbers])
            if labels is not None and plan.label is not None:
                found.append(look.label(plan.label, labels))
    except UnclosedError as unclosed:
        end = unclosed.start
    array = np.array(numbers, dtype=np.float64).reshape(len(numbers), len(plan.numbers))
    return Found(array, found, end)


class Look(NamedTuple):
    """A row that is looked at closely, and the text, beginning with `line`, that it lies in."""

    record: Record
    plan: Plan
    text: str
    line: int

    def refuse_length(self) -> None:
        """Raise `FaultError` for a row that has not as many cells as the first one."""
        count, wanted = len(self.record.cells), len(self.plan.names)
        if count != wanted:
            cells = "1 cell" if count == 1 else f"{count:,} cells"
            what = f"has {cells} in line {self._line_of(0)}, where line {self.plan.of_names} has {wanted:,}"
            raise FaultError(f"{what}, and {self._odd_ones(count, wanted)}", self._delimiter_advice(wanted))

    def _odd_ones(self, count: int, wanted: int) -> str:
        """Which cells are missing or too many."""
        if count > wanted:
            first, what, more = f"column {wanted + 1:,}", "one too many", count - wanted - 1
        else:
            first, what, more = column_place(count, self.plan.names[count]), "missing", wanted - count - 1
        if not more:
            return f"{first} is {what}"
        return f"{first} is the first of {more + 1:,} that are {'missing' if count < wanted else 'too many'}"

    def _delimiter_advice(self, wanted: int) -> str:
        """What to do about a row that is too long or too short."""
        row = self.text[self.record.at[0] : self.record.end].rstrip("\r\n")
        for other in DELIMITERS:
            if other != self.plan.reading.delimiter and len(row.split(other)) == wanted > 1:
                names = DELIMITER_NAMES[self.plan.reading.delimiter], DELIMITER_NAMES[other]
                return f"put {names[0]} between its cells, not {names[1]}"
        return "correct that line, or look whether the delimiter is right"

    def number(self, column: int) -> float:
        """Return the number in a column; raises `FaultError` where there is none."""
        cell, decimal = self.record.cells[column], self.plan.reading.decimal
        fault = fault_of(cell, decimal)
        if fault is not None:
            what, advice = fault
            if column in self.plan.reading.targets:
                advice = advice.replace("leave the column out", "choose another target")
            raise self._fault(column, what, advice)
        number = number_of(cell, decimal)
        assert number is not None
        return number

    def label(self, column: int, labels: Labels) -> str:
        """Return the label in a column, which `labels` knows from then on; raises `FaultError` for none."""
        cell = self.record.cells[column]
        fault = labels.fault(cell)
        if fault is not None:
            raise self._fault(column, *fault)
        labels.meet(cell)
        return cell

    def _fault(self, column: int, what: str, advice: str) -> FaultError:
        at = place(self._line_of(column), column, self.plan.names[column])
        return FaultError(f"cannot be read: {at} {what}", advice)

    def _line_of(self, column: int) -> int:
        return self.line + line_ends(self.text[: self.record.at[column]])
