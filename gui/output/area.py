"""A plot's box: values to pixels and back, ticks, and the axes around it."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.lazily import dataclass
from gui.theme import Theme
from gui.writing.fonts import number_font

LEFT, BOTTOM, TOP, RIGHT = 40, 20, 10, 18
"""Room for the axes around the box."""

SHORT = LEFT - 4
"""What stands beside the axis of y is so wide at most; a name that is longer stands above it."""

FITTING = 5
"""Characters of a number that has room beside the axis of y, whatever they are."""

LONGEST = 0.7
"""Of the width of the box, what the name of x takes at most."""

Floats = NDArray[np.float64]
Range = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """A box on the screen in which x goes to the right and y upwards."""

    box: QRectF
    x: Range
    y: Range

    def at(self, x: float, y: float) -> QPointF:
        """Where a point lies."""
        across, down = self.pixels(np.array([x]), np.array([y]))
        return QPointF(float(across[0]), float(down[0]))

    def pixels(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Where points lie: pixels to the right, and down."""
        box = self.box
        across = box.left() + (x - self.x[0]) * (box.width() / (self.x[1] - self.x[0]))
        return across, box.bottom() - (y - self.y[0]) * (box.height() / (self.y[1] - self.y[0]))

    def values(self, at: QPointF) -> tuple[float, float]:
        """The x and y of a pixel."""
        across = (at.x() - self.box.left()) / self.box.width()
        up = (self.box.bottom() - at.y()) / self.box.height()
        return self.x[0] + across * (self.x[1] - self.x[0]), self.y[0] + up * (self.y[1] - self.y[0])


def headroom(name: str) -> int:
    """Pixels above the box, where the name of y may stand."""
    return TOP + (0 if _width(name) <= SHORT else 10)


def _width(name: str) -> float:
    return QFontMetricsF(number_font(11)).horizontalAdvance(name)


def ticks(low: float, high: float, most: int) -> list[float]:
    """At most about `most` round numbers from `low` to `high`, evenly apart; two where one would be left."""
    step = 10.0 ** math.floor(math.log10((high - low) / max(1, most)))
    found: list[float] = []
    for factor in (1, 2, 5, 10):
        first, last = math.ceil(low / (step * factor)), math.floor(high / (step * factor))
        if found and last <= first:
            break
        found = [k * step * factor for k in range(first, last + 1)]
        if len(found) <= most:
            break
    return found


def tick_words(value: float) -> str:
    """A tick as it is written, with a power of ten where it has no room beside y and gets shorter by it."""
    words = f"{value:.6g}"
    if len(words) > FITTING or "e" in words:
        mantissa, _, power = f"{value:.5e}".partition("e")
        words = min(f"{float(mantissa):g}e{int(power)}", words, key=len)
    return words.replace("-", "−")


def paint_axes(painter: QPainter, area: Area, theme: Theme, names: tuple[str, str]) -> None:
    """Paint the box's frame, ticks with numbers, and the names of x and y at the axes' ends."""
    box = area.box
    painter.setPen(QColor(theme.border))
    painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.setFont(number_font(11))
    _paint_x(painter, area, theme, names[0])
    _paint_y(painter, area, theme, names[1])


def _paint_x(painter: QPainter, area: Area, theme: Theme, name: str) -> None:
    """Paint numbers below the box, and the name behind the last."""
    box, top = area.box, area.box.bottom() + 3
    painter.setPen(QColor(theme.text))
    name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(LONGEST * box.width()))
    width = painter.fontMetrics().horizontalAdvance(name)
    left = max(box.right() - width, min(box.right() + 1, box.right() + RIGHT - width - 2))
    painter.drawText(QRectF(left, top, width + 2, 15), Qt.AlignmentFlag.AlignCenter, name)
    painter.setPen(QColor(theme.muted))
    for value in ticks(*area.x, most=max(3, int(box.width() / 40))):
        x = area.at(value, area.y[0]).x()
        words = tick_words(value)
        if x + painter.fontMetrics().horizontalAdvance(words) / 2 < left - 3:
            painter.drawText(QRectF(x - 30, top, 60, 15), Qt.AlignmentFlag.AlignCenter, words)


def _paint_y(painter: QPainter, area: Area, theme: Theme, name: str) -> None:
    """Paint numbers to the left of the box, and the name above the last."""
    box, flags = area.box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    left = box.left() - LEFT
    painter.setPen(QColor(theme.text))
    if _width(name) <= SHORT:
        painter.drawText(QRectF(left, box.top() - TOP, SHORT, 15), flags, name)
    else:
        room = QRectF(left + 4, box.top() - 18, LEFT - 4 + box.width(), 15)
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
    painter.setPen(QColor(theme.muted))
    for value in ticks(*area.y, most=max(3, int(box.height() / 52))):
        y = area.at(area.x[0], value).y()
        if y > box.top() + 10:
            painter.drawText(QRectF(left, y - 8, SHORT, 15), flags, tick_words(value))
