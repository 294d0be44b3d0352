"""Where the parts of a confusion matrix lie: names at the left and above, cells, sums and shares beside."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from core.confusion import Counts
from core.lazily import dataclass

Cell = tuple[int, int]
"""The true class (row) and the predicted one (column), from 0."""

LINE = 17
"""Pixels of a row of words."""
SUMS, RATES = 50, 48
"""Pixels of the columns at the right: how many samples, at least, and which share of them is right."""
READABLE = 12.0
"""Pixels of a row from which on words stand beside it."""
WIDEST, HIGHEST = 92.0, 46.0
"""Pixels of a cell at most."""
WHOLE = 4.0
"""From this size on cells have whole pixels, so that all look alike."""
LEAST_NAMES, MOST_NAMES = 54.0, 0.24
"""Of the names at the left: pixels at least, and which share of the width at most."""


@dataclass(frozen=True)
class Places:
    """Places of a matrix of `classes` × `classes` cells.

    Attributes:
        x, y: the left and top of the first cell.
        width, height: of each cell, a gap of `gap` included.
        names: pixels at the left for the names of rows, 0 for none.
        beside, below: whether there is room for sums and shares at the right, and for shares below.
        sums: pixels of the column of sums.

    """

    classes: int
    x: float
    y: float
    width: float
    height: float
    names: float
    beside: bool
    below: bool
    sums: float = SUMS

    @property
    def gap(self) -> int:
        """Between two cells."""
        side = min(self.width, self.height)
        return 0 if side < 5 else 1 if side < 14 else 2

    @property
    def cells(self) -> QRectF:
        """All cells."""
        return QRectF(self.x, self.y, self.classes * self.width, self.classes * self.height)

    def rect(self, cell: Cell) -> QRectF:
        """One cell, without the gap after it."""
        row, column = cell
        left, top = self.x + column * self.width, self.y + row * self.height
        return QRectF(left, top, self.width - self.gap, self.height - self.gap)

    def at(self, point: QPointF) -> Cell | None:
        """The cell at a point."""
        if not self.cells.contains(point):
            return None
        row, column = int((point.y() - self.y) / self.height), int((point.x() - self.x) / self.width)
        return min(row, self.classes - 1), min(column, self.classes - 1)

    def row_name(self, row: int) -> QRectF:
        """Where the name of a true class is."""
        return QRectF(self.x - self.names - 6, self.y + row * self.height, self.names, self.height - self.gap)

    def column_name(self, column: int) -> QRectF:
        """Where the name of a predicted class is."""
        return QRectF(self.x + column * self.width, self.y - LINE, self.width - self.gap, LINE)

    def sum_of(self, row: int) -> QRectF:
        """Where it is said how many samples are of a class."""
        left, top = self.cells.right() + 2, self.y + row * self.height
        return QRectF(left, top, self.sums - 8, self.height - self.gap)

    def rate_of(self, row: int) -> QRectF:
        """Where it is said which share of a class is found."""
        return self.sum_of(row).translated(self.sums, 0).adjusted(0, 0, RATES - self.sums, 0)

    def rate_below(self, column: int) -> QRectF:
        """Where it is said which share of what is taken for a class is of it."""
        return QRectF(self.x + column * self.width, self.cells.bottom() + 1, self.width - self.gap, LINE)

    def named(self, along: float, size: float = LINE - 3) -> range:
        """Which classes have room for names of `size` pixels, where each class takes `along` pixels."""
        return range(0, self.classes, max(1, -int(-size // along)))


def place(classes: int, width: float, height: float, names: float, digits: float = 0.0) -> Places:
    """Place the matrix into `width` × `height`; the longest name takes `names` pixels, a sum `digits`."""
    sums = max(float(SUMS), digits + 12)
    left = min(max(names, LEAST_NAMES), MOST_NAMES * width) + 8
    top = 2 * LINE - 2
    high = (height - top) / classes
    below = (height - top - LINE) / classes >= READABLE
    if below:
        high = (height - top - LINE) / classes
    beside = high >= READABLE and (width - left - sums - RATES) / classes >= 22
    wide = (width - left - (sums + RATES if beside else 4)) / classes
    high, wide = min(high, HIGHEST), min(wide, WIDEST)
    wide = min(wide, max(3.4 * high, 24.0))
    high, wide = (float(int(k)) if k >= WHOLE else max(k, 0.05) for k in (high, wide))
    used = left + classes * wide + (sums + RATES if beside else 4)
    x = left + max(0.0, float(int((width - used) / 2)))
    return Places(classes, x, float(top), wide, high, left - 8, beside, below, sums)


def stepped(cell: Cell, by: Cell, classes: int) -> Cell:
    """The cell that lies `by` rows and columns further, within the matrix."""
    row, column = (min(max(k + d, 0), classes - 1) for k, d in zip(cell, by, strict=True))
    return row, column


def first_wrong(counts: Counts) -> Cell:
    """The cell to begin with: where most are taken for something else; the first where none are."""
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    row, column = divmod(int(wrong.argmax()), len(counts))
    return row, column
