"""How the numbers of a matrix are written, and how wide the cells are that they need."""

from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from math import floor, inf, isfinite, log10
from typing import Any, TypeVar

from PySide6.QtGui import QFontMetricsF

from core.checks import Array
from core.lazily import dataclass
from gui.matrices.block import Block, Item
from gui.writing.fonts import number_font
from gui.writing.numbers import scientific, significant

T = TypeVar("T")

FEWEST_DIGITS = 3
"""Numbers have fewer digits than are chosen, down to these, before the sheet scrolls sideways."""
KEPT = 5
"""Whoever chooses so many digits or more wants to see them all."""
ALL_DIGITS = 1.1111111111111112
"""A number that has no zeros at its end, which would not be written."""
FURTHEST = 300
"""The furthest power of ten that is measured: those beyond have as many digits."""
MOST_KEPT = 256
"""Layouts of layers that are kept."""
SPARED = 4.0
"""Pixels of a cell that its number leaves free, at least."""


def fewer_digits(digits: int) -> range:
    """The numbers of digits to try where `digits` are chosen, one after the other."""
    least = digits if digits >= KEPT else min(FEWEST_DIGITS, digits)
    return range(digits, least - 1, -1)


class Characters:
    """How wide the characters of numbers are, so that a text's width needs no layout."""

    def __init__(self, px: int) -> None:
        """Measure them once."""
        metrics = QFontMetricsF(number_font(px))
        self._widths = {c: metrics.horizontalAdvance(c) for c in "0123456789.e∞·−"}
        self.fall = metrics.capHeight() / 2

    def width(self, text: str) -> float:
        """Of the text of a number."""
        return sum(map(self._widths.__getitem__, text))


@lru_cache(maxsize=8)
def characters(px: int) -> Characters:
    """Of the font for numbers, `px` pixels high."""
    return Characters(px)


def written(value: float, digits: int, fits: Callable[[str], bool]) -> str:
    """`value` with so many significant digits, with a power of ten where only that fits."""
    text = significant(value, digits)
    if not isfinite(value) or fits(text):
        return text
    return min(text, scientific(value, digits), key=len)


# What room they need

Ends = tuple[float, float]
"""The smallest and the largest size of some numbers, as powers of ten."""
NONE: Ends = (inf, -inf)


@dataclass(frozen=True)
class Span:
    """From where to where numbers reach, those below zero and those above."""

    negative: Ends = NONE
    positive: Ends = NONE

    def united(self, other: "Span") -> "Span":
        """From the smallest of both to the largest of both."""
        return Span(_united(self.negative, other.negative), _united(self.positive, other.positive))

    def width(self, digits: int, px: int) -> float:
        """Of a cell that has room for all of them, `px` pixels high; of usual numbers if there are none."""
        up = _up(digits)
        ends = [(floor(k + up), True) for k in self.negative if isfinite(k)]
        ends += [(floor(k + up), False) for k in self.positive if isfinite(k)]
        # The further from one, the longer a number is: what is between the ends has room as well.
        return max(_cell_width(*k, digits, px) for k in ends or [(-1, True)])


@lru_cache(maxsize=32)
def _up(digits: int) -> float:
    return -log10(1 - 0.5 / 10**digits)  # 0.99996 has the power of ten of 1.000


def _united(one: Ends, other: Ends) -> Ends:
    return min(one[0], other[0]), max(one[1], other[1])


@lru_cache(maxsize=4096)
def _cell_width(power: int, negative: bool, digits: int, px: int) -> float:
    value = (-ALL_DIGITS if negative else ALL_DIGITS) * 10.0 ** min(max(power, -FURTHEST), FURTHEST)
    width = characters(px).width
    text = min(width(significant(value, digits)), width(scientific(value, digits)))
    return text + max(px / 2, SPARED + 1)


def span_of(values: Array) -> Span:
    """From where to where the numbers of a matrix reach."""
    return Span(_ends(-values[values < 0]), _ends(values[values > 0]))


def _ends(sizes: Array) -> Ends:
    if not sizes.size:
        return NONE
    least, most = float(sizes.min()), float(sizes.max())
    if most == inf:
        return _ends(sizes[sizes < inf])
    return log10(least), log10(most)


class Spans:
    """How far the numbers of matrices have reached so far, by their names: cells don't shrink again."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        """Begin with the matrices among `items`."""
        self._known: dict[str, Span] = {}
        self._widths: dict[tuple[str, int, int], float] = {}
        self._made: dict[Hashable, Any] = {}
        self._of_rows: dict[tuple[int, Hashable], tuple[object, Any]] = {}
        self.take(items)

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for this `key` before, or else what `make` makes now."""
        if key not in self._made:
            if len(self._made) >= MOST_KEPT:
                self._made.clear()
            self._made[key] = make()
        found: T = self._made[key]
        return found

    def of(self, row: object, what: Hashable, make: Callable[[], T]) -> T:
        """What was made of this very `row` before, or what `make` makes now, until other numbers come."""
        key = id(row), what
        if key not in self._of_rows:
            self._of_rows[key] = row, make()  # as long as it is here, no other one has its id
        found: T = self._of_rows[key][1]
        return found

    def forget_rows(self) -> None:
        """Let go of what was made of rows, and of their numbers."""
        self._of_rows.clear()

    def take(self, items: Iterable[Item]) -> bool:
        """Take in the present numbers; whether any reach further than those before."""
        self.forget_rows()
        further = False
        for item in items:
            if isinstance(item, Block):
                further |= self._take(item.name, item.values)
                if item.strip is not None:
                    further |= self._take(_below(item), item.strip.values)
        return further

    def _take(self, name: str, values: Array) -> bool:
        known = self._known.get(name)
        span = span_of(values) if known is None else known.united(span_of(values))
        if span == known:
            return False
        self._known[name] = span
        self._widths.clear()
        return True

    def width(self, block: Block, digits: int, px: int) -> float:
        """The width of a cell of `block`, and of its strip's, which stand below one another."""
        own = self._width(block.name, digits, px)
        return own if block.strip is None else max(own, self.strip_width(block, digits, px))

    def strip_width(self, block: Block, digits: int, px: int) -> float:
        """Of a cell of the strip alone."""
        return self._width(_below(block), digits, px)

    def _width(self, name: str, digits: int, px: int) -> float:
        key = name, digits, px
        if key not in self._widths:
            self._widths[key] = self._known[name].width(digits, px)
        return self._widths[key]


def _below(block: Block) -> str:
    return f"{block.name} strip"
