"""The tree of what was done as rows of numbers: in which order its segments lie, and which of them exist."""

from core.lazily import dataclass
from core.timeline.places import Place
from core.timeline.tree import Branch, Segment, Tree

NONE = -1
"""Stands in a row for no segment."""


@dataclass(frozen=True)
class Layout:
    """The segments of a tree in the order of a file: each is followed by all that goes on from it.

    Attributes:
        segments: they themselves.
        branches: the runs, in the order of their making.

    """

    segments: tuple[Segment, ...]
    branches: tuple[Branch, ...]
    _index: dict[int, int]
    _runs: dict[int, int]

    @classmethod
    def of(cls, tree: Tree) -> "Layout":
        """Lay out `tree`."""
        found, waiting = [], list(reversed(tree.roots))
        while waiting:
            found.append(waiting.pop())
            waiting.extend(reversed(found[-1].children))
        index, runs = ({id(k): i for i, k in enumerate(each)} for each in (found, tree.branches))
        return cls(tuple(found), tuple(tree.branches), index, runs)

    def index(self, segment: Segment | None) -> int:
        """The number of `segment`, NONE for one that was removed."""
        return NONE if segment is None else self._index.get(id(segment), NONE)

    def row(self, segment: Segment) -> list[int]:
        """One segment: parent, run, fork, start, end, from_leaf, whether it is a root."""
        parent = self.index(segment.parent)
        # Where a run was dropped its segments end where others go on, so that a place may lie behind that.
        fork = 0 if segment.parent is None or parent == NONE else min(segment.fork, segment.parent.end)
        came_from = self.index(segment.from_leaf) if parent != NONE else NONE
        run = self._runs[id(segment.branch)]
        return [parent, run, fork, segment.start, segment.end, came_from, int(segment.is_root)]

    def place(self, place: Place) -> list[int]:
        """One place: segment, moment, leaf."""
        t = min(place.t, place.segment.end)
        return [self.index(place.segment), t, self.index(place.leaf)]


def sizes(parents: list[int]) -> list[int]:
    """How many segments each comprises, those that go on from it counted, in the order of a file.

    Empty where the order is not that of a file. Segment a lies on the path to b if a ≤ b < a + size of a.
    """
    path: list[int] = []
    for k, parent in enumerate(parents):
        while path and path[-1] != parent:
            path.pop()
        if not path and parent != NONE:
            return []
        path.append(k)
    found = [1] * len(parents)
    for k in range(len(parents) - 1, -1, -1):
        if parents[k] != NONE:
            found[parents[k]] += found[k]
    return found
