"""What runs keep of the health of their gradients, and when it is measured."""

import numpy as np
import pytest
from sessions import OTHER, XOR

from core.commands import Edit, Run, Seek, Step
from core.health.measuring import Health
from core.health.picture import health
from core.health.record import LIMIT, HealthRecord
from core.session import Session


def at(step):
    return Health(step, 1, (1, 1), ("tanh",), np.zeros((1, 43), np.int32), np.zeros((1, 10)))


def filled(count, base=None, fork=0, first=1):
    record = HealthRecord(base, fork)
    for step in range(first, first + count):
        record.enter(at(step))
    return record


def steps(entries):
    return [k.step for k in entries]


def test_what_is_known_is_not_entered_again():
    record = filled(3)
    record.enter(at(2))
    record.enter(at(3))
    assert steps(record.entries) == [1, 2, 3]
    assert record.latest == 3


@pytest.mark.parametrize("count", [LIMIT, LIMIT + 1, 2 * LIMIT + 1, 3 * LIMIT + 7, 10 * LIMIT + 3])
def test_it_stays_bounded_evenly_apart_and_up_to_date(count):
    record = filled(count)
    kept = steps(record.entries)
    assert len(kept) <= LIMIT + 1
    assert len(kept) >= min(count, LIMIT // 2)
    assert kept[0] == 1
    assert kept[-1] == count
    assert set(np.diff(kept[:-1])) <= {record.stride}
    assert 0 < kept[-1] - kept[-2] <= record.stride


def test_what_was_read_stays_as_it_was():
    record = filled(LIMIT)
    read = record.entries
    for step in range(LIMIT + 1, 3 * LIMIT):
        record.enter(at(step))
    assert steps(read) == list(range(1, LIMIT + 1))


def test_before_its_fork_a_run_has_what_the_one_before_has():
    parent = filled(30)
    child = filled(5, parent, fork=20, first=18)
    assert steps(child.entries) == [21, 22]
    assert steps(child.path) == [*range(1, 21), 21, 22]
    assert steps(child.until(22, 4)) == [19, 20, 21, 22]
    assert steps(child.until(20, 3)) == [18, 19, 20]
    assert steps(child.until(2, 9)) == [1, 2]
    grandchild = filled(1, child, fork=21, first=25)
    assert steps(grandchild.path) == [*range(1, 22), 25]
    assert steps(grandchild.until(99, 3)) == [20, 21, 25]
    empty = HealthRecord(parent, 10)
    assert (empty.latest, steps(empty.until(99, 2))) == (10, [9, 10])
    assert HealthRecord().until(5, 3) == ()


# In a session


def measured(session):
    session.finish()
    return health(session.frame())


def test_each_step_that_is_watched_is_measured():
    session = Session(XOR)
    assert measured(session) is None
    for step in range(1, 6):
        session.apply(Step("step"))
        found = measured(session)
        assert found.step == step
        before, after = (session.frame().w_before[1], session.frame().w[1])
        ratio = np.linalg.norm(after - before) / np.linalg.norm(before)
        assert found.layer(1).ratio == pytest.approx(ratio, rel=1e-12)
        assert found.layer(1).norm == pytest.approx(np.linalg.norm(session.frame().dC_dw[1]), rel=1e-12)
    assert steps(session.trainer.record.health.entries) == [1, 2, 3, 4, 5]


def test_between_updates_the_last_one_stays():
    session = Session(XOR)
    session.apply(Step("step"))
    session.finish()
    session.apply(Step("phase"))
    assert measured(session).step == 1


def test_while_training_runs_it_is_measured_now_and_then():
    session = Session(OTHER)
    session.apply(Run())
    kept = session.trainer.record.health
    while len(kept.entries) < 4:
        session.tick(0.002)
    assert (np.diff(steps(kept.entries)) >= 1).all()
    assert kept.latest <= session.trainer.step
    assert health(session.frame()).step <= session.trainer.step


def test_after_a_way_back_it_is_what_was_kept_and_steps_done_again_are_not_entered_twice():
    session = Session(XOR)
    for _ in range(4):
        session.apply(Step("step"))
        session.finish()
    before = session.trainer.record.health.entries
    session.apply(Seek(2))
    found = measured(session)
    assert found.step == 2
    np.testing.assert_array_equal(found.table, before[1].table)
    session.apply(Step("step"))
    again = measured(session)
    assert (again.step, session.trainer.record.health.entries) == (3, before)
    np.testing.assert_array_equal(again.table, before[2].table)


def test_another_way_from_the_past_begins_with_what_was_before():
    session = Session(XOR)
    for _ in range(4):
        session.apply(Step("step"))
        session.finish()
    session.apply(Seek(2))
    session.finish()
    session.apply(Edit("eta", 0.25))
    session.apply(Step("step"))
    session.finish()
    kept = session.trainer.record.health
    assert steps(kept.entries) == [3]
    assert steps(kept.path) == [1, 2, 3]


def test_a_number_that_was_edited_leaves_nothing_of_before_but_the_record():
    session = Session(XOR)
    session.apply(Step("step"))
    session.finish()
    session.apply(Edit("activations", ("relu", "sigmoid")))
    found = measured(session)
    assert found.activations == XOR.activations
    session.apply(Step("step"))
    assert measured(session).activations == ("relu", "sigmoid")
