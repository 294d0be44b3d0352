"""What the live plots share: colours, standing axis ranges, and data that a plot can take."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from core.record import Buckets
from gui.fonts import number_font
from gui.theme import Theme

FLOOR = 1e-16
"""What a logarithmic axis shows of zero: far below any gradient that still moves a weight."""
CEILING = 1e30
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
MARGIN = 0.012
"""Share of an axis of steps that lies before step 0, so that a first dot is whole."""
FEW = 40
"""Points that are also drawn as dots, since so few make a short line or none."""

Floats = NDArray[np.float64]


def finite_for_plot(values: Floats, log: bool) -> Floats:
    """`values` as a plot can take them: not finite → NaN, clipped, and as powers of ten where `log`."""
    shown = np.where(np.isfinite(values), values, np.nan)
    if log:
        return np.log10(np.clip(shown, FLOOR, CEILING))
    return np.clip(shown, -CEILING, CEILING)


def outline(buckets: Buckets, column: int, log: bool) -> tuple[Floats, Floats]:
    """x and y of a curve that touches every bucket's minimum and maximum; empty where they are the same."""
    low = finite_for_plot(buckets.low[:, column], log)
    high = finite_for_plot(buckets.high[:, column], log)
    if np.array_equal(low, high, equal_nan=True):
        return np.empty(0), np.empty(0)
    return np.repeat(buckets.x, 2), np.column_stack([low, high]).ravel()


def means(buckets: Buckets, column: int, log: bool) -> tuple[Floats, Floats]:
    """x and y of a curve through every bucket's mean."""
    return buckets.x, finite_for_plot(buckets.mean[:, column], log)


class DecadeAxis(pg.AxisItem):
    """An axis of powers of ten that names decades only, so that a low plot stays readable."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.setLogMode(y=orientation == "left", x=orientation == "bottom")

    def tickValues(self, least: float, most: float, size: float) -> list[tuple[float, list[float]]]:
        """Decades, thinned out to what there is room for."""
        every = max(1, math.ceil((most - least) * 18 / max(size, 1.0)))
        first = math.ceil(least / every) * every
        return [(float(every), [float(k) for k in range(first, math.floor(most) + 1, every)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """10 with a raised exponent."""
        return [f"10{str(round(v)).translate(SUPERSCRIPTS)}" for v in values]


class StandingRange:
    """An axis range that is moved in jumps: one that follows every frame costs four times as much."""

    def __init__(self, least: float) -> None:
        """`least` is the smallest length that the range takes."""
        self._least = least
        self.low = self.high = math.nan

    def forget(self) -> None:
        """Fit the next data anew."""
        self.low = self.high = math.nan

    def fit(self, low: float, high: float, grow_low: bool = True) -> bool:
        """Take in `low` … `high`; tell whether the range has changed."""
        length = max(high - low, self._least)
        inside = self.low <= low and high <= self.high
        if inside and (self.high - self.low) <= 2.6 * length:
            return False
        self.high = max(high + 0.25 * length, low + length)
        self.low = low - (0.25 * length if grow_low else 0.0)
        return True


def quiet_plot(plot: pg.PlotItem) -> None:
    """Take away what a live plot doesn't use: menus, buttons, autorange and the mouse."""
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(False, False)
    plot.disableAutoRange()
    plot.setClipToView(False)


def colour_plot(plot: pg.PlotItem, theme: Theme, grid: bool = True) -> None:
    """Give axes and grid the theme's colours."""
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(theme.border))
        axis.setTextPen(pg.mkPen(theme.muted))
        axis.setTickFont(number_font(11))
        axis.setStyle(tickTextOffset=4, tickLength=-4, maxTickLevel=0)
        axis.setGrid(38 if grid else False)
    plot.getViewBox().setBackgroundColor(QColor(theme.surface))
