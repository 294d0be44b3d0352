"""Ways to begin: what they draw, from the seed alone, and that the one of always has its numbers still."""

import hashlib
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kinds import HIDDEN
from sessions import assert_is_a_sentence

from core.errors import BadInputError, UnknownNameError
from core.initialisations import INITIALISATIONS, SCALED, checked_initialisation
from core.network import Network
from core.randomness import Purpose, generator

EVERY = pytest.mark.parametrize("name", INITIALISATIONS)
N = (300, 200, 400)


def variances(sigma):
    """Of w^1 and w^2 of layers of sizes N, by the formulas; the ranges of those that are uniform."""
    gain = {"tanh": 1.0, "relu": sqrt(2)}[sigma]
    return {
        "scaled": [gain**2 / 300, gain**2 / 200],
        "zeros": [0, 0],
        "uniform": [1 / 300 / 3, 1 / 200 / 3],
        "normal": [1, 1],
        "xavier": [2 / 500, 2 / 600],
        "he": [2 / 300, 2 / 200],
    }


@EVERY
@pytest.mark.parametrize("sigma", ["tanh", "relu"])
def test_large_layers_have_the_spread_that_the_formula_says(name, sigma):
    net = Network(N, sigma, seed=7, initialisation=name)
    assert set(variances(sigma)) == set(INITIALISATIONS)
    for l, variance in zip((1, 2), variances(sigma)[name], strict=True):
        assert np.var(net.w[l]) == pytest.approx(variance, rel=0.02)
        assert abs(np.mean(net.w[l])) <= 5 * sqrt(variance / net.w[l].size)
        if name != SCALED:
            assert not net.b[l].any()
    if name == SCALED:
        assert np.var(net.b[2]) == pytest.approx(variances(sigma)[name][1], rel=0.3)


@pytest.mark.parametrize(("name", "most"), [("uniform", 1 / sqrt(300)), ("xavier", sqrt(6 / 500))])
def test_those_that_are_uniform_reach_their_ends_evenly(name, most):
    w = np.sort(Network(N, seed=3, initialisation=name).w[1].ravel())
    assert -most <= w[0] < -0.999 * most
    assert 0.999 * most < w[-1] <= most
    even = np.linspace(-most, most, w.size)
    assert np.abs(w - even).max() < 0.02 * most


@pytest.mark.parametrize("name", ["scaled", "normal", "he"])
def test_those_that_are_normal_are_so_in_their_tails_too(name):
    w = Network(N, "tanh", seed=3, initialisation=name).w[1]
    w = np.abs(w) / w.std()
    for beyond, share in ((1, 0.3173), (2, 0.0455), (3, 0.0027)):
        assert np.mean(w > beyond) == pytest.approx(share, rel=0.3)


@EVERY
@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**63 - 1), n=st.lists(st.integers(1, 7), min_size=2, max_size=5))
def test_one_seed_gives_one_network(name, seed, n):
    net, again = (Network(n, "tanh", seed, initialisation=name) for _ in range(2))
    assert net.theta.tobytes() == again.theta.tobytes()
    again.theta[...] = np.nan
    again.initialise(seed, name)
    assert net.theta.tobytes() == again.theta.tobytes()
    if name != "zeros":
        other = Network(n, "tanh", (seed + 1) % 2**63, initialisation=name)
        assert not np.isin(other.w[1], net.w[1]).any()


@EVERY
@pytest.mark.parametrize("sigma", HIDDEN)
def test_sigma_has_a_say_in_the_scaled_one_alone(name, sigma):
    net = Network((3, 4, 2), (sigma, "sigmoid"), 5, initialisation=name)
    other = Network((3, 4, 2), ("identity", "sigmoid"), 5, initialisation=name)
    assert (net.theta.tobytes() == other.theta.tobytes()) is (name != SCALED or sigma in ("identity", "tanh"))


def test_the_one_of_always_is_the_one_without_a_name():
    net = Network((4, 5, 3), ("tanh", "softmax"), 11, "cross-entropy")
    assert (
        net.theta.tobytes()
        == Network((4, 5, 3), ("tanh", "softmax"), 11, initialisation=SCALED).theta.tobytes()
    )


def test_the_one_of_always_is_drawn_as_ever():
    """Weights of a layer, then its biases, one layer after another: files and lessons rely on it."""
    net, normal = (
        Network((4, 5, 3), ("tanh", "relu"), 11),
        generator(11, Purpose.INITIALISATION).standard_normal,
    )
    for l, spread in ((1, 1.0 / sqrt(4)), (2, sqrt(2) / sqrt(5))):
        assert np.allclose(net.w[l], normal(net.w[l].shape) * spread, rtol=1e-15, atol=0)
        assert np.allclose(net.b[l], normal(net.b[l].shape) * spread, rtol=1e-15, atol=0)
    assert (
        hashlib.sha256(np.round(net.theta, 9).tobytes()).hexdigest()
        == "be740a1e91cd0b4208c65b46053223744b734bd4c25696e06ff9fb3ccd928ef4"
    )


@pytest.mark.parametrize("name", ["Xavier", "glorot", "", None, 3, ["he"], ("he",)])
def test_one_that_is_not_there_is_refused_in_one_sentence(name):
    for attempt in (checked_initialisation, lambda k: Network((2, 2), initialisation=k)):
        with pytest.raises(UnknownNameError) as caught:
            attempt(name)
        assert_is_a_sentence(caught.value)


@EVERY
@pytest.mark.parametrize("seed", [-1, 2**63, 0.5, "1", None, True])
def test_a_seed_that_cannot_be_is_refused_in_every_way(name, seed):
    with pytest.raises(BadInputError) as caught:
        Network((2, 2), seed=seed, initialisation=name)
    assert_is_a_sentence(caught.value)
