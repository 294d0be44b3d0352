"""Training: the phases of a step, the order of the samples, the same numbers at any speed."""

import math
from itertools import chain, pairwise
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import Generator, Philox

from core.backprop import backward, cost, forward
from core.cursor import Cursor, Phase, at_position, phase_count, position
from core.errors import BadInputError, NotFiniteError, ShapeError
from core.network import Network
from core.optimisers import GradientDescent
from core.randomness import Purpose, generator
from core.trainer import Trainer


def make(n=(2, 3, 1), sigma="tanh", m=4, M=10, eta=0.1, seed=0):
    net = Network(n, sigma, seed)
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-1, 1, (n[0], M)), rng.uniform(0, 1, (n[-1], M))
    return Trainer(net, GradientDescent(eta, net.theta.size), x, y, m=m, seed=seed)


def advance_to(trainer, phase, l=0):
    while (trainer.phase, trainer.l) != (phase, l):
        trainer.advance()


def steps_by_phases(trainer, steps):
    for _ in range(steps):
        trainer.advance()
        advance_to(trainer, Phase.UPDATE)


def recorded(trainer):
    """The record of the cost: steps and C̄."""
    found = trainer.record.cost.query(-math.inf, math.inf, 10**9)
    return found.x.tolist(), found.mean[:, 0].tolist()


def everything(trainer):
    return (
        trainer.net.theta.tobytes(),
        trainer.theta_before.tobytes(),
        trainer.gradient.tobytes(),
        trainer.mean_cost,
        trainer.cursor,
        trainer.batch.tolist(),
        recorded(trainer),
    )


# Phases


@pytest.mark.parametrize("L", [1, 2, 3, 5])
def test_a_step_has_its_phases_in_order(L):
    trainer = make(n=(2,) * (L + 1))
    forth = [(Phase.FORWARD, l) for l in range(1, L + 1)]
    back = [(Phase.BACKWARD, l) for l in range(L, 0, -1)]
    step = [(Phase.INPUT, 0), *forth, (Phase.COST, 0), *back, (Phase.UPDATE, 0)]
    assert len(step) == phase_count(L) == 2 * L + 3
    for k, wanted in enumerate(step * 2):
        assert (trainer.phase, trainer.l) == wanted
        assert trainer.cursor.position(L) == k % len(step)
        assert at_position(k % len(step), L) == wanted
        assert position(*wanted, L) == k % len(step)
        trainer.advance()


def test_it_begins_at_input_of_the_first_step():
    trainer = make()
    assert trainer.cursor == Cursor(step=0, epoch=0, start=0, phase=Phase.INPUT, l=0)
    assert math.isnan(trainer.mean_cost)
    assert recorded(trainer) == ([], [])


@pytest.mark.parametrize("N", [1, 2, 7])
def test_step_n_means_n_updates(N):
    slow, fast = make(), make()
    steps_by_phases(slow, N)
    assert fast.run(60.0, most=N) == N
    assert slow.step == fast.step == N
    assert len(slow.record.cost) == len(fast.record.cost) == N


def test_the_cursor_counts_samples_and_epochs():
    trainer = make(m=4, M=10)
    places = []
    for _ in range(4):
        trainer.run(60.0, most=1)
        places.append((trainer.step, trainer.epoch, trainer.start))
    assert places == [(1, 0, 4), (2, 0, 8), (3, 1, 0), (4, 1, 4)]
    assert trainer.batches == 3


def test_only_update_changes_theta():
    trainer = make()
    for _ in range(3 * phase_count(2)):
        before = trainer.net.theta.copy()
        trainer.advance()
        changed = trainer.net.theta.tobytes() != before.tobytes()
        assert changed is (trainer.phase is Phase.UPDATE)
        if changed:
            assert trainer.theta_before.tobytes() == before.tobytes()
            assert np.allclose(trainer.net.theta, before - 0.1 * trainer.gradient, rtol=0, atol=1e-15)


@pytest.mark.parametrize("place", range(1, 7))
def test_run_finishes_the_step_under_way(place):
    trainer, other = make(), make()
    for _ in range(place):
        trainer.advance()
    assert trainer.run(60.0, most=1) == 1
    other.run(60.0, most=2 if place == 6 else 1)
    assert everything(trainer) == everything(other)


# The same numbers at any speed


