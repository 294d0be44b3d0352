"""Samples as small squares: where they lie, and a picture of them, all drawn at once in numpy."""

from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from core.lazily import dataclass
from gui.targets import Colours, Targets, blended_colours, brightness, rgb

LARGEST, SMALLEST = 40, 3
"""Pixels from one cell to the next, on a screen that is not scaled."""


@dataclass(frozen=True)
class Cells:
    """`count` cells in rows of `columns`, `pitch` of the screen's own pixels from one to the next."""

    count: int
    columns: int
    pitch: int

    @property
    def gap(self) -> int:
        """Pixels between two cells."""
        return 1 if self.pitch < 9 else 2 if self.pitch < 16 else 3

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return ceil(self.count / self.columns)

    @property
    def height(self) -> int:
        """Pixels of all rows and the gap around them."""
        return self.rows * self.pitch + self.gap

    def at(self, x: float, y: float) -> int | None:
        """The cell under a point, None beside the cells."""
        column, row = int(x // self.pitch), int(y // self.pitch)
        if not 0 <= column < self.columns or row < 0:
            return None
        k = row * self.columns + column
        return k if k < self.count else None

    def corner(self, k: int) -> tuple[int, int]:
        """Left and top of cell k, its gap before it included."""
        row, column = divmod(k, self.columns)
        return column * self.pitch, row * self.pitch


def fit_cells(count: int, width: int, height: int, scale: float = 1.0) -> Cells:
    """The largest cells of which `count` have room in `width` × `height`; the smallest may need more height.

    `scale` is how many of the screen's pixels are one of the window's.
    """
    smallest, largest = round(SMALLEST * scale), round(LARGEST * scale)
    pitch = int(min(largest, max(smallest, sqrt(width * height / max(1, count)) + 1)))
    while pitch > smallest and _rows_of(count, pitch, width).height > height:
        pitch -= 1
    return _rows_of(count, pitch, width)


def _rows_of(count: int, pitch: int, width: int) -> Cells:
    gap = Cells(count, 1, pitch).gap
    return Cells(count, max(1, (width - gap) // pitch), pitch)


def fit_row(count: int, width: int, height: int) -> Cells:
    """One row of cells as high as `height`, narrower where they are many; the last may not have room."""
    pitch = height - Cells(count, 1, height).gap
    if count * pitch > width:
        pitch = max(height // 2, width // count)
    columns = max(1, (width - 3) // pitch)
    return Cells(min(count, columns), columns, pitch)


@dataclass(frozen=True)
class Marks:
    """What is drawn of some samples: their colours, and which are hollow, outlined or marked."""

    colours: Colours
    hollow: NDArray[np.bool_]
    outlined: NDArray[np.bool_]
    marked: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Samples:
    """The whole set as it is drawn; what the cells in view need is worked out when they are drawn.

    Attributes:
        targets: what they are, and their colours.
        costs: each sample's C (M,), NaN where it is not known; full colours from `guessing` on.
        held_out, in_batch: (M,).
        marked: (M,), those of a cell of the confusion matrix.

    """

    targets: Targets
    costs: NDArray[np.float64]
    guessing: float
    held_out: NDArray[np.bool_]
    in_batch: NDArray[np.bool_]
    marked: NDArray[np.bool_]

    def marks(self, some: NDArray[np.intp], ground: str, outlines: bool) -> Marks:
        """What is drawn of `some` of the samples on `ground`, with `outlines` or without any."""
        share = brightness(self.costs[some], self.guessing)
        return Marks(
            blended_colours(self.targets.colours(some=some), ground, share),
            self.held_out[some],
            self.in_batch[some] & outlines,
            self.marked[some] & outlines,
        )


def cells_picture(cells: Cells, marks: Marks, rows: range, ground: str, line: str, strong: str) -> Colours:
    """Draw `rows` of `cells` (pixels down, pixels across, 3) on `ground`.

    Outlines have the colour `line`, those of what is marked the colour `strong`; `marks` holds the samples
    of these rows only.
    """
    p, gap, shape = cells.pitch, cells.gap, (len(rows), cells.columns)
    canvas = np.empty((shape[0] * p + gap, shape[1] * p + gap, 3), dtype=np.uint8)
    canvas[:] = under = rgb(ground)[0]
    squares = np.full((*shape, 3), under, dtype=np.uint8)
    squares.reshape(-1, 3)[: len(marks.colours)] = marks.colours
    holes = _on_grid(marks.hollow, shape)
    rim = max(1, (p - gap) // 4)
    inside = canvas[: shape[0] * p, : shape[1] * p].reshape(shape[0], p, shape[1], p, 3)
    inside[:, gap:, :, gap:] = squares[:, np.newaxis, :, np.newaxis]
    squares[holes] = under
    hole = slice(gap + rim, max(gap + rim + 1, p - rim))
    inside[:, hole, :, hole] = squares[:, np.newaxis, :, np.newaxis]
    for chosen, colour in ((marks.outlined, line), (marks.marked, strong)):
        _outline(canvas, _on_grid(chosen, shape), p, rgb(colour)[0])
    return canvas


def _on_grid(flags: NDArray[np.bool_], shape: tuple[int, int]) -> NDArray[np.bool_]:
    grid = np.zeros(shape, dtype=np.bool_)
    grid.reshape(-1)[: len(flags)] = flags
    return grid


def _outline(canvas: Colours, chosen: NDArray[np.bool_], p: int, colour: NDArray[np.uint8]) -> None:
    """Draw a line of one pixel around the chosen cells, in the gap nearest to them."""
    rows, columns = np.nonzero(chosen)
    if not rows.size:
        return
    gap = canvas.shape[0] - chosen.shape[0] * p
    top, left = rows * p + gap - 1, columns * p + gap - 1
    along = np.arange(p - gap + 2)
    for down in (top, top + p - gap + 1):
        canvas[down[:, np.newaxis], left[:, np.newaxis] + along] = colour
    for across in (left, left + p - gap + 1):
        canvas[top[:, np.newaxis] + along, across[:, np.newaxis]] = colour
