"""What makes a gradient right: each `check_…` takes one network and one batch and asserts one property.

`test_gradients` draws networks for them, `test_seeded_faults` breaks the core and expects them to
fail. They look the core's functions up at every call, and take nothing from them but their results.
"""

from collections.abc import Callable, Iterator

import numpy as np
from definitions import COST_OF_A, SIGMA, penalty

from core import backprop
from core.activations import ACTIVATIONS, Elementwise
from core.costs import COSTS, Outputs
from core.network import Network
from core.operations import perform
from core.regularisers import NO_R, Regulariser

Array = np.ndarray

EPS = 1e-5
"""Of the central differences,"""
DIFFERENCES = 1e-7
"""and how far they may be off, relative to the largest derivative or 1."""
H = 1e-30
"""Of the complex step,"""
EXACT = 1e-12
"""and how far that and other ways round the same sum may be off."""


LOST = 30.0
"""Beyond this |z^L| a cross-entropy as its definition has it, from a^L, has lost its digits."""


class KinkError(Exception):
    """A difference reached across the kink of some σ: another network has to be drawn."""


# Networks and batches


def batch(net: Network, m: int, seed: int) -> tuple[Array, Array]:
    """x (n_0, m) from −2 to 2 and y (n_L, m) from 0 to 1."""
    rng = np.random.default_rng(seed)
    return rng.uniform(-2, 2, (net.n[0], m)), rng.uniform(0, 1, (net.n[-1], m))


def layers(net: Network) -> range:
    return range(1, net.L + 1)


def near_a_kink(net: Network, x: Array, size: float = 1.0) -> bool:
    """Whether some z is within 10 EPS of the kink of its σ, `size` times that where numbers are as large."""
    p = backprop.forward(net, x)
    return any(np.abs(p.z[l]).min() < 10 * EPS * max(size, 1.0) for l in layers_with_a_kink(net))


def layers_with_a_kink(net: Network) -> Iterator[int]:
    return (l for l in layers(net) if net.activations[l - 1] in ("relu", "leaky relu"))


# Central differences


def central_differences(array: Array, probe: Callable[[], tuple[Array, bytes]]) -> Array:
    """The slope of what `probe` finds in each row of `array`, moved as a whole by ±EPS.

    With its values `probe` returns on which side of its kink every node is.
    """
    slopes = []
    for row in array:
        kept = row.copy()
        np.add(kept, EPS, out=row)
        up, side_up = probe()
        np.subtract(kept, EPS, out=row)
        down, side_down = probe()
        np.copyto(row, kept)
        if side_up != side_down:
            raise KinkError
        slopes.append((up - down) / (2 * EPS))
    return np.array(slopes)


def sides(net: Network, p: backprop.Activity, r: Regulariser = NO_R) -> bytes:
    of_w = (np.sign(net.w[l]).tobytes() for l in layers(net) if r.l1)
    return b"".join((*((p.z[l] > 0).tobytes() for l in layers_with_a_kink(net)), *of_w))


def assert_near(found: Array, wanted: Array, tolerance: float, largest: float) -> None:
    error = np.abs(found - wanted).max()
    assert error <= tolerance * max(1.0, largest), f"off by {error:.1e}"


def check_parameters(net: Network, x: Array, y: Array, r: Regulariser = NO_R) -> None:
    """∂C̄/∂w and ∂C̄/∂b, with ∂R/∂w where there is R, agree with central differences of C̄ + R."""

    def probe() -> tuple[Array, bytes]:
        p = backprop.forward(net, x)
        return np.array(backprop.cost(net, p, y) + r.value(net)), sides(net, p, r)

    g = backprop.backward(net, backprop.forward(net, x), y)
    slopes = central_differences(net.theta.reshape(-1, 1), probe)
    assert_near(g.flat + r.gradient(net), slopes, DIFFERENCES, np.abs(slopes).max())


def check_penalty(net: Network, r: Regulariser) -> None:
    """R is what its definition says, of the weights and of nothing else."""
    wanted = penalty(net.w[1:], r.l1, r.l2)
    assert_near(np.array(r.value(net)), np.array(wanted), EXACT, wanted)


def check_nodes(net: Network, x: Array, y: Array) -> None:
    """∂C/∂a and ∂C/∂z of every sample agree with central differences of its own C.

    A cross-entropy knows a^L only as σ(z^L), and bends sharply where that is almost 0 or 1: its
    ∂C/∂a^L is for the complex step alone.
    """
    g = backprop.backward(net, backprop.forward(net, x), y)
    for l in layers(net):
        p = backprop.forward(net, x)
        if l < net.L or net.cost == "mse":
            slopes = central_differences(p.a[l], lambda l=l, p=p: costs_after(net, p, y, l))
            assert_near(g.dC_da[l], slopes, DIFFERENCES, np.abs(slopes).max())
        slopes = central_differences(p.z[l], lambda l=l, p=p: costs_at(net, p, y, l))
        assert_near(g.dC_dz[l], slopes, DIFFERENCES, np.abs(slopes).max())


def costs_at(net: Network, p: backprop.Activity, y: Array, l: int) -> tuple[Array, bytes]:
    """Each sample's C where z[l] was written."""
    np.copyto(p.a[l], net.layer_sigma(l).sigma(p.z[l]))
    return costs_after(net, p, y, l)


def costs_after(net: Network, p: backprop.Activity, y: Array, l: int) -> tuple[Array, bytes]:
    """Each sample's C where a[l] was written."""
    for k in range(l + 1, net.L + 1):
        perform(backprop.forward_layer(net, p, k))
    return samples_costs(net, p, y), sides(net, p)


