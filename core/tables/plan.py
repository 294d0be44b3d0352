"""What is taken from each row of a table, once its first line is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from core.files.boundary import FaultError
from core.tables.reading import Reading
from core.tables.titles import column_names, refuse_twins, title_of

NUMERIC_MARKS = ("class", "target")


@dataclass(frozen=True)
class Plan:
    """What is taken from each row.

    Attributes:
        reading: what was asked for.
        names: of all columns.
        of_names: the line that the first row is held against.
        numbers: the columns that are read as numbers: inputs, and targets behind them.
        label: the column of labels, None without any.

    """

    reading: Reading
    names: tuple[str, ...]
    of_names: int
    numbers: tuple[int, ...]
    label: int | None

    @property
    def inputs(self) -> tuple[str, ...]:
        """The labels of the rows of x."""
        return tuple(title_of(self.names[k]).name for k in self.reading.inputs)

    @property
    def outputs(self) -> tuple[str, ...]:
        """The labels of the rows of y, where they are numbers."""
        return tuple(title_of(self.names[k]).name for k in self.reading.targets)

    @property
    def of_numbers(self) -> "itemgetter[Any]":
        """Takes the columns of numbers from a row, as a tuple."""
        first, *others = self.numbers
        return itemgetter(first, *others) if others else itemgetter(slice(first, first + 1))

    @property
    def marked(self) -> bool:
        """Whether the header says itself what the targets are."""
        return all(title_of(self.names[k]).mark in NUMERIC_MARKS for k in self.reading.targets)


def planned(reading: Reading, first: Sequence[str], line: int) -> Plan:
    """Return what to take from a table whose first row, in `line`, is `first`.

    Raises `FaultError` where it has not the columns that `reading` names, or two of one name.
    """
    names = column_names(first if reading.header else None, len(first))
    most = max(*reading.inputs, *reading.targets)
    if most >= len(names):
        columns = "one column" if len(names) == 1 else f"{len(names):,} columns"
        what = f"has {columns} in line {line}, so that there is no column {most + 1:,}"
        raise FaultError(what, "look whether the delimiter is right, or choose other columns")
    refuse_twins(names, line)
    label = _label(reading, names)
    targets = () if label is not None else reading.targets
    return Plan(reading, names, line, (*reading.inputs, *targets), label)


def _label(reading: Reading, names: Sequence[str]) -> int | None:
    """One target of a classification holds labels, unless its mark says that they are numbers."""
    if reading.task == "regression" or len(reading.targets) > 1:
        return None
    target = reading.targets[0]
    return None if title_of(names[target]).mark in NUMERIC_MARKS else target
