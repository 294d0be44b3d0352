"""What a frame tells of the past: the runs, where on the path one stands, what can be undone."""

from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

from core.experiment import Experiment
from core.fingerprint import fingerprint
from core.record import Run
from core.timeline.moments import whole_steps
from core.timeline.timeline import Timeline
from core.timeline.tree import Branch, Segment, first_name


class EditMark(NamedTuple):
    """An edit on the path: after how many updates it was made, and what it is called."""

    step: int
    words: str


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run.

    Attributes:
        id, name: its number and what it is called.
        parent, fork: the number of the run that it goes on from, None for a root, and after how many steps.
        root: the number of the root run of its experiment: runs of one root share data, layers and seed.
        steps: how many updates were done by its end.
        experiment: with the settings that hold at its end.
        edits: all edits on the way there.
        current: whether it is shown.
        record: its cost and norms.

    """

    id: int
    name: str
    parent: int | None
    fork: int
    root: int
    steps: int
    experiment: Experiment
    edits: tuple[EditMark, ...]
    current: bool
    record: Run


@dataclass(frozen=True, slots=True)
class History:
    """Where one stands in all that was done.

    Attributes:
        runs: every run that has begun, in the order of their making.
        moment, end: the present moment of the path and its last.
        end_step: how many updates were done at its end.
        edits: those on the path.
        undo, redo: what would be undone or done again, "" for nothing.
        stamp: grows with all that is worth saving, by whatever that is: training on, edits, other
            experiments, names, deletions. Going to another moment changes nothing. After a session was
            opened it is what it was when that was saved.
        recomputed: whether this moment was worked out anew by an arithmetic other than the one that it
            was first trained with, so that last bits may differ.

    """

    runs: tuple[RunInfo, ...]
    moment: int
    end: int
    end_step: int
    edits: tuple[EditMark, ...]
    undo: str
    redo: str
    recomputed: bool
    stamp: int = 0

    @property
    def in_past(self) -> bool:
        """Whether something lies ahead."""
        return self.moment < self.end

    @property
    def named(self) -> bool:
        """Whether somebody has named a run."""
        return any(k.name != first_name(k.id) for k in self.runs)

    @property
    def current(self) -> RunInfo:
        """The run that is shown."""
        return next(k for k in self.runs if k.current)


def history(timeline: Timeline) -> History:
    """What `timeline` has to tell now."""
    leaf, now = timeline.leaf, timeline.moment
    tree = timeline.tree
    runs = tuple(_info(k, tree.leaf(k), k is leaf.branch) for k in tree.branches if _listed(k, timeline))
    end = max(leaf.end, now)
    return History(
        runs, now, end, whole_steps(end, leaf.L), edit_marks(leaf), timeline.undo_words, timeline.redo_words,
        recomputed(timeline.segment, now), timeline.changes,
    )  # fmt: skip


def _listed(branch: Branch, timeline: Timeline) -> bool:
    """Whether people see it as a run: not one that was left for another experiment before it began."""
    leaf = timeline.tree.leaf(branch)
    begun = leaf.end > 0 or not leaf.is_root or branch.name != first_name(branch.id)
    return not branch.deleted and (begun or leaf is timeline.leaf)


def edit_marks(leaf: Segment) -> tuple[EditMark, ...]:
    """The edits on the path to `leaf`."""
    return _path(leaf).edits


class _Path(NamedTuple):
    root: int
    edits: tuple[EditMark, ...]


_PATHS: WeakKeyDictionary[Segment, _Path] = WeakKeyDictionary()
"""What lies before a segment stays the same; of hundreds of runs it is too long to be walked each time."""


def _path(leaf: Segment) -> _Path:
    """The number of the root run, and the edits, of the path to `leaf`."""
    found = _PATHS.get(leaf)
    if found is None:
        path = leaf.path
        edits = tuple(EditMark(whole_steps(k.fork, k.L), k.words) for k in path if k.edit is not None)
        found = _PATHS[leaf] = _Path(path[0].branch.id, edits)
    return found


def recomputed(segment: Segment, t: int) -> bool:
    """Whether moment `t` of `segment` was trained by another arithmetic, and not kept."""
    known = [mark for begin, mark in segment.stretches if begin <= t]
    if not known or known[-1] == fingerprint():
        return False
    return segment.checkpoints.at(whole_steps(t, segment.L)) is None


_INFOS: WeakKeyDictionary[Branch, tuple[object, RunInfo]] = WeakKeyDictionary()
"""Of all runs only one grows at a time."""


def _info(branch: Branch, leaf: Segment, current: bool) -> RunInfo:
    parent = branch.parent
    while parent is not None and parent.deleted:
        parent = parent.parent
    what = leaf, leaf.end, branch.name, parent, current
    known = _INFOS.get(branch)
    if known is None or known[0] != what:
        known = _INFOS[branch] = what, RunInfo(
            branch.id, branch.name, None if parent is None else parent.id, branch.fork, _path(leaf).root,
            leaf.steps, leaf.settings.experiment, edit_marks(leaf), current, branch.record,
        )  # fmt: skip
    return known[1]
