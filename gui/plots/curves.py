"""What the live plots share: colours, standing axis ranges, and data that a plot can take."""

import math

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from core.buckets import Buckets
from core.record import Series

FLOOR = 1e-16
"""What a logarithmic axis shows of zero: far below any gradient that still moves a weight."""
CEILING = 1e30
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


def within(series: Series, first: float, last: float, width: int) -> Buckets:
    """About `width` buckets of first … last, and what a curve needs to run on to either side of it.

    Where entries are merged the outermost buckets hold fewer of them, and so lie elsewhere than the
    rest of the curve: the stretch is asked for so much longer that they are out of sight.
    """
    aside = 2.0 * (last - first) / width
    return series.query(first - aside, last + aside, width, beyond=1)


class Curve(pg.PlotCurveItem):
    """A curve that counts as large as its plot: to measure it at every frame costs more than to paint it."""

    def boundingRect(self) -> QRectF:
        """The whole plot, or nothing where there are no points."""
        if self._boundingRect is None:
            x, box = self.getData()[0], self.getViewBox()
            empty = x is None or not len(x) or box is None
            self._boundingRect = QRectF() if empty else box.viewRect()
        return self._boundingRect


class StandingRange:
    """An axis range that is moved in jumps: one that follows every frame costs four times as much."""

    def __init__(self, least: float, room: float = 0.25) -> None:
        """`least` is the smallest length that the range takes, `room` what it adds at an end."""
        self.least = least
        self.room = room
        self.low = self.high = math.nan

    def forget(self) -> None:
        """Fit the next data anew."""
        self.low = self.high = math.nan

    def fit(self, low: float, high: float, grow_low: bool = True) -> bool:
        """Take in `low` … `high`; tell whether the range has changed."""
        length = max(high - low, self.least)
        inside = self.low <= low and high <= self.high
        if inside and (self.high - self.low) <= 2.6 * length:
            return False
        self.high = max(high + self.room * length, low + length)
        self.low = low - (self.room * length if grow_low else 0.0)
        return True
