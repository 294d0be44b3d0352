"""How many of a layer's derivatives are of what size: a histogram of log₁₀ |∂C̄/∂w| in half decades."""

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


@quiet
def medians(counts: Counts) -> Array:
    """log₁₀ of the median of each histogram (…, BINS), to the fineness of the bins: (…).

    −∞ where it is 0, the end of all bins where it lies beyond, NaN without any count.
    """
    ends = np.cumsum(counts, axis=-1)
    half = ends[..., -1:] / 2
    k = np.minimum((ends < half).sum(axis=-1, keepdims=True), ABOVE)
    count = np.take_along_axis(counts, k, axis=-1)
    share = (half - np.take_along_axis(ends, k, axis=-1) + count) / count
    found = np.clip(LOWEST + (k - FIRST + share) / PER_DECADE, LOWEST, HIGHEST)
    found[k == ZERO] = -np.inf
    found[half == 0] = np.nan
    result: Array = found[..., 0]
    return result
