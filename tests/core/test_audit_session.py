"""The audit in a session: asked for, given up, refused what would disturb it, and out of date in time."""

from time import process_time

import numpy as np
import pytest
from sessions import OTHER, XOR, assert_is_a_sentence

from core import audit
from core import session as module
from core.audit import GOOD, UNSEEN
from core.backprop import backward, forward
from core.commands import Audit, Cancel, Edit, Load, Pause, Reset, Run, Show, Step, ViewSpec
from core.errors import NotAllowedError, UnknownNameError
from core.experiment import Experiment, default_experiment
from core.network import views
from core.selection import Node, Pick
from core.session import Session, State

CHECK = ViewSpec(panels=frozenset({"check"}))
HELD_OUT = Experiment("moons", (2, 5, 3, 1), ("tanh", "tanh", "sigmoid"), 0.1, 7, held_out=0.3, samples=40)


def session_of(experiment=OTHER, view=CHECK):
    session = Session(experiment)
    session.apply(Show(view))
    return session


def checked(session, samples="shown"):
    session.apply(Audit(samples))
    session.finish()
    return session.frame()


def test_the_shown_sample_and_all_data():
    session = session_of(HELD_OUT)
    frame = checked(session)
    assert frame.audit.sample == frame.sample
    g = backward(session.trainer.net, forward(session.trainer.net, frame.x), frame.y)
    assert np.allclose(frame.audit.analytic, g.flat, rtol=1e-12, atol=1e-15)
    frame = checked(session, "all")
    assert frame.held_out.any()
    assert frame.audit.sample is None
    assert frame.audit.seen.tolist() == [40] * frame.theta.size
    g = backward(session.trainer.net, forward(session.trainer.net, frame.dataset.x), frame.dataset.y)
    assert np.allclose(frame.audit.analytic, g.flat, rtol=1e-12, atol=1e-15)


def test_a_frame_carries_it_where_a_panel_asks():
    session = session_of(view=ViewSpec(panels=frozenset({"output"})))
    assert checked(session).audit is None
    session.apply(Show(CHECK))
    assert session.frame().audit.done


def test_a_choice_that_does_not_exist_is_refused():
    session = session_of()
    with pytest.raises(UnknownNameError) as caught:
        session.apply(Audit("some"))
    assert_is_a_sentence(caught.value)
    assert session.state is State.PAUSED


def under_way(patch, experiment=None):
    patch.setattr(module, "AT_ONCE", 0.0)
    session = session_of(experiment or default_experiment("digits"))
    session.apply(Audit("all"))
    assert session.state is State.CHECKING
    return session


@pytest.mark.parametrize("ending", [Pause(), Cancel()])
def test_it_can_be_given_up_and_keeps_what_it_found(ending, monkeypatch):
    session = under_way(monkeypatch)
    while not session.frame().audit or not session.frame().audit.count(GOOD):
        session.tick(0.005)
    assert not session.frame().audit.done
    session.apply(ending)
    frame = session.frame()
    assert (session.state, frame.progress) == (State.PAUSED, None)
    assert not frame.audit.done
    assert frame.audit.count(GOOD) > 0
    assert frame.audit.seen.min() < frame.dataset.samples
    assert frame.audit.count(GOOD) + frame.audit.count(UNSEEN) == frame.theta.size
    session.finish()
    assert session.frame().audit is frame.audit


def test_a_command_is_heard_soon(monkeypatch):
    session = under_way(monkeypatch)
    longest = 0.0
    for _ in range(60):
        begun = process_time()
        session.tick(0.008)
        longest = max(longest, process_time() - begun)
    assert session.state is State.CHECKING
    assert longest < 1.0, "far more than the tenth of a second that a benchmark holds it to"


def test_it_goes_on_to_the_end_and_tells_how_far_it_is(monkeypatch):
    monkeypatch.setattr(audit, "COLUMNS", 16)
    session, shares = under_way(monkeypatch, HELD_OUT), []
    theta = session.trainer.net.theta.tobytes()
    while session.busy:
        frame = session.frame()
        if frame.progress is not None:
            shares.append(frame.progress)
        session.tick(1e-9)
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert (session.state, session.frame().audit.done) == (State.PAUSED, True)
    assert session.trainer.net.theta.tobytes() == theta


