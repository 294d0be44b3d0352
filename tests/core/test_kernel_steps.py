"""Many steps of the compiled kernel: however they are cut, whatever is changed between, and to their end."""

import math

import numpy as np
import pytest
from kernels import (
    SCHEDULES,
    assert_near,
    assert_same_step,
    bits,
    compiled,
    compiled_steps,
    costs,
    drawn,
    norms,
    numbers,
)
from kinds import TOGETHER, everywhere
from trainers import advance_to, make

from core.cursor import Phase
from core.network import Network
from core.optimisers import GradientDescent, optimiser
from core.regularisers import Regulariser
from core.trainer import Trainer

STEPS = 40


def with_rule(trainer, name, eta=0.05):
    way = optimiser(name, eta, trainer.net.theta.size)
    trainer.update_with(way, SCHEDULES[1], Regulariser(0.01, 0.02))
    return trainer


# However they are cut


@pytest.mark.parametrize("seed", range(40))
def test_how_steps_are_cut_into_calls_changes_no_bit(seed):
    one, parts, ticks = (compiled(drawn(seed)) for _ in range(3))
    one.run(60.0, most=STEPS)
    rng = np.random.default_rng(seed)
    while parts.step < STEPS:
        parts.run(60.0, most=min(int(rng.integers(1, 9)), STEPS - parts.step))
    while ticks.step < STEPS:
        ticks.run(0.0002, most=STEPS - ticks.step)
    assert bits(parts) == bits(one)
    assert bits(ticks) == bits(one)


def test_where_the_parameters_lie_changes_no_bit():
    found = set()
    for shift in range(8):
        own = Network((3, 9, 5, 2), ("tanh", "softplus", "softmax"), 3, "cross-entropy")
        room = np.empty(own.theta.size + 8)
        theta = room[shift : shift + own.theta.size]
        theta[:] = own.theta
        net = Network.over(theta, own.n, own.activations, own.cost)
        rng = np.random.default_rng(0)
        x, y = rng.normal(size=(3, 30)), rng.uniform(size=(2, 30))
        trainer = compiled(Trainer(net, optimiser("adam", 0.01, theta.size), x, y, m=7, seed=1))
        trainer.run(60.0, most=20)
        found.add(trainer.net.theta.tobytes())
    assert len(found) == 1


def test_two_trainers_do_not_disturb_each_other():
    alone, one, other = (compiled(make((2, 5, 1), seed=k)) for k in (1, 1, 2))
    alone.run(60.0, most=20)
    for _ in range(20):
        one.run(60.0, most=1)
        other.run(60.0, most=1)
    assert bits(one) == bits(alone)


def test_a_step_begun_by_phases_is_numpys_to_its_end():
    kernel, reference = compiled(make()), make()
    for trainer in (kernel, reference):
        trainer.run(60.0, most=1)
        advance_to(trainer, Phase.COST)
        trainer.run(60.0, most=1)
    assert bits(kernel) == bits(reference)


def test_after_it_phases_go_on():
    kernel, reference = compiled(make()), make()
    for trainer in (kernel, reference):
        trainer.run(60.0, most=7)
    np.copyto(reference.net.theta, kernel.net.theta)
    for _ in range(12):
        kernel.advance()
        reference.advance()
        assert kernel.cursor == reference.cursor
        assert kernel.batch.tolist() == reference.batch.tolist()
    assert kernel.net.theta.tobytes() == reference.net.theta.tobytes()


@pytest.mark.parametrize("m", [3, 10, 130, 300, 1000])
def test_many_steps_stay_near_numpys(m):
    kernel, reference = (make((2, 8, 3), m=m, M=300, eta=0.1) for _ in range(2))
    compiled(kernel)
    for trainer in (kernel, reference):
        trainer.run(60.0, most=25)
    assert kernel.cursor == reference.cursor
    wanted = numbers(reference)
    for name, found in numbers(kernel).items():
        assert_near(name, found, wanted[name], 1e-9)


# Whatever is changed in between


