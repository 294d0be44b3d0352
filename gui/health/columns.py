"""The measurements of a run side by side: a column for each, with a histogram for each layer."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from core.checks import Array
from core.health.bins import BINS, FIRST, HIGHEST, LOWEST, PER_DECADE, ZERO, medians
from core.health.measuring import Health
from core.record import Run
from gui.theme import Theme

LEVELS = 256
SEEN = 0.01
"""Share of a layer's weights, over all steps in sight, from which on a bin has to be in sight as well."""

Pixels = NDArray[np.uint32]


class Columns:
    """What a picture of the histograms is made of.

    Attributes:
        steps: (k,), after how many updates each was measured, ascending.
        levels: (L, k, BINS), what share of a layer's weights lies in each bin, 0 … 255.
        medians: (L, k), log₁₀ of the median of |∂C̄/∂w^ℓ|.

    """

    def __init__(self) -> None:
        """Nothing was measured yet."""
        self._of: tuple[Run, Health | None, int] | None = None
        self._take(())

    def follow(self, record: Run) -> bool:
        """Hold the measurements of `record`; tell whether there are others than before."""
        kept = record.health
        path = kept.entries
        now = record, path[-1] if path else None, len(path)
        if self._of is not None and all(a is b or a == b for a, b in zip(now, self._of, strict=True)):
            return False
        self._of = now
        self._take(kept.path)
        return True

    def _take(self, path: tuple[Health, ...]) -> None:
        self.steps: Array = np.array([k.step for k in path], dtype=np.float64)
        counts = np.stack([k.counts for k in path], axis=1) if path else np.zeros((0, 0, BINS), np.int32)
        total = np.maximum(counts.sum(axis=-1, keepdims=True), 1)
        # A root, so that a few weights can be told from none.
        self.levels = np.rint(np.sqrt(counts / total) * (LEVELS - 1)).astype(np.uint8)
        self.medians = medians(counts)

    def ends(self, first: float, last: float) -> tuple[float, float] | None:
        """Powers of ten between which the sizes of all layers lie in these steps; None without any."""
        levels = self.levels[:, slice(*self._part(first, last))].astype(np.float64)
        shares = ((levels / (LEVELS - 1)) ** 2).mean(axis=1) if levels.size else np.zeros((1, BINS))
        seen = np.flatnonzero((shares >= SEEN).any(axis=0))
        seen = seen[seen != ZERO]
        if not len(seen):
            return None
        low, high = (LOWEST + (k - FIRST) / PER_DECADE for k in (int(seen[0]), int(seen[-1]) + 1))
        return max(low, LOWEST - 1 / PER_DECADE), min(high, HIGHEST + 1 / PER_DECADE)

    def has_zeros(self, first: float, last: float) -> bool:
        """Whether any derivative is exactly 0 in these steps."""
        return bool(self.levels[:, slice(*self._part(first, last)), ZERO].any())

    def _part(self, first: float, last: float) -> tuple[int, int]:
        """From which column to which these steps reach."""
        begin = int(np.searchsorted(self.steps, first))
        end = int(np.searchsorted(self.steps, last)) + 1
        return min(begin, max(0, len(self.steps) - 1)), min(end, len(self.steps))

    def at(self, step: float) -> int | None:
        """The column in which `step` lies: each reaches from the one before to its own step."""
        k = int(np.searchsorted(self.steps, step))
        return k if step >= 0.0 and k < len(self.steps) else None

    def picture(self, l: int, view: tuple[float, float], width: int, colours: Pixels) -> Pixels:
        """Layer l over the steps of `view`, `width` pixels wide and a row for each bin, the lowest first.

        `colours` (LEVELS,) are those of the shares; where nothing was measured there is the first.
        """
        places = view[0] + (np.arange(width) + 0.5) * (view[1] - view[0]) / width
        k = np.searchsorted(self.steps, places)
        known = (places >= 0.0) & (k < len(self.steps))
        found = np.zeros((width, BINS), dtype=np.uint8)
        if known.any():
            found[known] = self.levels[l - 1][k[known]]
        return np.ascontiguousarray(colours[found].T)


def shades(theme: Theme) -> Pixels:
    """The colours of shares from none to all, as pixels of an RGB32 image."""
    ends = np.array([QColor(k).getRgb()[:3] for k in (theme.surface, theme.series[0])], dtype=np.float64)
    share = np.linspace(0.0, 1.0, LEVELS)[:, np.newaxis]
    r, g, b = np.rint(ends[0] + share * (ends[1] - ends[0])).astype(np.uint32).T
    pixels: Pixels = np.uint32(0xFF000000) | r << np.uint32(16) | g << np.uint32(8) | b
    return pixels
