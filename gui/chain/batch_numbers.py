"""How the numbers of a batch's bars are written: at the bars, or where these are narrow, in rows below."""

import math

from PySide6.QtGui import QFontMetricsF

from core.contributions import Contributions
from core.lazily import dataclass
from gui.writing.fonts import number_font
from gui.writing.numbers import significant

EACH = 16
"""Up to so many samples every bar has its number, with fewer digits where there is no room for all."""
SIZES = (11, 10, 9)
ROW, LOWEST = 12.0, 70.0
"""Pixels of a row of numbers below the bars, and how high bars and rows must be together for them."""
APART = 6.0


@dataclass(frozen=True)
class Style:
    """Numbers of so many pixels and digits: none where `digits` is 0.

    In 2 rows below the bars neighbours are by turns in the first and the second, so that each
    has the room of two; in 0 rows a number stands at the end of its bar.
    """

    pixels: int = SIZES[0]
    digits: int = 0
    rows: int = 0

    @property
    def height(self) -> float:
        """How high the rows are."""
        return self.rows * ROW

    def fits(self, values: list[float], pitch: float, height: float) -> bool:
        """Whether all numbers have room, bars being `pitch` apart and `height` high with everything below."""
        metrics, room = QFontMetricsF(number_font(self.pixels)), pitch * max(1, self.rows) - APART
        if self.rows and height < LOWEST:
            return False
        return all(metrics.horizontalAdvance(significant(k, self.digits)) <= room for k in values)


def styles(digits: int, count: int) -> list[Style]:
    """All ways to write the numbers of `count` bars with `digits` digits, the best first, none last."""
    if count > EACH:
        return [Style(SIZES[0], digits), Style()]
    whole = [Style(px, digits, rows) for rows in (0, 2) for px in SIZES]
    return whole + [Style(px, k, 2) for k in range(digits - 1, 1, -1) for px in SIZES] + [Style()]


def style_of(
    found: Contributions, digits: int, pitch: float, height: float, last: Style | None = None
) -> Style:
    """The best way for which there is room, none better than `last`: the bars stay where they are."""
    ways = styles(digits, len(found.samples))
    ways = ways[ways.index(last) :] if last in ways else ways
    values = [k for k in found.values.tolist() if math.isfinite(k)]
    return next(way for way in ways if way.digits == 0 or way.fits(values, pitch, height))
