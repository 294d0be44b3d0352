"""Loading, resetting and editing in a session, and the score that goes with them."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR, assert_gradient_is_the_batch_s, assert_is_one_moment, session_in, state_hash

from core import jobs
from core.backprop import cost, forward
from core.commands import Edit, Load, Pause, Reset, Run, Show, Step, ViewSpec
from core.cursor import Phase
from core.datasets import load
from core.experiment import Experiment, build, default_experiment
from core.selection import Pick
from core.session import Session, State

# Loading, resetting, editing


def test_loading_goes_on_running():
    session = Session(XOR)
    session.apply(Run())
    session.tick(0.002)
    session.apply(Load(OTHER))
    assert session.state is State.RUNNING
    assert (session.experiment, session.trainer.step) == (OTHER, 0)
    session.tick(0.002)
    assert session.trainer.step > 0


def test_loading_goes_on_at_the_same_rate(monkeypatch):
    monkeypatch.setattr(jobs, "perf_counter", lambda: 1000.0)
    session = Session(XOR)
    session.apply(Run(4.0, "phase"))
    session.apply(Load(OTHER))
    while (wait := session.tick(0.008)) == 0.0:
        pass  # the score and the output map come first
    assert wait == 0.25
    assert session.trainer.cursor.position(3) == 1


def test_loading_is_what_a_new_session_does():
    session = Session(XOR)
    session.train(3)
    session.apply(Show(ViewSpec(sample=2, pick=Pick(1, 2, 0))))
    session.apply(Load(OTHER))
    assert state_hash(session) == state_hash(Session(OTHER))


def test_an_experiment_is_kept_as_it_is_trained():
    session = Session(Experiment("xor", [2, 3, 1], "sigmoid", eta=1, m=100))
    assert session.experiment == Experiment("xor", (2, 3, 1), ("sigmoid", "sigmoid"), eta=1.0, m=4)
    assert hash(session.experiment) == hash(Session(session.experiment).experiment)


@pytest.mark.parametrize("state", State)
def test_reset_restores_the_very_same_start(state, monkeypatch):
    session = session_in(state, monkeypatch)
    session.apply(Reset())
    fresh = Session(session.experiment)
    assert state_hash(session) == state_hash(fresh)
    for one in (session, fresh):
        one.train(2)
    assert state_hash(session) == state_hash(fresh)


@pytest.mark.parametrize("place", range(1, 6))
@pytest.mark.parametrize("name", ["eta", "m", "activations"])
def test_an_edit_in_the_middle_returns_to_input_of_the_same_step(name, place):
    session = Session(OTHER)
    session.train(2)
    for _ in range(1 + place):
        session.apply(Step("phase"))
    theta = session.trainer.net.theta.tobytes()
    value = {"eta": 0.2, "m": 5, "activations": ("relu", "tanh", "sigmoid")}[name]
    session.apply(Edit(name, value))
    assert getattr(session.experiment, name) == value
    assert (session.trainer.phase, session.trainer.step) == (Phase.INPUT, 2)
    assert session.trainer.net.theta.tobytes() == theta
    assert session.frame().in_batch


def test_edits_are_what_training_goes_on_with():
    session = Session(XOR)
    session.train(1)
    session.trainer.start = 0  # as if the epoch began here
    for command in (Edit("eta", 0.25), Edit("m", 4), Edit("activations", ("relu", "identity"))):
        session.apply(command)
    _, trainer = build(session.experiment)
    trainer.net.theta[...] = session.trainer.net.theta
    session.train(1)
    trainer.run(60.0, most=1)
    assert trainer.net.theta.tobytes() == session.trainer.net.theta.tobytes()


def test_after_an_edit_of_the_activations_every_batch_uses_them():
    session = Session(OTHER)
    session.train(6)
    session.apply(Edit("activations", ("relu", "tanh", "identity")))
    frame = session.frame()
    assert (frame.cursor.step, frame.cursor.phase) == (6, Phase.INPUT)
    assert not frame.fresh_dC_dz(1)  # what is left of the other network's gradient is faded
    for _ in range(2 * frame.batches):
        session.apply(Step("step"))
        frame = session.frame()
        assert_is_one_moment(frame, frame.w_before, frame.b_before)
        assert_gradient_is_the_batch_s(frame, frame.w_before, frame.b_before)


def test_an_edit_is_kept_by_reset_and_larger_batches_are_cut_to_the_data():
    session = Session(XOR)
    session.apply(Edit("eta", 0.125))
    session.apply(Edit("m", 1000))
    session.apply(Reset())
    assert (session.experiment.eta, session.experiment.m) == (0.125, 4)


# Score and version


def right_answers(aL, y):
    return ((aL > 0.5) == (y > 0.5))[0] if len(y) == 1 else aL.argmax(axis=0) == y.argmax(axis=0)


@pytest.mark.parametrize("name", ["xor", "moons", "iris", "digits", "sine"])
def test_the_score_is_the_cost_of_the_whole_set(name):
    session, data = Session(default_experiment(name)), load(name)
    session.train(3)
    session.finish()
    p = forward(session.trainer.net, data.x)
    for score in (session.frame().score, session.score()):
        assert score.step == 3
        assert score.cost == pytest.approx(cost(session.trainer.net, p, data.y), rel=1e-12)
        if data.task == "classification":
            assert score.accuracy == right_answers(p.a[-1], data.y).mean()
        else:
            assert score.accuracy is None


def test_the_score_follows_an_edit_of_the_activations():
    session = Session(XOR)
    session.finish()
    before = session.frame().score.cost
    session.apply(Edit("activations", ("relu", "identity")))
    session.finish()
    score = session.frame().score
    assert score.cost == session.score().cost != before


def test_the_score_keeps_up_with_running():
    session = Session(XOR)
    session.apply(Run())
    for _ in range(20):
        session.tick(0.002)
    assert session.frame().score.step > 0
    session.apply(Pause())
    session.finish()
    assert session.frame().score.step == session.trainer.step


def test_the_score_of_a_long_epoch_is_not_waited_for_a_quarter_of_it():
    session = Session(replace(default_experiment("circle"), samples=10_000, m=1))
    session.apply(Run())
    while session.frame().score is None or session.frame().score.step == 0:
        session.tick(0.002)
        assert session.trainer.step < 2500
    assert session.frame().score.step >= 100


def test_equal_experiments_train_alike():
    one, other = Session(OTHER), Session(replace(OTHER))
    for session in (one, other):
        session.train(50)
    assert state_hash(one) == state_hash(other)
    assert np.isfinite(one.trainer.net.theta).all()
