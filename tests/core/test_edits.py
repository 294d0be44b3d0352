"""Edits of one number of the network or the data: everything belongs to it at once, training too."""

import math
from dataclasses import replace

import numpy as np
import pytest
from sessions import (
    OTHER,
    XOR,
    assert_gradient_is_the_batch_s,
    assert_is_one_moment,
    near,
    phases,
    session_in,
    state_hash,
    worked_out,
)

from core.commands import Edit, Load, Pause, Reset, Run, Show, Step, ViewSpec
from core.cursor import Phase, phase_count
from core.experiment import Experiment
from core.selection import Node, Pick
from core.session import Session, State

PANELS = frozenset({"chain_rule", "output"})
BY_HAND = Experiment("xor", (2, 2, 1), ("sigmoid", "sigmoid"), eta=0.5, m=4, seed=3)
HELD_OUT = replace(OTHER, held_out=0.3)
EDITS = (
    Edit("parameter", 0.75, Pick(1, 2, 1)),
    Edit("parameter", -1.5, Pick(2, 0)),
    Edit("x", 0.3, Node(0, 1)),
    Edit("y", 0.6, Node(2, 0)),
)


def whole_pass(frame):
    """z, a, C, dC_da, dC_dz of the shown sample at the frame's theta, worked out without the core."""
    return worked_out(frame.experiment, frame.x, frame.y, frame.w, frame.b)


def assert_pass_is_the_new_one(frame):
    """All of the shown sample's numbers belong to theta, those that the step has still to do included."""
    assert_is_one_moment(frame, frame.w, frame.b)


def value_of(frame, edit):
    if edit.quantity == "parameter":
        at = edit.at
        return frame.b[at.l][at.A, 0] if at.B is None else frame.w[at.l][at.A, at.B]
    return (frame.x if edit.quantity == "x" else frame.y)[edit.at.i, 0]


# One number and no other


@pytest.mark.parametrize(
    "pick", [Pick(1, 2, 1), Pick(1, 0, 0), Pick(2, 0, 2), Pick(1, 1), Pick(2, 0)], ids=str
)
def test_no_other_parameter_changes_by_a_bit(pick):
    session = Session(XOR)
    session.train(3)
    before = session.frame()
    session.apply(Edit("parameter", 0.1, pick))
    after = session.frame()
    changed = np.flatnonzero(before.theta != after.theta)
    assert len(changed) == 1
    assert value_of(after, Edit("parameter", 0.1, pick)) == after.theta[changed[0]] == 0.1
    assert np.delete(before.theta, changed).tobytes() == np.delete(after.theta, changed).tobytes()
    assert after.experiment == before.experiment
    assert np.array_equal(before.dataset.x, after.dataset.x)


@pytest.mark.parametrize("edit", [EDITS[2], EDITS[3]], ids=["x", "y"])
def test_no_other_number_of_the_data_changes(edit):
    session = Session(XOR)
    session.apply(Show(ViewSpec(sample=2)))
    before = session.frame()
    session.apply(edit)
    after = session.frame()
    assert after.dataset is session.dataset is not before.dataset
    for name in "xy":
        old, new = getattr(before.dataset, name), getattr(after.dataset, name)
        places = np.argwhere(old != new).tolist()
        assert places == ([[edit.at.i, 2]] if name == edit.quantity else [])
        assert not new.flags.writeable
    assert value_of(after, edit) == edit.value
    assert before.theta.tobytes() == after.theta.tobytes()


def test_the_worked_example_typed_in_by_hand():
    """The notes' network and sample, number after number, give the notes' derivatives."""
    session = Session(BY_HAND)
    session.apply(Show(ViewSpec(sample=1, panels=PANELS, pick=Pick(1, 1, 0))))
    w1, b1, w2, b2 = [[0.5, -0.5], [1, 0.25]], [0.25, -0.5], [[1, -1]], [0.25]
    for l, w, b in ((1, w1, b1), (2, w2, b2)):
        for A, row in enumerate(w):
            session.apply(Edit("parameter", b[A], Pick(l, A)))
            for B, value in enumerate(row):
                session.apply(Edit("parameter", value, Pick(l, A, B)))
    for edit in (Edit("x", 1, Node(0, 0)), Edit("x", 0.5, Node(0, 1)), Edit("y", 1, Node(2, 0))):
        session.apply(edit)
    frame = session.frame()
    assert abs(frame.C - 0.197978704047) < 1e-12
    assert frame.dC_da[2][0, 0] == pytest.approx(-0.889895958069, abs=1e-12)
    assert frame.derivation.chain.value == pytest.approx(0.049909524458, abs=1e-12)
    assert frame.derivation.parameter == 1.0
    phases(session, phase_count(2) - 2)
    assert session.frame().fresh_dC_dz(1)
    assert session.frame().dC_dz[1][:, 0] == pytest.approx([-0.051648401357, 0.049909524458], abs=1e-12)


