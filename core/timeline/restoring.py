"""A timeline that stands where another one stood when it was saved."""

from typing import NamedTuple

from core.memo import Memo
from core.timeline.checkpoints import CAP, SPACING
from core.timeline.places import Place
from core.timeline.stretches import show_again
from core.timeline.timeline import Timeline
from core.timeline.tree import Tree
from core.trail import Trail
from core.training import Training


class Present(NamedTuple):
    """Where training stands: the place, every number of the moment, and whether they are exact."""

    place: Place
    memo: Memo
    exact: bool = True


def present(timeline: Timeline) -> Present:
    """Where `timeline` stands now."""
    return Present(timeline.place, timeline.trainer.memo(), timeline.exact)


def restored(
    tree: Tree, training: Training, at: Present, undone: list[tuple[Place, str]], changes: int
) -> Timeline:
    """A timeline of `tree` that stands `at` the present; `training` is of its experiment, not begun.

    What is done from here on is done by the arithmetic of this machine, and noted as such.
    """
    segment, leaf = at.place.segment, at.place.leaf
    timeline: Timeline = object.__new__(Timeline)
    timeline.tree, timeline.segment, timeline.leaf = tree, segment, leaf
    timeline.trail = Trail()
    timeline.cap, timeline._spacing, timeline._since = CAP, SPACING, 0.0
    timeline.changes, timeline.exact = changes, at.exact
    timeline._undone = list(undone)
    timeline.training = training
    timeline.training.adopt(segment.settings)
    timeline.trainer.recall(at.memo)
    timeline.see_to_leaf()
    if at.exact:
        show_again(timeline.trainer, segment, at.memo)
    return timeline


def undone(timeline: Timeline) -> list[Place]:
    """Where undos began, which can be done again."""
    return [place for place, _ in timeline._undone]
