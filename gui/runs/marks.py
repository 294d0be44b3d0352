"""Marks before the names of runs, in the colours of their curves."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen

from gui.ratio import sheet

SIDE = 14


def dot(colour: str) -> QIcon:
    """A dot in the colour of the curve of the run that is shown."""

    def draw(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QPointF(SIDE / 2, SIDE / 2), 4, 4)

    return _mark(draw)


def dash(pen: QPen) -> QIcon:
    """A piece of the curve of a run that is compared."""
    thick = QPen(pen)
    thick.setWidth(2)

    def draw(painter: QPainter) -> None:
        painter.setPen(thick)
        painter.drawLine(0, SIDE // 2, SIDE, SIDE // 2)

    return _mark(draw)


def _mark(draw: Callable[[QPainter], None]) -> QIcon:
    """What is drawn in a square, with as many pixels as each of the screens has."""
    result = QIcon()
    for ratio in sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        picture = sheet(QSize(SIDE, SIDE), ratio)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(painter)
        painter.end()
        result.addPixmap(picture)
    return result
