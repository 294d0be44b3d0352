"""Samples kept out of training: which they are, that nothing is learned from them, and their cost."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR

from core.backprop import cost, forward
from core.commands import Load, Reset, Run, Show, Step, ViewSpec
from core.datasets import load
from core.experiment import build, default_experiment
from core.session import Session
from core.split import held_out_samples
from core.trainer import Trainer

HELD = replace(OTHER, held_out=0.4)  # 12 of 30 samples


@pytest.mark.parametrize(
    ("M", "share", "count"), [(30, 0.4, 12), (250, 0.2, 50), (4, 0.9, 3), (2, 0.9, 1), (9, 0.0, 0)]
)
def test_as_many_as_asked_for_and_one_is_left(M, share, count):
    assert held_out_samples(M, share, 0).sum() == count


def test_the_seed_draws_them_and_a_larger_share_keeps_the_smaller():
    few, more = held_out_samples(200, 0.1, 3), held_out_samples(200, 0.5, 3)
    assert (few <= more).all()
    assert np.array_equal(few, held_out_samples(200, 0.1, 3))
    assert not np.array_equal(few, held_out_samples(200, 0.1, 4))


def test_training_is_what_it_would_be_without_them():
    _, trainer = build(HELD)
    data = load("moons", HELD.seed, None, 30)
    seen = ~held_out_samples(30, 0.4, HELD.seed)
    whole = build(OTHER)[1]
    x, y = data.x[:, seen], data.y[:, seen]
    other = Trainer(whole.net, whole.optimiser, x, y, m=HELD.m, seed=HELD.seed)
    assert (other.M, other.batches) == (18, 3)
    for each in (trainer, other):
        each.run(10.0, most=40)
    assert (trainer.step, trainer.epoch) == (40, 13)
    assert np.array_equal(trainer.net.theta, other.net.theta)


def test_no_batch_holds_one_and_every_other_sample_is_drawn():
    session = Session(HELD)
    frame = session.frame()
    drawn = set()
    for _ in range(3):
        drawn |= set(session.frame().batch.tolist())
        session.apply(Step("step"))
        session.apply(Step("phase"))
    assert drawn == set(np.flatnonzero(~frame.held_out).tolist())
    assert frame.held_out.sum() == 12


def test_the_batch_s_samples_are_the_data_s():
    session = Session(HELD)
    for _ in range(4):
        session.apply(Step("step"))
        frame, t = session.frame(), session.trainer
        assert np.array_equal(frame.dataset.x[:, frame.batch], t.p.a[0])
        assert frame.in_batch
        assert frame.sample in frame.batch


def test_the_costs_of_both_sets():
    session = Session(HELD)
    session.train(5)
    session.finish()
    frame, t = session.frame(), session.trainer
    data, held, score = frame.dataset, frame.held_out, frame.score
    p = forward(t.net, data.x[:, held])
    assert score.held_out_cost == pytest.approx(cost(t.net, p, data.y[:, held]), rel=1e-12)
    assert score.held_out_accuracy == ((p.a[-1] > 0.5) == (data.y[:, held] > 0.5)).mean()
    p = forward(t.net, data.x[:, ~held])
    assert score.cost == pytest.approx(cost(t.net, p, data.y[:, ~held]), rel=1e-12)
    for k in range(data.samples):
        p = forward(t.net, data.x[:, k])
        assert score.costs[k] == pytest.approx(cost(t.net, p, data.y[:, k]), rel=1e-12)


def test_without_any_there_is_no_cost_of_theirs():
    session = Session(XOR)
    session.finish()
    score = session.frame().score
    assert score.held_out_cost is score.held_out_accuracy is None
    low = session.trainer.record.scores.query(-np.inf, np.inf, 10).low
    assert low[0, 0] == score.cost
    assert np.isnan(low[0, 1])


def test_the_record_holds_the_costs_as_they_were_computed():
    session = Session(replace(default_experiment("circle"), held_out=0.2))
    session.apply(Run())
    while len(session.trainer.record.scores) < 20:
        session.tick(0.002)
    found = session.trainer.record.scores.query(-np.inf, np.inf, 1000)
    assert (np.diff(found.x) > 0).all()
    assert np.isfinite(found.mean).all()
    assert found.x[0] == 0
    assert found.mean[-1].tolist() == [session.frame().score.cost, session.frame().score.held_out_cost]


def test_a_sample_held_out_can_be_shown():
    session = Session(HELD)
    unseen = int(np.flatnonzero(session.frame().held_out)[-1])
    session.apply(Show(ViewSpec(sample=unseen)))
    frame = session.frame()
    assert (frame.sample, frame.in_batch) == (unseen, False)
    assert np.array_equal(frame.x[:, 0], frame.dataset.x[:, unseen])


def test_beginning_again_keeps_the_sample_and_the_selection_and_loading_does_not():
    session = Session(HELD)
    session.apply(Show(ViewSpec(sample=29)))
    session.apply(Reset())
    assert session.frame().sample == 29
    session.apply(Load(XOR))
    assert session.frame().follows_batch
