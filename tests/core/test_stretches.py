"""Stretches of a segment: who has made a step, what is done again by whom, and what is said of it."""

import math
from dataclasses import replace

import numpy as np
import pytest
from sessions import XOR
from stand_in import MARK, STAND_IN, at_hand, nudged_steps, replayed_by_stretches
from stretched import go_to, marks, phases, recomputed, theta, with_few_checkpoints, without_checkpoints
from timelines import go, known_hash, trained, training_hash

from core.arithmetic import ARITHMETIC, Compiled
from core.commands import Back, Edit, Run, Seek, Step
from core.cursor import Phase
from core.selection import Pick
from core.session import Session
from core.timeline.stretches import made_by
from core.timeline.tree import ANEW

P = 2 * 2 + 3  # phases of a step of XOR's network
NUMPY = ARITHMETIC.numpy


def test_the_first_step_begins_by_phases_and_the_rest_is_compiled():
    with at_hand():
        session = trained(10)
    assert marks(session) == [(0, NUMPY), (P, MARK)]
    assert [made_by(session.timeline.segment, k).mark for k in (0, 1, 9)] == [NUMPY, MARK, MARK]
    assert made_by(session.timeline.segment, 0).until == 1
    assert made_by(session.timeline.segment, 5).until == math.inf


def test_a_step_begun_by_phases_is_numpys_as_a_whole():
    with at_hand():
        session = trained(4)
        phases(session, 3)
        session.train(6)
    assert marks(session) == [(0, NUMPY), (P, MARK), (4 * P, NUMPY), (5 * P, MARK)]
    assert training_hash(replayed_by_stretches(session)) == known_hash(session)


def test_a_step_done_by_phases_is_numpys():
    with at_hand():
        session = trained(4)
        phases(session, P)
        session.train(2)
    assert marks(session) == [(0, NUMPY), (P, MARK), (4 * P, NUMPY), (5 * P, MARK)]


def test_without_compiled_steps_there_is_one_stretch():
    session = trained(30)
    phases(session, 9)
    session.train(5)
    assert marks(session) == [(0, NUMPY)]


def test_a_segment_that_has_begun_with_compiled_steps_has_one_stretch():
    with at_hand():
        session = trained(5)
        go(session, Edit("eta", 0.25))
        session.train(5)
    assert marks(session) == [(session.timeline.segment.start, MARK)]


def test_compiled_steps_that_come_while_training_runs_begin_a_stretch():
    session = Session(XOR)
    session.apply(Run())
    session.tick(1e-9)
    session.tick(1e-9)
    with at_hand():
        session.tick(1e-9)
    session.tick(1e-9)
    done = session.trainer.step
    session.timeline.run(0.0, 3)
    names = [mark for _, mark in marks(session)]
    assert names == [NUMPY, MARK, NUMPY]
    assert marks(session)[2][0] < done * P + 3 * P


@pytest.mark.parametrize("step", [1, 5, 11, 12, 13, 20])
def test_every_step_is_done_again_by_its_own(step):
    with at_hand():
        session = trained(6)
        ARITHMETIC.compiled = None
        session.train(6)
        ARITHMETIC.compiled = STAND_IN
        known = {}
        for _ in range(12):
            go(session, Step("step"))
            known[session.trainer.step] = known_hash(session)
        with_few_checkpoints(session)
        first = known_hash(go_to(session, step))
        assert not recomputed(session)
        assert training_hash(replayed_by_stretches(session)) == first
        session.train(24 - step)
        assert known_hash(session) == known[24]
        assert not recomputed(session)


def test_phases_of_a_compiled_step_end_where_it_ended():
    with at_hand():
        session = trained(9)
        after = known_hash(session)
        go(session, Back("step"))
        before = known_hash(session)
        phases(session, P)
        assert session.trainer.phase is Phase.UPDATE
        assert known_hash(session) == after
        go(session, Back("phase"), Back("phase"))
        assert session.trainer.step == 8
        session.train(1)  # from the middle of the step
        assert known_hash(session) == after
        go(session, Back("step"))
        assert known_hash(session) == before


