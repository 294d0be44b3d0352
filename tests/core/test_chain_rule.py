"""The chain rule's product, its sum over paths, the backward pass and central differences: one number."""

import math

import gradient_properties as properties
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from kinds import TOGETHER, drawn, everywhere, outputs_of
from sessions import assert_is_a_sentence

from core.backprop import backward, forward
from core.chain_rule import chain_rule
from core.errors import BadInputError, NotFiniteError, ShapeError
from core.gradient_check import central_difference
from core.network import Network

pytestmark = pytest.mark.promise(number="R1")

SATURATED = 4.0
"""Beyond, σ' of sigmoid and tanh is a difference of almost equal numbers: rounding shows above 1e-12."""

SMALL = 1e-280
"""What is less than that has lost digits for being so small."""

WITNESSES = (chain_rule, central_difference)


@st.composite
def cases(draw):
    """A network of depth 1–5 and width 1–8, σ mixed, and one sample."""
    L = draw(st.integers(1, 5))
    n = draw(st.lists(st.integers(1, 8), min_size=L + 1, max_size=L + 1))
    sigma, cost = draw(drawn(L))
    seed = draw(st.integers(0, 2**32 - 1))
    net = Network(n, sigma, seed, cost)
    x, y = properties.batch(net, 1, seed)
    return net, x[:, 0], y[:, 0], seed


def picks(net, seed):
    """Of each layer a weight and a bias, drawn: every kind of l, so L and L − 1 too."""
    rng = np.random.default_rng(seed)
    for l in range(1, net.L + 1):
        A = int(rng.integers(net.n[l]))
        yield l, A, int(rng.integers(net.n[l - 1]))
        yield l, A, None


def derivative(g, l, A, B):
    return g.dC_db[l][A, 0] if B is None else g.dC_dw[l][A, B]


def assert_all_agree(net, x, y, l, A, B):
    g = backward(net, forward(net, x), y)
    r, d = chain_rule(net, x, y, l, A, B), central_difference(net, x, y, l, A, B)
    paths = list(r.paths)
    assert len(paths) == r.path_count
    assert r.paths_size == pytest.approx(math.fsum(abs(p.value) for p in paths), rel=1e-12, abs=0)
    room = 1e-12 * r.paths_size
    assert abs(r.value - derivative(g, l, A, B)) <= room
    assert abs(r.value - math.fsum(p.value for p in paths)) <= room
    assert abs(r.dC_daA - g.dC_da[l][A, 0]) * np.abs(r.local).max() <= room
    assert {len(p.nodes) for p in paths} == {2 if r.is_mixed else net.L - l + 1}
    assert d.kink or abs(r.value - d.value) <= 1e-7 * max(1.0, np.abs(g.flat).max())


@settings(deadline=None, max_examples=200)
@given(case=cases())
def test_random_networks(case):
    net, x, y, seed = case
    p = forward(net, x)
    bent = [l for l in properties.layers(net) if net.activations[l - 1] in ("sigmoid", "tanh")]
    assume(all(np.abs(p.z[l]).max() <= SATURATED for l in bent))
    for pick in picks(net, seed):
        assert_all_agree(net, x, y, *pick)


@pytest.mark.parametrize("L", range(1, 6))
@pytest.mark.parametrize(("name", "cost"), TOGETHER)
def test_every_activation_cost_and_layer(name, cost, L):
    net = Network((3, *range(2, L + 1), 3), everywhere(name, cost, L), 5, cost)
    x, y = properties.batch(net, 1, 3)
    assert not properties.near_a_kink(net, x)
    for l in range(1, net.L + 1):
        for A in range(net.n[l]):
            for B in (None, *range(net.n[l - 1])):
                assert_all_agree(net, x[:, 0], y[:, 0], l, A, B)


# The factors


@pytest.mark.parametrize("L", range(1, 6))
def test_the_factors_that_drop_out_are_not_there(L):
    net = Network((2, *range(3, 3 + L)), "tanh", 1)
    x, y = properties.batch(net, 1, 1)
    for l in range(1, L + 1):
        r = chain_rule(net, x[:, 0], y[:, 0], l, 0, 1)
        assert [k.shape for k in r.jacobians] == [(net.n[k], net.n[k - 1]) for k in range(L, l + 1, -1)]
        assert (r.column is None) is (l == L)
        assert r.column is None or r.column.shape == (net.n[l + 1],)
        assert r.dC_daL.shape == (net.n[L],)
        assert [len(row) for row in r.rows] == [net.n[k] for k in range(L, min(l, L - 1), -1)]


