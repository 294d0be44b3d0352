"""How many of a layer's derivatives are of what size: a histogram of log₁₀ |∂C̄/∂w| in half decades."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from core.backprop import quiet
from core.checks import Array

LOWEST: Final = -16
HIGHEST: Final = 4
"""Powers of ten between which sizes are told apart."""

PER_DECADE: Final = 2
ZERO: Final = 0
"""The bin of those that are exactly 0."""
BELOW: Final = 1
"""The bin of those that are smaller than all bins, but not 0."""
FIRST: Final = 2
"""The first of the half decades."""
ABOVE: Final = FIRST + PER_DECADE * (HIGHEST - LOWEST)
"""The bin of those that are larger than all bins, infinity among them."""
BINS: Final = ABOVE + 1

Counts = NDArray[np.int32]


@quiet
def histogram(values: Array) -> Counts:
    """Count |values| by their size, (BINS,); what is no number is left out."""
    size = np.abs(values).ravel()
    place = np.floor(PER_DECADE * (np.log10(size) - LOWEST)) + FIRST
    np.minimum(np.maximum(place, BELOW, out=place), ABOVE, out=place)
    place[size == 0.0] = ZERO
    known = place[~np.isnan(place)]
    return np.bincount(known.astype(np.intp), minlength=BINS).astype(np.int32)


def lower_end(k: int) -> float:
    """The power of ten at which half decade `k` begins, FIRST ≤ k ≤ ABOVE."""
    return LOWEST + (k - FIRST) / PER_DECADE


def median(counts: Counts) -> float:
    """log₁₀ of the median, to the fineness of the bins; −∞ where it is 0, NaN without any count."""
    total = int(counts.sum())
    if total == 0:
        return math.nan
    ends = np.cumsum(counts)
    k = int(np.searchsorted(ends, total / 2))
    if k in (ZERO, BELOW, ABOVE):
        return {ZERO: -math.inf, BELOW: float(LOWEST), ABOVE: float(HIGHEST)}[k]
    share = (total / 2 - (ends[k] - counts[k])) / counts[k]
    return lower_end(k) + float(share) / PER_DECADE
