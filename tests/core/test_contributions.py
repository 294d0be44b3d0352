"""What each sample of a step's batch contributes, against every sample worked out alone."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import phases, worked_out

from core.commands import Edit, Pause, Run, Show, Step, ViewSpec
from core.contributions import contributions
from core.cursor import Phase, phase_count
from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from core.session import Session

DEEP = Experiment(
    "moons", (2, 5, 3, 4, 1), ("tanh", "sigmoid", "tanh", "sigmoid"), eta=0.3, m=7, seed=3, samples=30
)
PICKS = [Pick(1, 4, 1), Pick(2, 0, 3), Pick(3, 3, 1), Pick(4, 0, 2), Pick(1, 1), Pick(3, 2), Pick(4, 0)]
PHASES = phase_count(4)
CHAIN = frozenset({"chain_rule"})


def session_of(experiment, pick, sample=None):
    session = Session(experiment)
    session.apply(Show(ViewSpec(sample=sample, pick=pick, panels=CHAIN)))
    return session


def own_by_hand(frame, w, b, pick):
    """Each sample's derivative by the parameter at these w, b, one sample after the other."""
    found = []
    for k in frame.batch:
        x, y = frame.dataset.x[:, [k]], frame.dataset.y[:, [k]]
        _, a, _, _, dC_dz = worked_out(frame.experiment, x, y, w, b)
        into = 1.0 if pick.B is None else a[pick.l - 1][pick.B, 0]
        found.append(dC_dz[pick.l][pick.A, 0] * into)
    return np.array(found)


def parameter(w, b, pick):
    return b[pick.l][pick.A, 0] if pick.B is None else w[pick.l][pick.A, pick.B]


@pytest.mark.parametrize("pick", PICKS, ids=str)
@pytest.mark.parametrize("sigma", ["sigmoid", "tanh", "relu", "identity"])
def test_each_value_is_its_sample_s_own(sigma, pick):
    session = session_of(replace(DEEP, activations=(sigma,) * 4), pick)
    phases(session, 3)
    frame = session.frame()
    found = contributions(frame)
    assert found.pick == pick
    assert np.array_equal(found.samples, frame.batch)
    wanted = own_by_hand(frame, frame.w, frame.b, pick)
    np.testing.assert_allclose(found.values, wanted, rtol=1e-10, atol=1e-14)
    assert found.values.shape == (7,)
    assert found.mean == pytest.approx(sum(wanted) / 7, rel=1e-10)
    assert found.delta == pytest.approx(-0.3 * sum(wanted) / 7, rel=1e-10)


@pytest.mark.parametrize("pick", PICKS, ids=str)
def test_through_a_step_and_the_next_nothing_is_mixed(pick):
    session = session_of(DEEP, pick)
    for step in range(2):
        start = parameter(session.trainer.net.w, session.trainer.net.b, pick)
        wanted = own_by_hand(session.frame(), session.trainer.net.w, session.trainer.net.b, pick)
        for place in range(PHASES):
            frame = session.frame()
            found = contributions(frame)
            assert frame.cursor.position(4) == place
            np.testing.assert_allclose(found.values, wanted, rtol=1e-10)
            assert found.before == start
            assert found.done is (frame.cursor.phase is Phase.UPDATE)
            assert found.ahead is (place < 2 * 4 + 2 - pick.l)
            assert found.explained
            session.apply(Step("phase"))
        assert found.after == pytest.approx(start - 0.3 * wanted.mean(), rel=1e-12)
        assert found.after == parameter(frame.w, frame.b, pick) != start
        gradient = frame.dC_db if pick.B is None else frame.dC_dw
        at = (pick.A, 0 if pick.B is None else pick.B)
        assert found.mean == pytest.approx(gradient[pick.l][at], rel=1e-11)
        assert session.trainer.step == step + 1


def test_a_short_last_batch_is_averaged_over_its_own_size():
    session = session_of(DEEP, Pick(2, 1, 1))
    for _ in range(4):
        session.apply(Step("step"))
    session.apply(Step("phase"))
    frame = session.frame()
    assert frame.m == 2
    wanted = own_by_hand(frame, frame.w, frame.b, Pick(2, 1, 1))
    found = contributions(frame)
    assert found.values.shape == (2,)
    assert found.mean == pytest.approx((wanted[0] + wanted[1]) / 2, rel=1e-10)
    session.apply(Step("step"))
    done = contributions(session.frame())
    assert done.after == session.frame().w[2][1, 1] == pytest.approx(found.after, rel=1e-13)


