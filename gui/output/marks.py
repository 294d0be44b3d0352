"""The small signs before notes: what a dot, a ring, a line and a bar of colours stand for."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from gui.output.dots import paint_dot
from gui.targets import Colours
from gui.theme import Theme

Paint = Callable[[QPainter, QPointF], None]
"""Paints a mark whose left end is at a point, half a line down."""

BAR = 44
RADIUS = 4.0


def dot_mark(colour: QColor, theme: Theme, hollow: bool = False) -> Paint:
    """A sample."""

    def paint(painter: QPainter, at: QPointF) -> None:
        paint_dot(painter, at + QPointF(RADIUS + 1, 0), colour, RADIUS, hollow, theme)

    return paint


def shown_mark(colour: QColor, theme: Theme) -> Paint:
    """The sample shown."""

    def paint(painter: QPainter, at: QPointF) -> None:
        middle = at + QPointF(RADIUS + 1, 0)
        paint_dot(painter, middle, colour, 3.0, False, theme)
        painter.setBrush(QColor(0, 0, 0, 0))
        painter.setPen(QPen(QColor(theme.text), 1.6))
        painter.drawEllipse(middle, 5.0, 5.0)

    return paint


def line_mark(colour: QColor, width: float = 1.4) -> Paint:
    """A line."""

    def paint(painter: QPainter, at: QPointF) -> None:
        painter.setPen(QPen(colour, width))
        painter.drawLine(at, at + QPointF(12, 0))

    return paint


def bar_mark(colours: Colours) -> Paint:
    """A scale of `BAR` colours."""
    found = [QColor(*colour) for colour in colours.tolist()]

    def paint(painter: QPainter, at: QPointF) -> None:
        for k, colour in enumerate(found):
            painter.fillRect(QRectF(at.x() + k, at.y() - 4, 1.5, 9), colour)

    return paint