def test_the_factors_are_the_notes():
    net = Network((2, 4, 3, 3, 2), ("tanh", "sigmoid", "relu", "identity"), 2)
    x, y = (k[:, 0] for k in properties.batch(net, 1, 2))
    p, r = forward(net, x), chain_rule(net, x, y, 1, 3, 1)
    prime = [None, *(net.layer_sigma(l).sigma_prime(p.z[l], p.a[l]) for l in range(1, 5))]
    assert np.allclose(r.dC_daL, 2 / 2 * (p.a[4][:, 0] - y), rtol=1e-14, atol=1e-15)
    for l, found in zip((4, 3), r.jacobians, strict=True):
        assert np.allclose(found, prime[l] * net.w[l], rtol=1e-14, atol=1e-15)
    assert np.allclose(r.column, prime[2][:, 0] * net.w[2][:, 3], rtol=1e-14, atol=1e-15)
    assert r.local == pytest.approx(float(prime[1][3, 0]) * x[1], rel=1e-14)
    assert chain_rule(net, x, y, 1, 3).local == pytest.approx(float(prime[1][3, 0]), rel=1e-14)
    g = backward(net, p, y)
    for k, row in zip((4, 3, 2), r.rows, strict=True):
        assert np.allclose(row, g.dC_da[k][:, 0], rtol=1e-12, atol=1e-15)


def test_the_worked_example():
    net = Network((2, 2, 1))
    net.w[1][...], net.b[1][:, 0] = [[0.5, -0.5], [1, 0.25]], (0.25, -0.5)
    net.w[2][...], net.b[2][:, 0] = [[1, -1]], 0.25
    wanted = {(1, 0, 1): -0.025824200679, (1, 1, 0): 0.049909524458, (1, 1, None): 0.049909524458}
    wanted |= {(2, 0, 1): -0.143152791763, (2, 0, None): -0.219776959579}
    for pick, value in wanted.items():
        assert abs(chain_rule(net, (1, 0.5), (1,), *pick).value - value) < 1e-12
        assert abs(central_difference(net, (1, 0.5), (1,), *pick).value - value) < 1e-9


# Mixed outputs, and outputs that are sure


def test_a_mixed_layer_has_a_column_and_as_many_paths_as_outputs():
    net = Network((2, 3, 4), ("tanh", "softmax"), 3)
    x, y = (k[:, 0] for k in properties.batch(net, 1, 3))
    p, r = forward(net, x), chain_rule(net, x, y, 2, 1, 2)
    a = p.a[2][:, 0]
    S = np.diag(a) - np.outer(a, a)
    assert np.allclose(r.mixing, S, rtol=1e-14, atol=1e-16)
    assert np.allclose(r.local, S[:, 1] * p.a[1][2, 0], rtol=1e-14, atol=1e-16)
    assert r.path_count == 4
    assert sorted(path.nodes for path in r.paths) == [(1, i) for i in range(4)]
    for path in r.paths:
        assert path.value == pytest.approx(float(r.local[path.nodes[1]] * r.dC_daL[path.nodes[1]]), rel=1e-14)
    below = chain_rule(net, x, y, 1, 0, 1)
    assert not below.is_mixed
    assert np.allclose(below.column, S @ net.w[2][:, 0], rtol=1e-14, atol=1e-16)
    assert chain_rule(Network((2, 3, 4), "tanh"), x, y, 2, 1).mixing is None


