"""Checks of what comes from outside; each raises one plain sentence."""

import math
import operator

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.errors import BadInputError, NotFiniteError, ShapeError, shown

Array = NDArray[np.float64]


def whole_number(value: object, what: str, least: int, most: int | None = None) -> int:
    """Return `value` as an int from `least` to `most`; `what` begins the sentence otherwise raised."""
    try:
        if isinstance(value, bool):
            raise TypeError
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        raise BadInputError(f"{what} must be a whole number, not {shown(value)}.") from None
    if number < least or (most is not None and number > most):
        span = f"at least {least}" if most is None else f"from {least} to {most}"
        # Python refuses to write out integers of thousands of digits.
        given = number if abs(number) < 10**30 else "a number of over thirty digits"
        raise BadInputError(f"{what} must be {span}, not {given}.")
    return number


def finite_number(
    value: object, what: str, least: float = -math.inf, most: float = math.inf, above: float = -math.inf
) -> float:
    """Return `value` as a finite float with least ≤ value ≤ most and value > above."""
    try:
        if isinstance(value, (bool, str)):
            raise TypeError
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        raise BadInputError(f"{what} must be a number, not {shown(value)}.") from None
    if not math.isfinite(number):
        raise NotFiniteError(f"{what} must be finite, not {number}.")
    if number <= above:
        raise BadInputError(f"{what} must be above {above:g}, not {number!r}.")
    if not least <= number <= most:
        span = f"at least {least:g}" if most == math.inf else f"from {least:g} to {most:g}"
        raise BadInputError(f"{what} must be {span}, not {number!r}.")
    return number


def finite_matrix(value: ArrayLike, what: str, rows: int) -> Array:
    """Return `value` as float64 of shape (`rows`, m), m ≥ 1; one sample (rows,) becomes (rows, 1)."""
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise BadInputError(f"{what} must hold numbers only.") from None
    if array.ndim == 1:
        array = array[:, np.newaxis]
    if array.ndim != 2 or array.shape[0] != rows or array.shape[1] < 1:
        raise ShapeError(f"{what} must have the shape ({rows}, m) with m ≥ 1, not {np.shape(value)}.")
    if not _all_finite(array):
        raise NotFiniteError(f"{what} must be finite, but holds NaN or infinity.")
    return array


def _all_finite(array: Array) -> bool:
    """Whether no number is NaN or infinite; in their sum, which needs no memory, none of them can hide."""
    with np.errstate(all="ignore"):
        total = array.sum()
    return bool(np.isfinite(total)) or bool(np.isfinite(array).all())
