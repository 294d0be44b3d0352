"""What becomes of the target columns: numbers as they are, or labels, one output for each."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.files.boundary import FaultError
from core.tables.cells import number_of, quoted
from core.tables.previewing import in_class_order
from core.tables.titles import title_of

MOST_CLASSES = 100
"""Labels of a column, at most: more are no classes, but numbers or names."""

PIECE = 1 << 16


class Labels:
    """The labels of a column as they are met, and of each sample which it has.

    Attributes:
        code: for each label its number, in the order in which they were met.

    """

    def __init__(self, name: str, decimal: str, capacity: int) -> None:
        """Expect at most `capacity` samples in the column `name`."""
        self._name, self._decimal = name, decimal
        self._codes: NDArray[np.uint8] = np.zeros(capacity, dtype=np.uint8)
        self.code: dict[str, int] = {}

    def enter(self, at: int, labels: Sequence[str]) -> bool:
        """Take the labels of the samples from `at` on; False, and nothing taken, if one cannot be."""
        new = [label for label in dict.fromkeys(labels) if label not in self.code]
        if "" in new or len(self.code) + len(new) > MOST_CLASSES:
            return False
        for label in new:
            self.meet(label)
        self._codes[at : at + len(labels)] = list(map(self.code.__getitem__, labels))
        return True

    def meet(self, label: str) -> None:
        """Know a label from now on."""
        self.code.setdefault(label, len(self.code))

    def fault(self, label: str) -> tuple[str, str] | None:
        """What is wrong with one more label, and what to do; None if nothing is."""
        if not label:
            return "is empty, where a class must be", "fill it in, or delete the line"
        if label not in self.code and len(self.code) == MOST_CLASSES:
            what = f"holds {quoted(label)}, one class more than the {MOST_CLASSES} that there can be"
            return what, "choose regression, or another target"
        return None

    @property
    def outputs(self) -> tuple[str, ...]:
        """The labels of the rows of y: one for each class, or one for all where they are 0 and 1."""
        title = title_of(self._name)
        if title.mark != "labels" and self._is_binary:
            return (title.name,)
        return in_class_order(list(self.code), self._decimal)

    @property
    def _is_binary(self) -> bool:
        return {number_of(label, self._decimal) for label in self.code} == {0.0, 1.0}

    def refuse_one(self) -> None:
        """Raise `FaultError` where all samples are of one class."""
        if len(self.code) == 1:
            only = quoted(next(iter(self.code)))
            what = f"has one class only: every row has {only} in the target column {quoted(self._name)}"
            raise FaultError(what, "choose another target")

    def fill(self, y: Array, outputs: Sequence[str]) -> Iterator[None]:
        """Write y (n_L, M), piece by piece, as `outputs` has its rows."""
        if len(outputs) == 1:
            value = {k: number_of(label, self._decimal) or 0.0 for label, k in self.code.items()}
            table = np.array([[value[k] for k in range(len(value))]])
        else:
            table = np.zeros((len(outputs), len(self.code)))
            table[range(len(outputs)), [self.code[label] for label in outputs]] = 1.0
        for start in range(0, y.shape[1], PIECE):
            part = slice(start, min(start + PIECE, y.shape[1]))
            y[:, part] = table[:, self._codes[part]]
            yield
