"""Going back, going another way, undoing: what a session does with its past."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR, assert_is_a_sentence
from timelines import costs, go, known_hash, replayed_in_a_fresh_session, trained

from core.commands import (
    Back,
    DeleteRun,
    Edit,
    Load,
    NameRun,
    Pause,
    Redo,
    Reset,
    Return,
    Run,
    Seek,
    Step,
    Undo,
)  # fmt: skip
from core.cursor import Phase
from core.errors import BadInputError, NotAllowedError
from core.selection import Node, Pick
from core.session import Session

# Going back and forth


def test_back_by_phase_step_epoch_and_to_both_ends():
    session = trained(11)  # two steps an epoch
    go(session, Step("phase"), Step("phase"))
    places = []
    for command in (Back("phase"), Back("step"), Back("step"), Back("epoch"), Back("epoch"), Back("phase")):
        cursor = go(session, command).cursor
        places.append((cursor.step, cursor.phase))
    assert places == [
        (11, Phase.INPUT), (11, Phase.UPDATE), (10, Phase.UPDATE), (8, Phase.UPDATE), (6, Phase.UPDATE),
        (5, Phase.BACKWARD),
    ]  # fmt: skip
    assert go(session, Seek(0)).cursor.phase is Phase.INPUT
    assert go(session, Back("phase"), Back("step"), Back("epoch")).history.moment == 0
    frame = go(session, Seek())
    assert (frame.cursor.step, frame.cursor.phase) == (11, Phase.FORWARD)


def test_every_phase_of_the_past_is_as_it_was():
    session = Session(OTHER)
    there = []
    for _ in range(60):
        there.append(known_hash(session))
        session.apply(Step("phase"))
    for known in reversed(there):
        session.apply(Back("phase"))
        assert known_hash(session) == known


def test_what_a_step_has_not_computed_is_left_from_the_step_before():
    session = trained(5, replace(XOR, m=4))
    assert session.frame().cursor.phase is Phase.UPDATE
    natural = go(session, Step("phase"), Step("phase"))
    again = go(session, Seek(3), Seek())
    for name in ("a", "z", "dC_da", "dC_dz"):
        for one, other in zip(getattr(natural, name), getattr(again, name), strict=True):
            np.testing.assert_array_equal(one, other)
    assert natural.C == again.C


@pytest.mark.parametrize("step", [-1, 12, 1.5, "3", True])
def test_steps_that_were_not_done_can_not_be_gone_to(step):
    session = trained(11)
    before = known_hash(session)
    with pytest.raises(BadInputError) as caught:
        session.apply(Seek(step))
    assert_is_a_sentence(caught.value)
    assert known_hash(session) == before


def test_going_on_without_a_change_is_the_same_again_and_recorded_once():
    session = trained(40)
    end, record = known_hash(session), session.frame().record
    known = costs(record)
    go(session, Seek(7))
    assert session.frame().history.in_past
    session.train(20)
    assert session.frame().record is record
    session.train(13)
    assert known_hash(session) == end
    session.train(5)
    np.testing.assert_array_equal(costs(record)[:40], known)
    assert len(record.cost) == 45
    assert len(session.frame().history.runs) == 1


def test_running_at_full_speed_goes_over_edits_again():
    session = trained(20)
    go(session, Edit("eta", 2.0))
    session.train(20)
    go(session, Edit("x", 0.25, Node(0, 1), 2), Edit("parameter", 1.0, Pick(1, 0, 0)))
    session.train(20)
    end = known_hash(session)
    go(session, Seek(0))
    assert session.frame().experiment.eta == XOR.eta
    session.apply(Run())
    while session.trainer.step < 60:
        session.tick(0.0005)
        frame = session.frame()
        if frame.cursor.step != 20:  # after the 20th update it is before the edit or after it
            assert frame.experiment.eta == (XOR.eta if frame.cursor.step < 20 else 2.0)
    session.apply(Pause())
    go(session, Seek(60))
    assert known_hash(session) == end


# Another way


def test_an_edit_at_the_end_goes_on_in_the_same_run():
    session = trained(10)
    go(session, Edit("eta", 0.1))
    session.train(10)
    history = session.frame().history
    assert [k.id for k in history.runs] == [1]
    assert [(k.step, k.words) for k in history.edits] == [(10, "η 0.5 → 0.1")]
    assert history.undo == "η 0.5 → 0.1"


def test_an_edit_in_the_past_begins_a_run_that_knows_where_it_comes_from():
    session = trained(30)
    first = session.frame().record
    known = costs(first)
    go(session, Seek(10), Edit("eta", 5.0))
    session.train(5)
    old, new = session.frame().history.runs
    assert (new.parent, new.fork, new.root, new.current, new.steps) == (old.id, 10, old.id, True, 15)
    assert (old.current, old.steps, old.experiment.eta, new.experiment.eta) == (False, 30, 0.5, 5.0)
    np.testing.assert_array_equal(costs(first), known)
    np.testing.assert_array_equal(costs(new.record)[:10], known[:10])
    assert len(new.record.cost) == 15
    assert costs(new.record)[12] != known[12]


def test_returning_to_a_run_leads_to_its_end():
    session = trained(30)
    end = known_hash(session)
    go(session, Seek(10), Edit("eta", 5.0))
    session.train(5)
    other = known_hash(session)
    assert go(session, Return(1)).cursor.step == 30
    assert known_hash(session) == end
    go(session, Return(2))
    assert known_hash(session) == other
    with pytest.raises(BadInputError, match="no run 7"):
        session.apply(Return(7))


def test_going_on_after_an_undo_is_another_run():
    session = trained(10)
    go(session, Edit("eta", 5.0))
    session.train(10)
    go(session, Undo())
    assert session.experiment.eta == 0.5
    session.train(10)
    history = session.frame().history
    assert [(k.id, k.parent, k.fork, k.steps) for k in history.runs] == [(1, None, 0, 20), (2, 1, 10, 20)]
    assert history.current.experiment.eta == 0.5
    assert not history.redo


# Undo and redo

EDITS = (
    Edit("eta", 0.25),
    Edit("m", 3),
    Edit("activations", ("relu", "sigmoid")),
    Edit("parameter", 0.125, Pick(1, 2, 0)),
    Edit("parameter", -2.0, Pick(2, 0)),
    Edit("x", 0.5, Node(0, 1)),
    Edit("y", 0.75, Node(2, 0), 3),
    Edit("frozen", True, Pick(1, 1, 1)),
)


@pytest.mark.parametrize("phases", [0, 1, 4, 6])
@pytest.mark.parametrize("edit", EDITS, ids=lambda k: k.quantity)
def test_undo_is_the_state_just_before_and_redo_the_one_before_that(edit, phases):
    session = trained(9)
    go(session, *[Step("phase")] * phases)
    before = known_hash(session)
    go(session, edit)
    session.train(7)
    after = known_hash(session)
    assert go(session, Undo()).history.redo
    assert known_hash(session) == before
    go(session, Redo())
    assert known_hash(session) == after


def test_each_undo_takes_back_one_edit():
    session = trained(3)
    hashes = []
    for edit in EDITS:
        hashes.append(known_hash(session))
        go(session, edit)
        session.train(2)
    end = known_hash(session)
    for known in reversed(hashes):
        go(session, Undo())
        assert known_hash(session) == known
    assert not session.frame().history.undo
    go(session, *[Redo()] * len(EDITS))
    assert known_hash(session) == end
    with pytest.raises(NotAllowedError, match="nothing to do again"):
        session.apply(Redo())


def test_what_was_left_for_another_experiment_is_an_undo_away():
    session = trained(9)
    before = known_hash(session)
    go(session, Load(OTHER))
    session.train(4)
    assert session.frame().dataset.name == "moons"
    frame = go(session, Undo())
    assert (frame.dataset.name, known_hash(session)) == ("xor", before)
    assert go(session, Redo()).dataset.name == "moons"
    go(session, Reset())
    assert [k.root for k in session.frame().history.runs] == [1, 2, 3]


def test_what_was_left_before_it_began_is_no_run_but_undo_leads_there():
    session = Session(XOR)
    go(session, Load(OTHER), Load(XOR), Load(OTHER))
    assert [k.id for k in session.frame().history.runs] == [4]
    frame = go(session, Undo(), Undo(), Undo())
    assert [k.id for k in frame.history.runs] == [1]
    go(session, NameRun(1, "kept for its name"), Redo())
    assert [k.id for k in session.frame().history.runs] == [1, 2]


# Runs


def test_runs_are_named_and_deleted():
    session = trained(30)
    go(session, Seek(10), Edit("eta", 5.0))
    session.train(5)
    go(session, NameRun(1, "  the  first "))
    assert [k.name for k in session.frame().history.runs] == ["the first", "Run 2"]
    for name in ("", "  ", "a\x00b", "x" * 61, None):
        with pytest.raises(BadInputError) as caught:
            session.apply(NameRun(1, name))
        assert_is_a_sentence(caught.value)
    with pytest.raises(NotAllowedError):
        session.apply(DeleteRun(2))
    here = known_hash(session)
    go(session, DeleteRun(1))
    assert [(k.id, k.parent) for k in session.frame().history.runs] == [(2, None)]
    go(session, Seek(3), Seek())
    assert known_hash(session) == here


def test_an_undo_into_a_deleted_run_goes_on_from_what_was_kept_of_it_in_a_new_run():
    session = trained(30)
    go(session, NameRun(1, "the first"), Seek(10), Edit("eta", 5.0))
    session.train(5)
    before = costs(session.frame().record)[:10]
    frame = go(session, DeleteRun(1), Undo())
    assert [(k.id, k.parent) for k in frame.history.runs] == [(2, None), (3, None)]
    assert (frame.history.current.id, frame.cursor.step, frame.experiment.eta) == (3, 10, XOR.eta)
    assert len(frame.record.cost) == 10  # those of the 20 steps that were deleted are not its own
    session.train(4)
    record = session.frame().record
    assert np.array_equal(costs(record)[:10], before)
    assert len(record.cost) == 14
    assert known_hash(session) == known_hash(replayed_in_a_fresh_session(session)) == known_hash(trained(14))


def test_an_edit_in_what_was_kept_of_a_deleted_run_begins_a_run_that_is_listed():
    session = trained(30)
    go(session, Seek(10), Edit("eta", 5.0))
    session.train(5)
    go(session, DeleteRun(1), Seek(10), Back("phase"), Step("phase"), Edit("eta", 7.0))
    assert [k.id for k in session.frame().history.runs] == [2, 3]
    assert session.frame().history.current.id == 3