@settings(deadline=None, max_examples=40)
@given(
    n=st.lists(st.integers(1, 5), min_size=2, max_size=5),
    sigma=st.sampled_from(["sigmoid", "tanh", "relu", "identity"]),
    m=st.integers(1, 12),
    seed=st.integers(0, 1000),
    parts=st.lists(st.tuples(st.booleans(), st.integers(1, 12)), max_size=6),
)
def test_phases_and_full_speed_are_the_same_bit_for_bit(n, sigma, m, seed, parts):
    mixed, fast = (make(tuple(n), sigma, m, M=11, eta=0.05, seed=seed) for _ in range(2))
    for by_phase, k in parts:
        if by_phase:
            for _ in range(k):
                mixed.advance()
        else:
            mixed.run(60.0, most=k)
    advance_to(mixed, Phase.UPDATE)
    fast.run(60.0, most=mixed.step)
    assert everything(mixed) == everything(fast)


def test_two_trainers_do_not_disturb_each_other():
    alone, one, other = make(seed=1), make(seed=1), make(seed=2)
    alone.run(60.0, most=20)
    for _ in range(20):
        one.run(60.0, most=1)
        other.run(60.0, most=1)
    assert everything(one) == everything(alone)


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


# Frozen parameters


@pytest.mark.parametrize("by_phase", [True, False])
def test_a_mask_leaves_frozen_entries_untouched(by_phase):
    trainer = make()
    trainer.net.mask[::3] = True
    start = trainer.net.theta.copy()
    if by_phase:
        steps_by_phases(trainer, 5)
    else:
        trainer.run(60.0, most=5)
    same = trainer.net.theta == start
    assert np.array_equal(same, trainer.net.mask)


def test_a_mask_can_be_lifted():
    trainer = make()
    trainer.net.mask[...] = True
    start = trainer.net.theta.tobytes()
    trainer.run(60.0, most=3)
    assert trainer.net.theta.tobytes() == start
    trainer.net.mask[...] = False
    trainer.run(60.0, most=1)
    assert trainer.net.theta.tobytes() != start


# Running for a while


def test_run_does_at_most_so_many_steps():
    trainer = make()
    assert trainer.run(60.0, most=0) == 0
    assert trainer.run(60.0, most=5) == 5
    assert trainer.run(0.0) == 0
    assert trainer.step == 5


def test_run_keeps_about_its_budget():
    trainer = make()
    begin = perf_counter()
    assert trainer.run(0.05) > 1
    assert 0.05 <= perf_counter() - begin < 5.0
    assert trainer.phase is Phase.UPDATE


# What does not fit


def bad(M=10, **given):
    net = Network((2, 1))
    settings = {"x": np.zeros((2, M)), "y": np.zeros((1, M)), "m": 4, "seed": 0} | given
    return Trainer(
        net, GradientDescent(0.1, 3), settings["x"], settings["y"], m=settings["m"], seed=settings["seed"]
    )


@pytest.mark.parametrize(
    ("given_", "kind"),
    [
        ({"x": np.zeros((3, 10))}, ShapeError),
        ({"y": np.zeros((2, 10))}, ShapeError),
        ({"y": np.zeros((1, 9))}, ShapeError),
        ({"x": np.zeros((2, 0)), "y": np.zeros((1, 0))}, ShapeError),
        ({"x": np.zeros((2, 10, 1))}, ShapeError),
        ({"x": np.full((2, 10), np.nan)}, NotFiniteError),
        ({"y": np.full((1, 10), np.inf)}, NotFiniteError),
        ({"x": [["a"] * 10] * 2}, BadInputError),
        ({"m": 0}, BadInputError),
        ({"m": -1}, BadInputError),
        ({"m": 2.5}, BadInputError),
        ({"m": "4"}, BadInputError),
        ({"m": True}, BadInputError),
        ({"m": None}, BadInputError),
    ],
)
def test_what_does_not_fit_is_refused(given_, kind):
    with pytest.raises(kind, match=r"\.$"):
        bad(**given_)


@pytest.mark.parametrize("m", [0, -3, 1.5, "2", None])
def test_a_bad_batch_size_changes_nothing(m):
    trainer = make()
    trainer.advance()
    before = everything(trainer)
    with pytest.raises(BadInputError, match=r"\.$"):
        trainer.set_batch_size(m)
    assert everything(trainer) == before
    assert trainer.m == 4
