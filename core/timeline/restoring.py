"""A timeline that stands where another one stood when it was saved."""

from typing import NamedTuple

from core.fingerprint import fingerprint
from core.memo import Memo
from core.timeline.checkpoints import CAP, SPACING
from core.timeline.places import Place
from core.timeline.timeline import Timeline
from core.timeline.tree import Segment, Tree
from core.trail import Trail
from core.training import Training


class Present(NamedTuple):
    """Where training stands: the place, and every number of the moment."""

    place: Place
    memo: Memo


def present(timeline: Timeline) -> Present:
    """Where `timeline` stands now."""
    return Present(timeline.place, timeline.trainer.memo())


def restored(
    tree: Tree, training: Training, at: Present, undone: list[tuple[Place, str]], changes: int
) -> Timeline:
    """A timeline of `tree` that stands `at` the present; `training` is of its experiment, not begun."""
    segment, leaf = at.place.segment, at.place.leaf
    timeline: Timeline = object.__new__(Timeline)
    timeline.tree, timeline.segment, timeline.leaf = tree, segment, leaf
    timeline.trail = Trail()
    timeline.cap, timeline._spacing, timeline._since = CAP, SPACING, 0.0
    timeline.changes = changes
    timeline._undone = list(undone)
    timeline.training = training
    timeline.training.adopt(segment.settings)
    timeline.trainer.recall(at.memo)
    timeline.see_to_leaf()
    for each in tree.segments():
        _note_arithmetic(each)
    return timeline


def _note_arithmetic(segment: Segment) -> None:
    """What is done from here on is done by the arithmetic of this machine."""
    if segment.stretches and segment.stretches[-1][1] != fingerprint():
        done = [k for k in segment.stretches if k[0] <= segment.end]
        here = [] if done and done[-1][1] == fingerprint() else [(segment.end + 1, fingerprint())]
        segment.stretches = [*done, *here]


def undone(timeline: Timeline) -> list[Place]:
    """Where undos began, which can be done again."""
    return [place for place, _ in timeline._undone]