@pytest.mark.parametrize("command", [Run(), Step("phase"), Step("step"), Step("epoch")])
def test_training_is_refused_while_it_goes_on(command, monkeypatch):
    session = under_way(monkeypatch)
    with pytest.raises(NotAllowedError) as caught:
        session.apply(command)
    assert_is_a_sentence(caught.value)
    assert "checked" in str(caught.value)
    assert session.state is State.CHECKING


@pytest.mark.parametrize("command", [Load(XOR), Reset()])
def test_another_start_ends_and_forgets_it(command, monkeypatch):
    session = under_way(monkeypatch)
    session.tick(0.02)
    session.apply(command)
    assert session.state is State.PAUSED
    session.finish()
    assert session.frame().audit is None


def test_another_check_takes_its_place(monkeypatch):
    session = under_way(monkeypatch)
    session.tick(0.02)
    frame = checked(session)
    assert frame.audit.done
    assert frame.audit.sample == frame.sample


# Out of date


def test_a_step_makes_it_stale():
    session = session_of()
    assert not checked(session).audit_is_stale
    for _ in range(2 * 3 + 2):
        session.apply(Step("phase"))
        assert not session.frame().audit_is_stale, (
            "the gradients on the screen belong to its parameters still"
        )
    assert session.frame().precedes_update
    session.apply(Step("phase"))
    frame = session.frame()
    assert frame.audit_is_stale
    assert frame.audit.step == 0
    assert not checked(session).audit_is_stale
    assert session.frame().audit.step == 1


def test_at_the_update_it_belongs_to_the_gradients_on_the_screen():
    session = session_of(OTHER, ViewSpec(sample=3, panels=CHECK.panels))
    session.train(3)
    frame = checked(session)
    assert frame.precedes_update
    assert frame.audit.step == 2
    assert np.array_equal(frame.audit.theta, frame.theta_before)
    assert not frame.audit_is_stale
    dC_db = views(frame.audit.analytic, frame.n).b
    assert all(np.allclose(dC_db[l], frame.dC_dz[l], rtol=1e-12, atol=1e-15) for l in (1, 2, 3))


def test_while_training_runs_it_is_stale():
    session = session_of()
    checked(session)
    session.apply(Run())
    session.tick(0.005)
    assert session.frame().audit_is_stale


@pytest.mark.parametrize(("samples", "stale"), [("shown", True), ("all", False)])
def test_another_sample_makes_that_of_one_stale(samples, stale):
    session = session_of(OTHER, ViewSpec(sample=3, panels=CHECK.panels))
    checked(session, samples)
    session.apply(Show(ViewSpec(sample=4, panels=CHECK.panels)))
    assert session.frame().audit_is_stale is stale
    session.apply(Show(ViewSpec(sample=3, panels=CHECK.panels)))
    assert not session.frame().audit_is_stale


@pytest.mark.parametrize("samples", ["shown", "all"])
@pytest.mark.parametrize(
    ("edit", "stale"),
    [
        (Edit("eta", 0.7), False),
        (Edit("activations", ("tanh", "tanh", "sigmoid")), True),
        (Edit("parameter", 0.25, Pick(1, 0, 0)), True),
        (Edit("x", 0.125, Node(0, 1)), True),
        (Edit("y", 0.125, Node(3, 0)), True),
    ],
)
def test_an_edit_of_what_it_belongs_to_makes_it_stale(edit, stale, samples):
    session = session_of()
    checked(session, samples)
    session.apply(edit)
    assert session.frame().audit_is_stale is stale
    assert not checked(session, samples).audit_is_stale


def test_an_edit_ends_one_that_is_under_way(monkeypatch):
    session = under_way(monkeypatch)
    session.tick(0.02)
    session.apply(Edit("parameter", 0.25, Pick(1, 0, 0)))
    assert session.state is State.PAUSED
    assert session.frame().audit_is_stale


def test_an_exercise_has_no_gradients_checked():
    session = Session(XOR)
    session.apply(Show(ViewSpec(panels=frozenset({"check"}), exercise=True)))
    with pytest.raises(NotAllowedError, match="end that first"):
        session.apply(Audit())
    session.apply(Show(ViewSpec(panels=frozenset({"check"}))))
    session.apply(Audit())
    session.finish()
    assert session.frame().audit is not None
