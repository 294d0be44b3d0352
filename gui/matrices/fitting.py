"""How large matrices are drawn, so that a row of them fits: as numbers, or else as colours."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from gui.matrices.block import Block, Row, Sign
from gui.writing import formula
from gui.writing.fonts import number_font

LARGEST, SMALLEST = 18, 3
"""Sides of a coloured cell."""
CLEAR = 6
"""Side of a coloured cell that is seen clearly: for smaller ones notes and strips make room."""
BRACKET = 4.0
"""Room for a bracket at either side of a matrix."""
FEWEST_DIGITS = 3
"""Numbers are written with fewer digits than asked for, down to these, before they give way to colours."""
STRIP_HEIGHT = 12.0
"""Of the coloured cells of a strip, at least."""
TITLE_GAP, NOTE_GAP = 4.0, 3.0


@dataclass(frozen=True)
class Sizes:
    """Of letters and lines, in pixels: numbers, titles, notes, the height of a number's cell, signs."""

    number: int
    title: int
    note: int
    line: float
    sign: float


SIZES = (Sizes(16, 20, 16, 26.0, 24.0), Sizes(14, 17, 14, 22.0, 20.0), Sizes(12, 14, 12, 18.0, 16.0))
"""From large, for a projector, to small."""


@dataclass(frozen=True)
class Look:
    """How one matrix is drawn: the size of its cells, and the digits of its numbers (0: colours only)."""

    size: QSizeF
    digits: int


@dataclass(frozen=True)
class Heights:
    """Of the lines of a row, from top to bottom."""

    title: float
    body: float
    note: float
    strip_title: float
    strip: float

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
        """The same place for another item of the same kind; notes and strips only where they have a place."""
        if isinstance(item, Block) and isinstance(self.item, Block):
            note, strip = self.item.note and item.note, self.item.strip and item.strip
            item = replace(item, note=note, strip=strip)
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
        return min(k.look.size.height() for k in self.placed if isinstance(k.item, Block))

    def with_values(self, row: Row) -> "Fit":
        """The same layout of a row that differs in its numbers only."""
        spare = len(row) != len(self.placed)
        items = [item for item in row if not (spare and isinstance(item, Sign) and item.spare)]
        pairs = zip(self.placed, items, strict=True)
        return replace(self, placed=tuple(placed.with_values(item) for placed, item in pairs))


@lru_cache(maxsize=64)
def number_width(digits: int, px: int) -> float:
    """Of a cell for a number with so many digits, `px` pixels high."""
    return QFontMetricsF(number_font(px)).horizontalAdvance("−0." + "0" * digits) + px / 2


def fit(row: Row, room: QSizeF, digits: int) -> Fit:
    """Lay `row` out in `room`, with `digits` digits where possible; it may be wider or higher than `room`.

    Rather than show colours alone it does without the notes, without the strips, and without spare signs.
    """
    brief = tuple(item for item in row if not (isinstance(item, Sign) and item.spare))
    ways = [*_ever_lower(row), *_ever_lower(brief)]
    for sizes in SIZES:
        for each in ways if sizes is SIZES[-1] else ways[:1]:
            found = _Fitter(each, sizes).in_numbers(room, digits)
            if found is not None:
                return found
    fitters = [_Fitter(each, SIZES[-1]) for each in ways]
    return (
        next((k for each in fitters if (k := each.in_colours(room, digits))), None) or fitters[-1].at_worst()
    )


def _ever_lower(row: Row) -> tuple[Row, Row, Row]:
    """The row itself, without its notes, and without its strips as well."""
    return row, _without(row, note=()), _without(row, note=(), strip=None)


def _without(row: Row, **what: Any) -> Row:
    return tuple(replace(item, **what) if isinstance(item, Block) else item for item in row)


