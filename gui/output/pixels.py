"""Which data are pictures, and how a sample of them looks."""

import re
from functools import lru_cache
from itertools import pairwise
from math import isqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from core.datasets import Dataset
from gui.theme import Theme

LEAST_SIDE = 4
LEAST_SURE = 8
"""The same where only their number says that the inputs are pixels: 16 or 25 columns may be anything."""
PIECE = 4096
"""Samples that are looked at at a time."""
NUMBERED = re.compile(r"(?P<name>.*?)[\s_.-]*(?P<number>[0-9]{1,6})")
PLACED = re.compile(r"(?P<name>\D*)(?P<row>[0-9]{1,4})[^0-9]+(?P<column>[0-9]{1,4})\D*")
PIXELS = ("pixel", "pix", "px", "p")


def side_of(dataset: Dataset) -> int | None:
    """How many pixels wide and high the samples are, None if they are no pictures."""
    return side_of_names(dataset.inputs)


@lru_cache(maxsize=16)
def side_of_names(names: tuple[str, ...]) -> int | None:
    """The side of a square picture whose pixels are named so, row by row; None where they are none.

    They are counted after a common name: "pixel 1" or "px0", or any other from 64 on; or each is named by
    its row and column, such as "1x1".
    """
    side = isqrt(len(names))
    if side < LEAST_SIDE or side * side != len(names):
        return None
    return side if _are_placed(names, side) or _are_numbered(names, side) else None


def _are_numbered(names: tuple[str, ...], side: int) -> bool:
    found = [NUMBERED.fullmatch(name) for name in names]
    if not all(found):
        return False
    words = {k["name"].strip().lower() for k in found if k}
    numbers = [int(k["number"]) for k in found if k]
    ascending = all(b == a + 1 for a, b in pairwise(numbers))
    sure = words <= set(PIXELS) or side >= LEAST_SURE
    return len(words) == 1 and ascending and sure


def _are_placed(names: tuple[str, ...], side: int) -> bool:
    found = [PLACED.fullmatch(name) for name in names]
    if not all(found) or len({k["name"].strip().lower() for k in found if k}) != 1:
        return False
    places = [(int(k["row"]), int(k["column"])) for k in found if k]
    top, left = places[0]
    return places == [(top + k // side, left + k % side) for k in range(len(places))]


@lru_cache(maxsize=1)
def _ends(dataset: Dataset) -> tuple[float, float]:
    """The lightest and the darkest pixel of all samples, in the units that they came in."""
    low, high = np.full(len(dataset.x), np.inf), np.full(len(dataset.x), -np.inf)
    for k in range(0, dataset.samples, PIECE):
        part = dataset.x[:, k : k + PIECE].T
        np.minimum(low, part.min(axis=0), out=low)
        np.maximum(high, part.max(axis=0), out=high)
    return float(_original(dataset, low).min()), float(_original(dataset, high).max())


def _original(dataset: Dataset, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """The pixels (n_0,) before each was scaled for itself, which would make a relief of a picture."""
    return x if dataset.scaling is None else dataset.scaling.x.undo(x[:, np.newaxis])[:, 0]


def picture(dataset: Dataset, x: NDArray[np.float64], side: int, theme: Theme) -> QImage:
    """A sample x (n_0,), dark where it is inked on a light screen, light on a dark one."""
    low, high = _ends(dataset)
    ink = np.clip((_original(dataset, x) - low) / max(high - low, 1e-12), 0.0, 1.0)
    paper, pen = (np.array(QColor(c).getRgb()[:3], float) for c in (theme.raised, theme.text))
    pixels = np.rint(paper + ink[:, np.newaxis] * (pen - paper)).astype(np.uint8)
    return QImage(pixels.tobytes(), side, side, 3 * side, QImage.Format.Format_RGB888).copy()
