"""Targets and outputs of a regression in the units that they came in, where the data was scaled."""

from collections.abc import Sequence

import numpy as np

from core.datasets import Dataset
from gui.writing.numbers import MINUS, grouped, significant

BEFORE = "before scaling"
MOST = 1e9
"""From here on numbers have a power of ten."""


def in_units(dataset: Dataset, values: Sequence[float], digits: int = 3) -> str:
    """Targets or outputs (n_L,) as they were before scaling, written; "" where nothing was scaled.

    Numbers that are not known have no words either.
    """
    scaled = dataset.scaling.y if dataset.scaling is not None else None
    if scaled is None or not np.isfinite(values).all():
        return ""
    original = scaled.undo(np.array(values, dtype=np.float64)[:, np.newaxis])[:, 0]
    words = [plain(k, digits) for k in original.tolist()]
    return words[0] if len(words) == 1 else f"({', '.join(words)})"


def with_units(words: str, units: str, whole: bool = False) -> str:
    """`words` of a number, and in brackets what it is in its `units`; `whole` says what that means."""
    if not units:
        return words
    if whole:
        return f"{words}, {units} {BEFORE}"
    return f"{words} {units}" if units.startswith("(") else f"{words} ({units})"


def plain(value: float, digits: int = 3) -> str:
    """A number as people write those of their data: a large one whole, its thousands apart."""
    if 10.0 ** (digits - 1) <= abs(value) < MOST:
        return grouped(value).replace("-", MINUS)
    return significant(value, digits)