def test_an_edit_changes_the_cost_as_the_derivative_says():
    """A small edit up and one down: their difference is the derivative that was on the screen."""
    session, step = Session(OTHER), 1e-5
    for pick in (Pick(1, 3, 1), Pick(2, 1, 0), Pick(2, 0), Pick(3, 0, 1)):
        session.apply(Show(ViewSpec(sample=4, panels=PANELS, pick=pick)))
        derivation, costs = session.frame().derivation, []
        for sign in (1, -1):
            session.apply(Edit("parameter", derivation.parameter + sign * step, pick))
            costs.append(session.frame().C)
        session.apply(Edit("parameter", derivation.parameter, pick))
        slope = (costs[0] - costs[1]) / (2 * step)
        assert slope == pytest.approx(derivation.chain.value, abs=1e-9)
        assert session.frame().derivation.chain.value == derivation.chain.value


# Everything at once


@pytest.mark.parametrize("edit", EDITS, ids=["weight", "bias", "x", "y"])
@pytest.mark.parametrize("place", range(phase_count(2)))
def test_at_every_phase_everything_on_the_screen_belongs_to_the_edit(edit, place):
    session = Session(XOR)
    session.apply(Show(ViewSpec(panels=PANELS, pick=Pick(1, 2, 1))))
    session.train(2)
    phases(session, 1 + place)
    before = session.frame()
    assert before.place == place
    session.apply(edit)
    frame = session.frame()
    assert (frame.cursor.phase, frame.cursor.step) == (Phase.INPUT, before.cursor.step)
    assert frame.sample == before.sample
    assert_pass_is_the_new_one(frame)
    assert frame.derivation.net.theta.tobytes() == frame.theta.tobytes()
    assert not frame.derivation.before_update
    assert abs(frame.derivation.C - frame.C) < 1e-15
    assert near(frame.derivation.chain.a[0], frame.x[:, 0])
    assert math.isnan(frame.mean_cost)
    assert np.isnan(frame.gradient).all()


@pytest.mark.parametrize("edit", EDITS, ids=["weight", "bias", "x", "y"])
def test_score_and_map_are_there_with_the_edit(edit):
    session = Session(XOR)
    session.apply(Show(ViewSpec(sample=1, panels=PANELS)))
    session.train(3)
    session.finish()
    before = session.frame()
    session.apply(edit)
    frame = session.frame()
    _, a, C, _, _ = worked_out(XOR, frame.dataset.x, frame.dataset.y, frame.w, frame.b)
    assert near(frame.score.costs, C)
    assert frame.score.cost == pytest.approx(C.mean(), abs=1e-12) != before.score.cost
    session.finish()
    shown = session.frame().output
    x = np.array([[shown.axes[0][5]], [shown.axes[1][9]]])
    _, a, _, _, _ = worked_out(XOR, x, np.zeros((1, 1)), frame.w, frame.b)
    assert shown.values[0, 9, 5] == pytest.approx(a[2][0, 0], abs=1e-12)


def test_an_input_beyond_the_others_widens_the_map():
    session = Session(XOR)
    session.apply(Show(ViewSpec(sample=1, panels=PANELS)))
    session.apply(Edit("x", 5.0, Node(0, 0)))
    session.finish()
    assert session.frame().output.axes[0][-1] > 5.0


def test_the_sample_shown_stays_where_the_next_batch_is_without_it():
    session = Session(replace(XOR, m=1))
    session.apply(Step("step"))
    before = session.frame()
    assert before.follows_batch
    session.apply(Edit("x", 0.5, Node(0, 0)))
    frame = session.frame()
    assert (frame.sample, frame.x[0, 0]) == (before.sample, 0.5)
    assert frame.in_batch or not frame.follows_batch
    assert frame.cursor.step == 1


