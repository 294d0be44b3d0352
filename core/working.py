"""What a session does between commands: work, a little at a time, and frames of it."""

from collections.abc import Callable
from dataclasses import replace

from core import commands, jobs
from core.datasets import Dataset
from core.errors import NotAllowedError
from core.experiment import Experiment
from core.frame import Frame
from core.score import Score
from core.stage import Stage
from core.states import State
from core.timeline.timeline import Timeline
from core.trainer import Trainer


class Working:
    """Does the work under way on a timeline.

    Attributes:
        timeline: what was trained, and how it got there.
        state: see `State`.
        version: grows whenever a new frame would show something else.

    """

    def __init__(self, timeline: Timeline) -> None:
        """Stand still where `timeline` stands."""
        self.state = State.PAUSED
        self.version = 0
        self._job: jobs.Job | None = None
        self._live = False
        self._still: Frame | None = None
        self.timeline = timeline
        self._stage = Stage(timeline, commands.ViewSpec())

    @property
    def trainer(self) -> Trainer:
        """What trains."""
        return self.timeline.trainer

    @property
    def experiment(self) -> Experiment:
        """The experiment, with the settings that hold now."""
        return self.timeline.training.experiment

    @property
    def dataset(self) -> Dataset:
        """The data, with the numbers that were edited."""
        return self._stage.presenter.dataset

    @property
    def busy(self) -> bool:
        """Whether `tick` has something to do."""
        return self._job is not None or self._stage.busy

    def tick(self, budget: float = 0.008) -> float | None:
        """Work for about `budget` seconds; return the seconds until the next, None if nothing is left."""
        wait = self._work(budget)
        if self._still is not None:  # on the way somewhere
            return wait
        if self._stage.step():
            self.version += 1
        self._evaluate()
        return 0.0 if self._stage.busy else wait

    def _work(self, budget: float) -> float | None:
        """Step the job; a finished one leaves the session standing still."""
        job = self._job
        if job is None:
            return None
        before = self.trainer.cursor
        wait = job.step(budget)
        if self._still is None:
            self._stage.meet_edits(self._live)
            self._stage.follow(self._live)
        if self.trainer.cursor != before:
            self.version += 1
        if job.done:
            self._halt()
            return None
        return wait

    def finish(self) -> None:
        """Work until nothing is left to do; never returns while training runs without an end."""
        while self.busy:
            self.tick(0.1)

    def train(self, steps: int, progress: Callable[[float], None] | None = None) -> None:
        """Do `steps` whole steps before anything is shown; `progress` hears the share done.

        Ends early at a divergence. Raises `NotAllowedError` unless training is paused.
        """
        if self.state is not State.PAUSED:
            raise NotAllowedError(f"Training is not possible while it is {self.state.value}.")
        self._job, self.state = jobs.by_steps(self.timeline, steps), State.STEPPING
        while self._job is not None:
            if progress:
                progress(self._job.progress() or 0.0)
            self._work(0.1)
        if progress:
            progress(1.0)

    def score(self) -> Score:
        """C_train and accuracy at the present parameters."""
        return self._stage.evaluations.score_now()

    def halt(self) -> None:
        """Drop all work and stand still, at the beginning of a step if one was under way."""
        self.trainer.restart_step()
        self._halt()

    def _halt(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self._stand_still()

    def _stand_still(self) -> None:
        self._live, self._still = False, None
        self.state = State.PAUSED if self.trainer.divergence is None else State.DIVERGED
        self.version += 1
        self._stage.follow(self._live)
        self._evaluate()

    def _evaluate(self) -> None:
        """Bring the score, and the output over the inputs where a panel shows it, up to date."""
        self._stage.evaluate(self._live)

    def frame(self) -> Frame:
        """Return the picture of the present moment."""
        progress = self._job.progress() if self._job else None
        if self._still is not None:
            return replace(self._still, state=self.state.value, progress=progress)
        return self._stage.frame(self.state.value, self._live, progress)
