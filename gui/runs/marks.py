"""Marks before the names of runs, in the colours of their curves."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap


def dot(colour: str) -> QIcon:
    """A dot in the colour of the curve of the run that is shown."""
    picture = QPixmap(14, 14)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(3, 3, 8, 8)
    painter.end()
    return QIcon(picture)


def dash(pen: QPen) -> QIcon:
    """A piece of the curve of a run that is compared."""
    picture = QPixmap(14, 14)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    thick = QPen(pen)
    thick.setWidth(2)
    painter.setPen(thick)
    painter.drawLine(0, 7, 14, 7)
    painter.end()
    return QIcon(picture)
