"""A sheet of matrices: rows of them, painted as large as they fit, that answer the mouse."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from core.checks import Array
from core.selection import Selection
from gui.matrices.block import Block, Cell, Row
from gui.matrices.fitting import Fit, Placed, fit
from gui.matrices.painting import Painting
from gui.theme import DARK, Theme, nice_reach
from gui.writing.digits import Digits

MARGIN = 5.0
BETWEEN = 14.0
"""Pixels between two rows."""
LOWEST = 60.0
"""Height of a row, at least."""
SEARCHED = 4096
"""Entries of a matrix that are asked, at most, whether what is under the mouse elsewhere concerns them."""


@dataclass(frozen=True)
class Place:
    """One entry on the sheet: its row of matrices, its matrix, and where in it; `i` is −1 in a strip."""

    row: int
    block: int
    i: int
    j: int


class Sheet(QWidget):
    """Rows of matrices.

    Signals:
        pointed: the `Cell` under the mouse, None for nothing.
        clicked: the `Cell` that was clicked.
        double_clicked: the `Cell`, and its place as a QRect.
    """

    pointed = Signal(object)
    clicked = Signal(object)
    double_clicked = Signal(object, object)

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty; numbers are written with `digits`."""
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.rows: tuple[Row, ...] = ()
        self.fits: tuple[Fit, ...] = ()
        self.place: Place | None = None
        self._digits, self._theme = digits, DARK
        self._structure: object = None
        self._reaches: dict[str, float] = {}
        self._elsewhere: Selection | None = None
        self._given = QSize(0, 0)
        digits.changed.connect(self.on_digits_changed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    # What is shown

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows from top to bottom."""
        self.rows = rows
        structure = _structure(rows)
        if structure != self._structure:
            self._structure, self._reaches = structure, {}
            self._lay_out()
        for row in rows:
            for item in row:
                if isinstance(item, Block):
                    self._fit_colours(item)
        self.update()
        if self.place is not None:
            self.pointed.emit(self.cell_at(self.place))

    def show_elsewhere(self, selection: Selection | None) -> None:
        """Mark the entries that come from `selection`, which is under the mouse on the canvas."""
        if selection != self._elsewhere:
            self._elsewhere = selection
            self.update()

    def on_digits_changed(self) -> None:
        """Write numbers anew."""
        self._lay_out()
        self.update()

    def _fit_colours(self, block: Block) -> None:
        parts: list[tuple[str, Array]] = [(block.name, block.values)]
        if block.strip is not None:
            parts.append((f"{block.name} strip", block.strip.values))
        for name, values in parts:
            self._reaches[name] = nice_reach(values, self._reaches.get(name, 0.0))

    # Where it is

    def set_room(self, room: QSize) -> None:
        """Fit the matrices into `room`, if they can be made so small."""
        if room != self._given:
            self._given = room
            self._lay_out()

    def _lay_out(self) -> None:
        room = self._room()
        self.fits = tuple(fit(row, room, self._digits.count) for row in self.rows)
        width = max((k.size.width() for k in self.fits), default=0.0)
        height = sum(k.size.height() for k in self.fits) + BETWEEN * max(0, len(self.fits) - 1)
        self.setMinimumSize(round(width + 2 * MARGIN), round(height + 2 * MARGIN))

    def _room(self) -> QSizeF:
        """For each row."""
        count = max(1, len(self.rows))
        height = (self._given.height() - 2 * MARGIN - BETWEEN * (count - 1)) / count
        return QSizeF(self._given.width() - 2 * MARGIN, max(LOWEST, height))

    def origin(self, row: int) -> QPointF:
        """The upper left corner of a row."""
        above = sum(k.size.height() + BETWEEN for k in self.fits[:row])
        left = max(MARGIN, (self.width() - self.fits[row].size.width()) / 2)
        top = MARGIN
        if len(self.fits) == 1:
            top = max(MARGIN, (self.height() - self.fits[0].size.height()) / 2)
        return QPointF(round(left), round(top + above))

    def blocks(self, row: int) -> list[Placed]:
        """The matrices of a row, with their places."""
        return [placed for placed in self.fits[row].placed if isinstance(placed.item, Block)]

    def rect_at(self, place: Place) -> QRectF:
        """Where an entry is."""
        placed = self.blocks(place.row)[place.block]
        box = placed.strip_cell(place.j) if place.i < 0 else placed.cell(place.i, place.j)
        return box.translated(self.origin(place.row))

    def find(self, at: QPointF) -> Place | None:
        """The entry at a point."""
        for row in range(len(self.fits)):
            here = at - self.origin(row)
            for k, placed in enumerate(self.blocks(row)):
                size = placed.look.size
                if placed.cells.contains(here):
                    away = here - placed.cells.topLeft()
                    rows, columns = placed.item.shape
                    i, j = int(away.y() // size.height()), int(away.x() // size.width())
                    return Place(row, k, min(i, rows - 1), min(j, columns - 1))
                if placed.strip.contains(here):
                    j = int((here.x() - placed.strip.left()) // placed.strip_look.size.width())
                    return Place(row, k, -1, min(j, placed.item.shape[1] - 1))
        return None

    def cell_at(self, place: Place) -> Cell | None:
        """What the entry at a place is; None where there is no such any more."""
        blocks = (
            [k for k in self.rows[place.row] if isinstance(k, Block)] if place.row < len(self.rows) else []
        )
        if place.block >= len(blocks):
            return None
        block = blocks[place.block]
        rows, columns = block.shape
        if place.j >= columns or place.i >= rows:
            return None
        if place.i < 0:
            return block.strip.cell(place.j) if block.strip is not None else None
        return block.cell(place.i, place.j)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all rows, and what stands out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painting = Painting(painter, self._theme, self._reaches)
        for row, shown in enumerate(self._placed_now()):
            painter.save()
            painter.translate(self.origin(row))
            painting.paint(shown)
            painter.restore()
            self._paint_marks(painter, row)
        if self.place is not None and self.cell_at(self.place) is not None:
            self._outline(painter, self.rect_at(self.place), self._theme.text)
        painter.end()

    def _placed_now(self) -> list[Fit]:
        """The layouts with the present values in them; what there was no room for stays away."""
        return [shown.with_values(row) for row, shown in zip(self.rows, self.fits, strict=True)]

    def _paint_marks(self, painter: QPainter, row: int) -> None:
        blocks = [item for item in self.rows[row] if isinstance(item, Block)]
        for k, block in enumerate(blocks):
            for i, j in block.marked:
                self._outline(painter, self.rect_at(Place(row, k, i, j)), self._theme.accent)
            if self._elsewhere is None or block.values.size > SEARCHED:
                continue
            for i, j in np.ndindex(*block.shape):
                if self._elsewhere in block.cell(i, j).lights:
                    self._outline(painter, self.rect_at(Place(row, k, i, j)), self._theme.text)

    def _outline(self, painter: QPainter, box: QRectF, ink: str) -> None:
        painter.setPen(QPen(QColor(ink), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        self._point(self.find(event.position()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._point(None)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say what was clicked."""
        place = self.find(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.clicked.emit(self.cell_at(place))
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Say what is to be edited."""
        place = self.find(event.position())
        if place is not None:
            self.double_clicked.emit(self.cell_at(place), self.rect_at(place).toRect())

    def _point(self, place: Place | None) -> None:
        if place != self.place:
            self.place = place
            self.pointed.emit(None if place is None else self.cell_at(place))
            self.update()


def _structure(rows: tuple[Row, ...]) -> object:
    """What a layout depends on."""
    return tuple(
        tuple(
            (item.shape, item.title, item.note, item.strip is not None) if isinstance(item, Block) else item
            for item in row
        )
        for row in rows
    )


class SheetArea(QScrollArea):
    """A sheet that scrolls where its matrices can't be made small enough."""

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        """Show `sheet`."""
        super().__init__(parent)
        self.sheet = sheet
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sheet fit what is seen of it."""
        self.sheet.set_room(self.maximumViewportSize())
        super().resizeEvent(event)
