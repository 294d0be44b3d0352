"""Whole steps of training, as many a call as are asked for: what core.trainer does phase by phase."""

import math
from typing import Any

from numba import types

from core.kernel.compiled import Pointer, at, compiled, entry, inlined, pointer
from core.kernel.lanes import everywhere, total
from core.kernel.norms import norms_of
from core.kernel.orders import permutation
from core.kernel.passes import backward, cost, forward, gather
from core.kernel.plan import COSINE, STAIRS, Plan, Setting, State
from core.kernel.updates import Entries, Way, undo, update


@inlined
def _rate(plan: Any, settings: Any, step: int) -> float:
    """The rate of the update after `step` others; see `core.schedules`."""
    eta, to = settings[Setting.ETA], settings[Setting.TO]
    if plan[Plan.SCHEDULE] == STAIRS:
        return eta * to ** float(step // plan[Plan.SPAN])
    if plan[Plan.SCHEDULE] == COSINE:
        done = min(1.0, step / plan[Plan.SPAN])
        return eta * (to + (1.0 - to) * 0.5 * (1.0 + math.cos(math.pi * done)))
    return eta


@compiled
def _gradient(
    plan: Any,
    parts: Any,
    state: Any,
    samples: Any,
    rows: Any,
    order: Any,
    theta: Pointer,
    memory: Pointer,
    slopes: Pointer,
    keep: bool,
) -> float:
    """Forward, cost and backward of the next batch; return C̄, NaN or infinite where any number is."""
    M, batch, start = plan[Plan.M], plan[Plan.BATCH], state[State.START]
    m = min(batch, M - start)
    whole = start == 0 and batch >= M
    if state[State.DRAWN] != (-2 if whole else state[State.EPOCH]):
        state[State.GATHERED] = 0
        if whole:
            state[State.DRAWN] = -2
            for k in range(M):
                order[k] = k
        else:
            state[State.DRAWN] = state[State.EPOCH]
            permutation(plan[Plan.SEED], state[State.EPOCH], order)
    mean, squares, first, block, width = 0.0, everywhere(0.0), 0, memory, 0
    while first < m:
        here = min(plan[Plan.CHUNK], m - first)
        if state[State.GATHERED] == 0:
            width = gather(plan, parts, samples, rows, order, start + first, here, block)
        else:
            width = plan[Plan.TALL]
        squares = squares + forward(plan, parts, theta, block, width)
        mean += cost(plan, parts, block, width, m, keep)
        if not math.isfinite(mean + total(squares)):
            state[State.GATHERED] = 0
            return math.nan
        backward(plan, parts, theta, slopes, block, width, here, first)
        first += here
        if keep:
            block = at(block, plan[Plan.BLOCK])
    state[State.GATHERED] = 1 if whole and m <= plan[Plan.CHUNK] else 0
    return mean


SIGNATURE = types.int64(
    *(types.int64[::1], types.int64[:, ::1], types.float64[::1], types.int64[::1]),
    *(types.Array(types.float64, 2, "C", readonly=True), types.int64[::1], types.int64[::1]),
    *[types.float64[::1]] * 10,
    *(types.float64[:, ::1], types.int64[::1], types.int64, types.int64, types.int64),
)
"""The types of what `run` is given and returns."""


@entry
def run(
    plan: Any,
    parts: Any,
    settings: Any,
    state: Any,
    samples: Any,
    rows: Any,
    order: Any,
    theta: Any,
    theta_before: Any,
    gradient: Any,
    memory: Any,
    memory_before: Any,
    delta: Any,
    free: Any,
    weights: Any,
    space: Any,
    costs: Any,
    norms: Any,
    norm_steps: Any,
    count: int,
    every: int,
    early: int,
) -> int:
    """Do `count` steps from where `state` stands; return how many were done.

    Fewer are where a number is not finite: `state` is then as before that step, and parameters and memory are
    if it was to be the last, but what else a step leaves is nobody's.

    plan, parts, settings and state are those of `core.kernel.plan`; `state` goes on. `samples` has a row for
    each sample, `rows` tells which of them are drawn, and `order` is room for an epoch's order. theta, its
    like before, gradient, memory, its like before, and delta are the trainer's, flat: they become what the
    last step leaves. `free` is 1 where a parameter is not frozen, `weights` at weights, and 0 elsewhere.
    `space` is the kernel's own memory. `costs` gets C̄ of each step, `norms` the norms of the gradient in
    every `every`-th step, in those before step `early`, and in the last; `norm_steps` in which that was.
    """
    size, L, own = plan[Plan.SIZE], plan[Plan.L], pointer(space)
    slots = len(memory) // size
    first, first_before = pointer(memory), pointer(memory_before)
    second, second_before = first, first_before
    third, third_before = first, first_before
    if slots > 1:
        second, second_before = at(first, size), at(first_before, size)
        third, third_before = at(first, 2 * size), at(first_before, 2 * size)
    slopes, room = at(own, plan[Plan.COMMON]), at(own, plan[Plan.ROOM])
    state[State.NORMS] = 0
    done = 0
    while done < count:
        last = done + 1 == count
        mean = _gradient(plan, parts, state, samples, rows, order, pointer(theta), own, slopes, last)
        if not math.isfinite(mean):
            break
        step = state[State.STEP]
        entries = Entries(
            pointer(theta),
            pointer(theta_before),
            slopes,
            pointer(delta),
            first,
            second,
            third,
            first_before,
            second_before,
            third_before,
            pointer(free),
            pointer(weights),
        )
        way = Way(
            plan[Plan.RULE],
            _rate(plan, settings, step),
            settings[Setting.L1],
            settings[Setting.L2],
            plan[Plan.PENALTY],
            plan[Plan.FROZEN],
            last,
            room,
        )
        if not math.isfinite(update(entries, way, size)):
            if last:
                undo(entries, way, size)
            break
        if last or step < early or done % every == 0:
            norms_of(plan, parts, slopes, at(pointer(norms), 2 * L * state[State.NORMS]))
            norm_steps[state[State.NORMS]] = step
            state[State.NORMS] += 1
        costs[done] = mean
        done += 1
        state[State.STEP] = step + 1
        state[State.LAST_EPOCH], state[State.LAST_START] = state[State.EPOCH], state[State.START]
        state[State.START] += min(plan[Plan.BATCH], plan[Plan.M] - state[State.START])
        if state[State.START] >= plan[Plan.M]:
            state[State.START] = 0
            state[State.EPOCH] += 1
    if done == count:
        for k in range(size):
            gradient[k] = slopes[k]
    return done


def load() -> None:
    """Compile what is here, which takes 15 seconds, or read what was compiled before, in half a second."""
    if not run.signatures:  # type: ignore[attr-defined]
        run.compile(SIGNATURE)  # type: ignore[attr-defined]
        run.disable_compile()  # type: ignore[attr-defined]
