"""Where a number is no longer finite the compiled kernel leaves the step to numpy, which names it."""

import math

import numpy as np
import pytest
from kernels import assert_near, bits, compiled, compiled_steps, with_rule
from kinds import TOGETHER, everywhere
from trainers import make

from core.cursor import Phase
from core.network import Network
from core.optimisers import GradientDescent
from core.trainer import Trainer

STRAIGHT = ("identity", "leaky relu")
ENDING = [
    (sigma, cost, eta)
    for sigma, cost in TOGETHER
    for eta, sigmas in ((1e6, STRAIGHT), (1e200, (*STRAIGHT, "relu", "softplus")))
    if sigma in sigmas
]
"""What is soon no longer finite; the others are held by a σ that is flat."""


def of_both(sigma, cost, eta):
    """A trainer that is soon no longer finite, and its like for numpy."""
    rng = np.random.default_rng(2)
    x, y = rng.uniform(-1, 1, (3, 9)), rng.uniform(0, 1, (3, 9))
    for _ in range(2):
        net = Network((3, 4, 3), everywhere(sigma, cost, 2), 2, cost)
        yield Trainer(net, GradientDescent(eta, net.theta.size), x, y, m=4, seed=3)


@pytest.mark.parametrize(("sigma", "cost", "eta"), ENDING)
def test_the_end_is_numpys(sigma, cost, eta):
    """The step in which a number is no longer finite is done, and told of, as if there were no kernel."""
    kernel, reference = of_both(sigma, cost, eta)
    compiled(kernel, alone=False)
    for trainer in (kernel, reference):
        trainer.run(60.0, most=1)
    while kernel.divergence is None and kernel.step < 60:
        theta, cursor, memory = kernel.net.theta.copy(), kernel.cursor, kernel.optimiser.memory.copy()
        kernel.run(60.0, most=1)
    assert kernel.divergence is not None
    reference.go_to(theta, cursor, memory)
    reference.run(60.0, most=1)
    assert reference.divergence == kernel.divergence
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
    done = kernel.step
    compiled_steps(kernel, 0.0, math.inf)  # a deadline that has passed
    assert kernel.step == done


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
