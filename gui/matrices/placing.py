"""Where the parts of a row of matrices are, once it has been laid out."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

from core.lazily import dataclass
from gui.matrices.block import Block, Row, Sign


@dataclass(frozen=True)
class Sizes:
    """Of letters and lines, in pixels: numbers, titles, notes, the height of a number's cell, signs."""

    number: int
    title: int
    note: int
    line: float
    sign: float


SIZES = (
    Sizes(16, 20, 16, 26.0, 24.0),
    Sizes(14, 17, 14, 22.0, 20.0),
    Sizes(12, 14, 12, 16.0, 12.0),
    Sizes(11, 13, 11, 16.0, 8.0),
)
"""From large to small."""
ON_STAGE = (
    Sizes(24, 24, 15, 36.0, 26.0),
    Sizes(20, 20, 13, 28.0, 22.0),
    Sizes(18, 18, 13, 26.0, 20.0),
    Sizes(16, 16, 13, 24.0, 18.0),
    Sizes(14, 14, 11, 19.0, 14.0),
    Sizes(13, 13, 11, 18.0, 11.0),
    Sizes(12, 13, 11, 16.0, 10.0),
    Sizes(11, 13, 11, 16.0, 8.0),
)
"""The same for a projector: numbers come first, and what stands beside them takes little of their room."""


@dataclass(frozen=True)
class Look:
    """How one matrix is drawn: the size of its cells, and the digits of its numbers (0: colours only)."""

    size: QSizeF
    digits: int


@dataclass(frozen=True)
class Heights:
    """Of the lines of a row, from top to bottom; titles hang as far as `hang` below their baseline."""

    title: float
    body: float
    note: float
    strip_title: float
    strip: float
    hang: float

    @property
    def total(self) -> float:
        """All of them."""
        return self.title + self.body + self.note + self.strip_title + self.strip


@dataclass(frozen=True)
class Placed:
    """An item and its place: the box of its cells, and the whole of its column."""

    item: Block | Sign
    look: Look
    cells: QRectF
    column: QRectF
    strip: QRectF
    strip_look: Look

    def with_values(self, item: Block | Sign) -> "Placed":
        """The same place for another item of the same kind; notes and titles only where they have a place."""
        if isinstance(item, Block) and isinstance(self.item, Block):
            strip = item.strip and self.item.strip and replace(item.strip, title=self.item.strip.title)
            item = replace(item, note=self.item.note and item.note, strip=strip)
        return replace(self, item=item)

    def cell(self, row: int, column: int) -> QRectF:
        """The place of an entry."""
        size = self.look.size
        at = self.cells.topLeft() + QPointF(column * size.width(), row * size.height())
        return QRectF(at, size)

    def strip_cell(self, column: int) -> QRectF:
        """The place of an entry of the strip."""
        across = self.strip_look.size.width()
        return QRectF(self.strip.left() + column * across, self.strip.top(), across, self.strip.height())


@dataclass(frozen=True)
class Fit:
    """A row laid out: every item's place, the room that it takes, and where titles and notes stand."""

    sizes: Sizes
    placed: tuple[Placed, ...]
    size: QSizeF
    heights: Heights

    @property
    def smallest(self) -> float:
        """The side of the smallest coloured cell; of a number's, its height."""
        sizes = (k.look.size for k in self.placed if isinstance(k.item, Block))
        return min(min(size.width(), size.height()) for size in sizes)

    def with_values(self, row: Row) -> "Fit":
        """The same layout of a row that differs in its numbers only."""
        spare = len(row) != len(self.placed)
        items = [item for item in row if not (spare and isinstance(item, Sign) and item.spare)]
        pairs = zip(self.placed, items, strict=True)
        return replace(self, placed=tuple(placed.with_values(item) for placed, item in pairs))
