"""An experiment: everything that fixes a training run, and a good one for each data set."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.datasets import Dataset, entry, load
from core.errors import ShapeError
from core.network import Network
from core.optimisers import GradientDescent
from core.split import checked_share, held_out_samples
from core.trainer import Trainer


@dataclass(frozen=True, slots=True)
class Experiment:
    """Data, network and settings; equal experiments train alike, number for number.

    Attributes:
        dataset, noise, samples: what to load; None means the data set's own default.
        n: layer sizes (n_0, …, n_L).
        activations: names of σ for layers 1 … L.
        eta, m: learning rate and batch size.
        seed: fixes data, initialisation and order.
        cost: name of the cost.
        held_out: share of the samples kept out of training, 0 to 0.9.

    """

    dataset: str
    n: tuple[int, ...]
    activations: tuple[str, ...]
    eta: float
    m: int
    seed: int = 0
    noise: float | None = None
    samples: int | None = None
    cost: str = "mse"
    held_out: float = 0.0

    def with_hidden(self, hidden: tuple[int, ...], sigma: str | None = None) -> "Experiment":
        """The same with other hidden layers; `sigma` is theirs, or what the first one had."""
        name = sigma or self.activations[0]
        n = (self.n[0], *hidden, self.n[-1])
        return replace(self, n=n, activations=(*(name for _ in hidden), self.activations[-1]))

    def with_sigma(self, hidden: str, output: str | None = None) -> "Experiment":
        """The same with σ of the hidden layers, and of the output layer where given.

        A network without hidden layers gives its one layer the hidden layers' σ.
        """
        last = output or (self.activations[-1] if len(self.activations) > 1 else hidden)
        return replace(self, activations=(*(hidden for _ in self.activations[:-1]), last))


_DEFAULTS = {
    e.dataset: e
    for e in (
        Experiment("and", (2, 2, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4),
        Experiment("or", (2, 2, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4),
        Experiment("xor", (2, 3, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4),
        Experiment("circle", (2, 4, 2, 1), ("tanh", "tanh", "sigmoid"), eta=0.5, m=10),
        Experiment("gaussians", (2, 3, 1), ("tanh", "sigmoid"), eta=0.3, m=10),
        Experiment("moons", (2, 6, 4, 1), ("tanh", "tanh", "sigmoid"), eta=0.5, m=10),
        Experiment("spiral", (2, 16, 16, 1), ("tanh", "tanh", "sigmoid"), eta=0.3, m=10),
        Experiment("checkerboard", (2, 16, 16, 1), ("tanh", "tanh", "sigmoid"), eta=1.0, m=20),
        Experiment("sine", (1, 8, 1), ("tanh", "identity"), eta=0.1, m=10),
        Experiment("iris", (4, 6, 3), ("tanh", "sigmoid"), eta=0.3, m=10),
        Experiment("digits", (64, 32, 16, 10), ("tanh", "tanh", "sigmoid"), eta=0.5, m=16),
    )
}


def default_experiment(dataset: str = "xor") -> Experiment:
    """Return the experiment that shows `dataset` learned well; raises `UnknownNameError`."""
    return _DEFAULTS[entry(dataset).name]


def build(experiment: Experiment) -> tuple[Dataset, Trainer]:
    """Load the data and make a trainer that stands at INPUT of its first step.

    The trainer's own samples are those of the data that are not held out, in the same order.

    Raises `BadInputError` with one sentence for anything that does not fit, the ends of
    the network and the data first of all.
    """
    data = load(experiment.dataset, experiment.seed, experiment.noise, experiment.samples)
    net = Network(experiment.n, experiment.activations, experiment.seed, experiment.cost)
    ends, wanted = (net.n[0], net.n[-1]), (data.x.shape[0], data.y.shape[0])
    if ends != wanted:
        raise ShapeError(
            f"The data set {data.name} needs {wanted[0]} input and {wanted[1]} output nodes, "
            f"but the layers {','.join(map(str, net.n))} begin with {ends[0]} and end with {ends[1]}."
        )
    optimiser = GradientDescent(experiment.eta, net.theta.size)
    seen = ~held_out(experiment, data)
    return data, Trainer(
        net, optimiser, data.x[:, seen], data.y[:, seen], m=experiment.m, seed=experiment.seed
    )


def held_out(experiment: Experiment, data: Dataset) -> NDArray[np.bool_]:
    """Return (M,), True for the samples of `data` that `experiment` keeps out of training."""
    return held_out_samples(data.samples, checked_share(experiment.held_out), experiment.seed)
