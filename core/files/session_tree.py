"""The tree of runs and edits in a session file."""

from typing import Any

import numpy as np

from core.commands import Edit
from core.datasets.given import DRAWING
from core.errors import BadInputError
from core.files.given_parts import Brought, Giving
from core.files.npy import AnyArray
from core.files.session_checks import fault, flag, integers, row, saying, table, text, whole
from core.files.session_json import edit_json, edit_of, experiment_json, experiment_of
from core.files.session_layout import NONE, Layout, sizes
from core.files.session_rehearsal import Rehearsals, batch_size, painted_drawn, refuse_changes, refuse_large
from core.network import PLACEHOLDER
from core.record import Run
from core.timeline.moments import whole_steps
from core.timeline.places import Place
from core.timeline.runs import name_run
from core.timeline.tree import Branch, Segment, Tree

KEYS = ("experiments", "words", "edits", "runs", "made", "fingerprints")
MOST_SEGMENTS = 10_000
MOST_ROOTS = 1_000
MOST_STRETCHES = 200_000
MOST_WORDS = 4_000
"""Letters of the name of a beginning, which once told the sizes of however many layers."""
MEMBER = "segments.npy"


def tree_parts(layout: Layout, tree: Tree, giving: Giving) -> tuple[dict[str, Any], dict[str, AnyArray]]:
    """What a manifest says of `tree`, and the arrays beside it; `giving` takes what was painted.

    Raises `BadInputError` for one that is too large.
    """
    segments = layout.segments
    if len(segments) > MOST_SEGMENTS or len(tree.roots) > MOST_ROOTS:
        most = f"{MOST_SEGMENTS:,} edits and {MOST_ROOTS:,} experiments"
        raise BadInputError(f"There are more than {most}, which a file may hold; delete some runs.")
    if sum(len(k.stretches) for k in segments) > MOST_STRETCHES:
        raise BadInputError("Phases and steps took turns too often for a file to hold; delete some runs.")
    for k in segments:
        refuse_large(k.settings.experiment, batch_size(k.settings.experiment))
    made = [(k.settings, k.parent.settings) for k in segments if k.edit is not None and k.parent is not None]
    refuse_changes(sum(now.made_since(before) for now, before in made))
    # What made each stretch: a fingerprint of numpy, or the mark of other arithmetic.
    marks = sorted({mark for k in segments for _, mark in k.stretches})
    said = {
        "experiments": [experiment_json(k.settings.experiment, giving) for k in tree.roots],
        "words": [k.words for k in tree.roots],
        "edits": [[i, *edit_json(k.edit, giving)] for i, k in enumerate(segments) if k.edit is not None],
        "runs": [{"id": k.id, "name": k.name, "deleted": k.deleted} for k in layout.branches],
        "made": tree.made,
        "fingerprints": marks,
    }
    rows = [layout.row(k) for k in segments]
    stretches = [[i, t, marks.index(mark)] for i, k in enumerate(segments) for t, mark in k.stretches]
    return said, {"segments": _rows(rows, 7), "stretches": _rows(stretches, 3)}


def _rows(rows: list[list[int]], columns: int) -> AnyArray:
    return np.array(rows, dtype=np.int64).reshape(len(rows), columns)


