"""Ties a trainer to the compiled kernel: whole steps, many a call, and the trainer as numpy would leave it."""

from core.trainer import Trainer


def compiled_steps(trainer: Trainer, deadline: float, last: float) -> None:
    """Do whole steps of `trainer`, which stands between two steps.

    Goes on until `perf_counter()` has reached `deadline`, `trainer.step` has reached `last`, or a number is
    not finite any more. Everything is then as the last of these steps leaves it by numpy: parameters, memory
    and what both were before, gradient, passes, batch, cursor, C̄ and the record. How steps are cut into calls
    changes nothing, bit for bit. A step in which a number is not finite is done by numpy, which names it.
    """
    raise NotImplementedError
