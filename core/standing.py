"""Where a step of training stands: the network, the batch, and every number as far as the step has come."""

import math

import numpy as np

from core.backprop import Activity, Gradient, quiet
from core.checks import Array, whole_number
from core.cursor import Cursor, Phase, at_position
from core.divergence import Divergence
from core.drawing import Batches, Indices, Seen, checked_data
from core.memo import Memo
from core.network import Network
from core.operations import perform
from core.optimisers import Optimiser
from core.record import Run
from core.recorder import Recorder
from core.updating import Updating


class Standing:
    """A moment of training, from which to go on and to which to return.

    Attributes:
        net: what is trained.
        updating: how: the optimiser, the schedule and the regulariser, and what was before the last update.
        x, y: the samples, (n_0, …) and (n_L, …), those that are never drawn among them.
        M: how many of them are drawn in an epoch: the training set.
        m: samples in a batch; the last batch of an epoch may be shorter.
        record: the run's record, C̄ of every step and the gradients' norms; steps that it knows already,
            because they are done again, are not entered twice.
        step, epoch, start, phase, l: the parts of `cursor`.
        passes: the operations of the present batch, and their arrays.
        gradient: the batch mean of every derivative in theta's order, as the last backward pass left it.
        mean_cost: C̄ of the last batch whose cost was computed.
        divergence: None, or where a number stopped being finite; then nothing advances.

    """

    def __init__(
        self, net: Network, optimiser: Optimiser, x: Array, y: Array, *, m: int, seed: int, seen: Seen = None
    ) -> None:
        """Stand at INPUT of the first step; `seed` fixes the order of the samples to train on, `seen`.

        Raises `BadInputError` for data that does not fit the network or m < 1.
        """
        self.net = net
        self.x, self.y = checked_data(net, x, y)
        self.gradient: Array = np.full(net.theta.size, np.nan)
        self._batches = Batches(net, self.gradient, self.x, self.y, seed, seen)
        self.M = self._batches.M
        self.m = min(whole_number(m, "The batch size m", least=1), self.M)
        self.updating = Updating(net, self.gradient, optimiser)
        self.mean_cost = math.nan
        self.divergence: Divergence | None = None
        self._recorder = Recorder(Run(net.L), net, self.gradient)
        self.record.enter_pace(0, 0, self.batches, self.batches)
        self._next_norms = 0.0
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
    def optimiser(self) -> Optimiser:
        """What makes updates of gradients."""
        return self.updating.optimiser

    @property
    def theta_before(self) -> Array:
        """The parameters before the last update."""
        return self.updating.theta_before

    @property
    def eta(self) -> float:
        """The learning rate of this step's update, as the schedule has it."""
        return self.updating.rate(self.step - (self.phase is Phase.UPDATE))

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

    def restart_step(self) -> None:
        """Return to INPUT of the step under way; where none is, stay."""
        if self.phase is not Phase.UPDATE:
            self._input()
            self.phase, self.l = Phase.INPUT, 0

    def forget_batch(self) -> None:
        """Forget C̄ and the gradient of the batch: a parameter or a sample has been changed."""
        self.mean_cost = math.nan
        self.gradient.fill(math.nan)

    # Other moments

    def go_to(self, theta: Array, cursor: Cursor, memory: Array | None = None) -> None:
        """Stand after the update that led to `theta` and the optimiser's `memory`, or at the very beginning.

        What they came from is unknown; the gradient and C̄ are NaN until the next step has worked them out.
        """
        self.forget_batch()
        np.copyto(self.net.theta, theta)
        self.updating.stand(theta, memory, memory)
        self.divergence = None
        self._stand_at(cursor)
        if cursor.phase is Phase.INPUT:
            self._input()

    def memo(self) -> Memo:
        """What `recall` needs to be back here, in the middle of a step too."""
        arrays = (self.net.theta.copy(), self.theta_before.copy(), self.gradient.copy())
        memory = self.optimiser.memory.copy(), self.updating.memory_before.copy()
        ended = self.phase is Phase.UPDATE and self.start == 0
        begun = Cursor(self.step, self.epoch - ended, self.batch_start)
        return Memo(self.cursor, begun, *arrays, self.mean_cost, self.divergence, self.p.m, *memory)

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
        self.stand_after(memo)

    def stand_after(self, memo: Memo) -> None:
        """Stand where `memo` was taken; the passes are those that were worked out last."""
        np.copyto(self.net.theta, memo.theta)
        self.updating.stand(memo.theta_before, memo.memory, memo.memory_before)
        np.copyto(self.gradient, memo.gradient)
        self.mean_cost, self.divergence = memo.mean_cost, memo.divergence
        self._stand_at(memo.cursor)

    def _stand_at(self, cursor: Cursor) -> None:
        self.step, self.epoch, self.start = cursor.step, cursor.epoch, cursor.start
        self.phase, self.l = cursor.phase, cursor.l
        self._batches.forget()
