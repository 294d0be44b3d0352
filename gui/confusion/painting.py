"""A confusion matrix as it is painted: colours of cells, their counts, names, sums and shares."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen

from core.confusion import Counts
from core.lazily import dataclass
from gui.confusion.naming import common, cut
from gui.confusion.placing import LINE, Places
from gui.confusion.words import PRECISION, SAID, TRUE, rate
from gui.theme import Theme, blended, quiet, readable_on
from gui.writing.fonts import number_font, ui_font
from gui.writing.numbers import grouped

FAINTEST = 0.16
"""How much of its colour a cell with a single sample has at least: none that holds any looks empty."""
FADED = 0.4
"""How much is left of all colours while a new count is under way."""
ELIDED, LONGEST = 30.0, 84.0
"""Pixels of a column from which on each has a name, cut short; with less, some have longer ones."""
APART = 4.0
"""Pixels between two names above columns, at least."""
SMALLEST, LARGEST = 8.0, 14.0
"""Pixels of the digits in cells."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, eq=False)
class Content:
    """What is painted: counts (n, n), the classes' names, and whether they belong to the present moment."""

    counts: Counts
    names: tuple[str, ...]
    fresh: bool


def shares(counts: Counts) -> NDArray[np.float64]:
    """How much of its colour each cell has, by its share of the row's class; 0 for none."""
    of_class = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    share = FAINTEST + (1.0 - FAINTEST) * np.sqrt(counts / of_class)
    return np.where(counts > 0, share, 0.0)


def colours(content: Content, theme: Theme) -> NDArray[np.uint8]:
    """The colour of each cell (n, n, 4): blue for what is right, amber for what is taken for another."""
    n, ends = len(content.counts), (theme.surface, theme.neutral, theme.positive, theme.negative)
    surface, empty, wrong, right = (np.array(QColor(k).getRgb(), float) for k in ends)
    full = np.where(np.eye(n, dtype=np.bool_)[..., np.newaxis], right, wrong)
    share = shares(content.counts)[..., np.newaxis]
    mixed = empty + (full - empty) * share
    if not content.fresh:
        mixed = surface + (mixed - surface) * FADED
    return np.rint(mixed).astype(np.uint8)


def paint(painter: QPainter, content: Content, places: Places, theme: Theme) -> None:
    """Paint everything that does not depend on the mouse."""
    table = np.ascontiguousarray(colours(content, theme))
    _paint_cells(painter, table, places, theme)
    _paint_diagonal(painter, places, theme, content.fresh)
    ink = QColor(theme.text) if content.fresh else quiet(QColor(theme.text), theme.surface, FADED)
    size = digits_size(content.counts, places)
    if size:
        _paint_counts(painter, content.counts, table, places, size)
    _paint_names(painter, content.names, places, theme)
    _paint_rates(painter, content.counts, places, theme, ink)


def _paint_cells(painter: QPainter, table: NDArray[np.uint8], places: Places, theme: Theme) -> None:
    n = len(table)
    image = QImage(table.data, n, n, 4 * n, QImage.Format.Format_RGBA8888)
    painter.drawImage(places.cells, image)
    if not places.gap:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.surface))
    area, gap = places.cells, places.gap
    for k in range(1, n + 1):
        painter.drawRect(QRectF(area.left() + k * places.width - gap, area.top(), gap, area.height()))
        painter.drawRect(QRectF(area.left(), area.top() + k * places.height - gap, area.width(), gap))


