"""Edits of how updates are made, through time: undone, replayed, while training runs, after a divergence."""

import math
from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR
from timelines import go, known_hash, replayed_in_a_fresh_session

from core.commands import Edit, Pause, Recover, Redo, Reset, Run, Seek, Step, Undo
from core.optimisers import OPTIMISERS
from core.schedules import Schedule
from core.selection import Layer, Node, Pick
from core.session import Session, State

CLASSES = replace(OTHER, dataset="rings", n=(2, 4, 3), activations=("tanh", "sigmoid"))
REMEMBERING = [name for name, k in OPTIMISERS.items() if k.slots]
ALL = pytest.mark.parametrize("name", OPTIMISERS)


def edited(experiment, *commands, steps=0):
    session = Session(experiment)
    session.train(steps)
    go(session, *commands)
    return session


# Frozen


@ALL
@pytest.mark.parametrize(
    ("at", "l", "nodes"), [(Node(1, 1), 1, [1]), (Layer(1), 1, [0, 1, 2]), (Layer(2), 2, [0])]
)
def test_frozen_nodes_and_layers_keep_weights_biases_and_memory(name, at, l, nodes):
    experiment = replace(XOR, optimiser=name, l1=0.05, l2=0.2, schedule=Schedule("cosine", 50, 0.1))
    session = edited(experiment, Edit("frozen", True, at), steps=5)
    before = session.frame()
    frozen = np.zeros_like(before.mask)
    width = before.n[l - 1] + 1
    for i in nodes:
        start = {1: 0, 2: 9}[l] + i * width
        frozen[start : start + width] = True
    assert np.array_equal(before.mask, frozen)
    session.train(6)
    after = session.frame()
    assert after.theta[frozen].tobytes() == before.theta[frozen].tobytes()
    assert after.memory[:, frozen].tobytes() == before.memory[:, frozen].tobytes()
    assert (after.theta[~frozen] != before.theta[~frozen]).any()
    assert after.gradient[frozen].any()
    go(session, Edit("frozen", False, at))
    assert not session.frame().mask.any()


def test_one_weight_of_a_frozen_layer_can_be_free():
    session = edited(XOR, Edit("frozen", True, Layer(1)), Edit("frozen", False, Pick(1, 1, 0)))
    mask = session.frame().mask
    assert mask.sum() == 8
    assert not mask[3]
    assert session.timeline.training.settings.frozen == ((0, 3), (4, 9))


# Time


EVERYTHING = [
    Edit("optimiser", "adam"), 7, Edit("schedule", Schedule("cosine", 30, 0.1)), 5, Edit("l2", 0.05), 4,
    Step("phase"), Step("phase"), Edit("cost", "cross-entropy"), 6, Edit("frozen", True, Layer(1)), 3,
    Edit("optimiser", "momentum"), 8, Edit("activations", ("relu", "tanh")), 5, Edit("l1", 0.01), 4,
    Edit("frozen", False, Node(1, 2)), Edit("optimiser", "rmsprop"), 9, Step("phase"), Step("phase"),
]  # fmt: skip


def test_going_back_through_all_of_it_and_forth_again_is_the_same_bit_for_bit():
    session = Session(CLASSES)
    session.timeline._spacing = 1e-5
    known = []
    for each in EVERYTHING:
        session.train(each) if isinstance(each, int) else go(session, each)
        known.append((session.timeline.moment, known_hash(session)))
    assert known_hash(replayed_in_a_fresh_session(session)) == known[-1][1]
    edits = sum(isinstance(k, Edit) for k in EVERYTHING)
    for _ in range(edits):
        go(session, Undo())
    assert session.frame().experiment.optimiser == "gradient descent"
    for _ in range(edits):
        go(session, Redo())
    assert known_hash(session) == known[-1][1]
    for step in (3, 20, 11, 42, 0, 30):
        go(session, Seek(step))
        assert known_hash(replayed_in_a_fresh_session(session)) == known_hash(session)


@pytest.mark.parametrize("name", REMEMBERING)
def test_an_undone_optimiser_has_its_old_memory_again(name):
    session = Session(replace(XOR, optimiser=name))
    session.train(12)
    before = session.trainer.optimiser.memory.copy()
    go(session, Edit("optimiser", "gradient descent"))
    session.train(5)
    go(session, Undo())
    assert session.trainer.optimiser.name == name
    assert session.trainer.optimiser.memory.tobytes() == before.tobytes()
    assert before.any()


def test_reset_begins_with_an_empty_memory_and_the_same_settings():
    session = edited(
        XOR, Edit("optimiser", "adam"), Edit("l1", 0.1), Edit("schedule", Schedule("step", 5, 0.5))
    )
    session.train(20)
    settings = session.experiment
    go(session, Reset())
    assert session.experiment == settings
    assert not session.trainer.optimiser.memory.any()
    assert session.frame().eta == settings.eta
    session.train(1)
    assert (session.trainer.optimiser.memory[2] == 1).all()


def test_edits_are_possible_while_training_runs():
    session = Session(CLASSES)
    session.apply(Run())
    for edit in [k for k in EVERYTHING if isinstance(k, Edit)]:
        session.tick(0.002)
        session.apply(edit)
        assert session.state is State.RUNNING
    session.tick(0.002)
    session.apply(Pause())
    assert known_hash(replayed_in_a_fresh_session(session)) == known_hash(session)


# Divergence


def test_a_memory_that_is_not_finite_any_more_is_named():
    session = Session(replace(XOR, optimiser="rmsprop", activations=("identity", "identity")))
    session.train(3)
    session.apply(Edit("parameter", 1e12, Pick(2, 0, 0)))
    session.trainer.optimiser.memory[0, 4] = math.inf
    session.train(1)
    frame = session.frame()
    assert session.state is State.DIVERGED
    assert "the optimiser's memory s of layer 1 is no longer" in frame.message
    assert np.isfinite(frame.theta_before).all()
    assert np.isfinite(frame.memory_before[0, :4]).all()


@ALL
def test_what_has_diverged_is_recovered_with_the_settings_made_since(name):
    wild = replace(CLASSES, activations=("identity", "identity"), optimiser=name, eta=1e300, l2=0.1)
    session = Session(wild)
    for _ in range(200):
        session.train(1)
        if session.state is State.DIVERGED:
            break
    assert session.state is State.DIVERGED
    go(session, Edit("eta", 1e-3), Edit("optimiser", "adam"), Edit("cost", "cross-entropy"), Edit("l2", 0.2))
    go(session, Recover())
    e = session.experiment
    assert (e.eta, e.optimiser, e.cost, e.l2) == (1e-3, "adam", "cross-entropy", 0.2)
    assert session.trainer.divergence is None
    assert np.isfinite(session.trainer.net.theta).all()
