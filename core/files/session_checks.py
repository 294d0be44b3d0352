"""Checks of what a session file says: each fault names the member that it lies in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from core.checks import Array
from core.errors import BadInputError, shown
from core.files.boundary import FaultError
from core.files.container_zip import MANIFEST
from core.files.npy import AnyArray

MOST = 2**52
"""Steps, moments and their like: whole numbers that a float64 can tell apart."""


def fault(what: str, member: str = MANIFEST) -> FaultError:
    """What is wrong with `member`, to be raised; the text goes on after its name."""
    return FaultError(what, member=member)


@contextmanager
def saying(what: str, member: str = MANIFEST) -> Iterator[None]:
    """Say of what cannot be used in here that `member` holds `what`, and why that cannot be."""
    try:
        yield
    except FaultError:
        raise
    except BadInputError as error:
        why = str(error).rstrip(".")
        why = why[:1].lower() + why[1:] if why[1:2].islower() else why
        raise fault(f"holds {what} that cannot be: {why}", member) from None


def whole(value: Any, what: str, least: int = 0, most: int = MOST, member: str = MANIFEST) -> int:
    """Return `value` if it is a whole number from `least` to `most`."""
    if type(value) is not int:
        raise fault(f"gives {shown(value)} as {what}, which must be a whole number", member)
    if not least <= value <= most:
        raise fault(f"gives {value} as {what}, which must be from {least} to {most}", member)
    return value


def number(value: Any, what: str) -> float:
    """Return `value` if it is a number."""
    if type(value) not in (int, float):
        raise fault(f"gives {shown(value)} as {what}, which must be a number")
    return float(value)


def text(value: Any, what: str, most: int = 200) -> str:
    """Return `value` if it is a text of at most `most` letters on one line."""
    if not isinstance(value, str) or len(value) > most or not value.isprintable():
        raise fault(f"gives {shown(value)} as {what}, which must be a text of at most {most} letters")
    return value


def flag(value: Any, what: str) -> bool:
    """Return `value` if it is true or false."""
    if not isinstance(value, bool):
        raise fault(f"gives {shown(value)} as {what}, which must be true or false")
    return value


def row(value: Any, what: str, length: int | None = None, most: int = 20_000) -> list[Any]:
    """Return `value` if it is a list of just `length` values, or of at most `most`."""
    if not isinstance(value, list):
        raise fault(f"gives {shown(value)} as {what}, which must be a list")
    if length is not None and len(value) != length:
        raise fault(f"gives {len(value)} values as {what}, which must be {length}")
    if len(value) > most:
        raise fault(f"gives {len(value)} values as {what}, which must be at most {most}")
    return value


def table(value: Any, what: str, *names: str) -> list[Any]:
    """Return the values of `names`, which must be all that `value` holds, in that order."""
    if not isinstance(value, dict):
        raise fault(f"gives {shown(value)} as {what}, which must be a table of names and values")
    missing = [k for k in names if k not in value]
    if missing:
        raise fault(f"gives {what} without its {missing[0]}")
    unknown = [k for k in value if k not in names]
    if unknown:
        raise fault(f"gives {what} with {shown(unknown[0])}, which does not belong there")
    return [value[k] for k in names]


def integers(arrays: dict[str, AnyArray], name: str, columns: int, most: int) -> list[list[int]]:
    """Return the rows of an array of whole numbers, at most `most` rows."""
    array, member = arrays[name], f"{name}.npy"
    if array.dtype != np.int64 or array.ndim != 2 or array.shape[1] != columns:
        raise fault(f"must hold whole numbers in {columns} columns", member)
    if len(array) > most:
        raise fault(f"has {len(array)} rows, which must be at most {most}", member)
    rows: list[list[int]] = array.tolist()
    return rows


def flat(arrays: dict[str, AnyArray], name: str, size: int) -> Array:
    """Return the `size` numbers of an array."""
    array, member = arrays[name], f"{name}.npy"
    if array.dtype != np.float64 or array.ndim != 1:
        raise fault("must hold numbers in one row", member)
    if len(array) != size:
        raise fault(f"holds {len(array)} numbers, where {size} belong", member)
    return array
