"""Room for what is kept of the past: what is given up first where the cap is reached."""

from core.timeline.tree import Segment, Tree

FEW = 8
"""Checkpoints of a segment from which on halving them tells that they lie too close together."""


def make_room(tree: Tree, present: Segment, path: tuple[Segment, ...], cap: int) -> bool:
    """Give up checkpoints of `tree` until they take at most `cap` bytes together.

    Every second one goes first, wherever there are several. Where only the `present` segment has several,
    the single ones go, those that do not lie on the `path` before those on it. Returns whether the
    present segment had many that were thinned: then they lie too close together.
    """
    segments = list(tree.segments())
    crowded = False
    while (taken := sum(k.checkpoints.nbytes for k in segments)) > cap:
        several = [k for k in segments if len(k.checkpoints) > 1]
        if several in ([], [present]) and any(k.checkpoints for k in segments if k is not present):
            _give_up(segments, present, path, taken - cap)
        elif several:
            crowded = crowded or len(present.checkpoints) >= FEW
            for each in several:
                each.checkpoints.thin()
        else:
            break  # one, which is larger than the cap
    return crowded


def _give_up(segments: list[Segment], present: Segment, path: tuple[Segment, ...], excess: int) -> None:
    """Give up what segments have, one after another, until so many bytes are free."""
    on_path = {id(k) for k in path}
    for each in sorted(segments, key=lambda k: id(k) in on_path):  # in their order, those on the path last
        if excess <= 0:
            return
        if each is not present:
            excess -= each.checkpoints.nbytes
            each.checkpoints.cut(-1)
