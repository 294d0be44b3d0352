"""How a row of matrices is painted, once it has been laid out."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from core.checks import Array
from gui.matrices.block import Block, Sign
from gui.matrices.numerals import SPARED, characters, written
from gui.matrices.placing import Fit, Placed
from gui.matrices.ruler import BRACKET, NOTE_GAP, TITLE_GAP
from gui.ratio import ratio_of
from gui.theme import LEVELS, Theme, blended, image, levels, quiet, readable_on, scale
from gui.writing import formula
from gui.writing.fonts import math_font, number_font
from gui.writing.numbers import UNKNOWN

EQUALS, EQUALS_ROOM = "=", 12.0
"""Beside a strip that has no title, and the pixels from there to it."""
CENTRE = Qt.AlignmentFlag.AlignCenter
SMOOTH = Qt.TransformationMode.SmoothTransformation
PALE = 0.45
"""Of what an earlier step has computed."""
TINT = 0.5
"""Of a colour behind a number."""
MARKED, STROKE = 9.0, 0.4
"""From this size on they have a minus where they are negative, so long, in their own widths."""
Inks = tuple[QColor, QColor]
GAP = 5.0
"""From this size of cell on, coloured cells are set apart by a line."""


class Painting:
    """Paints rows in one theme; `reaches` are the ends of the blocks' colours, by their names."""

    def __init__(self, painter: QPainter, theme: Theme, reaches: dict[str, float]) -> None:
        """Paint with `painter`."""
        self._painter, self._theme, self._reaches = painter, theme, reaches
        self._seen = QRectF()

    def paint_letters(self, shown: Fit) -> None:
        """Paint what does not change with the numbers of a row: signs, titles, notes and brackets."""
        for placed in shown.placed:
            if isinstance(placed.item, Sign):
                self._paint_sign(placed, placed.item, shown)
            else:
                self._paint_frame(placed, placed.item, shown)

    def paint_entries(self, shown: Fit, seen: QRectF) -> None:
        """Paint the entries of a row that are `seen`."""
        self._seen = seen
        for placed in shown.placed:
            if isinstance(placed.item, Block) and placed.column.intersects(seen):
                self._paint_block(placed, placed.item, shown)

    def _paint_sign(self, placed: Placed, sign: Sign, shown: Fit) -> None:
        ink, px = QColor(self._theme.muted), shown.sizes.title
        self._painter.setPen(ink)
        self._painter.setFont(math_font(px + 4))
        self._painter.drawText(placed.cells, CENTRE, sign.text)
        if sign.title:
            self._centred(sign.title, placed.column, _baseline(shown), px, ink)

    def _paint_frame(self, placed: Placed, block: Block, shown: Fit) -> None:
        theme, sizes, heights = self._theme, shown.sizes, shown.heights
        muted = QColor(theme.muted)
        self._paint_heading(placed, block, shown)
        self._paint_brackets(placed.cells, QColor(theme.accent if block.key else theme.muted))
        below = heights.title + heights.body
        if block.note:
            self._centred(block.note, placed.column, below + NOTE_GAP + sizes.note, sizes.note, muted)
        if block.strip is not None and not block.strip.title:
            self._painter.setFont(math_font(sizes.title))
            self._painter.setPen(muted)
            beside = placed.strip.adjusted(-EQUALS_ROOM, 0, 0, 0)
            self._painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, EQUALS)
        elif block.strip is not None:
            over = below + heights.note + formula.ascent(block.strip.title, sizes.note) + 2
            self._centred(block.strip.title, placed.column, over, sizes.note, muted)

    def _paint_block(self, placed: Placed, block: Block, shown: Fit) -> None:
        px = shown.sizes.number
        self._paint_cells(placed.cells, block.values, placed.look.digits, block.name, px, block.fresh)
        if block.strip is not None:
            digits, name = placed.strip_look.digits, f"{block.name} strip"
            self._paint_cells(placed.strip, block.strip.values, digits, name, px)

    def _paint_heading(self, placed: Placed, block: Block, shown: Fit) -> None:
        theme, px = self._theme, shown.sizes.title
        across = formula.width(block.title, px)
        base, left = _baseline(shown), placed.column.center().x() - across / 2
        if block.mark:
            self._painter.setFont(number_font(round(0.8 * px)))
            self._painter.setPen(QColor(theme.accent))
            left += 0.65 * px
            self._painter.drawText(QPointF(left - 1.55 * px, base), block.mark)
        ink = QColor(theme.text)
        shade = ink if block.fresh else quiet(ink, theme.surface, PALE)
        formula.paint(self._painter, QPointF(left, base), block.title, px, shade)

    def _centred(self, text: formula.Formula, column: QRectF, base: float, px: int, ink: QColor) -> None:
        left = column.center().x() - formula.width(text, px) / 2
        formula.paint(self._painter, QPointF(left, base), text, px, ink)

    def _paint_brackets(self, cells: QRectF, ink: QColor) -> None:
        self._painter.setPen(QPen(ink, 1.4))
        for edge, inward in ((cells.left() - BRACKET + 2, 3.0), (cells.right() + BRACKET - 2, -3.0)):
            top, bottom = QPointF(edge, cells.top() - 1), QPointF(edge, cells.bottom() + 1)
            self._painter.drawPolyline([top + QPointF(inward, 0), top, bottom, bottom + QPointF(inward, 0)])

    def _paint_cells(
        self, area: QRectF, values: Array, digits: int, name: str, px: int, fresh: bool = True
    ) -> None:
        """Paint the entries: numbers on their colours, or colours alone; pale where they are not `fresh`."""
        reach = self._reaches.get(name, 1.0)
        if not digits:
            if np.isnan(values).all():
                self._paint_unknown(area)
            else:
                self._painter.setOpacity(1.0 if fresh else PALE)
                _paint_colours(self._painter, area, values, reach, self._theme)
                self._painter.setOpacity(1.0)
            return
        rows, columns = values.shape
        across, down = area.width() / columns, area.height() / rows
        shades = levels(values, reach)
        self._painter.setFont(number_font(px))
        for (i, j), value in np.ndenumerate(values):
            box = QRectF(area.left() + j * across, area.top() + i * down, across, down)
            if box.intersects(self._seen):
                inks = _inks(self._theme, int(shades[i, j]), fresh)
                self._paint_number(box, float(value), inks, digits, px)

    def _paint_unknown(self, area: QRectF) -> None:
        """A matrix of which nothing is known is no matrix of zeros."""
        self._painter.setFont(number_font(16))
        self._painter.setPen(QColor(self._theme.faint))
        self._painter.drawText(area.adjusted(-6, -12, 6, 12), CENTRE, UNKNOWN)

    def _paint_number(self, box: QRectF, value: float, inks: Inks, digits: int, px: int) -> None:
        ground, ink = inks
        painter, letters = self._painter, characters(px)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        text = written(value, digits, lambda text: letters.width(text) <= box.width() - SPARED)
        painter.setPen(ink)
        middle = box.center()
        painter.drawText(QPointF(middle.x() - letters.width(text) / 2, middle.y() + letters.fall), text)


