"""How samples lie in memory: each a row, x, a one and y side by side, as batches gather them."""

from numpy.typing import ArrayLike

from core.blocks import empty
from core.checks import Array, finite_matrix
from core.errors import ShapeError


def checked(x: ArrayLike, y: ArrayLike, inputs: int, outputs: int) -> Array:
    """Return rows of x (`inputs`, M) and y (`outputs`, M), see `side_by_side`.

    Raises `ShapeError` where they do not fit labels or each other, `NotFiniteError` for NaN or infinity.
    """
    x = finite_matrix(x, "The inputs x", rows=inputs)
    y = finite_matrix(y, "The expected outputs y", rows=outputs)
    if x.shape[1] != y.shape[1]:
        raise ShapeError(f"The inputs x hold {x.shape[1]} samples, the expected outputs y {y.shape[1]}.")
    return side_by_side(x, y)


def side_by_side(x: Array, y: Array) -> Array:
    """Return rows (M, n_0 + 1 + n_L) of x (n_0, M) and y (n_L, M), which cannot be written to.

    Where x and y lie like that already, as `apart` returns them, these are the same memory: data of a
    million samples is too large to be copied at every turn.
    """
    n_0, M = x.shape
    together = x.base
    if together is not None and together is y.base and _is_laid_out(together, x, y):
        return together
    rows = room(M, n_0, len(y))
    rows[:, :n_0], rows[:, n_0 + 1 :] = x.T, y.T
    rows.flags.writeable = False
    return rows


def room(M: int, n_0: int, n_L: int) -> Array:
    """Return rows (M, n_0 + 1 + n_L) to be filled, their ones in place."""
    rows = empty(M, n_0 + 1 + n_L)
    rows[:, n_0] = 1.0
    return rows


def apart(rows: Array, n_0: int) -> tuple[Array, Array]:
    """Return x (n_0, M) and y (n_L, M), views of `rows` (M, n_0 + 1 + n_L)."""
    return rows[:, :n_0].T, rows[:, n_0 + 1 :].T


def _is_laid_out(rows: Array, x: Array, y: Array) -> bool:
    n_0, M = x.shape
    if rows.shape != (M, n_0 + 1 + len(y)) or rows.flags.writeable or not rows.flags.c_contiguous:
        return False
    places = [each.__array_interface__["data"][0] for each in (rows, x, y)]
    at_places = places[1] == places[0] and places[2] == places[0] + (n_0 + 1) * rows.itemsize
    alike = x.strides == y.strides == (rows.itemsize, rows.strides[0])
    return at_places and alike and bool((rows[:, n_0] == 1.0).all())
