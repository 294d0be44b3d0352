"""What a layer does to numbers one by one: σ of its weighted inputs, and σ' on the way back.

Matrices over samples have rows `tall` numbers apart, of which the first `width` are in use, a multiple of
eight.
"""

from typing import Any

from core.activations import LeakyRelu
from core.kernel import functions
from core.kernel.compiled import Pointer, compiled, inlined
from core.kernel.lanes import WIDTH, Lanes, everywhere, fused, load, store, where_less
from core.kernel.plan import IDENTITY, LEAKY_RELU, RELU, SIGMOID, SOFTPLUS, TANH

SLOPE = LeakyRelu.slope

# a = σ(z)


@inlined
def _relu(z: Lanes) -> Lanes:
    return where_less(z, 0.0, 0.0, z)


@inlined
def _leaky_relu(z: Lanes) -> Lanes:
    return where_less(0.0, z, z, SLOPE * z)


@inlined
def _identity(z: Lanes) -> Lanes:
    return z


# σ'(z), where a = σ(z)


@inlined
def _sigmoid_prime(z: Lanes, a: Lanes) -> Lanes:
    return (1.0 - a) * a


@inlined
def _tanh_prime(z: Lanes, a: Lanes) -> Lanes:
    return 1.0 - a * a


@inlined
def _relu_prime(z: Lanes, a: Lanes) -> Lanes:
    return where_less(0.0, z, 1.0, 0.0)


@inlined
def _leaky_relu_prime(z: Lanes, a: Lanes) -> Lanes:
    return where_less(0.0, z, 1.0, SLOPE)


@inlined
def _softplus_prime(z: Lanes, a: Lanes) -> Lanes:
    return functions.sigmoid(z)


@inlined
def _identity_prime(z: Lanes, a: Lanes) -> Lanes:
    return everywhere(1.0)


def _forth(sigma: Any) -> Any:
    """σ of a whole layer; the loop also adds up the squares of z."""

    @inlined
    def loop(z: Pointer, a: Pointer, n: int, tall: int, width: int) -> Lanes:
        squares = everywhere(0.0)
        for r in range(n):
            for k in range(r * tall, r * tall + width, WIDTH):
                x = load(z, k)
                squares = fused(x, x, squares)
                store(a, k, sigma(x))
        return squares

    return loop


def _back(prime: Any) -> Any:
    """∂C/∂z of a whole layer."""

    @inlined
    def loop(dC_da: Pointer, z: Pointer, a: Pointer, dC_dz: Pointer, n: int, tall: int, width: int) -> None:
        for r in range(n):
            for k in range(r * tall, r * tall + width, WIDTH):
                store(dC_dz, k, prime(load(z, k), load(a, k)) * load(dC_da, k))

    return loop


_sigmoids, _tanhs, _softpluses = (_forth(k) for k in (functions.sigmoid, functions.tanh, functions.softplus))
_relus, _leaky_relus, _identities = (_forth(k) for k in (_relu, _leaky_relu, _identity))
_sigmoids_back, _tanhs_back, _softpluses_back = (
    _back(k) for k in (_sigmoid_prime, _tanh_prime, _softplus_prime)
)
_relus_back, _leaky_relus_back, _identities_back = (
    _back(k) for k in (_relu_prime, _leaky_relu_prime, _identity_prime)
)


@compiled
def values(sigma: int, z: Pointer, a: Pointer, n: int, tall: int, width: int) -> Lanes:
    """a = σ(z) of n nodes; returns the sums of z² lane by lane."""
    if width == tall:
        n, width = 1, n * tall
    if sigma == SIGMOID:
        return _sigmoids(z, a, n, tall, width)
    if sigma == TANH:
        return _tanhs(z, a, n, tall, width)
    if sigma == RELU:
        return _relus(z, a, n, tall, width)
    if sigma == LEAKY_RELU:
        return _leaky_relus(z, a, n, tall, width)
    if sigma == SOFTPLUS:
        return _softpluses(z, a, n, tall, width)
    return _identities(z, a, n, tall, width)


@compiled
def through_sigma(
    sigma: int, dC_da: Pointer, z: Pointer, a: Pointer, dC_dz: Pointer, n: int, tall: int, width: int
) -> None:
    """∂C/∂z = ∂C/∂a σ'(z) of n nodes."""
    if width == tall:
        n, width = 1, n * tall
    if sigma == SIGMOID:
        _sigmoids_back(dC_da, z, a, dC_dz, n, tall, width)
    elif sigma == TANH:
        _tanhs_back(dC_da, z, a, dC_dz, n, tall, width)
    elif sigma == RELU:
        _relus_back(dC_da, z, a, dC_dz, n, tall, width)
    elif sigma == LEAKY_RELU:
        _leaky_relus_back(dC_da, z, a, dC_dz, n, tall, width)
    elif sigma == SOFTPLUS:
        _softpluses_back(dC_da, z, a, dC_dz, n, tall, width)
    elif sigma == IDENTITY:
        _identities_back(dC_da, z, a, dC_dz, n, tall, width)