# Training goes on with it


@pytest.mark.parametrize(
    "experiment", [XOR, OTHER, replace(XOR, m=4), HELD_OUT], ids=["xor", "moons", "all", "held"]
)
@pytest.mark.parametrize("trained", [0, 7])
def test_training_goes_on_with_edited_data(experiment, trained):
    session = Session(experiment)
    session.train(trained)
    phases(session, 2)
    sample, L = session.frame().sample, len(experiment.n) - 1
    session.apply(Edit("x", 0.875, Node(0, 1)))
    session.apply(Edit("y", 0.25, Node(L, 0)))
    frame = session.frame()
    assert (frame.dataset.x[1, sample], frame.dataset.y[0, sample]) == (0.875, 0.25)
    seen = set()
    for _ in range(2 * frame.batches):
        session.apply(Step("step"))
        frame = session.frame()
        assert_gradient_is_the_batch_s(frame, frame.w_before, frame.b_before)
        seen |= set(frame.batch.tolist())
    assert sample in seen


def test_an_edit_is_what_training_from_there_would_be():
    """Two sessions, edited at different moments of the same step, train alike from there on."""
    one, two = Session(XOR), Session(XOR)
    for session, place in ((one, 1), (two, 5)):
        session.train(4)
        phases(session, place)
        for edit in EDITS:
            session.apply(edit)
        session.train(10)
    assert one.frame().theta.tobytes() == two.frame().theta.tobytes()


def test_a_sample_held_out_is_edited_for_the_screen_and_never_trained_on():
    session = Session(HELD_OUT)
    sample = int(np.flatnonzero(session.frame().held_out)[0])
    session.apply(Show(ViewSpec(sample=sample)))
    session.apply(Edit("y", 0.5, Node(3, 0)))
    assert session.frame().y[0, 0] == session.dataset.y[0, sample] == 0.5
    other = Session(HELD_OUT)
    for each in (session, other):
        each.train(3 * each.trainer.batches)
    assert np.array_equal(session.trainer.net.theta, other.trainer.net.theta)


def test_a_sample_is_edited_by_its_number_even_if_another_is_shown():
    session = Session(XOR)
    session.apply(Show(ViewSpec(sample=0)))
    shown = session.frame().x
    session.apply(Edit("x", 0.25, Node(0, 0), sample=3))
    assert session.dataset.x[0, 3] == 0.25
    assert np.array_equal(session.frame().x, shown)
    session.apply(Show(ViewSpec(sample=3)))
    assert session.frame().x[0, 0] == 0.25


@pytest.mark.parametrize("back", [Reset(), Load(XOR)], ids=["reset", "load"])
def test_reset_and_load_bring_the_data_s_own_numbers_back(back):
    session, fresh = Session(XOR), Session(XOR)
    for edit in EDITS:
        session.apply(edit)
    session.train(3)
    session.apply(back)
    assert state_hash(session) == state_hash(fresh)
    for s in (session, fresh):
        s.train(9)
    assert state_hash(session) == state_hash(fresh)


@pytest.mark.parametrize("edit", EDITS, ids=["weight", "bias", "x", "y"])
@pytest.mark.parametrize("run", [Run(), Run(1000.0, "phase"), Run(1000.0, "step")], ids=str)
def test_an_edit_works_while_training_runs(edit, run):
    session = Session(XOR)
    session.apply(run)
    session.tick(0.003)
    session.apply(edit)
    frame = session.frame()
    assert session.state is State.RUNNING
    assert value_of(frame, edit) == edit.value
    assert_pass_is_the_new_one(frame)
    assert np.isnan(frame.gradient).all()
    step = session.trainer.step
    while session.trainer.step < step + 20:
        session.tick(0.003)
    session.apply(Pause())
    session.apply(Step("step"))
    frame = session.frame()
    assert_gradient_is_the_batch_s(frame, frame.w_before, frame.b_before)
    if edit.quantity != "parameter":
        assert edit.value in getattr(session.trainer, edit.quantity)


def test_an_edit_in_the_middle_of_an_epoch_that_is_under_way(monkeypatch):
    session = session_in(State.STEPPING, monkeypatch)
    session.apply(EDITS[0])
    assert session.state is State.STEPPING
    session.finish()
    assert session.state is State.PAUSED
    assert session.trainer.start == 0
