"""The properties of `test_gradients` are worth something: each of these faults makes them fail."""

from dataclasses import replace

import gradient_properties as properties
import numpy as np
import pytest

from core import backprop, regularisers
from core.activations import Sigmoid, Softmax, Tanh
from core.costs import BinaryCrossEntropy, CategoricalCrossEntropy, MeanSquaredError
from core.network import Network, parameter_count
from core.operations import bind
from core.regularisers import Regulariser

pytestmark = pytest.mark.promise(number="R1")

NETS = {
    "sigmoid": ((3, 3, 3, 3), ("sigmoid",) * 3),
    "tanh": ((3, 3, 3, 3), ("tanh",) * 3),
    "mixed": ((4, 4, 4, 4, 4), ("tanh", "sigmoid", "tanh", "sigmoid")),
    "softmax": ((3, 3, 3, 3), ("tanh", "sigmoid", "softmax")),
    "binary": ((3, 3, 3, 3), ("tanh", "sigmoid", "sigmoid"), "binary cross-entropy"),
    "categorical": ((3, 3, 3, 3), ("tanh", "sigmoid", "softmax"), "cross-entropy"),
}
"""Square layers, so that a fault in the indices is not an error in the shapes."""


def example(name):
    n, sigma, *cost = NETS[name]
    net = Network(n, sigma, 3, *cost)
    return net, *properties.batch(net, 5, seed=3)


# Faults


def dropped_factor(patch):
    """∂C/∂a^L = a − y, without 2/n_L."""
    sound = MeanSquaredError.bind

    def faulty(self, out):
        bound = sound(self, out)
        return bound._replace(
            operations=(*bound.operations, bind(np.multiply, out.dC_da, len(out.a) / 2, out.dC_da))
        )

    patch.setattr(MeanSquaredError, "bind", faulty)


def transposed_w(patch):
    """∂C/∂a^{ℓ−1} = w ∂C/∂z instead of wᵀ ∂C/∂z."""

    def fault(net, p, g, l):
        return bind(np.dot, net.w[l], g.dC_dz[l], g.dC_da[l - 1]) if l > 1 else bind(int)

    after_backward_layer(patch, fault)


def sigma_prime_of_a(patch):
    """σ'(a) instead of σ'(z)."""
    for kind in (Sigmoid, Tanh):
        patch.setattr(kind, "bind_sigma_prime", of_a(kind.bind_sigma_prime))


def of_a(sound):
    def faulty(self, z, a, out):
        again = np.empty_like(a)
        return (*self.bind_sigma(a, again), *sound(self, a, again, out))

    return faulty


def inputs_one_layer_off(patch):
    """∂C/∂w^ℓ made with a^ℓ instead of a^{ℓ−1}."""
    after_backward_layer(patch, lambda net, p, g, l: bind(np.dot, g.dC_dz[l], p.a1[l].T, g.dC_dwb[l]))


def sigma_prime_one_layer_off(patch):
    """∂C/∂z^ℓ made with σ' of layer ℓ−1."""
    sound = backprop.backward_layer

    def faulty(net, p, g, l, to_z=None):
        below, shifted = max(l - 1, 1), p.over(p.a1[0])
        shifted.z = (*p.z[:l], p.z[below], *p.z[l + 1 :])
        shifted.a = (*p.a[:l], p.a[below], *p.a[l + 1 :])
        return sound(net, shifted, g, l, to_z)

    patch.setattr(backprop, "backward_layer", faulty)


def forward_without_b(patch):
    """z = w a, the bias forgotten; the backward pass still has ∂C/∂b."""

    def faulty(net, p, l):
        product = bind(np.dot, net.w[l], p.a[l - 1], p.z[l])
        return product, *net.layer_sigma(l).bind_sigma(p.z[l], p.a[l])

    patch.setattr(backprop, "forward_layer", faulty)


def backward_without_b(patch):
    """∂C̄/∂b left at 0."""
    after_backward_layer(patch, lambda net, p, g, l: bind(g.dC_db[l].fill, 0.0))


def after_backward_layer(patch, fault):
    sound = backprop.backward_layer
    patch.setattr(backprop, "backward_layer", lambda *given: (*sound(*given), fault(*given[:4])))


def softmax_one_by_one(patch):
    """∂C/∂z^L made with the diagonal of softmax's Jacobian alone: a (1 − a), as if it were a sigmoid."""

    def faulty(self, dC_da, z, a, dC_dz):
        return bind(np.multiply, dC_da, a, dC_dz), lambda: np.multiply(dC_dz, 1 - a, dC_dz)

    patch.setattr(Softmax, "bind_vjp", faulty)


def softmax_s_jacobian_diagonal(patch):
    """The same in the Jacobian that the chain rule is made of."""
    sound = Softmax.jacobian
    patch.setattr(Softmax, "jacobian", lambda self, z, a: np.diag(np.diagonal(sound(self, z, a))))


def sigma_prime_left_in(patch):
    """∂C/∂z^L = (a − y) σ'(z), where the cross-entropy has cancelled σ'."""
    for kind in (BinaryCrossEntropy, CategoricalCrossEntropy):
        patch.setattr(kind, "bind", with_sigma_prime(kind.bind))