def _paint_diagonal(painter: QPainter, places: Places, theme: Theme, fresh: bool) -> None:
    """Outline the cells of what is right, so that colour alone need not tell them."""
    if places.gap < 2:
        return
    colour = QColor(theme.negative)
    painter.setPen(QPen(colour if fresh else blended(colour, theme.surface, FADED), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for k in range(places.classes):
        painter.drawRect(places.rect((k, k)).adjusted(0.5, 0.5, -0.5, -0.5))


def digits_size(counts: Counts, places: Places) -> float:
    """Pixels of the digits with which every count fits into its cell; 0 where none do."""
    size = min(LARGEST, places.height - places.gap - 2)
    widest = grouped(int(counts.max()))
    while size >= SMALLEST and _width(widest, number_font(size)) > places.width - places.gap - 3:
        size -= 1.0
    return size if size >= SMALLEST else 0.0


def _paint_counts(
    painter: QPainter, counts: Counts, table: NDArray[np.uint8], places: Places, size: float
) -> None:
    painter.setFont(number_font(size))
    for row, column in zip(*(k.tolist() for k in np.nonzero(counts)), strict=True):
        ground = QColor(*table[row, column].tolist())
        painter.setPen(readable_on(ground))
        painter.drawText(places.rect((row, column)), CENTRE, grouped(int(counts[row, column])))


def _paint_names(painter: QPainter, names: tuple[str, ...], places: Places, theme: Theme) -> None:
    """Write the names of the classes, as many as have room, and which side is which."""
    area = places.cells
    prefix = left_out(names, places)
    painter.setPen(QColor(theme.muted))
    painter.setFont(ui_font(8.5))
    said = f"{SAID} {prefix.rstrip()} …" if prefix else SAID
    painter.drawText(QRectF(area.left() - 200, 0, area.width() + 400, LINE), CENTRE, said)
    up = LINE if places.height >= LINE - 3 else 2 * LINE - 3
    corner = QRectF(area.left() - places.names - 6, area.top() - up, places.names, LINE)
    painter.drawText(corner, RIGHT, TRUE)
    painter.setPen(QColor(theme.text))
    painter.setFont(number_font(min(12.0, max(9.0, places.height - 2))))
    rows = cut(names, places.names + 1, QFontMetricsF(painter.font()))
    for row in places.named(places.height):
        painter.drawText(_centred(places.row_name(row)), RIGHT, rows[row])
    _paint_heads(painter, tuple(name.removeprefix(prefix) for name in names), places)


def left_out(names: tuple[str, ...], places: Places) -> str:
    """What all names begin with, where the columns have no room to repeat it; it is said once above them."""
    return common(names) if _widest(names) > places.width - places.gap else ""


def _paint_heads(painter: QPainter, names: tuple[str, ...], places: Places) -> None:
    """Write names above the columns: every one, or some of them whole where every one would be too short."""
    painter.setFont(number_font(12.0))
    widest = _widest(names)
    room = 1.0 if places.width >= min(widest + APART, ELIDED) else min(widest, LONGEST) + 8
    every = places.named(places.width, room)
    wide = max(places.width - places.gap, every.step * places.width - 4)
    heads = cut(names, wide + 1, QFontMetricsF(painter.font()))
    for column in every:
        box = places.column_name(column)
        box.setWidth(wide)
        painter.drawText(box, CENTRE if every.step == 1 else LEFT, heads[column])


def _widest(names: tuple[str, ...]) -> float:
    return max(_width(k, number_font(12.0)) for k in names)


def _paint_rates(painter: QPainter, counts: Counts, places: Places, theme: Theme, ink: QColor) -> None:
    """Write how many samples each class has, and which shares of rows and columns are right."""
    right, said, of_class = np.diag(counts), counts.sum(axis=0), counts.sum(axis=1)
    painter.setFont(number_font(min(12.0, places.height - 2)))
    painter.setPen(ink)
    if places.beside:
        for k in range(places.classes):
            painter.drawText(places.sum_of(k), RIGHT, grouped(int(of_class[k])))
            painter.drawText(places.rate_of(k), RIGHT, rate(int(right[k]), int(of_class[k])))
    unit = ""
    if places.below:
        painter.setFont(number_font(11.0))
        rates = [rate(int(right[k]), int(said[k])) for k in range(places.classes)]
        if max(_width(k, painter.font()) for k in rates) > places.rate_below(0).width():
            unit = " %"  # said once, beside them
        for k, each in enumerate(rates):
            _write(painter, places.rate_below(k), CENTRE, each.removesuffix(unit))
    painter.setPen(QColor(theme.muted))
    painter.setFont(ui_font(8.5))
    for box, flags, words in headings(places):
        beyond = Qt.TextFlag.TextDontClip  # to the left of its place there is room for a unit
        painter.drawText(box, flags | beyond, words + (unit if words == PRECISION else ""))


def headings(places: Places) -> list[tuple[QRectF, Qt.AlignmentFlag, str]]:
    """The names of the sums and shares, and where they stand."""
    found = []
    top = places.y - LINE
    if places.beside:
        first = QRectF(places.sum_of(0).left() - 8, top, places.sum_of(0).width() + 8, LINE)
        second = QRectF(places.rate_of(0).left(), top, places.rate_of(0).width(), LINE)
        found += [(first, RIGHT, "samples"), (second, RIGHT, "recall")]
    if places.below:
        left = QRectF(places.x - places.names - 6, places.cells.bottom() + 1, places.names, LINE)
        found.append((left, RIGHT, PRECISION))
    return found


def _centred(box: QRectF) -> QRectF:
    """A box at least as high as a line, about the same middle."""
    more = max(0.0, (LINE - 3 - box.height()) / 2)
    return box.adjusted(0, -more, 0, more)


def _write(painter: QPainter, box: QRectF, flags: Qt.AlignmentFlag, words: str) -> None:
    """Write words, cut short where they don't fit."""
    metrics = QFontMetricsF(painter.font())
    painter.drawText(box, flags, metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1))


def _width(words: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(words)


def outline(painter: QPainter, box: QRectF, ink: QColor, ground: QColor) -> None:
    """Frame a cell so that it stands out on any colour; a small one from further outside."""
    away = 1.0 if min(box.width(), box.height()) >= 8 else 2.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(ground, 4)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(-away, -away, away, away))
    pen = QPen(ink, 2)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(box.adjusted(-away, -away, away, away))
