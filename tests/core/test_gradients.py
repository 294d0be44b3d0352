"""Gradients are right: random networks against complex steps, central differences and fifty digits."""

import warnings

import gradient_properties as properties
import mpmath
import numpy as np
import pytest
from definitions import COST_OF_A, SIGMA
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from kinds import NAMES, SIGMAS, TOGETHER, drawn, everywhere, outputs_of

from core.activations import ACTIVATIONS, HIDDEN
from core.backprop import quiet
from core.costs import COSTS, Outputs
from core.network import Network
from core.operations import perform

pytestmark = pytest.mark.promise(number="R1")

VALUES = {
    "sigmoid": lambda z: 1 / (1 + mpmath.exp(-z)),
    "tanh": mpmath.tanh,
    "relu": lambda z: z if z > 0 else mpmath.mpf(0),
    "leaky relu": lambda z: z if z > 0 else z * mpmath.mpf("0.01"),
    "softplus": lambda z: mpmath.log1p(mpmath.exp(z)),
    "identity": lambda z: z,
}
DERIVATIVES = {
    "sigmoid": lambda z: mpmath.exp(-z) / (1 + mpmath.exp(-z)) ** 2,
    "tanh": lambda z: mpmath.sech(z) ** 2,
    "relu": lambda z: mpmath.mpf(z > 0),
    "leaky relu": lambda z: mpmath.mpf(1 if z > 0 else "0.01"),
    "softplus": lambda z: 1 / (1 + mpmath.exp(-z)),
    "identity": lambda z: mpmath.mpf(1),
}
FAR = [5.0, 8.5, 19.0, 20.0, 36.0, 37.0, 40.0, 300.0, 354.0, 700.0, 709.0, 710.0, 745.0, 746.0, 800.0]
NEAR = [0.0, 5e-324, 1e-300, 1e-16, 1e-8, 0.5, 1.0, 4.999]


def test_every_activation_and_cost_has_its_reference():
    assert set(VALUES) == set(DERIVATIVES) == set(HIDDEN)
    assert set(SIGMAS) == {*HIDDEN, "softmax"} == set(SIGMA)
    assert set(NAMES) == set(COST_OF_A)


# Activations and costs alone


@settings(deadline=None)
@given(z=arrays(float, (3, 4), elements=st.floats(-5, 5)))
@pytest.mark.parametrize("name", SIGMAS)
def test_sigma_agrees_with_its_definition_and_its_jacobian_with_the_complex_step(name, z):
    assume(ACTIVATIONS[name].kink is None or z.all())
    properties.check_sigma(name, z)


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


@pytest.mark.parametrize("name", HIDDEN)
def test_sigma_agrees_with_fifty_digits(name):
    z = np.array([[*FAR, *NEAR], [-k for k in (*FAR, *NEAR)]])
    assert_agrees_with_fifty_digits(name, z)


@settings(deadline=None, max_examples=50)
@given(z=arrays(float, (2, 2), elements=st.floats(-800, 800)))
@pytest.mark.parametrize("name", HIDDEN)
def test_sigma_agrees_with_fifty_digits_anywhere(name, z):
    assert_agrees_with_fifty_digits(name, z)


@pytest.mark.parametrize("name", HIDDEN)
def test_large_z_makes_no_warning(name):
    with np.errstate(all="warn"), warnings.catch_warnings():
        warnings.simplefilter("error")
        a, prime = sigma_and_prime(name, np.array([[-1e300, -800.0, 800.0, 1e300]]))
    assert np.isfinite(a).all()
    assert np.isfinite(prime).all()


@pytest.mark.parametrize("name", HIDDEN)
def test_sigma_leaves_what_it_is_given(name):
    z = np.linspace(-2, 2, 6).reshape(2, 3)
    kept = z.copy()
    a, prime = sigma_and_prime(name, z)
    assert np.array_equal(z, kept)
    assert not np.shares_memory(a, z)
    assert not np.shares_memory(prime, a)


@quiet
@pytest.mark.parametrize("name", SIGMAS)
def test_nan_goes_through(name):
    assert np.isnan(ACTIVATIONS[name].sigma(np.array([[np.nan]]))).all()


# Softmax


@quiet
def softmax_of(z):
    sigma = ACTIVATIONS["softmax"]
    a = sigma.sigma(z[:, np.newaxis])[:, 0]
    return a, sigma.jacobian(z, a)


@settings(deadline=None, max_examples=150)
@given(z=arrays(float, st.integers(1, 6), elements=st.floats(-800, 800)))
def test_softmax_agrees_with_fifty_digits_anywhere(z):
    a, S = softmax_of(z)
    assert abs(a.sum() - 1) <= 1e-15 * len(a)
    with mpmath.workdps(50):
        powers = [mpmath.exp(mpmath.mpf(float(k))) for k in z]
        exact = [k / mpmath.fsum(powers) for k in powers]
        for i, own in enumerate(exact):
            assert abs(own - float(a[i])) <= 1e-12 * own + mpmath.mpf(2) ** -1000
            for j, other in enumerate(exact):
                slope = own * (mpmath.fsum(exact[:i] + exact[i + 1 :]) if i == j else -other)
                assert abs(slope - float(S[i, j])) <= 1e-12 * abs(slope) + mpmath.mpf(2) ** -1000


