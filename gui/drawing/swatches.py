"""A class to paint with: its colour and its number."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.theme import DARK, Theme, readable_on
from gui.writing.fonts import number_font

SIDE = 21
DISC, RING = 7.4, 9.4


class Swatch(QAbstractButton):
    """Chosen, it has a ring around it."""

    def __init__(self, label: int, parent: QWidget | None = None) -> None:
        """Stand for the class `label`, from 0."""
        super().__init__(parent)
        self.label = label
        self._theme, self._colour = DARK, QColor(DARK.muted)
        self.setCheckable(True)
        self.setFixedSize(SIDE, SIDE)
        self.setAccessibleName(f"Class {label + 1}")
        self.setToolTip(f"Paint points of class {label + 1}  ({key_of(label)})")

    def show_colour(self, colour: QColor, theme: Theme) -> None:
        """Show the class in this colour."""
        self._colour, self._theme = colour, theme
        self.update()

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(SIDE, SIDE)

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint the disc, its number, and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(SIDE / 2, SIDE / 2)
        paint_swatch(painter, middle, self._colour, str(self.label + 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = self._ring()
        if ring:
            painter.setPen(QPen(QColor(ring), 1.8))
            painter.drawEllipse(middle, RING, RING)
        painter.end()

    def _ring(self) -> str:
        """The colour of the ring, "" for none."""
        if self.hasFocus():
            return self._theme.accent
        if self.isChecked():
            return self._theme.text
        return self._theme.faint if self.underMouse() else ""


def key_of(label: int) -> str:
    """The key that chooses a class: 0 for the tenth."""
    return str((label + 1) % 10)


def paint_swatch(painter: QPainter, middle: QPointF, colour: QColor, words: str) -> None:
    """Paint a disc of a class with its number on it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(middle, DISC, DISC)
    painter.setFont(number_font(10))
    painter.setPen(readable_on(colour))
    box = QRectF(middle.x() - SIDE / 2, middle.y() - SIDE / 2, SIDE, SIDE)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def swatch_icon(label: int, colour: QColor, scale: float) -> QIcon:
    """The same for a menu."""
    picture = QPixmap(QSize(SIDE, SIDE) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_swatch(painter, QPointF(SIDE / 2, SIDE / 2), colour, str(label + 1))
    painter.end()
    return QIcon(picture)
