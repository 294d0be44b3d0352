"""Data that a person has brought, and what was painted and erased of it, in a session file.

Data that is too large stays in the file that it was read from: the session file names that, with its SHA-256.
All other numbers lie in one row: the samples of each data, one after another, x before y, then what was
painted and erased, edit by edit.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from core.checks import Array
from core.datasets.entry import MOST_SAMPLES
from core.datasets.features import PLANAR
from core.datasets.given import DRAWING, FILE, Given
from core.errors import BadInputError
from core.experiment import Experiment
from core.files.given_json import Described, described, given_json
from core.files.npy import AnyArray
from core.files.session_checks import fault, flat, row, whole
from core.painting import MOST_CLASSES, Point

NAME = "given"
MEMBER = f"{NAME}.npy"
EMBEDDED = 16 * 2**20
"""Bytes of data that a file keeps itself, so long as there is another file to name in its place."""
MOST_GIVEN = 1_000
MOST_POINTS = 1_000_000
"""Points painted and erased, those of all edits together."""
LARGEST = 1e100
"""Data lies within ±LARGEST, as in tables: sums of squares must be numbers too."""
POINT = 3
"""Numbers of a point: x₁, x₂ and its class."""


class Giving:
    """Data and points on their way into a file."""

    def __init__(self, experiments: Iterable[Experiment]) -> None:
        """Begin with the data of `experiments`, equal ones once."""
        self._index: dict[Given, int] = {}
        for each in experiments:
            if each.given is not None:
                self._index.setdefault(each.given, len(self._index))
        self._embedded = _embedded(self._index)
        kept = zip(self._index, self._embedded, strict=True)
        self._pieces = [np.concatenate([k.x, k.y]).T.ravel() for k, embedded in kept if embedded]
        if any(np.abs(k).max() > LARGEST for k in self._pieces):
            raise BadInputError(f"There is data beyond ±{LARGEST:g}, which no file may hold; scale it first.")
        self._points = 0

    def index(self, given: Given | None) -> int | None:
        """The number of `given` in the file; None for none."""
        return None if given is None else self._index[given]

    def stroke(self, points: tuple[Any, ...]) -> int:
        """Keep what an edit has painted or erased; return how many points that is."""
        self._points += len(points)
        if self._points > MOST_POINTS:
            most = f"{MOST_POINTS:,} painted and erased points"
            raise BadInputError(f"There are more than {most}, which a file may hold; delete some runs.")
        self._pieces.append(np.ravel(np.array(points, dtype=np.float64)))
        return len(points)

    def budget(self, usual: int) -> tuple[int, ...]:
        """What is left of the bytes that something else may `usual`ly take; nothing where all is as usual."""
        excess = 8 * sum(k.size for k in self._pieces) - EMBEDDED
        return (max(0, usual - (excess + 1) // 2),) if excess > 0 else ()

    def said(self) -> dict[str, Any]:
        """What the manifest says of the data; nothing where nobody has brought any."""
        each = zip(self._index, self._embedded, strict=True)
        return {NAME: [given_json(*k) for k in each]} if self._index else {}

    def arrays(self) -> dict[str, AnyArray]:
        """All numbers in one row; nothing where there are none."""
        return {NAME: np.concatenate(self._pieces)} if self._pieces else {}


def _embedded(given: Iterable[Given]) -> list[bool]:
    """Which of them a file keeps itself: what comes from no other, and the rest as far as it fits."""
    left, found = EMBEDDED - sum(k.nbytes for k in given if k.source is None), []
    for k in given:
        fits = k.source is None or k.nbytes <= left
        left -= k.nbytes if fits and k.source is not None else 0
        found.append(fits)
    return found


class Brought:
    """The data and points of a file that is being read.

    Attributes:
        missing: the data that is in other files, by its number; `give` brings it.

    """

    def __init__(self, said: Any, experiments: Any, arrays: dict[str, AnyArray]) -> None:
        """Take what the manifest says of the data and of the experiments, and the file's arrays."""
        self._said = [described(k) for k in row(said, "the data", most=MOST_GIVEN)]
        wanted = [k.get(NAME) for k in row(experiments, "the experiments") if isinstance(k, dict)]
        if any(k not in wanted for k in range(len(self._said))):
            raise fault("holds data of no experiment")
        self._numbers = flat(arrays, NAME, arrays[NAME].size) if NAME in arrays else np.empty(0)
        self._taken = self._points = 0
        self._given: dict[int, Given] = {}
        self.missing: dict[int, Described] = {}
        for k, each in enumerate(self._said):
            if each.embedded:
                self.give(k, self._data(each))
            else:
                self.missing[k] = each

    def _data(self, said: Described) -> Given:
        n_0, M = len(said.inputs), said.samples
        columns = n_0 + len(said.outputs)
        rows = self._take(M * columns).reshape(M, columns)
        if np.abs(rows).max() > LARGEST:
            raise fault(f"holds data beyond ±{LARGEST:g}", MEMBER)
        return said.given(rows[:, :n_0].T, rows[:, n_0:].T, said.source)

    def give(self, number: int, given: Given) -> None:
        """Let data be here."""
        if given in self._given.values():
            raise fault("holds the same data twice")
        self._given[number] = given
        self.missing.pop(number, None)

    def at(self, number: Any, dataset: str) -> Given | None:
        """The data of that number, for an experiment on `dataset`; None for what nobody has to bring."""
        if dataset not in (FILE, DRAWING):
            if number is not None:
                raise fault("holds data for an experiment that needs none")
            return None
        k = whole(number, "the data of an experiment", 0, len(self._said) - 1)
        if dataset == DRAWING:
            _refuse_no_drawing(self._given[k])
        return self._given[k]

    def painted(self, count: Any) -> tuple[Point, ...]:
        """The next `count` points that were painted."""
        points = self._stroke(count, POINT).reshape(-1, POINT)
        if not np.isin(points[:, 2], np.arange(MOST_CLASSES)).all():
            raise fault("holds a point of no class", MEMBER)
        return tuple((x1, x2, int(label)) for x1, x2, label in points.tolist())

    def erased(self, count: Any) -> tuple[int, ...]:
        """The next `count` numbers of points that were erased."""
        indices = self._stroke(count, 1)
        if (indices != np.floor(indices)).any() or (indices < 0).any() or (indices >= MOST_SAMPLES).any():
            raise fault("holds a number of a point that is none", MEMBER)
        return tuple(map(int, indices.tolist()))

    def _stroke(self, count: Any, each: int) -> Array:
        self._points += whole(count, "the number of points of an edit", 1)
        if self._points > MOST_POINTS:
            raise fault(f"holds more than {MOST_POINTS:,} painted and erased points")
        return self._take(count * each)

    def _take(self, count: int) -> Array:
        self._taken += count
        if self._taken > self._numbers.size:
            raise fault(f"holds {self._numbers.size} numbers, where more belong", MEMBER)
        return self._numbers[self._taken - count : self._taken]

    def refuse_rest(self, arrays: dict[str, AnyArray]) -> None:
        """Raise `FaultError` where something is left that belongs to nothing."""
        if self._taken < self._numbers.size or (NAME in arrays and not self._taken):
            raise fault(f"holds {self._numbers.size} numbers, where {self._taken} belong", MEMBER)


def _refuse_no_drawing(given: Given) -> None:
    plane = len(given.inputs) == PLANAR and given.task == "classification" and given.source is None
    if not plane or len(given.outputs) > MOST_CLASSES or given.samples > MOST_SAMPLES:
        raise fault(f"holds a drawing that is none: {PLANAR} inputs, at most {MOST_CLASSES} classes")
