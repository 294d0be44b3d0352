"""The properties of `test_gradients` are worth something: each of these faults makes them fail."""

import gradient_properties as properties
import numpy as np
import pytest

from core import backprop
from core.activations import Sigmoid, Tanh
from core.costs import MeanSquaredError
from core.network import Network

NETS = {
    "sigmoid": ((3, 3, 3, 3), ("sigmoid",) * 3),
    "tanh": ((3, 3, 3, 3), ("tanh",) * 3),
    "mixed": ((4, 4, 4, 4, 4), ("tanh", "sigmoid", "tanh", "sigmoid")),
}
"""Square layers, so that a fault in the indices is not an error in the shapes."""


def example(name):
    n, sigma = NETS[name]
    net = Network(n, sigma, seed=3)
    return net, *properties.batch(net, 5, seed=3)


# Faults


def dropped_factor(patch):
    """∂C/∂a^L = a − y, without 2/n_L."""
    patch.setattr(MeanSquaredError, "dC_daL", lambda self, aL, y, out: np.subtract(aL, y, out=out))


def transposed_w(patch):
    """∂C/∂a^{ℓ−1} = w ∂C/∂z instead of wᵀ ∂C/∂z."""

    def fault(net, p, g, l):
        if l > 1:
            np.dot(net.w[l], g.dC_dz[l], out=g.dC_da[l - 1])

    after_backward_layer(patch, fault)


def sigma_prime_of_a(patch):
    """σ'(a) instead of σ'(z)."""
    for kind in (Sigmoid, Tanh):
        sound = kind.sigma_prime
        patch.setattr(
            kind,
            "sigma_prime",
            lambda self, z, a, out=None, sound=sound: sound(self, a, self.sigma(a), out),
        )


def inputs_one_layer_off(patch):
    """∂C/∂w^ℓ made with a^ℓ instead of a^{ℓ−1}."""
    after_backward_layer(patch, lambda net, p, g, l: np.dot(g.dC_dz[l], p.a[l].T / p.m, out=g.dC_dw[l]))


def sigma_prime_one_layer_off(patch):
    """∂C/∂z^ℓ made with σ'(z^{ℓ−1}) instead of σ'(z^ℓ)."""
    sound = backprop.backward_layer

    def faulty(net, p, g, l):
        below = max(l - 1, 1)
        shifted = backprop.Activity(net, p.m)
        shifted.z = (*p.z[:l], p.z[below], *p.z[l + 1 :])
        shifted.a = (*p.a[:l], net.layer_sigma(l).sigma(p.z[below]), *p.a[l + 1 :])
        sound(net, shifted, g, l)

    patch.setattr(backprop, "backward_layer", faulty)


def forward_without_b(patch):
    """z = w a, the bias forgotten; the backward pass still has ∂C/∂b."""

    def faulty(net, p, l):
        np.dot(net.w[l], p.a[l - 1], out=p.z[l])
        net.layer_sigma(l).sigma(p.z[l], out=p.a[l])

    patch.setattr(backprop, "forward_layer", faulty)


def backward_without_b(patch):
    """∂C̄/∂b left at 0."""
    after_backward_layer(patch, lambda net, p, g, l: g.dC_db[l].fill(0.0))


def after_backward_layer(patch, fault):
    sound = backprop.backward_layer

    def faulty(net, p, g, l):
        sound(net, p, g, l)
        fault(net, p, g, l)

    patch.setattr(backprop, "backward_layer", faulty)


CAUGHT_BY = {
    dropped_factor: (properties.check_nodes, properties.check_derivatives),
    transposed_w: (properties.check_nodes, properties.check_products),
    sigma_prime_of_a: (properties.check_nodes, properties.check_derivatives),
    inputs_one_layer_off: (properties.check_products,),
    sigma_prime_one_layer_off: (properties.check_nodes, properties.check_jacobians),
    forward_without_b: (),
    backward_without_b: (properties.check_products,),
}
"""Which properties must fail, besides the central differences of every parameter, which always must."""

PAIRS = [
    (fault, check) for fault, checks in CAUGHT_BY.items() for check in (properties.check_parameters, *checks)
]


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize("check", properties.CHECKS)
def test_the_sound_core_passes(check, name):
    check(*example(name))


@pytest.mark.parametrize("name", NETS)
@pytest.mark.parametrize(("fault", "check"), PAIRS, ids=lambda k: k.__name__)
def test_a_fault_is_caught(fault, check, name, monkeypatch):
    net, x, y = example(name)
    fault(monkeypatch)
    with pytest.raises(AssertionError, match="off by"):
        check(net, x, y)


@pytest.mark.parametrize("fault", CAUGHT_BY, ids=lambda k: k.__name__)
def test_a_fault_is_gone_with_its_patch(fault):
    with pytest.MonkeyPatch.context() as patch:
        fault(patch)
    properties.check_parameters(*example("sigmoid"))
