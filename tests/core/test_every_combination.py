"""Every activation with every cost, optimiser and regulariser: the gradient, its witnesses, and its step."""

import gradient_properties as properties
import numpy as np
import pytest
import training_properties as training
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from kinds import TOGETHER, everywhere
from test_chain_rule import SATURATED, assert_all_agree, picks

from core.network import Network
from core.optimisers import OPTIMISERS
from core.regularisers import NO_R, Regulariser
from core.schedules import Schedule

pytestmark = pytest.mark.promise(number="R1")

REGULARISERS = {
    "no R": NO_R,
    "L1": Regulariser(0.03, 0.0),
    "L2": Regulariser(0.0, 0.07),
    "L1 and L2": Regulariser(0.02, 0.05),
}
SCHEDULES = [Schedule(), Schedule("step", 2, 0.5), Schedule("cosine", 3, 0.1)]

STEPS = 3


SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed, *combination):
    """A network of depth 1–5 and width 1–8 with its σ wherever that can be, a batch of 1–32, a schedule."""
    sigma, cost, *_ = combination
    rng = np.random.default_rng([seed, *"".join(combination).encode()])
    L = int(rng.integers(1, 6))
    n = rng.integers(1, 9, L + 1)
    net = Network(n, everywhere(sigma, cost, L), seed, cost)
    return net, *properties.batch(net, int(rng.integers(1, 33)), seed), SCHEDULES[rng.integers(3)]


@pytest.mark.parametrize("r", REGULARISERS)
@pytest.mark.parametrize("rule", OPTIMISERS)
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
@settings(deadline=None, max_examples=2)
@given(seed=SEEDS)
def test_gradient_and_step(sigma, cost, rule, r, seed):
    net, x, y, schedule = drawn(seed, sigma, cost, rule, r)
    eta = {"gradient descent": 0.05, "momentum": 0.02}.get(rule, 0.01)
    trainer = training.trainer_of(net, x, y, rule, REGULARISERS[r], schedule, eta)
    for step in range(STEPS):
        if step == 1:  # what is frozen then remembers something already
            training.freeze_some(net, seed)
        training.check_step(trainer)
    assume(not properties.near_a_kink(net.with_theta(trainer.theta_before), x))
    try:
        training.check_gradient(trainer)
    except properties.KinkError:
        reject()


@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
@settings(deadline=None, max_examples=8)
@given(seed=SEEDS, rule=st.sampled_from(list(OPTIMISERS)), r=st.sampled_from(list(REGULARISERS)))
def test_the_witnesses_agree_where_training_leads(sigma, cost, rule, r, seed):
    """The chain rule's product and path sum are the backward pass there too, of C alone: R has no chain."""
    net, x, y, _ = drawn(seed, sigma, cost, rule, r)
    training.trainer_of(net, x, y, rule, REGULARISERS[r]).run(float("inf"), most=STEPS)
    sample = x[:, :1]
    p = properties.backprop.forward(net, sample)
    bent = [l for l in properties.layers(net) if net.activations[l - 1] in ("sigmoid", "tanh")]
    assume(all(np.abs(p.z[l]).max() <= SATURATED for l in bent))
    for pick in picks(net, seed):
        assert_all_agree(net, x[:, 0], y[:, 0], *pick)


@pytest.mark.parametrize("rule", OPTIMISERS)
def test_batches_one_after_another_over_epochs(rule):
    net = Network((3, 5, 2), ("tanh", "sigmoid"), 4, "binary cross-entropy")
    trainer = training.trainer_of(net, *properties.batch(net, 10, 4), rule, REGULARISERS["L1 and L2"], m=4)
    for step in range(9):
        if step % 3 == 2:
            training.freeze_some(net, step)
        training.check_step(trainer)
        training.check_gradient(trainer)
    assert trainer.epoch == 3


@pytest.mark.parametrize("rule", OPTIMISERS)
@pytest.mark.parametrize("how", ["zeros", "normal", "xavier"])
def test_other_ways_to_begin(how, rule):
    net = Network((3, 5, 3), ("tanh", "softmax"), 4, "cross-entropy", how)
    trainer = training.trainer_of(net, *properties.batch(net, 6, 4), rule, REGULARISERS["L2"])
    for _ in range(STEPS):
        training.check_step(trainer)
        training.check_gradient(trainer)


def test_a_weight_of_nothing_is_a_kink_of_l1_alone():
    net = Network((2, 3, 1), "tanh", 1)
    x, y = properties.batch(net, 2, 1)
    net.w[1][0, 0] = 0.0
    properties.check_parameters(net, x, y, REGULARISERS["L2"])
    with pytest.raises(properties.KinkError):
        properties.check_parameters(net, x, y, REGULARISERS["L1"])
    net.w[1][0, 0], net.b[1][0] = 0.5, 0.0
    properties.check_parameters(net, x, y, REGULARISERS["L1"])
