"""Which class each sample is of, which one the network says, and how many samples there are of each pair."""

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.lazily import dataclass

MOST_CLASSES = 100
"""Classes of which all pairs are counted: of more nobody could find one."""

Classes = NDArray[np.intp] | NDArray[np.int16]
Counts = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Confusion:
    """How many samples of the class of a row are said to be of the class of a column; read-only.

    Attributes:
        trained, held_out: (n, n) for n classes: of the samples trained on, and of those held out.

    """

    trained: Counts
    held_out: Counts

    @property
    def everything(self) -> Counts:
        """(n, n): of all samples."""
        return self.trained + self.held_out


def class_count(outputs: int) -> int:
    """How many classes so many outputs tell apart: a single one says which of two, others are one-hot."""
    return 2 if outputs == 1 else outputs


def classes_of(values: Array) -> NDArray[np.intp]:
    """Return the class that each column of outputs or targets (n_L, M) names, from 0: (M,).

    A single output names class 1 above ½ and class 0 below, several the largest of them.
    """
    found: NDArray[np.intp] = (values[0] > 0.5).astype(np.intp) if len(values) == 1 else values.argmax(axis=0)
    return found


def counted(true: Classes, said: Classes, classes: int) -> Counts:
    """Return (classes, classes): how many samples of the class of a row are `said` to be of a column's."""
    pairs = np.bincount(true.astype(np.intp) * classes + said, minlength=classes * classes)
    return pairs.reshape(classes, classes)


def samples_in(true: Classes, said: Classes, row: int, column: int) -> NDArray[np.intp]:
    """Return the samples, ascending, of the class `row` that are said to be of the class `column`."""
    return np.flatnonzero((true == row) & (said == column))
