"""The header of a table: names of columns, and the marks that tell what they are for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.files.boundary import FaultError
from core.tables.cells import quoted

MARKED = re.compile(r"(.*) \[(input|target|class|labels)(?: [0-9]+)?\]", re.DOTALL)
"""A name and what its column is for; the number tells apart two that would read alike."""

CLASS = "class"
"""The name of a column of labels."""


class Title(NamedTuple):
    """What a column is called, and its mark: input, target, class or labels, "" without any."""

    name: str
    mark: str


def title_of(name: str) -> Title:
    """Take the name in a header apart."""
    found = MARKED.fullmatch(name)
    return Title(found[1], found[2]) if found else Title(name, "")


def marked(name: str, mark: str) -> str:
    """Write a name into a header so that `title_of` finds name and mark again."""
    return f"{name} [{mark}]"


def column_names(cells: Sequence[str] | None, count: int) -> tuple[str, ...]:
    """Return the names of `count` columns from the `cells` of a header, None without any."""
    given = list(cells or ())[:count]
    given += [""] * (count - len(given))
    return tuple(name or f"column {k}" for k, name in enumerate(given, start=1))


def refuse_twins(names: Sequence[str], line: int) -> None:
    """Raise `FaultError` for two columns of one name."""
    seen: dict[str, int] = {}
    for k, name in enumerate(names, start=1):
        if name in seen:
            what = f"has the name {quoted(name)} twice in line {line}, for column {seen[name]} and column {k}"
            raise FaultError(what, "give each column a name of its own")
        seen[name] = k


def place(line: int, column: int, name: str) -> str:
    """Say where a cell is; `column` counts from 0."""
    return f"line {line}, {column_place(column, name)}"


def column_place(column: int, name: str) -> str:
    """Say which column that is, which counts from 0, with its name where it has one."""
    number = f"column {column + 1}"
    called = "" if name in ("", number) else f" ({quoted(name)[1:-1]})"
    return f"{number}{called}"
