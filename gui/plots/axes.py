"""The axes of the live plots: steps below, epochs above, values at the left."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsSceneResizeEvent

from gui.theme import Theme, blended
from gui.writing.fonts import number_font
from gui.writing.indices import raised
from gui.writing.numbers import grouped, significant

LEVEL = tuple[float, list[float]]
MOST = 1000
OVER = 8
"""Pixels by which a number may stand over the left or right end of its axis."""
DIGIT = 6.6
"""Pixels of a digit in the axes' font."""
DECADES, PARTS = -1.0, -2.0
"""In place of a spacing: ticks at powers of ten, or at 1, 2 and 5 times them."""
NARROWEST = 36.0
"""Pixels of an axis of values at least."""
PLAIN = 1e-4
"""Numbers so far apart are written without a power of ten."""


def nice_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, … times a power of ten that is not below `least`."""
    size = 10.0 ** math.floor(math.log10(max(least, 1e-300)))
    return next(k * size for k in (1.0, 2.0, 5.0, 10.0) if k * size >= least * (1 - 1e-9))


def multiples(spacing: float, least: float, most: float) -> list[float]:
    """Multiples of `spacing` within least … most; none where they are more than any axis can show."""
    first, last = least / spacing, most / spacing
    if not last - first < MOST:
        return []
    return [k * spacing for k in range(math.ceil(first), math.floor(last) + 1)]


def log_ticks(least: float, most: float, size: float) -> list[LEVEL]:
    """Powers of ten within 10^least … 10^most where several fit, or parts of them, or else round numbers."""
    length = most - least
    if length >= 2.0:
        every = max(1, math.ceil(length * 18 / max(size, 1.0)))
        at = multiples(float(every), least, most)
        return [(DECADES, at if len(at) >= 2 else [math.ceil(least), math.floor(most)])]
    if length >= 0.7:
        exponents = range(math.floor(least), math.ceil(most))
        at = [k + math.log10(part) for k in exponents for part in (1, 2, 5)]
        return [(PARTS, _apart([v for v in at if least <= v <= most], 16 * length / max(size, 1.0)))]
    for closer in (1, 2, 4, 8):
        spacing = nice_step((10.0**most - 10.0**least) / max(2.0, size / 26) / closer)
        at = [math.log10(v) for v in multiples(spacing, 10.0**least, 10.0**most) if v > 0.0]
        if len(at) >= 2:
            break
    return [(spacing, _apart(at, 16 * length / max(size, 1.0)))]


def linear_ticks(least: float, most: float, size: float) -> LEVEL:
    """Round numbers within least … most, evenly apart where there is room for more than two."""
    for closer in (1, 2, 4, 8):
        spacing = nice_step((most - least) / max(2.0, size / 26) / closer)
        at = multiples(spacing, least, most)
        if len(at) >= 2:
            break
    return spacing, at if closer == 1 else _apart(at, 16 * (most - least) / max(size, 1.0))


def _apart(places: list[float], distance: float) -> list[float]:
    """The last of `places`, ascending, and those before it that keep their distance; never one alone."""
    kept: list[float] = []
    for place in reversed(places):
        if not kept or kept[-1] - place >= distance:
            kept.append(place)
    if len(kept) == 1 < len(places):
        kept.append(places[0])
    return kept[::-1]


class QuietAxis(pg.AxisItem):
    """An axis that never rescales its numbers by itself, and is painted and measured when it changes only."""

    def __init__(self, orientation: str, grid: bool = False, over: int = 2) -> None:
        """`over` is by how many pixels numbers may stand over the ends of an axis of values."""
        self._bounds: QRectF | None = None
        self._over = over
        super().__init__(orientation)
        self.setCacheMode(self.CacheMode.DeviceCoordinateCache)
        self.enableAutoSIPrefix(False)
        self.setStyle(tickTextOffset=4, tickLength=-4)
        self.setGrid(32 if grid else False)

    def boundingRect(self) -> QRectF:
        """The axis, and beside its ends what numbers may take there."""
        if self._bounds is None:
            along = (0, self._over) if self.orientation == "left" else (OVER, 0)
            self._bounds = super().boundingRect().adjusted(-along[0], -along[1], *along)
        return self._bounds

    def resizeEvent(self, event: QGraphicsSceneResizeEvent | None = None) -> None:
        """Another size, other bounds."""
        self._bounds = None
        super().resizeEvent(event)

    def linkedViewChanged(self, view: pg.ViewBox, newRange: tuple[float, float] | None = None) -> None:
        """Without a range it is the size of the plot that has changed, and with it that of a grid."""
        if newRange is None:
            self.prepareGeometryChange()
            self._bounds = None
        super().linkedViewChanged(view, newRange)

    def set_theme(self, theme: Theme, font: float = 11) -> None:
        """Take the theme's colours."""
        self.setPen(pg.mkPen(theme.border))
        self.setTickPen(pg.mkPen(blended(QColor(theme.faint), theme.surface, 0.8)))
        self.setTextPen(pg.mkPen(theme.muted))
        self.setTickFont(number_font(font))
        self.update()


