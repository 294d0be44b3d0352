"""Training that can be held: goes on, goes back to any moment, and goes another way from there."""

import math
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from core.commands import Edit, Redo, Undo
from core.cursor import Phase
from core.errors import NotAllowedError
from core.fingerprint import fingerprint
from core.jobs import Job
from core.timeline.checkpoints import CAP, SPACING, checkpoint
from core.timeline.moments import moment, whole_steps
from core.timeline.places import Place
from core.timeline.replay import Replay, enter
from core.timeline.tree import Branch, Segment, Tree
from core.timeline.words import edit_words
from core.trainer import Trainer
from core.training import Training


class Timeline:
    """Moves a training along a tree of what was done.

    The path leads from the root of the experiment to its `leaf`. Behind the end of the path going
    on does the same again, edits included; at the end it makes the path longer.

    Attributes:
        tree: everything that was done.
        training: what stands at the present moment.
        segment: the segment on the path that it stands in.
        leaf: the end of the path.
        cap: bytes that may be kept of the past.
        changes: grows with all that is worth saving, and not by going to another place.

    """

    def __init__(self, training: Training, cap: int = CAP) -> None:
        """Begin with `training`, which stands at its first moment."""
        self.tree = Tree()
        self.changes = 0
        self.cap, self._spacing, self._since = cap, SPACING, 0.0
        self._undone: list[tuple[Place, str]] = []
        self.segment: Segment
        self.load(training)

    @property
    def trainer(self) -> Trainer:
        """What trains at present."""
        return self.training.trainer

    @property
    def divergence(self) -> object:
        """Where a number stopped being finite, or None."""
        return self.trainer.divergence

    @property
    def step(self) -> int:
        """Updates done."""
        return self.trainer.step

    @property
    def epoch(self) -> int:
        """Passes over the data done."""
        return self.trainer.epoch

    @property
    def start(self) -> int:
        """Samples of the present epoch that were taken."""
        return self.trainer.start

    @property
    def m(self) -> int:
        """Samples of a batch."""
        return self.trainer.m

    @property
    def M(self) -> int:
        """Samples of an epoch."""
        return self.trainer.M

    @property
    def moment(self) -> int:
        """The present moment."""
        return moment(self.trainer.cursor, self.trainer.net.L)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.segment, self.moment, self.leaf)

    @property
    def at_end(self) -> bool:
        """Whether nothing lies ahead on the path."""
        return self.segment is self.leaf and self.moment >= self.leaf.end

    # Another experiment

    def load(self, training: Training, words: str = "") -> None:
        """Go on with another `training`, at its first moment; what was done stays in the tree."""
        came_from = self.place if self.tree.roots else None
        if came_from is not None:
            self.keep_end()
        self.training = training
        trainer = training.trainer
        root = self.tree.begin(training.settings, trainer.net.theta.copy(), trainer.record)
        root.stretches.append((0, fingerprint()))
        if came_from is not None:
            root.parent, root.fork, root.from_leaf = came_from.segment, came_from.t, came_from.leaf
            root.words = words
        self.segment = self.leaf = root
        self.changes += 1
        self._undone.clear()

    # Going on

    def advance(self) -> None:
        """Do one phase, or again what is ahead: an edit that moves the cursor counts as one."""
        before = self.trainer.cursor
        while (ahead := self._ahead()) is not None and self.moment >= ahead.fork:
            self._enter(ahead)
            if self.trainer.cursor != before:
                return
        self._open_end()
        self._timed(self.trainer.advance)

    def run(self, budget: float, most: int | None = None) -> int:
        """Do whole steps for about `budget` seconds, at most `most`; return how many were done."""
        first, deadline, left = self.trainer.step, perf_counter() + budget, budget
        last = math.inf if most is None else first + most
        while self.divergence is None and self.trainer.step < last:
            self._go_on(left, last - self.trainer.step)
            left = deadline - perf_counter()
            if left <= 0:
                break
        return self.trainer.step - first

    def _go_on(self, budget: float, most: float) -> None:
        """Do a stretch that no edit interrupts, or the next edit."""
        ahead, L = self._ahead(), self.trainer.net.L
        if ahead is None:
            self._open_end()
            slice_ = min(budget, self._spacing)
            self._timed(self.trainer.run, slice_, None if most == math.inf else int(most))
            return
        steps = whole_steps(ahead.fork, L) - self.trainer.step
        if steps > 0:
            self.trainer.run(budget, int(min(most, steps)))
        elif self.moment < ahead.fork:
            self.trainer.advance()
        else:
            self._enter(ahead)

    def _timed(self, work: Callable[..., object], *arguments: object) -> None:
        """Do something at the end of the path, and keep what is needed to do it again."""
        begun = perf_counter()
        work(*arguments)
        self._since += perf_counter() - begun
        leaf, trainer = self.segment, self.trainer
        self.changes += self.moment > leaf.end
        leaf.end = max(leaf.end, self.moment)
        if self._since >= self._spacing and trainer.phase is Phase.UPDATE and trainer.divergence is None:
            self._keep()

    def _keep(self) -> None:
        """Keep the present parameters, unless they are known; make room where there is none left."""
        self._since = 0.0
        kept, trainer = self.segment.checkpoints, self.trainer
        if trainer.step > kept.last and trainer.step > whole_steps(self.segment.start, trainer.net.L):
            kept.add(checkpoint(trainer.cursor, trainer.net.theta))
            while self.tree.nbytes > self.cap and self._thin():
                self._spacing *= 2

    def _thin(self) -> bool:
        """Keep half as many checkpoints; whether there were any to give up."""
        thinned = [k for k in self.tree.segments() if len(k.checkpoints) > 1]
        for each in thinned:
            each.checkpoints.thin()
        return bool(thinned)

    def keep_end(self) -> None:
        """Keep the parameters of the end of the path, if it stands there, so that they are exact for ever."""
        trainer = self.trainer
        if self.at_end and trainer.divergence is None and trainer.step > 0:
            self._keep()

    def _ahead(self) -> Segment | None:
        """The next segment of the path, None at its leaf."""
        path = self.leaf.path
        k = path.index(self.segment)
        return path[k + 1] if k + 1 < len(path) else None

    def _enter(self, segment: Segment) -> None:
        """Go on into the next segment, by its edit."""
        enter(self.training, segment)
        self.segment = segment

    def _open_end(self) -> None:
        """Where the run has gone on in another way before, begin another one."""
        segment = self.segment
        if self.moment >= segment.end and segment.closed:
            child = self.tree.grow(segment, self.moment, self.moment, segment.settings)
            self._begin(child)

    # Going another way

    def edit(self, command: Edit) -> None:
        """Change something here. Raises `BadInputError`, nothing changed, for what can't be used."""
        fork, old = self.moment, self.training.experiment
        self.training.edit(command)
        child = self.tree.grow(self.segment, fork, self.moment, self.training.settings)
        child.edit, child.words = command, edit_words(command, old, self.training.experiment)
        child.from_leaf = self.leaf
        self._begin(child)
        if command.quantity == "m":
            self.trainer.note_pace()

    def _begin(self, child: Segment) -> None:
        child.stretches.append((child.start, fingerprint()))
        self.segment = self.leaf = child
        self.changes += 1
        self.trainer.record = child.branch.record
        self._undone.clear()

    # Undoing

    @property
    def undo_place(self) -> Place | None:
        """Where one was just before the last edit; without any, before the experiment was begun."""
        each = self.segment.last_edit
        if each.parent is None or each.parent.removed:
            return None
        leaf = each.parent if each.from_leaf is None or each.from_leaf.removed else each.from_leaf
        return Place(each.parent, each.fork, leaf)

    @property
    def undo_words(self) -> str:
        """What `undo` takes back, "" for nothing."""
        return self.segment.last_edit.words if self.undo_place is not None else ""

    @property
    def redo_place(self) -> Place | None:
        """Where the last undo began."""
        return self._undone[-1][0] if self._undone else None

    @property
    def redo_words(self) -> str:
        """What `redo` does again."""
        return self._undone[-1][1] if self._undone else ""

    # Going to another place

    def replay(self, to: Place, done: Callable[[], None], by: Undo | Redo | None = None) -> Job:
        """The work of going to another place; `done` hears when it stands there.

        It may be done `by` an undo or a redo, which then has a counterpart.
        """
        self.keep_end()
        here = self.place, self.undo_words
        way = Replay(self.training, self.segment, replace(to, t=min(to.t, to.segment.end)))

        def arrive(training: Training, place: Place) -> None:
            self.training, self.segment, self.leaf = training, place.segment, place.leaf
            self._since = 0.0
            if place.leaf.branch.deleted:
                self._regrow()
            if isinstance(by, Undo):
                self._undone.append(here)
            elif isinstance(by, Redo):
                self._undone.pop()
            done()

        return Job(way.work(arrive), way.progress)

    def _regrow(self) -> None:
        """Stand in another run, where what was kept of a deleted one is shown: that one is gone for good."""
        left = self.leaf
        self.leaf = self.tree.grow(left, left.end, left.end, left.settings)
        self.leaf.stretches.append((left.end, fingerprint()))
        if self.segment is left and self.moment >= left.end:
            self.segment = self.leaf
        self.trainer.record = self.leaf.branch.record
        self.changes += 1

    def delete(self, branch: Branch) -> None:
        """Drop a run. Raises `NotAllowedError` for the one that is shown."""
        if branch is self.leaf.branch:
            raise NotAllowedError(
                f"{branch.name} is the one shown; return to another run before deleting it."
            )
        self.tree.delete(branch)
        self.changes += 1
        self._undone = [k for k in self._undone if not (k[0].segment.removed or k[0].leaf.removed)]