def test_softmax_leaves_what_it_is_given_and_makes_no_warning():
    z = np.array([[-1e300, 800.0, 1.0], [1e300, -800.0, 2.0]])
    kept = z.copy()
    with np.errstate(all="warn", under="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        a = ACTIVATIONS["softmax"].sigma(z)
    assert np.array_equal(z, kept)
    assert np.array_equal(a[:, :2], [[0.0, 1.0], [1.0, 0.0]])


def test_the_same_amount_more_changes_no_share():
    z = np.array([[1.0], [-2.0], [0.5]])
    assert np.allclose(
        ACTIVATIONS["softmax"].sigma(z + 100), ACTIVATIONS["softmax"].sigma(z), rtol=1e-13, atol=0
    )


# Costs alone


@settings(deadline=None)
@given(data=st.data(), n=st.integers(1, 8), m=st.integers(1, 8))
@pytest.mark.parametrize("name", NAMES)
def test_the_cost_derivative_agrees_with_the_complex_step(name, data, n, m):
    sigma = data.draw(st.sampled_from(outputs_of(name)))
    z = data.draw(arrays(float, (n, m), elements=st.floats(-5, 5)))
    y = data.draw(arrays(float, (n, m), elements=st.floats(0, 1) if name != "mse" else st.floats(-5, 5)))
    properties.check_cost_derivative(name, sigma, z, y)


def test_the_cost_is_the_notes():
    aL, y = np.array([[0.5, 1.0], [0.0, 2.0], [1.0, 0.0]]), np.array([[0.0, 1.0], [0.0, 0.0], [2.0, 0.0]])
    found = COSTS["mse"].value(aL, aL, y)
    assert np.allclose(found, [1.25 / 3, 4.0 / 3], rtol=1e-15, atol=0)


def exact_binary(z, y):
    terms = [mpmath.log1p(mpmath.exp(k)) - t * k for k, t in zip(z, y, strict=True)]
    return mpmath.fsum(terms) / len(z), [
        (1 / (1 + mpmath.exp(-k)) - t) / len(z) for k, t in zip(z, y, strict=True)
    ]


def exact_categorical(z, y):
    powers = [mpmath.exp(k) for k in z]
    total = mpmath.fsum(powers)
    C = mpmath.fsum(t * (mpmath.log(total) - k) for k, t in zip(z, y, strict=True))
    return C, [p / total * mpmath.fsum(y) - t for p, t in zip(powers, y, strict=True)]


@settings(deadline=None, max_examples=150)
@given(data=st.data(), n=st.integers(1, 5))
@pytest.mark.parametrize(
    ("name", "exact"), [("binary cross-entropy", exact_binary), ("cross-entropy", exact_categorical)]
)
@quiet
def test_a_cross_entropy_agrees_with_fifty_digits_however_sure_the_output_is(name, exact, data, n):
    z = data.draw(arrays(float, (n, 1), elements=st.floats(-800, 800)))
    y = data.draw(arrays(float, (n, 1), elements=st.sampled_from([0.0, 1.0, 0.25])))
    a = ACTIVATIONS[COSTS[name].of_sigma].sigma(z)
    out = Outputs(z, a, y, np.empty_like(z), np.empty_like(z))
    bound = COSTS[name].bind(out)
    perform((*bound.operations, *bound.to_z))
    with mpmath.workdps(50):
        C, slopes = exact([mpmath.mpf(float(k)) for k in z[:, 0]], [mpmath.mpf(float(k)) for k in y[:, 0]])
        for found in (COSTS[name].value(z, a, y)[0], bound.mean()):
            assert abs(C - float(found)) <= 1e-12 * max(1, abs(C))
        for wanted, found in zip(slopes, out.dC_dz[:, 0], strict=True):
            assert abs(wanted - float(found)) <= 1e-12 * max(1, abs(wanted))
    assert np.isfinite(out.dC_da).all()


# Networks


@st.composite
def cases(draw):
    """A network of depth 1–5 and width 1–8, σ mixed, and a batch of 1–32."""
    L = draw(st.integers(1, 5))
    n = draw(st.lists(st.integers(1, 8), min_size=L + 1, max_size=L + 1))
    sigma, cost = draw(drawn(L))
    seed = draw(st.integers(0, 2**32 - 1))
    net = Network(n, sigma, seed, cost)
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
@pytest.mark.parametrize(("name", "cost"), TOGETHER)
@settings(deadline=None, max_examples=5)
@given(seed=st.integers(0, 2**32 - 1), m=st.integers(1, 32))
def test_every_activation_with_every_cost(name, cost, L, seed, m):
    net = Network((*range(4, 4 + L), 3), everywhere(name, cost, L), seed, cost)
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
