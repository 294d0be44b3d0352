"""Changes of a network's shape: one hidden layer larger or smaller, one more, or one fewer.

Each is a frozen record that makes of one experiment the next; what it leaves alone keeps its σ.
"""

from dataclasses import replace

from core.activations import HIDDEN
from core.checks import whole_number
from core.errors import BadInputError
from core.experiment import Experiment
from core.lazily import dataclass
from core.network import MOST_NODES

LIKE_NEIGHBOURS = 8
"""Nodes that a new layer takes from its neighbours at most."""
ALONE, SIGMA_ALONE = 4, "tanh"
"""Nodes and σ of the first hidden layer, which has none to take after."""


@dataclass(frozen=True)
class Resize:
    """Give hidden layer l so many nodes."""

    l: int
    nodes: int

    def of(self, experiment: Experiment) -> Experiment:
        """Return what becomes of `experiment`; raises `BadInputError` where it has no such hidden layer."""
        l = checked_hidden(self.l, experiment)
        nodes = whole_number(self.nodes, f"The number of nodes of layer {l}", 1, MOST_NODES)
        return replace(experiment, n=(*experiment.n[:l], nodes, *experiment.n[l + 1 :]))


@dataclass(frozen=True)
class Grow:
    """Give hidden layer l so many nodes more, or fewer where `by` is below zero."""

    l: int
    by: int = 1

    def of(self, experiment: Experiment) -> Experiment:
        """Return what becomes of `experiment`; raises `BadInputError` where no node would be left."""
        l = checked_hidden(self.l, experiment)
        nodes = experiment.n[l] + self.by
        if nodes < 1:
            raise BadInputError(
                f"Layer {l} keeps at least one node; the layer itself can be removed instead."
            )
        return Resize(l, nodes).of(experiment)


@dataclass(frozen=True)
class Insert:
    """Put a hidden layer in, which becomes layer l: 1 right after the input, L right before the output.

    It takes the size of the smaller of its hidden neighbours, up to `LIKE_NEIGHBOURS`, and the σ of the
    one before it, or else of the one behind it.
    """

    l: int

    def of(self, experiment: Experiment) -> Experiment:
        """Return what becomes of `experiment`; raises `BadInputError` for a place that it has not."""
        n, sigma = experiment.n, experiment.activations
        l = whole_number(self.l, "The place of a new layer", 1, len(n) - 1)
        hidden = [k for k in (l - 1, l) if 0 < k < len(n) - 1]
        nodes = min([LIKE_NEIGHBOURS, *(n[k] for k in hidden)]) if hidden else ALONE
        name = sigma[hidden[0] - 1] if hidden else _sigma_alone(experiment)
        return replace(
            experiment,
            n=(*n[:l], nodes, *n[l:]),
            activations=(*sigma[: l - 1], name, *sigma[l - 1 :]),
        )


@dataclass(frozen=True)
class Remove:
    """Take hidden layer l away."""

    l: int

    def of(self, experiment: Experiment) -> Experiment:
        """Return what becomes of `experiment`; raises `BadInputError` where it has no such hidden layer."""
        l = checked_hidden(self.l, experiment)
        n, sigma = experiment.n, experiment.activations
        return replace(experiment, n=(*n[:l], *n[l + 1 :]), activations=(*sigma[: l - 1], *sigma[l:]))


Reshaping = Resize | Grow | Insert | Remove


def with_sigma(experiment: Experiment, l: int, name: str) -> tuple[str, ...]:
    """Return the names of σ for layers 1 … L where layer l has `name`."""
    at = whole_number(l, "The number of a layer with weights", 1, len(experiment.activations)) - 1
    return (*experiment.activations[:at], name, *experiment.activations[at + 1 :])


def checked_hidden(l: int, experiment: Experiment) -> int:
    """Return l as a plain int; raises one sentence unless it is a hidden layer of `experiment`."""
    last = len(experiment.n) - 2
    if last < 1:
        raise BadInputError("This network has no hidden layers; input and output have the data's sizes.")
    return whole_number(l, "The number of a hidden layer", 1, last)


def _sigma_alone(experiment: Experiment) -> str:
    name = experiment.activations[0]
    return name if name in HIDDEN and name != "identity" else SIGMA_ALONE
