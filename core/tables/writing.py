"""The data shown as a table, which reads again as the same data."""

import os
from collections.abc import Iterator, Sequence

import numpy as np

from core.checks import Array
from core.datasets import Dataset
from core.files.atomic import save
from core.files.boundary import FaultError, writing
from core.tables.previewing import in_class_order
from core.tables.reading import DELIMITERS
from core.tables.records import LONGEST
from core.tables.targets import MOST_CLASSES
from core.tables.titles import CLASS, marked, title_of

SPECIAL = frozenset('"\r\n#\ufeff').union(DELIMITERS)
PIECE = 4096


def save_csv(path: str | os.PathLike[str], dataset: Dataset) -> None:
    """Write the data shown into the file `path`, whole or not at all; raises `FileError` in one sentence.

    The targets are marked in the header, so that `suggested` takes them for what they are, and
    `suggested_scaling` the inputs.
    """
    with writing(path):
        save(path, map(encoded, written(dataset)))


def written(dataset: Dataset) -> Iterator[str]:
    """The lines of a table that holds `dataset`, each with its line end: names, then a sample a line.

    Every number is written so that it reads again as the same one. Of several classes the name is
    written; a 0 or 1 for each where a sample is of none, or of several, or a class has no sample.
    """
    if _as_labels(dataset):
        return _with_labels(dataset)
    return _with_numbers(dataset)


def encoded(line: str) -> bytes:
    """A line as it is in the file; raises `FaultError` where it cannot be."""
    try:
        return line.encode("utf-8")
    except UnicodeEncodeError:
        raise FaultError("would hold a name that cannot be written in UTF-8") from None


def _with_labels(dataset: Dataset) -> Iterator[str]:
    titles = _titles(dataset.inputs, "input")
    yield _line([*titles, marked(CLASS, "labels")])
    labels = [cell(k) for k in dataset.outputs]
    for start in range(0, dataset.samples, PIECE):
        part = slice(start, start + PIECE)
        chosen = dataset.y[:, part].argmax(axis=0).tolist()
        for x, k in zip(dataset.x[:, part].T.tolist(), chosen, strict=True):
            yield f"{','.join(map(repr, x))},{labels[k]}\n"


def _with_numbers(dataset: Dataset) -> Iterator[str]:
    mark = "target" if dataset.task == "regression" else "class"
    titles = _titles(dataset.inputs, "input"), _titles(dataset.outputs, mark, always=True)
    yield _line([*titles[0], *titles[1]])
    for start in range(0, dataset.samples, PIECE):
        part = slice(start, start + PIECE)
        rows = np.concatenate([dataset.x[:, part], dataset.y[:, part]]).T
        for row in rows.tolist():
            yield f"{','.join(map(repr, row))}\n"


def _as_labels(dataset: Dataset) -> bool:
    """Whether the name of a class says for every sample what y is, and no class is without a sample."""
    y, outputs = dataset.y, dataset.outputs
    if dataset.task == "regression" or not 2 <= len(outputs) <= MOST_CLASSES:
        return False
    if outputs != in_class_order(outputs, ".") or len(set(outputs)) < len(outputs):
        return False
    if not all(outputs) or max(map(len, outputs)) > LONGEST:
        return False
    return _one_hot(y) and bool((y.max(axis=1) == 1.0).all())


def _one_hot(y: Array) -> bool:
    """Whether each column is a 1 and zeros, none of them -0."""
    binary = ((y == 0.0) & ~np.signbit(y)) | (y == 1.0)
    return bool(binary.all() and (np.count_nonzero(y, axis=0) == 1).all())


def _titles(names: Sequence[str], mark: str, always: bool = False) -> list[str]:
    """The names of columns as a header has them: each different, and with its mark where it needs one."""
    found: list[str] = []
    for name in names:
        title = marked(name, mark) if always or not name or title_of(name).mark else name
        k = 2
        while title in found:
            title = marked(name, f"{mark} {k}")
            k += 1
        found.append(title)
    return found


def _line(cells: Sequence[str]) -> str:
    return f"{','.join(map(cell, cells))}\n"


def cell(text: str) -> str:
    """Write `text` as one cell, in quotes where it needs them."""
    if text and text == text.strip() and SPECIAL.isdisjoint(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