class TreeReader:
    """Builds a tree from what a file says, each segment after the one that it goes on from.

    Attributes:
        segments: in the order of the file; the roots have no parameters yet.

    """

    def __init__(self, said: dict[str, Any], arrays: dict[str, AnyArray], brought: Brought) -> None:
        """Build it; raises `FaultError` for what makes no tree. `brought` has all its data."""
        self._brought = brought
        experiments, words, edits, runs, made, marks = (said[k] for k in KEYS)
        self.segments: list[Segment] = []
        self.tree = Tree()
        self._rows = integers(arrays, "segments", 7, MOST_SEGMENTS)
        for each in self._rows:
            _refuse_range(each, len(self._rows))
        self._roots = [i for i, each in enumerate(self._rows) if each[6]]
        self._sizes = self._checked_order()
        self._experiments = row(experiments, "the experiments", len(self._roots), MOST_ROOTS)
        self._words = row(words, "the names of their beginnings", len(self._roots))
        self._edits = dict(self._edit(k) for k in row(edits, "the edits"))
        if len(self._edits) != len(edits):
            raise fault("holds two edits for one segment")
        self._read_runs(row(runs, "the runs", most=MOST_SEGMENTS), made)
        self._rehearsals, self._drawn = Rehearsals(), [0] * len(self._rows)
        for i, each in enumerate(self._rows):
            self.segments.append(self._segment(i, each))
            self._drawn[i] = self._rehearsals.drawn
        self._connect()
        self._read_stretches(marks, arrays)

    def at(self, index: Any, what: str) -> Segment:
        """The segment of that number."""
        return self.segments[whole(index, what, 0, len(self.segments) - 1)]

    def drawn(self, index: int) -> int:
        """How many samples are drawn in an epoch of the segment of that number."""
        experiment = self.segments[index].settings.experiment
        return self._drawn[index] if experiment.dataset != DRAWING else painted_drawn(experiment)

    def place(self, said: Any, what: str) -> Place:
        """The place that `said` names: segment, moment, leaf."""
        segment, t, leaf = row(said, what, 3)
        at = Place(self.at(segment, what), whole(t, what), self.at(leaf, what))
        if not self._leads_to(segment, leaf):
            raise fault(f"gives {what} that is not on its path")
        if t > at.segment.end:
            raise fault(f"gives {what} that lies behind the end")
        return at

    def _leads_to(self, a: int, b: int) -> bool:
        """Whether segment a lies on the path to segment b, or is b."""
        return a <= b < a + self._sizes[a]

    def _checked_order(self) -> list[int]:
        if not self._rows or not self._rows[0][6]:
            raise fault("must begin with the root of an experiment", MEMBER)
        found = sizes([NONE if root else parent for parent, *_, root in self._rows])
        if not found:
            raise fault("does not have its segments in the order of a tree", MEMBER)
        return found

    def _edit(self, said: Any) -> tuple[int, Edit]:
        index, *rest = row(said, "an edit", 5)
        index = whole(index, "the segment of an edit", 0, len(self._rows) - 1)
        if self._rows[index][6]:
            raise fault("holds an edit that begins an experiment")
        return index, edit_of(rest, self._brought)

    # Runs

    def _read_runs(self, runs: list[Any], made: Any) -> None:
        last = 0
        for said in runs:
            number, name, deleted = table(said, "a run", "id", "name", "deleted")
            last = whole(number, "the number of a run", last + 1)
            # Its record comes with its first segment.
            branch = Branch(last, "", Run(1), deleted=flag(deleted, "whether a run is deleted"))
            with saying("a run"):
                name_run(branch, name)
            self.tree.branches.append(branch)
        self.tree.made = whole(made, "how many runs were made", last)
        self._begun: set[int] = set()

    def _join(self, run: int, parent: Segment | None, fork: int, L: int) -> Branch:
        """The run of that number: the one of `parent`, which goes on, or one that begins here."""
        if run >= len(self.tree.branches):
            raise fault(f"names run {run}, and there are {len(self.tree.branches)}", MEMBER)
        branch = self.tree.branches[run]
        if parent is not None and parent.branch is branch:
            if parent.closed:
                raise fault("lets a run go on in two ways", MEMBER)
            return branch
        if run in self._begun or (parent is not None and parent.branch.id > branch.id):
            raise fault("has a run that begins twice, or before the one that it goes on from", MEMBER)
        self._begun.add(run)
        if parent is not None:
            branch.parent, branch.fork = parent.branch, whole_steps(fork, parent.L)
        branch.record = Run(L, None if branch.parent is None else branch.parent.record, branch.fork)
        return branch

    # Segments

    def _segment(self, i: int, each: list[int]) -> Segment:
        parent, run, fork, start, end, _, root = each
        return self._root(i, run, start, end) if root else self._child(i, parent, run, fork, start, end)

    def _root(self, i: int, run: int, start: int, end: int) -> Segment:
        k = self._roots.index(i)
        settings = self._rehearsals.begin(experiment_of(self._experiments[k], self._brought))
        branch = self._join(run, None, 0, len(settings.experiment.n) - 1)
        words = text(self._words[k], "the name of a beginning", MOST_WORDS)
        found = Segment(branch, settings, start, end, words=words, first=PLACEHOLDER)
        self.tree.roots.append(found)
        return found

    def _child(self, i: int, parent: int, run: int, fork: int, start: int, end: int) -> Segment:
        before, settings, words = self.segments[parent], self.segments[parent].settings, ""
        if fork > before.end:
            raise fault("has a segment that begins behind the end of the one before", MEMBER)
        edit = self._edits.get(i)
        _refuse_start(edit, fork, start, before.L)
        if edit is not None:
            settings, words = self._rehearsals.after(settings, edit)
        branch = self._join(run, before, fork, before.L)
        found = Segment(branch, settings, start, end, before, fork, edit, words)
        before.children.append(found)
        return found

    def _connect(self) -> None:
        """Let each segment know where one was before, in whatever part of the tree that was."""
        if len(self._begun) != len(self.tree.branches):
            raise fault("has no segments for some of the runs", MEMBER)
        roots = [0] * len(self._rows)
        for i, (parent, _, fork, *_, came_from, root) in enumerate(self._rows):
            roots[i] = i if root else roots[i - 1]
            if NONE not in (parent, came_from) and not self._leads_to(parent, came_from):
                raise fault("has a segment that was not begun from where it says", MEMBER)
            if root and parent != NONE:
                self._come(i, self.segments[parent], fork)
            if came_from != NONE:
                self.segments[i].from_leaf = self.segments[came_from]

    def _come(self, root: int, before: Segment, fork: int) -> None:
        found = self.segments[root]
        if self.tree.roots.index(before.path[0]) >= self.tree.roots.index(found) or fork > before.end:
            raise fault("has an experiment that was not begun from where it says", MEMBER)
        found.parent, found.fork = before, fork

    def _read_stretches(self, marks: Any, arrays: dict[str, AnyArray]) -> None:
        names = [text(k, "a fingerprint") for k in row(marks, "the fingerprints", most=1000)]
        member = "stretches.npy"
        for i, t, mark in integers(arrays, "stretches", 3, MOST_STRETCHES):
            whole(i, "a segment", 0, len(self.segments) - 1, member)
            whole(t, "a moment", member=member)
            whole(mark, "a fingerprint", 0, len(names) - 1, member)
            known = self.segments[i].stretches
            if known and t < known[-1][0]:
                raise fault("has a stretch that begins before the one before it", member)
            known.append((t, names[mark]))


def _refuse_range(each: list[int], count: int) -> None:
    parent, run, fork, start, end, came_from, root = each
    for name, value in (("a segment", parent), ("a segment", came_from)):
        whole(value, name, NONE, count - 1, MEMBER)
    for name, value in (("a run", run), ("a moment", fork), ("a moment", start), ("a moment", end)):
        whole(value, name, member=MEMBER)
    whole(root, "whether it is a root", 0, 1, MEMBER)
    if not root and parent == NONE:
        raise fault("has a segment that goes on from nothing", MEMBER)
    if end < start or (root and start):
        raise fault("has a segment that ends before it begins", MEMBER)


def _refuse_start(edit: Edit | None, fork: int, start: int, L: int) -> None:
    """An edit begins the step under way again, or leads to the next one after an update."""
    step = fork - fork % (2 * L + 3)
    if start != fork and (edit is None or start not in (step, fork + 1)):
        raise fault("has a segment that begins at another moment than its edit", MEMBER)
