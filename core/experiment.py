"""An experiment: everything that fixes a training run, and a good one for each data set."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.activations import HIDDEN
from core.checks import whole_number
from core.costs import refuse_single
from core.datasets import Dataset, entry, load
from core.datasets.features import PLANAR, checked_features, feature_labels, with_features
from core.datasets.given import DRAWING, Given
from core.datasets.samples import apart, room
from core.datasets.scaling import Scaling, checked_scaling, fitting
from core.errors import ShapeError, UnknownNameError
from core.lazily import dataclass
from core.network import Network
from core.optimisers import optimiser
from core.pieces import Pieces, outcome
from core.regularisers import Regulariser
from core.schedules import CONSTANT, Schedule, checked_schedule
from core.split import checked_share, held_out_by_place, held_out_samples
from core.trainer import Trainer

Ready = tuple[Dataset, NDArray[np.intp]]
"""Data as it is trained on, and the indices of its samples that are not held out, ascending."""


@dataclass(frozen=True)
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
        size: what else a generator can be told, such as the number of bits; None means its default.
        features: names of inputs that are worked out from the two of planar data, besides these.
        scaling: "standardise" or "scale" the inputs, and the targets of a regression; or "none".
        given: the data itself where a person has brought it, and `dataset` says only of which kind it is.
        optimiser: name of the rule that makes updates of gradients.
        l1, l2: λ₁ and λ₂ of the regulariser R.
        schedule: how the learning rate goes on from η.
        initialisation: how the first parameters are drawn.

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
    size: int | None = None
    features: tuple[str, ...] = ()
    scaling: str = "none"
    given: Given | None = None
    optimiser: str = "gradient descent"
    l1: float = 0.0
    l2: float = 0.0
    schedule: Schedule = CONSTANT
    initialisation: str = "scaled"

    def with_hidden(self, hidden: tuple[int, ...], sigma: str | None = None) -> "Experiment":
        """The same with other hidden layers; `sigma` is theirs, or what the first one had if they can."""
        name = sigma or (self.activations[0] if self.activations[0] in HIDDEN else "tanh")
        n = (self.n[0], *hidden, self.n[-1])
        return replace(self, n=n, activations=(*(name for _ in hidden), self.activations[-1]))

    def with_sigma(self, hidden: str, output: str | None = None) -> "Experiment":
        """The same with σ of the hidden layers, and of the output layer where given.

        A network without hidden layers gives its one layer the hidden layers' σ.
        """
        last = output or (self.activations[-1] if len(self.activations) > 1 else hidden)
        return replace(self, activations=(*(hidden for _ in self.activations[:-1]), last))

    def with_features(self, features: tuple[str, ...]) -> "Experiment":
        """The same with these features, as inputs behind the data's own."""
        own = self.n[0] - len(self.features)
        return replace(self, features=features, n=(own + len(features), *self.n[1:]))

    def with_size(self, size: int) -> "Experiment":
        """The same with data of another size, and the ends of the network that belong to it."""
        known = entry(self.dataset)
        inputs, outputs = known.labelled(size)
        features = self.features if len(inputs) == PLANAR else ()
        n = (len(inputs) + len(features), *self.n[1:-1], len(outputs))
        samples = self.samples if known.samples_of is None else None
        other = replace(self, size=size, samples=samples, features=features, n=n)
        return other._with_cost_for_outputs()

    def with_given(self, given: Given, kind: str) -> "Experiment":
        """The same with data of the `kind` FILE or DRAWING, and the ends of the network that belong to it."""
        features = self.features if len(given.inputs) == PLANAR else ()
        n = (len(given.inputs) + len(features), *self.n[1:-1], len(given.outputs))
        own = replace(self, noise=None, samples=None, size=None, features=features)
        return replace(own, dataset=kind, given=given, n=n)._with_cost_for_outputs()

    def _with_cost_for_outputs(self) -> "Experiment":
        """The same; where softmax would be of a single output, with a cost and a σ that there are for one."""
        if self.n[-1] > 1 or self.activations[-1] != "softmax":
            return self
        cost = "mse" if self.cost == "mse" else "binary cross-entropy"
        return replace(self, cost=cost, activations=(*self.activations[:-1], "sigmoid"))


