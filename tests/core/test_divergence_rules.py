"""A rate that is far too large, with every σ, cost, optimiser and R: noticed in the very step, and named."""

import math

import numpy as np
import pytest
from kinds import TOGETHER, everywhere
from test_divergence import assert_noticed_at_once, make

from core.divergence import first_bad_memory
from core.optimisers import OPTIMISERS, optimiser
from core.regularisers import NO_R, Regulariser
from core.schedules import CONSTANT, Schedule

pytestmark = pytest.mark.promise(number="R3")

REMEMBERING = [name for name, k in OPTIMISERS.items() if k.slots]


def with_rule(trainer, name, eta, r=NO_R, schedule=CONSTANT):
    trainer.update_with(optimiser(name, eta, trainer.net.theta.size), schedule, r)
    return trainer


@pytest.mark.parametrize("by_phase", [True, False])
@pytest.mark.parametrize("eta", [1e6, 1e300])
@pytest.mark.parametrize("r", [NO_R, Regulariser(0.5, 0.5)], ids=["", "R"])
@pytest.mark.parametrize("name", OPTIMISERS)
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_too_large_a_rate_is_noticed_in_the_very_step(sigma, cost, name, r, eta, by_phase):
    for L in (1, 3):
        trainer = make(everywhere(sigma, cost, L), cost=cost)
        assert_noticed_at_once(with_rule(trainer, name, eta, r), by_phase)


@pytest.mark.parametrize("name", REMEMBERING)
@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("l", [1, 2])
def test_a_bad_memory_is_noticed_and_named(name, value, l):
    trainer = with_rule(make(("tanh", "sigmoid")), name, 0.1)
    trainer.run(60.0, most=3)
    place = {1: 1, 2: 10}[l]
    trainer.optimiser.memory[0, place] = value
    trainer.run(60.0, most=1)
    d = trainer.divergence
    assert (d.step, d.l) == (3, l)
    if value == math.inf and name == "rmsprop":  # θ is finite still
        assert d.quantity == "the optimiser's memory s"
        assert np.isfinite(trainer.net.theta).all()
    assert d.sentence().startswith("Training stopped in step 4: ")


@pytest.mark.parametrize("name", REMEMBERING)
def test_a_memory_of_large_but_finite_numbers_is_no_divergence(name):
    own = optimiser(name, 0.1, 13)
    own.memory[0] = 1e200  # whose squares are not finite
    assert first_bad_memory((2, 3, 1), own, 5) is None
    trainer = with_rule(make(("tanh", "sigmoid")), name, 1e-300)
    trainer.optimiser.memory[0] = 1e200
    assert trainer.run(60.0, most=3) == 3
    assert trainer.divergence is None


def test_a_rate_that_has_fallen_to_0_changes_nothing():
    trainer = with_rule(make(("tanh", "sigmoid")), "adam", 0.1, schedule=Schedule("step", 2, 0.0))
    trainer.run(60.0, most=2)
    theta = trainer.net.theta.copy()
    trainer.run(60.0, most=5)
    assert trainer.net.theta.tobytes() == theta.tobytes()
    assert trainer.eta == 0.0
