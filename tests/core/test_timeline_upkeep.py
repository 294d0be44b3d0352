"""What a timeline keeps and lets go: one edit for one drag, memory of what is gone, room under the cap."""

import gc
import weakref

import numpy as np
import pytest
from session_files import opened
from sessions import OTHER, XOR, assert_is_a_sentence
from timelines import costs, go, known_hash, replayed_in_a_fresh_session, trained

from core import session as module
from core.commands import (
    Cancel,
    DeleteRun,
    Edit,
    Load,
    New,
    Redo,
    Reset,
    Return,
    Save,
    Seek,
    Show,
    Undo,
    ViewSpec,
)
from core.errors import BadInputError
from core.files import session_rehearsal
from core.selection import Node, Pick
from core.session import State
from core.timeline.checkpoints import SPACING
from core.timeline.timeline import Timeline
from core.training import Training

PICK = Pick(1, 1, 0)


def moved(value, continued=True, at=PICK):
    return Edit("parameter", value, at=at, continued=continued)


# One drag is one edit


def test_a_hand_that_moves_on_makes_one_edit_of_its_way():
    session = trained(10)
    before = known_hash(session)
    go(session, moved(0.5, continued=False), *[moved(0.5 + k / 100) for k in range(1, 80)])
    frame = session.frame()
    assert [k.words for k in frame.history.edits] == ["w¹₂₁ = 1.29"]
    assert frame.history.current.edits == frame.history.edits
    assert frame.w[1][1, 0] == 0.5 + 79 / 100
    assert known_hash(session) == known_hash(replayed_in_a_fresh_session(session))
    session.train(5)
    after = known_hash(session)
    assert after == known_hash(replayed_in_a_fresh_session(session))
    go(session, Undo())
    assert known_hash(session) == before
    go(session, Redo())
    assert known_hash(session) == after


@pytest.mark.parametrize(
    ("between", "edits"),
    [
        ([moved(2.0, at=Pick(1, 0, 0))], 3),
        ([Edit("eta", 0.25)], 3),
        (3, 2),
        ([moved(2.0, continued=False)], 2),
        ([Seek(4), Seek()], 1),
    ],
    ids=["another weight", "another setting", "training", "taken anew", "only looking elsewhere"],
)
def test_what_is_done_between_two_moves_makes_them_two_edits(between, edits):
    session = trained(10)
    go(session, moved(0.5, continued=False))
    if isinstance(between, int):
        session.train(between)
    else:
        go(session, *between)
    go(session, moved(0.75))
    assert len(session.frame().history.edits) == edits
    assert known_hash(session) == known_hash(replayed_in_a_fresh_session(session))


def test_a_move_that_is_refused_changes_nothing():
    session = trained(10)
    go(session, moved(0.5, continued=False))
    here, words = known_hash(session), session.frame().history.edits
    with pytest.raises(BadInputError):
        session.apply(moved(float("nan")))
    assert (known_hash(session), session.frame().history.edits) == (here, words)


def test_a_number_of_the_data_that_is_edited_again_is_one_number():
    session = trained(10)
    for k in range(30):
        go(session, Edit("x", k / 10, Node(0, 1), 2))
    assert session.timeline.training.settings.data == (("x", 1, 2, 2.9),)
    assert len(session.frame().history.edits) == 30
    assert known_hash(session) == known_hash(replayed_in_a_fresh_session(session))


# Going on after an undo


def test_after_an_undo_another_run_is_shown_and_what_was_undone_is_left_behind_whole():
    session = trained(100)
    go(session, Edit("eta", 5.0))
    session.train(100)
    whole = costs(session.frame().record)
    history = go(session, Undo()).history
    assert [(k.id, k.steps, k.current) for k in history.runs] == [(1, 200, False), (2, 100, True)]
    assert (history.end_step, len(session.frame().record.cost), history.in_past) == (100, 100, False)
    go(session, Seek(40))
    session.train(90)  # through the place where the two part
    assert known_hash(session) == known_hash(trained(130)) == known_hash(replayed_in_a_fresh_session(session))
    assert np.array_equal(costs(session.frame().record), costs(trained(130).frame().record))
    frame = go(session, Return(1))
    assert np.array_equal(costs(frame.record), whole)
    assert (frame.history.current.steps, frame.experiment.eta) == (200, 5.0)


def test_undo_and_redo_to_and_fro_leave_no_runs_behind():
    session = trained(20)
    go(session, Edit("eta", 5.0), Edit("m", 1))
    for _ in range(5):
        go(session, Undo(), Undo(), Redo(), Redo())
    assert [k.id for k in session.frame().history.runs] == [1]
    assert len(session.timeline.tree.branches) <= 3


