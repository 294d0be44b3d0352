"""The update of one weight, taken apart, against what training really did to it."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, phases
from timelines import go

from core.commands import Edit, Run, Show, ViewSpec
from core.contributions import contributions
from core.cursor import phase_count
from core.optimisers import OPTIMISERS, Adam, Momentum, RMSProp
from core.schedules import Schedule
from core.selection import Layer, Pick, index_of
from core.session import Session
from core.update import layer_change, update_of

ALL = pytest.mark.parametrize("name", OPTIMISERS)
RS = pytest.mark.parametrize("r", [{}, {"l1": 0.05}, {"l2": 0.3}, {"l1": 0.05, "l2": 0.3}], ids=str)
PICKS = [Pick(1, 3, 1), Pick(2, 0, 2), Pick(3, 0, 1), Pick(1, 2), Pick(3, 0)]
SMOOTH = replace(OTHER, activations=("tanh", "tanh", "sigmoid"))
FALLING = Schedule("cosine", 40, 0.1)


def trained(experiment, steps, pick=None, **view):
    session = Session(experiment)
    session.apply(Show(ViewSpec(pick=pick, **view)))
    session.train(steps)
    return session


def entry(flat, pick, n):
    return flat[..., index_of(pick, n)]


@ALL
@RS
@pytest.mark.parametrize("pick", PICKS, ids=str)
def test_it_is_what_training_did(name, r, pick):
    frame = trained(replace(SMOOTH, optimiser=name, schedule=FALLING, **r), 7, pick).frame()
    slope = float(entry(frame.gradient, pick, frame.n))
    made = update_of(frame, pick, slope)
    old, new = (float(entry(k, pick, frame.n)) for k in (frame.theta_before, frame.theta))
    assert made.eta == frame.eta == FALLING.rate(SMOOTH.eta, 6)
    assert made.slope == slope
    wanted = 0.0 if pick.B is None else r.get("l1", 0) * np.sign(old) + r.get("l2", 0) * old
    assert made.penalty == pytest.approx(wanted, abs=1e-16)
    assert made.g == made.slope + made.penalty
    assert old + made.delta == pytest.approx(new, rel=1e-14)
    assert made.memory_before == tuple(entry(frame.memory_before, pick, frame.n))
    assert made.memory == pytest.approx(tuple(entry(frame.memory, pick, frame.n)), rel=1e-14)
    assert made.plain == (name == "gradient descent" and not wanted)


@ALL
@RS
@pytest.mark.parametrize("pick", PICKS[:3], ids=str)
def test_before_the_update_it_is_what_training_will_do(name, r, pick):
    session = trained(replace(SMOOTH, optimiser=name, schedule=FALLING, **r), 7, pick)
    phases(session, phase_count(3) - 1)
    frame = session.frame()
    ahead = update_of(frame, pick, float(entry(frame.gradient, pick, frame.n)))
    phases(session, 1)
    after = session.frame()
    assert after.cursor.step == 8
    change = float(entry(after.theta, pick, frame.n)) - float(entry(frame.theta, pick, frame.n))
    assert ahead.delta == pytest.approx(change, rel=1e-9, abs=1e-14)
    assert ahead == update_of(after, pick, ahead.slope)


@pytest.mark.parametrize("pick", PICKS, ids=str)
def test_every_rule_by_hand(pick):
    g, eta = 0.37, 0.1
    frame = trained(SMOOTH, 1, pick).frame()

    def by(rule, *before):
        memory = np.zeros((len(rule.slots), frame.theta.size))
        memory[:, index_of(pick, frame.n)] = before
        experiment = replace(frame.experiment, optimiser=rule.name)
        return update_of(replace(frame, experiment=experiment, memory_before=memory, eta=eta), pick, g)

    found = by(Momentum, 0.2)
    assert found.memory == pytest.approx((0.9 * 0.2 + g,), rel=1e-15)
    assert found.delta == pytest.approx(-eta * (0.9 * 0.2 + g), rel=1e-15)
    found = by(RMSProp, 0.04)
    s = 0.99 * 0.04 + 0.01 * g * g
    assert found.memory == pytest.approx((s,), rel=1e-14)
    assert found.delta == pytest.approx(-eta * g / (s**0.5 + 1e-8), rel=1e-14)
    found = by(Adam, 0.3, 0.02, 4.0)
    m, s = 0.9 * 0.3 + 0.1 * g, 0.999 * 0.02 + 0.001 * g * g
    assert found.memory == pytest.approx((m, s, 5.0), rel=1e-14)
    hats = m / (1 - 0.9**5), s / (1 - 0.999**5)
    assert found.corrected == pytest.approx(hats, rel=1e-12)
    assert found.delta == pytest.approx(-eta * hats[0] / (hats[1] ** 0.5 + 1e-8), rel=1e-12)


@ALL
def test_a_frozen_parameter_gets_nothing_and_nothing_is_remembered_of_it(name):
    session = trained(replace(SMOOTH, optimiser=name, l2=0.3), 4, PICKS[0])
    go(session, Edit("frozen", True, Layer(1)))
    session.train(2)
    made = contributions(session.frame()).update
    assert made.frozen
    assert made.delta == 0.0
    assert made.slope
    assert made.memory == made.memory_before


@ALL
@RS
def test_contributions_explain_the_update_until_its_rule_is_edited(name, r):
    session = trained(replace(SMOOTH, optimiser=name, **r), 6, PICKS[1])
    found = contributions(session.frame())
    assert found.explained
    assert found.after == session.frame().w[2][0, 2]
    assert found.before + found.delta == pytest.approx(found.after, rel=1e-12)
    for edit in (Edit("eta", 0.7), Edit("l2", 0.9)):
        go(session, edit)
        assert not contributions(session.frame()).explained


@ALL
@RS
def test_the_change_of_a_layer_is_that_of_each_of_its_weights(name, r):
    session = trained(replace(SMOOTH, optimiser=name, schedule=FALLING, **r), 6)
    go(session, Edit("frozen", True, PICKS[1]))
    session.train(1)
    frame = session.frame()
    for l in range(1, frame.L + 1):
        made = layer_change(frame, l)
        np.testing.assert_allclose(frame.w_before[l] + made.w[1], frame.w[l], rtol=1e-14)
        np.testing.assert_allclose(frame.b_before[l] + made.b[1], frame.b[l], rtol=1e-14)
    assert layer_change(frame, 2).w[1][0, 2] == 0.0


@ALL
def test_without_a_gradient_nothing_is_known_of_a_layer(name):
    session = trained(replace(SMOOTH, optimiser=name), 3, panels=frozenset())
    session.apply(Run())
    session.tick(0.001)
    frame = session.frame()
    assert frame.gradient is None
    assert np.isnan(layer_change(frame, 2).w[1]).all()
    made = update_of(frame, PICKS[0], 0.1)
    assert np.isnan(made.delta) == bool(OPTIMISERS[name].slots)
