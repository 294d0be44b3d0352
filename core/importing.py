"""What a session does with tables in files: training waits meanwhile, and goes on where it was."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core import commands
from core.checks import whole_number
from core.datasets.given import FILE, Given
from core.datasets.scaling import checked_scaling
from core.errors import BadInputError, LaterError, shown
from core.experiment import Experiment, Ready, preparing, suitable_experiment
from core.jobs import Job, Work
from core.lazily import dataclass
from core.pieces import spread
from core.split import checked_share
from core.states import State
from core.timeline.timeline import Timeline
from core.working import Working

if TYPE_CHECKING:
    from core.tables.reading import Reading

AT_ONCE = 0.008
"""Seconds within which a file is read by the command itself."""


READ = 0.95
"""The share of the time that reading takes, beside that of making the samples ready, about."""


@dataclass(frozen=True)
class Waiting:
    """What a session waits for: the command, its end, and the training that goes on then."""

    command: commands.Command
    end: Callable[[], None]
    run: commands.Run | None


class Importing(Working):
    """Reads and writes tables.

    Attributes:
        finished: commands that took a while and have come to a good end, until somebody forgets them.
        given_up: those that have come to no end, because something else was wanted.

    """

    def __init__(self, timeline: Timeline) -> None:
        """Stand still where `timeline` stands."""
        super().__init__(timeline)
        self.finished: list[commands.Command] = []
        self.given_up: list[commands.Command] = []
        self._waiting: Waiting | None = None
        self._run_command = commands.Run()

    @property
    def awaited(self) -> commands.Command | None:
        """The command that it waits for, None for none."""
        return None if self._waiting is None else self._waiting.command

    @property
    def _going_on(self) -> commands.Run | None:
        """The training that runs, or will run again once a file has been read."""
        if self._waiting is not None:
            return self._waiting.run
        return self._run_command if self.state is State.RUNNING else None

    def _import(self, command: commands.Import) -> None:
        """Begin to read a table; what is wrong with its first lines is said before anything is changed."""
        from core.tables import reading_job  # noqa: PLC0415 - not a part of every start

        found: list[Given] = []
        job = reading_job(checked_path(command.path), checked_reading(command.reading), found.append)
        settings: dict[str, Any] = {
            "held_out": checked_share(command.held_out),
            "seed": whole_number(command.seed, "The seed", 0, 2**63 - 1),
            "scaling": checked_scaling(command.scaling),
        }
        like, made = checked_like(command.like), list[tuple[Experiment, Ready]]()
        whole = preparing_job(
            job, lambda: replace(experiment_with(found.pop(), like), **settings), made.append
        )
        self._wait_for(command, whole, lambda: self._go_on_with(*made.pop()), State.IMPORTING)

    def _save_data(self, command: commands.SaveData) -> None:
        from core.tables.saving import saving_job  # noqa: PLC0415 - not a part of every start

        job = saving_job(checked_path(command.path), self.dataset)
        self._wait_for(command, job, lambda: None, State.EXPORTING)

    def _export(self, command: commands.Export) -> None:
        """Begin to write what is asked for, as it is at this moment; training waits until that is done."""
        from core.exports.contents import export_job  # noqa: PLC0415 - not a part of every start

        frame = self._stage.frame(State.EXPORTING.value, False, None)
        job = export_job(checked_path(command.path), command.what, frame)
        self._wait_for(command, job, lambda: None, State.EXPORTING)

    def _go_on_with(self, experiment: Experiment, ready: Ready | None = None) -> None:
        raise NotImplementedError

    def _start(self, command: commands.Run) -> None:
        raise NotImplementedError

    def _wait_for(self, command: commands.Command, job: Job, end: Callable[[], None], state: State) -> None:
        """Do a job while training waits; its `end` is heard before that goes on."""
        job.step(AT_ONCE)
        if job.done:
            end()
            self.finished.append(command)
            return
        waiting = Waiting(command, end, self._going_on)
        self._halt()
        self._waiting, self._job, self.state = waiting, job, state

    def _work(self, budget: float) -> float | None:
        if self._waiting is None or self._job is None:
            return super()._work(budget)
        waiting, job, before = self._waiting, self._job, self._percent
        try:
            wait = job.step(budget)
            if job.done:
                self._end(waiting)
        except BadInputError as error:
            if self._waiting is not None:
                self._resume()
            raise LaterError(waiting.command, str(error)) from error.__cause__
        self.version += before != self._percent
        return wait

    @property
    def _percent(self) -> int:
        return math.floor(100 * ((self._job.progress() if self._job else None) or 0.0))

    def _end(self, waiting: Waiting) -> None:
        self._resume()
        waiting.end()
        self.finished.append(waiting.command)

    def _resume(self) -> None:
        """Wait no longer; training that ran before runs again."""
        run = self._waiting.run if self._waiting is not None else None
        self._waiting = None
        self._halt()
        if run is not None:
            self._start(run)

    def _give_up(self) -> None:
        """Give up what is under way."""
        self._forget()
        self._resume()

    def _forget(self) -> None:
        if self._waiting is not None:
            self.given_up.append(self._waiting.command)

    def _halt(self) -> None:
        self._forget()
        super()._halt()
        self._waiting = None


def experiment_with(given: Given, like: Experiment | None) -> Experiment:
    """Return the experiment that the data of a file begins with: a suitable one, or one `like` another."""
    return suitable_experiment(given, FILE) if like is None else like.with_given(given, FILE)


def preparing_job(
    job: Job, experiment_read: Callable[[], Experiment], arrive: Callable[[tuple[Experiment, Ready]], None]
) -> Job:
    """The work of `job`, and that of making ready what it has read; `arrive` hears what has come of both."""

    def work() -> Work:
        try:
            budget = yield 0.0
            while not job.done:
                wait = job.step(budget)
                if not job.done:
                    budget = yield wait
        finally:
            job.cancel()
        experiment = experiment_read()
        arrive((experiment, (yield from spread(preparing(experiment), budget))))

    return Job(work(), lambda: READ * (job.progress() or 0.0))


def checked_path(path: object) -> str:
    """Return the name of a file; raises `BadInputError` for what is none."""
    if not isinstance(path, str) or not path:
        raise BadInputError(f"A file must be given by its name, not by {shown(path)}.")
    return path


def checked_like(experiment: object) -> Experiment | None:
    """Return the experiment whose network is wanted, if any; raises `BadInputError` for what is none."""
    if experiment is None or isinstance(experiment, Experiment):
        return experiment
    raise BadInputError(f"What data is to be learned like must be an experiment, not {shown(experiment)}.")


def checked_reading(reading: object) -> "Reading":
    """Return how to read a table; raises `BadInputError` for what does not say that."""
    from core.tables.reading import Reading  # noqa: PLC0415 - not a part of every start

    if not isinstance(reading, Reading):
        raise BadInputError(f"How to read a table must be said in full, not by {shown(reading)}.")
    return reading
