"""Lines with a head, and the signs of the present point and of the beginning."""

import math

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.theme import Theme

HEAD, RADIUS = 7.0, 7.2
"""Pixels of the head of an arrow, and the radius of the present point."""


def paint_arrow(painter: QPainter, tail: QPointF, tip: QPointF, ink: QColor, ground: QColor) -> None:
    """An arrow that stands out on any ground."""
    length = math.hypot(tip.x() - tail.x(), tip.y() - tail.y())
    if length < 1.0:
        return
    along = (tip - tail) / length
    across = QPointF(-along.y(), along.x())
    back = tip - along * HEAD
    lines = [QLineF(tail, tip), *(QLineF(tip, back + across * (s * HEAD * 0.55)) for s in (-1, 1))]
    for pen in (QPen(ground, 4.6), QPen(ink, 2.2)):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLines(lines)


def paint_present(painter: QPainter, at: QPointF, theme: Theme) -> None:
    """Where training stands."""
    painter.setPen(QPen(QColor(theme.surface), 2.0))
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(at, 6.0, 6.0)
    painter.setPen(QPen(QColor(theme.text), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, RADIUS, RADIUS)


def paint_beginning(painter: QPainter, at: QPointF, theme: Theme) -> None:
    """Where training began."""
    painter.setPen(QPen(QColor(theme.accent), 2.0))
    painter.setBrush(QColor(theme.surface))
    painter.drawEllipse(at, 3.6, 3.6)
