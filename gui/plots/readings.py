"""What the record says of one step: exact numbers, or what is left of them where steps were merged."""

from typing import NamedTuple

import numpy as np

from core.record import Run, Series
from gui.writing.numbers import MINUS, fixed, grouped, significant

EXACT = 6
"""Significant digits of a number that is to be read."""
ROUGH = 3
"""Significant digits of how far merged steps lie apart."""


def brief(value: float) -> str:
    """A number in six characters or so, as a legend has room for."""
    size = abs(value)
    if 1e-3 <= size < 10:
        return fixed(value, 4)
    if 0.0 < size < 1e-3:
        mantissa, exponent = f"{value:.1e}".split("e")
        return f"{mantissa}e{int(exponent)}".replace("-", MINUS)
    return significant(value, 3)


class Reading(NamedTuple):
    """The entries from `step` on, `count` of them made one: their mean and what they lie between."""

    step: int
    count: int
    mean: float
    low: float
    high: float

    def words(self) -> str:
        """The number, or what the numbers are between."""
        if self.count == 1:
            return significant(self.mean, EXACT)
        return f"mean {significant(self.mean, EXACT)}"

    def spread(self) -> str:
        """What merged numbers lie between; nothing for a single one."""
        if self.count == 1:
            return ""
        return f"{significant(self.low, ROUGH)} … {significant(self.high, ROUGH)}"


def reading(series: Series, step: float, column: int = 0) -> Reading | None:
    """The last entry at or before `step`, or the first of all; None where there is none."""
    found = series.query(step, step, 3, beyond=1)
    if not len(found.x):
        return None
    k = max(0, int(np.searchsorted(found.x, step, side="right")) - 1)
    low, high, mean = (float(v[k, column]) for v in (found.low, found.high, found.mean))
    return Reading(int(found.x[k]), series.width, mean, low, high)


class Line(NamedTuple):
    """One line of what is read: which curve, its number, and a remark.

    Curves are 0 C̄, 1 C_train, 2 the cost of what is held out, 3 and 4 the accuracies of both.
    """

    curve: int
    number: str
    remark: str


def place(run: Run, step: int) -> str:
    """The step, or the merged steps, and the epoch, in words."""
    found = reading(run.cost, step)
    if found is None or found.count == 1:
        return f"step {grouped(step)} · epoch {grouped(run.epoch_at(step))}"
    last = found.step + found.count - 1
    return f"steps {grouped(found.step)} – {grouped(last)} · epoch {grouped(run.epoch_at(found.step))}"


def cost_lines(run: Run, step: int) -> list[Line]:
    """C̄ of the step that begins at `step`, and C_train and the held-out cost as last computed until then."""
    lines = []
    cost = reading(run.cost, step)
    if cost is not None:
        lines.append(Line(0, cost.words(), cost.spread() or f"of step {grouped(cost.step + 1)}"))
    for column in (0, 1):
        score = computed(run.scores, step, column)
        if score is not None:
            lines.append(Line(1 + column, score.words(), score.spread() or _when(score, step)))
    return lines


def computed(series: Series, step: int, column: int) -> Reading | None:
    """What was computed last until `step`, if there is anything."""
    found = reading(series, step, column)
    return None if found is None or np.isnan(found.mean) or found.step > step else found


def _when(found: Reading, step: int) -> str:
    return "" if found.step == step else f"at step {grouped(found.step)}"


def accuracy_lines(run: Run, step: int) -> list[Line]:
    """The shares that are right as last computed until `step`; none in a regression."""
    lines = []
    for column in (0, 1):
        rate = computed(run.accuracies, step, column)
        if rate is not None:
            spread = f"{percent(rate.low)} … {percent(rate.high)}" if rate.count > 1 else ""
            number = f"mean {percent(rate.mean, 2)}" if rate.count > 1 else percent(rate.mean, 2)
            lines.append(Line(3 + column, number, spread or _when(rate, step)))
    return lines


def percent(share: float, digits: int = 1) -> str:
    """A share in percent; only what is all of it has 100 %, and only what is nothing 0 %."""
    text = f"{100 * share:.{digits}f}"
    unit = 10.0**-digits
    if share < 1.0 and float(text) == 100.0:
        text = f"{100 - unit:.{digits}f}"
    elif share > 0.0 and float(text) == 0.0:
        text = f"{unit:.{digits}f}"
    return f"{text} %"
