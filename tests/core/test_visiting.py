"""A visit leaves what is a person's own alone, and a fault in a gradient never leaves its visit."""

import numpy as np
import pytest
from sessions import XOR, assert_is_a_sentence, session_in, state_hash

from core import commands
from core.audit import BAD, GOOD
from core.backprop import backward, forward
from core.commands import Audit, Edit, Leave, Load, New, Open, Reset, Run, Save, Seek, Step, Undo, Visit
from core.errors import BadInputError
from core.experiment import Experiment
from core.network import Network, views
from core.selection import Pick
from core.session import Session
from core.states import FILES, State
from core.visiting import visited_training

DEEP = Experiment("circle", (2, 4, 4, 1), ("tanh", "tanh", "sigmoid"), eta=0.5, m=10, samples=40)
FAULTY = Visit(DEEP, faulty=2)
RESTING = [k for k in State if k not in FILES and k is not State.SEEKING]


@pytest.fixture
def session():
    """A session with a little past: steps, an edit, and steps again."""
    session = Session(XOR)
    for command in (*3 * [Step("step")], Edit("eta", 0.25), *3 * [Step("phase")]):
        session.apply(command)
    return session


def own_bytes(session, path):
    session.apply(Save(str(path)))
    return path.read_bytes()


def audited(session):
    """The statuses of all data, layer by layer."""
    session.apply(Audit("all"))
    session.finish()
    found = session._stage.audit
    return [set(np.unique(k)) for k in views(found.status.astype(float), session.trainer.net.n).wb[1:]]


# What is a person's own


@pytest.mark.parametrize("state", RESTING)
def test_it_is_as_it_was_when_a_visit_ends(state, monkeypatch):
    session = session_in(state, monkeypatch)
    if state not in (State.PAUSED, State.DIVERGED):
        session.apply(commands.Pause())
    before = state_hash(session), session.frame().history
    session.apply(FAULTY)
    for command in (Step("step"), Step("phase"), Edit("eta", 0.1), Undo()):
        session.apply(command)
    assert session.frame().visiting
    session.apply(Leave())
    assert (state_hash(session), session.frame().history) == before
    assert not session.frame().visiting


def test_its_past_can_still_be_undone(session):
    session.apply(Visit(DEEP))
    session.apply(Leave())
    session.apply(Undo())
    session.finish()
    assert session.experiment.eta == XOR.eta


@pytest.mark.parametrize("meanwhile", [(), (Step("step"),), (Edit("eta", 0.1), Step("epoch")), (Reset(),)])
def test_what_is_saved_during_a_visit_is_that(session, tmp_path, meanwhile):
    before = own_bytes(session, tmp_path / "before")
    session.apply(FAULTY)
    for command in meanwhile:
        session.apply(command)
        session.finish()
    assert own_bytes(session, tmp_path / "during") == before
    assert session.visiting


def test_its_stamp_is_what_frames_tell_during_a_visit(session):
    before = session.frame().history.stamp
    session.apply(Visit(DEEP))
    for _ in range(5):
        session.apply(Step("step"))
    assert session.frame().history.stamp == before == session.own.timeline.changes


def test_panels_that_were_opened_stay_open(session):
    session.apply(Visit(DEEP))
    session.apply(commands.Show(commands.ViewSpec(panels=frozenset({"check"}))))
    session.apply(Leave())
    assert session.frame().view.panels == {"check"}


def test_another_visit_comes_back_to_the_same(session):
    before = state_hash(session)
    session.apply(Visit(DEEP))
    session.apply(FAULTY)
    session.apply(Leave())
    assert state_hash(session) == before
    with pytest.raises(BadInputError) as error:
        session.apply(Leave())
    assert_is_a_sentence(error.value)


# Where it begins


def test_a_visit_begins_where_it_is_told_to(session):
    way = (Step("step"), Edit("eta", 0.125), Step("phase"), Step("phase"))
    session.apply(Visit(DEEP, way=way, pick=Pick(1, 0, 1)))
    frame = session.frame()
    assert (frame.cursor.step, frame.cursor.position(3), frame.experiment.eta) == (1, 1, 0.125)
    assert frame.pick == Pick(1, 0, 1)
    assert frame.follows_batch
    session.apply(Step("step"))
    session.apply(Reset())
    again = session.frame()
    assert (again.cursor, again.experiment) == (frame.cursor, frame.experiment)
    assert np.array_equal(again.theta, frame.theta)


def test_a_visit_begins_with_the_parameters_it_is_given(session):
    theta = tuple(k / 8 for k in range(Network(DEEP.n).theta.size))
    session.apply(Visit(DEEP, theta))
    session.apply(Step("step"))
    assert np.array_equal(session.frame().theta_before, theta)
    session.apply(Seek(0))
    session.finish()
    assert np.array_equal(session.frame().theta, theta)


