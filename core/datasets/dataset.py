"""What every dataset is, wherever it comes from."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.checks import Array, finite_matrix
from core.errors import ShapeError

Task = Literal["classification", "regression"]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """M samples, one a column: inputs x (n_0, M) and expected outputs y (n_L, M).

    Both arrays are float64 copies that cannot be written to. `inputs` and `outputs`
    label the rows of x and y. In a classification y is 0 or 1: one row says whether the
    sample is of the class that the row is labelled with, several rows are one-hot.
    `noise` is the standard deviation of the normal jitter that was added, 0.0 for none.
    Raises `ShapeError` where arrays and labels do not fit, `NotFiniteError` for NaN or infinity.
    """

    name: str
    title: str
    group: str
    description: str
    origin: str
    task: Task
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    seed: int
    noise: float
    x: Array
    y: Array

    def __post_init__(self) -> None:
        x = finite_matrix(self.x, "The inputs x", rows=len(self.inputs))
        y = finite_matrix(self.y, "The expected outputs y", rows=len(self.outputs))
        if x.shape[1] != y.shape[1]:
            raise ShapeError(f"The inputs x hold {x.shape[1]} samples, the expected outputs y {y.shape[1]}.")
        object.__setattr__(self, "x", freeze(x))
        object.__setattr__(self, "y", freeze(y))

    @property
    def samples(self) -> int:
        """M, the number of samples in the set."""
        return int(self.x.shape[1])


def freeze(array: ArrayLike) -> Array:
    """Return a contiguous float64 copy of `array` that cannot be written to."""
    copy = np.array(array, dtype=np.float64, order="C")
    copy.flags.writeable = False
    return copy


def one_hot(labels: NDArray[np.integer], classes: int) -> Array:
    """Return y (`classes`, M): 1 in the row that `labels` (M,), from 0, gives each column, 0 elsewhere."""
    y: Array = (np.arange(classes)[:, np.newaxis] == labels).astype(np.float64)
    return y
