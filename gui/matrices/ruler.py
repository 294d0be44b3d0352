"""Measures a row of matrices, and puts its parts side by side."""

from functools import lru_cache

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


@lru_cache(maxsize=2048)
def text_width(text: formula.Formula, px: int) -> float:
    """Of a formula."""
    return formula.width(text, px)


class Ruler:
    """Measures one row with letters of one size; `blocks` are its matrices."""

    def __init__(self, row: Row, sizes: Sizes, spans: Spans, digits: int) -> None:
        """Measure once what doesn't depend on how the matrices are drawn; `digits` are chosen."""
        self.row, self.sizes, self.digits = row, sizes, digits
        self._spans = spans
        self.blocks = [item for item in row if isinstance(item, Block)]
        self._texts = [self._text_width(block) for block in self.blocks]
        self._signs = sum(self._sign_width(item) for item in row if isinstance(item, Sign))
        titles = [formula.height(item.title, sizes.title) for item in row if item.title]
        self._title = max(titles) + TITLE_GAP if titles else 0.0
        self._hang = max((formula.descent(k.title, sizes.title) for k in row if k.title), default=0.0)
        self._note = sizes.note * 1.5 + NOTE_GAP if any(b.note for b in self.blocks) else 0.0

    def of(self, row: Row) -> "Ruler":
        """One that measures another row in the same way."""
        return Ruler(row, self.sizes, self._spans, self.digits)

    def numbers(self, block: Block, digits: int) -> Look:
        """Numbers with so many digits."""
        across = self._spans.width(block, digits, self.sizes.number)
        return Look(QSizeF(across, self.sizes.line), digits)

    def in_numbers(self, digits: int) -> list[Look]:
        """Every entry as a number."""
        return [self.numbers(block, digits) for block in self.blocks]

    def size(self, looks: list[Look]) -> QSizeF:
        """The room that the row takes."""
        pairs = enumerate(zip(self.blocks, looks, strict=True))
        width = sum(self._column_width(k, block, look) for k, (block, look) in pairs)
        return QSizeF(self._signs + width, self.heights(looks).total)

    def heights(self, looks: list[Look]) -> Heights:
        """The heights of its lines."""
        pairs = list(zip(self.blocks, looks, strict=True))
        body = max((b.shape[0] * k.size.height() for b, k in pairs), default=0.0)
        strips = [self._strip_look(b, k).size.height() for b, k in pairs if b.strip is not None]
        titled = any(b.strip is not None and b.strip.title for b in self.blocks)
        above = self.sizes.note * 1.7 if titled else STRIP_GAP if strips else 0.0
        return Heights(self._title, body, self._note, above, max(strips, default=0.0), self._hang)

    # Widths

    def _sign_width(self, sign: Sign) -> float:
        if sign.wide:
            return WIDE * self.sizes.sign
        title = text_width(sign.title, self.sizes.title) + 4 if sign.title else 0.0
        words = text_width((sign.text,), self.sizes.title + 4) + 2 if sign.text else 0.0
        return max(self.sizes.sign, title, words)

    def _text_width(self, block: Block) -> float:
        title = text_width(block.title, self.sizes.title) + (1.6 * self.sizes.title if block.mark else 0)
        strip = 0.0 if block.strip is None else text_width(block.strip.title, self.sizes.note)
        return max(title, text_width(block.note, self.sizes.note), strip) + 4

    def _column_width(self, k: int, block: Block, look: Look) -> float:
        below = 0.0
        if block.strip is not None:
            below = block.strip.values.size * self._strip_look(block, look).size.width() + 6
        return max(block.shape[1] * look.size.width() + 2 * BRACKET, self._texts[k], below)

    def _strip_look(self, block: Block, look: Look) -> Look:
        """How the strip of a block is drawn: as the block, but a single number is always one."""
        if look.digits or block.strip is None:
            return look
        if block.strip.values.size == 1:
            across = self._spans.strip_width(block, self.digits, self.sizes.number)
            return Look(QSizeF(across, self.sizes.line), self.digits)
        return Look(QSizeF(look.size.width(), max(STRIP_HEIGHT, look.size.height())), 0)

    # Placing

    def placed(self, looks: list[Look]) -> Fit:
        """Put the items side by side, each matrix in the middle of the body's height."""
        heights = self.heights(looks)
        x, k, placed = 0.0, 0, []
        for item in self.row:
            if isinstance(item, Sign):
                across = self._sign_width(item)
                box, none = QRectF(x, heights.title, across, heights.body), Look(QSizeF(), 0)
                placed.append(Placed(item, none, box, QRectF(x, 0, across, heights.total), QRectF(), none))
            else:
                across = self._column_width(k, item, looks[k])
                placed.append(self._place_block(item, looks[k], x, across, heights))
                k += 1
            x += across
        return Fit(self.sizes, tuple(placed), QSizeF(x, heights.total), heights)

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


def coloured(block: Block, side: float) -> Look:
    """Colours alone, in cells of so many pixels."""
    rows, columns = block.shape
    across = max(side, THICK) if columns == 1 else side
    return Look(QSizeF(across, max(side, THICK) if rows == 1 else side), 0)
