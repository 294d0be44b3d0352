"""Training: one phase at a time or many steps at once, through the same methods."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.backprop import Activity, Gradient, Passes, quiet
from core.batches import BLOCK, Feed
from core.checks import Array, finite_matrix, whole_number
from core.cursor import Cursor, Phase, at_position, phase_count, position
from core.errors import ShapeError
from core.network import Network
from core.operations import Operations, bind, perform
from core.optimisers import Optimiser
from core.record import Recorder, Run

NORM_SECONDS = 0.0004
"""Norms are taken at most this often while running: about twice the thousand a second that is promised."""


EVERY_NORM = 2000
"""Steps at the beginning of a run of which each has its norms, so that no early detail is missed."""


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where a number stopped being finite: after `step` updates, in `quantity` of layer `l`."""

    step: int
    l: int
    quantity: str

    def sentence(self) -> str:
        """One sentence for a person, with what to do about it."""
        return (
            f"Training stopped in step {self.step + 1}: {self.quantity} of layer {self.l} is no longer a "
            "finite number. Reset, and try a smaller learning rate η."
        )


class Trainer:
    """Gradient descent on a network over a data set, phase by phase.

    Attributes:
        net, optimiser: what is trained, and how.
        x, y: the training set, (n_0, M) and (n_L, M).
        m: samples in a batch; the last batch of an epoch may be shorter.
        record: the run's record, C̄ of every step and the gradients' norms.
        step, epoch, start, phase, l: the parts of `cursor`.
        passes: the operations of the present batch, and their arrays.
        gradient: the batch mean of every derivative in theta's order, as the last backward pass left it.
        theta_before: the parameters before the last update.
        mean_cost: C̄ of the last batch whose cost was computed.
        divergence: None, or where a number stopped being finite; then nothing advances.

    """

    def __init__(self, net: Network, optimiser: Optimiser, x: Array, y: Array, *, m: int, seed: int) -> None:
        """Stand at INPUT of the first step; `seed` fixes the order of the samples.

        Raises `BadInputError` for data that does not fit the network or m < 1.
        """
        self.net, self.optimiser = net, optimiser
        self.x, self.y = checked_data(net, x, y)
        self.M = int(self.x.shape[1])
        self.m = min(whole_number(m, "The batch size m", least=1), self.M)
        self._feed = Feed(self.x, self.y, seed)
        self.gradient: Array = np.full(net.theta.size, np.nan)
        self.theta_before = net.theta.copy()
        self.mean_cost = math.nan
        self.divergence: Divergence | None = None
        self.record = Run(net.L)
        self.record.enter_pace(0, 0, self.batches, self.batches)
        self._recorder = Recorder(self.record, net, self.gradient)
        self._next_norms = 0.0
        self._bound: dict[tuple[int, int], Passes] = {}
        self._block = self._feed.block
        self._first = self._gathered = self._offset = 0
        self._squared_length = bind(net.theta.dot, net.theta)
        self._to_update: Operations = (
            bind(np.copyto, self.theta_before, net.theta),
            *optimiser.bind(net.theta, self.gradient),
        )
        self.step = self.epoch = self.start = 0
        self.phase, self.l = Phase.INPUT, 0
        self._input()

    @property
    def cursor(self) -> Cursor:
        """The cursor as a value."""
        return Cursor(self.step, self.epoch, self.start, self.phase, self.l)

    @property
    def batch_start(self) -> int:
        """Where the present batch began in its epoch."""
        return self._first + self._offset

    @property
    def batch(self) -> NDArray[np.intp]:
        """Indices of the present batch's samples."""
        return self._feed.indices[self._offset : self._offset + self.p.m]

    @property
    def p(self) -> Activity:
        """z and a of the present batch."""
        return self.passes.p

    @property
    def g(self) -> Gradient:
        """The derivatives of the present batch's C̄; each sample's dC_da and dC_dz are divided by m."""
        return self.passes.g

    @property
    def batches(self) -> int:
        """How many batches an epoch has, a short last one counted."""
        return -(-self.M // self.m)

    # Moving on

    @quiet
    def advance(self) -> None:
        """Do exactly one phase. After a divergence nothing happens."""
        if self.divergence is not None:
            return
        self.optimiser.freeze(self.net.mask)
        L = self.net.L
        phase, l = at_position((position(self.phase, self.l, L) + 1) % phase_count(L), L)
        if phase is Phase.INPUT:
            self._input()
        elif phase is Phase.FORWARD:
            perform(self.passes.forward[l])
        elif phase is Phase.COST:
            perform(self.passes.cost)
            self._take_cost()
        elif phase is Phase.BACKWARD:
            perform(self.passes.backward[l])
        else:
            self._update(norms=True)
            self._recorder.flush(self.step)
        self.phase, self.l = phase, l

    @quiet
    def run(self, budget: float, most: int | None = None) -> int:
        """Do whole steps for about `budget` seconds, at most `most`; return how many were done.

        Begins by finishing the step under way and ends after an UPDATE, or at a divergence.
        This is the boundary behind which a faster implementation may stand.
        """
        first = self.step
        last = math.inf if most is None else first + most
        now = perf_counter()
        deadline = now + budget
        self.optimiser.freeze(self.net.mask)
        if self.step < last:
            self._finish_step()
        while self.step < last and now < deadline and self.divergence is None:
            now = perf_counter()
            norms = now >= self._next_norms or self.step < EVERY_NORM or self.step + 1 == last
            self._whole_step(norms)
            if now >= self._next_norms:
                self._next_norms = now + NORM_SECONDS
        self._recorder.flush(self.step)
        return self.step - first

    def _finish_step(self) -> None:
        while self.phase is not Phase.UPDATE and self.divergence is None:
            self.advance()

    def _whole_step(self, norms: bool) -> None:
        """All phases in a row: the operations that `advance` performs phase by phase."""
        self._input()
        passes = self.passes
        for operation in passes.to_cost:
            operation()
        self._take_cost()
        if self.divergence is not None:
            self.phase, self.l = Phase.COST, 0
            return
        for operation in passes.to_gradient:
            operation()
        self._update(norms)
        self.phase, self.l = Phase.UPDATE, 0

    # The phases

    def _input(self) -> None:
        """Draw the batch: its samples are a^0 and y."""
        offset = self.start - self._first
        if not 0 <= offset < self._gathered:
            self._gather()
            offset = 0
        self._offset = offset
        m = min(self.m, self._gathered - offset)
        self.passes = self._bound.get((offset, m)) or self._bind(offset, m)

    def _take_cost(self) -> None:
        """Read C̄ off, and see whether it is a number."""
        self.mean_cost = self.passes.mean_cost()
        every_z = self.passes.p.every_z
        # An infinite z hides from the cost behind a σ that is flat there, but not from a sum of squares.
        if not isfinite(self.mean_cost + every_z.dot(every_z)):
            self.divergence = self._first_bad_value()

    def _update(self, norms: bool) -> None:
        """Change the parameters, enter the step into the record, and count it."""
        for operation in self._to_update:
            operation()
        self._recorder.enter(self.step, self.mean_cost, norms)
        # The sum of squares of finite numbers may overflow, but one that is not finite never hides.
        if not isfinite(self._squared_length()):
            self.divergence = self._first_bad_parameter()
        self.step += 1
        self.start += self.passes.p.m
        if self.start >= self.M:
            self.start, self.epoch = 0, self.epoch + 1
            self._gathered = 0

    # Changes between phases

    def restart_step(self) -> None:
        """Return to INPUT of the step under way; where none is, stay."""
        if self.phase is not Phase.UPDATE:
            self._input()
            self.phase, self.l = Phase.INPUT, 0

    def forget_batch(self) -> None:
        """Forget C̄ and the gradient of the batch: a parameter or a sample has been changed."""
        self.mean_cost = math.nan
        self.gradient.fill(math.nan)

    def set_sample(self, k: int, x: Array, y: Array) -> None:
        """Train on x (n_0,), y (n_L,) in place of the numbers that sample k of the training set had."""
        self.x, self.y = self.x.copy(), self.y.copy()
        self.x[:, k], self.y[:, k] = x, y
        self._feed.set_sample(k, x, y)

    def set_batch_size(self, m: int) -> None:
        """Draw batches of `m` samples from here on. Raises `BadInputError` for m < 1."""
        self.m = min(whole_number(m, "The batch size m", least=1), self.M)
        self._gathered = 0
        self.restart_step()
        left = -(-(self.M - self.start) // self.m)
        self.record.enter_pace(self.step, self.epoch, self.step + left, self.batches)

    def set_activations(self, activations: Sequence[str]) -> None:
        """Give layers 1 … L their σ by name and keep the parameters. Raises as `Network` does."""
        self.net.set_activations(activations)
        self._bound.clear()
        self.passes = self._bind(self._offset, self.p.m)
        self.restart_step()

    def _gather(self) -> None:
        """Gather the samples of the coming batches; what was bound to another block is void."""
        self._feed.gather(self.epoch, self.start, self.m)
        self._first, self._gathered = self.start, len(self._feed.indices)
        if self._feed.block is not self._block or len(self._bound) > 4 * BLOCK:
            self._block = self._feed.block
            self._bound.clear()

    def _bind(self, offset: int, m: int) -> Passes:
        """Bind the operations for the `m` samples at `offset` of the feed's block."""
        x1, y = self._feed.samples(offset, m)
        shared = next((k for k in self._bound.values() if k.p.m == m), None)
        p = shared.p.over(x1) if shared else Activity(self.net, m, x1)
        g = shared.g if shared else Gradient(self.net, m, self.gradient)
        self._bound[offset, m] = Passes(self.net, p, y, g)
        return self._bound[offset, m]

    # When numbers stop being finite

    def _first_bad_value(self) -> Divergence | None:
        for l in range(1, self.net.L + 1):
            if not np.isfinite(self.p.z[l]).all():
                return Divergence(self.step, l, "the weighted input z")
            if not np.isfinite(self.p.a[l]).all():
                return Divergence(self.step, l, "the value a")
        if isfinite(self.mean_cost):
            return None
        return Divergence(self.step, self.net.L, "the cost C at the output")

    def _first_bad_parameter(self) -> Divergence | None:
        for l in range(1, self.net.L + 1):
            if not np.isfinite(self.net.w[l]).all():
                return Divergence(self.step, l, "a weight w")
            if not np.isfinite(self.net.b[l]).all():
                return Divergence(self.step, l, "a bias b")
        return None


def checked_data(net: Network, x: Array, y: Array) -> tuple[Array, Array]:
    """Return x (n_0, M) and y (n_L, M) if they fit `net` and each other; raises one sentence."""
    x, y = finite_matrix(x, "The input x", net.n[0]), finite_matrix(y, "The target y", net.n[-1])
    if x.shape[1] != y.shape[1]:
        raise ShapeError(f"x holds {x.shape[1]} samples, but y holds {y.shape[1]}.")
    return x, y
