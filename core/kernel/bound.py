"""Ties a trainer to the compiled kernel: many steps a call, and the trainer as numpy would leave it."""

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from core.checks import Array
from core.cursor import Phase
from core.kernel.plan import MOST_BYTES, RULES, Layout, Part, Plan, Setting, State, blocks, layout, memory
from core.kernel.steps import load, run
from core.regularisers import at_weights
from core.schedules import SCHEDULES
from core.trainer import EVERY_NORM, NORM_SECONDS, Trainer

if TYPE_CHECKING:
    from core.batches import Feed

CALL = 0.003
"""Seconds of one call at most: as long as the interpreter's lock is not needed."""
MOST = 8192
"""Steps of one call at most, and steps noted before they are entered into the record."""


class Shape(NamedTuple):
    """What the layout of the memory depends on."""

    n: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str
    m: int


class Bound:
    """The kernel's arrays for one trainer."""

    def __init__(self) -> None:
        self._shape: Shape | None = None
        self._feed: Feed | None = None
        self._layout: Layout
        self.state = np.zeros(len(State), np.int64)
        self._settings = np.zeros(len(Setting))
        self._costs = np.empty(MOST)
        self._norm_steps = np.empty(MOST, np.int64)
        self._noted = self._norms_taken = 0
        self.seconds = 0.0
        """What a step takes, about; 0 where that is not known."""

    def bind(self, trainer: Trainer) -> bool:
        """Take in whatever was changed since the last time; return whether the kernel is for that."""
        net, batches = trainer.net, trainer._batches
        shape = Shape(net.n, net.activations, net.cost, min(trainer.m, trainer.M))
        if shape != self._shape:
            self._shape = shape
            self._lay_out(trainer)
        if self._layout.nbytes > MOST_BYTES:
            return False
        if batches._feed is not self._feed:
            self._feed = batches._feed
            self._samples = self._feed._rows
            self._rows = np.array(self._feed._order.whole, np.int64)
            self._order = np.empty(len(self._rows), np.int64)
        self.forget()
        self._take_settings(trainer)
        return True

    def _lay_out(self, trainer: Trainer) -> None:
        net = trainer.net
        self._layout = layout(net, min(trainer.m, trainer.M))
        if self._layout.nbytes > MOST_BYTES:
            self._space, self._blocks = np.empty(0), []
            return
        self._space = memory(self._layout)
        self._blocks = [_matrices(self._layout, block) for block in blocks(self._layout, self._space)]
        self._norms = np.empty((MOST, 2 * net.L))
        self._free, self._weights = np.ones(net.theta.size), at_weights(1.0, net.n)
        self.seconds = 0.0

    def _take_settings(self, trainer: Trainer) -> None:
        plan, settings, updating = self._layout.plan, self._settings, trainer.updating
        schedule, penalty = updating.schedule, updating.regulariser
        plan[Plan.M], plan[Plan.BATCH] = trainer.M, min(trainer.m, trainer.M)
        plan[Plan.SEED] = trainer._batches._seed
        plan[Plan.RULE], plan[Plan.SCHEDULE] = (
            RULES.index(updating.optimiser.name),
            SCHEDULES.index(schedule.kind),
        )
        plan[Plan.SPAN], plan[Plan.PENALTY] = schedule.span, bool(penalty)
        settings[:] = updating.optimiser.eta, schedule.to, penalty.l1, penalty.l2
        frozen = bool(trainer.net.mask.any())
        plan[Plan.FROZEN] = frozen
        if frozen:
            np.logical_not(trainer.net.mask, out=self._free)

    def stand(self, trainer: Trainer) -> None:
        """Stand where the trainer does."""
        self.state[[State.STEP, State.EPOCH, State.START]] = trainer.step, trainer.epoch, trainer.start

    def save(self, trainer: Trainer) -> None:
        """Keep this moment, to which `redo` returns."""
        self._saved = trainer.net.theta.copy(), trainer.optimiser.memory.copy(), self.state.copy()

    def advance(self, trainer: Trainer, deadline: float, last: float) -> bool:
        """Do steps, one at least, to the deadline or to step `last`; return False where numpy must do one.

        The trainer is left as the steps that were done leave it.
        """
        self.stand(trainer)
        first, left = trainer.step, deadline - perf_counter()
        count = int(min(self.count(left), last - trainer.step))
        if count > 1:  # a single one leaves all as it was if it comes to nothing
            self.save(trainer)
        whole = self.call(trainer, count) == count
        while whole and count > 1 and trainer.step < last and (left := deadline - perf_counter()) > 0.0:
            several = int(min(self.count(left), last - trainer.step))
            whole = self.call(trainer, several) == several
        done = trainer.step - first
        if not whole and count > 1:
            self.redo(trainer, done)
        if done:
            self.leave(trainer)
        return whole

    def redo(self, trainer: Trainer, steps: int) -> None:
        """Do so many steps again from the moment kept: after them, not in the middle of the next."""
        theta, memory, state = self._saved
        np.copyto(trainer.net.theta, theta)
        np.copyto(trainer.optimiser.memory, memory)
        self.state[:] = state
        self.forget()
        self.enter(trainer)
        trainer.step = int(state[State.STEP])
        while steps:
            steps -= self.call(trainer, min(steps, MOST))

    def forget(self) -> None:
        """Draw the order of samples anew."""
        self.state[State.DRAWN], self.state[State.GATHERED] = -1, 0

    def count(self, seconds: float) -> int:
        """How many steps fit into so many seconds, and into one call."""
        if not self.seconds:
            return 1
        return int(max(1, min(MOST, min(seconds, CALL) / self.seconds)))

    def call(self, trainer: Trainer, count: int) -> int:
        """Do `count` steps, fewer where a number is not finite, and note them; return how many were done."""
        if self._noted + count > MOST:
            self.enter(trainer)
        noted, taken = self._noted, self._norms_taken
        every = max(1, int(NORM_SECONDS / self.seconds)) if self.seconds else 1
        begin = perf_counter()
        done: int = run(
            (self._layout.plan, self._layout.parts, self._settings, self.state),
            (self._samples, self._rows, self._order),
            self._own(trainer),
            self._space,
            (self._costs[noted:], self._norms[taken:], self._norm_steps[taken:]),
            count,
            every,
            EVERY_NORM,
        )
        if done:
            seconds = (perf_counter() - begin) / done
            self.seconds = 0.5 * (self.seconds + seconds) if self.seconds else seconds
            self._noted += done
            self._norms_taken += int(self.state[State.NORMS])
            trainer.step, trainer.epoch, trainer.start = self.state[:3].tolist()
        return done

    def _own(self, trainer: Trainer) -> tuple[Array, ...]:
        """What of the trainer the kernel reads and fills, and what it is to know of each parameter."""
        updating, memory = trainer.updating, trainer.optimiser.memory
        return (
            trainer.net.theta,
            updating.theta_before,
            trainer.gradient,
            memory.reshape(-1),
            updating.memory_before.reshape(-1),
            updating.optimiser.delta,
            self._free,
            self._weights,
        )

    def enter(self, trainer: Trainer) -> None:
        """Enter the steps that were noted, all up to where the trainer stands, into the record."""
        noted, taken = self._noted, self._norms_taken
        if noted:
            first, norms = trainer.step - noted, self._norms[:taken]
            trainer._recorder.enter_many(first, self._costs[:noted], self._norm_steps[:taken], norms)
            trainer.mean_cost = float(self._costs[noted - 1])
        self._noted = self._norms_taken = 0

    def leave(self, trainer: Trainer) -> None:
        """Let the trainer have the record and the passes of the last batch."""
        self.enter(trainer)
        trainer.phase, trainer.l = Phase.UPDATE, 0
        batches = trainer._batches
        batches.expire()
        epoch, start = self.state[[State.LAST_EPOCH, State.LAST_START]].tolist()
        trainer.passes = batches.draw(epoch, start, min(trainer.m, trainer.M), ahead=1)
        if trainer.start == 0:
            batches.expire()
        p, g, chunk = trainer.passes.p, trainer.passes.g, int(self._layout.plan[Plan.CHUNK])
        for first, block in zip(range(0, p.m, chunk), self._blocks, strict=False):
            columns, here = slice(first, first + chunk), min(chunk, p.m - first)
            for arrays, matrices in zip((p.z, p.a, g.dC_da, g.dC_dz), block, strict=True):
                for array, matrix in zip(arrays[1:], matrices, strict=True):
                    np.copyto(array[:, columns], matrix[:, :here])


