"""Gradients are right: random networks against complex steps, central differences and fifty digits."""

import warnings

import gradient_properties as properties
import mpmath
import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.activations import ACTIVATIONS
from core.backprop import quiet
from core.costs import COSTS
from core.network import Network

SIGMAS, NAMES = tuple(ACTIVATIONS), tuple(COSTS)

VALUES = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": mpmath.tanh,
    "relu": lambda z: z if z > 0 else mpmath.mpf(0),
    "identity": lambda z: z,
}
DERIVATIVES = {
    "sigmoid": lambda z: mpmath.exp(-z) / (1 + mpmath.exp(-z)) ** 2,
    "tanh": lambda z: mpmath.sech(z) ** 2,
    "relu": lambda z: mpmath.mpf(z > 0),
    "identity": lambda z: mpmath.mpf(1),
}
FAR = [5.0, 8.5, 19.0, 20.0, 36.0, 37.0, 40.0, 300.0, 354.0, 700.0, 709.0, 710.0, 745.0, 746.0, 800.0]
NEAR = [0.0, 5e-324, 1e-300, 1e-16, 1e-8, 0.5, 1.0, 4.999]


def test_every_activation_and_cost_has_its_reference():
    assert set(VALUES) == set(DERIVATIVES) == set(SIGMAS)


# Activations and costs alone


@settings(deadline=None)
@given(z=arrays(float, (3, 4), elements=st.floats(-5, 5)))
@pytest.mark.parametrize("name", SIGMAS)
def test_sigma_prime_agrees_with_the_complex_step(name, z):
    assume(name != "relu" or z.all())
    properties.check_sigma_prime(name, z)


@quiet
def sigma_and_prime(name, z):
    sigma = ACTIVATIONS[name]
    a = sigma.sigma(z)
    return a, sigma.sigma_prime(z, a)


def assert_agrees_with_fifty_digits(name, z):
    with mpmath.workdps(50):
        for found, exact in zip(sigma_and_prime(name, z), (VALUES[name], DERIVATIVES[name]), strict=True):
            assert np.isfinite(found).all()
            for k, value in zip(z.ravel(), found.ravel(), strict=True):
                assert abs(exact(mpmath.mpf(float(k))) - mpmath.mpf(float(value))) <= 1e-12


@pytest.mark.parametrize("name", SIGMAS)
def test_sigma_agrees_with_fifty_digits(name):
    z = np.array([[*FAR, *NEAR], [-k for k in (*FAR, *NEAR)]])
    assert_agrees_with_fifty_digits(name, z)


@settings(deadline=None, max_examples=50)
@given(z=arrays(float, (2, 2), elements=st.floats(-800, 800)))
@pytest.mark.parametrize("name", SIGMAS)
def test_sigma_agrees_with_fifty_digits_anywhere(name, z):
    assert_agrees_with_fifty_digits(name, z)


@pytest.mark.parametrize("name", SIGMAS)
def test_large_z_makes_no_warning(name):
    with np.errstate(all="warn"), warnings.catch_warnings():
        warnings.simplefilter("error")
        a, prime = sigma_and_prime(name, np.array([[-1e300, -800.0, 800.0, 1e300]]))
    assert np.isfinite(a).all()
    assert np.isfinite(prime).all()


@pytest.mark.parametrize("name", SIGMAS)
def test_sigma_leaves_what_it_is_given(name):
    z = np.linspace(-2, 2, 6).reshape(2, 3)
    kept = z.copy()
    a, prime = sigma_and_prime(name, z)
    assert np.array_equal(z, kept)
    assert not np.shares_memory(a, z)
    assert not np.shares_memory(prime, a)


@pytest.mark.parametrize("name", SIGMAS)
def test_nan_goes_through(name):
    assert np.isnan(ACTIVATIONS[name].sigma(np.array([[np.nan]]))).all()


@settings(deadline=None)
@given(data=st.data(), n=st.integers(1, 8), m=st.integers(1, 8))
@pytest.mark.parametrize("name", NAMES)
def test_the_cost_derivative_agrees_with_the_complex_step(name, data, n, m):
    numbers = arrays(float, (n, m), elements=st.floats(-5, 5))
    properties.check_cost_derivative(name, data.draw(numbers), data.draw(numbers))


def test_the_cost_is_the_notes():
    aL, y = np.array([[0.5, 1.0], [0.0, 2.0], [1.0, 0.0]]), np.array([[0.0, 1.0], [0.0, 0.0], [2.0, 0.0]])
    found = COSTS["mse"].value(aL, y)
    assert np.allclose(found, [1.25 / 3, 4.0 / 3], rtol=1e-15, atol=0)


# Networks


@st.composite
def cases(draw):
    """A network of depth 1–5 and width 1–8, σ mixed, and a batch of 1–32."""
    L = draw(st.integers(1, 5))
    n = draw(st.lists(st.integers(1, 8), min_size=L + 1, max_size=L + 1))
    sigma = draw(st.lists(st.sampled_from(SIGMAS), min_size=L, max_size=L))
    seed = draw(st.integers(0, 2**32 - 1))
    net = Network(n, sigma, seed, draw(st.sampled_from(NAMES)))
    return net, *properties.batch(net, draw(st.integers(1, 32)), seed)


def holds(check, net, x, y):
    """Run the check; a network too near to a kink is drawn again."""
    assume(not properties.near_a_kink(net, x))
    try:
        check(net, x, y)
    except properties.KinkError:
        reject()


@pytest.mark.parametrize("check", properties.CHECKS)
@settings(deadline=None, max_examples=200)
@given(case=cases())
def test_random_networks(check, case):
    holds(check, *case)


@pytest.mark.parametrize("L", [1, 3, 5])
@pytest.mark.parametrize("cost", NAMES)
@pytest.mark.parametrize("name", SIGMAS)
@settings(deadline=None, max_examples=5)
@given(seed=st.integers(0, 2**32 - 1), m=st.integers(1, 32))
def test_every_activation_with_every_cost(name, cost, L, seed, m):
    net = Network((*range(4, 4 + L), 3), name, seed, cost)
    holds(properties.check_parameters, net, *properties.batch(net, m, seed))


@pytest.mark.parametrize("check", properties.CHECKS)
def test_the_largest_network(check):
    net = Network((8,) * 6, ("tanh", "sigmoid", "identity", "tanh", "sigmoid"), seed=1)
    check(net, *properties.batch(net, 32, seed=1))


def test_the_checks_leave_the_network_alone():
    net = Network((3, 4, 2), ("tanh", "identity"), seed=2)
    theta = net.theta.copy()
    for check in properties.CHECKS:
        check(net, *properties.batch(net, 3, seed=2))
    assert net.theta.tobytes() == theta.tobytes()


def test_a_kink_is_seen():
    net = Network((1, 1, 1), ("relu", "identity"), seed=0)
    net.theta[...] = (1.0, 0.0, 1.0, 0.0)
    x, y = np.array([[properties.EPS / 2]]), np.array([[1.0]])
    assert properties.near_a_kink(net, x)
    with pytest.raises(properties.KinkError):
        properties.check_parameters(net, x, y)
