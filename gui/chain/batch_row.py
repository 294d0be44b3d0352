"""Where the bars of a batch's samples lie."""

import math

from PySide6.QtCore import QRectF

from core.lazily import dataclass

WIDEST, FILLED = 96.0, 0.74
"""Pixels from one bar to the next at most, and how much of them a bar fills."""


@dataclass(frozen=True)
class Row:
    """Where the bars of `count` samples lie in `box`, whose top is the value `up` and its bottom −`down`."""

    box: QRectF
    count: int
    up: float
    down: float

    @property
    def pitch(self) -> float:
        """Pixels from one bar to the next."""
        return pitch_of(self.box.width(), self.count)

    @property
    def right(self) -> float:
        """Where the last bar ends."""
        return self.box.left() + self.pitch * self.count

    def y(self, value: float) -> float:
        """The pixel of a value."""
        value = min(max(value, -self.down), self.up)
        return self.box.top() + (self.up - value) / (self.up + self.down) * self.box.height()

    def bar(self, k: int, value: float) -> QRectF:
        """The bar of the sample at place k."""
        wide = max(1.0, FILLED * self.pitch)
        left = self.box.left() + (k + 0.5) * self.pitch - wide / 2
        ends = sorted((self.y(0.0), self.y(value)))
        return QRectF(left, ends[0], wide, max(1.0, ends[1] - ends[0]))

    def places_at(self, x: float) -> range:
        """Which samples lie at x: several where they are narrower than a pixel."""
        if not self.box.left() <= x < self.right:
            return range(0)
        first = int((x - self.box.left()) / self.pitch)
        several = max(1, math.ceil(1.0 / self.pitch))
        return range(min(first, self.count - 1), min(first + several, self.count))


def pitch_of(width: float, count: int) -> float:
    """Pixels from one of `count` bars to the next, where there are so many for all."""
    return min(WIDEST, width / max(1, count))
