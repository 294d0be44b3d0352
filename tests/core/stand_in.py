"""Compiled steps that any machine has: numpy's, each with a last bit of every parameter moved."""

from contextlib import contextmanager
from time import perf_counter

import numpy as np

from core.arithmetic import ARITHMETIC, Compiled
from core.timeline.moments import moment
from core.timeline.stretches import made_by
from core.training import Training

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
    path = session.timeline.segment.path
    training = Training(path[0].settings.experiment)
    trainer, L = training.trainer, path[0].L
    for k, segment in enumerate(path):
        if segment.edit is not None:
            training.edit(segment.edit)
            trainer.note_pace()
        limit = session.timeline.moment if k + 1 == len(path) else path[k + 1].fork
        while moment(trainer.cursor, L) < limit and trainer.divergence is None:
            whole = limit >= (trainer.step + 1) * (2 * L + 3) - 1
            if whole and made_by(segment, trainer.step).mark == compiled.mark:
                trainer.compiled = compiled.steps
                trainer.run(0.0, most=1)
                trainer.compiled = None
            else:
                trainer.advance()
    return training
