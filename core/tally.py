"""What an audit has found so far, summed over samples, and how it is judged."""

import math

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.gradient_check import TOLERANCE, Sums
from core.lazily import dataclass

UNSEEN, GOOD, KINK, BAD = range(4)
"""What is known of a weight or bias."""

LOOSE = 1e-4
"""As TOLERANCE, where a kink leaves only a one-sided difference, which is right to first order."""

Statuses = NDArray[np.int8]
Flags = NDArray[np.bool_]


class Tally:
    """Sums over the samples so far, one entry a parameter."""

    def __init__(self, size: int) -> None:
        self.analytic, central, least, most = (np.zeros(size) for _ in range(4))
        self.seen = np.zeros(size, dtype=np.int64)
        self.found = Sums(central, least, most, np.zeros(size, dtype=np.intp))

    def add(self, where: NDArray[np.intp], analytic: Array, found: Sums, samples: int) -> None:
        """Enter what was found for the parameters at `where`, each named once."""
        self.analytic[where] += analytic
        self.found.central[where] += found.central
        self.found.least[where] += found.least
        self.found.most[where] += found.most
        self.found.kinks[where] += found.kinks
        self.seen[where] += samples


@dataclass(frozen=True)
class Allowance:
    """What a derivative may be off by."""

    exact: float
    loose: float

    @classmethod
    def of(cls, gradient: Array) -> "Allowance":
        """For this gradient; one that isn't finite is allowed no more than a small one."""
        largest = float(np.abs(gradient).max())
        largest = max(1.0, largest) if math.isfinite(largest) else 1.0
        return cls(TOLERANCE * largest, LOOSE * largest)

    def judge(
        self, analytic: Array, found: Sums, samples: NDArray[np.int64], no_slope: Flags | bool = False
    ) -> Statuses:
        """Judge sums over `samples`; what is not a number agrees with nothing.

        Where there is `no_slope`, but a kink, a difference that agrees says no more than one of a side.
        """
        room = self.exact * samples
        good = (np.abs(analytic - found.central) <= room) & ~np.asarray(no_slope)
        room = room + self.loose * found.kinks
        excused = (found.kinks > 0) & (analytic >= found.least - room) & (analytic <= found.most + room)
        return np.select([samples == 0, good, excused], [UNSEEN, GOOD, KINK], BAD).astype(np.int8)
