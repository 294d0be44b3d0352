"""Formulas with live indices, ∂C/∂w²₁₃, painted from text: letters with two indices, fractions, words.

The shipped equations are typeset ahead of time; these have numbers in them that nobody knows
beforehand. A formula is a tuple of terms, read from left to right on one baseline.
"""

from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from core.lazily import dataclass
from gui.network.symbols import paint_symbol, symbol_width
from gui.writing.fonts import math_font
from gui.writing.indices import lowered, raised

BAR = 0.27
"""Of a fraction: its bar's height above the baseline, in font sizes."""
RISE, FALL = 0.62, 0.66
"""The baselines of its numerator and denominator, above and below the baseline: indices keep off the bar."""
SMALL = 0.86
"""Font size in a fraction."""
APART = 0.12


@dataclass(frozen=True)
class Sym:
    """A letter (or ∂ and a letter) in italics, with an upper and a lower index."""

    base: str
    upper: str = ""
    lower: str = ""

    def plain(self) -> str:
        """In one line of text."""
        try:
            upper = raised(int(self.upper)) if self.upper else ""
        except ValueError:
            upper = f"^{self.upper}"
        digits = self.lower.replace(",", "")
        lower = lowered(*map(int, self.lower.split(","))) if digits.isdigit() else self.lower
        return f"{self.base}{upper}{lower}"


@dataclass(frozen=True)
class Frac:
    """A fraction of two letters, mostly a derivative."""

    top: Sym
    bottom: Sym

    def plain(self) -> str:
        """In one line of text."""
        return f"{self.top.plain()}/{self.bottom.plain()}"


Term = Sym | Frac | str
Formula = tuple[Term, ...]


def plain(formula: Formula) -> str:
    """A formula in one line of text."""
    return "".join(term if isinstance(term, str) else term.plain() for term in formula)


def width(formula: Formula, px: int) -> float:
    """How wide a formula is at a font size of `px` pixels."""
    return sum(_width(term, px) for term in formula) + APART * px * max(0, len(formula) - 1)


def ascent(formula: Formula, px: int) -> float:
    """How far it reaches above the baseline."""
    return px * (1.36 if _has_fraction(formula) else 0.95)


def descent(formula: Formula, px: int) -> float:
    """How far it reaches below the baseline."""
    return px * (0.99 if _has_fraction(formula) else 0.4)


def height(formula: Formula, px: int) -> float:
    """How high it is."""
    return ascent(formula, px) + descent(formula, px)


def paint(painter: QPainter, at: QPointF, formula: Formula, px: int, colour: QColor) -> float:
    """Paint it with its left end on the baseline at `at`; return where it ends."""
    x = at.x()
    for term in formula:
        here = QPointF(x, at.y())
        if isinstance(term, Frac):
            _paint_fraction(painter, here, term, px, colour)
        elif isinstance(term, Sym):
            paint_symbol(painter, here, term.base, term.upper, term.lower, px, colour)
        else:
            painter.setFont(math_font(px))
            painter.setPen(colour)
            painter.drawText(here, term)
        x += _width(term, px) + APART * px
    return x - APART * px


def _has_fraction(formula: Formula) -> bool:
    return any(isinstance(term, Frac) for term in formula)


def _small(px: int) -> int:
    return max(9, round(px * SMALL))


@lru_cache(maxsize=4096)
def _width(term: Term, px: int) -> float:
    if isinstance(term, Frac):
        return max(_width(term.top, _small(px)), _width(term.bottom, _small(px))) + 0.2 * px
    if isinstance(term, Sym):
        return symbol_width(term.base, term.upper, term.lower, px)
    return QFontMetricsF(math_font(px)).horizontalAdvance(term)


def _paint_fraction(painter: QPainter, at: QPointF, term: Frac, px: int, colour: QColor) -> None:
    small, whole = _small(px), _width(term, px)
    for part, down in ((term.top, -RISE), (term.bottom, FALL)):
        left = QPointF(at.x() + (whole - _width(part, small)) / 2, at.y() + down * px)
        paint_symbol(painter, left, part.base, part.upper, part.lower, small, colour)
    bar = at.y() - BAR * px + 0.5
    painter.setPen(QPen(colour, 1.0))
    painter.drawLine(QPointF(at.x(), bar), QPointF(at.x() + whole, bar))
