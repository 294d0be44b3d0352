"""The line above the rows: what is drawn, or what is under the mouse."""

import math

from core.frame import Frame
from core.health.bins import ABOVE, BELOW, FIRST, HIGHEST, LOWEST, ZERO, lower_end
from gui.health.columns import LEVELS, Columns
from gui.health.watch import Watch
from gui.writing.indices import raised
from gui.writing.numbers import grouped, significant


def head_words(watch: Watch, frame: Frame | None) -> tuple[str, ...]:
    """What is drawn, and of when the figures are where that is not now."""
    if watch.found is not None and watch.stale:
        return (
            f"∂C̄/∂w by size; figures of step {grouped(watch.found.step)}",
            f"figures of step {grouped(watch.found.step)}",
        )
    return "the sizes of ∂C̄/∂w over the steps, and now:", "sizes of ∂C̄/∂w"


def reading_words(columns: Columns, l: int, step: int, size: float) -> tuple[str, ...]:
    """What is known of layer l at a step, and of derivatives of the `size`, a power of ten or NaN."""
    k = columns.at(step)
    if k is None:
        return ("",)
    at = f"ℓ = {l}, step {grouped(columns.steps[k])}"
    median = f"median {power_words(float(columns.medians[l - 1, k]))}"
    if math.isnan(size):
        return f"{at}: {median}", median
    b = bin_of(size)
    share = (float(columns.levels[l - 1, k, b]) / (LEVELS - 1)) ** 2
    part = f"{significant(100 * share, 2)} % of w: {bin_words(b)}"
    return f"{at}: {median}, {part}", f"{at}: {part}", part


def power_words(power: float) -> str:
    """A size by its power of ten."""
    if math.isnan(power):
        return "·"
    return "0" if power == -math.inf else significant(10.0**power, 2)


def bin_of(size: float) -> int:
    """The bin that is painted at a power of ten."""
    if size < LOWEST:
        return BELOW
    return min(FIRST + math.floor(2 * (size - LOWEST)), ABOVE)


def bin_words(k: int) -> str:
    """What lies in a bin."""
    if k == ZERO:
        return "0"
    if k == BELOW:
        return f"below 10{raised(LOWEST)}"
    if k == ABOVE:
        return f"above 10{raised(HIGHEST)}"
    return f"{significant(10.0 ** lower_end(k), 1)} … {significant(10.0 ** lower_end(k + 1), 1)}"
