"""The network: sizes, activations, and one flat vector of parameters with views into it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.activations import Activation, Softmax, activation
from core.checks import Array, whole_number
from core.costs import Cost, cost_function
from core.errors import BadInputError, ShapeError, shown
from core.initialisations import SCALED, initialise

MOST_NODES = 1024
"""Nodes in one layer, at most."""

PLACEHOLDER: Array = np.empty((0, 0))
"""Stands in slot 0 of z, w and b, so that l in code is ℓ on paper."""
PLACEHOLDER.flags.writeable = False


class Views(NamedTuple):
    """A flat vector seen layer by layer; slot 0 is a placeholder.

    Node after node, the weights into a node are followed by its bias:
    w^1_11 … w^1_1n b^1_1, w^1_21 … w^1_2n b^1_2, …, then layer 2, and so on.
    """

    w: tuple[Array, ...]
    """w[l]: (n_l, n_{l−1}), entry [i, j] to node i from node j."""
    b: tuple[Array, ...]
    """b[l]: (n_l, 1)."""
    wb: tuple[Array, ...]
    """wb[l]: (n_l, n_{l−1} + 1), w[l] and b[l] as they lie side by side."""


def parameter_count(n: Sequence[int]) -> int:
    """Return how many weights and biases layers of sizes `n` have."""
    return sum(to * (of + 1) for of, to in pairwise(n))


def views(flat: Array, n: Sequence[int]) -> Views:
    """Return the views of `flat` (one entry a parameter) for layers of sizes `n`."""
    wb, start = [PLACEHOLDER], 0
    for of, to in pairwise(n):
        end = start + to * (of + 1)
        wb.append(flat[start:end].reshape(to, of + 1))
        start = end
    w, b = [PLACEHOLDER], [PLACEHOLDER]
    for layer in wb[1:]:
        w.append(layer[:, :-1])
        b.append(layer[:, -1:])
    return Views(tuple(w), tuple(b), tuple(wb))


def checked_sizes(n: Iterable[int]) -> tuple[int, ...]:
    """Return the layer sizes as a tuple; raises `ShapeError` or `BadInputError` in one sentence."""
    try:
        sizes = tuple(n)
    except TypeError:
        raise ShapeError(f"The layer sizes must be a row of whole numbers, not {shown(n)}.") from None
    if len(sizes) < 2:
        raise ShapeError("A network needs at least two layers of nodes: the input and the output.")
    return tuple(whole_number(k, "The size of a layer", 1, MOST_NODES) for k in sizes)


class Network:
    """A multilayer network of the notes.

    Attributes:
        n: sizes (n_0, …, n_L); `L` is the index of the output layer.
        activations: the names of σ for layers 1 … L; `sigma[l]` is layer l's function.
        cost: the name of the cost, `cost_function` the function itself.
        theta: every w and b in one flat vector (see `Views` for the order); writing into
            `w[l]` (n_l, n_{l−1}) or `b[l]` (n_l, 1), which are views, writes into it.
        mask: one flag a parameter in theta's order, True where an update must leave it alone.
        faulty: the hidden layer whose σ' the backward pass forgets, so that a check has something to
            find; 0 for none, which is so unless somebody asks for it.

    """

    faulty = 0

    def __init__(
        self,
        n: Sequence[int],
        activations: Sequence[str] | str = "sigmoid",
        seed: int = 0,
        cost: str = "mse",
        initialisation: str = SCALED,
    ) -> None:
        """Build a network of layer sizes `n` with parameters drawn from `seed`.

        `activations` names one σ for each of the layers 1 … L, or one for all of them.
        Raises `ShapeError` for sizes below 1 or a wrong number of activations,
        `UnknownNameError` for an activation, cost or initialisation that does not exist.
        """
        self._shape(n, activations, cost)
        self._bind(np.zeros(parameter_count(self.n)))
        self.initialise(seed, initialisation)

    @classmethod
    def over(
        cls, theta: Array, n: Sequence[int], activations: Sequence[str] | str, cost: str = "mse"
    ) -> "Network":
        """Return a network over `theta` itself, not a copy of it. Raises as the constructor does."""
        net = object.__new__(cls)
        net._shape(n, activations, cost)
        if theta.shape != net.mask.shape:
            raise ShapeError(f"The parameters must have the shape {net.mask.shape}, not {theta.shape}.")
        net._bind(theta)
        return net

    def _shape(self, n: Sequence[int], activations: Sequence[str] | str, cost: str) -> None:
        """Take everything but the parameters."""
        self.n = checked_sizes(n)
        self.L = len(self.n) - 1
        self.activations: tuple[str, ...] = ()
        self.sigma: tuple[Activation | None, ...] = ()
        self.cost = cost
        self.cost_function: Cost = cost_function(cost)
        self.set_activations(activations)
        self.mask: NDArray[np.bool_] = np.zeros(parameter_count(self.n), dtype=bool)

    def _bind(self, theta: Array) -> None:
        self.theta = theta
        self.w, self.b, self.wb = views(theta, self.n)

    def set_activations(self, activations: Sequence[str] | str, cost: str | None = None) -> None:
        """Give layers 1 … L their σ by name, and the network its `cost` where it is named; parameters stay.

        Raises as the constructor does, nothing changed.
        """
        name = self.cost if cost is None else cost
        function = cost_function(name)
        try:
            given = (activations,) * self.L if isinstance(activations, str) else tuple(activations)
        except TypeError:
            raise ShapeError(f"The activations must be a row of names, not {shown(activations)}.") from None
        if len(given) != self.L:
            raise ShapeError(
                f"A network with layers 1 … {self.L} needs {self.L} activations, not {len(given)}."
            )
        sigma = tuple(activation(name) for name in given)
        if any(isinstance(each, Softmax) for each in sigma[:-1]):
            raise BadInputError("Softmax mixes all nodes of its layer: only the output layer can have it.")
        wanted = function.of_sigma
        if wanted is not None and given[-1] != wanted:
            raise BadInputError(
                f"The cost {name} is for an output layer of {wanted}, not of {given[-1]}; change both."
            )
        self.sigma = (None, *sigma)
        self.activations, self.cost, self.cost_function = given, name, function

    def initialise(self, seed: int, how: str = SCALED) -> None:
        """Begin anew in one of the ways of `core.initialisations`, drawn from `seed`; raises as it does."""
        gains = (0.0, *(self.layer_sigma(l).gain for l in range(1, self.L + 1)))
        initialise(how, seed, self.w, self.b, gains)

    def layer_sigma(self, l: int) -> Activation:
        """Return the activation of layer l, 1 ≤ l ≤ L; raises `BadInputError` for another l."""
        function = self.sigma[l] if 0 < l <= self.L else None
        if function is None:
            raise BadInputError(f"Layers with weights are numbered 1 to {self.L}, not {l}.")
        return function

    def with_theta(self, theta: Array) -> "Network":
        """Return a network of the same shape over `theta` itself, not a copy of it."""
        if theta.shape != self.theta.shape:
            raise ShapeError(f"The parameters must have the shape {self.theta.shape}, not {theta.shape}.")
        other = object.__new__(Network)
        other.__dict__.update(self.__dict__)
        other._bind(theta)
        return other

    def copy(self) -> "Network":
        """Return a network with parameters and mask of its own."""
        other = self.with_theta(self.theta.copy())
        other.mask = self.mask.copy()
        return other
