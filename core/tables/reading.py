"""What is known of a table before it is read, and how it is to be understood."""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from core.checks import whole_number
from core.datasets.dataset import Task
from core.errors import BadInputError, UnknownNameError, shown
from core.network import MOST_NODES

DELIMITERS = (",", ";", "\t", "|", " ")
"""What can lie between two cells."""

DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "blanks"}
DECIMALS = (".", ",")
TASKS = ("classification", "regression")
MOST_COLUMNS = 1 << 20
MOST_LABELS = 21
"""Different values of a column that a preview lists, at most: one more than most tables have classes."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the beginning of a table shows of one of its columns.

    Attributes:
        name: from the header, or "column 3" where there is none.
        kind: "number" where most of its cells are numbers.
        labels: its different values in class order, at most `MOST_LABELS` of them.
        constant: whether all values seen are the same.

    """

    name: str
    kind: Literal["number", "text"]
    labels: tuple[str, ...]
    constant: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The beginning of a table, and what it seems to be.

    Attributes:
        path: the file.
        delimiter, decimal, header: between the cells, in the numbers, and whether the first line has names.
        columns: one for each.
        rows: the first rows as text, at most a hundred, each as long as there are columns.
        lines: for each of them the number of the line that it begins in.
        found: for each of them how many cells it has in the file.
        beyond: for each of them the cells that it has behind the last column.
        size: bytes of the file.
        complete: whether all of it was looked at.
        rows_about: about how many rows there are; exactly where `complete`.

    """

    path: str
    delimiter: str
    decimal: str
    header: bool
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    found: tuple[int, ...]
    beyond: tuple[tuple[str, ...], ...]
    size: int
    complete: bool
    rows_about: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be understood; columns count from 0. Raises `BadInputError` in one sentence.

    Attributes:
        delimiter, decimal, header: as in a `Preview`.
        inputs, targets: which columns are x and y, in the order of the network's nodes.
        task: whether y says a class or a number.

    """

    delimiter: str
    decimal: str
    header: bool
    inputs: tuple[int, ...]
    targets: tuple[int, ...]
    task: Task

    def __post_init__(self) -> None:
        checked_form(self.delimiter, self.decimal)
        if not isinstance(self.header, bool):
            raise BadInputError("A table either has a header or has none.")
        if self.task not in TASKS:
            raise UnknownNameError("task", self.task, TASKS)
        inputs = _checked_columns(self.inputs, "input")
        targets = _checked_columns(self.targets, "target")
        both = set(inputs) & set(targets)
        if both:
            raise BadInputError(f"Column {min(both) + 1} cannot be input and target at once.")
        object.__setattr__(self, "inputs", inputs)
        object.__setattr__(self, "targets", targets)

    def text(self) -> str:
        """Write it down, so that `of_text` understands it again."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_text(cls, text: str) -> "Reading":
        """Return what `text` has written down. Raises `BadInputError` for any other text."""
        try:
            said = json.loads(text)
            fits = isinstance(said, dict) and sorted(said) == sorted(cls.__slots__)
        except (TypeError, ValueError, RecursionError):
            fits = False
        if not fits:
            raise BadInputError(f"How to read a table must be said in full, not by {shown(text)}.")
        return cls(**said)


def checked_form(delimiter: object, decimal: object) -> None:
    """Raise `BadInputError` unless cells and numbers can be written with these two."""
    if delimiter not in DELIMITERS:
        raise UnknownNameError("delimiter", delimiter, tuple(map(repr, DELIMITERS)))
    if decimal not in DECIMALS:
        raise UnknownNameError("decimal point", decimal, tuple(map(repr, DECIMALS)))


def _checked_columns(columns: object, what: str) -> tuple[int, ...]:
    if isinstance(columns, str) or not isinstance(columns, tuple | list):
        raise BadInputError(f"The {what} columns must be a row of numbers, not {shown(columns)}.")
    if not columns:
        raise BadInputError(f"Choose at least one {what} column.")
    if len(columns) > MOST_NODES:
        raise BadInputError(f"There can be at most {MOST_NODES:,} {what} columns, not {len(columns):,}.")
    found = tuple(whole_number(k, f"The number of an {what} column", 0, MOST_COLUMNS) for k in columns)
    if len(set(found)) < len(found):
        raise BadInputError(f"Choose each {what} column once.")
    return found
