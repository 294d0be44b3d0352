"""Long work in small portions: the budget is heard, and so is giving up."""

import gc
import math
from dataclasses import replace
from itertools import pairwise
from time import perf_counter

import numpy as np
import pytest

from core import jobs
from core.commands import Seek
from core.cursor import Phase
from core.experiment import default_experiment
from core.jobs import Job
from core.network import Network
from core.optimisers import GradientDescent
from core.session import Session
from core.states import State
from core.trainer import Trainer


@pytest.fixture
def trainer():
    net = Network((2, 3, 1), "tanh", 0)
    rng = np.random.default_rng(0)
    x, y = rng.uniform(-1, 1, (2, 10)), rng.uniform(0, 1, (1, 10))
    return Trainer(net, GradientDescent(0.1, net.theta.size), x, y, m=4, seed=0)


@pytest.fixture
def clock(monkeypatch):
    """The clock of paced work, moved by hand."""
    clock = Clock()
    monkeypatch.setattr(jobs, "perf_counter", lambda: clock.now)
    return clock


class Clock:
    now = 1000.0


# Any work


def noted(log):
    try:
        while len(log) < 3:
            log.append((yield 0.5))
    finally:
        log.append("closed")


def test_a_job_hears_its_budget_and_says_when_it_wants_to_go_on():
    log = []
    job = jobs.Job(noted(log))
    assert log == []
    assert [job.step(0.1), job.step(0.2)] == [0.5, 0.5]
    assert not job.done
    assert job.step(0.3) == 0.0
    assert job.done
    assert log == [0.1, 0.2, 0.3, "closed"]


def test_cancelling_closes_the_work():
    log = []
    job = jobs.Job(noted(log))
    job.step(0.1)
    job.cancel()
    assert job.done
    assert log == [0.1, "closed"]
    assert job.step(0.1) == 0.0
    assert log == [0.1, "closed"]


def test_progress_is_what_the_work_says():
    assert jobs.Job(noted([])).progress() is None
    assert jobs.Job(noted([]), lambda: 0.25).progress() == 0.25


def test_an_exception_in_the_work_is_heard():
    def work():
        yield 0.0
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        jobs.Job(work()).step(0.1)


# Training


def test_nothing_is_done_before_the_first_step(trainer):
    for job in (
        jobs.full_speed(trainer),
        jobs.paced(trainer, 1000.0, "step"),
        jobs.to_end_of_epoch(trainer),
        jobs.by_steps(trainer, 5),
    ):
        assert not job.done
    assert trainer.step == 0
    assert trainer.phase is Phase.INPUT


def test_full_speed_keeps_to_its_budget(trainer):
    job = jobs.full_speed(trainer)
    begin = perf_counter()
    assert job.step(0.02) == 0.0
    assert 0.02 <= perf_counter() - begin < 5.0
    assert trainer.step >= 1
    assert trainer.phase is Phase.UPDATE
    assert not job.done
    assert job.progress() is None


@pytest.mark.parametrize("make", [jobs.full_speed, jobs.to_end_of_epoch, lambda t: jobs.by_steps(t, 10**9)])
def test_divergence_ends_the_work(trainer, make):
    trainer.net.theta[0] = math.nan
    job = make(trainer)
    for _ in range(2):
        job.step(0.01)
    assert job.done
    assert trainer.step == 0
    assert trainer.divergence is not None


def test_paced_work_ends_with_divergence(trainer, clock):
    trainer.net.theta[0] = math.nan
    job = jobs.paced(trainer, 10.0, "step")
    for _ in range(5):
        clock.now += 0.1
        job.step(0.008)
    assert job.done
    assert trainer.divergence is not None


@pytest.mark.parametrize("N", [0, 1, 7, 5000])
def test_by_steps_does_exactly_so_many(trainer, N):
    trainer.run(60.0, most=3)
    job, heard = jobs.by_steps(trainer, N), []
    while not job.done:
        heard.append(job.progress())
        job.step(0.001)
    assert trainer.step == 3 + N
    assert heard == sorted(heard)
    assert heard[0] == 0.0
    assert job.progress() == (1.0 if N else 0.0)


