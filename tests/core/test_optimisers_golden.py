"""PyTorch, in float64, agrees: one step of each optimiser, costs and gradients, and where training leads.

What it says is in golden/torch.npz; golden/torch_golden.py names the functions that were asked.
"""

from pathlib import Path

import numpy as np
import pytest
from kinds import HIDDEN, NAMES, SIGMAS

from core.activations import LeakyRelu
from core.backprop import Passes, backward, cost, forward
from core.network import Network
from core.operations import perform
from core.optimisers import OPTIMISERS, Adam, Momentum, RMSProp, optimiser

FILE = Path(__file__).with_name("golden") / "torch.npz"
N, EVERY = (3, 4, 3), 20


@pytest.fixture(scope="module")
def golden():
    with np.load(FILE, allow_pickle=False) as file:
        return dict(file)


def assert_near(found, wanted, share):
    """Return by how much it is off, relative to each number."""
    np.testing.assert_allclose(found, wanted, rtol=share, atol=1e-15)
    off = np.abs(found - wanted) / np.maximum(np.abs(wanted), 1e-15 / share)
    return float(off.max(initial=0.0))


def test_the_file_is_small_and_covers_everything(golden):
    assert FILE.stat().st_size <= 200_000
    assert {k.partition("/")[0] for k in golden} == {"torch", "gradients", "paths", *OPTIMISERS}
    parts = [k.split("/") for k in golden["gradients/names"]]
    assert {k[0] for k in parts} == set(HIDDEN)
    assert {k[1] for k in parts} == set(SIGMAS)
    assert {k[2] for k in parts} == set(NAMES)


def steps_agree(golden, name):
    of = {key: golden[f"{name}/{key}"] for key in ("eta", "theta", "g", "memory")}
    assert len(of["eta"]) == 50
    worst = 0.0
    for k, eta in enumerate(of["eta"]):
        own = optimiser(name, float(eta), of["theta"].shape[1])
        theta, g = of["theta"][k].copy(), of["g"][k].copy()
        own.memory[...] = of["memory"][k]
        perform(own.bind(theta, g))
        of_theta = assert_near(theta, golden[f"{name}/theta after"][k], 1e-10)
        of_memory = assert_near(own.memory, golden[f"{name}/memory after"][k], 1e-10)
        assert g.tobytes() == of["g"][k].tobytes()
        worst = max(worst, of_theta, of_memory)
    return worst


@pytest.mark.parametrize("name", OPTIMISERS)
def test_one_step_from_each_state(golden, name):
    steps_agree(golden, name)


@pytest.mark.parametrize(
    ("kind", "constant", "value"),
    [
        (Momentum, "mu", 0.9 + 1e-8),
        (RMSProp, "rho", 0.99 + 1e-8),
        (RMSProp, "eps", 2e-8),
        (Adam, "beta_1", 0.9 + 1e-8),
        (Adam, "beta_2", 0.999 + 1e-8),
        (Adam, "eps", 2e-8),
    ],
)
def test_a_constant_that_is_a_little_different_is_noticed(golden, kind, constant, value, monkeypatch):
    monkeypatch.setattr(kind, constant, value)
    with pytest.raises(AssertionError):
        steps_agree(golden, kind.name)


def gradients_agree(golden):
    of = {key: golden[f"gradients/{key}"] for key in ("theta", "x", "y", "C", "gradient")}
    worst = 0.0
    for k, name in enumerate(golden["gradients/names"]):
        hidden, output, cost_name = str(name).split("/")
        net = Network.over(of["theta"][k].copy(), N, (hidden, output), cost_name)
        p = forward(net, of["x"][k])
        assert_near(cost(net, p, of["y"][k]), of["C"][k], 1e-10)
        largest = max(1.0, np.abs(of["gradient"][k]).max())
        off = np.abs(backward(net, p, of["y"][k]).flat - of["gradient"][k]).max() / largest
        assert off <= 1e-10, name
        worst = max(worst, off)
    return worst


def test_costs_and_gradients_of_every_activation(golden):
    gradients_agree(golden)


def test_another_slope_of_the_leaky_relu_is_noticed(golden, monkeypatch):
    monkeypatch.setattr(LeakyRelu, "slope", 0.01 + 1e-7)
    with pytest.raises(AssertionError):
        gradients_agree(golden)


def test_a_hundred_steps_lead_to_the_same_place(golden):
    paths_agree(golden)


def paths_agree(golden):
    worst = 0.0
    x, y, start = (golden[f"paths/{key}"] for key in ("x", "y", "start"))
    every = zip(golden["paths/names"], golden["paths/eta"], golden["paths/reached"], strict=True)
    for name, eta, reached in every:
        way, hidden, output, cost_name = str(name).split("/")
        net = Network.over(start.copy(), N, (hidden, output), cost_name)
        p = forward(net, x)
        g = backward(net, p, y)
        passes, own = Passes(net, p, y, g), optimiser(way, float(eta), net.theta.size)
        step = (*passes.to_cost, *passes.to_gradient, *own.bind(net.theta, g.flat))
        for k, place in enumerate(reached, start=1):
            for _ in range(EVERY):
                perform(step)
            off = np.abs(net.theta - place).max()
            assert off <= 1e-9, (name, k * EVERY)
            worst = max(worst, off)
        assert np.abs(net.theta - start).max() > 0.1
    return worst
