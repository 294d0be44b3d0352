"""Parameters in a session file: those at the beginning of experiments, and the checkpoints on the way."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from core.checks import Array
from core.cursor import Cursor, Phase
from core.files.npy import AnyArray
from core.files.session_checks import MOST, fault, flat, integers, row, whole
from core.files.session_layout import Layout
from core.files.session_memory import KEPT, memories_of, memory_part
from core.network import parameter_count
from core.timeline.checkpoints import Checkpoint, checkpoint
from core.timeline.moments import whole_steps
from core.timeline.timeline import Timeline
from core.timeline.tree import Segment

BUDGET = 20 * 2**20
"""Bytes of a file that checkpoints may take."""
MOST_CHECKPOINTS = 400_000
OVERHEAD = 32
"""Bytes of a checkpoint beside its parameters."""
MOMENTS = "moments.npy"


class _Kept(NamedTuple):
    """A checkpoint, and the number of its segment."""

    segment: int
    kept: Checkpoint

    @property
    def nbytes(self) -> int:
        return self.kept.theta.nbytes + self.kept.memory.nbytes + OVERHEAD


def first_parts(timeline: Timeline) -> tuple[list[int], Array]:
    """Which parameters each experiment begins with, and all that there are; equal ones once."""
    known: dict[bytes, int] = {}
    thetas = [k.first for k in timeline.tree.roots if k.first is not None]
    which = [known.setdefault(k.tobytes(), len(known)) for k in thetas]
    different = [thetas[which.index(k)] for k in range(len(known))]
    return which, np.concatenate(different)


def checkpoint_parts(timeline: Timeline, layout: Layout, budget: int = BUDGET) -> dict[str, AnyArray]:
    """The checkpoints: of each the segment, step, epoch and start; all parameters and memories in rows."""
    kept = _thinned(list(_all(timeline, layout)), timeline, layout, budget)
    moments = [[i, k.cursor.step, k.cursor.epoch, k.cursor.start] for i, k in kept]
    thetas = [k.kept.theta for k in kept]
    table = np.array(moments, dtype=np.int64).reshape(len(kept), 4)
    numbers = np.concatenate(thetas) if thetas else np.empty(0)
    return {"moments": table, "checkpoints": numbers} | memory_part(KEPT, (k.kept.memory for k in kept))


def _all(timeline: Timeline, layout: Layout) -> Iterator[_Kept]:
    """All of them, and the present parameters, which no other arithmetic would find again."""
    here = timeline.segment
    for i, segment in enumerate(layout.segments):
        found = list(segment.checkpoints)
        if segment is here:
            found = _with_present(timeline, found)
        yield from (_Kept(i, k) for k in found)


def _with_present(timeline: Timeline, found: list[Checkpoint]) -> list[Checkpoint]:
    trainer, segment = timeline.trainer, timeline.segment
    first, step = whole_steps(segment.start, segment.L), trainer.step
    missing = all(k.cursor.step != step for k in found)
    finite = trainer.divergence is None and timeline.exact
    if not (finite and missing and first < step <= segment.steps):
        return found
    now = checkpoint(trainer.cursor, trainer.net.theta, trainer.optimiser.memory)
    return sorted([*found, now], key=lambda k: k.cursor.step)


def _thinned(kept: list[_Kept], timeline: Timeline, layout: Layout, budget: int) -> list[_Kept]:
    """At most `budget` bytes of them: every second, fourth … before the last one of each segment."""
    # So many segments that even their last ones are too much are an exception: the path comes first.
    stride, path = 1, {layout.index(k) for k in timeline.leaf.path}
    while stride < 2 * len(kept) and sum(k.nbytes for k in kept) > budget:
        stride *= 2
        behind = _places_behind(kept)
        kept = [k for k, place in zip(kept, behind, strict=True) if place % 2 == 0]
    while len(kept) > 1 and sum(k.nbytes for k in kept) > budget:
        others = [k for k in kept if k.segment not in path]
        dropped = others[: max(1, len(others) // 2)] if others else kept[: len(kept) // 2]
        gone = {id(k) for k in dropped}
        kept = [k for k in kept if id(k) not in gone]
    return kept


def _places_behind(kept: list[_Kept]) -> list[int]:
    """How many of the same segment follow each."""
    found, seen = [], dict.fromkeys((k.segment for k in kept), 0)
    for k in reversed(kept):
        found.append(seen[k.segment])
        seen[k.segment] += 1
    return found[::-1]


# Reading


def give_parameters(
    segments: list[Segment], which: object, arrays: dict[str, AnyArray], drawn: Callable[[int], int]
) -> None:
    """Give the `segments` what the file has kept of their parameters.

    `drawn` tells how many samples there are in an epoch of the segment of a number.
    """
    _give_first([k for k in segments if k.is_root], which, arrays)
    rows = integers(arrays, "moments", 4, MOST_CHECKPOINTS)
    for i, *_ in rows:
        whole(i, "a segment", 0, len(segments) - 1, MOMENTS)
    experiments = [segments[i].settings.experiment for i, *_ in rows]
    counts = [parameter_count(k.n) for k in experiments]
    numbers = flat(arrays, "checkpoints", sum(counts))
    last, begin, M = -1, 0, 0
    memories = memories_of(KEPT, arrays, experiments)
    for (i, step, epoch, start), count, memory in zip(rows, counts, memories, strict=True):
        if i < last:
            raise fault("does not follow the order of the segments", MOMENTS)
        M = drawn(i) if i > last else M
        last = i
        _refuse_step(segments[i], step, epoch)
        whole(start, "a place in an epoch", 0, M - 1, MOMENTS)
        theta = np.array(numbers[begin : begin + count])
        segments[i].checkpoints.add(checkpoint(Cursor(step, epoch, start, Phase.UPDATE), theta, memory))
        begin += count


def _give_first(roots: list[Segment], which: object, arrays: dict[str, AnyArray]) -> None:
    indices = [whole(k, "a beginning", 0, len(roots) - 1) for k in row(which, "the beginnings", len(roots))]
    sizes: dict[int, int] = {}
    for root, k in zip(roots, indices, strict=True):
        count = parameter_count(root.settings.experiment.n)
        if sizes.setdefault(k, count) != count:
            raise fault("lets two networks of other sizes begin alike")
    if sorted(sizes) != list(range(len(sizes))):
        raise fault("leaves a beginning out")
    numbers = flat(arrays, "first", sum(sizes.values()))
    ends = np.cumsum([sizes[k] for k in range(len(sizes))])
    parts = [np.array(k) for k in np.split(numbers, ends[:-1])]
    for root, k in zip(roots, indices, strict=True):
        root.first = parts[k]


def _refuse_step(segment: Segment, step: int, epoch: int) -> None:
    first = max(whole_steps(segment.start, segment.L), segment.checkpoints.last)
    whole(step, "a step", first + 1, max(first + 1, segment.steps), MOMENTS)
    if step > segment.steps:
        raise fault(f"has a checkpoint at step {step}, behind the end of its segment", MOMENTS)
    whole(epoch, "an epoch", 0, MOST, MOMENTS)
