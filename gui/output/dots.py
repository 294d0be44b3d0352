"""Samples as dots, that are found again under the mouse."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from gui.output.area import Area
from gui.ratio import ratio_of, takes_outlines
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

MANY, FEW_COLOURS = 400, 24
"""From so many dots on one picture for each colour is stamped, if there are not more colours than this."""


def radius_of(count: int, height: float) -> float:
    """The radius of each of `count` dots in a plot of that height."""
    radius = next((radius for most, radius in SIZES if count <= most), 2.0)
    return radius * min(max(height / USUAL, 0.75), 1.5)


class Dots:
    """The samples at (x, y) in `area`; those held out are hollow.

    `colours` gives the colours (k, 3) of some of them. Where there are too many, some stand for all, and
    of the `newest` none is left out. They have this `share` of their usual size.
    """

    def __init__(
        self,
        area: Area,
        xy: tuple[NDArray[np.float64], NDArray[np.float64]],
        colours: Callable[[NDArray[np.intp]], Colours],
        held_out: NDArray[np.bool_],
        newest: int = 0,
        most: int = MOST,
        share: float = 1.0,
    ) -> None:
        count = len(held_out)
        old = max(0, count - newest)
        self._some = np.r_[np.arange(0, old, max(1, -(-old // most))), np.arange(old, count)]
        self._across, self._down = area.pixels(xy[0][self._some], xy[1][self._some])
        self._colours, self._held_out = colours(self._some), held_out[self._some]
        self._gone = np.zeros(len(self._some), dtype=np.bool_)
        self.radius = share * radius_of(count, area.box.height())

    def nearest(self, at: QPointF) -> int | None:
        """The sample whose dot is nearest to a place, if it is near."""
        away = np.hypot(self._across - at.x(), self._down - at.y())
        away[self._gone] = np.inf
        k = int(away.argmin())
        return int(self._some[k]) if away[k] <= max(NEAR, self.radius) else None

    def hide(self, gone: NDArray[np.bool_]) -> QRectF:
        """Leave out the samples `gone` (M,) from now on; return where something is to be painted again."""
        wanted = gone[self._some]
        changed = np.flatnonzero(wanted != self._gone)
        self._gone = wanted
        if not len(changed):
            return QRectF()
        across, down, reach = self._across[changed], self._down[changed], self.radius + 2
        corner = QPointF(float(across.min()) - reach, float(down.min()) - reach)
        return QRectF(corner, QPointF(float(across.max()) + reach, float(down.max()) + reach))

    def paint(self, painter: QPainter, theme: Theme, within: QRectF | None = None) -> None:
        """Paint all dots, or those that reach into a part."""
        shown = ~self._gone
        if within is not None:
            reach = self.radius + 2
            shown &= (self._across >= within.left() - reach) & (self._across <= within.right() + reach)
            shown &= (self._down >= within.top() - reach) & (self._down <= within.bottom() + reach)
        some = np.flatnonzero(shown)
        across, down = self._across[some].tolist(), self._down[some].tolist()
        looks = [
            (*c, h) for c, h in zip(self._colours[some].tolist(), self._held_out[some].tolist(), strict=True)
        ]
        if not takes_outlines(painter) and len(some) >= MANY and len(set(looks)) <= FEW_COLOURS:
            self._stamp(painter, theme, zip(across, down, looks, strict=True))
            return
        for x, y, (r, g, b, hollow) in zip(across, down, looks, strict=True):
            paint_dot(painter, QPointF(x, y), QColor(r, g, b), self.radius, hollow, theme)

    def ring(self, painter: QPainter, marked: NDArray[np.intp], theme: Theme) -> None:
        """Paint a ring around each of some samples, ascending, as far as they have dots."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        some = np.flatnonzero(np.isin(self._some, marked) & ~self._gone)
        for colour, width in ((theme.window if theme.dark else "#ffffff", 3.4), (theme.text, 1.4)):
            painter.setPen(QPen(QColor(colour), width))
            for x, y in zip(self._across[some].tolist(), self._down[some].tolist(), strict=True):
                painter.drawEllipse(QPointF(x, y), self.radius + 1.8, self.radius + 1.8)

    def _stamp(
        self, painter: QPainter, theme: Theme, dots: "zip[tuple[float, float, tuple[int, ...]]]"
    ) -> None:
        """Paint each look once, and put copies of it where the dots are: many times as fast."""
        scale = ratio_of(painter)
        half = self.radius + 1.5
        stamps: dict[tuple[int, ...], QPixmap] = {}
        for x, y, look in dots:
            if look not in stamps:
                stamps[look] = self._stamp_of(look, theme, scale)
            painter.drawPixmap(QPointF(x - half, y - half), stamps[look])

    def _stamp_of(self, look: tuple[int, ...], theme: Theme, scale: float) -> QPixmap:
        half = self.radius + 1.5
        stamp = QPixmap(*(int(2 * half * scale) + 1,) * 2)
        stamp.setDevicePixelRatio(scale)
        stamp.fill(Qt.GlobalColor.transparent)
        painter = QPainter(stamp)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_dot(painter, QPointF(half, half), QColor(*look[:3]), self.radius, bool(look[3]), theme)
        painter.end()
        return stamp


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
