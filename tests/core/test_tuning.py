"""Edits of how updates are made, of the cost, and of what is frozen: at once, in words, or refused."""

import math
from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR, assert_is_a_sentence, near, phases, state_hash, worked_out
from timelines import go

from core.commands import (
    Audit,
    Edit,
    Load,
    Pause,
    Run,
    Show,
    Step,
    ViewSpec,
)
from core.cursor import Phase
from core.errors import BadInputError
from core.optimisers import OPTIMISERS
from core.regularisers import MOST
from core.schedules import Schedule
from core.selection import Layer, Node, Pick
from core.session import Session

CLASSES = replace(OTHER, dataset="rings", n=(2, 4, 3), activations=("tanh", "sigmoid"))
ALL = pytest.mark.parametrize("name", OPTIMISERS)


def edited(experiment, *commands, steps=0):
    session = Session(experiment)
    session.train(steps)
    go(session, *commands)
    return session


def words(session):
    return session.frame().history.undo


# What an edit is called


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit("optimiser", "adam"), "optimiser gradient descent → Adam"),
        (Edit("l1", 0.5), "λ₁ 0 → 0.5"),
        (Edit("l2", 0.01), "λ₂ 0 → 0.01"),
        (Edit("schedule", Schedule("cosine", 2000, 0.1)), "schedule constant → cosine, 2,000 steps to 0.1 η"),
        (Edit("cost", "cross-entropy"), "cost mse → cross-entropy, σ² sigmoid → softmax"),
        (Edit("cost", "binary cross-entropy"), "cost mse → binary cross-entropy"),
        (Edit("frozen", True, Node(1, 2)), "freeze node a¹₃"),
        (Edit("frozen", False, Layer(2)), "free layer 2"),
        (Edit("frozen", True, Pick(1, 0, 1)), "freeze w¹₁₂"),
    ],
)
def test_the_words_of_an_edit_say_all_that_changes(edit, said):
    assert words(edited(CLASSES, edit)) == said


def test_a_sigma_that_the_cost_does_not_go_with_brings_the_mean_square():
    session = edited(CLASSES, Edit("cost", "cross-entropy"), Edit("activations", ("tanh", "tanh")))
    assert words(session) == "σ² softmax → tanh, cost cross-entropy → mse"
    assert (session.experiment.cost, session.trainer.net.cost) == ("mse", "mse")


@pytest.mark.parametrize("sigma", ["sigmoid", ("relu", "sigmoid"), ["relu", "sigmoid"]])
def test_a_sigma_that_the_cost_goes_with_leaves_it(sigma):
    session = edited(CLASSES, Edit("cost", "binary cross-entropy"), Edit("activations", sigma))
    assert session.experiment.cost == session.trainer.net.cost == "binary cross-entropy"


# What can't be


@pytest.mark.parametrize(
    "edit",
    [
        *[Edit("optimiser", k) for k in ("sgd", "Adam", None, 1, ["adam"])],
        *[
            Edit(q, k)
            for q in ("l1", "l2")
            for k in (-1e-9, math.nan, math.inf, "0.1", None, True, 2 * MOST, 1j)
        ],
        *[Edit("schedule", k) for k in ("cosine", None, Schedule("cosine", 0), Schedule("up"), ["step", 1])],
        *[Edit("cost", k) for k in ("mae", None, 3, ["mse"], "cross-entropy")],
        *[Edit("activations", k) for k in ("softmax", (), None, ("tanh",), 5)],
        *[Edit("frozen", k, Layer(1)) for k in (1, None, "yes")],
        *[
            Edit("frozen", True, k)
            for k in (None, Layer(0), Layer(3), Layer("1"), Node(0, 0), Node(1, 3), Node(3, 0), Node(1, -1))
        ],
    ],
    ids=repr,
)  # fmt: skip
def test_what_can_not_be_is_one_sentence_and_changes_nothing(edit):
    session = Session(replace(XOR, optimiser="momentum"))
    phases(session, 10)
    before = state_hash(session), session.version
    with pytest.raises(BadInputError) as error:
        session.apply(edit)
    assert_is_a_sentence(error.value)
    assert (state_hash(session), session.version) == before


def test_softmax_of_one_node_is_no_answer():
    with pytest.raises(BadInputError, match="two or more output nodes"):
        Session(XOR).apply(Edit("cost", "cross-entropy"))
    single = replace(XOR, activations=("tanh", "softmax"), cost="cross-entropy")
    with pytest.raises(BadInputError, match="two or more output nodes"):
        Session(single)


@pytest.mark.parametrize(
    "bad",
    [
        {"optimiser": "sgd"}, {"l1": -1}, {"l2": math.nan}, {"schedule": "step"}, {"initialisation": "best"},
        {"schedule": Schedule("step", 0)}, {"cost": "pain"},
    ],
    ids=repr,
)  # fmt: skip
def test_an_experiment_that_can_not_be_is_refused(bad):
    session = Session(XOR)
    before = state_hash(session)
    with pytest.raises(BadInputError) as error:
        session.apply(Load(replace(XOR, **bad)))
    assert_is_a_sentence(error.value)
    assert state_hash(session) == before


# What holds from then on


@ALL
@pytest.mark.parametrize("count", [0, 3, 7, 8])
def test_an_optimiser_begins_with_an_empty_memory_at_the_beginning_of_a_step(name, count):
    session = Session(replace(XOR, optimiser="rmsprop"))
    session.train(5)
    phases(session, count)
    theta = session.trainer.net.theta.copy()
    session.apply(Edit("optimiser", name))
    trainer = session.trainer
    assert trainer.phase is Phase.INPUT
    assert trainer.net.theta.tobytes() == theta.tobytes()
    assert trainer.optimiser.name == session.frame().optimiser == name
    assert trainer.optimiser.memory.shape[0] == len(OPTIMISERS[name].slots)
    assert not trainer.optimiser.memory.any()
    assert not trainer.updating.memory_before.any()


