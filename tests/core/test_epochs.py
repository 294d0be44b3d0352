"""Where epochs begin, by rule, against epochs counted one by one."""

import numpy as np
import pytest
from sessions import OTHER, XOR

from core.commands import Edit, Run, Step
from core.epochs import Pace, epoch_starts
from core.session import Session


def counted(session, steps):
    """The steps at which the session's epoch number grew, and the numbers, one step at a time."""
    found = []
    for _ in range(steps):
        before = session.trainer.epoch
        session.apply(Step("step"))
        if session.trainer.epoch != before:
            found.append((session.trainer.step, session.trainer.epoch))
    return found


def marks(session, first=0, last=np.inf, most=1000):
    steps, epochs = session.trainer.record.epoch_starts(first, last, most)
    return list(zip(steps.tolist(), epochs.tolist(), strict=True))


@pytest.mark.parametrize("experiment", [XOR, OTHER], ids=["xor", "moons"])
def test_epochs_begin_where_training_says(experiment):
    session = Session(experiment)
    assert marks(session) == []
    assert marks(session) == counted(session, 0)
    found = counted(session, 23)
    assert len(found) > 3
    assert marks(session) == found


def test_another_batch_size_in_the_middle_of_an_epoch():
    session = Session(OTHER)  # 30 samples, batches of 7
    found = counted(session, 7)
    session.apply(Step("phase"))
    session.apply(Edit("m", 4))
    found += counted(session, 9)
    session.apply(Edit("m", 30))
    session.apply(Edit("m", 9))
    found += counted(session, 11)
    assert len(found) >= 5
    assert marks(session) == found


def test_a_part_of_the_axis():
    session = Session(OTHER)
    found = counted(session, 40)
    assert marks(session, 10, 20) == [k for k in found if 10 <= k[0] <= 20]
    assert marks(session, 21, 21) == []
    assert marks(session, -5, 5.5) == [found[0]]


@pytest.mark.parametrize("most", [7, 10, 60])
def test_of_many_epochs_round_numbers_are_kept(most):
    session = Session(XOR)
    session.apply(Run())
    while session.trainer.epoch < 4000:
        session.tick(0.05)
    found = marks(session, most=most)
    assert 0 < len(found) <= most
    every = found[0][1]
    assert str(int(every)).strip("0") in ("1", "2", "5")
    assert [epoch % every for _, epoch in found] == [0] * len(found)
    assert all(step == 2 * epoch for step, epoch in found)


def test_no_mark_lies_beyond_what_is_recorded():
    assert epoch_starts((Pace(0, 0, 5, 5),), 0, 12, 10)[0].tolist() == [5.0, 10.0]
    session = Session(OTHER)
    session.apply(Step("step"))
    assert marks(session) == []


def test_the_epoch_of_any_step():
    session = Session(OTHER)
    epochs = [session.trainer.epoch]
    for k in range(40):
        if k == 17:
            session.apply(Edit("m", 4))
        session.apply(Step("step"))
        epochs.append(session.trainer.epoch)
    assert epochs[-1] > 5
    record = session.trainer.record
    assert [record.epoch_at(step) for step in range(41)] == epochs
