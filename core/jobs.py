"""Long work as generators, done a little at a time so that a command is always heard.

A piece of work is a generator that is sent a budget in seconds, works for about that
long, and yields how long it can wait before it wants to go on (0: at once).
"""

import math
from collections.abc import Callable, Generator
from time import perf_counter
from typing import Literal, Protocol

Work = Generator[float, float, None]


class Walker(Protocol):
    """What goes on step by step: a trainer, or a timeline that moves one."""

    @property
    def divergence(self) -> object:
        """None while all numbers are finite."""

    @property
    def step(self) -> int:
        """Updates done."""

    @property
    def epoch(self) -> int:
        """Passes over the data done."""

    @property
    def start(self) -> int:
        """Samples of the present epoch that were taken."""

    @property
    def M(self) -> int:
        """Samples of an epoch."""

    @property
    def m(self) -> int:
        """Samples of a batch."""

    def advance(self) -> None:
        """Do one phase."""

    def run(self, budget: float, most: int | None = None) -> int:
        """Do whole steps for `budget` seconds, at most `most`; return how many were done."""


CATCH_UP = 0.1
"""Seconds of delay that paced work makes up for; after longer (the machine slept) it goes on from now."""


class Job:
    """A piece of work and whether it is done."""

    def __init__(
        self,
        work: Work,
        progress: Callable[[], float] | None = None,
        undo: Callable[[], None] | None = None,
    ) -> None:
        """Take the work, not begun, and a function that tells its share done, 0 to 1.

        `undo` puts back what half-done work has changed, when it is given up. That is no `finally` of the
        work, which Python would run as well when it collects one that was dropped, in the middle of
        anything: up to Python 3.11 numpy's error state does not survive to be changed there.
        """
        self._work = work
        self._progress = progress
        self._undo = undo
        self.done = False
        next(work)

    def step(self, budget: float) -> float:
        """Work for about `budget` seconds; return the seconds until it wants to go on."""
        try:
            return self._work.send(budget)
        except StopIteration:
            self.done = True
            return 0.0
        except Exception:
            self.cancel()
            raise

    def progress(self) -> float | None:
        """The share done, 0 to 1, or None for work without an end."""
        return self._progress() if self._progress else None

    def cancel(self) -> None:
        """Give the work up; what is done is done."""
        if self.done:
            return
        self.done = True
        self._work.close()
        if self._undo is not None:
            self._undo()


def full_speed(trainer: Walker) -> Job:
    """Whole steps, as many as the budget allows, until training diverges."""

    def work() -> Work:
        budget = yield 0.0
        while trainer.divergence is None:
            trainer.run(budget)
            budget = yield 0.0

    return Job(work())


def paced(trainer: Walker, rate: float, unit: Literal["phase", "step"]) -> Job:
    """`rate` phases or steps a second by the clock; what a slow machine can't keep up with is dropped."""

    def work() -> Work:
        budget = yield 0.0
        due = perf_counter()
        while trainer.divergence is None:
            now = perf_counter()
            due, deadline = max(due, now - CATCH_UP), now + budget
            while due <= perf_counter() < deadline and trainer.divergence is None:
                if unit == "phase":
                    trainer.advance()
                else:
                    trainer.run(math.inf, most=1)
                due += 1.0 / rate
            budget = yield max(0.0, due - perf_counter())

    return Job(work())


def to_end_of_epoch(trainer: Walker) -> Job:
    """Whole steps to the end of the epoch; from the end of one, to the end of the next."""
    target = trainer.epoch + 1

    def left() -> int:
        return -(-(trainer.M - trainer.start) // trainer.m)

    def work() -> Work:
        budget = yield 0.0
        while trainer.epoch < target and trainer.divergence is None:
            trainer.run(budget, most=left())
            if trainer.epoch < target:
                budget = yield 0.0

    def progress() -> float:
        return 1.0 if trainer.epoch >= target else trainer.start / trainer.M

    return Job(work(), progress)


def by_steps(trainer: Walker, steps: int) -> Job:
    """Exactly `steps` whole steps."""
    first = trainer.step

    def work() -> Work:
        budget = yield 0.0
        while trainer.step < first + steps and trainer.divergence is None:
            trainer.run(budget, most=first + steps - trainer.step)
            if trainer.step < first + steps:
                budget = yield 0.0

    def progress() -> float:
        return (trainer.step - first) / max(1, steps)

    return Job(work(), progress)