def test_the_mean_makes_the_update_and_not_the_shown_sample():
    session = session_of(replace(default_experiment("circle"), m=4), Pick(1, 0, 0), sample=17)
    session.apply(Step("step"))
    frame = session.frame()
    found = contributions(frame)
    own = frame.derivation.chain.value
    moved = frame.w[1][0, 0] - frame.w_before[1][0, 0]
    assert found.delta == pytest.approx(moved, rel=1e-9)
    assert abs(moved + 0.5 * own) > 1e-4
    assert not frame.in_batch
    assert 17 not in found.samples


def test_the_shown_sample_s_bar_is_its_derivative():
    session = session_of(DEEP, Pick(2, 2, 4))
    for _ in range(3 * PHASES):
        session.apply(Step("phase"))
        frame = session.frame()
        found = contributions(frame)
        mine = found.values[list(found.samples).index(frame.sample)]
        assert mine == pytest.approx(frame.derivation.chain.value, rel=1e-11)


def test_held_out_samples_contribute_nothing():
    session = session_of(replace(DEEP, held_out=0.4, m=30), Pick(1, 0, 0))
    frame = session.frame()
    found = contributions(frame)
    assert len(found.samples) == 18
    assert not frame.held_out[found.samples].any()
    np.testing.assert_allclose(found.values, own_by_hand(frame, frame.w, frame.b, Pick(1, 0, 0)), rtol=1e-10)


@pytest.mark.parametrize("pick", [Pick(2, 1, 3), Pick(2, 1)], ids=str)
def test_a_frozen_parameter_stays(pick):
    session = session_of(DEEP, pick)
    net = session.trainer.net
    flags = np.zeros(net.theta.size)
    marked = net.with_theta(flags)
    (marked.b[2] if pick.B is None else marked.w[2])[1, 0 if pick.B is None else pick.B] = 1.0
    net.mask[:] = flags == 1.0
    ahead = contributions(session.frame())
    assert ahead.frozen
    assert ahead.mean != 0.0
    assert ahead.delta == 0.0
    assert ahead.after == ahead.before
    session.apply(Step("step"))
    done = contributions(session.frame())
    assert done.explained
    assert done.after == done.before == ahead.before
    net.mask[:] = flags == 0.0  # every other one
    session.apply(Step("step"))
    assert not contributions(session.frame()).frozen


def test_while_training_runs_they_are_the_last_batch_s_at_the_parameters_before_its_update():
    session = session_of(DEEP, Pick(2, 1, 1))
    session.apply(Run())
    for _ in range(5):
        session.tick(0.002)
        frame = session.frame()
        assert frame.live
        found = contributions(frame)
        wanted = own_by_hand(frame, frame.w_before, frame.b_before, Pick(2, 1, 1))
        np.testing.assert_allclose(found.values, wanted, rtol=1e-10)
        assert found.done
        assert found.explained
        assert found.mean == pytest.approx(frame.dC_dw[2][1, 1], rel=1e-11)
        assert (found.before, found.after) == (frame.w_before[2][1, 1], frame.w[2][1, 1])
    session.apply(Pause())
    assert contributions(session.frame()).done


def test_running_that_has_not_begun_is_at_the_present_parameters():
    session = session_of(DEEP, Pick(2, 1, 1))
    session.apply(Step("step"))
    session.apply(Step("phase"))
    session.apply(Run())
    frame = session.frame()
    found = contributions(frame)
    np.testing.assert_allclose(found.values, own_by_hand(frame, frame.w, frame.b, Pick(2, 1, 1)), rtol=1e-10)
    assert not found.done


def test_another_learning_rate_does_not_explain_an_update_that_was_made():
    session = session_of(DEEP, Pick(2, 1, 1))
    session.apply(Step("step"))
    assert contributions(session.frame()).explained
    session.apply(Edit("eta", 0.6))
    found = contributions(session.frame())
    assert found.done
    assert not found.explained
    assert found.after == session.frame().w[2][1, 1]
    session.apply(Step("phase"))
    assert contributions(session.frame()).explained


def test_numbers_that_are_no_longer_finite_are_no_error():
    session = session_of(replace(DEEP, activations=("identity",) * 4, eta=1e300), Pick(2, 1, 1))
    while session.state.value == "paused":
        found = contributions(session.frame())
        session.apply(Step("phase"))
    found = contributions(session.frame())
    assert found.values.shape == (7,)
    assert not np.isfinite(found.values).all()


@pytest.mark.parametrize("pick", [None, Node(1, 0)], ids=str)
def test_where_no_weight_or_bias_is_selected_there_are_none(pick):
    assert contributions(session_of(DEEP, pick).frame()) is None
