"""Measures a row of matrices, and puts its parts side by side."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF

from gui.matrices.block import Block, Row, Sign
from gui.matrices.numerals import Spans
from gui.matrices.placing import Fit, Heights, Look, Placed, Sizes
from gui.writing import formula

BRACKET = 4.0
"""Room for a bracket at either side of a matrix."""
THICK = 9.0
"""Pixels across a coloured vector, at least: a line could not be pointed at."""
STRIP_HEIGHT = 12.0
"""Of the coloured cells of a strip, at least."""
TITLE_GAP, NOTE_GAP, STRIP_GAP = 4.0, 3.0, 4.0
WIDE = 1.8
"""Room between two equations, in signs."""


class Extent(NamedTuple):
    """Of a formula: how wide and high it is, and how far it reaches below the baseline."""

    width: float
    height: float
    descent: float


@lru_cache(maxsize=2048)
def extent(text: formula.Formula, px: int) -> Extent:
    """Of a formula; of one without terms, what a line of letters takes."""
    return Extent(formula.width(text, px), formula.height(text, px), formula.descent(text, px))


NONE = Extent(0.0, 0.0, 0.0)


class Part(NamedTuple):
    """What of a block doesn't depend on how it is drawn.

    Attributes:
        rows, columns: of its matrix.
        least: how wide its texts are.
        below: how many numbers its strip has; 0 without one.
        alone: how a strip of a single number is drawn.

    """

    rows: int
    columns: int
    least: float
    below: int
    alone: Look | None


class Ruler:
    """Measures one row with letters of one size; `blocks` are its matrices.

    A layout is found by measuring hundreds of them: what can be is worked out once.
    """

    def __init__(self, row: Row, sizes: Sizes, spans: Spans, digits: int) -> None:
        """Measure once what doesn't depend on how the matrices are drawn; `digits` are chosen."""
        self.row, self.sizes, self.digits = row, sizes, digits
        self._spans = spans
        self.blocks = [item for item in row if isinstance(item, Block)]
        titles = [extent(item.title, sizes.title) if item.title else NONE for item in row]
        self._title = max((k.height for k in titles), default=0.0)
        self._title += TITLE_GAP if self._title else 0.0
        self._hang = max((k.descent for k in titles), default=0.0)
        self._parts: list[Part] = []
        self._wide: list[float] = []
        for item, title in zip(row, titles, strict=True):
            if isinstance(item, Block):
                self._parts.append(self._part(item, title.width))
            else:
                self._wide.append(self._sign_width(item, title.width))
        self._signs = sum(self._wide)
        self._note = sizes.note * 1.5 + NOTE_GAP if any(b.note for b in self.blocks) else 0.0
        strips = [b.strip for b in self.blocks if b.strip is not None]
        titled = any(k.title for k in strips)
        self._above = sizes.note * 1.7 if titled else STRIP_GAP if strips else 0.0
        self._numbers: dict[int, list[Look]] = {}

    def of(self, row: Row) -> "Ruler":
        """One that measures another row in the same way."""
        return Ruler(row, self.sizes, self._spans, self.digits)

    def numbers(self, block: Block, digits: int) -> Look:
        """Numbers with so many digits."""
        across = self._spans.width(block, digits, self.sizes.number)
        return Look(QSizeF(across, self.sizes.line), digits)

    def in_numbers(self, digits: int) -> list[Look]:
        """Every entry as a number."""
        if digits not in self._numbers:
            self._numbers[digits] = [self.numbers(block, digits) for block in self.blocks]
        return list(self._numbers[digits])

    def size(self, looks: list[Look]) -> QSizeF:
        """The room that the row takes."""
        return QSizeF(self.width(looks), self.heights(looks).total)

    def width(self, looks: list[Look]) -> float:
        """How wide that is."""
        return self._signs + sum(map(_column_width, self._parts, looks))

    def heights(self, looks: list[Look]) -> Heights:
        """The heights of its lines."""
        body = strip = 0.0
        for part, look in zip(self._parts, looks, strict=True):
            body = max(body, part.rows * look.size.height())
            if part.below:
                strip = max(strip, _strip_look(part, look).size.height())
        return Heights(self._title, body, self._note, self._above, strip, self._hang)

    def _part(self, block: Block, title: float) -> Part:
        below, alone = 0 if block.strip is None else block.strip.values.size, None
        if below == 1:
            across = self._spans.strip_width(block, self.digits, self.sizes.number)
            alone = Look(QSizeF(across, self.sizes.line), self.digits)
        return Part(*block.shape, self._least(block, title), below, alone)

    def _least(self, block: Block, title: float) -> float:
        """How wide its texts are, of which the `title` has been measured."""
        title += 1.6 * self.sizes.title if block.mark else 0
        note = extent(block.note, self.sizes.note).width if block.note else 0.0
        below = block.strip.title if block.strip is not None else ()
        return max(title, note, extent(below, self.sizes.note).width if below else 0.0) + 4

    def _sign_width(self, sign: Sign, title: float) -> float:
        if sign.wide:
            return WIDE * self.sizes.sign
        words = extent((sign.text,), self.sizes.title + 4).width + 2 if sign.text else 0.0
        return max(self.sizes.sign, title + 4 if sign.title else 0.0, words)

    # Placing

    def placed(self, looks: list[Look]) -> Fit:
        """Put the items side by side, each matrix in the middle of the body's height."""
        heights = self.heights(looks)
        x, k, placed, signs = 0.0, 0, [], iter(self._wide)
        for item in self.row:
            if isinstance(item, Sign):
                across = next(signs)
                box, none = QRectF(x, heights.title, across, heights.body), Look(QSizeF(), 0)
                placed.append(Placed(item, none, box, QRectF(x, 0, across, heights.total), QRectF(), none))
            else:
                across = _column_width(self._parts[k], looks[k])
                placed.append(_place_block(item, looks[k], self._parts[k], x, across, heights))
                k += 1
            x += across
        return Fit(self.sizes, tuple(placed), QSizeF(x, heights.total), heights)


