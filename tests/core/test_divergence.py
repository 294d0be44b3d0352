"""NaN and infinity stop training within one step, and the sentence says where."""

import math

import numpy as np
import pytest
from kinds import HIDDEN, NAMES, TOGETHER, everywhere, outputs_of

from core.cursor import Phase
from core.errors import NotFiniteError
from core.network import Network
from core.optimisers import GradientDescent
from core.trainer import Trainer

pytestmark = pytest.mark.promise(number="R3")

OUTPUTS = [(sigma, cost) for cost in NAMES for sigma in outputs_of(cost)]


def make(sigma, eta=0.1, cost="mse", seed=0):
    outputs = 2 if sigma[-1] == "softmax" else 1
    net = Network((2,) + (3,) * (len(sigma) - 1) + (outputs,), sigma, seed, cost)
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-1, 1, (2, 8)), rng.uniform(0, 1, (outputs, 8))
    return Trainer(net, GradientDescent(eta, net.theta.size), x, y, m=4, seed=seed)


def one_step(trainer, by_phase):
    if not by_phase:
        trainer.run(60.0, most=1)
        return
    trainer.advance()
    while trainer.phase is not Phase.UPDATE and trainer.divergence is None:
        trainer.advance()


def finite(trainer):
    """Whether everything that the last step computed is finite."""
    arrays = [trainer.net.theta, trainer.optimiser.memory, *trainer.p.z[1:], *trainer.p.a[1:]]
    return math.isfinite(trainer.mean_cost) and all(np.isfinite(k).all() for k in arrays)


def assert_named(trainer, step, l=None, quantity=""):
    d = trainer.divergence
    assert d is not None
    assert d.step == step
    assert l in (None, d.l)
    assert quantity in d.quantity
    assert 1 <= d.l <= trainer.net.L
    text = d.sentence()
    assert f"in step {step + 1}:" in text
    assert f"{d.quantity} of layer {d.l} " in text
    assert text.endswith(".")


def assert_stands_still(trainer):
    where, theta = trainer.cursor, trainer.net.theta.tobytes()
    trainer.advance()
    assert trainer.run(60.0, most=3) == 0
    assert (trainer.cursor, trainer.net.theta.tobytes()) == (where, theta)


@pytest.mark.parametrize("by_phase", [True, False])
@pytest.mark.parametrize("eta", [1e6, 1e300, 1.7e308])
@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
@pytest.mark.parametrize("hidden", HIDDEN)
def test_too_large_a_rate_is_noticed_in_the_very_step(hidden, output, cost, eta, by_phase):
    for sigma in ((output,), (hidden, output), (hidden, hidden, output)):
        for seed in range(3):
            assert_noticed_at_once(make(sigma, eta, cost, seed), by_phase)


def assert_noticed_at_once(trainer, by_phase):
    for step in range(40):
        before = trainer.net.theta.copy()
        one_step(trainer, by_phase)
        if trainer.divergence is not None:
            assert not finite(trainer)
            assert_named(trainer, step)
            assert_stands_still(trainer)
            assert_before_is_kept(trainer, before)
            return
        assert finite(trainer)


def assert_before_is_kept(trainer, before):
    """The last parameters of which all are finite are still there."""
    assert np.isfinite(before).all()
    if trainer.phase is Phase.UPDATE:
        assert trainer.theta_before.tobytes() == before.tobytes()
    else:
        assert trainer.net.theta.tobytes() == before.tobytes()
    assert np.isfinite(trainer.theta_before).all()


@pytest.mark.parametrize("sigma", ["relu", "identity"])
def test_an_open_sigma_does_diverge(sigma):
    trainer = make((sigma, "identity"), eta=1e6)
    trainer.run(60.0, most=1000)
    assert trainer.divergence is not None
    assert trainer.step < 100


def test_saturation_is_no_divergence():
    trainer = make(("sigmoid", "sigmoid"), eta=1e6)
    assert trainer.run(60.0, most=50) == 50
    assert trainer.divergence is None


@pytest.mark.parametrize("by_phase", [True, False])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("l", [1, 2, 3])
@pytest.mark.parametrize("array", ["w", "b"])
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_a_bad_parameter_is_noticed(sigma, cost, array, l, value, by_phase):
    trainer = make(everywhere(sigma, cost, 3), cost=cost)
    trainer.run(60.0, most=5)
    getattr(trainer.net, array)[l][0, 0] = value
    one_step(trainer, by_phase)
    assert_named(trainer, step=5, l=l)
    assert_stands_still(trainer)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("l", [1, 2, 3])
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_a_bad_value_of_a_node_is_noticed(sigma, cost, l, value):
    trainer = make(everywhere(sigma, cost, 3), cost=cost)
    trainer.run(60.0, most=5)
    while (trainer.phase, trainer.l) != (Phase.FORWARD, l):
        trainer.advance()
    trainer.p.a[l][0, 0] = value
    one_step(trainer, by_phase=True)
    assert_named(trainer, step=5, l=l, quantity="the value a")