class _Fitter:
    """Lays one row out with letters of one size."""

    def __init__(self, row: Row, sizes: Sizes) -> None:
        self.row, self.sizes = row, sizes
        self.blocks = [item for item in row if isinstance(item, Block)]

    def in_numbers(self, room: QSizeF, digits: int) -> Fit | None:
        """The layout with every entry as a number, if there is room."""
        for fewer in range(digits, min(FEWEST_DIGITS, digits) - 1, -1):
            found = self.placed([self.numbers(fewer)] * len(self.blocks))
            if _fits(found, room):
                return found
        return None

    def in_colours(self, room: QSizeF, digits: int) -> Fit | None:
        """The layout with as few matrices as possible as colours, the largest first, if there is room."""
        by_size = sorted(range(len(self.blocks)), key=lambda k: -self.blocks[k].values.size)
        for count in range(1, len(self.blocks) + 1):
            coloured = {k for k in by_size[:count] if self.blocks[k].values.size > 1}
            for fewer in range(digits, min(FEWEST_DIGITS, digits) - 1, -1):
                found = self.placed(self._looks(coloured, room, fewer))
                if _fits(found, room):
                    return found
        return None

    def at_worst(self) -> Fit:
        """The smallest layout there is."""
        tiny = Look(QSizeF(SMALLEST, SMALLEST), 0)
        looks = [tiny if k.values.size > 1 else self.numbers(FEWEST_DIGITS) for k in self.blocks]
        return self.placed(looks)

    def numbers(self, digits: int) -> Look:
        """Numbers with so many digits."""
        return Look(QSizeF(number_width(digits, self.sizes.number), self.sizes.line), digits)

    def _looks(self, coloured: set[int], room: QSizeF, digits: int) -> list[Look]:
        """Colours for the `coloured` blocks, each with cells as large as the height and the others allow."""
        numbers, none = self.numbers(digits), Look(QSizeF(0, 0), 0)
        every = range(len(self.blocks))
        others = self.placed([none if k in coloured else numbers for k in every])
        body = room.height() - (others.size.height() - others.heights.body)
        looks = [numbers] * len(self.blocks)
        for largest in range(LARGEST, SMALLEST - 1, -1):
            for k in coloured:
                side = max(SMALLEST, min(largest, int(body / self.blocks[k].shape[0])))
                looks[k] = Look(QSizeF(side, side), 0)
            if self.placed(looks).size.width() <= room.width():
                break
        return looks

    def _strip_look(self, block: Block, look: Look) -> Look:
        """How the strip of a block is drawn: as the block, but a single number is always one."""
        if look.digits or block.strip is None:
            return look
        if block.strip.values.size == 1:
            return self.numbers(FEWEST_DIGITS + 1)
        return Look(QSizeF(look.size.width(), max(STRIP_HEIGHT, look.size.height())), 0)

    # Placing

    def placed(self, looks: list[Look]) -> Fit:
        """Put the items side by side, each matrix in the middle of the body's height."""
        heights = self._heights(looks)
        x, placed, left = 0.0, [], list(looks)
        for item in self.row:
            if isinstance(item, Sign):
                title = formula.width(item.title, self.sizes.title) + 6 if item.title else 0.0
                across = max(self.sizes.sign, title)
                box, none = QRectF(x, heights.title, across, heights.body), Look(QSizeF(), 0)
                placed.append(Placed(item, none, box, QRectF(x, 0, across, heights.total), QRectF(), none))
            else:
                look = left.pop(0)
                across = self._column_width(item, look)
                placed.append(self._place_block(item, look, x, across, heights))
            x += across
        return Fit(self.sizes, tuple(placed), QSizeF(x, heights.total), heights)

    def _heights(self, looks: list[Look]) -> Heights:
        pairs, sizes = list(zip(self.blocks, looks, strict=True)), self.sizes
        titles = [item.title for item in self.row if item.title]
        title = max((formula.height(t, sizes.title) for t in titles), default=0.0)
        body = max((b.shape[0] * k.size.height() for b, k in pairs), default=0.0)
        note = sizes.note * 1.5 + NOTE_GAP if any(b.note for b in self.blocks) else 0.0
        strips = [self._strip_look(b, k) for b, k in pairs if b.strip is not None]
        strip = max((k.size.height() for k in strips), default=0.0)
        above = sizes.note * 1.7 if strips else 0.0
        return Heights(title + TITLE_GAP if title else 0.0, body, note, above, strip)

    def _column_width(self, block: Block, look: Look) -> float:
        title = formula.width(block.title, self.sizes.title) + (1.6 * self.sizes.title if block.mark else 0)
        note = formula.width(block.note, self.sizes.note)
        below = 0.0
        if block.strip is not None:
            cells = block.strip.values.size * self._strip_look(block, look).size.width()
            below = max(formula.width(block.strip.title, self.sizes.note), cells + 2)
        return max(block.shape[1] * look.size.width() + 2 * BRACKET, title + 4, note + 4, below + 4)

    def _place_block(self, block: Block, look: Look, x: float, across: float, heights: Heights) -> Placed:
        rows, columns = block.shape
        w, h = columns * look.size.width(), rows * look.size.height()
        top = heights.title + (heights.body - h) / 2
        strip, below = QRectF(), self._strip_look(block, look)
        if block.strip is not None:
            wide = block.strip.values.size * below.size.width()
            left, down = round(x + (across - wide) / 2), heights.total - heights.strip
            strip = QRectF(left, down, wide, below.size.height())
        cells = QRectF(round(x + (across - w) / 2), round(top), w, h)
        return Placed(block, look, cells, QRectF(x, 0, across, heights.total), strip, below)


def _fits(found: Fit, room: QSizeF) -> bool:
    return found.size.width() <= room.width() and found.size.height() <= room.height()
