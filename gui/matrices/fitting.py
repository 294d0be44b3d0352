"""How large matrices are drawn, so that a row of them fits: as numbers, or else as colours."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from PySide6.QtCore import QSizeF

from gui.matrices.block import Block, Item, Row, Sign
from gui.matrices.numerals import Spans, fewer_digits
from gui.matrices.placing import ON_STAGE, SIZES, Fit, Look, Sizes
from gui.matrices.ruler import Ruler, coloured, ruler_of

SIDES = (*(float(k) for k in range(18, 2, -1)), 2.5, 2.0, 1.5, 1.0, 0.75, 0.5, 0.35, 0.25, 0.17)
"""Of a coloured cell, from large to small: whole pixels, or shares of one where there are hundreds."""
SMALLEST = SIDES[-1]
SMALLEST_ABOVE_STRIP = 3.0
"""Of the cells in a row with strips, which are to be looked at column by column."""
CLEAR = 4
"""Side of a coloured cell that is seen clearly: for smaller ones notes make room."""
CLEAR_FROM_AFAR = 7
"""The same from afar: for smaller ones letters become smaller, too."""
FROM_AFAR = (SMALLEST_ABOVE_STRIP, 2.5, 2.0, 1.5, 1.0)
"""Sides that cells above strips have there at least, smaller only where else not all of a row is seen."""
UNTITLED = 16
"""Numbers of this size, read from afar, are large enough for strips to keep their titles."""
SMALL = 6
"""Matrices with so many rows and columns at most are numbers always."""


def fit(
    row: Row,
    room: QSizeF,
    digits: int,
    spans: Spans | None = None,
    choices: tuple[Sizes, ...] = SIZES,
) -> Fit:
    """Lay `row` out in `room` with `digits` digits, or almost as many; it may be wider or higher than `room`.

    Letters become smaller, then spare signs, notes and strips' titles go, before digits are left out. Small
    matrices stay numbers, with the fewest digits there may be, though they be wider than the
    room; among larger ones as few as possible become colours. `spans` tell how far the numbers
    reach, if they have reached further than now.
    """
    spans = Spans(row) if spans is None else spans
    counts = fewer_digits(digits)

    def ruler(less: Row, sizes: Sizes = choices[-1]) -> Ruler:
        return ruler_of(less, sizes, spans, digits)

    least = ruler(_least(row, spans))
    if within(least.size(least.in_numbers(counts[-1])), room):
        full = [ruler(row, sizes) for sizes in choices]
        found = _in_numbers(full, room, counts[:1])
        return found or _in_numbers([*full, *map(ruler, _ever_less(row, spans)), least], room, counts)
    if is_small(row):
        return _scrolling([*map(ruler, (row, *_ever_less(row, spans))), least], room, counts)
    return _in_colours(map(ruler, (row, *_ever_less(row, spans))), least, room, counts)


def fit_from_afar(row: Row, room: QSizeF, digits: int, spans: Spans | None = None) -> Fit:
    """The same for people who sit far away: notes and spare signs go before letters become smaller.

    Titles of strips go once letters would be smaller than can be read at ease. Nobody is to scroll:
    where small matrices have no room for their numbers, as few as possible become colours, too.
    """
    spans = Spans(row) if spans is None else spans
    counts = fewer_digits(digits)
    rulers = [
        ruler_of(less, sizes, spans, digits) for sizes in ON_STAGE for less in _by_worth(row, spans, sizes)
    ]
    found = _in_numbers(rulers, room, counts)
    for smallest in FROM_AFAR:
        if found is None or not within(found.size, room):
            found = _in_colours(rulers[:-1], rulers[-1], room, counts, CLEAR_FROM_AFAR, smallest)
    return found if within(found.size, room) else fit(row, room, digits, spans)


def within(size: QSizeF, room: QSizeF) -> bool:
    """Whether there is room enough."""
    return size.width() <= room.width() and size.height() <= room.height()


def is_small(row: Row) -> bool:
    """Whether all its matrices are so small that they are read number by number."""
    return all(max(item.shape) <= SMALL for item in row if isinstance(item, Block))


def _in_numbers(rulers: list[Ruler], room: QSizeF, counts: range) -> Fit | None:
    """The first layout that fits, with more digits rather than with larger letters."""
    for ruler, count in ((ruler, count) for count in counts for ruler in rulers):
        looks = ruler.in_numbers(count)
        if within(ruler.size(looks), room):
            return ruler.placed(looks)
    return None


def _ever_less(row: Row, spans: Spans) -> tuple[Row, ...]:
    """What is left of a row without spare signs, without notes, and without both."""

    def make() -> tuple[Row, ...]:
        brief = _without_signs(row)
        return brief, _without_notes(row), _without_notes(brief)

    return spans.of(row, "ever less", make)


def _by_worth(row: Row, spans: Spans, sizes: Sizes) -> tuple[Row, ...]:
    """What is tried with letters of these `sizes`, before smaller ones are."""
    least = (_least(row, spans),) if sizes.number < UNTITLED else ()
    return (row, *_ever_less(row, spans), *least)


def _least(row: Row, spans: Spans) -> Row:
    """What is left of a row without spare signs, notes and strips' titles."""
    return spans.of(row, "least", lambda: tuple(map(_untitled, _without_notes(_without_signs(row)))))