@pytest.mark.parametrize("l", [1, 2, 3])
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_a_bad_weighted_input_is_noticed_by_what_is_derived_from_it(sigma, cost, l):
    trainer = make(everywhere(sigma, cost, 3), cost=cost)
    trainer.run(60.0, most=5)
    while (trainer.phase, trainer.l) != (Phase.FORWARD, l):
        trainer.advance()
    trainer.p.z[l][0, 0] = math.nan
    one_step(trainer, by_phase=True)
    assert_named(trainer, step=5)


@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("l", [1, 2, 3])
@pytest.mark.parametrize(
    ("array", "phase"), [("dC_da", Phase.COST), ("dC_dw", Phase.BACKWARD), ("dC_db", Phase.BACKWARD)]
)
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_a_bad_derivative_is_noticed(sigma, cost, array, phase, l, value):
    if array == "dC_da" and l == 3 and cost != "mse":
        pytest.skip("a cross-entropy knows ∂C/∂z of the output without it")
    trainer = make(everywhere(sigma, cost, 3), cost=cost)
    trainer.run(60.0, most=5)
    last = {Phase.COST: (Phase.COST, 0) if l == 3 else (Phase.BACKWARD, l + 1), Phase.BACKWARD: (phase, l)}
    while (trainer.phase, trainer.l) != last[phase]:
        trainer.advance()
    getattr(trainer.g, array)[l][0, 0] = value
    before = trainer.net.theta.copy()
    one_step(trainer, by_phase=True)
    assert_named(trainer, step=5)
    assert_before_is_kept(trainer, before)


@pytest.mark.parametrize("value", [math.nan, math.inf])
@pytest.mark.parametrize("l", [1, 2, 3])
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_a_bad_derivative_by_a_weighted_input_is_noticed(sigma, cost, l, value):
    trainer = make(everywhere(sigma, cost, 3), cost=cost)
    trainer.run(60.0, most=4)  # an epoch ends, so the passes stay those of the batch drawn next
    trainer.advance()
    passes, layer = trainer.passes, trainer.passes.backward[l]
    there = len(layer) - (1 if l == 1 else 2)  # the derivatives that are made of it come last

    def spoil():
        passes.g.dC_dz[l][0, 0] = value

    spoilt = (*layer[:there], spoil, *layer[there:])
    passes.backward = (*passes.backward[:l], spoilt, *passes.backward[l + 1 :])
    one_step(trainer, by_phase=True)
    assert_named(trainer, step=4)


@pytest.mark.parametrize("by_phase", [True, False])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("array", ["x", "y"])
@pytest.mark.parametrize(("sigma", "cost"), TOGETHER)
def test_bad_data_is_noticed_and_comes_in_nowhere(sigma, cost, array, value, by_phase):
    trainer = make(everywhere(sigma, cost, 3), cost=cost)
    trainer.run(60.0, most=4)
    with pytest.raises(ValueError, match="read-only"):
        getattr(trainer, array)[0, 0] = value
    samples = {"x": trainer.x.copy(), "y": trainer.y.copy()}
    samples[array][0] = value
    with pytest.raises(NotFiniteError):
        trainer.use(**samples)
    trainer._batches.use(**samples, seen=None)  # past the check
    one_step(trainer, by_phase)
    assert_named(trainer, step=4)


def test_a_cost_that_overflows_is_named():
    trainer = make(("identity",))
    trainer.net.theta[...] = 1e200
    trainer.run(60.0, most=1)
    assert_named(trainer, step=0, l=1, quantity="the cost C")


def test_large_but_finite_numbers_are_no_divergence():
    trainer = make(("sigmoid", "sigmoid"))
    trainer.net.theta[...] = 1.5e308  # their sum is not finite
    trainer.net.w[1][...] = 0.0
    trainer.net.w[2][...] = 0.0
    assert trainer.run(60.0, most=3) == 3
    assert trainer.divergence is None


def test_the_record_ends_before_the_bad_cost():
    trainer = make(("identity", "identity"), eta=1e6)
    trainer.run(60.0)
    found = trainer.record.cost.query(-math.inf, math.inf, 10**6)
    assert len(found.x) == trainer.step
    assert np.isfinite(found.high).all()
