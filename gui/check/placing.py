"""Where on the map of all weights and biases each cell is, in the largest size that lets all be seen."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from core.lazily import dataclass
from core.selection import Pick

SIZES = (*range(36, 2, -1), 2, 1, 1 / 2, 1 / 3, 1 / 4, 1 / 6, 1 / 8, 1 / 12, 1 / 16, 1 / 24, 1 / 32)
"""Of a cell; below one, several share a pixel."""

HEAD = 14
"""Of a layer, for its name."""

NAME = 22
"""Across, for the name of w, at least."""

BIAS_NAME = 16
"""The same for b."""

EDGE = 4.0
"""On the left and the right of all, for the outline of a cell there."""

ACROSS, DOWN = 18, 8
"""Between layers."""


@dataclass(frozen=True)
class Block:
    """The cells of one layer: w^ℓ, a row for each node, and b^ℓ beside it."""

    l: int
    rows: int
    columns: int
    cell: float
    x: float
    y: float

    @property
    def bias_x(self) -> float:
        """Where b^ℓ begins."""
        return self.x + max(self.columns * self.cell + _bias_gap(self.cell), NAME)

    @property
    def width(self) -> float:
        """Of both, where the name of b^ℓ may reach into the room between layers."""
        return self.bias_x - self.x + self.cell

    @property
    def right(self) -> float:
        """Where it ends, the name of b^ℓ included."""
        return self.bias_x + max(self.cell, BIAS_NAME)

    @property
    def height(self) -> float:
        """Of the cells and the name above them."""
        return HEAD + self.rows * self.cell

    def rect(self, A: int, B: int | None) -> QRectF:
        """The cell of w^ℓ_AB or b^ℓ_A."""
        left = self.bias_x if B is None else self.x + B * self.cell
        return QRectF(left, self.y + HEAD + A * self.cell, self.cell, self.cell)

    def picks_at(self, point: QPointF) -> list[Pick]:
        """What is drawn at `point`: nothing, one cell, or all that share the pixel."""
        down, across = point.y() - self.y - HEAD, point.x() - self.x
        bias = point.x() - self.bias_x
        nodes = _range(down, self.cell, self.rows)
        if 0 <= bias < max(self.cell, 1):
            return [Pick(self.l, A) for A in nodes]
        return [Pick(self.l, A, B) for A in nodes for B in _range(across, self.cell, self.columns)]


def _range(along: float, cell: float, count: int) -> range:
    """The cells at a distance from the first one's edge."""
    if along < 0:
        return range(0)
    if cell >= 1:
        k = int(along / cell)
        return range(k, min(k + 1, count)) if k < count else range(0)
    many = round(1 / cell)
    return range(min(int(along) * many, count), min((int(along) + 1) * many, count))


def _bias_gap(cell: float) -> float:
    return max(3.0, round(cell / 3))


def place(n: Sequence[int], width: float, height: float) -> tuple[Block, ...]:
    """Place the layers of a network of sizes `n` in lines, in the largest cells for which there is room."""
    for cell in SIZES:
        blocks = _flow(n, cell, width)
        if blocks and max(k.y + k.height for k in blocks) <= height:
            return blocks
    return blocks or _flow(n, SIZES[-1], float("inf"))


def _flow(n: Sequence[int], cell: float, width: float) -> tuple[Block, ...]:
    """Place cells of one size; nothing where a layer is wider than there is room."""
    blocks: list[Block] = []
    x, y, bottom = EDGE, 0.0, 0.0
    for l, (of, to) in enumerate(pairwise(n), 1):
        block = Block(l, to, of, cell, x, y)
        if x > EDGE and block.right > width - EDGE:
            x, y = EDGE, bottom + DOWN
            block = Block(l, to, of, cell, x, y)
        if block.right > width - EDGE:
            return ()
        blocks.append(block)
        x += block.width + ACROSS
        bottom = max(bottom, y + block.height)
    return tuple(blocks)