class ValueAxis(QuietAxis):
    """An axis of values, or of their powers of ten, named wherever there is room for it."""

    def __init__(self, log: bool = False, grid: bool = False) -> None:
        super().__init__("left", grid)
        self.log = log

    def set_log(self, on: bool) -> None:
        """The plot's numbers are powers of ten from now on, or no longer."""
        self.log = on
        self.picture = None
        self.update()

    def make_room(self, least: float, most: float) -> None:
        """Become as wide as the numbers of this range need, and no less than a title does."""
        texts = [
            t
            for gap, at in self.tickValues(least, most, self.size().height())
            for t in self.tickStrings(at, 1.0, gap)
        ]
        width = max(NARROWEST, max(map(len, texts), default=0) * DIGIT + 8)
        if width != self.fixedWidth:
            self.setWidth(width)

    def tickValues(self, least: float, most: float, size: float) -> list[LEVEL]:
        """Round numbers, as many as there is room for."""
        if self.log:
            return log_ticks(least, most, size)
        return [linear_ticks(least, most, size)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Plain numbers of equally many decimals, or powers of ten where they would be long."""
        if not self.log:
            return written(values, spacing)
        if spacing == DECADES:
            return [f"10{raised(round(v))}" for v in values]
        if spacing == PARTS:
            return [significant(10.0**v, 1) for v in values]
        return written([10.0**v for v in values], spacing)


def written(values: list[float], spacing: float) -> list[str]:
    """Numbers `spacing` apart as an axis names them."""
    top = max((abs(v) for v in values), default=0.0)
    if spacing >= PLAIN and top < 1e5:
        places = max(0, -_magnitude(spacing))
        return [f"{v:.{places}f}".replace("-", "−") for v in values]
    last = _magnitude(spacing)
    return [significant(v, max(1, _magnitude(v) - last + 1)) if v else "0" for v in values]


def _magnitude(value: float) -> int:
    """The power of ten of a number's first digit."""
    return math.floor(math.log10(abs(value)) + 1e-9)


class StepAxis(QuietAxis):
    """An axis of whole steps, their thousands apart."""

    def __init__(self, grid: bool = False) -> None:
        super().__init__("bottom", grid)

    def tickValues(self, least: float, most: float, size: float) -> list[LEVEL]:
        """Round steps, as many as there is room for."""
        room = len(grouped(most)) * DIGIT + 26
        spacing = max(1.0, nice_step((most - least) * room / max(size, 1.0)))
        return [(spacing, multiples(spacing, max(0.0, least), most))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Whole numbers."""
        return [grouped(v) for v in values]


class EpochAxis(QuietAxis):
    """An axis above a plot, with a mark wherever an epoch began."""

    def __init__(self) -> None:
        super().__init__("top")
        self.setStyle(tickTextOffset=0, tickLength=-5)
        self.steps, self.epochs = np.empty(0), np.empty(0)

    def show_epochs(self, steps: np.ndarray, epochs: np.ndarray) -> None:
        """Mark these steps by how many epochs were done; what is there already costs nothing."""
        if np.array_equal(steps, self.steps) and np.array_equal(epochs, self.epochs):
            return
        self.steps, self.epochs = steps, epochs
        self.picture = None
        self.update()

    def most(self) -> int:
        """How many marks there is room for."""
        room = len(grouped(self.epochs[-1])) * DIGIT + 20 if self.epochs.size else 40
        return max(1, int(self.size().width() / room))

    def tickValues(self, least: float, most: float, size: float) -> list[LEVEL]:
        """The marks."""
        return [(1.0, self.steps.tolist())]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The epochs' numbers, without those that would touch the one before."""
        first, last = self.range
        pixels = self.size().width() / (last - first)
        texts, end = [], -math.inf
        for step, epoch in zip(values, self.epochs, strict=True):
            text = grouped(epoch)
            half = len(text) * DIGIT / 2
            fits = step * pixels - half >= end
            texts.append(text if fits else "")
            end = step * pixels + half + 6 if fits else end
        return texts
