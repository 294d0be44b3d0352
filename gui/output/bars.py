"""Bars of the output against the targets, for data with more inputs than can be drawn as a plane."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from core.frame import Frame
from gui.output.picture import VERDICT, paint_picture, paint_verdict, verdict
from gui.output.pixels import side_of
from gui.output.view import FADED, OutputView
from gui.targets import class_colours, ends_of, short
from gui.theme import blended, quiet
from gui.units import BEFORE, plain, with_units
from gui.writing.fonts import number_font
from gui.writing.indices import lowered
from gui.writing.numbers import fixed, significant

EDGE, LEGEND = 12, 18
TALLEST, READABLE = 46.0, 10.8
NUMBER = 42
MOST_PICTURE = 210


class BarsView(OutputView):
    """A row for each output of the sample shown: a bar for a^L_i, and a line where y_i is."""

    def forget(self) -> None:
        """Fit the rows to the outputs."""
        self._reach = (0.0, 1.0)

    def prepare(self) -> None:
        """Let the scale hold the targets, and the outputs in jumps."""
        values = np.concatenate([self.frame.a[self.frame.L][:, 0], self.frame.dataset.y[0, :1]])
        values = values[np.isfinite(values)]
        low, high = ends_of(self.frame.dataset)
        low, high = min(0.0, low), max(1.0, high)
        jump = (high - low) / 4
        if values.size:
            low = min(low, jump * math.floor(float(values.min()) / jump))
            high = max(high, jump * math.ceil(float(values.max()) / jump))
        self._reach = low, high

    # Where things lie

    def _picture_box(self) -> QRectF | None:
        """The picture to the right, as large as leaves the bars their room."""
        if side_of(self.frame.dataset) is None:
            return None
        side = min(MOST_PICTURE, self.height() - VERDICT - EDGE, 0.36 * self.width())
        if side < 40:
            return None
        return QRectF(self.width() - EDGE - side, 4, side, side)

    def _rows(self) -> QRectF:
        """The rows, with their names and numbers."""
        picture = self._picture_box()
        right = self.width() - EDGE if picture is None else picture.left() - 14
        top = 4 + (VERDICT if picture is None and verdict(self.frame) is not None else 0)
        return QRectF(EDGE, top, right - EDGE, max(10, self.height() - top - LEGEND - 4))

    def row_height(self) -> float:
        """Pixels from one row to the next."""
        return min(TALLEST, self._rows().height() / len(self.frame.dataset.outputs))

    def _label_width(self) -> float:
        metrics = QFontMetricsF(self._label_font(strong=True))
        widest = max(metrics.horizontalAdvance(name) for name in self.frame.dataset.outputs)
        return min(widest, 0.4 * self._rows().width()) + 10

    def _label_font(self, strong: bool) -> QFont:
        size = min(13.0, self.row_height() - 1.5)
        return number_font(size, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Paint the bars, and the picture or what the network says."""
        box = self._picture_box()
        if box is not None:
            paint_picture(painter, box, self.frame, side_of(self.frame.dataset), self.theme)
            below = QRectF(box.left() - 30, box.bottom() + 2, box.width() + 60 - EDGE, VERDICT)
            paint_verdict(painter, below, self.frame, self.theme)
        else:
            across = QRectF(0, 2, self.width(), VERDICT - 2)
            paint_verdict(painter, across, self.frame, self.theme)
        self._paint_rows(painter)

    def _paint_rows(self, painter: QPainter) -> None:
        rows, height = self._rows(), self.row_height()
        readable = height >= READABLE
        label = self._label_width() if readable else 0.0
        number = NUMBER if readable else 0
        bars = QRectF(rows.left() + label, rows.top(), rows.width() - label - number, rows.height())
        self._paint_scale(painter, bars, height)
        colours = self._colours()
        frame = self.frame
        values = zip(frame.a[frame.L][:, 0].tolist(), frame.y[:, 0].tolist(), strict=True)
        for i, (a, y) in enumerate(values):
            row = QRectF(bars.left(), bars.top() + i * height, bars.width(), height)
            self._paint_bar(painter, row, a, y, colours[i])
            if readable:
                self._paint_words(painter, row, i, a, y)

    def _colours(self) -> list[QColor]:
        """The colour of each bar: its class's, or that of its value."""
        frame = self.frame
        if self.targets.classes:
            found = class_colours(len(frame.dataset.outputs), self.theme)
        else:
            found = self.targets.of_values(frame.a[frame.L][:, 0])
        colours = [QColor(*c) for c in found.tolist()]
        fresh = frame.fresh_a(frame.L)
        return colours if fresh else [blended(c, self.theme.surface, FADED) for c in colours]

    def _x(self, bars: QRectF, value: float) -> float:
        low, high = self._reach
        return bars.left() + (min(max(value, low), high) - low) / (high - low) * bars.width()

    def _paint_scale(self, painter: QPainter, bars: QRectF, height: float) -> None:
        """Paint lines at the ends and at 0, their numbers below, and what the marks mean."""
        bottom = bars.top() + height * len(self.frame.dataset.outputs)
        painter.setPen(QColor(self.theme.border))
        places = sorted({self._reach[0], 0.0, self._reach[1]})
        for value in places:
            x = round(self._x(bars, value)) + 0.5
            painter.drawLine(QPointF(x, bars.top()), QPointF(x, bottom))
        painter.save()
        painter.setFont(number_font(11))
        painter.setPen(QColor(self.theme.muted))
        for value in places:
            at = QRectF(self._x(bars, value) - 30, bottom + 1, 60, LEGEND - 3)
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, short(value))
        middle = QRectF(bars.left(), bottom + 1, bars.width(), LEGEND - 3)
        if bars.width() > 150:
            painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, f"▬ {self.name}    ┃ y")
        self._paint_units(painter, bottom + LEGEND + 6)
        painter.restore()

    def _paint_units(self, painter: QPainter, top: float) -> None:
        """Write below a single bar what it is and should be in the units of the data."""
        a, y = units_of(self.frame, 0)
        if len(self.frame.dataset.outputs) > 1 or not y or top + LEGEND > self.height():
            return
        output = f"{self.name} = {a}, " if a else ""
        across = QRectF(EDGE, top, self.width() - 2 * EDGE, LEGEND)
        painter.drawText(across, Qt.AlignmentFlag.AlignCenter, f"{BEFORE}: {output}y = {y}")

    def _paint_bar(self, painter: QPainter, row: QRectF, a: float, y: float, colour: QColor) -> None:
        gap = max(0.5, row.height() * 0.18)
        zero = self._x(row, 0.0)
        if math.isfinite(a):
            end = self._x(row, a)
            bar = QRectF(min(zero, end), row.top() + gap, abs(end - zero), row.height() - 2 * gap)
            painter.fillRect(bar, colour)
        target = self._x(row, y)
        painter.setPen(QPen(QColor(self.theme.text), 2.4 if row.height() >= READABLE else 1.2))
        painter.drawLine(QPointF(target, row.top() + gap / 2), QPointF(target, row.bottom() - gap / 2))

    def _paint_words(self, painter: QPainter, row: QRectF, i: int, a: float, y: float) -> None:
        """Write the output's name before its bar, the target's in bold, and the value behind it."""
        wanted = self.targets.classes and y == 1
        painter.setFont(self._label_font(strong=wanted))
        painter.setPen(QColor(self.theme.text if wanted else self.theme.muted))
        left = QRectF(EDGE, row.top(), row.left() - EDGE - 8, row.height())
        name = painter.fontMetrics().elidedText(
            self.frame.dataset.outputs[i], Qt.TextElideMode.ElideRight, int(left.width()) + 1
        )
        painter.drawText(left, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        ink = QColor(self.theme.text)
        fresh = self.frame.fresh_a(self.frame.L)
        painter.setPen(ink if fresh else quiet(ink, self.theme.surface, FADED))
        right = QRectF(row.right() + 8, row.top(), NUMBER, row.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fixed(a))

    # Under the mouse

    def words_at(self, at: QPointF) -> str:
        """Read the output of the row under the mouse."""
        rows, frame = self._rows(), self.frame
        i = int((at.y() - rows.top()) // self.row_height())
        if not (rows.left() <= at.x() <= rows.right() and 0 <= i < len(frame.dataset.outputs)):
            return ""
        a, y = float(frame.a[frame.L][i, 0]), float(frame.y[i, 0])
        name = f"{self.name}{lowered(i + 1)}" if len(frame.y) > 1 else self.name
        words = (f"{name} = {significant(a, 4)}", f"y = {short(y)}")
        both = zip(words, units_of(frame, i), strict=True)
        return f"{frame.dataset.outputs[i]}: {', '.join(with_units(*each) for each in both)}"


def units_of(frame: Frame, i: int) -> tuple[str, str]:
    """a^L_i and y_i of the sample shown as they were before scaling, "" each where they were not."""
    scaling = frame.dataset.scaling
    if scaling is None or scaling.y is None:
        return "", ""
    a, y = (float(scaling.y.undo(k)[i, 0]) for k in (frame.a[frame.L], frame.y))
    return plain(a) if math.isfinite(a) else "", plain(y)
