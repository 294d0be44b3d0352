"""How gradients fare at a moment of training, measured layer by layer and a little at a time."""

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from core.activations import Elementwise
from core.backprop import Activity, forward, quiet
from core.checks import Array
from core.health.bins import BINS, Counts, histogram
from core.jobs import Job, Work
from core.lazily import dataclass
from core.network import Network, views
from core.pieces import Pieces, outcome, spread

PROBE, LEAST_PROBE = 256, 32
"""Samples that are put through the network at most, and at least if there are as many."""

PROBE_WORK = 20_000_000
"""Multiplications of all of them together, about."""

CHUNK, CHUNK_WORK = 20_000, 400_000
"""Weights, and multiplications of samples, of one piece of work: well below a millisecond."""

FLAT = 0.1
"""A node is saturated where its σ' is less than this share of the largest that σ has."""

ALIKE = 1e-9
"""Nodes whose weights differ by less than this share of the layer's largest weight are the same."""


class LayerHealth(NamedTuple):
    """What is known of one layer; NaN for what has no meaning there.

    Attributes:
        norm: ‖∂C̄/∂w^ℓ‖.
        rms: the root of the mean square of ∂C̄/∂w^ℓ.
        weight: ‖w^ℓ‖ before the update.
        change: ‖Δw^ℓ‖, by what the update has really changed.
        frozen: the share of the weights that updates leave alone.
        saturated: the share of nodes × samples of the probe where σ' is next to nothing.
        dead: how many nodes have σ' = 0 for every sample of the probe.
        slope: the mean of σ' over nodes and samples.
        pull: the mean of |z| over nodes and samples.
        alike: how many nodes are the same as the first one, which counts, in all weights into and out of
            them: such nodes get the same gradient for ever. 1 in the output layer.

    """

    norm: float
    rms: float
    weight: float
    change: float
    frozen: float
    saturated: float
    dead: float
    slope: float
    pull: float
    alike: float

    @property
    def ratio(self) -> float:
        """‖Δw^ℓ‖ / ‖w^ℓ‖; NaN where all weights were 0."""
        return self.change / self.weight if self.weight > 0.0 else math.nan


@dataclass(frozen=True, eq=False)
class Health:
    """How gradients fare after `step` updates; arrays are read-only.

    The gradient is that of the last of these updates. σ' and what follows from it is at the parameters
    that it has led to, for `samples` samples of the training set.

    Attributes:
        n, activations: of the network.
        counts: (L, BINS), row ℓ − 1 the histogram of |∂C̄/∂w^ℓ| (see `core.health.bins`).
        table: (L, …), row ℓ − 1 the numbers of `LayerHealth`.

    """

    step: int
    samples: int
    n: tuple[int, ...]
    activations: tuple[str, ...]
    counts: Counts
    table: Array

    @property
    def L(self) -> int:
        """Index of the output layer."""
        return len(self.n) - 1

    def layer(self, l: int) -> LayerHealth:
        """What is known of layer l, 1 ≤ l ≤ L."""
        return LayerHealth(*self.table[l - 1].tolist())


