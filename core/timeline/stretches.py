"""Which arithmetic has made which steps of a segment, and steps that are done again by the same one.

A stretch is the moment from which on it holds, and the mark of its arithmetic. An update belongs to the
stretch of its own moment; the phases before it are always numpy's.
"""

import math
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import NamedTuple

from core.arithmetic import ARITHMETIC, Steps
from core.cursor import Phase, phase_count
from core.memo import Memo
from core.optimisers import optimiser
from core.regularisers import Regulariser
from core.schedules import CONSTANT
from core.timeline.checkpoints import Checkpoint
from core.timeline.moments import whole_steps
from core.timeline.tree import ANEW, Segment
from core.trainer import Trainer
from core.training import Training

MOST = 1000
"""Stretches of one segment; where it has more, numpy goes on to its end."""

LITTLE = 1e-300
"""A learning rate with which nothing that is finite leads to anything that is not."""


class Made(NamedTuple):
    """What has made a step.

    The mark, None if it is not known; the first step of another; and whether this one went on from numbers
    that were not those of the first time.
    """

    mark: str | None
    until: float
    anew: bool


def made_by(segment: Segment, step: int) -> Made:
    """What has made the update after `step` others."""
    count = phase_count(segment.L)
    k = bisect_right(segment.stretches, (step + 1) * count - 1, key=lambda each: each[0])
    until = segment.stretches[k][0] // count if k < len(segment.stretches) else math.inf
    anew = k > 1 and segment.stretches[k - 2] == (step * count, ANEW)
    return Made(segment.stretches[k - 1][1] if k else None, until, anew)


def note(segment: Segment, step: int, mark: str) -> None:
    """From the update after `step` others on `segment` is made under `mark`."""
    kept, t = segment.stretches, max(step * phase_count(segment.L), segment.start)
    while kept and kept[-1][0] > t:  # of what was deleted
        kept.pop()
    if kept and kept[-1][1] == mark:
        return
    while kept and kept[-1][1] != ANEW and _updates(segment, kept[-1][0], t) <= 0:
        t = min(t, kept.pop()[0])
    if not kept or kept[-1][1] != mark:
        kept.append((t, mark))


def note_anew(segment: Segment, step: int) -> None:
    """The update after `step` others, just made, went on from numbers that were worked out anew."""
    kept, t = segment.stretches, step * phase_count(segment.L)
    if step == whole_steps(segment.start, segment.L):
        if not segment.begun_anew:
            kept.insert(0, (segment.start, ANEW))
        return
    k = bisect_left(kept, t, key=lambda each: each[0])
    if k == len(kept) or kept[k][0] > t:
        kept.insert(k, (t, kept[k - 1][1]))
    kept.insert(k, (t, ANEW))


def _updates(segment: Segment, begin: int, end: int) -> int:
    """How many updates `segment` itself has from moment `begin` on and before moment `end`."""
    return whole_steps(end - 1, segment.L) - whole_steps(max(begin - 1, segment.start), segment.L)


# Steps


def grow(trainer: Trainer, segment: Segment, budget: float, most: int) -> None:
    """Do whole steps for the first time, as fast as there is a way to."""
    begun, own = trainer.step, trainer.step + (trainer.phase is not Phase.UPDATE)
    fast = ARITHMETIC.compiled if len(segment.stretches) < MOST else None
    _run(trainer, None if fast is None else fast.steps, budget, most)
    if trainer.step > begun and own > begun:
        note(segment, begun, ARITHMETIC.numpy)
    if trainer.step > own:
        note(segment, own, ARITHMETIC.numpy if fast is None else fast.mark)


def grow_by_phase(trainer: Trainer, segment: Segment) -> None:
    """Do one phase for the first time."""
    note(segment, trainer.step, ARITHMETIC.numpy)
    trainer.advance()


def again(trainer: Trainer, segment: Segment, budget: float, most: int, exact: bool) -> bool:
    """Do whole steps that were done before, at most up to where the arithmetic changes.

    Where that is missing numpy stands in, and at the next checkpoint all is exact again.
    `exact` is whether the numbers are those of the first time; returns whether they are now.
    """
    mark, until, anew = made_by(segment, trainer.step)
    exact = exact and not anew and ARITHMETIC.has(mark)
    kept = None if exact else segment.checkpoints.after(trainer.step + 1)
    limit = min(until, math.inf if kept is None else kept.cursor.step) - trainer.step
    steps = ARITHMETIC.steps(mark)
    if steps is not None:
        trainer.leave_step()
    _run(trainer, steps, budget, int(min(most, limit)))
    if kept is not None and trainer.step == kept.cursor.step and trainer.divergence is None:
        _take(trainer, kept)
        return True
    return exact


def enter(training: Training, segment: Segment, exact: bool) -> bool:
    """Make the edit that `segment` begins with, if it does; returns as `again` does."""
    if segment.edit is not None:
        training.edit(segment.edit)
    return exact and not segment.begun_anew


def again_by_phase(trainer: Trainer, segment: Segment, exact: bool) -> bool:
    """Do one phase of a step that was done before; returns as `again` does."""
    if trainer.cursor.position(segment.L) == phase_count(segment.L) - 2:
        return again(trainer, segment, math.inf, 1, exact)
    trainer.advance()
    return exact


def show_again(trainer: Trainer, segment: Segment, memo: Memo) -> None:
    """After `memo` was recalled: let z, a and their derivatives be those of the compiled step that led here.

    They are not kept. Numpy has worked them out, so that last bits may be others.
    """
    if memo.cursor.phase is not Phase.UPDATE or memo.divergence is not None:
        return
    moment = trainer.step * phase_count(segment.L) - 1
    while segment.start >= moment and segment.parent is not None and not segment.is_root:
        segment = segment.parent
    steps = ARITHMETIC.steps(made_by(segment, trainer.step - 1).mark)
    if steps is None:
        return
    m, trainer.m = trainer.m, memo.m  # it may have been changed since, and so may the rule
    updating = trainer.updating
    rule = updating.optimiser, updating.schedule, updating.regulariser
    updating.use(optimiser("gradient descent", LITTLE, trainer.net.theta.size), CONSTANT, Regulariser())
    trainer.go_to(memo.theta_before, replace(memo.begun, step=memo.begun.step - 1))
    trainer.leave_step()
    _run(trainer, steps, math.inf, 1)
    updating.use(*rule)
    trainer.m = m
    trainer.stand_after(memo)


def _run(trainer: Trainer, steps: Steps | None, budget: float, most: int) -> None:
    trainer.compiled = steps
    trainer.run(budget, most)
    trainer.compiled = None


def _take(trainer: Trainer, kept: Checkpoint) -> None:
    """Be exactly where one was."""
    trainer.net.theta[:] = kept.theta
    trainer.optimiser.memory[:] = kept.memory
