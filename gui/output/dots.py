"""Samples as dots, that are found again under the mouse."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.output.area import Area
from gui.targets import Colours
from gui.theme import Theme

MOST = 3000
"""More samples than this are thinned out."""

NEAR = 8.0
"""Pixels from a dot at which a click still means it."""

USUAL = 180.0
"""The height of a plot that the sizes are for."""

SIZES = ((20, 6.0), (120, 4.4), (600, 3.5), (1600, 2.6))
"""Up to so many samples the dots have this radius."""


def radius_of(count: int, height: float) -> float:
    """The radius of each of `count` dots in a plot of that height."""
    radius = next((radius for most, radius in SIZES if count <= most), 2.0)
    return radius * min(max(height / USUAL, 0.75), 1.5)


class Dots:
    """The samples at (x, y) in `area`, in their colours (M, 3); those held out are hollow."""

    def __init__(
        self,
        area: Area,
        xy: tuple[NDArray[np.float64], NDArray[np.float64]],
        colours: Colours,
        held_out: NDArray[np.bool_],
    ) -> None:
        count = len(colours)
        self._some = np.arange(0, count, -(-count // MOST))
        across, down = area.pixels(xy[0][self._some], xy[1][self._some])
        self._across, self._down = across, down
        self._colours, self._held_out = colours[self._some], held_out[self._some]
        self.radius = radius_of(count, area.box.height())

    def nearest(self, at: QPointF) -> int | None:
        """The sample whose dot is nearest to a place, if it is near."""
        away = np.hypot(self._across - at.x(), self._down - at.y())
        k = int(away.argmin())
        return int(self._some[k]) if away[k] <= max(NEAR, self.radius) else None

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paint all dots."""
        places = zip(self._across.tolist(), self._down.tolist(), strict=True)
        for at, colour, hollow in zip(places, self._colours.tolist(), self._held_out.tolist(), strict=True):
            paint_dot(painter, QPointF(*at), QColor(*colour), self.radius, hollow, theme)


def paint_dot(
    painter: QPainter, at: QPointF, colour: QColor, radius: float, hollow: bool, theme: Theme
) -> None:
    """Paint one sample: a disc with a rim that stands out on its own colour, or a ring where it is hollow."""
    rim = QColor(theme.window if theme.dark else "#ffffff")
    if not hollow:
        painter.setPen(QPen(rim, 1.0))
        painter.setBrush(colour)
        painter.drawEllipse(at, radius, radius)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line = max(1.2, 0.4 * radius)
    painter.setPen(QPen(rim, line + 1.8))
    painter.drawEllipse(at, radius - 0.5, radius - 0.5)
    painter.setPen(QPen(colour, line))
    painter.drawEllipse(at, radius - 0.5, radius - 0.5)


def paint_shown(painter: QPainter, at: QPointF, radius: float, theme: Theme) -> None:
    """Paint a ring around the sample shown."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.window if theme.dark else "#ffffff"), 4.5))
    painter.drawEllipse(at, radius + 3.5, radius + 3.5)
    painter.setPen(QPen(QColor(theme.text), 2.2))
    painter.drawEllipse(at, radius + 3.5, radius + 3.5)
