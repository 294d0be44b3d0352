"""A field of cells that is looked at with the mouse and walked through with the arrow keys."""

from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from gui.own_keys import kept
from gui.samples.cells import Cells, Samples, cells_picture, fit_cells, fit_row
from gui.theme import DARK, Theme, readable_on
from gui.writing.fonts import number_font

Key = Qt.Key
WALK = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End)
NUMBERED = 26
"""Pixels from one cell to the next from which cells carry numbers."""
INNER_LINE = 8
"""Pixels of a cell from which on its outline has a line of the ground within."""
LEAVE = (Key.Key_Return, Key.Key_Enter, Key.Key_Escape)


class CellView(QAbstractScrollArea):
    """Cells in rows that wrap, or in a single row.

    Signals:
        chosen: the sample whose cell was clicked, or walked to.
        pointed: the sample under the mouse, None when it has gone.
        left: the person has finished (Enter or Escape).
        scrolled: other samples have come into view.
    """

    chosen = Signal(int)
    pointed = Signal(object)
    left = Signal()
    scrolled = Signal()

    def __init__(self, single_row: bool = False) -> None:
        """Empty until `show_cells`."""
        super().__init__()
        self._single_row = single_row
        self._theme = DARK
        self._samples: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._set: Samples | None = None
        self._shown = -1
        self._pointed: int | None = None
        self._picture: tuple[int, QImage] | None = None
        self._cells = Cells(0, 1, 4)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if single_row else Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if single_row:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)

    @property
    def cells(self) -> Cells:
        """Where the cells lie, in the screen's own pixels."""
        return self._cells

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self._forget_picture()

    def show_cells(self, samples: NDArray[np.intp], of: Samples, shown: int) -> None:
        """Show these samples `of` a set, one a cell, and which one is `shown`."""
        other = len(samples) != len(self._samples)
        self._samples, self._set = samples, of
        if other:
            self._lay_out()
        self._forget_picture()
        self.show_sample(shown)

    def show_sample(self, shown: int) -> None:
        """Outline another sample, and bring it into view."""
        if shown == self._shown:
            return
        self._shown = shown
        self.setAccessibleDescription(f"Sample {shown + 1} is shown; arrow keys show others")
        self._scroll_to_shown()
        self.viewport().update()

    def rect_of(self, sample: int) -> QRectF | None:
        """Where the cell of `sample` lies in the viewport; None if it has none."""
        k = self._place_of(sample)
        if k is None:
            return None
        scale = self.devicePixelRatioF()
        x, y = self._cells.corner(k)
        gap, side = self._cells.gap, self._cells.pitch - self._cells.gap
        return QRectF((x + gap) / scale, (y + gap) / scale - self._top(), side / scale, side / scale)

    def _place_of(self, sample: int) -> int | None:
        """Which of the cells is that of `sample`; where all samples are shown each is in its own place."""
        samples = self._samples[: self._cells.count]
        if 0 <= sample < len(samples) and samples[sample] == sample:
            return sample
        found = np.flatnonzero(samples == sample)
        return int(found[0]) if found.size else None

    def in_view(self) -> tuple[int, int] | None:
        """The first and the last sample in view; None where all are."""
        if not self.verticalScrollBar().maximum() or not len(self._samples):
            return None
        rows, columns = self._rows_in_view(), self._cells.columns
        last = min(self._cells.count, rows.stop * columns) - 1
        return int(self._samples[rows.start * columns]), int(self._samples[last])

    def _rows_in_view(self) -> range:
        scale, cells = self.devicePixelRatioF(), self._cells
        top, height = self._top() * scale, self.viewport().height() * scale
        first = min(int(top // cells.pitch), cells.rows - 1)
        return range(first, min(cells.rows, int((top + height) // cells.pitch) + 1))

    # Layout

    def _lay_out(self) -> None:
        scale, count = self.devicePixelRatioF(), len(self._samples)
        width, height = (round(k * scale) for k in self.maximumViewportSize().toTuple())
        if self._single_row:
            self._cells = fit_row(count, width, height)
            return
        self._cells = fit_cells(count, width, height, scale)
        if self._cells.height > height:
            width -= round(self.verticalScrollBar().sizeHint().width() * scale)
            self._cells = fit_cells(count, width, height, scale)
        bar = self.verticalScrollBar()
        bar.setPageStep(max(1, round(height / scale)))
        bar.setSingleStep(max(1, round(3 * self._cells.pitch / scale)))
        bar.setRange(0, max(0, ceil((self._cells.height - height) / scale)))
        self.scrolled.emit()

    def _scroll_to_shown(self) -> None:
        box, bar = self.rect_of(self._shown), self.verticalScrollBar()
        if box is None or self._single_row:
            return
        if box.top() < 0:
            bar.setValue(bar.value() + int(box.top()) - 2)
        elif box.bottom() > self.viewport().height():
            bar.setValue(bar.value() + int(box.bottom() - self.viewport().height()) + 3)

    def _top(self) -> int:
        return 0 if self._single_row else self.verticalScrollBar().value()

    # Painting

    def _forget_picture(self) -> None:
        self._picture = None
        self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the rows that have come into view."""
        self._forget_picture()
        self.scrolled.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cells to the new size."""
        super().resizeEvent(event)
        self._lay_out()
        self._scroll_to_shown()
        self._forget_picture()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view, then the outline of the sample shown."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._theme.surface))
        if len(self._samples):
            self._paint_cells(painter)
        if self.hasFocus():
            painter.setPen(QColor(self._theme.accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_cells(self, painter: QPainter) -> None:
        if self._picture is None:
            self._picture = self._draw()
        row, image = self._picture
        scale = self.devicePixelRatioF()
        painter.drawImage(QPointF(0, row * self._cells.pitch / scale - self._top()), image)
        if self._cells.pitch >= NUMBERED * scale:
            self._paint_numbers(painter, image)
        self._paint_shown(painter)

    def _paint_numbers(self, painter: QPainter, image: QImage) -> None:
        """Write their numbers into cells that are so large that no row of them is out of view."""
        painter.setFont(number_font(11))
        for sample in self._samples.tolist():
            box = self.rect_of(sample)
            at = (box.center() * image.devicePixelRatio()).toPoint()
            if image.rect().contains(at):
                painter.setPen(readable_on(image.pixelColor(at)))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(sample + 1))

    def _draw(self) -> tuple[int, QImage]:
        """A picture of the rows in view, and the first of them."""
        cells, scale = self._cells, self.devicePixelRatioF()
        rows = self._rows_in_view()
        part = slice(rows.start * cells.columns, min(cells.count, rows.stop * cells.columns))
        theme = self._theme
        marks = self._set.marks(self._samples[part], theme.surface, outlines=not self._single_row)
        inks = (theme.surface, theme.muted, theme.accent)
        pixels = np.ascontiguousarray(cells_picture(cells, marks, rows, *inks))
        down, across, _ = pixels.shape
        image = QImage(pixels.data, across, down, 3 * across, QImage.Format.Format_RGB888)
        image = image.convertToFormat(QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(scale)
        return rows.start, image

    def _paint_shown(self, painter: QPainter) -> None:
        box = self.rect_of(self._shown)
        if box is None:
            return
        if box.width() >= INNER_LINE:
            painter.setPen(QPen(QColor(self._theme.surface), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        pen = QPen(QColor(self._theme.text), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(box.adjusted(-1, -1, 1, 1))

    # Mouse and keys

    def _sample_at(self, at: QPointF) -> int | None:
        scale = self.devicePixelRatioF()
        k = self._cells.at(at.x() * scale, (at.y() + self._top()) * scale)
        return None if k is None else int(self._samples[k])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which sample is under the mouse."""
        self._point(self._sample_at(event.position()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here now."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Say that the mouse has gone."""
        self._point(None)
        super().leaveEvent(event)

    def _point(self, sample: int | None) -> None:
        if sample != self._pointed:
            self._pointed = sample
            self.pointed.emit(sample)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the sample under the mouse."""
        sample = self._sample_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and sample is not None:
            self.chosen.emit(sample)

    def event(self, event: QEvent) -> bool:
        """Keep the arrow keys, which move through time elsewhere, for walking through the cells."""
        return kept(event, self._walks) or super().event(event)

    def _walks(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        return plain and not self._single_row and event.key() in WALK

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk to another sample, or leave."""
        if event.key() in LEAVE:
            self.left.emit()
        elif self._walks(event) and len(self._samples):
            self._walk(Key(event.key()))
        else:
            event.ignore()

    def _walk(self, key: Key) -> None:
        last, columns = len(self._samples) - 1, self._cells.columns
        away = {Key.Key_Left: -1, Key.Key_Right: 1, Key.Key_Up: -columns, Key.Key_Down: columns}
        to = {Key.Key_Home: 0, Key.Key_End: last}.get(key, self._shown + away.get(key, 0))
        if 0 <= to <= last and to != self._shown:
            self.show_sample(to)
            self.chosen.emit(to)
