"""Training: one phase at a time or many steps at once, through the same methods."""

import math
from collections.abc import Sequence
from math import isfinite
from time import perf_counter

import numpy as np

from core.backprop import Activity, Gradient, quiet
from core.checks import Array, whole_number
from core.cursor import Cursor, Phase, at_position, phase_count, position
from core.divergence import Divergence, first_bad_parameter, first_bad_value
from core.drawing import Batches, Indices, Seen, checked_data
from core.memo import Memo
from core.network import Network
from core.operations import Operations, bind, perform
from core.optimisers import Optimiser
from core.record import Run
from core.recorder import Recorder

NORM_SECONDS = 0.0004
"""Norms are taken at most this often while running: about twice the thousand a second that is promised."""

EVERY_NORM = 2000
"""Steps at the beginning of a run of which each has its norms, so that no early detail is missed."""


class Trainer:
    """Gradient descent on a network over a data set, phase by phase.

    Attributes:
        net, optimiser: what is trained, and how.
        x, y: the samples, (n_0, …) and (n_L, …), those that are never drawn among them.
        M: how many of them are drawn in an epoch: the training set.
        m: samples in a batch; the last batch of an epoch may be shorter.
        record: the run's record, C̄ of every step and the gradients' norms; steps that it knows already,
            because they are done again, are not entered twice.
        step, epoch, start, phase, l: the parts of `cursor`.
        passes: the operations of the present batch, and their arrays.
        gradient: the batch mean of every derivative in theta's order, as the last backward pass left it.
        theta_before: the parameters before the last update.
        mean_cost: C̄ of the last batch whose cost was computed.
        divergence: None, or where a number stopped being finite; then nothing advances.

    """

    def __init__(
        self, net: Network, optimiser: Optimiser, x: Array, y: Array, *, m: int, seed: int, seen: Seen = None
    ) -> None:
        """Stand at INPUT of the first step; `seed` fixes the order of the samples to train on, `seen`.

        Raises `BadInputError` for data that does not fit the network or m < 1.
        """
        self.net, self.optimiser = net, optimiser
        self.x, self.y = checked_data(net, x, y)
        self.gradient: Array = np.full(net.theta.size, np.nan)
        self._batches = Batches(net, self.gradient, self.x, self.y, seed, seen)
        self.M = self._batches.M
        self.m = min(whole_number(m, "The batch size m", least=1), self.M)
        self.theta_before = net.theta.copy()
        self.mean_cost = math.nan
        self.divergence: Divergence | None = None
        self._recorder = Recorder(Run(net.L), net, self.gradient)
        self.record.enter_pace(0, 0, self.batches, self.batches)
        self._next_norms = 0.0
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
    def record(self) -> Run:
        """What is recorded, and where to."""
        return self._recorder.run

    @record.setter
    def record(self, run: Run) -> None:
        self._recorder.run = run

    @property
    def batch_start(self) -> int:
        """Where the present batch began in its epoch."""
        return self._batches.start

    @property
    def batch(self) -> Indices:
        """Indices of the present batch's samples in x and y."""
        return self._batches.indices

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
        elif phase is Phase.UPDATE:
            self._update(norms=True)
            self._recorder.flush(self.step)
        else:
            self._perform(phase, l)
            if phase is Phase.COST:
                self._take_cost()
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
        self.passes = self._batches.draw(self.epoch, self.start, self.m)

    def _perform(self, phase: Phase, l: int) -> None:
        """Work out one layer, or the cost."""
        if phase is Phase.COST:
            perform(self.passes.cost)
        else:
            perform((self.passes.forward if phase is Phase.FORWARD else self.passes.backward)[l])

    def _take_cost(self) -> None:
        """Read C̄ off, and see whether it is a number."""
        self.mean_cost = self.passes.mean_cost()
        every_z = self.passes.p.every_z
        # An infinite z hides from the cost behind a σ that is flat there, but not from a sum of squares.
        if not isfinite(self.mean_cost + every_z.dot(every_z)):
            self.divergence = first_bad_value(self.net, self.p, self.mean_cost, self.step)

    def _update(self, norms: bool) -> None:
        """Change the parameters, enter the step into the record, and count it."""
        for operation in self._to_update:
            operation()
        self._recorder.enter(self.step, self.mean_cost, norms)
        # The sum of squares of finite numbers may overflow, but one that is not finite never hides.
        if not isfinite(self._squared_length()):
            self.divergence = first_bad_parameter(self.net, self.step)
        self.step += 1
        self.start += self.passes.p.m
        if self.start >= self.M:
            self.start, self.epoch = 0, self.epoch + 1
            self._batches.expire()

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

    def use(self, x: Array, y: Array, seen: Seen = None) -> None:
        """Train on x (n_0, …), y (n_L, …), other numbers of the same samples. Raises `ShapeError`."""
        self.x, self.y = checked_data(self.net, x, y)
        self._batches.use(self.x, self.y, seen)
        self.M = self._batches.M

    def begin_epoch(self, m: int) -> None:
        """Leave the rest of the epoch out and draw batches of `m`: there are other samples than before."""
        self.m = min(m, self.M)
        if self.start > 0:
            self.start, self.epoch = 0, self.epoch + 1

    def set_batch_size(self, m: int) -> None:
        """Draw batches of `m` samples from here on. Raises `BadInputError` for m < 1."""
        self.m = min(whole_number(m, "The batch size m", least=1), self.M)
        self._batches.expire()
        self.restart_step()

    def note_pace(self) -> None:
        """Tell the record when epochs begin from here on."""
        if self.start == 0 and self.epoch > 0:  # just now one has begun
            self._recorder.enter_pace(self.step, self.epoch - 1, self.step, self.batches)
            return
        left = -(-(self.M - self.start) // self.m)
        self._recorder.enter_pace(self.step, self.epoch, self.step + left, self.batches)

    def set_activations(self, activations: Sequence[str]) -> None:
        """Give layers 1 … L their σ by name and keep the parameters. Raises as `Network` does."""
        self.net.set_activations(activations)
        self.passes = self._batches.rebind()
        self.restart_step()

    # Other moments

    def go_to(self, theta: Array, cursor: Cursor) -> None:
        """Stand after the update that led to `theta`, or at the very beginning; what it came from is unknown.

        The gradient and C̄ are NaN until the next step has worked them out.
        """
        self.forget_batch()
        np.copyto(self.net.theta, theta)
        np.copyto(self.theta_before, theta)
        self.divergence = None
        self._stand_at(cursor)
        if cursor.phase is Phase.INPUT:
            self._input()

    def memo(self) -> Memo:
        """What `recall` needs to be back here, in the middle of a step too."""
        arrays = (self.net.theta.copy(), self.theta_before.copy(), self.gradient.copy())
        ended = self.phase is Phase.UPDATE and self.start == 0
        begun = Cursor(self.step, self.epoch - ended, self.batch_start)
        return Memo(self.cursor, begun, *arrays, self.mean_cost, self.divergence, self.p.m)

    @quiet
    def recall(self, memo: Memo) -> None:
        """Be back where `memo` was taken, with every number of the step as far as it had come."""
        done = memo.cursor.phase is Phase.UPDATE
        np.copyto(self.net.theta, memo.theta_before if done else memo.theta)
        self._stand_at(memo.begun)
        # The batch may still be from before the size of batches was changed.
        self.passes = self._batches.draw(self.epoch, self.start, memo.m)
        L = self.net.L
        for place in range(1, min(memo.cursor.position(L), 2 * L + 1) + 1):
            self._perform(*at_position(place, L))
        np.copyto(self.net.theta, memo.theta)
        np.copyto(self.theta_before, memo.theta_before)
        np.copyto(self.gradient, memo.gradient)
        self.mean_cost, self.divergence = memo.mean_cost, memo.divergence
        self._stand_at(memo.cursor)

    def _stand_at(self, cursor: Cursor) -> None:
        self.step, self.epoch, self.start = cursor.step, cursor.epoch, cursor.start
        self.phase, self.l = cursor.phase, cursor.l
        self._batches.forget()
