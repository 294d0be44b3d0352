"""Who is taken for whom: counts of true and predicted classes, and that they agree with the accuracy."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import OTHER, XOR

from core.backprop import forward
from core.commands import Run, Show, Step, ViewSpec
from core.confusion import MOST_CLASSES, class_count, classes_of, counted, samples_in
from core.datasets.dataset import one_hot
from core.experiment import default_experiment
from core.network import Network
from core.score import CHUNK, chunk_of, score, scoring
from core.session import Session

DIGITS = replace(default_experiment("digits"), held_out=0.3)


def scored(n_0=3, classes=4, M=2500, share=0.25, seed=0):
    """A score of random samples, and everything that it was made of."""
    rng = np.random.default_rng(seed)
    net = Network((n_0, 5, classes if classes > 2 else 1), ("tanh", "sigmoid"), seed=seed)
    x = rng.normal(size=(n_0, M))
    true = rng.integers(0, max(2, classes), M)
    y = one_hot(true, classes) if classes > 2 else true[np.newaxis].astype(np.float64)
    held = rng.random(M) < share
    return score(net, x, y, "classification", 7, held), net, x, true, held


# Classes


def test_one_output_says_which_of_two_and_several_which_is_largest():
    assert classes_of(np.array([[0.2, 0.5, 0.51, 1.0]])).tolist() == [0, 0, 1, 1]
    assert classes_of(np.array([[0.2, 0.5], [0.3, 0.5], [0.1, 0.4]])).tolist() == [1, 0]
    assert [class_count(k) for k in (1, 2, 10)] == [2, 2, 10]


def test_the_pairs_are_counted():
    true, said = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 0, 2, 2])
    assert counted(true, said, 3).tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 2]]
    assert counted(true[:0], said[:0], 3).tolist() == [[0] * 3] * 3
    assert samples_in(true, said, 2, 2).tolist() == [4, 5]
    assert samples_in(true, said, 1, 0).tolist() == []


# In a score


@pytest.mark.parametrize("classes", [2, 3, 10, MOST_CLASSES])
@pytest.mark.parametrize("M", [1, 2, CHUNK, CHUNK + 1, 2500])
def test_the_counts_are_those_of_all_samples_and_their_diagonal_is_the_accuracy(classes, M):
    found, net, x, true, held = scored(classes=classes, M=M, share=0.25 if M > 2 else 0.0)
    aL = forward(net, x).a[net.L]
    said = (aL[0] > 0.5).astype(int) if len(aL) == 1 else aL.argmax(axis=0)
    np.testing.assert_array_equal(found.predicted, said)
    np.testing.assert_array_equal(found.true, true)
    for counts, chosen in ((found.confusion.trained, ~held), (found.confusion.held_out, held)):
        by_hand = np.zeros((classes, classes), dtype=int)
        np.add.at(by_hand, (true[chosen], said[chosen]), 1)
        np.testing.assert_array_equal(counts, by_hand)
    assert found.confusion.everything.sum() == M
    for counts, accuracy in (
        (found.confusion.trained, found.accuracy),
        (found.confusion.held_out, found.held_out_accuracy),
    ):
        assert accuracy == (np.trace(counts) / counts.sum() if counts.any() else None)


def test_nothing_of_it_can_be_written():
    found = scored()[0]
    for array in (
        found.true,
        found.predicted,
        found.costs,
        found.confusion.trained,
        found.confusion.held_out,
    ):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_of_very_many_classes_the_accuracy_is_known_and_no_pairs():
    found, _, _, true, held = scored(classes=MOST_CLASSES + 1)
    assert found.confusion is None
    assert found.accuracy == (found.predicted == true)[~held].mean()


def test_a_regression_has_no_classes():
    session = Session(default_experiment("sine"))
    session.finish()
    found = session.frame().score
    assert found.accuracy is found.true is found.predicted is found.confusion is None
    assert len(session.trainer.record.accuracies) == 0
    assert len(session.trainer.record.scores) == 1


def test_the_samples_of_every_cell_are_as_many_as_it_says():
    session = Session(DIGITS)
    session.train(60)
    frame = session.frame()
    found, true = session.score(), classes_of(frame.dataset.y)
    for row in range(10):
        for column in range(10):
            samples = samples_in(true, found.predicted, row, column)
            assert len(samples) == found.confusion.everything[row, column]
            assert frame.held_out[samples].sum() == found.confusion.held_out[row, column]


def test_outputs_that_are_no_numbers_stop_nothing():
    session = Session(replace(OTHER, activations=("identity",) * 3, eta=1e300))
    session.apply(Run())
    session.finish()
    found = session.frame().score
    assert session.frame().state == "diverged"
    assert found.confusion.everything.sum() == 30


# As a job


def test_large_data_is_scored_a_little_at_a_time():
    rng = np.random.default_rng(0)
    net = Network((2, 3, 1), ("tanh", "sigmoid"), seed=0)
    x, y = rng.normal(size=(2, 10 * CHUNK)), rng.integers(0, 2, (1, 10 * CHUNK)).astype(float)
    delivered = []
    job = scoring(net, x, y, np.zeros(10 * CHUNK, bool), "classification", 3, delivered.append)
    pieces = 0
    while not job.done:
        assert not delivered
        job.step(1.0)
        pieces += 1
    assert pieces == 10
    [found] = delivered
    assert found.step == 3
    assert found.confusion.trained.sum() == 10 * CHUNK


def test_a_piece_is_the_smaller_the_larger_the_network():
    sizes = [chunk_of(Network(n, ("tanh",) * (len(n) - 1), seed=0)) for n in ((2, 3, 1), (784, 32, 10))]
    assert sizes[0] == CHUNK
    assert 16 < sizes[1] < 100
    assert chunk_of(Network((1024, 1024, 1024, 2), ("tanh",) * 3, seed=0)) == 16


def test_it_is_of_the_parameters_at_which_it_began():
    session = Session(DIGITS)
    session.train(5)
    frame, net = session.frame(), session.trainer.net
    delivered, before = [], net.theta.copy()
    data = frame.dataset
    job = scoring(net, data.x, data.y, frame.held_out, data.task, 5, delivered.append)
    job.step(1.0)
    net.theta[:] = 0.0
    while not job.done:
        job.step(1.0)
    again = score(net.with_theta(before), data.x, data.y, data.task, 5, frame.held_out)
    assert np.array_equal(delivered[0].predicted, again.predicted)
    assert delivered[0].cost == again.cost


# In the record, and in an exercise


def test_the_record_holds_the_accuracies_as_they_were_computed():
    session = Session(replace(default_experiment("circle"), held_out=0.2))
    session.apply(Run())
    while len(session.trainer.record.accuracies) < 20:
        session.tick(0.002)
    record, found = session.trainer.record, session.frame().score
    costs, rates = (k.query(-np.inf, np.inf, 1000) for k in (record.scores, record.accuracies))
    assert rates.x.tolist() == costs.x.tolist()
    assert ((rates.mean >= 0) & (rates.mean <= 1)).all()
    assert rates.mean[-1].tolist() == [found.accuracy, found.held_out_accuracy]


def test_an_exercise_is_told_no_class_before_the_output_is_worked_out():
    session = Session(XOR)
    session.apply(Step("step"))
    session.apply(Show(ViewSpec(exercise=True)))
    session.finish()
    seen = []
    for _ in range(9):
        session.apply(Step("phase"))
        session.finish()
        frame = session.frame()
        assert (frame.score.true is None) == (frame.score.predicted is None)
        seen.append(frame.score.confusion is not None)
        assert seen[-1] == frame.fresh_cost == (frame.score.predicted is not None)
    assert set(seen) == {True, False}
