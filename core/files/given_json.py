"""What the manifest of a session file says of data that a person has brought: all but the numbers."""

import os
import re
from typing import Any, NamedTuple, cast

from core.checks import Array
from core.datasets.dataset import Task
from core.datasets.given import Given, Source
from core.files.session_checks import fault, flag, row, table, whole
from core.network import MOST_NODES

KEYS = ("title", "description", "origin", "task", "inputs", "outputs", "samples", "source", "embedded")
SOURCE = ("path", "sha256", "reading")
LONGEST = 100_000
"""Letters of a text; what a table has as names and labels may be long."""
NO_UNICODE = "bytes:"
"""Begins a path that is no text; its bytes follow in hexadecimal."""


class Described(NamedTuple):
    """What is said of data: that of `Given`, M as `samples`, and whether the file has the numbers itself."""

    title: str
    description: str
    origin: str
    task: Task
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    samples: int
    source: Source | None
    embedded: bool

    def given(self, x: Array, y: Array, source: Source | None) -> Given:
        """The data with its numbers, x (n_0, M) and y (n_L, M)."""
        return Given(
            self.title, self.description, self.origin, self.task, self.inputs, self.outputs, x, y, source
        )


def given_json(given: Given, embedded: bool) -> dict[str, Any]:
    """All that is to be said of `given`. Raises `FaultError` for what would not be read again."""
    values = (
        given.title, given.description, given.origin, given.task, list(given.inputs), list(given.outputs),
        given.samples, _source_json(given.source), embedded,
    )  # fmt: skip
    said = dict(zip(KEYS, values, strict=True))
    described(said)
    return said


def described(said: Any) -> Described:
    """What `said` describes."""
    title, description, origin, task, inputs, outputs, samples, source, embedded = table(said, "data", *KEYS)
    if task not in ("classification", "regression"):
        raise fault("holds data that is neither for classification nor for regression")
    found = Described(
        _words(title, "the title of data"),
        _words(description, "a description of data"),
        _words(origin, "the origin of data"),
        cast("Task", task),
        _labels(inputs, "the inputs of data"),
        _labels(outputs, "the outputs of data"),
        whole(samples, "the number of samples", 1),
        _source(source),
        flag(embedded, "whether data is in the file"),
    )
    if not found.embedded and found.source is None:
        raise fault("holds data that is neither in it nor in a file that it names")
    return found


def _words(value: Any, what: str) -> str:
    """What people have written, in whatever alphabet and on however many lines."""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise fault(f"gives no text of at most {LONGEST:,} letters as {what}")
    return value


def _labels(said: Any, what: str) -> tuple[str, ...]:
    labels = tuple(_words(k, "a label of data") for k in row(said, what, most=MOST_NODES))
    if not labels:
        raise fault(f"gives no {what.removeprefix('the ')}")
    return labels


# The file that data was read from


def _source_json(source: Source | None) -> dict[str, str] | None:
    if source is None:
        return None
    path = source.path
    try:
        path.encode()
    except UnicodeEncodeError:
        path = f"{NO_UNICODE}{os.fsencode(path).hex()}"
    return dict(zip(SOURCE, (path, source.sha256, source.reading), strict=True))


def _source(said: Any) -> Source | None:
    if said is None:
        return None
    path, sha256, reading = table(said, "the file that data is from", *SOURCE)
    if not isinstance(sha256, str) or not re.fullmatch("[0-9a-f]{64}", sha256):
        raise fault("names a file without its SHA-256")
    path = _path(_words(path, "the place of a file"))
    return Source(path, sha256, _words(reading, "how a file is read"))


def _path(said: str) -> str:
    try:
        is_bytes = said.startswith(NO_UNICODE)
        path = os.fsdecode(bytes.fromhex(said.removeprefix(NO_UNICODE))) if is_bytes else said
    except ValueError:
        path = ""
    if not path or "\0" in path:
        raise fault("names a file by what is no name")
    return path
