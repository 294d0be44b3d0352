"""Stretches in session files: they are there again, and there are never more than are read."""

import pytest
from session_files import opened
from stand_in import at_hand, replayed_by_stretches
from stretched import go_to, marks, phases, recomputed, theta, with_few_checkpoints
from timelines import go, known_hash, trained, training_hash

from core.arithmetic import ARITHMETIC
from core.commands import Save, Seek
from core.errors import BadInputError
from core.files import session_tree
from core.timeline import stretches


def test_a_saved_moment_that_was_worked_out_anew_is_no_exact_one(tmp_path):
    with at_hand():
        session = with_few_checkpoints(trained(20))
        later = theta(go_to(session, 15))
    go(session, Seek(12), Save(str(tmp_path / "a.nabla")))
    assert recomputed(session)
    with at_hand():
        again = opened(tmp_path / "a.nabla")
        assert recomputed(again)
        assert theta(again) == theta(session)
        go(again, Seek(20), Seek(12))
        assert not recomputed(again)
        assert theta(again) != theta(session)
        assert theta(go_to(again, 15)) == later


def test_marks_are_saved_and_read(tmp_path):
    with at_hand():
        session = trained(4)
        phases(session, 3)
        session.train(6)
        go(session, Save(str(tmp_path / "a.nabla")))
        again = opened(tmp_path / "a.nabla")
        assert marks(again) == marks(session)
        assert known_hash(again) == known_hash(session)
        for step in (2, 4, 5, 9):
            assert known_hash(go_to(again, step)) == known_hash(go_to(session, step))
            assert not recomputed(again)


def test_the_number_of_stretches_is_bounded_and_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(stretches, "MOST", 8)
    with at_hand():
        session = trained(1)
        for _ in range(20):
            phases(session, 3)
            session.train(3)
        assert len(marks(session)) == 9  # the last is numpy's
        assert marks(session)[-1][1] == ARITHMETIC.numpy
        assert training_hash(replayed_by_stretches(session)) == known_hash(session)


def test_a_file_does_not_hold_more_stretches_than_are_read(tmp_path, monkeypatch):
    with at_hand():
        session = trained(4)
        phases(session, 3)
        session.train(6)
    monkeypatch.setattr(session_tree, "MOST_STRETCHES", 3)
    with pytest.raises(BadInputError, match="took turns too often"):
        session.apply(Save(str(tmp_path / "a.nabla")))
