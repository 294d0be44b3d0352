"""The measured datasets that come with the program; resources/datasets/README.md says from where.

`iris` and `digits` are called like every generator, but nothing is drawn: they use no argument.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.datasets.dataset import one_hot
from core.errors import BadInputError

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "datasets"

IRIS_SAMPLES = 150
IRIS_INPUTS = ("sepal length", "sepal width", "petal length", "petal width")
SPECIES = ("setosa", "versicolor", "virginica")

DIGITS_SAMPLES = 1797
PIXELS = 64
INK = 16  # the darkest pixel
DIGITS = tuple("0123456789")


def iris(*_: object) -> tuple[Array, Array]:
    """Return x (4, 150), each row at zero mean and unit variance, and y (3, 150), one-hot.

    Raises `BadInputError` if the file is missing or is not the one that was shipped.
    """
    lengths, species = iris_table()
    x = lengths.T
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True), one_hot(species, len(SPECIES))


def digits(*_: object) -> tuple[Array, Array]:
    """Return x (64, 1797), pixels row by row from 0 (paper) to 1 (ink), and y (10, 1797), one-hot.

    Raises `BadInputError` if the file is missing or is not the one that was shipped.
    """
    table = digits_table()
    return table[:, :PIXELS].T / INK, one_hot(table[:, PIXELS], len(DIGITS))


def iris_table() -> tuple[Array, NDArray[np.intp]]:
    """Return the lengths in cm (150, 4) and the species (150,), from 0, in the order of the file."""
    import csv  # noqa: PLC0415 - only this set needs it

    header = [*(f"{name} (cm)" for name in IRIS_INPUTS), "species"]
    try:
        with (FOLDER / "iris.csv").open(encoding="utf-8", newline="") as file:
            first, *rows = csv.reader(file)
        lengths = np.array([row[:-1] for row in rows], dtype=np.float64)
        species = np.array([SPECIES.index(row[-1]) for row in rows], dtype=np.intp)
    except (OSError, ValueError, IndexError, csv.Error):
        raise _damaged("iris.csv") from None
    if first != header or lengths.shape != (IRIS_SAMPLES, len(IRIS_INPUTS)) or not np.isfinite(lengths).all():
        raise _damaged("iris.csv")
    return lengths, species


def digits_table() -> NDArray[np.uint8]:
    """Return (1797, 65): 64 pixels from 0 to 16 and the digit, in the order of the file."""
    try:
        with (FOLDER / "digits.npy").open("rb") as file:
            table: NDArray[np.uint8] = np.lib.format.read_array(file, allow_pickle=False)
    except (OSError, ValueError):
        raise _damaged("digits.npy") from None
    if table.shape != (DIGITS_SAMPLES, PIXELS + 1) or table.dtype != np.uint8:
        raise _damaged("digits.npy")
    if table[:, :PIXELS].max() > INK or table[:, PIXELS].max() >= len(DIGITS):
        raise _damaged("digits.npy")
    return table


def _damaged(name: str) -> BadInputError:
    return BadInputError(
        f"The file {name} that belongs to the program is missing or damaged; installing it again will help."
    )
