"""The gradient of a batch: its samples are drawn, and the passes done over them, some at a time."""

import math
from typing import Any

from core.kernel.compiled import Pointer, at, compiled
from core.kernel.lanes import everywhere, total
from core.kernel.orders import permutation
from core.kernel.passes import backward, cost, forward, gather
from core.kernel.plan import Plan, State

WHOLE = -2
"""What is drawn where a batch is the whole set: that keeps the data's own order."""


@compiled
def _draw(plan: Any, state: Any, order: Any, whole: bool) -> None:
    """Have the order of this epoch in `order`; see `core.batches`."""
    wanted = WHOLE if whole else state[State.EPOCH]
    if state[State.DRAWN] == wanted:
        return
    state[State.DRAWN], state[State.GATHERED] = wanted, 0
    if whole:
        for k in range(plan[Plan.M]):
            order[k] = k
    else:
        permutation(plan[Plan.SEED], state[State.EPOCH], order)


@compiled
def gradient(
    shape: Any, data: Any, theta: Pointer, memory: Pointer, slopes: Pointer, m: int, keep: bool
) -> float:
    """Forward, cost and backward of the next batch, m samples; return C̄, NaN or infinite where any number is.

    Where all is to be seen afterwards, `keep`, each part of the batch has a block of the memory of its own.
    """
    (plan, parts, _, state), (samples, rows, order) = shape, data
    start, whole = state[State.START], state[State.START] == 0 and plan[Plan.BATCH] >= plan[Plan.M]
    _draw(plan, state, order, whole)
    there, mean, squares, first, block = state[State.GATHERED], 0.0, everywhere(0.0), 0, memory
    state[State.GATHERED] = 0
    while first < m:
        here, width = min(plan[Plan.CHUNK], m - first), plan[Plan.TALL]
        if there == 0:
            width = gather(plan, parts, samples, rows, order, start + first, here, block)
        squares = squares + forward(plan, parts, theta, block, width)
        mean += cost(plan, parts, block, width, m, keep)
        if not math.isfinite(mean + total(squares)):
            return math.nan
        backward(plan, parts, theta, slopes, block, width, here, first)
        first += here
        if keep:
            block = at(block, plan[Plan.BLOCK])
    state[State.GATHERED] = 1 if whole and m <= plan[Plan.CHUNK] else 0
    return mean
