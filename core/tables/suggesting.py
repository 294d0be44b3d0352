"""How a table is read if nobody says otherwise."""

from core.datasets.dataset import Task
from core.files.boundary import FaultError, reading
from core.network import MOST_NODES
from core.tables.cells import number_of
from core.tables.reading import Column, Preview, Reading
from core.tables.titles import CLASS, title_of

FEW = 20
"""Different whole numbers that are taken for classes, at most."""


def suggested(preview: Preview) -> Reading:
    """Return how to read the table: the columns that its header marks as targets, or else the last one.

    All other columns with numbers are inputs. Raises `FileError` in one sentence where that cannot be.
    """
    with reading(preview.path, "a table"):
        targets = _targets(preview)
        inputs = tuple(
            k
            for k, column in enumerate(preview.columns)
            if k not in targets and (column.kind == "number" or title_of(column.name).mark == "input")
        )
        if not inputs:
            what = "has no column of numbers besides its last one, so that there is no input"
            raise FaultError(what, "look whether the delimiter is right")
        if len(inputs) > MOST_NODES:
            what = f"has {len(inputs):,} columns of numbers, more than the {MOST_NODES:,} inputs of a network"
            raise FaultError(what, "choose fewer columns")
        task = _task(preview, targets)
        return Reading(preview.delimiter, preview.decimal, preview.header, inputs, targets, task)


def suggested_scaling(preview: Preview) -> str:
    """Return what is done to the numbers of a table: to data that was saved as it is shown, nothing."""
    marked = preview.header and any(title_of(column.name).mark for column in preview.columns)
    return "none" if marked else "standardise"


def _targets(preview: Preview) -> tuple[int, ...]:
    columns = preview.columns
    if len(columns) < 2:
        what = "has one column only, and a table needs at least one input and one target"
        raise FaultError(what, "look whether the delimiter is right")
    if not preview.rows:
        raise FaultError("holds names of columns and no row below them", "add rows of numbers")
    marked = tuple(k for k, c in enumerate(columns) if title_of(c.name).mark in ("target", "class", "labels"))
    return marked if preview.header and marked else (len(columns) - 1,)


def _task(preview: Preview, targets: tuple[int, ...]) -> Task:
    marks = {title_of(preview.columns[k].name).mark for k in targets}
    if "target" in marks:
        return "regression"
    if marks & {"class", "labels"}:
        return "classification"
    return "classification" if _looks_like_classes(preview, preview.columns[targets[0]]) else "regression"


def _looks_like_classes(preview: Preview, column: Column) -> bool:
    """Text, or a few whole numbers that come again and again."""
    if column.kind == "text" or column.name.strip().lower() == CLASS:
        return True
    if len(column.labels) > FEW or len(column.labels) > max(2, preview.rows_about // 2):
        return False
    numbers = [number_of(label, preview.decimal) for label in column.labels]
    return all(number is not None and number.is_integer() for number in numbers)
