"""What stands out on a sheet: the equations at work, and the entries that are pointed at or selected."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.selection import Selection
from gui.matrices.arrangement import APART, Arrangement
from gui.matrices.block import Block, Equation, Row
from gui.matrices.walking import Map, Place
from gui.theme import Theme, blended

LEAST = 7.0
"""Side of an outline, at least: one around a tiny entry would not be seen."""
AROUND = 4.0
"""Pixels around an equation at work."""


class Marking:
    """Marks entries of a map in one theme."""

    def __init__(self, painter: QPainter, theme: Theme, where: Map) -> None:
        """Paint with `painter`."""
        self._painter, self._theme, self._map = painter, theme, where

    def paint_ground(self, arrangement: Arrangement, equations: Sequence[Equation], sheet: QRect) -> None:
        """Paint what lies below the matrices: equations at work, and a line between two layers."""
        layer = equations[0].layer if equations else 0
        for row, line in enumerate(arrangement.lines):
            corner = self._map.origin(row)
            for equation, box in arrangement.spans(row, equations):
                if equation.at_work:
                    self._paint_at_work(box.translated(corner))
            if equations[line.equations[0]].layer != layer:
                layer = equations[line.equations[0]].layer
                y = round(corner.y() - APART / 2) + 0.5
                self._painter.setPen(QPen(QColor(self._theme.border), 1))
                self._painter.drawLine(QLineF(10, y, sheet.width() - 10, y))

    def _paint_at_work(self, box: QRectF) -> None:
        theme, painter = self._theme, self._painter
        painter.setPen(QPen(blended(QColor(theme.accent), theme.surface, 0.45), 1))
        painter.setBrush(blended(QColor(theme.accent), theme.surface, 0.07))
        painter.drawRoundedRect(box.adjusted(-AROUND, -AROUND, AROUND, AROUND), 6, 6)

    def paint_entries(self, row: int, items: Row, elsewhere: Selection | None) -> None:
        """Outline the entries of a line that belong to what is selected, or to what is under the mouse."""
        for k, block in enumerate(item for item in items if isinstance(item, Block)):
            for i, j in block.marked:
                self.outline(Place(row, k, i, j), self._theme.accent)
            if elsewhere is not None:
                for i, j in block.where(elsewhere):
                    self.outline(Place(row, k, i, j), self._theme.text)

    def outline(self, place: Place, ink: str) -> None:
        """Draw a line around an entry, if it has a place."""
        if not self._map.exists(place):
            return
        box = self._map.rect(place)
        more = max(0.0, LEAST - box.width()) / 2, max(0.0, LEAST - box.height()) / 2
        box = box.adjusted(0.5 - more[0], 0.5 - more[1], more[0] - 0.5, more[1] - 0.5)
        self._painter.setPen(QPen(QColor(ink), 1.6))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(box, 3, 3)
