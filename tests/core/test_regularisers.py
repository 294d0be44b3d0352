"""The regulariser R: its value, its slope, what it leaves alone, and what is refused."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import assert_is_a_sentence

from core.errors import BadInputError
from core.network import Network, views
from core.operations import perform
from core.regularisers import MOST, Regulariser, at_weights, checked_l1, checked_l2

EVERY = [Regulariser(l1, l2) for l1 in (0.0, 0.25) for l2 in (0.0, 0.5)]


def by_hand(r, net):
    """R, weight by weight."""
    weights = [float(w) for l in range(1, net.L + 1) for w in net.w[l].ravel()]
    return math.fsum(r.l1 * abs(w) + r.l2 * w * w / 2 for w in weights)


@settings(deadline=None, max_examples=100)
@given(
    n=st.lists(st.integers(1, 6), min_size=2, max_size=5),
    seed=st.integers(0, 2**32 - 1),
    l1=st.floats(0, 10),
    l2=st.floats(0, 10),
)
def test_value_and_slope_are_what_they_say(n, seed, l1, l2):
    net, r = Network(n, "tanh", seed), Regulariser(l1, l2)
    assert r.value(net) == pytest.approx(by_hand(r, net), rel=1e-12, abs=1e-300)
    found = views(r.gradient(net), net.n)
    for l in range(1, net.L + 1):
        assert np.array_equal(found.w[l], l2 * net.w[l] + l1 * np.sign(net.w[l]))
        assert not found.b[l].any()


def test_biases_cost_nothing():
    net, r = Network((3, 4, 2), seed=1), Regulariser(0.5, 0.5)
    value, slope = r.value(net), r.gradient(net)
    for b in net.b[1:]:
        b[...] = 100.0
    assert r.value(net) == value
    assert r.gradient(net).tobytes() == slope.tobytes()


@pytest.mark.parametrize("r", EVERY)
def test_the_bound_operations_follow_both_arrays_and_change_neither(r):
    net = Network((2, 3, 1), seed=4)
    g, out = np.full(net.theta.size, np.nan), np.full(net.theta.size, np.nan)
    operations = r.bind(net.theta, net.n, g, out)
    for k in range(3):
        g[...], net.theta[...] = k + 0.25, net.theta * -1.5
        kept = net.theta.tobytes(), g.tobytes()
        perform(operations)
        assert (net.theta.tobytes(), g.tobytes()) == kept
        assert out.tobytes() == (r.gradient(net) + g).tobytes()


@pytest.mark.parametrize("r", EVERY)
def test_at_zero_the_slope_is_zero_and_a_kink_where_l1_says_so(r):
    net = Network((2, 2), "identity", 3)
    net.w[1][0, 1] = net.b[1][1] = 0.0
    assert views(r.gradient(net), net.n).w[1][0, 1] == 0.0
    wanted = np.zeros(net.theta.size, dtype=bool)
    wanted[1] = r.l1 > 0
    assert r.without_slope(net).tolist() == wanted.tolist()


def test_without_strengths_there_is_none():
    net = Network((2, 2))
    assert not Regulariser()
    assert Regulariser(l1=1e-300)
    assert Regulariser(l2=1e-300)
    net.theta[...] = math.inf
    assert Regulariser().value(net) == 0.0


@pytest.mark.parametrize("size", [math.inf, math.nan, 1e200])
def test_numbers_that_overflow_are_told_without_a_warning(size):
    net = Network((2, 2))
    net.theta[...] = size
    assert not math.isfinite(Regulariser(1.0, 1.0).value(net))
    assert Regulariser(1.0, 1.0).gradient(net).shape == net.theta.shape


def test_at_weights_leaves_the_biases_out():
    assert at_weights(2.0, (2, 1, 2)).tolist() == [2, 2, 0, 2, 0, 2, 0]


@pytest.mark.parametrize("check", [checked_l1, checked_l2])
@pytest.mark.parametrize("value", [-1e-9, MOST * 1.001, math.nan, math.inf, "0.1", None, True, [1.0]])
def test_a_strength_that_cannot_be_is_refused_in_one_sentence(check, value):
    with pytest.raises(BadInputError) as caught:
        check(value)
    assert_is_a_sentence(caught.value)
    with pytest.raises(BadInputError):
        Regulariser(**{"l1" if check is checked_l1 else "l2": value})


def test_strengths_become_floats():
    r = Regulariser(np.float64(1), 2)
    assert (type(r.l1), type(r.l2), r.l2) == (float, float, 2.0)