@pytest.mark.parametrize(("before", "epochs"), [(0, 1), (1, 1), (2, 1), (3, 2), (7, 3)])
def test_to_the_end_of_the_epoch(trainer, before, epochs):
    trainer.run(60.0, most=before)
    job = jobs.to_end_of_epoch(trainer)
    while not job.done:
        assert job.progress() == trainer.start / trainer.M
        job.step(1e-9)  # a step at a time
    assert (trainer.epoch, trainer.start) == (epochs, 0)
    assert trainer.step == 3 * epochs
    assert job.progress() == 1.0


def test_to_the_end_of_the_epoch_from_the_middle_of_a_step(trainer):
    for _ in range(3):
        trainer.advance()
    job = jobs.to_end_of_epoch(trainer)
    job.step(60.0)
    assert job.done
    assert (trainer.epoch, trainer.start, trainer.step) == (1, 0, 3)


# At a rate


def ticks(job, clock, every, seconds):
    """Step the job like a timer that comes `every` so many seconds."""
    for _ in range(round(seconds / every)):
        clock.now += every
        job.step(0.008)


@pytest.mark.parametrize("rate", [1.0, 10.0, 100.0, 400.0])
def test_steps_come_at_their_rate(trainer, clock, rate):
    job = jobs.paced(trainer, rate, "step")
    ticks(job, clock, every=0.004, seconds=3.0)
    assert abs(trainer.step - 3 * rate) <= 2
    assert not job.done


def test_phases_come_at_their_rate(trainer, clock):
    job = jobs.paced(trainer, 5.0, "phase")
    seen = []
    for _ in range(15):
        clock.now += 0.2
        job.step(0.008)
        seen.append(trainer.cursor.position(2) + 7 * (trainer.step - (trainer.phase is Phase.UPDATE)))
    assert all(0 <= b - a <= 2 for a, b in pairwise(seen))
    assert 14 <= seen[-1] <= 16


def test_the_job_says_how_long_it_can_wait(trainer, clock):
    job = jobs.paced(trainer, 2.0, "step")
    assert job.step(0.008) == pytest.approx(0.5)
    assert trainer.step == 1
    clock.now += 0.1
    assert job.step(0.008) == pytest.approx(0.4)
    assert trainer.step == 1


@pytest.mark.parametrize("rate", [2.0, 100.0])
def test_what_was_missed_is_dropped(trainer, clock, rate):
    job = jobs.paced(trainer, rate, "step")
    job.step(0.008)
    clock.now += 60.0  # asleep
    job.step(0.008)
    assert trainer.step <= 2 + jobs.CATCH_UP * rate
    done = trainer.step
    ticks(job, clock, every=0.004, seconds=1.0)
    assert abs(trainer.step - done - rate) <= 2


# Giving up


class Unsteady:
    """Work that counts how often it was undone, and may fail."""

    def __init__(self, fails=False):
        self.undone = 0
        self.fails = fails

    def work(self):
        yield 0.0
        yield 0.0
        if self.fails:
            raise ArithmeticError
        yield 0.0

    def undo(self):
        self.undone += 1

    def job(self):
        job = Job(self.work(), undo=self.undo)
        job.step(1.0)
        return job


def test_what_is_given_up_is_undone_once():
    unsteady = Unsteady()
    job = unsteady.job()
    job.cancel()
    job.cancel()
    assert (job.done, unsteady.undone) == (True, 1)


def test_what_fails_is_undone_once():
    unsteady = Unsteady(fails=True)
    job = unsteady.job()
    with pytest.raises(ArithmeticError):
        job.step(1.0)
    job.cancel()
    assert (job.done, unsteady.undone) == (True, 1)


def test_what_has_come_to_its_end_is_not_undone():
    unsteady = Unsteady()
    job = unsteady.job()
    while not job.done:
        job.step(1.0)
    job.cancel()
    assert unsteady.undone == 0


def test_what_is_dropped_runs_nothing_when_it_is_collected(monkeypatch):
    """Python may collect it in the middle of anything."""
    monkeypatch.setattr("core.session.SEEK_AT_ONCE", 0.0)
    session = Session(replace(default_experiment("circle"), m=1))
    session.train(300)
    session.apply(Seek(50))
    session.tick(0.0)
    assert session.state is State.SEEKING
    recalled = []
    monkeypatch.setattr(type(session.trainer), "recall", lambda *_: recalled.append(True))
    del session
    gc.collect()
    assert recalled == []
