"""Where training stands, in a session file: the place in the tree, and every number of the moment."""

from typing import Any

import numpy as np

from core.cursor import Cursor, Phase, at_position
from core.divergence import Divergence
from core.experiment import Experiment
from core.files.npy import AnyArray
from core.files.session_checks import fault, flag, row, saying, table, text, whole
from core.files.session_layout import Layout
from core.files.session_memory import PRESENT, memories_of, memory_part
from core.files.session_rehearsal import batch_size, refuse_large
from core.files.session_tree import TreeReader
from core.memo import Memo
from core.network import parameter_count
from core.timeline.moments import moment
from core.timeline.places import Place
from core.timeline.restoring import Present, present, undone
from core.timeline.timeline import Timeline

KEYS = ("segment", "leaf", "cursor", "drawn", "divergence", "recomputed")
MEMBER = "present.npy"
MOST_UNDONE = 1000


def present_parts(timeline: Timeline, layout: Layout) -> tuple[dict[str, Any], dict[str, AnyArray]]:
    """What a manifest says of the present, and the arrays beside it."""
    place, memo, exact = present(timeline)
    cursor, d = memo.cursor, memo.divergence
    L = timeline.trainer.net.L
    said = {
        "segment": layout.index(place.segment),
        "leaf": layout.index(place.leaf),
        "cursor": [cursor.step, cursor.epoch, cursor.start, cursor.position(L)],
        "drawn": memo.m,
        "divergence": None if d is None else [d.step, d.l, d.quantity],
    }
    said |= {} if exact else {"recomputed": True}
    numbers = np.stack([memo.theta, memo.theta_before, memo.gradient])
    cost = np.array([memo.mean_cost])
    remembered = memory_part(PRESENT, (memo.memory, memo.memory_before))
    return said, {"present": numbers, "mean_cost": cost} | remembered


def present_of(said: Any, arrays: dict[str, AnyArray], tree: TreeReader) -> Present:
    """Where the file says that training stands; the number of samples is not looked at here."""
    said = {"recomputed": False} | said if isinstance(said, dict) else said
    segment, leaf, cursor, drawn, divergence, recomputed = table(said, "the present", *KEYS)
    at = tree.at(segment, "the present segment")
    settings, L = at.settings.experiment, at.L
    with saying("a batch"):
        m = whole(drawn, "the size of the batch", 1)
        refuse_large(settings, max(batch_size(settings), m))
    memo = _memo(_cursor(cursor, L), m, _divergence(divergence, L), arrays, settings)
    place = tree.place([segment, moment(memo.cursor, L), leaf], "the present place")
    return Present(place, memo, not flag(recomputed, "whether the present was worked out anew"))


def with_batch(at: Present, m: int, M: int) -> Present:
    """Say where the present batch was drawn, of batches of `m` from M samples; `FaultError` for no such."""
    cursor = at.memo.cursor
    epoch, start = cursor.epoch, whole(cursor.start, "a place in an epoch", 0, M - 1)
    if cursor.phase is Phase.UPDATE:
        epoch, start = (epoch, start - at.memo.m) if start else (epoch - 1, M - at.memo.m)
        if epoch < 0 or start < 0:
            raise fault(f"holds a batch of {at.memo.m} samples, which are more than were taken")
    elif at.memo.m != min(m, M - start):
        raise fault(f"holds a batch of {at.memo.m} samples, where there should be {min(m, M - start)}")
    return at._replace(memo=at.memo._replace(begun=Cursor(cursor.step, epoch, start)))


def _cursor(said: Any, L: int) -> Cursor:
    step, epoch, start, place = row(said, "the cursor", 4)
    phase, l = at_position(whole(place, "the phase", 0, 2 * L + 2), L)
    least = 1 if phase is Phase.UPDATE else 0
    step, epoch = whole(step, "the present step", least), whole(epoch, "the present epoch")
    return Cursor(step, epoch, whole(start, "a place in an epoch"), phase, l)


def _divergence(said: Any, L: int) -> Divergence | None:
    if said is None:
        return None
    step, l, quantity = row(said, "where training has diverged", 3)
    layer = whole(l, "a layer", 1, L)
    return Divergence(whole(step, "a step"), layer, text(quantity, "what is not finite", 60))


def _memo(
    cursor: Cursor, m: int, divergence: Divergence | None, arrays: dict[str, AnyArray], settings: Experiment
) -> Memo:
    numbers, cost, size = arrays["present"], arrays["mean_cost"], parameter_count(settings.n)
    if numbers.dtype != np.float64 or numbers.shape != (3, size):
        raise fault(f"must hold 3 × {size} numbers", MEMBER)
    if cost.dtype != np.float64 or cost.shape != (1,):
        raise fault("must hold one number", "mean_cost.npy")
    diverged = divergence is not None
    if not (np.isfinite(numbers[1]).all() and (diverged or np.isfinite(numbers[0]).all())):
        raise fault("holds parameters that are not finite", MEMBER)
    memory, before = memories_of(PRESENT, arrays, [settings] * 2, finite=not diverged)
    return Memo(
        cursor, cursor, numbers[0], numbers[1], numbers[2], float(cost[0]), divergence, m, memory, before
    )


# What can be done again


def undone_json(timeline: Timeline, layout: Layout) -> list[list[int]]:
    """The places where undos began, the last ones of very many."""
    return [layout.place(k) for k in undone(timeline)[-MOST_UNDONE:]]


def undone_of(said: Any, tree: TreeReader) -> list[tuple[Place, str]]:
    """The places that undos began at, and what they are called."""
    places = row(said, "what was undone", most=MOST_UNDONE)
    found = [tree.place(k, "a place that was left by an undo") for k in places]
    return [(k, k.segment.last_edit.words) for k in found]
