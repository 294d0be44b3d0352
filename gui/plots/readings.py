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
    """One line of what is read: which curve (0 C̄, 1 C_train, 2 held out), its number, and a remark."""

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
        score = reading(run.scores, step, column)
        if score is None or np.isnan(score.mean) or score.step > step:
            continue
        remark = score.spread() or ("" if score.step == step else f"at step {grouped(score.step)}")
        lines.append(Line(1 + column, score.words(), remark))
    return lines
