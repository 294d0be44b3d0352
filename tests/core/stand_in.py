"""Compiled steps that any machine has: numpy's, each with a last bit of every parameter moved."""

from contextlib import contextmanager
from time import perf_counter

import numpy as np
from timelines import replayed

from core.arithmetic import ARITHMETIC, Compiled
from core.cursor import phase_count
from core.timeline.stretches import made_by

MARK = "a stand-in"


def nudged_steps(trainer, deadline, last):
    """Whole steps; at least one, whatever the clock says."""
    while trainer.step < last and trainer.divergence is None:
        trainer._whole_step(norms=True)
        theta = trainer.net.theta
        if trainer.divergence is None:
            np.copyto(theta, np.nextafter(theta, np.inf), where=~trainer.net.mask)
        if perf_counter() >= deadline:
            break


STAND_IN = Compiled(MARK, nudged_steps)


@contextmanager
def at_hand(compiled=STAND_IN):
    """Let these steps be there."""
    before, ARITHMETIC.compiled = ARITHMETIC.compiled, compiled
    try:
        yield
    finally:
        ARITHMETIC.compiled = before


def replayed_by_stretches(session, compiled=STAND_IN):
    """What `replayed_in_a_fresh_session` does, with each step as the timeline says that it was made."""

    def go_on(trainer, segment, limit):
        whole = limit >= (trainer.step + 1) * phase_count(segment.L) - 1
        if whole and made_by(segment, trainer.step).mark == compiled.mark:
            trainer.compiled = compiled.steps
            trainer.run(0.0, most=1)
            trainer.compiled = None
        else:
            trainer.advance()

    return replayed(session, go_on)