@lru_cache(maxsize=256)
def _inks(theme: Theme, shade: int, fresh: bool) -> Inks:
    """The colour behind a number, and that of the number, which can be read where it is pale, too."""
    ground = blended(scale(theme)[shade], theme.surface, TINT if fresh else TINT * PALE)
    ink = readable_on(ground)
    return ground, ink if fresh else quiet(ink, ground.name(), PALE)


def _baseline(shown: Fit) -> float:
    return shown.heights.title - TITLE_GAP - shown.heights.hang


def _paint_colours(painter: QPainter, area: QRectF, values: Array, reach: float, theme: Theme) -> None:
    rows, columns = values.shape
    pixels = np.ascontiguousarray(image(np.nan_to_num(values), reach, theme))
    picture = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
    across, down = area.width() / columns, area.height() / rows
    if min(across, down) < 1:  # several entries in a pixel are mixed: none of them is passed over
        most = (area.size() * ratio_of(painter)).toSize().expandedTo(QSize(1, 1))
        picture = picture.scaled(most.boundedTo(picture.size()), mode=SMOOTH)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(area, picture)
    if min(across, down) < GAP:
        return
    _paint_minuses(painter, area, values, reach, theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(QColor(theme.surface), 1))
    for j in range(1, columns):
        x = area.left() + j * across
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    for i in range(1, rows):
        y = area.top() + i * down
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_minuses(painter: QPainter, area: QRectF, values: Array, reach: float, theme: Theme) -> None:
    """A stroke in every cell that has the colour of a negative number: a sign without colours."""
    rows, columns = values.shape
    across, down = area.width() / columns, area.height() / rows
    if min(across, down) < MARKED:
        return
    shades, half = levels(values, reach), STROKE * across / 2
    strokes: dict[str, list[QLineF]] = {}
    for i, j in np.argwhere(shades < LEVELS).tolist():
        x, y = area.left() + (j + 0.5) * across, area.top() + (i + 0.5) * down
        ink = readable_on(scale(theme)[shades[i, j]]).name()
        strokes.setdefault(ink, []).append(QLineF(x - half, y, x + half, y))
    for ink, lines in strokes.items():
        painter.setPen(QPen(QColor(ink), 1.2))
        painter.drawLines(lines)
