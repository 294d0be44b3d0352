"""What every dataset is, wherever it comes from."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.datasets.samples import apart, checked
from core.datasets.scaling import Scaling
from core.lazily import dataclass

Task = Literal["classification", "regression"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """M samples, one a column: inputs x (n_0, M) and expected outputs y (n_L, M).

    Both arrays are float64 and cannot be written to. `inputs` and `outputs`
    label the rows of x and y. In a classification y is 0 or 1: one row says whether the
    sample is of the class that the row is labelled with, several rows are one-hot.
    `noise` is the standard deviation of the normal jitter that was added, 0.0 for none.
    `features` names those of the last inputs that are worked out from the first two, `scaling` is what
    was done to x and y to make them what they are, and `first_shown` the sample to show first, from 0.
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
    features: tuple[str, ...] = ()
    scaling: Scaling | None = None
    first_shown: int = 0

    def __post_init__(self) -> None:
        x, y = apart(checked(self.x, self.y, len(self.inputs), len(self.outputs)), len(self.inputs))
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    @property
    def base(self) -> int:
        """How many of the inputs are the data's own: the first ones, those before any feature."""
        return len(self.inputs) - len(self.features)

    @property
    def samples(self) -> int:
        """M, the number of samples in the set."""
        return int(self.x.shape[1])


def one_hot(labels: NDArray[np.integer], classes: int) -> Array:
    """Return y (`classes`, M): 1 in the row that `labels` (M,), from 0, gives each column, 0 elsewhere."""
    y: Array = (np.arange(classes)[:, np.newaxis] == labels).astype(np.float64)
    return y
