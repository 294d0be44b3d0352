"""The samples of a batch as a row of signed bars about a zero line, and their mean across them."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.checks import Array
from core.contributions import Contributions
from gui.chain.batch_numbers import ROW, Style, style_of
from gui.chain.batch_row import Row, pitch_of
from gui.theme import DARK, LEVELS, Theme, levels, nice_reach, scale
from gui.writing.digits import Digits
from gui.writing.fonts import number_font
from gui.writing.numbers import grouped, significant

AXIS, FOOT, MEAN, OVER = 58.0, 17.0, 46.0, 15.0
"""Pixels for the numbers at the left, the samples' below, the word at the mean, and a number over a bar."""
PALEST = 6
"""Levels of the colour scale that even a small bar is away from its middle, so that it is seen."""
PIXELS = 11
BARE = 4.0
"""Pixels over and under the bars where no number stands there."""
FEWER = "There is no room for all {} digits here: point at a bar to see its number with all of them"
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BatchBars(QWidget):
    """Paints `Contributions`.

    Signals:
        chosen: the sample whose bar was clicked.
        pointed: the place in the batch under the mouse, None where there is none.
    """

    chosen = Signal(object)
    pointed = Signal(object)

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty; numbers are written with `digits`."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName("Derivative of each sample of the batch")
        self.found: Contributions | None = None
        self._digits, self._theme = digits, DARK
        self._shown = -1
        self._ends = (0.0, 0.0)
        self._at: int | None = None
        self._style: Style | None = None
        self._fitted: tuple[int, ...] = ()  # digits and size that the style is for

    def sizeHint(self) -> QSize:
        """Room for bars and the numbers at them."""
        return QSize(600, 130)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def forget(self) -> None:
        """Fit the scale and the numbers anew."""
        self._ends = (0.0, 0.0)
        self._style = None

    def show_contributions(self, found: Contributions, shown: int, live: bool) -> None:
        """Show these; the sample `shown` is marked. The scale hardly moves while training runs (`live`)."""
        self.found, self._shown = found, shown
        values = found.values[np.isfinite(found.values)]
        up, down = self._ends
        self._ends = _end(values, up, live), _end(-values, down, live)
        self._style, self._fitted = self._style if live else None, ()
        self.update()

    # Where things are

    @property
    def style(self) -> Style:
        """How the bars' numbers are written."""
        asked = (self._digits.count, self.width(), self.height())
        if asked != self._fitted:
            pitch = pitch_of(self.width() - AXIS - MEAN, len(self.found.samples))
            last = None if self._fitted else self._style
            self._style = style_of(self.found, self._digits.count, pitch, self.height(), last)
            self._fitted = asked
            fewer = 0 < self._style.digits < self._digits.count
            self.setToolTip(FEWER.format(self._digits.count) if fewer else "")
        return self._style

    @property
    def row(self) -> Row:
        """Where the bars are."""
        up, down = self._ends
        largest, style = max(up, down) or 1.0, self.style
        # Numbers stand over the bars, and under those that are negative, or else in rows below all.
        over = BARE if style.rows else OVER
        under = BARE + style.height if style.rows else OVER * (down > 0)
        box = QRectF(AXIS, over, self.width() - AXIS - MEAN, self.height() - over - FOOT - under)
        box.setHeight(max(10.0, box.height()))
        return Row(box, len(self.found.samples), up or 0.02 * largest, down or 0.02 * largest)

    @property
    def _foot(self) -> float:
        """Where the samples' numbers begin."""
        return self.height() - FOOT - self.style.height

    def rect_of(self, sample: int) -> QRectF | None:
        """The bar of a sample; None if it is not in the batch."""
        places = np.flatnonzero(self.found.samples == sample)
        return self.row.bar(int(places[0]), float(self.found.values[places[0]])) if places.size else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scale, the bars and the mean."""
        if self.found is None:
            return
        painter, row = QPainter(self), self.row
        painter.setFont(number_font(PIXELS))
        self._paint_scale(painter, row)
        if row.pitch < 2.0:
            self._paint_many(painter, row)
        else:
            self._paint_bars(painter, row)
        self._paint_marked(painter, row)
        self._paint_mean(painter, row)
        if self.style.rows:
            self._paint_rows(painter, row)
        elif self.style.digits:
            self._paint_numbers(painter, row)
        painter.end()

    def _paint_scale(self, painter: QPainter, row: Row) -> None:
        """Paint the zero line and the ends of the scale, and name them."""
        up, down = self._ends
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(QRectF(0, self._foot, AXIS - 6, FOOT), RIGHT, "sample")
        ends = ((up, 0.0) if up else (0.0,)) + ((-down,) if down else ())
        for value in ends:
            y = round(row.y(value)) + 0.5
            painter.setPen(QColor(self._theme.border if value else self._theme.faint))
            painter.drawLine(QPointF(AXIS, y), QPointF(row.right, y))
            if value == 0.0 or abs(y - row.y(0.0)) > PIXELS + 2:
                painter.setPen(QColor(self._theme.muted))
                painter.drawText(QRectF(0, y - 8, AXIS - 6, 16), RIGHT, _end_written(value))

    def _colours(self, values: Array) -> list[QColor]:
        found = levels(values, max(self._ends) or 1.0) - LEVELS
        strong = np.where(values < 0, np.minimum(found, -PALEST), np.maximum(found, PALEST))
        colours = scale(self._theme)
        return [colours[k] for k in (strong + LEVELS).tolist()]

    def _paint_bars(self, painter: QPainter, row: Row) -> None:
        values = self.found.values
        for k, (value, colour) in enumerate(zip(values.tolist(), self._colours(values), strict=True)):
            if math.isfinite(value):
                painter.fillRect(row.bar(k, value), colour)
        if row.pitch >= QFontMetricsF(painter.font()).horizontalAdvance(grouped(self._largest())) + 6:
            self._paint_names(painter, row)

    def _paint_numbers(self, painter: QPainter, row: Row) -> None:
        """Write each value at the end of its bar, over the lines that would cross it."""
        painter.setPen(QColor(self._theme.text))
        painter.setFont(number_font(self.style.pixels))
        lines = row.y(self.found.mean), row.y(0.0)
        for k, value in enumerate(self.found.values.tolist()):
            if math.isfinite(value):
                bar, words = row.bar(k, value), self._digits.write(value)
                cell = self._cell(row, k, bar.top() - OVER if value >= 0 else bar.bottom(), OVER)
                if any(cell.top() + 2 < y < cell.bottom() - 1 for y in lines):
                    wide = QFontMetricsF(painter.font()).horizontalAdvance(words) + 4
                    left = cell.center().x() - wide / 2
                    painter.fillRect(
                        QRectF(left, cell.top() + 1, wide, OVER - 2), QColor(self._theme.surface)
                    )
                painter.drawText(cell, CENTRE, words)

    def _paint_rows(self, painter: QPainter, row: Row) -> None:
        """Write the values below the bars, by turns in the first and the second row."""
        style, top = self.style, self.height() - self.style.height
        painter.setFont(number_font(style.pixels))
        if style.digits < self._digits.count:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(QRectF(0, top + ROW, AXIS - 6, ROW), RIGHT, f"{style.digits} digits")
        painter.setPen(QColor(self._theme.text))
        for k, value in enumerate(self.found.values.tolist()):
            if math.isfinite(value):
                cell = self._cell(row, k, top + k % style.rows * ROW, ROW)
                cell.adjust(-row.pitch / 2, 0, row.pitch / 2, 0)
                painter.drawText(cell, CENTRE, significant(value, style.digits))

    def _largest(self) -> int:
        return int(self.found.samples.max()) + 1

    @staticmethod
    def _cell(row: Row, k: int, y: float, height: float) -> QRectF:
        return QRectF(row.box.left() + k * row.pitch, y, row.pitch, height)

    def _paint_names(self, painter: QPainter, row: Row) -> None:
        """Write each sample's number below its bar."""
        painter.setPen(QColor(self._theme.muted))
        foot = self._foot
        for k, sample in enumerate(self.found.samples.tolist()):
            if sample != self._shown:
                painter.drawText(self._cell(row, k, foot, FOOT), CENTRE, grouped(sample + 1))

    def _paint_many(self, painter: QPainter, row: Row) -> None:
        """Paint a line for each pixel, from the smallest to the largest of its samples."""
        values = np.nan_to_num(self.found.values, posinf=np.inf, neginf=-np.inf)
        columns = max(1, min(len(values), int(row.right - row.box.left())))
        starts = np.linspace(0, len(values), columns, endpoint=False).astype(np.intp)
        self._paint_lines(painter, row, np.maximum(np.maximum.reduceat(values, starts), 0.0))
        self._paint_lines(painter, row, np.minimum(np.minimum.reduceat(values, starts), 0.0))

    def _paint_lines(self, painter: QPainter, row: Row, values: Array) -> None:
        wide, zero = (row.right - row.box.left()) / len(values), row.y(0.0)
        for k, (value, colour) in enumerate(zip(values.tolist(), self._colours(values), strict=True)):
            if value:
                y = row.y(value)
                painter.fillRect(QRectF(AXIS + k * wide, min(zero, y), wide, abs(y - zero)), colour)

    def _paint_marked(self, painter: QPainter, row: Row) -> None:
        """Outline the sample shown, and what is under the mouse."""
        box = self.rect_of(self._shown)
        if self._at is not None and self._at < row.count:
            painter.setPen(QPen(QColor(self._theme.muted), 1))
            hovered = row.bar(self._at, float(self.found.values[self._at]))
            painter.drawRect(hovered.adjusted(-1.5, -1.5, 1.5, 1.5))
        if box is None:
            return
        painter.setPen(QPen(QColor(self._theme.text), 2 if row.pitch >= 4 else 1))
        painter.drawRect(box.adjusted(-1.5, -1.5, 1.5, 1.5))
        foot = self._foot
        painter.setFont(number_font(PIXELS, QFont.Weight.Bold))
        words = grouped(self._shown + 1)
        wide = QFontMetricsF(painter.font()).horizontalAdvance(words) + 4
        left = min(max(box.center().x() - wide / 2, AXIS), self.width() - wide)
        painter.drawText(QRectF(left, foot, wide, FOOT), CENTRE, words)

    def _paint_mean(self, painter: QPainter, row: Row) -> None:
        mean = self.found.mean
        if not math.isfinite(mean):
            return
        y = round(row.y(mean)) + 0.5
        pen = QPen(QColor(self._theme.text), 1.4)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(AXIS, y), QPointF(row.right, y))
        painter.setFont(number_font(PIXELS))
        painter.drawText(QRectF(row.right, y - 8, MEAN, 16), CENTRE, "mean")

    # The mouse

    def place_at(self, at: QPointF) -> int | None:
        """The place in the batch of the bar at a point: the largest where several are there."""
        places = self.row.places_at(at.x()) if self.found is not None else range(0)
        return max(places, key=lambda k: abs(float(self.found.values[k])), default=None)

    def _point(self, place: int | None) -> None:
        if place == self._at:
            return
        self._at = place
        shape = Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)
        self.pointed.emit(place)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which bar is under the mouse."""
        self._point(self.place_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Say that none is."""
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the sample whose bar is under the mouse."""
        place = self.place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.chosen.emit(int(self.found.samples[place]))


def _end(values: Array, present: float, live: bool) -> float:
    """How far the scale reaches on the side of the values that are above 0; 0 where none is."""
    above = values[values > 0.0]
    if not above.size:
        return present if live else 0.0
    return nice_reach(above, present, least=0.2 if live else 0.4)


def _end_written(value: float) -> str:
    """An end of the scale, with as many digits as it has: one or two."""
    one = significant(value, 1)
    return one if math.isclose(value, float(f"{value:.0e}"), rel_tol=1e-9) else significant(value, 2)
