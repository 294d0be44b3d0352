"""Places in the tree: a moment of a segment, on the way to a leaf."""

from core.lazily import dataclass
from core.timeline.tree import Segment


@dataclass(frozen=True)
class Place:
    """Moment `t` of `segment`, on the path to `leaf`."""

    segment: Segment
    t: int
    leaf: Segment


def before(segment: Segment) -> Place | None:
    """Where one was just before the edit that `segment` begins with; None where nothing was before."""
    if segment.parent is None:
        return None
    leaf = segment.parent if segment.from_leaf is None else segment.from_leaf
    return Place(segment.parent, segment.fork, leaf)


def on_path(leaf: Segment, t: int) -> Place:
    """Moment `t` of the path to `leaf`: after the edits that had been made by then."""
    path = leaf.path
    segment = next((k for k in reversed(path) if k.start <= t), path[0])
    return Place(segment, max(segment.start, min(t, segment.end)), leaf)
