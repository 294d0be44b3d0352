"""The tree of everything that was done: segments between two edits, and the runs that they make up."""

from collections.abc import Iterator
from dataclasses import field
from typing import Any

from core.arithmetic import ARITHMETIC
from core.checks import Array
from core.commands import Edit
from core.lazily import dataclass
from core.record import Run
from core.timeline.checkpoints import Checkpoints
from core.timeline.moments import whole_steps
from core.timeline.words import edit_words
from core.tuning import Settings

ANEW = "worked out anew"
"""In place of a mark: what a segment goes on from was not exactly what was there the first time."""


@dataclass(eq=False, repr=False)
class Branch:
    """A run as people see it: a chain of segments with one record.

    Attributes:
        id: counts from 1 and is never given again.
        name: what it is called.
        record: C̄ of every step, norms and scores.
        parent, fork: the run that it goes on from, and after how many steps (None, 0 for a root).
        deleted: whether it is only kept for the runs that go on from it.
        told: what was last told of it, kept for whoever tells it.

    """

    id: int
    name: str
    record: Run
    parent: "Branch | None" = None
    fork: int = 0
    deleted: bool = False
    told: Any = None


@dataclass(eq=False, repr=False)
class Segment:
    """What was done from one edit to the next.

    Attributes:
        parent, fork: the segment before, and the moment in it at which the edit was made; of a root,
            where one was when it was begun, if anywhere.
        edit, words: the edit that it begins with, and what that is called; None where training only
            went another way than before.
        settings: those that hold.
        start, end: its first moment, after the edit, and the last that was reached.
        branch: the run that it belongs to.
        checkpoints: parameters along the way.
        first: a root's parameters at its start, else None.
        from_leaf: the end of the path that was shown before the edit.
        stretches: from which moments on which arithmetic has made it, by its mark.
        removed: whether it is not in the tree any more.
        moves: how often the number that it begins with was moved on.
        told: what was told of the path to it, kept for whoever tells it.

    """

    branch: Branch
    settings: Settings
    start: int
    end: int
    parent: "Segment | None" = None
    fork: int = 0
    edit: Edit | None = None
    words: str = ""
    first: Array | None = None
    from_leaf: "Segment | None" = None
    checkpoints: Checkpoints = field(default_factory=Checkpoints)
    children: "list[Segment]" = field(default_factory=list)
    stretches: list[tuple[int, str]] = field(default_factory=list)
    removed: bool = False
    moves: int = 0
    told: Any = None

    @property
    def L(self) -> int:
        """Index of the output layer."""
        return len(self.settings.experiment.n) - 1

    @property
    def begun_anew(self) -> bool:
        """Whether what it goes on from was worked out anew by another arithmetic than the first time."""
        return bool(self.stretches) and self.stretches[0][1] == ANEW

    @property
    def is_root(self) -> bool:
        """Whether it begins an experiment."""
        return self.first is not None

    @property
    def closed(self) -> bool:
        """Whether the run goes on in another segment, so that this one can't grow."""
        return any(k.branch is self.branch for k in self.children)

    @property
    def blank(self) -> bool:
        """Whether it is a run in which nothing was done yet, not even a name was given."""
        named = self.branch.name != first_name(self.branch.id)
        begun = self.end > self.start or self.edit is not None or bool(self.children)
        goes_on = self.parent is not None and self.parent.branch is self.branch
        return not (named or begun or goes_on or self.branch.deleted)

    @property
    def steps(self) -> int:
        """How many updates were done by its end."""
        return whole_steps(self.end, self.L)

    def change_edit(self, edit: Edit, settings: Settings) -> None:
        """Let it begin with another number than it did; nothing was done after that yet."""
        experiment = settings.experiment
        self.moves += 1
        self.edit, self.settings, self.words = edit, settings, edit_words(edit, experiment, experiment)
        self.told = self.branch.told = None

    def forget_removed(self) -> None:
        """Let nothing that was removed live on because one was there before."""
        if self.from_leaf is not None and self.from_leaf.removed:
            self.from_leaf = None
        if self.is_root and self.parent is not None and self.parent.removed:
            self.parent = None

    @property
    def last_edit(self) -> "Segment":
        """The segment that the last edit began, this one or one before it, or the root."""
        each = self
        while each.edit is None and not each.is_root and each.parent is not None:
            each = each.parent
        return each

    @property
    def path(self) -> "tuple[Segment, ...]":
        """From the root of its experiment to this one."""
        found, each = [self], self
        while not each.is_root and each.parent is not None:
            each = each.parent
            found.append(each)
        return tuple(reversed(found))


