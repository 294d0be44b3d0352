"""C over the values of one weight or bias, against each value put in and worked out alone."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import XOR, phases, worked_out

from core import sweep as module
from core.commands import Reset, Run, Show, Step, ViewSpec
from core.experiment import Experiment, default_experiment
from core.selection import Pick
from core.session import Session
from core.sweep import POINTS, reach_of, sweep

DEEP = Experiment("iris", (4, 5, 3, 4, 3), ("tanh", "sigmoid", "tanh", "sigmoid"), eta=0.3, m=6, seed=3)
PICKS = [Pick(1, 4, 2), Pick(2, 0, 3), Pick(3, 3, 1), Pick(4, 2, 0), Pick(1, 1), Pick(3, 2), Pick(4, 1)]


def frame_of(experiment, pick, moves=0, sample=None):
    session = Session(experiment)
    view = ViewSpec(sample=sample, pick=pick, panels=frozenset({"chain_rule"}))
    session.apply(Show(view))
    phases(session, moves)
    return session.frame()


def with_value(d, value):
    """w and b of a derivation with another value in the parameter's place."""
    w, b = [k.copy() for k in d.net.w], [k.copy() for k in d.net.b]
    l, A, B = d.pick.l, d.pick.A, d.pick.B
    if B is None:
        b[l][A, 0] = value
    else:
        w[l][A, B] = value
    return w, b


def costs_by_hand(frame, x, y, values):
    """C of samples x, y (n, m) for each of the values: (values, m)."""
    changed = (with_value(frame.derivation, value) for value in values)
    return np.array([worked_out(frame.experiment, x, y, w, b)[2] for w, b in changed])


@pytest.mark.parametrize("pick", PICKS, ids=str)
@pytest.mark.parametrize("sigma", ["sigmoid", "tanh", "relu", "identity"])
def test_each_point_is_the_cost_with_that_value_in_place(sigma, pick):
    frame = frame_of(replace(DEEP, activations=(sigma,) * 4), pick, moves=3)
    found = sweep(frame.derivation)
    assert len(found.values) == POINTS[0]
    assert (np.diff(found.values) > 0).all()
    wanted = costs_by_hand(frame, frame.x, frame.y, found.values)[:, 0]
    np.testing.assert_allclose(found.C, wanted, rtol=1e-11, atol=1e-13)
    assert np.ptp(wanted) > 0.0


@pytest.mark.parametrize("pick", PICKS, ids=str)
def test_the_mean_is_that_of_the_batch(pick):
    frame = frame_of(DEEP, pick)
    x, y = frame.dataset.x[:, frame.batch], frame.dataset.y[:, frame.batch]
    found = sweep(frame.derivation, batch=(x, y))
    wanted = costs_by_hand(frame, x, y, found.values).mean(axis=1)
    np.testing.assert_allclose(found.mean_C, wanted, rtol=1e-11)
    assert np.abs(found.mean_C - found.C).max() > 1e-3


@pytest.mark.parametrize("pick", PICKS, ids=str)
def test_point_and_slope_are_those_of_the_curve(pick):
    d = frame_of(DEEP, pick, moves=6).derivation
    found = sweep(d)
    at = d.net.b[pick.l][pick.A, 0] if pick.B is None else d.net.w[pick.l][pick.A, pick.B]
    assert found.parameter == at
    h = found.values[1] - found.values[0]
    assert np.interp(at, found.values, found.C) == pytest.approx(found.present_C, abs=h * h)
    slope = np.interp(at, found.values, np.gradient(found.C, found.values))
    assert slope == pytest.approx(found.slope, abs=h * h)
    assert abs(found.slope) > 0.0


def test_at_update_it_is_the_curve_before_the_update():
    before = frame_of(DEEP, Pick(2, 1, 1), moves=9)
    after = frame_of(DEEP, Pick(2, 1, 1), moves=10)
    assert after.precedes_update
    assert not np.array_equal(after.theta, before.theta)
    assert np.array_equal(sweep(before.derivation, 2.0).C, sweep(after.derivation, 2.0).C)
    assert sweep(after.derivation).parameter == after.w_before[2][1, 1] != after.w[2][1, 1]


