"""Training: one phase at a time or many steps at once, through the same methods."""

import math
from dataclasses import dataclass
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.backprop import Activity, Gradient, backward_layer, evaluate_cost, forward_layer, quiet
from core.batches import BatchOrder
from core.checks import Array, finite_matrix, whole_number
from core.cursor import Cursor, Phase, at_position, phase_count, position
from core.errors import ShapeError
from core.network import Network
from core.optimisers import Optimiser
from core.record import Recorder, Run

NORM_SECONDS = 0.0004
"""Norms are taken at most this often while running: about twice the thousand a second that is promised."""


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
        batch: indices of the present batch's samples; `batch_start`: where it began in its epoch.
        p, g: the arrays of the present batch.
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
        # Rows lie together in memory, so that drawing a batch copies whole samples.
        self._x_rows, self._y_rows = np.ascontiguousarray(self.x.T), np.ascontiguousarray(self.y.T)
        self._order = BatchOrder(self.M, seed)
        self._flat = np.full(net.theta.size, np.nan)
        self._workspaces: dict[int, tuple[Activity, Gradient, Array]] = {}
        self._mask: NDArray[np.bool_] | None = None
        self.theta_before = net.theta.copy()
        self.mean_cost = math.nan
        self.divergence: Divergence | None = None
        self.record = Run(net.L)
        self._recorder = Recorder(self.record, net, self._flat)
        self._next_norms = 0.0
        self.step = self.epoch = self.start = 0
        self._input()

    @property
    def cursor(self) -> Cursor:
        """The cursor as a value."""
        return Cursor(self.step, self.epoch, self.start, self.phase, self.l)

    @property
    def batches(self) -> int:
        """How many batches an epoch has, a short last one counted."""
        return -(-self.M // self.m)

    @property
    def gradient(self) -> Array:
        """The batch mean of every derivative in theta's order, as the last backward pass left it."""
        return self._flat

    # Moving on

    @quiet
    def advance(self) -> None:
        """Do exactly one phase. After a divergence nothing happens."""
        if self.divergence is not None:
            return
        self._read_mask()
        L = self.net.L
        phase, l = at_position((position(self.phase, self.l, L) + 1) % phase_count(L), L)
        if phase is Phase.INPUT:
            self._input()
        elif phase is Phase.FORWARD:
            self._forward(l)
        elif phase is Phase.COST:
            self._cost()
        elif phase is Phase.BACKWARD:
            self._backward(l)
        else:
            self._update(norms=True)
            self._recorder.flush(self.step)

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
        self._read_mask()
        if self.step < last:
            self._finish_step()
        while self.step < last and now < deadline and self.divergence is None:
            now = perf_counter()
            self._whole_step(norms=now >= self._next_norms or self.step + 1 == last)
            if now >= self._next_norms:
                self._next_norms = now + NORM_SECONDS
        self._recorder.flush(self.step)
        return self.step - first

    def _finish_step(self) -> None:
        while self.phase is not Phase.UPDATE and self.divergence is None:
            self.advance()

    def _whole_step(self, norms: bool) -> None:
        self._input()
        for l in range(1, self.net.L + 1):
            self._forward(l)
        self._cost()
        if self.divergence is None:
            for l in range(self.net.L, 0, -1):
                self._backward(l)
            self._update(norms)

    # The phases

    def _input(self) -> None:
        """Draw the batch: its samples go into a^0 and y."""
        self.batch_start = self.start
        self.batch = self._order.draw(self.epoch, self.start, self.m)
        self.p, self.g, self._y = self._workspace(len(self.batch))
        np.take(self._x_rows, self.batch, axis=0, out=self.p.rows, mode="clip")
        np.take(self._y_rows, self.batch, axis=0, out=self._y, mode="clip")
        self.phase, self.l = Phase.INPUT, 0

    def _forward(self, l: int) -> None:
        forward_layer(self.net, self.p, l)
        self.phase, self.l = Phase.FORWARD, l

    def _cost(self) -> None:
        evaluate_cost(self.net, self.p, self._y.T, self.g)
        self.mean_cost = float(np.add.reduce(self.g.C)) / self.p.m
        self.phase, self.l = Phase.COST, 0
        # An infinite z hides from the cost behind a σ that is flat there.
        if not math.isfinite(self.mean_cost + np.add.reduce(self.p.every_z)):
            self.divergence = self._first_bad_value()

    def _backward(self, l: int) -> None:
        backward_layer(self.net, self.p, self.g, l)
        self.phase, self.l = Phase.BACKWARD, l

    def _update(self, norms: bool) -> None:
        np.copyto(self.theta_before, self.net.theta)
        self.optimiser.update(self.net.theta, self._flat, self._mask)
        self._recorder.enter(self.step, self.mean_cost, norms)
        if not math.isfinite(np.add.reduce(self.net.theta)):
            self.divergence = self._first_bad_parameter()
        self.phase, self.l = Phase.UPDATE, 0
        self.step += 1
        self.start += self.p.m
        if self.start >= self.M:
            self.start, self.epoch = 0, self.epoch + 1

    # Changes between phases

    def restart_step(self) -> None:
        """Return to INPUT of the step under way; where none is, stay."""
        if self.phase is not Phase.UPDATE:
            self._input()

    def set_batch_size(self, m: int) -> None:
        """Draw batches of `m` samples from here on. Raises `BadInputError` for m < 1."""
        self.m = min(whole_number(m, "The batch size m", least=1), self.M)
        self.restart_step()

    def _workspace(self, m: int) -> tuple[Activity, Gradient, Array]:
        found = self._workspaces.get(m)
        if found is None:
            if len(self._workspaces) == 2:  # a full and a short batch; older sizes are done with
                self._workspaces.clear()
            found = (Activity(self.net, m), Gradient(self.net, m, self._flat), np.empty((m, self.net.n[-1])))
            self._workspaces[m] = found
        return found

    def _read_mask(self) -> None:
        self._mask = self.net.mask if self.net.mask.any() else None

    # When numbers stop being finite

    def _first_bad_value(self) -> Divergence | None:
        for l in range(1, self.net.L + 1):
            if not np.isfinite(self.p.z[l]).all():
                return Divergence(self.step, l, "the weighted input z")
            if not np.isfinite(self.p.a[l]).all():
                return Divergence(self.step, l, "the value a")
        if math.isfinite(self.mean_cost):
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
