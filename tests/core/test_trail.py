"""The way of training, noted as it goes: where, how many, and of which path."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR
from timelines import go, trained

from core import trail as module
from core.commands import Edit, Redo, Return, Run, Seek, Step, Undo
from core.experiment import Experiment
from core.selection import Pick
from core.session import Session
from core.trail import DETAIL, MOST, Trail


def notes(session):
    """What is known of the way to the present moment."""
    timeline = session.timeline
    return timeline.trail.along(timeline.leaf, timeline.segment, session.trainer.step)


def thetas(steps, experiment=XOR):
    """The parameters after every step, of a session that does one after the other."""
    session, found = Session(experiment), []
    for _ in range(steps + 1):
        found.append(session.trainer.net.theta.copy())
        session.apply(Step("step"))
    return found


def test_single_steps_are_noted_each_as_it_is():
    session = Session(XOR)
    for _ in range(20):
        session.apply(Step("step"))
    known = notes(session)
    assert [k.step for k in known] == list(range(21))
    for note, theta in zip(known, thetas(20), strict=True):
        np.testing.assert_array_equal(note.theta, theta)


def test_phases_are_not_noted_on_the_way_of_a_step():
    session = Session(XOR)
    for _ in range(16):
        session.apply(Step("phase"))
    assert [k.step for k in notes(session)] == [0, 1, 2]


def test_at_full_speed_the_first_steps_are_noted_in_every_detail():
    session = Session(XOR)
    session.apply(Run())
    while session.trainer.step < 3000:
        session.tick()
    steps = [k.step for k in notes(session)]
    assert steps[: DETAIL + 1] == list(range(DETAIL + 1))
    gaps = np.diff(steps)
    assert (gaps <= np.maximum(1, np.array(steps[1:]) / DETAIL) + 1).all()
    assert len(steps) < MOST
    session.halt()
    wanted = thetas(64)
    for note in notes(session)[:50]:
        np.testing.assert_array_equal(note.theta, wanted[note.step])


def test_it_never_grows_beyond_its_bounds():
    session = Session(XOR)
    for _ in range(2 * MOST + 50):
        session.apply(Step("step"))
    assert len(session.timeline.trail) <= MOST
    known = [k.step for k in notes(session)]
    assert len(known) <= MOST
    assert known[0] == 0
    assert known[-1] == 2 * MOST + 50
    assert (np.diff(known) > 0).all()


def test_of_large_networks_fewer_are_kept_and_of_the_largest_none(monkeypatch):
    monkeypatch.setattr(module, "CAP", 20 * 13 * 8)
    session = Session(XOR)  # 2-3-1 has 13 parameters
    for _ in range(50):
        session.apply(Step("step"))
    assert len(session.timeline.trail) <= 20
    monkeypatch.setattr(module, "CAP", 15 * 13 * 8)
    session = Session(XOR)
    for _ in range(50):
        session.apply(Step("step"))
    assert len(session.timeline.trail) == 0


def test_edits_of_large_networks_take_no_more_room_than_steps(monkeypatch):
    monkeypatch.setattr(module, "CAP", 20 * 13 * 8)
    session = Session(XOR)
    for k in range(60):
        session.apply(Edit("parameter", k / 60, Pick(1, 0, 0)))
        session.apply(Step("step"))
        assert len(session.timeline.trail) <= 20
    assert notes(session)[-1].step == 60


def test_where_nothing_was_noted_checkpoints_tell_the_way(monkeypatch):
    session = trained(2000, OTHER)
    monkeypatch.setattr(session.timeline, "trail", Trail())
    known = notes(session)
    assert known[0].step == 0
    assert [k.step for k in known] == sorted({k.step for k in known})
    kept = {k.cursor.step: k.theta for k in session.timeline.segment.checkpoints}
    assert {k.step for k in known[1:]} <= set(kept)
    assert known[-1].step > 1000
    for note in known[1:]:
        np.testing.assert_array_equal(note.theta, kept[note.step])


def test_another_way_has_its_own_notes_and_the_first_keeps_its():
    session = trained(30)
    first = notes(session)
    go(session, Seek(10), Edit("eta", 7.0), *[Step("step")] * 5)
    other = notes(session)
    assert [k.step for k in other] == list(range(16))
    for a, b in zip(first[:11], other, strict=False):
        np.testing.assert_array_equal(a.theta, b.theta)
    assert not np.array_equal(other[12].theta, first[12].theta)
    go(session, Return(1))
    for a, b in zip(first, notes(session), strict=True):
        np.testing.assert_array_equal(a.theta, b.theta)


def test_of_a_moment_in_the_past_only_what_led_there_is_told():
    session = trained(30)
    go(session, Seek(12))
    assert [k.step for k in notes(session)] == list(range(13))


def test_a_weight_moved_on_by_hand_is_one_jump():
    session = trained(3)
    for value in (1.0, 1.1, 1.2):
        session.apply(Edit("parameter", value, at=Pick(1, 0, 0), continued=True))
    jumps = [k for k in notes(session) if k.jumped]
    assert len(jumps) == 1
    assert jumps[0].theta[0] == 1.2
    assert jumps[0].step == 3


def test_undoing_and_doing_edits_again_notes_none_twice():
    session = trained(3)
    for l, value in ((1, 1.0), (2, 2.0)):
        go(session, Edit("parameter", value, at=Pick(l, 0, 0)), Step("step"), Step("step"))
    before, count = notes(session), len(session.timeline.trail)
    go(session, Undo(), Undo(), Redo(), Redo())
    assert len(session.timeline.trail) == count
    for a, b in zip(before, notes(session), strict=True):
        assert (a.step, a.jumped) == (b.step, b.jumped)
        np.testing.assert_array_equal(a.theta, b.theta)


def test_notes_are_read_only():
    session = trained(3)
    with pytest.raises(ValueError, match="read-only"):
        notes(session)[-1].theta[0] = 1.0


def test_the_numbers_of_training_are_the_same_with_and_without(monkeypatch):
    one = trained(500, OTHER)
    monkeypatch.setattr(Trail, "patience", lambda *_: 10**9)
    other = trained(500, OTHER)
    np.testing.assert_array_equal(one.trainer.net.theta, other.trainer.net.theta)
    assert len(other.timeline.trail) < len(one.timeline.trail)


def test_a_network_of_one_weight_has_a_way_too():
    session = trained(5, replace(Experiment("line", (1, 1), ("identity",), eta=0.1, m=10)))
    assert [k.step for k in notes(session)] == list(range(6))
