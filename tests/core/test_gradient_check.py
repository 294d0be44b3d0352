"""Central differences: what they are, where they are marked, and that many at once are the same."""

import ast
import inspect

import gradient_properties as properties
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import SIGMAS, drawn
from sessions import assert_is_a_sentence

from core import gradient_check
from core.activations import ACTIVATIONS, Activation
from core.backprop import backward, forward
from core.errors import BadInputError
from core.gradient_check import EPS, Centre, central_difference, node_differences
from core.network import Network


def one_relu(z, slope=1.0):
    """x = 1 through a ReLU at z and an output of the given slope, against y = 1."""
    net = Network((1, 1, 1), ("relu", "identity"))
    net.theta[...] = (z, 0.0, slope, 0.0)
    return net, np.ones(1), np.ones(1)


# One weight or bias


def test_it_is_the_difference_of_two_costs():
    net = Network((2, 3, 2), ("tanh", "sigmoid"), 6)
    x, y = properties.batch(net, 1, 6)
    C = []
    for by in (0.01, -0.01):
        moved = net.copy()
        moved.w[1][2, 0] += by
        C.append(properties.samples_costs(net, forward(moved, x), y)[0])
    found = central_difference(net, x[:, 0], y[:, 0], 1, 2, 0, eps=0.01)
    assert found.value == pytest.approx((C[0] - C[1]) / 0.02, rel=1e-9)
    assert not found.kink


@pytest.mark.parametrize("eps", [0.0, -1e-5, float("nan"), float("inf"), "small", None, True])
def test_a_way_that_leads_nowhere_is_refused(eps):
    with pytest.raises(BadInputError) as caught:
        central_difference(Network((1, 1)), (0.5,), (1.0,), 1, 0, 0, eps)
    assert_is_a_sentence(caught.value)


def test_a_large_weight_is_divided_by_the_way_that_it_went():
    net = Network((1, 1), "identity")
    net.w[1][...], net.b[1][...] = 1e7, -1e7
    found = central_difference(net, (1.0,), (2.0,), 1, 0, 0)
    assert found.value == pytest.approx(-4.0, rel=1e-9)


@pytest.mark.parametrize("z", [0.0, EPS / 2, -EPS / 2, 0.99 * EPS, -0.99 * EPS])
@pytest.mark.parametrize("B", [0, None])
def test_a_relu_within_reach_is_marked(z, B):
    net, x, y = one_relu(z)
    assert central_difference(net, x, y, 1, 0, B).kink
    assert not central_difference(net, x, y, 2, 0, B).kink


@pytest.mark.parametrize("z", [1.01 * EPS, -1.01 * EPS, 0.5, -0.5])
def test_a_relu_out_of_reach_is_not(z):
    net, x, y = one_relu(z)
    found = central_difference(net, x, y, 1, 0, 0)
    assert not found.kink
    assert found.value == pytest.approx(2 * (z - 1) if z > 0 else 0.0, abs=1e-9)


def test_a_kink_further_on_is_marked_too():
    net = Network((1, 1, 1, 1), ("identity", "relu", "identity"))
    net.theta[...] = (1.0, 0.0, 1.0, -1.0 + EPS / 2, 1.0, 0.0)
    assert central_difference(net, (1.0,), (1.0,), 1, 0, 0).kink
    assert central_difference(net, (1.0,), (1.0,), 2, 0, None).kink
    assert not central_difference(net, (1.0,), (1.0,), 3, 0, 0).kink


def test_sigmas_without_a_kink_are_never_marked():
    assert {name for name in SIGMAS if ACTIVATIONS[name].kink is not None} == {"relu", "leaky relu"}
    net = Network((1, 1), "tanh")
    net.theta[...] = 0.0
    assert not central_difference(net, (1.0,), (1.0,), 1, 0, 0).kink


# Many at once


@st.composite
def cases(draw):
    L = draw(st.integers(1, 4))
    n = draw(st.lists(st.integers(1, 6), min_size=L + 1, max_size=L + 1))
    sigma, cost = draw(drawn(L))
    seed = draw(st.integers(0, 2**32 - 1))
    net = Network(n, sigma, seed, cost)
    l = draw(st.integers(1, L))
    return net, *properties.batch(net, draw(st.integers(1, 6)), seed), l, draw(st.integers(0, n[l] - 1))


