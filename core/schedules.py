"""How the learning rate goes on from η: a pure function of how many updates were done before."""

from math import cos, pi
from typing import Literal

from core.checks import finite_number, whole_number
from core.errors import BadInputError, UnknownNameError, shown
from core.lazily import dataclass

Kind = Literal["constant", "step", "cosine"]
SCHEDULES: tuple[Kind, ...] = ("constant", "step", "cosine")

LONGEST = 10**9
"""Steps of a span, at most."""


@dataclass(frozen=True)
class Schedule:
    """What becomes of η.

    "constant": η stays what it is. "step": after each `span` steps it is multiplied by `to`, so that it is
    η·toᵏ after k spans. "cosine": it falls from η to η·to within `span` steps, along half a cosine, and
    stays there.
    """

    kind: Kind = "constant"
    span: int = 1000
    to: float = 0.5

    def rate(self, eta: float, step: int) -> float:
        """Return the rate of the update that is done after `step` others."""
        if self.kind == "step":
            return eta * self.to ** (step // self.span)
        if self.kind == "cosine":
            done = min(1.0, step / self.span)
            return eta * (self.to + (1.0 - self.to) * 0.5 * (1.0 + cos(pi * done)))
        return eta


CONSTANT = Schedule()
"""η stays what it is."""


def checked_schedule(schedule: object) -> Schedule:
    """Return `schedule` with plain numbers; raises one sentence for what is none."""
    if not isinstance(schedule, Schedule):
        raise BadInputError(f"How η goes on must be said by a schedule, not by {shown(schedule)}.")
    if not isinstance(schedule.kind, str) or schedule.kind not in SCHEDULES:
        raise UnknownNameError("schedule", schedule.kind, SCHEDULES)
    span = whole_number(schedule.span, "The span of the schedule, in steps,", 1, LONGEST)
    return Schedule(schedule.kind, span, finite_number(schedule.to, "What η is multiplied by", 0.0, 1.0))


def schedule_words(schedule: Schedule) -> str:
    """Return the schedule in a few words."""
    if schedule.kind == "constant":
        return "constant"
    if schedule.kind == "step":
        each = "step" if schedule.span == 1 else f"{schedule.span:,} steps"
        return f"step, times {schedule.to:.6g} each {each}"
    return f"cosine, {schedule.span:,} step{'' if schedule.span == 1 else 's'} to {schedule.to:.6g} η"
