"""Training: the phases of a step, and the same numbers at any speed."""

import math
from time import perf_counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from trainers import advance_to, everything, make, recorded, steps_by_phases

from core.cursor import Cursor, Phase, at_position, phase_count, position
from core.errors import BadInputError, NotFiniteError, ShapeError
from core.network import Network
from core.optimisers import GradientDescent
from core.trainer import Trainer

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
    assume(mixed.divergence is None)
    fast.run(60.0, most=mixed.step)
    assert everything(mixed) == everything(fast)


def test_two_trainers_do_not_disturb_each_other():
    alone, one, other = make(seed=1), make(seed=1), make(seed=2)
    alone.run(60.0, most=20)
    for _ in range(20):
        one.run(60.0, most=1)
        other.run(60.0, most=1)
    assert everything(one) == everything(alone)


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
    assert trainer.run(0.05) >= 1
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
