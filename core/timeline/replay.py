"""Going to another moment: from the last checkpoint before it, by doing again what was done."""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter

from core.cursor import Cursor
from core.jobs import Work
from core.timeline.checkpoints import Checkpoint
from core.timeline.moments import moment, whole_steps
from core.timeline.places import Place
from core.timeline.stretches import again, enter, show_again
from core.timeline.tree import Segment
from core.training import Training


class Replay:
    """One way to another place. Given up before its end, everything is as it was."""

    def __init__(self, training: Training, here: Segment, exact: bool, to: Place) -> None:
        """Go from `training`, which stands in the segment `here` and may be `exact` there, to `to`."""
        self.to, self._here = to, here
        self._held = training
        self._path = to.segment.path
        self._first, self._from = best_checkpoint(self._path, to.t)
        self._elsewhere = self._path[0] is not here.path[0]
        self._begun = 0 if self._from is None else self._from.cursor.step
        self._training = training
        self._kept = training.settings, training.trainer.memo(), training.trainer.record, exact
        self._arrived, self._exact = False, True

    def progress(self) -> float:
        """The share done, 0 to 1."""
        steps = whole_steps(self.to.t, self.to.segment.L) - self._begun
        return min(1.0, max(0.0, (self._training.trainer.step - self._begun) / max(1, steps)))

    def work(self, arrive: Callable[[Training, Place, bool], None]) -> Work:
        """Do it, step by step, and hand the training over to `arrive` in its new state.

        `arrive` is also told whether every number is that of the first time, to the last bit.
        """
        budget = yield 0.0
        if self._elsewhere:
            self._training = Training(self._path[0].settings.experiment)
        self._training.trainer.record = self.to.leaf.branch.record
        yield from self._replay(budget)
        self._arrived = True
        arrive(self._training, self.to, self._exact)

    def give_up(self) -> None:
        """Be back where one was."""
        if not self._arrived:
            settings, memo, record, exact = self._kept
            self._held.adopt(settings)
            self._held.trainer.record = record
            self._held.trainer.recall(memo)
            if exact:
                show_again(self._held.trainer, self._here, memo)

    def _replay(self, budget: float) -> Work:
        training, path, to = self._training, self._path, self.to
        deadline = perf_counter() + budget
        stand(training, path[self._first], self._from)
        for k in range(self._first, len(path)):
            last = k + 1 == len(path)
            yield from self._reach(path[k], to.t if last else path[k + 1].fork, budget)
            if training.trainer.divergence is not None and not last:
                # By another machine's arithmetic it may end earlier than it did.
                self.to = replace(to, segment=path[k], t=moment(training.trainer.cursor, path[k].L))
                return
            if not last:
                self._exact = enter(training, path[k + 1], self._exact)
                if perf_counter() >= deadline:  # thousands of edits take their time without any step
                    deadline = perf_counter() + (yield 0.0)

    def _reach(self, segment: Segment, t: int, budget: float) -> Work:
        """Do whole steps and then phases up to moment `t` of `segment`, or to a divergence."""
        trainer, L = self._training.trainer, segment.L
        steps = whole_steps(t, L)
        while trainer.step < steps and trainer.divergence is None:
            self._exact = again(trainer, segment, budget, steps - trainer.step, self._exact)
            if trainer.step < steps:
                budget = yield 0.0
        while moment(trainer.cursor, L) < t and trainer.divergence is None:
            trainer.advance()


def best_checkpoint(path: tuple[Segment, ...], t: int) -> tuple[int, Checkpoint | None]:
    """The last checkpoint with a whole step between it and `t`; else the beginning.

    The step works out again what a checkpoint does not keep: the gradient, and the parameters before.
    """
    steps = whole_steps(t, path[-1].L)
    for k in range(len(path) - 1, -1, -1):
        limit = t if k + 1 == len(path) else path[k + 1].fork
        found = path[k].checkpoints.before(min(steps, whole_steps(limit, path[k].L) + 1))
        if found is not None:
            return k, found
    return 0, None


def stand(training: Training, segment: Segment, at: Checkpoint | None) -> None:
    """Let `training` stand at a checkpoint of `segment`, or at the beginning of a root."""
    training.adopt(segment.settings)
    if at is not None:
        training.trainer.go_to(at.theta, at.cursor, at.memory)
    else:
        assert segment.first is not None
        training.trainer.go_to(segment.first, Cursor())