def change(trainer, what):
    net, rng = trainer.net, np.random.default_rng(5)
    if what == "a weight":
        net.theta[3] = 0.75
    elif what == "a frozen node":
        net.mask[:4] = True
    elif what == "the rate":
        trainer.optimiser.eta = 0.01
    elif what == "the rule":
        with_rule(trainer, "adam")
    elif what == "the activations":
        trainer.set_activations(("relu", "sigmoid"), "binary cross-entropy")
    elif what == "the size of batches":
        trainer.set_batch_size(3)
    elif what == "one batch of all":
        trainer.set_batch_size(10)
    elif what == "the data":
        trainer.use(rng.uniform(-1, 1, (2, 10)), rng.uniform(0, 1, (1, 10)))
    elif what == "fewer samples":
        trainer.use(rng.uniform(-1, 1, (2, 9)), rng.uniform(0, 1, (1, 9)), np.array([0, 2, 3, 5, 8]))
        trainer.begin_epoch(4)


CHANGES = (
    *("a weight", "a frozen node", "the rate", "the rule", "the activations"),
    *("the size of batches", "one batch of all", "the data", "fewer samples"),
)


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("after", [1, 2, 3])
def test_what_was_changed_holds_from_the_next_step_on(what, after):
    kernel, reference = compiled(make()), make()
    for trainer in (kernel, reference):
        trainer.run(60.0, most=after)
    kernel.go_to(reference.net.theta, reference.cursor)
    for trainer in (kernel, reference):
        change(trainer, what)
    for _ in range(4):
        assert_same_step(kernel, reference)


def test_what_was_frozen_is_lifted():
    kernel = compiled(make())
    kernel.run(60.0, most=2)
    kernel.net.mask[...] = True
    held = kernel.net.theta.tobytes()
    kernel.run(60.0, most=3)
    assert kernel.net.theta.tobytes() == held
    kernel.net.mask[...] = False
    kernel.run(60.0, most=1)
    assert kernel.net.theta.tobytes() != held


def test_back_at_a_moment_it_goes_on_the_same():
    kernel = compiled(with_rule(make(m=3), "momentum"))
    kernel.run(60.0, most=5)
    memo = kernel.memo()
    kernel.run(60.0, most=9)
    wanted = bits(kernel)
    kernel.run(60.0, most=4)
    later = costs(kernel)
    kernel.recall(memo)
    kernel.run(60.0, most=9)
    assert bits(kernel) == wanted | {"costs": later}


# The record


def test_every_step_is_recorded_once():
    kernel = compiled(make(m=4))
    memo = kernel.memo()
    kernel.run(60.0, most=5000)
    steps, values = costs(kernel)
    assert steps == list(range(5000))
    kernel.recall(memo)
    kernel.run(60.0, most=5003)
    assert costs(kernel)[0] == list(range(5003))
    assert costs(kernel)[1][:5000] == values
    taken = norms(kernel)[0]
    assert taken[:2000].tolist() == list(range(2000))  # each of the first has its norms
    assert (np.diff(taken) > 0).all()
    assert taken[-1] == 5002


# To their end


def of_both(sigma, cost):
    """A trainer that is soon no longer finite, and its like for numpy."""
    rng = np.random.default_rng(2)
    x, y = rng.uniform(-1, 1, (3, 9)), rng.uniform(0, 1, (3, 9))
    for _ in range(2):
        net = Network((3, 4, 3), everywhere(sigma, cost, 2), 2, cost)
        yield Trainer(net, GradientDescent(1e6, net.theta.size), x, y, m=4, seed=3)


