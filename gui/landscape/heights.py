"""How high a cost is drawn, and in which colour: a linear or a logarithmic scale, cut off at the top."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from core.landscape.surface import Surface
from core.lazily import dataclass
from gui.targets import Colours, rgb
from gui.theme import Theme

DARK_SCALE = ("#0f2742", "#1b4a70", "#2f7391", "#6fa5a4", "#b9cbae", "#f0e6bd")
LIGHT_SCALE = ("#1b4f7f", "#3d83ad", "#7fb3c4", "#b9d5cf", "#e3e9cf", "#f8f0d2")
"""From a valley to a ridge: lighter and warmer all the way, so that no kind of sight mixes them up."""

SHADES = 256
LINES = 10
"""Contour lines divide the scale into so many parts."""

CUT, BEYOND = 0.9, 1.6
"""What is higher than BEYOND times the height of this share of the surface is cut off: else cliffs at the
edge would leave the rest flat."""

DECADES = 8
"""A logarithmic scale has so many at most."""

HIGHEST = 1e300
"""Beyond it, and below its inverse, there are no round numbers outside."""

SLACK = 0.55
"""A scale stands so long as the surface fills this share of it."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Heights:
    """The scale of heights.

    Attributes:
        low, high: the costs at its ends; higher ones are cut off where it is `cut`.
        log: whether it is logarithmic.

    """

    low: float
    high: float
    log: bool
    cut: bool = False

    def share(self, cost: Floats) -> Floats:
        """How high costs lie between the ends, 0 to 1 within them; NaN stays."""
        if not self.log:
            return (cost - self.low) / (self.high - self.low)
        with np.errstate(divide="ignore", invalid="ignore"):
            known = np.log(np.maximum(cost, self.low * 1e-3))
        return (known - math.log(self.low)) / math.log(self.high / self.low)

    def tone(self, cost: Floats) -> Floats:
        """Where costs lie in the scale of colours, 0 to 1; on a linear scale valleys have more of it."""
        share = np.clip(self.share(cost), 0.0, 1.0)
        return share if self.log else np.sqrt(share)

    def at_tone(self, tone: float) -> float:
        """The cost that has a colour."""
        if self.log:
            return self.low * (self.high / self.low) ** tone
        return self.low + (self.high - self.low) * tone**2

    @property
    def lines(self) -> list[float]:
        """The costs of the contour lines, ascending."""
        return [self.at_tone(k / LINES) for k in range(1, LINES)]

    def holds(self, other: "Heights") -> bool:
        """Whether it can stand in the place of another, which is a little smaller at most."""
        if self.log != other.log or self.cut != other.cut or self.low > other.low or self.high < other.high:
            return False
        ends = [(k.low, k.high) for k in (self, other)]
        if self.log:
            ends = [(math.log(low), math.log(high)) for low, high in ends]
        own, its = (high - low for low, high in ends)
        return its >= SLACK * own


def heights_of(surface: Surface, log: bool, standing: Heights | None = None) -> Heights:
    """The scale for a surface; one that stands is kept so long as it is good enough."""
    known = np.minimum(surface.cost[np.isfinite(surface.cost)], HIGHEST)
    if not known.size:
        return standing or Heights(0.1, 1.0, log)
    low, top = float(known.min()), float(known.max())
    high = min(top, low + BEYOND * (float(np.quantile(known, CUT)) - low))
    exact = _log_ends(low, top) if log else _linear_ends(low, high, high < top)
    return standing if standing is not None and standing.holds(exact) else exact


def _linear_ends(low: float, high: float, cut: bool) -> Heights:
    """Round numbers a little outside; of a surface that is level there is still some height."""
    high = max(high, low + 1e-9 * max(abs(low), 1e-3))
    unit = 10.0 ** math.floor(math.log10(high - low)) / 2
    first, last = math.floor(low / unit + 1e-9) * unit, math.ceil(high / unit - 1e-9) * unit
    return Heights(first, max(last, first + unit), False, cut)


def _log_ends(low: float, high: float) -> Heights:
    high = max(high, 1.0 / HIGHEST)
    low = max(low, high * 10.0**-DECADES)
    first, last = (10.0 ** (way(2 * math.log10(k)) / 2) for way, k in ((math.floor, low), (math.ceil, high)))
    return Heights(first, last if last > first else first * math.sqrt(10.0), True)


def shades(theme: Theme) -> Colours:
    """The colours of the scale (SHADES, 3)."""
    ends = rgb(*(DARK_SCALE if theme.dark else LIGHT_SCALE)).astype(np.float64)
    at = np.linspace(0, len(ends) - 1, SHADES)
    parts = [np.interp(at, np.arange(len(ends)), ends[:, k]) for k in range(3)]
    return np.rint(np.stack(parts, axis=1)).astype(np.uint8)


def coloured(tone: Floats, theme: Theme) -> Colours:
    """The colours (…, 3) of tones (…); grey where there is none."""
    known = np.nan_to_num(tone, nan=0.0)
    found = shades(theme)[np.rint(known * (SHADES - 1)).astype(np.intp)]
    return np.where(np.isnan(tone)[..., np.newaxis], rgb(theme.neutral)[0], found)


def line_colour(tone: float, theme: Theme) -> QColor:
    """The colour of a contour line: that of its height, darker, or lighter where that is dark."""
    r, g, b = shades(theme)[round(tone * (SHADES - 1))].tolist()
    colour = QColor(r, g, b)
    return colour.darker(135) if colour.lightness() > 90 else colour.lighter(165)