@pytest.mark.parametrize("steps", [10, 11, 24])
def test_epochs_are_counted_by_the_size_of_batch_of_the_run_itself(steps):
    session = trained(steps, OTHER)
    go(session, Edit("m", 1), Undo())
    session.train(40)
    assert session.frame().record.epoch_at(session.trainer.step) == session.trainer.epoch
    go(session, Return(1))
    session.train(60)
    assert session.frame().record.epoch_at(session.trainer.step) == session.trainer.epoch
    found = [list(k) for k in session.frame().record.epoch_starts(0, 1e9, 10**6)]
    fresh = replayed_in_a_fresh_session(session).training.trainer.record
    assert found == [list(k) for k in fresh.epoch_starts(0, 1e9, 10**6)]
    assert found[1] == list(range(1, session.trainer.epoch + 1))


# Memory


def test_what_a_new_session_leaves_is_gone():
    session = trained(30)
    go(session, Edit("eta", 0.25))
    session.train(30)
    session.frame()
    old = weakref.ref(session.timeline.tree.roots[0])
    go(session, New(XOR))
    session.frame()
    gc.collect()
    assert old() is None


def test_a_deleted_run_is_gone():
    session = trained(30)
    go(session, Seek(10), Edit("eta", 5.0))
    session.train(5)
    go(session, Load(OTHER))
    session.train(5)
    gone = weakref.ref(session.timeline.tree.roots[0])
    session.frame()
    go(session, DeleteRun(1), DeleteRun(2))
    session.frame()
    gc.collect()
    assert gone() is None
    assert session.frame().history.undo == ""


def test_of_thousands_of_edits_only_the_last_knows_of_all():
    session = trained(1)
    for k in range(300):
        go(session, Edit("eta", 0.1 + k))
        session.frame()
    known = [k for k in session.timeline.tree.segments() if k.told is not None]
    assert sum(len(k.told.edits) for k in known) <= 2 * 300
    assert len(session.frame().history.edits) == 300


def test_many_experiments_stay_below_the_cap_and_the_present_one_keeps_its_places():
    timeline = Timeline(Training(OTHER), cap=20_000)
    for _ in range(30):
        timeline._spacing = 1e-5
        timeline.run(1.0, most=30)
        timeline.keep_end()
        timeline.load(Training(OTHER))
        assert timeline._spacing == SPACING
    timeline._spacing = 1e-5
    for _ in range(20):
        timeline.run(1.0, most=30)
        assert timeline.tree.nbytes <= 20_000
    assert len(timeline.segment.checkpoints) >= 8
    assert timeline._spacing < SPACING


# On the way to another moment


@pytest.fixture
def seeking(monkeypatch):
    """On the way back over a change of η, from 5 to 0.5."""
    monkeypatch.setattr(module, "SEEK_AT_ONCE", 0.0)
    session = trained(200, OTHER)
    go(session, Edit("eta", 5.0))
    session.train(20)
    session.finish()
    session.apply(Seek(100))
    assert session.state is State.SEEKING
    session.tick(1e-6)
    return session


def test_reset_on_the_way_begins_with_the_settings_that_are_shown(seeking):
    assert seeking.frame().experiment.eta == 5.0
    seeking.apply(Reset())
    frame = seeking.frame()
    assert (frame.cursor.step, frame.experiment.eta) == (0, 5.0)


def test_another_view_on_the_way_evaluates_nothing_of_the_moments_passed(seeking):
    before = seeking.frame().score
    seeking.apply(Show(ViewSpec(sample=1)))
    for _ in range(3):
        seeking.tick(1e-6)
    seeking.apply(Cancel())
    seeking.finish()
    score = seeking.frame().score
    assert (score.step, score.cost) == (220, before.cost)
    assert seeking.frame().view.sample == 1


# Files


def test_more_edited_numbers_than_a_file_may_hold_are_refused_when_saving(tmp_path, monkeypatch):
    monkeypatch.setattr(session_rehearsal, "MOST_CHANGES", 6)
    session = trained(3)
    for i, k in [(0, 0), (1, 0), (0, 1)]:
        go(session, Edit("x", 0.5, Node(0, i), k))
    file = tmp_path / "just enough.nablascope"
    go(session, Save(str(file)))
    assert known_hash(session) == known_hash(opened(file))
    go(session, Edit("x", 0.5, Node(0, 1), 1))
    with pytest.raises(BadInputError) as error:
        session.apply(Save(str(file)))
    assert_is_a_sentence(error.value)
    assert len(opened(file).timeline.training.settings.data) == 3