_DEFAULTS = {
    e.dataset: e
    for e in (
        Experiment("and", (2, 2, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4),
        Experiment("or", (2, 2, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4),
        Experiment("xor", (2, 3, 1), ("sigmoid", "sigmoid"), eta=2.0, m=4),
        Experiment("parity", (4, 8, 1), ("tanh", "sigmoid"), eta=1.0, m=16),
        Experiment("circle", (2, 4, 2, 1), ("tanh", "tanh", "sigmoid"), eta=0.5, m=10),
        Experiment("gaussians", (2, 3, 1), ("tanh", "sigmoid"), eta=0.3, m=10),
        Experiment("noisy-xor", (2, 4, 1), ("tanh", "sigmoid"), eta=0.5, m=10),
        Experiment("moons", (2, 6, 4, 1), ("tanh", "tanh", "sigmoid"), eta=0.5, m=10),
        Experiment("spiral", (2, 16, 16, 1), ("tanh", "tanh", "sigmoid"), eta=0.3, m=10),
        Experiment("two-spirals", (2, 20, 20, 20, 1), ("tanh", "tanh", "tanh", "sigmoid"), eta=0.1, m=10),
        Experiment("rings", (2, 8, 6, 3), ("tanh", "tanh", "sigmoid"), eta=0.5, m=10),
        Experiment("checkerboard", (2, 16, 16, 1), ("tanh", "tanh", "sigmoid"), eta=1.0, m=20),
        Experiment("drawing", (2, 8, 8, 1), ("tanh", "tanh", "sigmoid"), eta=0.3, m=10),
        Experiment("line", (1, 1), ("identity",), eta=0.1, m=10),
        Experiment("sine", (1, 8, 1), ("tanh", "identity"), eta=0.1, m=10),
        Experiment("teacher", (2, 6, 1), ("tanh", "identity"), eta=0.2, m=10),
        Experiment("autoencoder", (8, 3, 8), ("sigmoid", "sigmoid"), eta=5.0, m=8),
        Experiment("iris", (4, 6, 3), ("tanh", "sigmoid"), eta=0.3, m=10),
        Experiment("digits", (64, 32, 16, 10), ("tanh", "tanh", "sigmoid"), eta=0.5, m=16),
    )
}


def default_experiment(dataset: str = "xor") -> Experiment:
    """Return the experiment that shows `dataset` learned well; raises `UnknownNameError`.

    A file has none before it is read.
    """
    name = entry(dataset).name
    if name not in _DEFAULTS:
        raise UnknownNameError("dataset", dataset, tuple(_DEFAULTS))
    return _DEFAULTS[name]


def suitable_experiment(given: Given, kind: str) -> Experiment:
    """Return an experiment that data of the `kind` FILE or DRAWING can be tried with."""
    classes = given.task == "classification"
    hidden = (8, 8) if kind == DRAWING else (8,)
    n = (len(given.inputs), *hidden, len(given.outputs))
    activations = (*("tanh" for _ in hidden), "sigmoid" if classes else "identity")
    m = 10 if kind == DRAWING else max(1, min(256, given.samples // 20))
    scaling = "none" if kind == DRAWING else "standardise"
    return Experiment(kind, n, activations, eta=0.3 if classes else 0.05, m=m, scaling=scaling, given=given)


def data_of(experiment: Experiment) -> Ready:
    """Return the data that `experiment` trains on, scaled and with features, and who of it is trained on.

    Raises `BadInputError` with one sentence for anything that is not to be had.
    """
    return outcome(preparing(experiment))


def preparing(experiment: Experiment) -> Pieces[Ready]:
    """The work of `data_of`, piece by piece."""
    e = experiment
    data = given_data(e) if e.given else load(e.dataset, e.seed, e.noise, e.samples, e.size)
    yield
    seen = np.flatnonzero(~held_out(e, data.samples))
    yield
    data = yield from _scaling(data, checked_scaling(e.scaling), seen)
    names = checked_features(e.features, data.base)
    if names:
        inputs = (*data.inputs, *feature_labels(names))
        data = replace(data, x=with_features(data.x, names), inputs=inputs, features=names)
    return data, seen


def given_data(experiment: Experiment) -> Dataset:
    """Return the data that somebody has brought, as it came."""
    given = experiment.given
    assert given is not None
    return Dataset(
        name=entry(experiment.dataset).name,
        title=given.title,
        group=entry(experiment.dataset).group,
        description=given.description,
        origin=given.origin,
        task=given.task,
        inputs=given.inputs,
        outputs=given.outputs,
        seed=whole_number(experiment.seed, "The seed", 0, 2**63 - 1),
        noise=0.0,
        x=given.x,
        y=given.y,
    )


def _scaling(data: Dataset, how: str, seen: NDArray[np.intp]) -> Pieces[Dataset]:
    """Scale `data` in one of the ways of `SCALINGS`, fitted on the samples `seen` alone, piece by piece."""
    if how == "none":
        return data
    x = yield from fitting(how, data.x, seen)
    y = (yield from fitting(how, data.y, seen)) if data.task == "regression" else None
    rows = room(data.samples, len(data.x), len(data.y))
    scaled_x, scaled_y = apart(rows, len(data.x))
    yield from x.applying(data.x, scaled_x)
    if y is None:
        scaled_y[...] = data.y
    else:
        yield from y.applying(data.y, scaled_y)
    yield
    rows.flags.writeable = scaled_x.flags.writeable = scaled_y.flags.writeable = False
    return replace(data, x=scaled_x, y=scaled_y, scaling=Scaling(how, x, y))


def build(experiment: Experiment, ready: Ready | None = None) -> tuple[Dataset, Trainer]:
    """Load the data, unless it is `ready`, and make a trainer that stands at INPUT of its first step.

    It trains on those samples of the data that are not held out, in the same order.

    Raises `BadInputError` with one sentence for anything that does not fit, the ends of
    the network and the data first of all.
    """
    data, seen = ready or data_of(experiment)
    e = experiment
    net = Network(e.n, e.activations, e.seed, e.cost, e.initialisation)
    refuse_single(e.cost, net.n[-1])
    ends, wanted = (net.n[0], net.n[-1]), (data.x.shape[0], data.y.shape[0])
    if ends != wanted:
        name = data.title if experiment.given else data.name
        raise ShapeError(
            f"The data set {name} needs {wanted[0]} input and {wanted[1]} output nodes, "
            f"but the layers {','.join(map(str, net.n))} begin with {ends[0]} and end with {ends[1]}."
        )
    rule = optimiser(e.optimiser, e.eta, net.theta.size)
    schedule, regulariser = checked_schedule(e.schedule), Regulariser(e.l1, e.l2)
    trainer = Trainer(net, rule, data.x, data.y, m=e.m, seed=e.seed, seen=seen)
    trainer.update_with(rule, schedule, regulariser)
    return data, trainer


def held_out(experiment: Experiment, M: int) -> NDArray[np.bool_]:
    """Return (M,), True for the samples that `experiment` keeps out of training.

    Of painted data each point stays on its side, whatever others are painted or erased.
    """
    share = checked_share(experiment.held_out)
    if experiment.dataset == DRAWING and experiment.given is not None:
        return held_out_by_place(experiment.given.x, share, experiment.seed)
    return held_out_samples(M, share, experiment.seed)