def _without_signs(row: Row) -> Row:
    return tuple(item for item in row if not (isinstance(item, Sign) and item.spare))


def _without_notes(row: Row) -> Row:
    return tuple(replace(item, note=()) if isinstance(item, Block) else item for item in row)


def _untitled(item: Item) -> Item:
    if isinstance(item, Sign) or item.strip is None:
        return item
    return replace(item, strip=replace(item.strip, title=()))


def _scrolling(ways: list[Ruler], room: QSizeF, counts: range) -> Fit:
    """Numbers that are wider than the room, or higher: what stands below stays if it is not too high."""
    low = ways[2:]
    for ruler, count in ((ruler, count) for count in counts for ruler in low):
        looks = ruler.in_numbers(count)
        if ruler.width(looks) <= room.width():
            return ruler.placed(looks)
    looks = ways[1].in_numbers(counts[-1])
    briefs = (ways[1], *low[1:])
    ruler = next((k for k in briefs if k.size(looks).height() <= room.height()), low[-1])
    return ruler.placed(looks)


# Colours


def _in_colours(
    ways: Iterable[Ruler],
    least: Ruler,
    room: QSizeF,
    counts: range,
    clear: float = CLEAR,
    above_strip: float = SMALLEST_ABOVE_STRIP,
) -> Fit:
    """The first layout whose coloured cells are seen clearly, or else the one with the largest."""
    found = []
    sides = _sides(least, above_strip)
    for ruler in chain(ways, (least,)):
        looks = _few_coloured(ruler, room, counts, sides)
        if looks is not None:
            found.append(ruler.placed(looks))
            if found[-1].smallest >= clear:
                return found[-1]
    return max(found, key=lambda k: k.smallest) if found else _at_worst(least, room, counts, sides[-1])


def _sides(ruler: Ruler, above_strip: float) -> tuple[float, ...]:
    """The sides that cells may have."""
    strips = any(block.strip is not None for block in ruler.blocks)
    least = above_strip if strips else SMALLEST
    return tuple(side for side in SIDES if side >= least)


def _few_coloured(ruler: Ruler, room: QSizeF, counts: range, sides: tuple[float, ...]) -> list[Look] | None:
    """As few matrices as possible as colours, the largest first, if there is room."""
    blocks = ruler.blocks
    by_size = sorted(range(len(blocks)), key=lambda k: -blocks[k].values.size)
    fewest = ruler.in_numbers(counts[-1])
    for k in by_size:
        if blocks[k].values.size == 1:
            return None
        fewest[k] = coloured(blocks[k], sides[-1])
        if not within(ruler.size(fewest), room):
            continue
        chosen = set(by_size[: by_size.index(k) + 1])
        for count in counts:
            looks = _with_colours(ruler, chosen, room, count, sides)
            if within(ruler.size(looks), room):
                return looks
    return None


def _with_colours(
    ruler: Ruler, chosen: set[int], room: QSizeF, digits: int, sides: tuple[float, ...]
) -> list[Look]:
    """Colours for the `chosen` blocks, each with cells as large as the height and the others allow."""
    plain = ruler.in_numbers(digits)
    none = Look(QSizeF(0, 0), 0)
    heights = ruler.heights([none if k in chosen else look for k, look in enumerate(plain)])
    body = room.height() - (heights.total - heights.body)

    def looks(largest: float) -> list[Look]:
        found = list(plain)
        for k in chosen:
            most = min(largest, body / ruler.blocks[k].shape[0])
            side = next((k for k in sides if k <= most), sides[-1])
            found[k] = coloured(ruler.blocks[k], side)
        return found

    def too_wide(largest: float) -> bool:
        return ruler.width(looks(largest)) > room.width()

    if too_wide(sides[-1]):
        return looks(sides[-1])
    # Sides go down and widths with them: the first that fits is found by halving.
    return looks(sides[bisect_left(sides, True, key=lambda side: not too_wide(side))])


def _at_worst(ruler: Ruler, room: QSizeF, counts: range, side: float) -> Fit:
    """The smallest layout there is; small matrices are numbers in it if that is not too wide."""
    for most, count in ((most, count) for most in (SMALL, 1) for count in counts):
        pairs = zip(ruler.blocks, ruler.in_numbers(count), strict=True)
        looks = [coloured(k, side) if max(k.shape) > most else look for k, look in pairs]
        if ruler.width(looks) <= room.width():
            break
    return ruler.placed(looks)
