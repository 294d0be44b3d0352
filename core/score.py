"""How good the network is on the whole data, at one theta."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from core.backprop import forward, quiet
from core.checks import Array
from core.confusion import MOST_CLASSES, Classes, Confusion, class_count, classes_of, counted
from core.jobs import Job, Work
from core.lazily import dataclass
from core.network import Network

CHUNK, LEAST_CHUNK = 1024, 16
"""Samples of one piece of work at most, and at least."""

CHUNK_WORK = 2_000_000
"""Multiplications of one piece: a few milliseconds; a σ counts as ten."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Score:
    """What the parameters after `step` updates are worth.

    A single output counts as right on its target's side of ½, several by the largest.

    Attributes:
        cost, accuracy: C_train, the mean of C over the training set, and for classes the share that is right.
        held_out_cost, held_out_accuracy: the same for the samples held out; None where there are none.
        costs: C of each sample of the data (M,), read-only.
        true, predicted: for classes, the one of each sample and the one that the network says (M,), from 0,
            read-only; None in a regression.
        confusion: how many samples of each class are said to be of which; None in a regression, and for
            more than `MOST_CLASSES` classes.

    """

    step: int
    cost: float
    accuracy: float | None
    held_out_cost: float | None
    held_out_accuracy: float | None
    costs: Array
    true: Classes | None
    predicted: Classes | None
    confusion: Confusion | None


class _Tally:
    """Adds up samples, chunk by chunk: those trained on, and those held out."""

    def __init__(self, M: int, outputs: int, task: str) -> None:
        self.costs = np.empty(M)
        self.classes = class_count(outputs) if task == "classification" else 0
        # In two bytes: a score of a million samples is made every other second.
        self.true, self.predicted = (np.empty(M if self.classes else 0, dtype=np.int16) for _ in range(2))
        self.samples, self.right, self.sums = [0, 0], [0, 0], [0.0, 0.0]
        n = self.classes if self.classes <= MOST_CLASSES else 0
        self.counts = np.zeros((2, n, n), dtype=np.intp)

    @quiet
    def add(self, part: slice, net: Network, x: Array, y: Array, held_out: Flags) -> None:
        """Take in the samples of one chunk."""
        p = forward(net, x)
        aL = p.a[net.L]
        self.costs[part] = costs = net.cost_function.value(p.z[net.L], aL, y)
        if self.classes:
            self.true[part], self.predicted[part] = classes_of(y), classes_of(aL)
        for which, chosen in enumerate((~held_out, held_out)):
            self.samples[which] += int(np.count_nonzero(chosen))
            self.sums[which] += float(costs[chosen].sum())
            if self.classes:
                self._compare(which, self.true[part][chosen], self.predicted[part][chosen])

    def _compare(self, which: int, true: Classes, said: Classes) -> None:
        self.right[which] += int(np.count_nonzero(true == said))
        if len(self.counts[which]):
            self.counts[which] += counted(true, said, self.classes)

    def score(self, step: int) -> Score:
        """Return what it all comes to."""
        for array in (self.costs, self.true, self.predicted, self.counts):
            array.flags.writeable = False
        true, predicted = (self.true, self.predicted) if self.classes else (None, None)
        confusion = Confusion(self.counts[0], self.counts[1]) if self.counts.size else None
        cost, accuracy = self._means(0)
        other_cost, other_accuracy = self._means(1) if self.samples[1] else (None, None)
        return Score(step, cost, accuracy, other_cost, other_accuracy, self.costs, true, predicted, confusion)

    def _means(self, which: int) -> tuple[float, float | None]:
        """The mean cost, and for classes the share that is right."""
        count = self.samples[which]
        return self.sums[which] / count, self.right[which] / count if self.classes else None


def chunk_of(net: Network) -> int:
    """How many samples are a piece of work for `net`."""
    return max(LEAST_CHUNK, min(CHUNK, CHUNK_WORK // (net.theta.size + 10 * sum(net.n[1:]))))


def scoring(
    net: Network, x: Array, y: Array, held_out: Flags, task: str, step: int, deliver: Callable[[Score], None]
) -> Job:
    """Evaluate a copy of `net` on x (n_0, M), y (n_L, M), chunk by chunk, and hand over the score.

    `held_out` (M,) is True for the samples that were kept out of training.
    """
    frozen = net.with_theta(net.theta.copy())

    def work() -> Work:
        yield 0.0
        tally, size = _Tally(x.shape[1], len(y), task), chunk_of(frozen)
        for start in range(0, x.shape[1], size):
            part = slice(start, start + size)
            tally.add(part, frozen, x[:, part], y[:, part], held_out[part])
            if start + size < x.shape[1]:
                yield 0.0
        deliver(tally.score(step))

    return Job(work())


def score(net: Network, x: Array, y: Array, task: str, step: int = 0, held_out: Flags | None = None) -> Score:
    """Return the score at once; without `held_out` all samples are the training set."""
    found: list[Score] = []
    mask = np.zeros(x.shape[1], dtype=np.bool_) if held_out is None else held_out
    job = scoring(net, x, y, mask, task, step, found.append)
    while not job.done:
        job.step(1.0)
    return found[0]
