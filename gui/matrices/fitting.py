"""How large matrices are drawn, so that a row of them fits: as numbers, or else as colours."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from gui.matrices.block import Block, Row, Sign
from gui.matrices.placing import SIZES, Fit, Heights, Look, Placed, Sizes
from gui.writing import formula
from gui.writing.fonts import number_font

SIDES = (*(float(k) for k in range(18, 2, -1)), 2.5, 2.0, 1.5)
"""Of a coloured cell, from large to small: whole pixels, or half ones where cells are tiny."""
SMALLEST = SIDES[-1]
THICK = 9.0
"""Pixels across a coloured vector, at least: a line could not be pointed at."""
CLEAR = 6
"""Side of a coloured cell that is seen clearly: for smaller ones notes and strips make room."""
BRACKET = 4.0
"""Room for a bracket at either side of a matrix."""
FEWEST_DIGITS = 3
"""Numbers are written with fewer digits than asked for, down to these, before they give way to colours."""
STRIP_HEIGHT = 12.0
"""Of the coloured cells of a strip, at least."""
TITLE_GAP, NOTE_GAP = 4.0, 3.0
WIDE = 1.8
"""Room between two equations, in signs."""


@lru_cache(maxsize=64)
def number_width(digits: int, px: int) -> float:
    """Of a cell for a number with so many digits, `px` pixels high."""
    return QFontMetricsF(number_font(px)).horizontalAdvance("−0." + "0" * digits) + px / 2


@lru_cache(maxsize=1024)
def text_width(text: formula.Formula, px: int) -> float:
    """Of a formula."""
    return formula.width(text, px)


def fit(row: Row, room: QSizeF, digits: int, choices: tuple[Sizes, ...] = SIZES) -> Fit:
    """Lay `row` out in `room`, with `digits` digits where possible; it may be wider or higher than `room`.

    Letters become smaller before digits are left out. Rather than show colours alone it does
    without the notes, without the strips, and without spare signs.
    """
    brief = tuple(item for item in row if not (isinstance(item, Sign) and item.spare))
    ways = [*_ever_lower(row), *_ever_lower(brief)]
    tries = [(row, count, sizes) for count in fewer_digits(digits) for sizes in choices]
    tries += [(each, count, choices[-1]) for each in ways[1:] for count in fewer_digits(digits)]
    for each, count, sizes in tries:
        found = Fitter(each, sizes).in_numbers(count)
        if fits(found, room):
            return found
    return _in_colours([Fitter(each, choices[-1]) for each in ways], room, digits)


def _in_colours(fitters: list["Fitter"], room: QSizeF, digits: int) -> Fit:
    """The first layout whose coloured cells are seen clearly, or else the one with the largest."""
    found = [k for each in fitters if (k := each.in_colours(room, digits))]
    if not found:
        return fitters[-1].at_worst()
    clear = (k for k in found if k.smallest >= CLEAR)
    return next(clear, None) or max(found, key=lambda k: k.smallest)


def fewer_digits(digits: int) -> range:
    """The numbers of digits to try, one after the other."""
    return range(digits, min(FEWEST_DIGITS, digits) - 1, -1)


def _ever_lower(row: Row) -> tuple[Row, Row, Row]:
    """The row itself, without its notes, and without its strips as well."""
    return row, _without(row, note=()), _without(row, note=(), strip=None)


def _without(row: Row, **what: Any) -> Row:
    return tuple(replace(item, **what) if isinstance(item, Block) else item for item in row)


class Fitter:
    """Lays one row out with letters of one size."""

    def __init__(self, row: Row, sizes: Sizes) -> None:
        self.row, self.sizes = row, sizes
        self.blocks = [item for item in row if isinstance(item, Block)]

    def in_numbers(self, digits: int) -> Fit:
        """The layout with every entry as a number."""
        return self.placed([self.numbers(digits)] * len(self.blocks))

    def in_colours(self, room: QSizeF, digits: int) -> Fit | None:
        """The layout with as few matrices as possible as colours, the largest first, if there is room."""
        by_size = sorted(range(len(self.blocks)), key=lambda k: -self.blocks[k].values.size)
        for count in range(1, len(self.blocks) + 1):
            coloured = {k for k in by_size[:count] if self.blocks[k].values.size > 1}
            for fewer in fewer_digits(digits):
                found = self.placed(self._looks(coloured, room, fewer))
                if fits(found, room):
                    return found
        return None

    def at_worst(self) -> Fit:
        """The smallest layout there is."""
        one = self.numbers(FEWEST_DIGITS)
        return self.placed([_coloured(k, SMALLEST) if k.values.size > 1 else one for k in self.blocks])

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
        for largest in SIDES:
            for k in coloured:
                most = min(largest, body / self.blocks[k].shape[0])
                side = next((k for k in SIDES if k <= most), SMALLEST)
                looks[k] = _coloured(self.blocks[k], side)
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
                across = self._sign_width(item)
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

    def _sign_width(self, sign: Sign) -> float:
        if sign.wide:
            return WIDE * self.sizes.sign
        title = text_width(sign.title, self.sizes.title) + 6 if sign.title else 0.0
        words = text_width((sign.text,), self.sizes.title + 4) + 2 if len(sign.text) > 1 else 0.0
        return max(self.sizes.sign, title, words)

    def _column_width(self, block: Block, look: Look) -> float:
        title = text_width(block.title, self.sizes.title) + (1.6 * self.sizes.title if block.mark else 0)
        note = text_width(block.note, self.sizes.note)
        below = 0.0
        if block.strip is not None:
            cells = block.strip.values.size * self._strip_look(block, look).size.width()
            below = max(text_width(block.strip.title, self.sizes.note), cells + 2)
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


def fits(found: Fit, room: QSizeF) -> bool:
    """Whether there is room enough."""
    return found.size.width() <= room.width() and found.size.height() <= room.height()


def _coloured(block: Block, side: float) -> Look:
    """Colours alone, in cells of so many pixels."""
    rows, columns = block.shape
    across = max(side, THICK) if columns == 1 else side
    return Look(QSizeF(across, max(side, THICK) if rows == 1 else side), 0)