def one_by_one(net, x, y, l, A, B):
    weights = None if net.n[l - 1] == B else int(B)
    return [central_difference(net, x[:, k], y[:, k], l, A, weights) for k in range(x.shape[1])]


def assert_same(net, x, y, l, A):
    B = np.arange(net.n[l - 1] + 1)[::-1]
    found = node_differences(Centre(net, x, y), l, A, B)
    for k, b in enumerate(B):
        wanted = one_by_one(net, x, y, l, A, b)
        assert found.central[k] == pytest.approx(sum(d.value for d in wanted), rel=1e-7, abs=1e-9)
        assert found.kinks[k] == sum(d.kink for d in wanted)
        assert found.kinks[k] or found.least[k] == found.most[k] == found.central[k]


@settings(deadline=None, max_examples=100)
@given(case=cases())
def test_many_are_the_same_as_one_by_one(case):
    assert_same(*case)


class Mixing(Activation):
    """a = z / (1 + Σ z²): every node of a layer has a say in every other."""

    name, gain = "mixing", 1.0

    def bind_sigma(self, z, a):
        return (lambda: np.copyto(a, z / (1 + (z * z).sum(axis=0))),)

    def bind_vjp(self, dC_da, z, a, dC_dz):
        raise NotImplementedError

    def jacobian(self, z, a):
        raise NotImplementedError


@pytest.mark.parametrize("l", [1, 2, 3])
def test_a_sigma_that_mixes_its_nodes_is_moved_as_a_whole(l):
    net = Network((2, 3, 4, 2), "tanh", 3)
    net.sigma = (None, Mixing(), Mixing(), Mixing())
    assert_same(net, *properties.batch(net, 4, 3), l, 1)


# At a kink: one-sided differences


@pytest.mark.parametrize("z", [EPS / 3, -EPS / 3])
@pytest.mark.parametrize("slope", [1.0, -2.0])
@pytest.mark.parametrize("x", [1.0, -1.0])
def test_away_from_a_kink_the_difference_is_the_derivative(z, slope, x):
    net, _, y = one_relu(z * x, slope)
    xs = np.full((1, 1), x)
    found = node_differences(Centre(net, xs, y[:, np.newaxis]), 1, 0, np.array([0]))
    wanted = backward(net, forward(net, xs), y).dC_dw[1][0, 0]
    assert found.kinks[0] == 1
    assert found.least[0] == found.most[0] == pytest.approx(wanted, abs=1e-4)
    assert abs(found.central[0] - wanted) > 0.1


def test_between_two_kinks_there_is_a_span():
    """z² = (w − 1 + ε/2, 1 + ε/2 − w) at w = 1: up one ReLU goes off, down the other."""
    net = Network((1, 1, 2, 1), ("identity", "relu", "identity"))
    net.w[1][...], net.b[1][...] = 1.0, 0.0
    net.w[2][:, 0], net.b[2][:, 0] = (1.0, -1.0), (EPS / 2 - 1.0, EPS / 2 + 1.0)
    net.w[3][...], net.b[3][...] = 1.0, 0.0
    one = np.ones((1, 1))
    found = node_differences(Centre(net, one, one), 1, 0, np.array([0]))
    assert found.kinks[0] == 1
    assert found.least[0] < -0.5
    assert found.most[0] > 0.5
    assert found.least[0] <= backward(net, forward(net, one), one).dC_dw[1][0, 0] <= found.most[0]


# Independence


def test_it_uses_no_derivative():
    used = {
        k.attr for k in ast.walk(ast.parse(inspect.getsource(gradient_check))) if isinstance(k, ast.Attribute)
    }
    derivatives = {"sigma_prime", "bind_sigma_prime", "jacobian", "vjp", "bind_vjp", "dC_daL", "gradient"}
    assert not used & {*derivatives, "bind"}
    assert {"sigma", "value", "terms"} <= used