@pytest.mark.parametrize("far", [40.0, 800.0])
@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize(
    ("sigma", "cost"),
    [(k, c) for c in ("mse", "binary cross-entropy", "cross-entropy") for k in outputs_of(c)],
)
def test_outputs_that_are_quite_sure_have_their_derivative(sigma, cost, right, far):
    """z^L is ±far; where it is wrong a cross-entropy still says so, however flat σ is."""
    net = Network((2, 2, 3), ("tanh", sigma), 4, cost)
    x, y = np.array([0.3, -0.7]), np.array([1.0, 0.0, 0.0])
    p = forward(net, x)
    z = np.array([far, -far, -far]) * (1.0 if right else -1.0)
    net.b[2][...] += z[:, np.newaxis] - p.z[2]
    p = forward(net, x)
    g = backward(net, p, y)
    assert all(np.isfinite(k).all() for k in (g.flat, *g.dC_da[1:], *g.dC_dz[1:]))
    if cost != "mse":
        share = {"binary cross-entropy": 3, "cross-entropy": 1}[cost]
        assert np.allclose(g.dC_dz[2], (p.a[2] - y[:, np.newaxis]) / share, rtol=1e-12, atol=1e-300)
        assert right or np.abs(g.dC_dz[2]).max() > 0.3
    largest = max(1.0, np.abs(g.flat).max())
    for l, A, B in ((2, 0, 1), (2, 2, None), (1, 1, 0)):
        r, d = chain_rule(net, x, y, l, A, B), central_difference(net, x, y, l, A, B)
        every = (r.value, r.paths_size, *r.dC_daL, *np.ravel(r.local), *(path.value for path in r.paths))
        assert np.isfinite(every).all()
        assert abs(r.value - derivative(g, l, A, B)) <= 1e-12 * max(r.paths_size, SMALL)
        # C is about 800 here: its own rounding, over 2ε, shows.
        assert d.kink or abs(r.value - d.value) <= 1e-7 * largest * max(1.0, far / 40)


# What can't be used


@pytest.mark.parametrize("witness", WITNESSES)
@pytest.mark.parametrize(
    "at",
    [
        (0, 0, 0), (3, 0, 0), (-1, 0, 0), (1, 3, 0), (1, -1, 0), (1, 0, 2), (1, 0, -1), (2, 0, 3),
        (2, 1, None), (1.0, 0, 0), (1, 0.5, 0), (1, 0, "1"), (True, 0, 0), (1, None, 0), ((1,), 0, 0),
        (10**400, 0, 0),
    ],
)  # fmt: skip
def test_a_weight_that_is_not_there_is_refused_in_one_sentence(witness, at):
    net = Network((2, 3, 1))
    with pytest.raises(BadInputError) as caught:
        witness(net, (0.1, 0.2), (1.0,), *at)
    assert_is_a_sentence(caught.value)


@pytest.mark.parametrize("witness", WITNESSES)
@pytest.mark.parametrize(
    ("x", "y", "kind"),
    [
        ((0.1,), (1.0,), ShapeError),
        ((0.1, 0.2), (1.0, 2.0), ShapeError),
        (((0.1, 0.2), (0.3, 0.4)), (1.0,), ShapeError),
        ((0.1, math.nan), (1.0,), NotFiniteError),
        ((0.1, 0.2), (math.inf,), NotFiniteError),
        (("a", "b"), (1.0,), BadInputError),
    ],
)
def test_a_sample_that_does_not_fit_is_refused_in_one_sentence(witness, x, y, kind):
    with pytest.raises(kind) as caught:
        witness(Network((2, 3, 1)), x, y, 1, 0, 0)
    assert_is_a_sentence(caught.value)


@pytest.mark.parametrize("witness", WITNESSES)
def test_numpy_s_integers_are_indices(witness):
    net, at = Network((2, 3, 1)), (np.int64(1), np.int32(2), np.uint8(1))
    found = witness(net, (0.1, 0.2), (1.0,), *at)
    assert found.value == witness(net, (0.1, 0.2), (1.0,), 1, 2, 1).value


@pytest.mark.parametrize("witness", WITNESSES)
def test_the_network_is_left_alone(witness):
    net = Network((2, 3, 2), ("relu", "tanh"), 4)
    theta = net.theta.tobytes()
    witness(net, (0.1, -0.2), (1.0, 0.0), 1, 2, 1)
    assert net.theta.tobytes() == theta


def test_numbers_that_overflow_are_told_without_a_warning():
    net = Network((3, 4, 4, 2), ("relu", "identity", "identity"), 1)
    net.theta *= 1e200
    r = chain_rule(net, np.full(3, 1e100), np.ones(2), 1, 0, 0)
    assert not np.isfinite(r.value + r.paths_size)
    assert not np.isfinite(next(r.paths).value)
    assert not all(np.isfinite(row).all() for row in r.rows)
