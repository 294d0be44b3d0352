"""A frame is one moment: everything on it follows from the frame's own x, y, w and b."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from sessions import (
    OTHER,
    XOR,
    arrays_of,
    assert_fresh_part_is_right,
    assert_gradient_is_the_batch_s,
    assert_is_one_moment,
    phases,
)

from core.commands import Edit, Load, Pause, Reset, Run, Show, Step, ViewSpec
from core.cursor import Phase, phase_count
from core.experiment import Experiment, default_experiment
from core.selection import Node, Pick
from core.session import Session

DIGITS = replace(default_experiment("digits"), n=(64, 6, 10), activations=("relu", "sigmoid"))
SINE = Experiment("sine", (1, 5, 1), ("tanh", "identity"), eta=0.05, m=7, seed=3)


def bytes_of(frame):
    return {name: array.tobytes() for name, array in arrays_of(frame).items()}


# One moment


@pytest.mark.parametrize("experiment", [XOR, OTHER, SINE, DIGITS], ids=lambda k: k.dataset)
def test_every_frame_while_running_can_be_worked_out_again(experiment):
    session = Session(experiment)
    session.apply(Run())
    steps = set()
    for _ in range(300):
        session.tick(0.0003)
        frame = session.frame()
        assert frame.live
        assert_is_one_moment(frame, frame.w, frame.b)
        steps.add(frame.cursor.step)
    assert len(steps) == 300


@pytest.mark.parametrize("experiment", [XOR, OTHER, SINE], ids=lambda k: k.dataset)
def test_the_batch_s_gradient_belongs_to_theta_before(experiment):
    session = Session(experiment)
    session.apply(Run())
    for _ in range(50):
        session.tick(0.0003)
        frame = session.frame()
        assert_gradient_is_the_batch_s(frame, frame.w_before, frame.b_before)
        eta = experiment.eta
        assert np.allclose(frame.theta, frame.theta_before - eta * frame.gradient, rtol=0, atol=1e-14)


@pytest.mark.parametrize("experiment", [XOR, OTHER, SINE], ids=lambda k: k.dataset)
def test_at_update_the_pass_belongs_to_theta_before(experiment):
    session = Session(experiment)
    for _ in range(10):
        before = session.trainer.net.theta.copy()
        session.apply(Step("step"))
        frame = session.frame()
        assert frame.cursor.phase is Phase.UPDATE
        assert frame.theta_before.tobytes() == before.tobytes()
        assert frame.theta.tobytes() == session.trainer.net.theta.tobytes() != before.tobytes()
        assert_is_one_moment(frame, frame.w_before, frame.b_before)
        assert_gradient_is_the_batch_s(frame, frame.w_before, frame.b_before)


def test_after_running_the_frame_is_that_of_an_update():
    session = Session(OTHER)
    session.apply(Run())
    session.tick(0.002)
    session.apply(Pause())
    frame = session.frame()
    assert not frame.live
    assert frame.cursor.phase is Phase.UPDATE
    assert_is_one_moment(frame, frame.w_before, frame.b_before)


def test_each_phase_computes_its_part_at_theta():
    session = Session(OTHER)
    session.train(3)
    for _ in range(phase_count(3) - 1):
        session.apply(Step("phase"))
        assert_fresh_part_is_right(session.frame())
    assert session.frame().cursor.position(3) == phase_count(3) - 2


# Fresh and stale


def test_what_is_fresh_grows_phase_by_phase():
    session = Session(OTHER)
    found = []
    for _ in range(phase_count(3)):
        frame = session.frame()
        marks = [frame.fresh_a(l) for l in (1, 2, 3)] + [frame.fresh_cost]
        marks += [k(l) for l in (3, 2, 1) for k in (frame.fresh_dC_da, frame.fresh_dC_dz)]
        found.append("".join("·x"[k] for k in marks))
        session.apply(Step("phase"))
    assert found == [
        "··········",  # INPUT
        "x·········",  # FORWARD 1
        "xx········",
        "xxx·······",
        "xxxxx·····",  # COST: C, dC_da[3]
        "xxxxxxx···",  # BACKWARD 3: dC_dz[3], dC_da[2]
        "xxxxxxxxx·",
        "xxxxxxxxxx",
        "xxxxxxxxxx",  # UPDATE
    ]


def test_while_running_everything_is_fresh():
    session = Session(OTHER)
    session.apply(Run())
    session.tick(0.001)
    frame = session.frame()
    assert frame.fresh_cost
    assert all(k(l) for l in (1, 2, 3) for k in (frame.fresh_a, frame.fresh_dC_da, frame.fresh_dC_dz))
    assert frame.working_layer() is None


def test_the_working_layer_is_the_phase_s():
    session = Session(OTHER)
    found = []
    for _ in range(phase_count(3)):
        found.append(session.frame().working_layer())
        session.apply(Step("phase"))
    assert found == [0, 1, 2, 3, 3, 3, 2, 1, None]


def test_stale_values_are_those_of_the_step_before():
    session = Session(replace(XOR, m=4))
    session.apply(Step("step"))
    last = session.frame()
    for _ in range(7):
        session.apply(Step("phase"))
        frame = session.frame()
        for l in (1, 2):
            assert same(frame.z[l], last.z[l]) is same(frame.a[l], last.a[l]) is not frame.fresh_a(l)
            assert same(frame.dC_da[l], last.dC_da[l]) is not frame.fresh_dC_da(l)
            assert same(frame.dC_dz[l], last.dC_dz[l]) is not frame.fresh_dC_dz(l)
            assert same(frame.dC_dw[l], last.dC_dw[l]) is not frame.fresh_dC_dz(l)
            assert same(frame.dC_db[l], last.dC_db[l]) is not frame.fresh_dC_dz(l)
        assert (frame.C == last.C) is (frame.mean_cost == last.mean_cost) is not frame.fresh_cost


def same(one, other):
    return one.tobytes() == other.tobytes()


def test_what_was_never_computed_is_nan():
    frame = Session(XOR).frame()
    for l in (1, 2):
        for array in (frame.z, frame.a, frame.dC_da, frame.dC_dz, frame.dC_dw, frame.dC_db):
            assert np.isnan(array[l]).all()
    assert np.isnan(frame.C)
    assert np.isnan(frame.mean_cost)
    assert frame.score is None


# What a frame says


def test_a_frame_says_where_training_stands():
    session = Session(replace(OTHER, m=7))
    found = []
    for _ in range(6):
        session.apply(Step("step"))
        frame = session.frame()
        found.append((frame.cursor.step, frame.cursor.epoch, frame.batch_number, frame.m))
        assert (frame.batches, frame.n, frame.L) == (5, (2, 4, 2, 1), 3)
        assert frame.state == "paused"
        assert type(frame.C) is type(frame.mean_cost) is float
    assert found == [(1, 0, 0, 7), (2, 0, 1, 7), (3, 0, 2, 7), (4, 0, 3, 7), (5, 1, 4, 2), (6, 1, 0, 7)]


def test_the_pick_and_the_gradient_are_what_was_asked_for():
    session = Session(XOR)
    session.apply(Run())
    session.tick(0.001)
    assert session.frame().gradient is not None
    session.apply(Show(ViewSpec(pick=Node(1, 2), panels=frozenset())))
    frame = session.frame()
    assert frame.pick == Node(1, 2)
    assert frame.gradient is None
    assert frame.dC_dw == frame.dC_db == ()
    for view in (
        ViewSpec(pick=Pick(1, 2, 0), panels=frozenset()),
        ViewSpec(panels=frozenset(), edges="dC_dw"),
        ViewSpec(panels=frozenset(), strongest="dC_dw"),
    ):
        session.apply(Show(view))
        assert session.frame().gradient is not None
    session.apply(Show(ViewSpec(panels=frozenset())))
    session.apply(Pause())
    assert session.frame().gradient is not None


def test_the_record_holds_the_mean_cost_of_every_step():
    session = Session(OTHER)
    costs = []
    for _ in range(12):
        session.apply(Step("step"))
        costs.append(session.frame().mean_cost)
    found = session.frame().record.cost.query(0, 100, 1000)
    assert found.x.tolist() == list(range(12))
    assert found.mean[:, 0].tolist() == costs


# Frozen


def test_arrays_cannot_be_written_to():
    session = Session(OTHER)
    session.apply(Step("step"))
    frame = session.frame()
    found = arrays_of(frame)
    assert len(found) > 40
    for name, array in found.items():
        assert not array.flags.writeable, name
    with pytest.raises(ValueError, match="read-only"):
        frame.w[1][0, 0] = 1.0
    with pytest.raises(FrozenInstanceError):
        frame.sample = 1


def test_frames_are_not_altered_by_what_comes_later():
    session = Session(OTHER)
    kept = []
    for command in (
        Step("phase"),
        Step("step"),
        Run(),
        Edit("m", 3),
        Pause(),
        Load(XOR),
        Step("step"),
        Reset(),
    ):
        session.apply(command)
        session.tick(0.002)
        frame = session.frame()
        kept.append((frame, bytes_of(frame)))
    for frame, before in kept:
        assert bytes_of(frame) == before


def test_two_frames_of_one_moment_are_equal():
    session = Session(OTHER)
    phases(session, 5)
    assert bytes_of(session.frame()) == bytes_of(session.frame())