def with_sigma_prime(sound):
    def faulty(self, out):
        bound = sound(self, out)
        again = lambda: np.multiply(out.dC_dz, out.a * (1 - out.a), out.dC_dz)  # noqa: E731
        return bound._replace(to_z=(*bound.to_z, again))

    return faulty


def half_dropped(patch):
    """∂R/∂w = ½ λ₂ w: the 2 that comes from the square is missing."""
    patch.setattr(Regulariser, "bind", with_strengths(lambda l2: l2 / 2))


def biases_punished(patch):
    """∂R/∂b as if R counted the biases too."""
    patch.setattr(regularisers, "at_weights", lambda value, n: np.full(parameter_count(n), value))


def square_s_factor_left(patch):
    """∂R/∂w = 2 λ₂ w: R's ½ is missing in its derivative."""
    patch.setattr(Regulariser, "bind", with_strengths(lambda l2: 2 * l2))


def with_strengths(of):
    sound = Regulariser.bind
    return lambda self, *given: sound(replace(self, l2=of(self.l2)), *given)


OF_R = (half_dropped, square_s_factor_left, biases_punished)
"""Faults in the slope of the regulariser."""


CAUGHT_BY = {
    dropped_factor: (properties.check_nodes, properties.check_derivatives),
    transposed_w: (properties.check_nodes, properties.check_products),
    sigma_prime_of_a: (properties.check_nodes, properties.check_derivatives),
    inputs_one_layer_off: (properties.check_products,),
    sigma_prime_one_layer_off: (properties.check_nodes, properties.check_jacobians),
    forward_without_b: (),
    backward_without_b: (properties.check_products,),
    softmax_one_by_one: (properties.check_nodes, properties.check_jacobians),
    sigma_prime_left_in: (properties.check_nodes, properties.check_derivatives, properties.check_jacobians),
}
"""Which properties must fail, besides the central differences of every parameter, which always must."""

SEEN_IN = {softmax_one_by_one: ("softmax",), sigma_prime_left_in: ("binary", "categorical")}
"""Networks that have what is broken; the first three unless it says so."""


def nets_of(fault):
    return SEEN_IN.get(fault, ("sigmoid", "tanh", "mixed"))


PAIRS = [
    (fault, check, name)
    for fault, checks in CAUGHT_BY.items()
    for check in (properties.check_parameters, *checks)
    for name in nets_of(fault)
]


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("check", properties.CHECKS)
def test_the_sound_core_passes(check, name):
    check(*example(name))


@pytest.mark.parametrize(("fault", "check", "name"), PAIRS, ids=lambda k: getattr(k, "__name__", k))
def test_a_fault_is_caught(fault, check, name, monkeypatch):
    net, x, y = example(name)
    fault(monkeypatch)
    with pytest.raises(AssertionError, match="off by"):
        check(net, x, y)


@pytest.mark.parametrize("fault", CAUGHT_BY, ids=lambda k: k.__name__)
def test_a_fault_is_gone_with_its_patch(fault):
    with pytest.MonkeyPatch.context() as patch:
        fault(patch)
    properties.check_parameters(*example(nets_of(fault)[0]))


@pytest.mark.parametrize("check", [properties.check_derivatives, properties.check_jacobians])
def test_a_jacobian_without_what_is_beside_its_diagonal_is_caught(check, monkeypatch):
    net, x, y = example("softmax")
    softmax_s_jacobian_diagonal(monkeypatch)
    with pytest.raises(AssertionError, match="off by"):
        check(net, x, y)


# The regulariser

R = Regulariser(0.3, 0.2)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("r", [Regulariser(0.3, 0.0), Regulariser(0.0, 0.2), R])
def test_the_sound_slope_of_r_passes(r, name):
    properties.check_parameters(*example(name), r)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("fault", OF_R, ids=lambda k: k.__name__)
def test_a_fault_in_the_slope_of_r_is_caught(fault, name, monkeypatch):
    fault(monkeypatch)
    with pytest.raises(AssertionError, match="off by"):
        properties.check_parameters(*example(name), R)


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("fault", CAUGHT_BY, ids=lambda k: k.__name__)
def test_r_hides_no_fault(fault, name, monkeypatch):
    net, x, y = example(name)
    if name in nets_of(fault):
        fault(monkeypatch)
        with pytest.raises(AssertionError, match="off by"):
            properties.check_parameters(net, x, y, R)


def test_a_value_of_r_that_counts_the_biases_too_is_caught(monkeypatch):
    """Value and slope agree then: what R is says its definition."""
    net, x, y = example("mixed")
    properties.check_penalty(net, R)
    with_biases = lambda self, net: float(self.terms(net.theta).sum())  # noqa: E731
    monkeypatch.setattr(Regulariser, "value", with_biases)
    biases_punished(monkeypatch)
    properties.check_parameters(net, x, y, R)
    with pytest.raises(AssertionError, match="off by"):
        properties.check_penalty(net, R)


def test_a_value_of_r_without_its_half_is_caught(monkeypatch):
    net, x, y = example("mixed")
    sound = Regulariser.terms
    monkeypatch.setattr(Regulariser, "terms", lambda self, w: sound(replace(self, l2=2 * self.l2), w))
    for check, *given in ((properties.check_penalty, net), (properties.check_parameters, net, x, y)):
        with pytest.raises(AssertionError, match="off by"):
            check(*given, R)
