"""Data that a person has brought: read from a file, or painted."""

import hashlib
from pathlib import PurePath
from typing import Any

import numpy as np

from core.checks import Array
from core.datasets.dataset import Task
from core.datasets.samples import apart, checked
from core.lazily import dataclass

FILE, DRAWING = "file", "drawing"
"""The names of data sets that are read from a file, and of those that are painted."""


@dataclass(frozen=True)
class Source:
    """Where data was read: the file, the SHA-256 of its bytes, and how it was understood.

    `reading` is what the reader of such files was asked for, as text that it understands again.
    """

    path: str
    sha256: str
    reading: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePath(self.path).name


@dataclass(frozen=True, eq=False, repr=False)
class Given:
    """M samples as they came, before anything is scaled: x (n_0, M) and y (n_L, M), read-only.

    Two are equal if everything in them is, which `digest` stands for.
    Raises `ShapeError` where arrays and labels do not fit, `NotFiniteError` for NaN or infinity.

    Attributes:
        title, description, origin: what it is called, in one line, and where it is from.
        task: classification or regression.
        inputs, outputs: the labels of the rows of x and y.
        source: the file that it was read from, None for painted data.

    """

    title: str
    description: str
    origin: str
    task: Task
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    x: Array
    y: Array
    source: Source | None = None
    digest: str = ""

    def __post_init__(self) -> None:
        rows = checked(self.x, self.y, len(self.inputs), len(self.outputs))
        x, y = apart(rows, len(self.inputs))
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)
        object.__setattr__(self, "digest", self._digest(rows))

    def _digest(self, rows: Array) -> str:
        labels = (self.title, self.description, self.origin, self.task, self.inputs, self.outputs)
        found = hashlib.sha256(repr((labels, self.source, rows.shape)).encode())
        if self.source is None:
            found.update(np.ascontiguousarray(rows).data)
        return found.hexdigest()

    def __eq__(self, other: Any) -> bool:
        if self is other:
            return True  # to work a digest out may take as long as to go through the data
        return isinstance(other, Given) and self.samples == other.samples and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        return f"Given({self.title!r}, {self.samples} samples, {self.digest})"

    @property
    def samples(self) -> int:
        """M, the number of samples."""
        return int(self.x.shape[1])

    @property
    def nbytes(self) -> int:
        """Bytes of x and y."""
        return int(self.x.nbytes + self.y.nbytes)