def test_what_is_picked_anew_forgets_what_it_knew():
    session = edited(replace(XOR, optimiser="adam"), Edit("optimiser", "adam"), steps=9)
    assert not session.trainer.optimiser.memory.any()


@ALL
def test_frames_hold_the_memory_before_and_after(name):
    session = Session(replace(CLASSES, optimiser=name))
    session.train(3)
    before = session.trainer.optimiser.memory.copy()
    session.train(1)
    frame = session.frame()
    assert frame.memory_before.tobytes() == before.tobytes()
    assert frame.memory.tobytes() == session.trainer.optimiser.memory.tobytes()
    assert not frame.memory.flags.writeable
    assert not frame.memory_before.flags.writeable
    session.train(1)  # and it is a copy
    assert frame.memory_before.tobytes() == before.tobytes()


def test_while_training_runs_nobody_is_given_a_memory_unasked():
    session = Session(replace(XOR, optimiser="adam"))
    session.apply(Show(ViewSpec(panels=frozenset())))
    session.apply(Run())
    session.tick(0.001)
    assert session.frame().memory is session.frame().memory_before is session.frame().gradient is None
    session.apply(Show(ViewSpec(pick=Pick(1, 0, 1))))
    assert session.frame().memory.shape == (3, session.trainer.net.theta.size)


def test_the_rate_of_a_frame_is_that_of_the_step_s_update():
    schedule = Schedule("step", 2, 0.5)
    session = Session(replace(XOR, eta=0.4, schedule=schedule))
    rates = []
    for _ in range(5):
        rates.append(session.frame().eta)  # before the step's update
        session.train(1)
        assert session.frame().cursor.phase is Phase.UPDATE
        assert session.frame().eta == rates[-1]  # and just after it
        session.apply(Step("phase"))
    assert rates == [0.4, 0.4, 0.2, 0.2, 0.1]
    frame = session.frame()
    assert frame.experiment.eta == 0.4


@pytest.mark.parametrize("l1", [0.0, 0.1])
@pytest.mark.parametrize("l2", [0.0, 0.3])
def test_r_and_its_derivatives_are_those_of_the_weights_alone(l1, l2):
    session = edited(replace(OTHER, l1=l1, l2=l2), steps=4)
    frame = session.frame()
    w = np.concatenate([k.ravel() for k in frame.w[1:]])
    assert pytest.approx(l1 * np.abs(w).sum() + 0.5 * l2 * (w * w).sum(), rel=1e-12) == frame.R
    for l in range(1, frame.L + 1):
        near(frame.dR_dw[l], l1 * np.sign(frame.w[l]) + l2 * frame.w[l])
    assert bool(frame.regulariser) == (l1 + l2 > 0)


def test_the_gradient_stays_that_of_the_cost_alone():
    plain, decaying = Session(XOR), Session(replace(XOR, l2=0.7))
    for each in (plain, decaying):
        each.train(1)
    one, other = plain.frame(), decaying.frame()
    assert one.gradient.tobytes() == other.gradient.tobytes()
    change = other.theta - other.theta_before
    wanted = -0.5 * other.gradient
    for l in (1, 2):
        start = {1: 0, 2: 9}[l]
        width = other.n[l - 1] + 1
        for i in range(other.n[l]):
            for j in range(other.n[l - 1]):
                wanted[start + i * width + j] -= 0.5 * 0.7 * other.w_before[l][i, j]
    near(change, wanted)


@pytest.mark.parametrize("cost", ["binary cross-entropy", "cross-entropy"])
@pytest.mark.parametrize("count", [0, 4, 7])
@pytest.mark.parametrize("live", [False, True])
def test_another_cost_is_what_everything_belongs_to_at_once(cost, count, live):
    session = Session(CLASSES)
    session.train(2)
    phases(session, count)
    session.apply(Show(replace(session.frame().view, panels=frozenset({"output", "check"}))))
    go(session, Audit())
    if live:
        session.apply(Run())
        session.tick(0.002)
    session.apply(Edit("cost", cost))
    frame = session.frame()
    assert frame.experiment.cost == cost == frame.net.cost
    assert frame.experiment.activations[-1] == session.trainer.net.cost_function.of_sigma
    assert frame.audit_is_stale
    assert frame.score.cost == pytest.approx(_cost_of_all(frame), rel=1e-9)
    session.apply(Pause()) if live else None
    session.train(1)
    frame = session.frame()
    _, _, C, _, dC_dz = worked_out(frame.experiment, frame.x, frame.y, frame.w_before, frame.b_before)
    assert pytest.approx(C, rel=1e-10) == frame.C
    near(frame.dC_dz[1], dC_dz[1])


def _cost_of_all(frame):
    seen = ~frame.held_out
    x, y = frame.dataset.x[:, seen], frame.dataset.y[:, seen]
    return float(np.mean([
        worked_out(frame.experiment, x[:, [k]], y[:, [k]], frame.w, frame.b)[2] for k in range(x.shape[1])
    ]))  # fmt: skip


def test_an_audit_of_another_r_is_stale():
    session = edited(XOR, Show(ViewSpec(panels=frozenset({"check"}))), Audit(), steps=3)
    assert not session.frame().audit_is_stale
    session.apply(Edit("l2", 0.1))
    assert session.frame().audit_is_stale