def _matrices(of: Layout, block: Array) -> list[list[Array]]:
    """z, a, ∂C/∂a and ∂C/∂z of layers 1 … L in a block, a row for each node."""
    return [
        [
            _matrix(block, int(part[place]), int(part[Part.N]), int(of.plan[Plan.TALL]))
            for part in of.parts[1:]
        ]
        for place in (Part.Z, Part.A, Part.DC_DA, Part.DC_DZ)
    ]


def _matrix(block: Array, begin: int, n: int, tall: int) -> Array:
    return block[begin : begin + n * tall].reshape(n, tall)


_bound: WeakKeyDictionary[Trainer, Bound] = WeakKeyDictionary()


def compiled_steps(trainer: Trainer, deadline: float, last: float) -> None:
    """Do whole steps of `trainer`, which stands between two steps.

    Goes on until `perf_counter()` has reached `deadline`, `trainer.step` has reached `last`, or a number is
    not finite any more. Everything is then as the last of these steps leaves it by numpy: parameters, memory
    and what both were before, gradient, passes, batch, cursor, C̄ and the record. How steps are cut into calls
    changes nothing, bit for bit. A step in which a number is not finite is done by numpy, which names it; so
    are those of batches that are too large.
    """
    if perf_counter() >= deadline:
        return
    load()
    bound = _bound.get(trainer)
    if bound is None:
        bound = _bound[trainer] = Bound()
    if not bound.bind(trainer):
        trainer._whole_steps(perf_counter(), deadline, last)
        return
    while trainer.step < last and trainer.divergence is None and perf_counter() < deadline:
        if not bound.advance(trainer, deadline, last):
            trainer._batches.expire()
            trainer._whole_step(norms=True)
