"""Batches: the documented order of the samples, short last ones, other sizes within an epoch."""

from itertools import chain, pairwise

import numpy as np
import pytest
from numpy.random import Generator, Philox
from trainers import everything, make, steps_by_phases

from core.backprop import backward, cost, forward
from core.cursor import Phase
from core.network import Network
from core.optimisers import GradientDescent
from core.randomness import Purpose, generator
from core.trainer import Trainer

# The order of the samples


def order(seed, epoch, M):
    """The documented one."""
    bits = Philox(key=[seed, Purpose.ORDER], counter=[0, 0, epoch, 0])
    return Generator(bits).permutation(M).tolist()


def batches_of_epoch(trainer):
    """The batches of the epoch that comes next."""
    epoch, found = trainer.epoch, []
    while trainer.epoch == epoch:
        trainer.run(60.0, most=1)
        found.append(trainer.batch.tolist())
    return found


@pytest.mark.parametrize("seed", [0, 1, 2**63 - 1])
def test_the_order_is_the_documented_function_of_seed_and_epoch(seed):
    net = Network((1, 1), seed=0)
    x = np.zeros((1, 10))
    trainer = Trainer(net, GradientDescent(0.1, 2), x, x, m=4, seed=seed)
    for epoch in range(4):
        wanted = order(seed, epoch, 10)
        assert batches_of_epoch(trainer) == [wanted[:4], wanted[4:8], wanted[8:]]


@pytest.mark.parametrize(("M", "m"), [(1000, 7), (1000, 31), (65, 2), (64, 2), (63, 1), (5, 5), (5, 9)])
def test_an_epoch_of_any_length_is_in_order(M, m):
    trainer = make(m=m, M=M)
    for epoch in range(3):
        wanted = list(range(M)) if m >= M else order(0, epoch, M)
        found = batches_of_epoch(trainer)
        assert list(chain(*found)) == wanted
        assert [len(k) for k in found[:-1]] == [m] * (len(found) - 1)
        assert len(found) == trainer.batches == -(-M // m)


def test_the_whole_set_in_one_batch_keeps_its_order():
    trainer = make(m=10, M=10)
    for _ in range(3):
        assert batches_of_epoch(trainer) == [list(range(10))]


def test_epochs_and_purposes_share_no_stream():
    streams = [generator(9, Purpose.ORDER, epoch) for epoch in range(6)]
    streams += [generator(9, purpose) for purpose in Purpose if purpose is not Purpose.ORDER]
    numbers = [set(k.bit_generator.random_raw(2000).tolist()) for k in streams]
    assert len(set.union(*numbers)) == sum(map(len, numbers))


def test_epochs_are_no_shifted_copies_of_one_another():
    orders = [order(3, epoch, 64) for epoch in range(8)]
    pairs = [set(pairwise(k)) for k in orders]
    for k, one in enumerate(pairs):
        for other in pairs[k + 1 :]:
            assert len(one & other) < 10  # of 63 neighbours; about one by chance


# Batches


def assert_gradient_of_its_batch(trainer, theta):
    net, y = trainer.net.with_theta(theta), trainer.y[:, trainer.batch]
    p = forward(net, trainer.x[:, trainer.batch])
    assert trainer.mean_cost == pytest.approx(cost(net, p, y), rel=1e-12)
    assert np.allclose(trainer.gradient, backward(net, p, y).flat, rtol=0, atol=1e-14)


def test_a_short_last_batch_is_averaged_over_its_own_size():
    trainer = make(m=4, M=10)
    for size in (4, 4, 2) * 2:
        trainer.run(60.0, most=1)
        assert len(trainer.batch) == size
        assert_gradient_of_its_batch(trainer, trainer.theta_before)


def test_every_epoch_takes_every_sample_once():
    trainer = make(m=3, M=10)
    for _ in range(3):
        assert sorted(chain(*batches_of_epoch(trainer))) == list(range(10))


def test_the_batch_size_changes_within_an_epoch():
    trainer, wanted = make(m=4, M=10), order(0, 0, 10)
    trainer.run(60.0, most=1)
    trainer.set_batch_size(3)
    assert batches_of_epoch(trainer) == [wanted[4:7], wanted[7:]]
    assert_gradient_of_its_batch(trainer, trainer.theta_before)
    trainer.set_batch_size(10**6)
    assert trainer.m == 10
    assert batches_of_epoch(trainer) == [list(range(10))]


def test_the_rest_of_an_epoch_can_be_one_batch():
    trainer = make(m=4, M=10)
    trainer.run(60.0, most=1)
    trainer.set_batch_size(10)
    assert batches_of_epoch(trainer) == [order(0, 0, 10)[4:]]


@pytest.mark.parametrize("place", range(7))
def test_a_change_in_the_middle_returns_to_input_of_the_same_step(place):
    trainer = make()
    trainer.run(60.0, most=2)
    for _ in range(place):
        trainer.advance()
    theta = trainer.net.theta.tobytes()
    trainer.set_batch_size(2)
    where = (Phase.UPDATE, 2) if place == 0 else (Phase.INPUT, 2)
    assert (trainer.phase, trainer.step) == where
    assert trainer.start == 8
    assert trainer.net.theta.tobytes() == theta
    steps_by_phases(trainer, 1)
    assert trainer.batch.tolist() == order(0, 0, 10)[8:]


@pytest.mark.parametrize("place", range(7))
def test_a_restarted_step_comes_out_the_same(place):
    trainer, other = make(), make()
    trainer.run(60.0, most=2)
    other.run(60.0, most=3)
    for _ in range(place):
        trainer.advance()
    trainer.restart_step()
    trainer.run(60.0, most=1)
    assert everything(trainer) == everything(other)
