"""What a frame tells of the past: the runs, where on the path one stands, what can be undone."""

from typing import NamedTuple

from core.experiment import Experiment
from core.lazily import dataclass
from core.record import Run
from core.timeline.moments import whole_steps
from core.timeline.timeline import Timeline
from core.timeline.tree import Branch, Segment, first_name


class EditMark(NamedTuple):
    """An edit on the path: after how many updates it was made, and what it is called."""

    step: int
    words: str


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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
        recomputed: whether the numbers shown were worked out anew by an arithmetic other than the one that
            they were first made with, so that last bits may differ.

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
        not timeline.exact, timeline.changes,
    )  # fmt: skip


def _listed(branch: Branch, timeline: Timeline) -> bool:
    """Whether people see it as a run: not one that was left before anything was done in it."""
    leaf = timeline.tree.leaf(branch)
    return not branch.deleted and (leaf is timeline.leaf or not leaf.blank)


def edit_marks(leaf: Segment) -> tuple[EditMark, ...]:
    """The edits on the path to `leaf`."""
    return _path(leaf).edits


class Path(NamedTuple):
    """What is told of the path to a segment: the number of the root run, and the edits."""

    root: int
    edits: tuple[EditMark, ...]


def _path(leaf: Segment) -> Path:
    """What is told of the path to `leaf`.

    It stays the same for ever, and is too long to be walked for each frame. Only the end of a run keeps
    it: of every segment on the way it would be as many edits as there are pairs of them.
    """
    way, each = [], leaf
    while each.told is None and not each.is_root and each.parent is not None:
        way.append(each)
        each = each.parent
    before: Path = each.told or Path(each.branch.id, ())
    if each.closed:
        each.told = None
    made = [k for k in reversed(way) if k.edit is not None]
    marks = (EditMark(whole_steps(k.fork, k.L), k.words) for k in made)
    leaf.told = found = Path(before.root, (*before.edits, *marks)) if way else before
    return found


def _info(branch: Branch, leaf: Segment, current: bool) -> RunInfo:
    parent = branch.parent
    while parent is not None and parent.deleted:
        parent = parent.parent
    what = leaf, leaf.end, branch.name, parent, current
    if branch.told is None or branch.told[0] != what:  # of all runs only one grows at a time
        branch.told = what, RunInfo(
            branch.id, branch.name, None if parent is None else parent.id, branch.fork, _path(leaf).root,
            leaf.steps, leaf.settings.experiment, edit_marks(leaf), current, branch.record,
        )  # fmt: skip
    info: RunInfo = branch.told[1]
    return info
