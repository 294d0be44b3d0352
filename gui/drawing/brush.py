"""The brush: where points fall along the way of the mouse."""

import math
from random import Random

from core.lazily import dataclass

Place = tuple[float, float]
"""x₁ and x₂."""

MOST_AT_ONCE = 400
"""Points of one move of the mouse, at most."""


@dataclass(frozen=True)
class Brush:
    """How points fall, as shares of the side of the plane.

    Attributes:
        scatter: how far beside the way of the mouse they fall, at most.
        spacing: how long a piece of the way is for which one point falls.
        eraser: how wide the eraser is, from its middle.

    """

    scatter: float
    spacing: float
    eraser: float


FINE = Brush(scatter=0.006, spacing=0.045, eraser=0.03)
WIDE = Brush(scatter=0.1, spacing=0.025, eraser=0.1)


class Way:
    """A way of the mouse over a square plane, both coordinates of which reach from `low` to `high`."""

    def __init__(self, brush: Brush, low: Place, high: Place, chance: Random) -> None:
        """Begin nowhere."""
        self._low, self._high, self._chance = low, high, chance
        side = high[0] - low[0]
        self._scatter, self._spacing = brush.scatter * side, brush.spacing * side
        self._digits = 3 - math.floor(math.log10(side))
        self._at: Place | None = None
        self._left = self._spacing

    def to(self, place: Place) -> list[Place]:
        """Go on to a place; return the points that fall on the way, of which the first is exactly there."""
        before, self._at = self._at, place
        if before is None:
            return self._kept([place])
        length = math.dist(before, place)
        found = []
        count = 0 if self._left > length else int((length - self._left) / self._spacing) + 1
        for k in range(min(count, MOST_AT_ONCE)):
            share = (self._left + k * self._spacing) / length
            found.append(self._beside([a + share * (b - a) for a, b in zip(before, place, strict=True)]))
        self._left += count * self._spacing - length
        return self._kept(found)

    def _beside(self, middle: list[float]) -> Place:
        """A place all over the disc around another."""
        away, angle = self._scatter * math.sqrt(self._chance.random()), math.tau * self._chance.random()
        return middle[0] + away * math.cos(angle), middle[1] + away * math.sin(angle)

    def _kept(self, places: list[Place]) -> list[Place]:
        """Those on the plane, with no more digits than anybody can see."""
        rounded = ((round(x, self._digits), round(y, self._digits)) for x, y in places)
        return [
            (x, y)
            for x, y in rounded
            if self._low[0] <= x <= self._high[0] and self._low[1] <= y <= self._high[1]
        ]