def ruler_of(row: Row, sizes: Sizes, spans: Spans, digits: int) -> Ruler:
    """The ruler of this very row, which is made once as long as its numbers are the same."""
    return spans.of(row, (sizes, digits), lambda: Ruler(row, sizes, spans, digits))


def _place_block(block: Block, look: Look, part: Part, x: float, across: float, heights: Heights) -> Placed:
    w, h = part.columns * look.size.width(), part.rows * look.size.height()
    top = heights.title + (heights.body - h) / 2
    strip, below = QRectF(), _strip_look(part, look)
    if part.below:
        wide = part.below * below.size.width()
        left, down = round(x + (across - wide) / 2), heights.total - heights.strip
        strip = QRectF(left, down, wide, below.size.height())
    cells = QRectF(round(x + (across - w) / 2), round(top), w, h)
    return Placed(block, look, cells, QRectF(x, 0, across, heights.total), strip, below)


def _column_width(part: Part, look: Look) -> float:
    below = part.below * _strip_look(part, look).size.width() + 6 if part.below else 0.0
    return max(part.columns * look.size.width() + 2 * BRACKET, part.least, below)


def _strip_look(part: Part, look: Look) -> Look:
    """How the strip of a block is drawn: as the block, but a single number is always one."""
    if look.digits or not part.below:
        return look
    return part.alone or _coloured_strip(look.size.width(), look.size.height())


@lru_cache(maxsize=256)
def _coloured_strip(width: float, height: float) -> Look:
    return Look(QSizeF(width, max(STRIP_HEIGHT, height)), 0)


def coloured(block: Block, side: float) -> Look:
    """Colours alone, in cells of so many pixels."""
    rows, columns = block.shape
    return _coloured(rows == 1, columns == 1, side)


@lru_cache(maxsize=256)
def _coloured(row: bool, column: bool, side: float) -> Look:
    return Look(QSizeF(max(side, THICK) if column else side, max(side, THICK) if row else side), 0)