@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_the_end_is_numpys(sigma, cost):
    """The step in which a number is no longer finite is done, and told of, as if there were no kernel."""
    kernel, reference = of_both(sigma, cost)
    compiled(kernel, alone=False)
    for trainer in (kernel, reference):
        trainer.run(60.0, most=1)
    while kernel.divergence is None and kernel.step < 60:
        theta, cursor, memory = kernel.net.theta.copy(), kernel.cursor, kernel.optimiser.memory.copy()
        kernel.run(60.0, most=1)
    if kernel.divergence is None:
        return  # a flat σ holds it
    reference.go_to(theta, cursor, memory)
    reference.run(60.0, most=1)
    assert reference.divergence == kernel.divergence
    assert kernel.divergence.sentence() == reference.divergence.sentence()
    assert kernel.cursor == reference.cursor
    assert kernel.net.theta.tobytes() == reference.net.theta.tobytes()
    if kernel.phase is Phase.UPDATE:  # else it is of the step before, which the reference has not done
        assert kernel.theta_before.tobytes() == reference.theta_before.tobytes()


@pytest.mark.parametrize("m", [4, 200])
def test_the_last_step_leaves_what_the_one_before_had_known(m):
    """A cost that is not finite ends a run before the gradient: it is still that of the step before."""
    kernel, parts = (
        compiled(make((2, 6, 1), "identity", m=m, M=300, eta=50.0), alone=False) for _ in range(2)
    )
    kernel.run(60.0)
    assert kernel.divergence is not None
    while parts.divergence is None:
        parts.run(60.0, most=1)
    assert bits(parts) == bits(kernel)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", [0, 8, 9, 12])
def test_a_parameter_that_is_no_number_is_noticed_and_named(place, value):
    kernel, reference = compiled(make(), alone=False), make()
    for trainer in (kernel, reference):
        trainer.run(60.0, most=2)
        trainer.net.theta[place] = value
        trainer.run(60.0, most=5)
    assert kernel.divergence == reference.divergence
    assert kernel.divergence is not None


@pytest.mark.parametrize("rule", ["momentum", "rmsprop", "adam"])
@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("slot", [0, 1])
def test_a_memory_that_is_no_number_is_noticed_and_named(rule, value, slot):
    kernel, reference = (with_rule(make(), rule) for _ in range(2))
    compiled(kernel, alone=False)
    for trainer in (kernel, reference):
        trainer.run(60.0, most=3)
        trainer.optimiser.memory[slot % len(trainer.optimiser.memory), 10] = value
        trainer.run(60.0, most=5)
    assert kernel.divergence == reference.divergence
    assert kernel.divergence is not None


def test_numbers_whose_squares_are_not_finite_are_left_to_numpy():
    kernel, reference = (make((2, 3, 1), "sigmoid") for _ in range(2))
    compiled(kernel, alone=False)
    for trainer in (kernel, reference):
        trainer.run(60.0, most=1)
        trainer.net.theta[-1] = 1e200
        assert trainer.run(60.0, most=4) == 4
    assert kernel.divergence is None
    assert kernel.net.theta.tobytes() == reference.net.theta.tobytes()


def test_batches_that_are_too_large_are_left_to_numpy(monkeypatch):
    kernel, reference = (make() for _ in range(2))
    compiled(kernel, alone=False)
    monkeypatch.setattr("core.kernel.bound.MOST_BYTES", 1000)
    for trainer in (kernel, reference):
        trainer.run(60.0, most=3)
    assert bits(kernel) == bits(reference)


def test_it_keeps_about_its_budget():
    kernel = compiled(make())
    assert kernel.run(0.02) >= 1
    assert kernel.phase is Phase.UPDATE
    compiled_steps(kernel, 0.0, math.inf)  # a deadline that has passed


def test_a_power_of_the_first_steps_and_of_many():
    """Adam's corrections, of an entry that has had so many updates."""
    for t in (0.0, 1.0, 2.0, 999.0, 1e5, 1e9):
        kernel, reference = (with_rule(make(), "adam") for _ in range(2))
        compiled(kernel)
        for trainer in (kernel, reference):
            trainer.run(60.0, most=2)
            trainer.optimiser.memory[2, ::2] = t
        kernel.net.theta[...] = reference.net.theta
        kernel.optimiser.memory[...] = reference.optimiser.memory
        for trainer in (kernel, reference):
            trainer.run(60.0, most=1)
        assert_near("Δ", kernel.optimiser.delta, reference.optimiser.delta)
