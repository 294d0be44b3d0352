"""The shown sample: one of the batch, or the one that was chosen."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import XOR, assert_is_one_moment, phases, worked_out

from core.commands import Edit, Pause, Run, Show, Step, ViewSpec
from core.cursor import phase_count
from core.session import Session


def test_the_sample_follows_the_batch():
    session = Session(XOR)
    shown = set()
    for _ in range(6 * phase_count(2)):
        frame = session.frame()
        assert frame.follows_batch
        assert frame.in_batch
        assert frame.sample in frame.batch
        shown.add(frame.sample)
        session.apply(Step("phase"))
    assert len(shown) > 1


def test_a_followed_sample_stays_while_its_batch_does():
    session = Session(replace(XOR, m=4))
    samples = set()
    for _ in range(20):
        session.apply(Step("phase"))
        samples.add(session.frame().sample)
    assert samples == {3}  # the one that is shown first


def test_while_running_the_sample_stays_and_on_pausing_follows():
    session = Session(replace(XOR, m=1))
    session.apply(Run())
    samples, inside = set(), set()
    for _ in range(100):
        session.tick(0.0002)
        frame = session.frame()
        samples.add(frame.sample)
        inside.add(frame.in_batch)
        assert frame.in_batch is bool(frame.sample in frame.batch)
    assert len(samples) == 1
    assert inside == {True, False}
    session.apply(Pause())
    assert session.frame().in_batch


def test_running_by_phases_the_sample_follows_at_once():
    session = Session(replace(XOR, m=1))
    for command in (Run(), Run(5000.0, "phase"), Show(ViewSpec(sample=1)), Show(ViewSpec()), Edit("m", 2)):
        session.apply(command)
        for _ in range(10):
            frame = session.frame()
            assert frame.live or not frame.follows_batch or frame.in_batch
            session.tick(0.001)


@pytest.mark.parametrize("sample", [0, 1, 2, 3])
def test_a_chosen_sample_stays_and_says_whether_it_is_in_the_batch(sample):
    session = Session(XOR)
    session.apply(Show(ViewSpec(sample=sample)))
    inside = set()
    for _ in range(8):
        session.apply(Step("step"))
        frame = session.frame()
        assert frame.sample == sample
        assert not frame.follows_batch
        assert frame.in_batch is bool(sample in frame.batch)
        inside.add(frame.in_batch)
        assert_is_one_moment(frame, frame.w_before, frame.b_before)
    assert inside == {True, False}


def test_a_chosen_sample_can_be_let_go():
    session = Session(XOR)
    session.train(1)
    outside = next(k for k in range(4) if k not in session.trainer.batch)
    session.apply(Show(ViewSpec(sample=outside)))
    assert not session.frame().in_batch
    session.apply(Show(ViewSpec()))
    assert session.frame().in_batch


def test_showing_another_sample_in_the_middle_computes_as_far_as_the_step_is():
    session = Session(XOR)
    phases(session, 4)  # COST, BACKWARD to come
    session.apply(Show(ViewSpec(sample=2)))
    frame = session.frame()
    z, a, C, _, _ = worked_out(frame.experiment, frame.x, frame.y, frame.w, frame.b)
    assert frame.sample == 2
    assert np.allclose(frame.z[2], z[2], rtol=0, atol=1e-12)
    assert np.allclose(frame.a[2], a[2], rtol=0, atol=1e-12)
    assert abs(frame.C - C[0]) < 1e-12
    assert np.isnan(frame.dC_dz[1]).all()


@pytest.mark.parametrize("place", range(1, 6))
def test_after_an_edit_of_the_batch_size_the_sample_is_in_the_batch(place):
    shown = set()
    for seed in range(6):
        session = Session(replace(XOR, m=4, seed=seed))
        phases(session, place)
        session.apply(Edit("m", 1))
        frame = session.frame()
        assert frame.in_batch
        assert frame.batch.tolist() == [frame.sample]
        shown.add(frame.sample)
    assert len(shown) > 1
