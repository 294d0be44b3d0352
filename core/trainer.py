"""Training: one phase at a time or many steps at once, through the same methods."""

import math
from collections.abc import Sequence
from math import isfinite
from time import perf_counter

from core.arithmetic import Steps
from core.backprop import quiet
from core.checks import Array, whole_number
from core.cursor import Phase, at_position, phase_count, position
from core.divergence import first_bad_value
from core.drawing import Seen, checked_data
from core.optimisers import Optimiser
from core.regularisers import Regulariser
from core.schedules import Schedule
from core.standing import Standing

NORM_SECONDS = 0.0004
"""Norms are taken at most this often while running: about twice the thousand a second that is promised."""

EVERY_NORM = 2000
"""Steps at the beginning of a run of which each has its norms, so that no early detail is missed."""


class Trainer(Standing):
    """Descends a network's cost over a data set, phase by phase.

    Attributes:
        compiled: does the whole steps of `run` in place of numpy, if there is something that can; a
            network that is faulty it does not know.

    """

    compiled: Steps | None = None

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
        This is the boundary behind which a faster implementation may stand: `compiled`.
        """
        first = self.step
        last = math.inf if most is None else first + most
        now = perf_counter()
        deadline = now + budget
        self.optimiser.freeze(self.net.mask)
        if self.step < last:
            self._finish_step()
        if self.compiled is None or self.net.faulty:
            self._whole_steps(now, deadline, last)
        elif self.step < last and self.divergence is None:
            begun = self.step
            self.compiled(self, deadline, last)
            if self.step == begun and self.divergence is None:  # one step, whatever the clock shows
                self.compiled(self, math.inf, begun + 1)
        self._recorder.flush(self.step)
        return self.step - first

    def _finish_step(self) -> None:
        while self.phase is not Phase.UPDATE and self.divergence is None:
            self.advance()

    def leave_step(self) -> None:
        """Stand after the update before the step under way, if there was one, so that it is done whole."""
        if self.step > 0 and self.divergence is None:
            self.phase, self.l = Phase.UPDATE, 0

    def _whole_steps(self, now: float, deadline: float, last: float) -> None:
        """Do whole steps until the clock, which showed `now`, shows `deadline`, or `last` are done."""
        while self.step < last and now < deadline and self.divergence is None:
            now = perf_counter()
            norms = now >= self._next_norms or self.step < EVERY_NORM or self.step + 1 == last
            self._whole_step(norms)
            if now >= self._next_norms:
                self._next_norms = now + NORM_SECONDS

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

    def _take_cost(self) -> None:
        """Read C̄ off, and see whether it is a number."""
        self.mean_cost = self.passes.mean_cost()
        every_z = self.passes.p.every_z
        # An infinite z hides from the cost behind a σ that is flat there, but not from a sum of squares.
        if not isfinite(self.mean_cost + every_z.dot(every_z)):
            self.divergence = first_bad_value(self.net, self.p, self.mean_cost, self.step)

    def _update(self, norms: bool) -> None:
        """Change the parameters, enter the step into the record, and count it."""
        self.updating.perform(self.step)
        self._recorder.enter(self.step, self.mean_cost, norms)
        self.divergence = self.updating.trouble(self.step)
        self.step += 1
        self.start += self.passes.p.m
        if self.start >= self.M:
            self.start, self.epoch = 0, self.epoch + 1
            self._batches.expire()

    # Changes between phases

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

    def set_activations(self, activations: Sequence[str], cost: str | None = None) -> None:
        """Give layers 1 … L their σ, and the network its cost; parameters stay. Raises as `Network` does."""
        self.net.set_activations(activations, cost)
        self.passes = self._batches.rebind()
        self.restart_step()

    def update_with(self, optimiser: Optimiser, schedule: Schedule, regulariser: Regulariser) -> None:
        """Update like this from here on."""
        self.updating.use(optimiser, schedule, regulariser)
        self.restart_step()
