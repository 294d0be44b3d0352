"""After a divergence: back to the last finite step, and there a smaller learning rate."""

import numpy as np
import pytest
from kinds import HIDDEN, NAMES, everywhere
from timelines import go, known_hash, replayed_in_a_fresh_session, trained

from core.commands import Edit, Recover, Run, Seek, Step
from core.experiment import Experiment
from core.selection import Pick
from core.session import Session, State

pytestmark = pytest.mark.promise(number="R3")


def wild(sigma, cost, eta=1e6):
    activations = (sigma, sigma, "identity")
    return Experiment("circle", (2, 4, 3, 1), activations, eta=eta, m=5, samples=40, cost=cost)


def wilder(sigma, cost):
    """What goes to infinity although ∂C/∂z^L of a cross-entropy is never more than 1."""
    return Experiment("iris", (4, 4, 3, 3), everywhere(sigma, cost, 3), eta=1.7e308, m=4, cost=cost)


def diverged(session):
    session.apply(Run())
    for _ in range(400):
        session.tick(0.002)
        if session.state is State.DIVERGED:
            return True
    return False


@pytest.mark.parametrize("cost", NAMES)
@pytest.mark.parametrize("sigma", HIDDEN)
def test_one_command_leads_back_to_the_last_finite_step(sigma, cost):
    session = Session(wild(sigma, cost) if cost == "mse" else wilder(sigma, cost))
    assert diverged(session)
    frame, found = session.frame(), session.trainer.divergence
    assert f"in step {found.step + 1}:" in frame.message
    assert f"of layer {found.l} " in frame.message
    frame = go(session, Recover())
    assert session.state is State.PAUSED
    assert frame.cursor.step == found.step
    assert np.isfinite(frame.theta).all()
    assert frame.message is None
    here = known_hash(session)
    assert diverged(session)
    assert session.trainer.divergence == found
    go(session, Recover())
    assert known_hash(session) == here


def test_halving_the_learning_rate_there_is_another_run():
    session = Session(wild("relu", "mse", eta=3.0))
    assert diverged(session)
    step = session.trainer.divergence.step
    frame = go(session, Recover(halve_eta=True))
    assert frame.experiment.eta == 1.5
    assert frame.cursor.step == step
    old, new = frame.history.runs
    assert (new.parent, new.fork, new.current) == (old.id, step, True)
    assert frame.history.undo == "η 3 → 1.5"


@pytest.mark.parametrize("halve", [False, True])
def test_settings_made_after_the_divergence_hold_there(halve):
    session = Session(wild("relu", "mse", eta=3.0))
    assert diverged(session)
    step = session.trainer.divergence.step
    go(session, Edit("eta", 0.5), Edit("m", 2))
    assert session.state is State.DIVERGED
    frame = go(session, Recover(halve_eta=halve))
    assert (session.state, frame.cursor.step) == (State.PAUSED, step)
    assert (frame.experiment.eta, frame.experiment.m) == (0.25 if halve else 0.5, 2)
    assert frame.history.current.id == 2
    assert known_hash(session) == known_hash(replayed_in_a_fresh_session(session))


def test_a_number_that_it_came_from_is_not_written_again_but_settings_are():
    deep = Experiment("circle", (2, *[1] * 16, 1), ("identity",) * 17, eta=0.01, m=5, samples=40)
    session = trained(3, deep)
    before = session.trainer.net.theta.copy()
    huge = [Edit("parameter", 1e12, Pick(l, 0, 0)) for l in range(1, 18)]
    go(session, Step("phase"), Step("phase"), *huge, Edit("eta", 0.005))
    assert diverged(session)
    assert session.trainer.divergence.step == 3
    frame = go(session, Recover())
    assert np.array_equal(frame.theta, before)
    assert frame.experiment.eta == 0.005


def test_a_diverged_end_can_be_gone_to_again():
    session = Session(wild("relu", "mse"))
    assert diverged(session)
    where = session.trainer.divergence
    go(session, Seek(0))
    assert session.state is State.PAUSED
    go(session, Seek())
    assert session.state is State.DIVERGED
    assert session.trainer.divergence == where