def probe(seen: NDArray[np.intp], net: Network) -> NDArray[np.intp]:
    """As many of the samples `seen` in training as suit `net`, evenly chosen."""
    most = min(PROBE, max(LEAST_PROBE, PROBE_WORK // _work_of_a_sample(net)))
    if len(seen) <= most:
        return seen
    return seen[np.linspace(0, len(seen) - 1, most).round().astype(np.intp)]


def measure(
    net: Network, gradient: Array, theta_before: Array, theta: Array, x_probe: Array, step: int = 0
) -> Health:
    """Return how gradients fare where `theta_before` has become `theta` along `gradient`, all flat.

    `net` says the shape, σ and mask, whatever its own parameters are; x_probe is (n_0, k).
    """
    return outcome(_measured(net.with_theta(theta), gradient, theta_before, x_probe, step))


def measuring(
    net: Network, gradient: Array, theta_before: Array, x_probe: Array, step: int,
    deliver: Callable[[Health], None],
) -> Job:  # fmt: skip
    """The same as a job, of copies; `net` has the parameters that the update has led to."""
    pieces = _measured(net.copy(), gradient.copy(), theta_before.copy(), x_probe, step)

    def work() -> Work:
        budget = yield 0.0
        deliver((yield from spread(pieces, budget)))

    return Job(work())


def _measured(
    net: Network, gradient: Array, theta_before: Array, x_probe: Array, step: int
) -> Pieces[Health]:
    n, activations = net.n, net.activations
    tallies = [_Tally(net, l, views(gradient, n).w[l], views(theta_before, n).w[l]) for l in _layers(net)]
    for tally in tallies:
        for rows in _parts(net.n[tally.l], max(1, CHUNK // net.n[tally.l - 1])):
            tally.add_weights(rows)
            yield
    samples = x_probe.shape[1]
    for part in _parts(samples, max(1, CHUNK_WORK // _work_of_a_sample(net))):
        p = forward(net, x_probe[:, part])
        for tally in tallies:
            tally.add_samples(p)
        yield
    counts = np.stack([k.counts for k in tallies])
    table = np.array([k.found(samples) for k in tallies])
    counts.flags.writeable = table.flags.writeable = False
    return Health(step, samples, n, activations, counts, table)


def _layers(net: Network) -> range:
    return range(1, net.L + 1)


def _parts(count: int, size: int) -> Iterator[slice]:
    return (slice(k, min(k + size, count)) for k in range(0, count, size))


def _work_of_a_sample(net: Network) -> int:
    return net.theta.size + 20 * sum(net.n[1:])


class _Tally:
    """Adds up one layer, rows of its weights first and then samples."""

    def __init__(self, net: Network, l: int, dC_dw: Array, w_before: Array) -> None:
        self.l, self.counts = l, np.zeros(BINS, dtype=np.int32)
        self._net, self._sigma = net, net.layer_sigma(l)
        self._dC_dw, self._w_before = dC_dw, w_before
        self._held = views(cast(Array, net.mask), net.n).w[l]
        self._norms: list[tuple[float, float, float]] = []
        self._frozen = self._alike = self._saturated = 0
        self._slope = self._pull = 0.0
        self._live = np.zeros(net.n[l], dtype=np.bool_)

    @quiet
    def add_weights(self, rows: slice) -> None:
        """Take in the weights into some of the nodes."""
        slope, before, now = self._dC_dw[rows], self._w_before[rows], self._net.w[self.l][rows]
        self.counts += histogram(slope)
        self._norms.append((_norm(slope), _norm(before), _norm(now - before)))
        self._frozen += int(np.count_nonzero(self._held[rows]))
        if self.l < self._net.L:
            self._alike += int(np.count_nonzero(self._same_as_first(rows)))

    def _same_as_first(self, rows: slice) -> NDArray[np.bool_]:
        """Which of these nodes have the weights and the bias of the first one."""
        into, out = self._net.wb[self.l], self._net.w[self.l + 1].T
        same = np.ones(rows.stop - rows.start, dtype=np.bool_)
        for weights in (into, out):
            away = np.abs(weights[rows] - weights[0]).max(axis=1)
            same &= away <= ALIKE * np.abs(weights[rows]).max()
        return same

    @quiet
    def add_samples(self, p: Activity) -> None:
        """Take in some samples of the probe."""
        z = p.z[self.l]
        self._pull += float(np.abs(z).sum())
        if not isinstance(self._sigma, Elementwise):
            self._slope = math.nan
            return
        slope = self._sigma.sigma_prime(z, p.a[self.l])
        self._slope += float(slope.sum())
        self._saturated += int(np.count_nonzero(slope < FLAT * self._sigma.steepest))
        self._live |= slope.any(axis=1)

    def found(self, samples: int) -> LayerHealth:
        """What it all comes to; `samples` is how many were taken in."""
        norm, weight, change = (math.hypot(*k) for k in zip(*self._norms, strict=True))
        size, pairs = self._dC_dw.size, samples * len(self._live)
        known, last = not math.isnan(self._slope) and pairs > 0, self.l == self._net.L
        return LayerHealth(
            norm=norm,
            rms=norm / math.sqrt(size),
            weight=weight,
            change=change,
            frozen=self._frozen / size,
            saturated=self._saturated / pairs if known else math.nan,
            dead=float(np.count_nonzero(~self._live)) if known else 0.0,
            slope=self._slope / pairs if known else math.nan,
            pull=self._pull / pairs if pairs else math.nan,
            alike=1.0 if last else float(self._alike),
        )


def _norm(values: Array) -> float:
    """The root of the sum of squares, also where squares would be too large or small for a number."""
    top = float(np.abs(values).max(initial=0.0))
    if not 0.0 < top < math.inf:
        return top
    shares = (values / top).ravel()
    return top * math.sqrt(float(shares.dot(shares)))
