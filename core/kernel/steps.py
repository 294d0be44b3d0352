"""Whole steps of training, as many a call as are asked for: what core.trainer does phase by phase."""

import math
from typing import Any

from numba import types

from core.kernel.compiled import Pointer, at, compiled, entry, inlined, pointer
from core.kernel.gradients import gradient
from core.kernel.norms import norms_of
from core.kernel.plan import COSINE, STAIRS, Plan, Setting, State
from core.kernel.updates import Entries, Way, undo, update

WHOLES, NUMBERS = types.int64[::1], types.float64[::1]
SIGNATURE = types.int64(
    types.Tuple((WHOLES, types.int64[:, ::1], NUMBERS, WHOLES)),
    types.Tuple((types.Array(types.float64, 2, "C", readonly=True), WHOLES, WHOLES)),
    types.UniTuple(NUMBERS, 8),
    NUMBERS,
    types.Tuple((NUMBERS, types.float64[:, ::1], WHOLES)),
    *(types.int64, types.int64, types.int64),
)
"""The types of what `run` is given and returns."""


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


@inlined
def _way(plan: Any, settings: Any, step: int, keep: bool, room: Pointer) -> Any:
    """How the update after `step` others is done."""
    return Way(
        plan[Plan.RULE],
        _rate(plan, settings, step),
        settings[Setting.L1],
        settings[Setting.L2],
        plan[Plan.PENALTY],
        plan[Plan.FROZEN],
        keep,
        room,
    )


@inlined
def _entries(own: Any, slopes: Pointer) -> Any:
    """Where the numbers of the parameters lie; slots that there are not lie where the first does."""
    theta, before, _, memory, memory_before, delta, free, weights = own
    size = len(theta) if len(memory) > len(theta) else 0
    first, first_before = pointer(memory), pointer(memory_before)
    return Entries(
        pointer(theta),
        pointer(before),
        slopes,
        pointer(delta),
        first,
        at(first, size),
        at(first, 2 * size),
        first_before,
        at(first_before, size),
        at(first_before, 2 * size),
        pointer(free),
        pointer(weights),
    )


@inlined
def _move_on(plan: Any, state: Any, m: int) -> None:
    """Count a step with m samples."""
    state[State.LAST_EPOCH], state[State.LAST_START] = state[State.EPOCH], state[State.START]
    state[State.STEP] += 1
    state[State.START] += m
    if state[State.START] >= plan[Plan.M]:
        state[State.START] = 0
        state[State.EPOCH] += 1


@inlined
def _note_norms(plan: Any, parts: Any, state: Any, slopes: Pointer, norms: Any, norm_steps: Any) -> None:
    noted = state[State.NORMS]
    norms_of(plan, parts, slopes, at(pointer(norms), 2 * plan[Plan.L] * noted))
    norm_steps[noted] = state[State.STEP]
    state[State.NORMS] = noted + 1


@compiled
def _leave(slopes: Pointer, out: Any) -> None:
    """Let the trainer have the slopes of the last step."""
    for k in range(len(out)):
        out[k] = slopes[k]


@entry
def run(shape: Any, data: Any, own: Any, memory: Any, record: Any, count: int, every: int, early: int) -> int:
    """Do `count` steps from where the state stands; return how many were done.

    Fewer are where a number is not finite: the state is then as before that step, and parameters and memory
    are if it was to be the last, but what else a step leaves is nobody's.

    `shape` is plan, parts, settings and state, see `core.kernel.plan`; the state goes on. `data` is a row for
    each sample, which of them are drawn, and room for an epoch's order. `own` is the trainer's theta and its
    like before, gradient, memory and its like before, and delta, flat: they become what a last step leaves;
    then 1 where a parameter is not frozen, and 1 at weights. `memory` is the kernel's own. `record` is room
    for C̄ of each step; for the norms of the gradient in every `every`-th step, in those before step `early`,
    and in the last; and for which steps that was.
    """
    (plan, parts, settings, state), (costs, norms, norm_steps) = shape, record
    space = pointer(memory)
    slopes, room = at(space, plan[Plan.COMMON]), at(space, plan[Plan.ROOM])
    entries, done = _entries(own, slopes), 0
    state[State.NORMS] = 0
    while done < count:
        last, m = done + 1 == count, min(plan[Plan.BATCH], plan[Plan.M] - state[State.START])
        costs[done] = gradient(shape, data, entries.theta, space, slopes, m, last)
        if not math.isfinite(costs[done]):
            return done
        way = _way(plan, settings, state[State.STEP], last, room)
        if not math.isfinite(update(entries, way, plan[Plan.SIZE])):
            if last:
                undo(entries, way, plan[Plan.SIZE])
            return done
        if last or state[State.STEP] < early or done % every == 0:
            _note_norms(plan, parts, state, slopes, norms, norm_steps)
        _move_on(plan, state, m)
        done += 1
    _leave(slopes, own[2])
    return done


def load() -> None:
    """Compile what is here, which takes 15 seconds, or read what was compiled before, in half a second."""
    if not run.signatures:  # type: ignore[attr-defined]
        run.compile(SIGNATURE)  # type: ignore[attr-defined]
        run.disable_compile()  # type: ignore[attr-defined]