@pytest.mark.parametrize(
    "wrong",
    [
        Visit("xor"),
        Visit(DEEP, (1.0, 2.0)),
        Visit(DEEP, (np.nan,) * Network(DEEP.n).theta.size),
        Visit(DEEP, faulty=3),
        Visit(DEEP, faulty=-1),
        Visit(DEEP, faulty="2"),
    ],
)
def test_a_visit_that_cannot_be_changes_nothing(session, wrong):
    before = state_hash(session)
    with pytest.raises(BadInputError) as error:
        session.apply(wrong)
    assert_is_a_sentence(error.value)
    assert state_hash(session) == before
    assert not session.visiting


# A fault


def test_a_faulty_layer_forgets_its_slope_and_hands_that_on():
    net = Network(DEEP.n, DEEP.activations)
    x, y = np.array([[0.3], [-0.7]]), np.array([[1.0]])
    p = forward(net, x)
    right = backward(net, p, y)
    net.faulty = 2
    wrong = backward(net, p, y)
    assert np.array_equal(wrong.dC_dz[2], right.dC_da[2])
    assert np.array_equal(wrong.dC_dw[3], right.dC_dw[3])
    for l in (1, 2):
        assert not np.allclose(wrong.dC_dw[l], right.dC_dw[l])


def test_an_exercise_asks_for_the_right_number_all_the_same(session):
    session.apply(FAULTY)
    session.apply(commands.Show(commands.ViewSpec(exercise=True)))
    for _ in range(5):
        session.apply(Step("phase"))
    frame = session.frame()
    asked = frame.question.entry
    assert (frame.question.layer, asked.l) in ((2, 2), (2, 1))
    g = backward(Network.over(frame.theta, DEEP.n, DEEP.activations), *_pass(frame))
    arrays = {"dC_dz": g.dC_dz, "dC_db": g.dC_dz, "dC_dw": g.dC_dw, "dC_da": g.dC_da}
    right = arrays[asked.quantity][asked.l].reshape(DEEP.n[asked.l], -1)[(*asked.indices, 0)[:2]]
    assert frame.question.answer == right
    assert session.trainer.net.faulty == 2


def _pass(frame):
    """The forward pass of the sample shown, and its target."""
    return forward(Network.over(frame.theta, DEEP.n, DEEP.activations), frame.x), frame.y


def test_an_audit_finds_the_fault_and_what_was_handed_down(session):
    session.apply(FAULTY)
    for _ in range(5):
        session.apply(Step("step"))
    first, second, last = audited(session)
    assert BAD in first
    assert BAD in second
    assert last == {GOOD}


def test_training_phase_by_phase_and_at_full_speed_makes_the_same_mistake():
    one, other = Session(DEEP), Session(DEEP)
    for session in (one, other):
        session.apply(FAULTY)
    for _ in range(2 * 9):
        one.apply(Step("phase"))
    for _ in range(2):
        other.apply(Step("step"))
    assert np.array_equal(one.frame().theta, other.frame().theta)
    sound = Session(DEEP)
    sound.apply(Step("step"))
    other.apply(Seek(1))
    other.finish()
    assert not np.array_equal(sound.frame().theta, other.frame().theta)


def test_compiled_steps_which_know_no_fault_are_not_asked():
    trainer = visited_training(FAULTY).trainer
    trainer.compiled = pytest.fail
    assert trainer.run(1.0, most=3) == 3


@pytest.mark.parametrize("how", ["leave", "load", "new", "reset of the own", "open", "another visit"])
def test_a_fault_never_leaves_its_visit(session, tmp_path, how):
    own_bytes(session, tmp_path / "own")
    session.apply(FAULTY)
    session.apply(Step("step"))
    after = {
        "leave": [Leave()],
        "load": [Load(DEEP)],
        "new": [New(DEEP)],
        "reset of the own": [Leave(), Reset()],
        "open": [Open(str(tmp_path / "own"))],
        "another visit": [Visit(DEEP)],
    }[how]
    for command in after:
        session.apply(command)
        session.finish()
    assert session.trainer.net.faulty == session.frame().faulty == session.frame().net.faulty == 0
    assert session.visiting == (how == "another visit")
    session.apply(Step("step"))
    for statuses in audited(session):
        assert statuses == {GOOD}


def test_other_data_is_begun_in_what_is_a_persons_own(session):
    runs = len(session.frame().history.runs)
    session.apply(FAULTY)
    session.apply(Load(DEEP))
    assert len(session.frame().history.runs) == runs + 1
    session.apply(Undo())
    session.finish()
    assert session.experiment.dataset == "xor"
    assert session.frame().history.runs[0].experiment.dataset == "xor"


def test_training_that_runs_goes_on_with_other_data(session):
    session.apply(Visit(DEEP))
    session.apply(Run())
    session.apply(Load(XOR))
    assert session.state is State.RUNNING
    assert not session.visiting
