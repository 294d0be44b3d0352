"""Training that can be held: goes on, goes back to any moment, and goes another way from there."""

import math
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from core.commands import Edit, Redo, Undo
from core.cursor import Phase
from core.errors import NotAllowedError
from core.jobs import Job
from core.timeline.checkpoints import CAP, SPACING, checkpoint
from core.timeline.moments import whole_steps
from core.timeline.places import Place, before
from core.timeline.replay import Replay
from core.timeline.room import make_room
from core.timeline.standpoint import Standpoint
from core.timeline.tree import Branch, Segment, Tree
from core.timeline.words import edit_words
from core.trail import Trail
from core.training import NUMBERS, Training


class Timeline(Standpoint):
    """Moves a training along a tree of what was done.

    The path leads from the root of the experiment to its `leaf`. Behind the end of the path going
    on does the same again, edits included; at the end it makes the path longer.

    Attributes:
        tree: everything that was done.
        cap: bytes that all checkpoints together may take.
        changes: grows with all that is worth saving, and not by going to another place.
        trail: the way that training took, noted as it goes.

    """

    def __init__(self, training: Training, cap: int = CAP) -> None:
        """Begin with `training`, which stands at its first moment."""
        self.tree, self.trail = Tree(), Trail()
        self.changes = 0
        self.cap, self._spacing, self._since = cap, SPACING, 0.0
        self._undone: list[tuple[Place, str]] = []
        self.load(training)

    # Another experiment

    def load(self, training: Training, words: str = "") -> None:
        """Go on with another `training`, at its first moment; what was done stays in the tree."""
        came_from = self.place if self.tree.roots else None
        if came_from is not None:
            self.keep_end()
        self.training, self.exact = training, True
        trainer = training.trainer
        root = self.tree.begin(training.settings, trainer.net.theta.copy(), trainer.record)
        if came_from is not None:
            root.parent, root.fork, root.from_leaf = came_from.segment, came_from.t, came_from.leaf
            root.words = words
        self.segment = self.leaf = root
        self._spacing = SPACING
        self.changes += 1
        self._undone.clear()

    # Going on

    def advance(self) -> None:
        """Do one phase, or again what is ahead: an edit that moves the cursor counts as one."""
        here = self.trainer.cursor
        while (ahead := self._ahead()) is not None and self.moment >= ahead.fork:
            self._enter(ahead)
            if self.trainer.cursor != here:
                return
        self._timed(self._do_phase)

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
        ahead = self._ahead()
        if ahead is None:
            most = min(most, self.trail.patience(self.segment, self.trainer.step))
            self._timed(self._do_steps, min(budget, self._spacing), int(most))
            return
        steps = whole_steps(ahead.fork, self.trainer.net.L) - self.trainer.step
        if steps > 0:
            self._do_steps(budget, int(min(most, steps)))
        elif self.moment < ahead.fork:
            self.trainer.advance()
        else:
            self._enter(ahead)

    def _timed(self, work: Callable[..., object], *arguments: object) -> None:
        """Do something at the end of the path, and keep what is needed to do it again."""
        begun, first = perf_counter(), self.trainer.step
        work(*arguments)
        self._since += perf_counter() - begun
        leaf, trainer = self.segment, self.trainer
        self.trail.pass_by(leaf, trainer.step, trainer.net.theta, trainer.step - first)
        if self.moment > leaf.end:
            leaf.end = self.moment
            self.changes += 1
            self._undone.clear()
        stands = trainer.phase is Phase.UPDATE and trainer.divergence is None
        if self._since >= self._spacing and stands and self.exact:
            self._keep()

    def _keep(self) -> None:
        """Keep the present parameters, unless they are known; make room where there is none left."""
        self._since = 0.0
        kept, trainer = self.segment.checkpoints, self.trainer
        if trainer.step > kept.last and trainer.step > whole_steps(self.segment.start, trainer.net.L):
            kept.add(checkpoint(trainer.cursor, trainer.net.theta, trainer.optimiser.memory))
            if self.tree.nbytes > self.cap and make_room(self.tree, self.segment, self.leaf.path, self.cap):
                self._spacing *= 2

    def keep_end(self) -> None:
        """Keep the parameters of the end of the path, if it stands there, so that they are exact for ever."""
        trainer = self.trainer
        if self.at_end and self.exact and trainer.divergence is None and trainer.step > 0:
            self._keep()

    # Going another way

    def edit(self, command: Edit) -> None:
        """Change something here. Raises `BadInputError`, nothing changed, for what can't be used."""
        fork, old = self.moment, self.training.experiment
        self.training.edit(command)
        if self._moves_on(command):
            self.segment.change_edit(replace(command, continued=False), self.training.settings)
            self.changes += 1
            return
        command = replace(command, continued=False, drawing="")
        child = self.tree.grow(self.segment, fork, self.moment, self.training.settings)
        child.edit, child.words = command, edit_words(command, old, self.training.experiment)
        child.from_leaf = self.leaf
        self._begin(child)

    def _moves_on(self, command: Edit) -> bool:
        """Whether an edit only moves on what the last one has begun to move, with nothing done between."""
        present = self.segment
        untouched = present is self.leaf and present.end == present.start and not present.children
        if present.edit is None or not untouched:
            return False
        return command.quantity in NUMBERS and command == replace(
            present.edit, value=command.value, continued=True
        )

    def _begin(self, child: Segment) -> None:
        self.segment = self.leaf = child
        self._begin_from_here()
        self.changes += 1
        self.trainer.record = child.branch.record
        self.trainer.note_pace()
        self._undone.clear()

    # Undoing

    @property
    def undo_place(self) -> Place | None:
        """Where one was just before the last edit; without any, before the experiment was begun."""
        return before(self.segment.last_edit)

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
        way = Replay(self.training, self.segment, self.exact, replace(to, t=min(to.t, to.segment.end)))

        def arrive(training: Training, place: Place, exact: bool) -> None:
            self.training, self.segment, self.leaf = training, place.segment, place.leaf
            self.exact = exact
            self._since = 0.0
            self.see_to_leaf()
            if isinstance(by, Undo):
                self._undone.append(here)
            elif isinstance(by, Redo):
                self._undone.pop()
            done()

        return Job(way.work(arrive), way.progress, way.give_up)

    def see_to_leaf(self) -> None:
        """Let the path lead to the end of a run that is listed.

        Where a run has gone on, or was deleted, what comes next is of another run: there is one at once,
        so that nothing of the other passes for its own.
        """
        left = self.leaf
        if left.closed and not left.branch.deleted and self.moment < left.end:
            self.leaf = self.tree.leaf(left.branch)
        elif left.closed or left.branch.deleted:
            self.leaf = self.tree.another(left)
            if self.segment is left and self.moment >= left.end:
                self.segment = self.leaf
        self.trainer.record = self.leaf.branch.record
        self.trainer.note_pace()

    def delete(self, branch: Branch) -> None:
        """Drop a run. Raises `NotAllowedError` for the one that is shown."""
        if branch is self.leaf.branch:
            raise NotAllowedError(f"{branch.name} is the one shown; return to another before deleting it.")
        self.tree.delete(branch)
        self.trail.forget_removed()
        self._spacing = SPACING
        self.changes += 1
        self._undone = [k for k in self._undone if not (k[0].segment.removed or k[0].leaf.removed)]