def test_a_sample_held_out_and_not_in_the_batch_has_a_curve():
    experiment = replace(default_experiment("moons"), held_out=0.3)
    unseen = int(np.flatnonzero(Session(experiment).frame().held_out)[3])
    frame = frame_of(experiment, Pick(1, 2, 0), sample=unseen)
    assert not frame.in_batch
    found = sweep(frame.derivation)
    wanted = costs_by_hand(frame, frame.x, frame.y, found.values[::16])[:, 0]
    np.testing.assert_allclose(found.C[::16], wanted, rtol=1e-11)


# The range


@pytest.mark.parametrize("value", [*np.linspace(-9, 9, 181), 1e-300, -63.999, 64.0, 1e6])
def test_a_range_is_a_power_of_two_with_room_beyond_the_value(value):
    reach = reach_of(value)
    assert np.log2(reach) == int(np.log2(reach))
    assert 2.5 * abs(value) <= reach
    assert reach == 2.0 or 5.0 * abs(value) > reach


@pytest.mark.parametrize(("value", "reach"), [(0, 2), (0.8, 2), (0.81, 4), (-1.6, 4), (1.61, 8), (-6.4, 16)])
def test_some_ranges(value, reach):
    assert reach_of(value) == reach


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e308, -1e308])
def test_even_what_is_not_a_number_has_a_range(value):
    assert np.isfinite(reach_of(value))
    assert reach_of(value) > 0


def test_a_range_can_be_asked_for():
    d = frame_of(XOR, Pick(1, 0, 0)).derivation
    found = sweep(d, 8.0)
    assert (found.values[0], found.values[64], found.values[-1]) == (-8.0, 0.0, 8.0)


# Limits


def test_large_networks_have_fewer_points_and_no_mean(monkeypatch):
    frame = frame_of(DEEP, Pick(1, 0, 0))
    batch = frame.dataset.x[:, frame.batch], frame.dataset.y[:, frame.batch]
    whole = sweep(frame.derivation, batch=batch)
    for most, points in ((4e4, 65), (0, 33)):
        monkeypatch.setattr(module, "MOST_WORK", most)
        monkeypatch.setattr(module, "MOST_MEAN_WORK", most)
        found = sweep(frame.derivation, batch=batch)
        assert found.mean_C is None
        assert len(found.values) == points
        np.testing.assert_allclose(found.C, whole.C[:: 128 // (points - 1)], rtol=1e-12)


@pytest.mark.parametrize("pick", [Pick(1, 0, 0), Pick(3, 0)], ids=str)
@pytest.mark.parametrize("sigma", ["relu", "identity", "sigmoid"])
def test_what_overflows_is_no_error(sigma, pick):
    session = Session(replace(DEEP, activations=(sigma,) * 4, eta=1e300))
    session.apply(Show(ViewSpec(pick=pick, panels=frozenset({"chain_rule"}))))
    for _ in range(30):
        frame = session.frame()
        found = sweep(frame.derivation, batch=(frame.dataset.x[:, :3], frame.dataset.y[:, :3]))
        assert np.isfinite(found.values).all()
        assert found.C.shape == found.mean_C.shape == found.values.shape
        if session.state.value == "paused":
            session.apply(Step("phase"))
    assert not np.abs(frame.theta).max() < 1e290
    assert np.isfinite(found.C).all() or sigma == "identity"
    session.apply(Reset())
    assert np.isfinite(sweep(session.frame().derivation).C).all()


def test_it_is_a_picture_of_its_frame_while_training_goes_on():
    session = Session(DEEP)
    session.apply(Show(ViewSpec(pick=Pick(2, 1, 1), panels=frozenset({"chain_rule"}))))
    session.apply(Run())
    session.tick(0.002)
    frame = session.frame()
    first = sweep(frame.derivation)
    while session.trainer.step < frame.cursor.step + 50:
        session.tick(0.002)
    again = sweep(frame.derivation)
    assert np.array_equal(first.C, again.C)
    wanted = costs_by_hand(frame, frame.x, frame.y, first.values[::32])[:, 0]
    np.testing.assert_allclose(first.C[::32], wanted, rtol=1e-11)
