"""Every number of one sample's step, worked out to the end: what can be asked for, and gone wrong about."""

import numpy as np

from core.activations import Elementwise
from core.backprop import backward, forward, quiet
from core.checks import Array
from core.lazily import dataclass
from core.network import PLACEHOLDER, Network


@dataclass(frozen=True)
class Numbers:
    """A full pass of one sample: columns are (n_l,), dC_dw[l] (n_l, n_{l−1}); slot 0 as in the core.

    `sigma_prime[l]` is σ'(z^ℓ); of a σ that mixes nodes the diagonal of ∂a/∂z.
    """

    net: Network
    y: Array
    z: tuple[Array, ...]
    a: tuple[Array, ...]
    sigma_prime: tuple[Array, ...]
    C: float
    dC_da: tuple[Array, ...]
    dC_dz: tuple[Array, ...]
    dC_dw: tuple[Array, ...]

    @property
    def n(self) -> tuple[int, ...]:
        """Layer sizes."""
        return self.net.n

    @property
    def L(self) -> int:
        """Index of the output layer."""
        return self.net.L

    def bias(self, l: int) -> Array:
        """b^ℓ (n_l,)."""
        bias: Array = self.net.b[l][:, 0]
        return bias

    def is_mixed(self, l: int) -> bool:
        """Whether σ of layer l mixes its nodes, so that there is no σ' of one number."""
        return l > 0 and not isinstance(self.net.layer_sigma(l), Elementwise)

    def sigma(self, l: int, i: int, z: float) -> float:
        """a^ℓ_i if z^ℓ_i were `z`."""
        column = self.z[l].copy()
        column[i] = z
        return float(self.net.layer_sigma(l).sigma(column)[i])

    def slope(self, l: int, i: int, z: float) -> float:
        """∂a^ℓ_i/∂z^ℓ_i if z^ℓ_i were `z`."""
        column = self.z[l].copy()
        column[i] = z
        sigma = self.net.layer_sigma(l)
        return float(sigma.jacobian(column, sigma.sigma(column))[i, i])


@quiet
def numbers(net: Network, x: Array, y: Array) -> Numbers:
    """Work out all numbers of the sample x (n_0,), y (n_L,): the right ones, even of a faulty network."""
    net = net.with_theta(net.theta)
    net.faulty = 0
    p = forward(net, x)
    g = backward(net, p, y)
    layers = range(1, net.L + 1)
    a = tuple(k[:, 0] for k in p.a)
    z = (PLACEHOLDER, *(p.z[l][:, 0] for l in layers))
    slopes = (np.diagonal(net.layer_sigma(l).jacobian(z[l], a[l])) for l in layers)
    return Numbers(
        net=net,
        y=y,
        z=z,
        a=a,
        sigma_prime=(PLACEHOLDER, *slopes),
        C=float(net.cost_function.value(p.z[net.L], p.a[net.L], y[:, np.newaxis])[0]),
        dC_da=(PLACEHOLDER, *(g.dC_da[l][:, 0] for l in layers)),
        dC_dz=(PLACEHOLDER, *(g.dC_dz[l][:, 0] for l in layers)),
        dC_dw=g.dC_dw,
    )
