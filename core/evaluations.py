"""What is worked out beside training, a little at each tick: the score and the output over the inputs."""

from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.datasets import Dataset
from core.jobs import Job
from core.output_map import OutputMap, mapping, side_of
from core.plane import Plane, extent
from core.score import Score, score, scoring
from core.trainer import Trainer

SECONDS = 0.001
"""Seconds of each tick that go to either while it is being computed."""

MAP_SECONDS, SCORE_SECONDS = 0.03, 0.02
"""Between two maps, and two scores, while training runs, at least: no screen shows more of them."""

STEPS = 100
"""Training goes so many steps at most, and a quarter of an epoch, before another score is due."""

SHARE = 7.0
"""Either waits so many times as long as the last one took, so that training keeps most of the time."""


class Evaluations:
    """Keeps score and output map of a trainer as fresh as their pace allows.

    Attributes:
        score: the latest score, None before the first.
        output: the latest map, None before the first and where there is no plane.

    """

    def __init__(self, dataset: Dataset, trainer: Trainer, held_out: NDArray[np.bool_]) -> None:
        """Evaluate `trainer` on `dataset`, of which the samples of `held_out` (M,) are not trained on."""
        self.score: Score | None = None
        self.output: OutputMap | None = None
        self._dataset, self._trainer, self._held_out = dataset, trainer, held_out
        self._scoring: Job | None = None
        self._mapping: Job | None = None
        self._scoring_step = -1
        self._wanted: tuple[int, Plane | None, int] = (-1, None, 0)
        self._ranges = extent(dataset)
        self._next_map = self._map_seconds = self._next_score = self._score_seconds = 0.0

    @property
    def busy(self) -> bool:
        """Whether something is being computed."""
        return self._scoring is not None or self._mapping is not None

    def forget(self) -> None:
        """Drop what was computed for another network; whatever is under way was its as well."""
        self.score = self.output = self._scoring = self._mapping = None
        self._next_map = self._next_score = 0.0

    def use(self, dataset: Dataset, held_out: NDArray[np.bool_]) -> None:
        """Evaluate on other numbers, or other samples, from now on."""
        self._dataset, self._held_out = dataset, held_out
        self._ranges = extent(dataset)

    def meet_points(self, dataset: Dataset, held_out: NDArray[np.bool_]) -> None:
        """Evaluate the same network on other points: its output stays what it is, while the axes do."""
        ranges = self._ranges
        self.use(dataset, held_out)
        self.score = self._scoring = None
        if ranges != self._ranges:
            self.forget()

    def begin(self, live: bool, plane: Plane | None) -> None:
        """Begin what is out of date: while training runs (`live`) only what was not done for a while.

        The map is that over `plane`; nobody wants one where there is none.
        """
        step = self._trainer.step
        under_way = self._scoring is not None and (live or self._scoring_step == step)
        if not under_way and self._score_is_old(live):
            self._scoring, self._scoring_step, self._score_seconds = self._score_job(), step, 0.0
        if plane is None:
            self.output = self._mapping = None
        else:
            self._begin_map(live, plane)

    def _score_is_old(self, live: bool) -> bool:
        if self.score is None:
            return True
        age = self._trainer.step - self.score.step
        if not live:
            return age != 0
        due = min(STEPS, max(1, self._trainer.batches // 4))
        return age >= due and perf_counter() >= self._next_score

    def _begin_map(self, live: bool, plane: Plane) -> None:
        net, step, shown = self._trainer.net, self._trainer.step, self.output
        fresh = shown is not None and shown.step == step and shown.plane == plane
        if live and (fresh or self._mapping is not None or perf_counter() < self._next_map):
            return
        side = side_of(net, plane, fine=not live and fresh)
        if shown is not None and fresh and shown.side >= side:
            return
        wanted = step, plane, side
        if self._mapping is None or self._wanted != wanted:
            self._map_seconds, self._wanted = 0.0, wanted
            self._mapping = mapping(net, plane, side, step, self._deliver_map)

    def step(self) -> bool:
        """Work for a millisecond or so on each; return whether something new is there."""
        found = False
        if self._scoring is not None:
            self._score_seconds += _work(self._scoring)
            if self._scoring.done:
                self._scoring, found = None, True
                self._next_score = perf_counter() + max(SCORE_SECONDS, SHARE * self._score_seconds)
        if self._mapping is not None:
            found = self._step_map(self._mapping) or found
        return found

    def _step_map(self, job: Job) -> bool:
        self._map_seconds += _work(job)
        if job.done:
            self._mapping = None
            self._next_map = perf_counter() + max(MAP_SECONDS, SHARE * self._map_seconds)
        return job.done

    def score_now(self) -> Score:
        """C_train, accuracy and their like at the present parameters."""
        t, data = self._trainer, self._dataset
        self.score = score(t.net, data.x, data.y, data.task, t.step, self._held_out)
        return self.score

    def _score_job(self) -> Job:
        t, data = self._trainer, self._dataset
        return scoring(t.net, data.x, data.y, self._held_out, data.task, t.step, self._deliver_score)

    def _deliver_score(self, found: Score) -> None:
        self.score = found
        costs, accuracies = (found.cost, found.held_out_cost), (found.accuracy, found.held_out_accuracy)
        self._trainer.record.enter_score(found.step, *costs, *accuracies)

    def _deliver_map(self, found: OutputMap) -> None:
        self.output = found


def _work(job: Job) -> float:
    """Do pieces of work for about `SECONDS`; return how many it took."""
    begun = perf_counter()
    while not job.done and perf_counter() - begun < SECONDS:
        job.step(SECONDS)
    return perf_counter() - begun