def samples_costs(net: Network, p: backprop.Activity, y: Array) -> Array:
    return net.cost_function.value(p.z[net.L], p.a[net.L], y)


# Complex steps


def check_sigma(name: str, z: Array) -> None:
    """σ(z) is what its definition says, and the Jacobian ∂a/∂z, σ' with it, agrees with the complex step."""
    sigma, m = ACTIVATIONS[name], z.shape[1]
    a = sigma.sigma(z)
    assert_near(a, SIGMA[name](z), EXACT, np.abs(a).max())
    steps = np.array([SIGMA[name](moved(z, i)).imag / H for i in range(len(z))])
    found = np.stack([sigma.jacobian(z[:, k], a[:, k]).T for k in range(m)], axis=2)
    assert_near(found, steps, EXACT, 1.0)
    if isinstance(sigma, Elementwise):
        assert_near(sigma.sigma_prime(z, a), np.einsum("iik->ik", steps), EXACT, 1.0)


def moved(array: Array, i: int) -> Array:
    """`array` with row i a complex step away."""
    found = array.astype(complex)
    found[i] += 1j * H
    return found


def check_cost_derivative(name: str, sigma: str, z: Array, y: Array) -> None:
    """C is what its definition says; ∂C/∂a^L, and ∂C/∂z^L if the cost knows it, agree with the complex step.

    That holds for every sample, and for what training uses.
    """
    cost, of_a, a, m = COSTS[name], COST_OF_A[name], ACTIVATIONS[sigma].sigma(z), z.shape[1]
    rows = range(len(z))
    steps = np.array([of_a(moved(a, i), y).imag / H for i in rows])
    largest = np.abs(steps).max()
    assert_near(cost.dC_daL(a, y), steps, EXACT, largest)
    of_mean, by_z = np.empty_like(a), np.empty_like(a)
    bound = cost.bind(Outputs(z, a, y, of_mean, by_z))
    perform(bound.operations)
    assert_near(of_mean * m, steps, EXACT, largest)
    if bound.to_z is not None:
        perform(bound.to_z)
        steps = np.array([of_a(SIGMA[sigma](moved(z, i)), y).imag / H for i in rows])
        assert_near(by_z * m, steps, EXACT, largest)
    values = cost.value(z, a, y)
    assert_near(values, of_a(a, y), EXACT, max(largest, values.max()))
    assert_near(np.array(bound.mean()), values.mean(), EXACT, values.max())


def check_derivatives(net: Network, x: Array, y: Array) -> None:
    """Both, at the values that the network takes."""
    p = backprop.forward(net, x)
    for l in layers(net):
        check_sigma(net.activations[l - 1], p.z[l])
    known = np.abs(p.z[net.L]).max(axis=0) <= LOST
    if known.any() or net.cost == "mse":
        some = known | (net.cost == "mse")
        check_cost_derivative(net.cost, net.activations[-1], p.z[net.L][:, some], y[:, some])


# Within the backward pass


def check_jacobians(net: Network, x: Array, y: Array) -> None:
    """∂C/∂z = Sᵀ ∂C/∂a for every sample, with S = ∂a/∂z written out."""
    p = backprop.forward(net, x)
    g = backprop.backward(net, p, y)
    for l in layers(net):
        for k in range(p.m):
            S = net.layer_sigma(l).jacobian(p.z[l][:, k], p.a[l][:, k])
            dC_da = g.dC_da[l][:, k]
            assert_near(g.dC_dz[l][:, k], S.T @ dC_da, EXACT, np.abs(dC_da).max())


def check_products(net: Network, x: Array, y: Array) -> None:
    """∂C̄/∂w = ∂C/∂z (a^{ℓ−1})ᵀ / m, ∂C̄/∂b = the mean of ∂C/∂z, and ∂C/∂a^{ℓ−1} = (w^ℓ)ᵀ ∂C/∂z."""
    p = backprop.forward(net, x)
    g = backprop.backward(net, p, y)
    largest = max(np.abs(k).max() for k in (*g.dC_dz[1:], *g.dC_da[1:], g.flat))
    for l in layers(net):
        assert_near(g.dC_dw[l], g.dC_dz[l] @ p.a[l - 1].T / p.m, EXACT, largest)
        assert_near(g.dC_db[l], g.dC_dz[l].mean(axis=1, keepdims=True), EXACT, largest)
        if l > 1:
            assert_near(g.dC_da[l - 1], net.w[l].T @ g.dC_dz[l], EXACT, largest)


def check_samples(net: Network, x: Array, y: Array) -> None:
    """A batch is its samples: each one's ∂C/∂a and ∂C/∂z as if alone, gradient and cost their means."""
    p = backprop.forward(net, x)
    g = backprop.backward(net, p, y)
    alone = [alone_in(net, x[:, k], y[:, k]) for k in range(p.m)]
    flat, C = np.mean([one.flat for one in alone], axis=0), samples_costs(net, p, y)
    assert_near(g.flat, flat, EXACT, np.abs(flat).max())
    assert_near(np.array(backprop.cost(net, p, y)), C.mean(), EXACT, C.max())
    for l in layers(net):
        for name in ("dC_da", "dC_dz"):
            columns = np.hstack([getattr(one, name)[l] for one in alone])
            assert_near(getattr(g, name)[l], columns, EXACT, np.abs(columns).max())


def alone_in(net: Network, x: Array, y: Array) -> backprop.Gradient:
    return backprop.backward(net, backprop.forward(net, x), y)


CHECKS = (check_parameters, check_nodes, check_derivatives, check_jacobians, check_products, check_samples)
"""All that take a network and a batch."""
