"""Every weight and bias of a network held against central differences: the audit.

The backward pass gives the gradient at once; here each of its entries is doubted. Samples go
through in blocks, and within a block node after node, so that memory stays small, the result
fills in while it grows, and whoever wants to stop is heard.
"""

import math
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.backprop import backward, forward
from core.checks import Array
from core.cursor import Phase
from core.datasets import Dataset
from core.gradient_check import EPS, FINER, Centre, Sums, node_differences, with_penalty
from core.jobs import Job, Work
from core.lazily import dataclass
from core.network import Network, views
from core.regularisers import NO_R, Regulariser
from core.tally import BAD, GOOD, KINK, UNSEEN, Allowance, Statuses, Tally
from core.trainer import Trainer

__all__ = ["BAD", "GOOD", "KINK", "UNSEEN", "Audit", "Auditor", "auditing"]

COLUMNS = 4096
"""Forward passes side by side, at most: their numbers stay in the processor's cache."""

CHUNK_WORK = 1_500_000
"""Multiplications between two looks at the clock: about a millisecond or two; a σ counts as ten."""

BLOCK = 256
"""Samples of a block, at most."""

PUBLISH = 0.25
"""Seconds between two unfinished results, at least."""

Number = TypeVar("Number", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Audit:
    """The gradient of one sample's C, or of the mean over all samples, and its central differences.

    Where training has a regulariser, it is that of C + R, or C̄ + R: R and ∂R/∂w are doubted too.
    All arrays are read-only and in theta's order.

    Attributes:
        step: how many updates the parameters have behind them.
        theta: those parameters; activations, cost: the names of σ and C that they were checked with.
        sample: the sample's index, or None for the mean over all samples, those held out too.
        x, y: the samples, (n_0, M) and (n_L, M).
        seen: of how many samples each entry is a mean so far, M of them once it is finished.
        analytic, numeric: what the backward pass says, with ∂R/∂w, and the central differences.
        status: UNSEEN, GOOD, KINK (no more than a one-sided difference can be trusted, and that
            agrees) or BAD.
        tolerance: what GOOD ones differ by at most.
        done: whether every entry was checked on every sample.
        regulariser: the R that was checked along with C; false without any.

    """

    step: int
    theta: Array
    activations: tuple[str, ...]
    cost: str
    sample: int | None
    x: Array
    y: Array
    seen: NDArray[np.int64]
    analytic: Array
    numeric: Array
    status: Statuses
    tolerance: float
    done: bool
    regulariser: Regulariser = NO_R

    @property
    def worst(self) -> float:
        """The largest difference that no kink excuses; NaN where one is not a number, or none is seen."""
        counted = (self.status == GOOD) | (self.status == BAD)
        return float(np.abs(self.analytic - self.numeric)[counted].max()) if counted.any() else math.nan

    def count(self, status: int) -> int:
        """How many weights and biases have this status."""
        return int(np.count_nonzero(self.status == status))


class Auditor:
    """Checks the gradient of a network as it is now, a little at a time.

    Attributes:
        job: the work. Unfinished results are handed over a few times a second, and the finished one.

    """

    def __init__(
        self,
        net: Network,
        x: Array,
        y: Array,
        step: int,
        sample: int | None,
        deliver: Callable[[Audit], None],
        regulariser: Regulariser = NO_R,
    ) -> None:
        """Take x (n_0, M), y (n_L, M), the sample's index if it is one, who gets the results, and R."""
        self._net = net.with_theta(_frozen(net.theta))
        self._x, self._y = x, y
        self._regulariser = regulariser
        self._penalty = self._regulariser.gradient(self._net)
        self._no_slope = self._regulariser.without_slope(self._net)
        self._step, self._sample, self._deliver = step, sample, deliver
        self._tally = Tally(net.theta.size)
        places = views(np.arange(net.theta.size, dtype=np.float64), net.n).wb
        self._places = tuple(k.astype(np.intp) for k in places)
        self._work_of = tuple(_work_after(net, l) for l in range(net.L + 1))
        self._block = max(1, min(BLOCK, self._columns(1) // 2))
        self._allowed = Allowance.of(np.zeros(1))
        self._spent = 0.0
        self._next = 0.0
        self.job = Job(self._work(), self.progress)

    def progress(self) -> float:
        """The share done, 0 to 1."""
        net = self._net
        whole = sum(net.wb[l].size * self._work_of[l] for l in range(1, net.L + 1))
        return min(1.0, float(self._spent / (whole * self._x.shape[1])))

    def _columns(self, l: int) -> int:
        """How many forward passes from layer l on are worth a look at the clock."""
        return max(2, min(COLUMNS, CHUNK_WORK // self._work_of[l]))

    # The work

    def _work(self) -> Work:
        deadline = perf_counter() + (yield 0.0)
        for _ in self._pieces():
            if (now := perf_counter()) >= deadline:
                if now >= self._next:
                    self._next = now + PUBLISH
                    self._publish(done=False)
                deadline = perf_counter() + (yield 0.0)
        self._publish(done=True)

    def _pieces(self) -> Iterator[None]:
        """Do everything, with a yield after each small piece."""
        total = np.zeros(self._net.theta.size)
        for block in self._blocks():
            total += self._gradient(block)
            yield
        self._allowed = Allowance.of(total / self._x.shape[1])
        for block in self._blocks():
            centre = Centre(self._net, self._x[:, block], self._y[:, block])
            gradient = self._gradient(block)
            for l in range(1, self._net.L + 1):
                for A in range(self._net.n[l]):
                    yield from self._check_node(centre, gradient, l, A)

    def _blocks(self) -> Iterator[slice]:
        M = self._x.shape[1]
        return (slice(start, min(M, start + self._block)) for start in range(0, M, self._block))

    def _gradient(self, block: slice) -> Array:
        """The sum over the samples of a block: what the backward pass says, and ∂R/∂w for each of them."""
        p = forward(self._net, self._x[:, block])
        return (backward(self._net, p, self._y[:, block]).flat + self._penalty) * p.m

    def _check_node(self, centre: Centre, gradient: Array, l: int, A: int) -> Iterator[None]:
        """Check the weights and the bias of one node on the samples of a block."""
        places = self._places[l][A]
        size = max(1, self._columns(l) // (2 * centre.samples))
        for start in range(0, len(places), size):
            B = np.arange(start, min(start + size, len(places)))
            analytic = gradient[places[B]]
            found = self._differences(centre, l, A, B, analytic)
            self._tally.add(places[B], analytic, found, centre.samples)
            self._spent += len(B) * centre.samples * self._work_of[l]
            yield

    def _differences(self, centre: Centre, l: int, A: int, B: NDArray[np.intp], analytic: Array) -> Sums:
        """The differences of a few parameters; those that disagree over a shorter and a shorter way."""
        found = self._moved(centre, l, A, B)
        samples = np.full(len(B), centre.samples)
        for eps in FINER:
            wrong = np.flatnonzero(self._allowed.judge(analytic, found, samples) == BAD)
            if not len(wrong):
                break
            central, least, most, kinks = found
            found = Sums(central.copy(), least.copy(), most.copy(), kinks.copy())
            for own, finer in zip(found, self._moved(centre, l, A, B[wrong], eps), strict=True):
                own[wrong] = finer
        return found

    def _moved(self, centre: Centre, l: int, A: int, B: NDArray[np.intp], eps: float = EPS) -> Sums:
        """The differences over one way: of C, and of R where there is one."""
        found = node_differences(centre, l, A, B, eps)
        return with_penalty(found, centre, self._regulariser, l, A, B, eps) if self._regulariser else found

    # Results

    def _publish(self, done: bool) -> None:
        tally, seen = self._tally, self._tally.seen
        count = np.maximum(seen, 1)
        self._deliver(
            Audit(
                step=self._step,
                theta=self._net.theta,
                activations=self._net.activations,
                cost=self._net.cost,
                sample=self._sample,
                x=self._x,
                y=self._y,
                regulariser=self._regulariser,
                seen=_frozen(seen),
                analytic=_read_only(np.where(seen > 0, tally.analytic / count, np.nan)),
                numeric=_read_only(np.where(seen > 0, tally.found.central / count, np.nan)),
                status=_read_only(self._allowed.judge(tally.analytic, tally.found, seen, self._no_slope)),
                tolerance=self._allowed.exact,
                done=done,
            )
        )


def auditing(trainer: Trainer, dataset: Dataset, sample: int | None, deliver: Callable[[Audit], None]) -> Job:
    """Check the gradient of one sample of `dataset`, or of the mean over all, and hand over the results.

    The parameters are those that the gradients on the screen belong to: at UPDATE what they were before.
    """
    net, step = trainer.net, trainer.step
    if trainer.phase is Phase.UPDATE:
        net, step = net.with_theta(trainer.theta_before), step - 1
    x, y = dataset.x, dataset.y
    if sample is not None:
        x, y = x[:, [sample]], y[:, [sample]]
    return Auditor(net, x, y, step, sample, deliver, trainer.updating.regulariser).job


def _work_after(net: Network, l: int) -> int:
    """Multiplications of a forward pass in which something of layer l was moved; a σ counts as ten."""
    multiplied = sum(net.n[k] * net.n[k - 1] for k in range(l + 2, net.L + 1))
    return multiplied + net.n[min(l + 1, net.L)] + 10 * (1 + sum(net.n[l + 1 :]))


def _frozen(array: NDArray[Number]) -> NDArray[Number]:
    """Return a copy that can't be written."""
    return _read_only(array.copy())


def _read_only(array: NDArray[Number]) -> NDArray[Number]:
    array.flags.writeable = False
    return array
