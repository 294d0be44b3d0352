"""The record of a run that goes on from another: one curve, the parent's before the fork."""

import numpy as np
import pytest

from core.record import Run, Series


def entered(record, first, count, offset):
    x = np.arange(first, first + count, dtype=np.float64)
    record.cost.extend(x, x + offset)
    record.norms.extend(x[::3], np.repeat(x[::3], 4))
    return record


def forked():
    parent = entered(Run(2), 0, 100, 0.0)
    return parent, entered(Run(2, parent, 40), 40, 30, 0.5)


def test_a_forked_run_has_its_parents_entries_before_the_fork():
    parent, child = forked()
    assert (len(child.cost), child.steps, parent.steps) == (70, 70, 100)
    everything = child.cost.query(0, 1e9, 10**6)
    np.testing.assert_array_equal(everything.x, np.arange(70.0))
    np.testing.assert_array_equal(everything.mean[:, 0], [*range(40), *(k + 0.5 for k in range(40, 70))])
    assert child.cost.count(39.0) == 40
    assert child.cost.count(44.0) == 45


@pytest.mark.parametrize("beyond", [0, 1, 2])
@pytest.mark.parametrize(
    ("first", "last"), [(0, 10), (35, 45), (40, 50), (39, 39), (41, 41), (60, 90), (80, 90)]
)
def test_queries_across_the_fork_are_those_of_one_series(first, last, beyond):
    _, child = forked()
    whole = Series()
    every = child.cost.query(0, 1e9, 10**6)
    whole.extend(every.x, every.mean)
    wanted, found = (k.query(first, last, 10**6, beyond) for k in (whole, child.cost))
    inside = np.isin(found.x, wanted.x)
    np.testing.assert_array_equal(found.x[inside], wanted.x)
    np.testing.assert_array_equal(found.mean[inside], wanted.mean)


def test_a_fork_of_a_fork_and_what_its_parents_do_later():
    parent, child = forked()
    grandchild = Run(2, child, 50)
    grandchild.cost.extend(np.array([50.0, 51.0]), np.array([-1.0, -2.0]))
    before = grandchild.cost.query(0, 1e9, 10**6)
    parent.cost.extend(np.array([100.0]), np.array([9.0]))
    child.cost.extend(np.array([70.0]), np.array([9.0]))
    for one, other in zip(before, grandchild.cost.query(0, 1e9, 10**6), strict=True):
        np.testing.assert_array_equal(one, other)
    assert len(grandchild.cost) == 52
    assert grandchild.cost.query(0, 1e9, 10**6).mean[39:42, 0].tolist() == [39.0, 40.5, 41.5]


def test_epochs_and_scores_before_the_fork_are_the_parents():
    parent, _ = forked()
    parent.enter_pace(0, 0, 10, 10)
    parent.enter_pace(60, 6, 65, 5)
    parent.enter_score(40, 1.0, None)
    parent.enter_score(50, 2.0, None)
    child = Run(2, parent, 40)
    child.enter_score(40, 7.0, None)
    child.enter_score(45, 3.0, 4.0)
    assert [k.step for k in child.paces] == [0]
    assert child.epoch_at(69) == 6
    np.testing.assert_array_equal(child.scores.query(0, 100, 9).mean[:, 0], [1.0, 3.0])


def test_accuracies_before_the_fork_are_the_parents():
    parent, _ = forked()
    parent.enter_score(40, 1.0, 2.0, 0.5, 0.25)
    parent.enter_score(50, 2.0, 2.0, 0.75, 0.5)
    child = Run(2, parent, 40)
    child.enter_score(40, 7.0, 2.0, 1.0, 1.0)
    child.enter_score(45, 3.0, 4.0, 0.625, None)
    found = child.accuracies.query(0, 100, 9)
    assert found.x.tolist() == [40, 45]
    np.testing.assert_array_equal(found.mean, [[0.5, 0.25], [0.625, np.nan]])
    assert child.filled_bytes == sum(k.filled_bytes for k in child.series)