def test_what_is_missing_is_exact_at_checkpoints_and_said_between():
    with at_hand():
        session = trained(20)
        session.timeline.keep_end()
        end = theta(session)
        with_few_checkpoints(session)
        exact = theta(go_to(session, 12))
    go(session, Seek(20), Seek(12))
    assert recomputed(session)
    assert theta(session) != exact
    assert np.allclose(np.frombuffer(theta(session)), np.frombuffer(exact), rtol=0, atol=1e-12)
    session.train(3)
    assert recomputed(session)
    session.train(5)
    assert not recomputed(session)
    assert theta(session) == end
    session.train(5)
    assert not recomputed(session)
    go(session, Seek(0))
    assert not recomputed(session)


def test_what_was_worked_out_anew_is_said_of_the_numbers_that_are_shown():
    with at_hand():
        session = with_few_checkpoints(trained(20))
    go(session, Seek(12))
    assert recomputed(session)
    with at_hand():
        assert recomputed(session)
        session.train(1)
        assert recomputed(session)
        assert not recomputed(go_to(session, 12))


def test_steps_of_another_version_are_missing():
    with at_hand():
        session = with_few_checkpoints(trained(20))
    with at_hand(Compiled("another version", nudged_steps)):
        assert recomputed(go_to(session, 12))


def test_a_way_that_begins_with_numbers_worked_out_anew_is_never_said_to_be_exact_between_its_checkpoints():
    with at_hand():
        session = with_few_checkpoints(trained(20))
    go(session, Seek(12), Edit("parameter", 0.5, Pick(1, 0, 1)))
    assert not recomputed(session)
    assert marks(session)[0][1] == ANEW
    session.train(6)
    assert not recomputed(session)
    session.timeline.keep_end()
    end = theta(session)
    with_few_checkpoints(session)
    with at_hand():
        assert recomputed(go_to(session, 15))
        assert not recomputed(go_to(session, 18))
        assert theta(session) == end


def test_what_goes_on_in_the_same_run_from_numbers_worked_out_anew_is_not_said_to_be_exact_again():
    with at_hand():
        session = without_checkpoints(trained(20))
        known = theta(go_to(session, 10))
        without_checkpoints(session)
    go(session, Seek(20))
    phases(session, 3)
    assert recomputed(session)  # no parameter is another yet
    session.timeline.run(math.inf, 1)
    assert not recomputed(session)
    assert marks(session)[2:] == [(20 * P, ANEW), (20 * P, NUMPY)]
    session.train(9)
    end = theta(session)
    with at_hand():
        assert theta(go_to(session, 10)) == known
        assert not recomputed(session)
        assert not recomputed(go_to(session, 20))
        assert recomputed(go_to(session, 21))
        assert recomputed(go_to(session, 29))
        assert not recomputed(go_to(session, 30))
        assert theta(session) == end


def test_what_is_worked_out_anew_is_never_kept_as_exact():
    diverging = replace(XOR, activations=("identity", "identity"), eta=1.2)
    with at_hand():
        session = Session(diverging)
        session.timeline._spacing = math.inf
        session.train(100)
        assert session.trainer.divergence is not None
        go(session, Seek(1))
    session.timeline._spacing = 1e-9
    session.timeline.run(math.inf, 3)
    assert recomputed(session)
    assert recomputed(go_to(session, 3))


def test_a_divergence_in_compiled_steps_is_found_again():
    steep = replace(XOR, activations=("identity", "identity"), eta=30.0)
    with at_hand():
        session = Session(steep)
        session.train(3000)
        diverged, after = session.trainer.divergence, known_hash(session)
        assert diverged is not None
        go(session, Back("step"), Seek())
        assert session.trainer.divergence == diverged
        assert known_hash(session) == after
