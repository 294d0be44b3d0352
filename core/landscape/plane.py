"""Planes through the space of all parameters: θ = base + α first + β second."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from core.backprop import quiet
from core.checks import Array
from core.landscape.spec import PlaneSpec
from core.lazily import dataclass
from core.network import Network, views
from core.randomness import Purpose, generator
from core.selection import Pick, index_of
from core.symbols import parameter_name

FLAT = 1e-9
"""A second direction of so little length beside the first is none: both are parallel."""


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane; its arrays are flat, in theta's order, and read-only.

    Attributes:
        spec: what was asked for.
        step: where training stood when it was laid: after so many updates.
        base: θ at the origin α = β = 0.
        first, second: the directions of α and of β.
        names: what α and β are called.
        indices: where the two parameters lie in theta, whose values α and β are; None for directions.

    """

    spec: PlaneSpec
    step: int
    base: Array
    first: Array
    second: Array
    names: tuple[str, str]
    indices: tuple[int, int] | None = None

    @quiet
    def put(self, alpha: float, beta: float, out: Array) -> None:
        """Write the parameters at a point into `out`."""
        np.copyto(out, self.base)
        if self.indices is not None:
            out[list(self.indices)] = alpha, beta
        else:
            out += alpha * self.first
            out += beta * self.second

    @quiet
    def along(self, vector: Array) -> tuple[float, float]:
        """The coordinates of what of a difference of parameters lies in the plane, by least squares."""
        if self.indices is not None:
            return float(vector[self.indices[0]]), float(vector[self.indices[1]])
        one, two = self.slopes(vector)
        (a, b), (_, c) = self.gram
        det = a * c - b * b
        return (c * one - b * two) / det, (a * two - b * one) / det

    @quiet
    def slopes(self, gradient: Array) -> tuple[float, float]:
        """The derivatives by α and β of a function of the parameters that has this gradient."""
        if self.indices is not None:
            return float(gradient[self.indices[0]]), float(gradient[self.indices[1]])
        return float(self.first.dot(gradient)), float(self.second.dot(gradient))

    @property
    def gram(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The products of the directions with one another."""
        across = float(self.first.dot(self.second))
        return (float(self.first.dot(self.first)), across), (across, float(self.second.dot(self.second)))

    @quiet
    def place(self, theta: Array) -> tuple[float, float, float]:
        """The coordinates α, β of the point nearest to `theta`, and how far that is from it.

        Of two parameters they are its own values, and the distance is 0: the others are not asked.
        """
        if self.indices is not None:
            return (*self.along(theta), 0.0)
        away = theta - self.base
        alpha, beta = self.along(away)
        away -= alpha * self.first
        away -= beta * self.second
        return alpha, beta, float(np.sqrt(away.dot(away)))

    def moved(self, theta: Array, step: int) -> "Plane":
        """The same two parameters, while all others are those of `theta`."""
        return replace(self, base=_still(theta.copy()), step=step)


def of_parameters(spec: PlaneSpec, pair: tuple[Pick, Pick], net: Network, step: int) -> Plane:
    """The plane of two parameters of `net`, whose values are the coordinates."""
    indices = index_of(pair[0], net.n), index_of(pair[1], net.n)
    first, second = np.zeros((2, net.theta.size))
    first[indices[0]] = second[indices[1]] = 1.0
    names = parameter_name(pair[0]), parameter_name(pair[1])
    base = _still(net.theta.copy())
    return Plane(spec, step, base, _still(first), _still(second), names, indices)


def of_random(spec: PlaneSpec, net: Network, step: int) -> Plane:
    """Two random directions, of which each node has as much as its own weights and bias are long.

    So a step of 1 changes every node as much as it is itself, whatever its scale ("Visualizing the Loss
    Landscape of Neural Nets", Li et al. 2018: filter normalisation; here a node's row is a filter).
    """
    first, second = (_random(net, spec.seed, k) for k in range(2))
    return Plane(spec, step, _still(net.theta.copy()), first, second, ("d₁", "d₂"))


def _random(net: Network, seed: int, k: int) -> Array:
    direction = generator(seed, Purpose.LANDSCAPE, k).standard_normal(net.theta.size)
    for own, rows in zip(net.wb[1:], views(direction, net.n).wb[1:], strict=True):
        np.multiply(rows, _lengths(own) / _lengths(rows), out=rows)
    if not direction.any():  # all parameters are 0: there is no scale to go by
        direction = generator(seed, Purpose.LANDSCAPE, k).standard_normal(net.theta.size)
        direction /= np.sqrt(direction.dot(direction))
    return _still(direction)


def _lengths(rows: Array) -> Array:
    """The length of each row (n, k), as (n, 1)."""
    found: Array = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return found


def of_path(spec: PlaneSpec, net: Network, step: int, way: Sequence[Array]) -> Plane:
    """The two principal directions of the `way` as seen from where it ends, `net`; both of length 1.

    They are the two orthogonal directions from the present point that the noted parameters have most of.
    """
    away = np.stack(way) if way else net.theta[np.newaxis].copy()
    away -= net.theta  # in place, here and below: of a large network these are megabytes
    longest = max(float(away.max()), -float(away.min()), 1e-300)
    away /= longest  # whose squares would have no room, if they were long
    if len(away) > away.shape[1]:
        directions = np.linalg.eigh(away.T @ away)[1].T[::-1]
    else:
        # As many numbers as there are points decide, however many parameters there are.
        sizes, mixed = np.linalg.eigh(away @ away.T)
        known = sizes[::-1] > FLAT**2 * max(sizes[-1], 1e-300)
        directions = mixed.T[::-1][known][:2] @ away
    return _of_two(spec, net, step, list(directions[:2]), ("PC₁", "PC₂"))


def of_gradient(spec: PlaneSpec, net: Network, step: int, gradient: Array, delta: Array) -> Plane:
    """The directions of the gradient of C_train and of the last update, at right angles, of length 1."""
    return _of_two(spec, net, step, [gradient, delta], ("∇C", "Δθ"))


def _of_two(spec: PlaneSpec, net: Network, step: int, wanted: list[Array], names: tuple[str, str]) -> Plane:
    """A plane of what is `wanted`, with a random direction in place of what is missing or parallel."""
    found: list[Array] = []
    others = (_random(net, spec.seed, k) for k in range(2))
    for k, vector in enumerate(chain(wanted, others)):
        unit = _beside(vector, found)
        if unit is None:
            continue
        if k >= len(wanted):
            names = (names[0], "random") if found else ("random", "random")
        found.append(unit)
        if len(found) == 2:
            break
    return Plane(spec, step, _still(net.theta.copy()), _still(found[0]), _still(found[1]), names)


def _beside(vector: Array, others: list[Array]) -> Array | None:
    """What of `vector` is at right angles to `others`, of length 1; None where that is nothing."""
    most = float(np.abs(vector).max())
    if not np.isfinite(most) or most <= 0.0:
        return None
    unit = vector / most
    unit /= np.sqrt(unit.dot(unit))
    for other in others:
        unit = unit - unit.dot(other) * other
    left = float(np.sqrt(unit.dot(unit)))
    return None if left <= FLAT else unit / left


def _still(array: Array) -> Array:
    array.flags.writeable = False
    return array
