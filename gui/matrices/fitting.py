"""How large matrices are drawn, so that a row of them fits: as numbers, or else as colours."""

from bisect import bisect_left
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSizeF

from gui.matrices.block import Block, Row, Sign
from gui.matrices.placing import SIZES, Fit, Look, Sizes
from gui.matrices.ruler import FEWEST_DIGITS, Ruler, coloured

SIDES = (*(float(k) for k in range(18, 2, -1)), 2.5, 2.0, 1.5, 1.0)
"""Of a coloured cell, from large to small: whole pixels, or half ones where cells are tiny."""
SMALLEST = SIDES[-1]
CLEAR = 4
"""Side of a coloured cell that is seen clearly: for smaller ones notes and strips make room."""


def fit(row: Row, room: QSizeF, digits: int, choices: tuple[Sizes, ...] = SIZES, tight: bool = False) -> Fit:
    """Lay `row` out in `room`, with `digits` digits where possible; it may be wider or higher than `room`.

    Letters become smaller before digits are left out. Rather than show colours alone it does
    without the notes, without the strips, and without spare signs. One that is `tight` leaves no
    room in its cells.
    """
    brief = tuple(item for item in row if not (isinstance(item, Sign) and item.spare))
    ways = [Ruler(each, choices[-1]) for each in (*_ever_lower(row), *_ever_lower(brief))]
    large = [Ruler(row, sizes) for sizes in choices[:-1]]
    counts = fewer(digits)[1:] if tight else fewer(digits)
    tries = [(ruler, *count) for count in counts for ruler in (*large, ways[0])]
    tries += [(ruler, *count) for ruler in ways[1:] for count in counts]
    for ruler, count, zeros in tries:
        looks = ruler.in_numbers(count, zeros)
        if within(ruler.size(looks), room):
            return ruler.placed(looks)
    return _in_colours(ways, room, digits)


def fewer_digits(digits: int) -> range:
    """The numbers of digits to try, one after the other."""
    return range(digits, min(FEWEST_DIGITS, digits) - 1, -1)


def fewer(digits: int) -> list[tuple[int, int]]:
    """The same, at first with room for a zero before them: 0.01234 has as many digits as 0.1234."""
    return [(digits, 1), *((count, 0) for count in fewer_digits(digits))]


def within(size: QSizeF, room: QSizeF) -> bool:
    """Whether there is room enough."""
    return size.width() <= room.width() and size.height() <= room.height()


def _ever_lower(row: Row) -> tuple[Row, Row, Row]:
    """The row itself, without its notes, and without its strips as well."""
    return row, _without(row, note=()), _without(row, note=(), strip=None)


def _without(row: Row, **what: Any) -> Row:
    return tuple(replace(item, **what) if isinstance(item, Block) else item for item in row)


# Colours


def _in_colours(rulers: list[Ruler], room: QSizeF, digits: int) -> Fit:
    """The first layout whose coloured cells are seen clearly, or else the one with the largest."""
    found = []
    for ruler in rulers:
        looks = _few_coloured(ruler, room, digits)
        if looks is not None:
            found.append(ruler.placed(looks))
            if found[-1].smallest >= CLEAR:
                return found[-1]
    return max(found, key=lambda k: k.smallest) if found else _at_worst(rulers[-1])


def _few_coloured(ruler: Ruler, room: QSizeF, digits: int) -> list[Look] | None:
    """As few matrices as possible as colours, the largest first, if there is room."""
    blocks = ruler.blocks
    by_size = sorted(range(len(blocks)), key=lambda k: -blocks[k].values.size)
    for most in range(1, len(blocks) + 1):
        chosen = {k for k in by_size[:most] if blocks[k].values.size > 1}
        for count in fewer_digits(digits):
            looks = _with_colours(ruler, chosen, room, count)
            if within(ruler.size(looks), room):
                return looks
    return None


def _with_colours(ruler: Ruler, chosen: set[int], room: QSizeF, digits: int) -> list[Look]:
    """Colours for the `chosen` blocks, each with cells as large as the height and the others allow."""
    numbers, plain = ruler.numbers(digits), ruler.in_numbers(digits)
    none = Look(QSizeF(0, 0), 0)
    heights = ruler.heights([none if k in chosen else numbers for k in range(len(plain))])
    body = room.height() - (heights.total - heights.body)

    def looks(largest: float) -> list[Look]:
        found = list(plain)
        for k in chosen:
            most = min(largest, body / ruler.blocks[k].shape[0])
            side = next((k for k in SIDES if k <= most), SMALLEST)
            found[k] = coloured(ruler.blocks[k], side)
        return found

    def too_wide(largest: float) -> bool:
        return ruler.size(looks(largest)).width() > room.width()

    if too_wide(SMALLEST):
        return looks(SMALLEST)
    # Sides go down and widths with them: the first that fits is found by halving.
    return looks(SIDES[bisect_left(SIDES, True, key=lambda side: not too_wide(side))])


def _at_worst(ruler: Ruler) -> Fit:
    """The smallest layout there is."""
    one = ruler.numbers(FEWEST_DIGITS)
    return ruler.placed([coloured(k, SMALLEST) if k.values.size > 1 else one for k in ruler.blocks])
