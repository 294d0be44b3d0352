"""Ties a trainer to the compiled kernel: many steps a call, and the trainer as numpy would leave it."""

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np

from core.checks import Array
from core.cursor import Phase
from core.kernel.plan import RULES, Layout, Part, Plan, Setting, State, layout, memory
from core.kernel.steps import load, run
from core.regularisers import at_weights
from core.schedules import SCHEDULES

if TYPE_CHECKING:
    from core.batches import Feed
    from core.trainer import Trainer

CALL = 0.003
"""Seconds of one call at most: as long as the interpreter's lock is not needed."""
MOST = 4096
"""Steps of one call at most."""
NORM_SECONDS = 0.0004
"""Norms are taken about that often; see `core.trainer`."""
EVERY_NORM = 2000
"""Steps at the beginning of a run of which each has its norms."""


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
        self.seconds = 0.0
        """What a step takes, about; 0 where that is not known."""

    def bind(self, trainer: "Trainer") -> None:
        """Take in whatever was changed since the last time."""
        net, batches = trainer.net, trainer._batches
        shape = Shape(net.n, net.activations, net.cost, min(trainer.m, trainer.M))
        if shape != self._shape:
            self._shape = shape
            self._lay_out(trainer)
        if batches._feed is not self._feed:
            self._feed = batches._feed
            self._samples = self._feed._rows
            self._rows = np.array(self._feed._order.whole, np.int64)
            self._order = np.empty(len(self._rows), np.int64)
        self.forget()
        self._take_settings(trainer)

    def _lay_out(self, trainer: "Trainer") -> None:
        net = trainer.net
        self._layout = layout(net, min(trainer.m, trainer.M))
        self._space = memory(self._layout)
        self._norms = np.empty((MOST, 2 * net.L))
        self._free, self._weights = np.ones(net.theta.size), at_weights(1.0, net.n)
        self.seconds = 0.0

    def _take_settings(self, trainer: "Trainer") -> None:
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
        np.logical_not(trainer.net.mask, out=self._free)
        plan[Plan.FROZEN] = trainer.net.mask.any()

    def stand(self, trainer: "Trainer") -> None:
        """Stand where the trainer does."""
        self.state[[State.STEP, State.EPOCH, State.START]] = trainer.step, trainer.epoch, trainer.start

    def save(self, trainer: "Trainer") -> None:
        """Keep this moment, to which `redo` returns."""
        self.stand(trainer)
        self._saved = trainer.net.theta.copy(), trainer.optimiser.memory.copy(), self.state.copy()

    def advance(self, trainer: "Trainer", deadline: float, last: float) -> bool:
        """Do steps, one at least, to the deadline or to step `last`; return False where numpy must do one.

        The trainer is left as the steps that were done leave it.
        """
        first, whole, left = trainer.step, True, deadline - perf_counter()
        while whole and trainer.step < last and (left > 0.0 or trainer.step == first):
            count = int(min(self.count(left), last - trainer.step))
            whole = self.call(trainer, count) == count
            left = deadline - perf_counter()
        done = trainer.step - first
        if not whole and done:
            self.redo(trainer, done)
        if done:
            trainer.phase, trainer.l = Phase.UPDATE, 0
            self.leave(trainer)
        return whole

    def redo(self, trainer: "Trainer", steps: int) -> None:
        """Do so many steps again from the moment kept: after them, not in the middle of the next."""
        theta, memory, state = self._saved
        np.copyto(trainer.net.theta, theta)
        np.copyto(trainer.optimiser.memory, memory)
        self.state[:] = state
        self.forget()
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

    def call(self, trainer: "Trainer", count: int) -> int:
        """Do `count` steps, fewer where a number is not finite, and note them; return how many were done."""
        updating, first = trainer.updating, trainer.step
        every = max(1, int(NORM_SECONDS / self.seconds)) if self.seconds else 1
        begin = perf_counter()
        done: int = run(
            self._layout.plan,
            self._layout.parts,
            self._settings,
            self.state,
            self._samples,
            self._rows,
            self._order,
            trainer.net.theta,
            updating.theta_before,
            trainer.gradient,
            updating.optimiser.memory.reshape(-1),
            updating.memory_before.reshape(-1),
            updating.optimiser.delta,
            self._free,
            self._weights,
            self._space,
            self._costs,
            self._norms,
            self._norm_steps,
            count,
            every,
            EVERY_NORM,
        )
        if not done:
            return 0
        self.note(trainer, begin, first, done)
        return done

    def note(self, trainer: "Trainer", begin: float, first: int, done: int) -> None:
        """Enter the steps of a call into the record, and let the trainer stand after them."""
        taken = (perf_counter() - begin) / done
        self.seconds = taken if not self.seconds else 0.5 * (self.seconds + taken)
        noted = self.state[State.NORMS]
        trainer._recorder.enter_many(first, self._costs[:done], self._norm_steps[:noted], self._norms[:noted])
        trainer.mean_cost = float(self._costs[done - 1])
        trainer.step, trainer.epoch, trainer.start = self.state[:3].tolist()

    def leave(self, trainer: "Trainer") -> None:
        """Let the trainer have the passes of the last batch."""
        batches, shape = trainer._batches, self._shape
        assert shape is not None
        batches.expire()
        epoch, start = self.state[[State.LAST_EPOCH, State.LAST_START]].tolist()
        trainer.passes = batches.draw(epoch, start, shape.m)
        if trainer.start == 0:
            batches.expire()
        p, g = trainer.passes.p, trainer.passes.g
        for columns, block in self._blocks(p.m):
            for l, part in enumerate(self._layout.parts):
                for place, arrays in (
                    (Part.Z, p.z),
                    (Part.A, p.a),
                    (Part.DC_DA, g.dC_da),
                    (Part.DC_DZ, g.dC_dz),
                ):
                    if l:
                        np.copyto(arrays[l][:, columns], self._matrix(block, part, place, columns))

    def _blocks(self, m: int) -> Iterator[tuple[slice, Array]]:
        """The samples that were worked on together, and the block in which they lie."""
        chunk, size = self._layout.plan[[Plan.CHUNK, Plan.BLOCK]].tolist()
        for k, first in enumerate(range(0, m, chunk)):
            yield slice(first, min(first + chunk, m)), self._space[k * size : (k + 1) * size]

    def _matrix(self, block: Array, part: Array, place: Part, columns: slice) -> Array:
        tall, begin, n = int(self._layout.plan[Plan.TALL]), int(part[place]), int(part[Part.N])
        found: Array = block[begin : begin + n * tall].reshape(n, tall)[:, : columns.stop - columns.start]
        return found


_bound: "WeakKeyDictionary[Trainer, Bound]" = WeakKeyDictionary()


def compiled_steps(trainer: "Trainer", deadline: float, last: float) -> None:
    """Do whole steps of `trainer`, which stands between two steps.

    Goes on until `perf_counter()` has reached `deadline`, `trainer.step` has reached `last`, or a number is
    not finite any more. Everything is then as the last of these steps leaves it by numpy: parameters, memory
    and what both were before, gradient, passes, batch, cursor, C̄ and the record. How steps are cut into calls
    changes nothing, bit for bit. A step in which a number is not finite is done by numpy, which names it.
    """
    load()
    bound = _bound.get(trainer)
    if bound is None:
        bound = _bound[trainer] = Bound()
    bound.bind(trainer)
    while trainer.step < last and trainer.divergence is None and perf_counter() < deadline:
        bound.save(trainer)
        if not bound.advance(trainer, deadline, last):
            trainer._batches.expire()
            trainer._whole_step(norms=True)