def first_name(number: int) -> str:
    """What a run is called that nobody has named."""
    return f"Run {number}"


class Tree:
    """All segments and runs.

    Attributes:
        roots: the segments that begin an experiment, in the order of their making.
        branches: the runs, in the order of their making.
        made: how many there ever were.

    """

    def __init__(self) -> None:
        """Nothing was done yet."""
        self.roots: list[Segment] = []
        self.branches: list[Branch] = []
        self.made = 0
        self._leaves: dict[Branch, Segment] | None = None

    def begin(self, settings: Settings, first: Array, record: Run) -> Segment:
        """Begin an experiment with the parameters `first`."""
        root = Segment(self._branch(record), settings, 0, 0, first=first)
        root.stretches.append((0, ARITHMETIC.numpy))
        self.roots.append(root)
        self._leaves = None
        return root

    def grow(self, parent: Segment, fork: int, start: int, settings: Settings) -> Segment:
        """Go on from moment `fork` of `parent`, in the same run if nothing lies after it, nor was deleted."""
        branch = parent.branch
        if fork < parent.end or parent.closed or branch.deleted:
            steps = whole_steps(fork, parent.L)
            record = Run(parent.L, parent=branch.record, fork=steps)
            branch = self._branch(record, branch, steps)
        child = Segment(branch, settings, start, start, parent, fork)
        child.stretches.append((start, ARITHMETIC.numpy))
        parent.children.append(child)
        self._leaves = None
        return child

    def another(self, parent: Segment) -> Segment:
        """Another run that goes on from the end of `parent`, which others went on from or nobody may."""
        for each in parent.children:
            if each.blank and each.branch is not parent.branch:
                return each
        return self.grow(parent, parent.end, parent.end, parent.settings)

    def _branch(self, record: Run, parent: Branch | None = None, fork: int = 0) -> Branch:
        self.made += 1
        made = Branch(self.made, first_name(self.made), record, parent, fork)
        self.branches.append(made)
        return made

    def segments(self) -> Iterator[Segment]:
        """All of them, parents before their children."""
        waiting = self.roots[::-1]
        while waiting:
            each = waiting.pop()
            yield each
            waiting.extend(each.children[::-1])

    def leaf(self, branch: Branch) -> Segment:
        """The segment in which a run ends."""
        if self._leaves is None:
            self._leaves = {k.branch: k for k in self.segments() if not k.closed}
        return self._leaves[branch]

    @property
    def nbytes(self) -> int:
        """Bytes of all checkpoints."""
        return sum(k.checkpoints.nbytes for k in self.segments())

    # Deleting

    def delete(self, branch: Branch) -> None:
        """Drop a run; what others go on from is kept for them, without being listed."""
        branch.deleted = True
        for each in reversed(list(self.segments())):
            if each.branch.deleted and not each.children:
                self._remove(each)
            elif each.branch is branch:
                each.end = max(each.start, *(k.fork for k in each.children))
                each.checkpoints.cut(whole_steps(each.end, each.L))
        self._leaves = None
        left = list(self.segments())
        for each in left:
            each.forget_removed()
        kept = {id(k.branch) for k in left}
        self.branches = [k for k in self.branches if id(k) in kept]

    def _remove(self, segment: Segment) -> None:
        siblings = self.roots if segment.is_root or segment.parent is None else segment.parent.children
        siblings.remove(segment)
        segment.removed = True
