"""The record of a run: the batch cost at every step and the gradients' norms.

A `Series` is written by one thread and read by another without a lock: what is published is an immutable
picture that points at arrays of which only the part beyond the published length is ever written. Past `limit`
buckets every two neighbours are merged, so that old detail becomes exact minimum, maximum and mean.
"""

import numpy as np

from core.buckets import Buckets, Level, empty_buckets, joined, merged
from core.checks import Array
from core.epochs import Pace, before, epoch_at, epoch_starts, goes_on
from core.health.record import HealthRecord
from core.lazily import dataclass

LIMIT = 1 << 20
"""Entries kept one by one, shared out among the columns of a series."""

FACTOR = 16
"""Buckets of one level of the pyramid that make one of the next."""

PORTION = 1 << 14
"""Buckets merged in one go, so that little memory is needed beside what they leave behind."""


@dataclass(frozen=True)
class _Picture:
    """What a reader sees: the pyramid's levels, finest first, and how many entries it stands for."""

    levels: tuple[Buckets, ...]
    entries: int


class Series:
    """Rows of numbers over a growing x, append-only, readable while it is written."""

    def __init__(
        self, columns: int = 1, limit: int = LIMIT, base: "Series | None" = None, fork: float = 0.0
    ) -> None:
        """Take `columns` numbers a row; at most `limit` numbers are kept one by one.

        Before x = `fork` the rows are those of `base`, another series with as many columns.
        """
        self.columns = columns
        self.latest = -np.inf if base is None else fork
        """The x of the last row; the fork where there is none yet."""
        self._before: float = np.nextafter(fork, -np.inf)
        # Of a base that was itself begun no earlier nothing is needed: forks of forks would be a long way.
        while base is not None and base._base is not None and base._before >= self._before:
            base = base._base
        self._base: Series | None = base
        self.limit = max(2 * FACTOR, limit // columns) // 2 * 2
        self.width = 1
        """Entries in a bucket of the finest level: 1 until the limit is reached, then 2, 4, …"""
        self._entries = 0
        self._inherited = base.count(self._before) if base else 0
        self._rest = empty_buckets(0, columns)
        self._levels = [Level(columns)]
        self._picture = _Picture((self._levels[0].published(),), 0)

    def __len__(self) -> int:
        """How many rows there are, merged ones included."""
        return self._inherited + self._picture.entries

    @property
    def own(self) -> int:
        """How many rows were appended."""
        return self._picture.entries

    def count(self, x: float) -> int:
        """How many rows there are up to `x`."""
        own = self._picture
        rows = int(np.searchsorted(own.levels[0].x, x, side="right"))
        inherited = self._base.count(min(x, self._before)) if self._base else 0
        return inherited + min(rows * self.width, own.entries)

    @property
    def nbytes(self) -> int:
        """Bytes held by the arrays."""
        return sum(k.nbytes for level in self._levels for k in level.store)

    @property
    def filled_bytes(self) -> int:
        """Bytes of them that have been written; the system gives memory for the rest when it is."""
        return sum(k.nbytes for level in self._picture.levels for k in level)

    def extend(self, x: Array, rows: Array) -> None:
        """Append rows (k, columns) at ascending x (k,), and publish them."""
        rows = rows.reshape(len(x), self.columns)
        if not len(x):
            return
        self.latest = float(x[-1])
        self._entries += len(x)
        self._append(Buckets(x.astype(np.float64), rows, rows, rows))
        while self._levels[0].count >= self.limit:
            self._halve()
        self._grow_pyramid()
        self._picture = _Picture(tuple(k.published() for k in self._levels), self._entries)

    def _append(self, new: Buckets) -> None:
        """Merge entries into whole buckets of the present width; what is left over waits."""
        if self.width == 1:
            self._levels[0].extend(new)
            return
        waiting = joined(self._rest, new)
        whole = len(waiting.x) // self.width * self.width
        if whole:
            self._levels[0].extend(merged(waiting.part(0, whole), self.width))
        self._rest = waiting.part(whole, len(waiting.x))

    def _halve(self) -> None:
        """Merge the finest level two by two into new arrays; readers keep the old ones."""
        finest = self._levels[0].published()
        even = len(finest.x) // 2 * 2
        level = Level(self.columns)
        for first in range(0, even, PORTION):
            level.extend(merged(finest.part(first, min(first + PORTION, even)), 2))
        # An odd last bucket waits for its neighbour as `width` equal entries: minimum, maximum
        # and mean of the bucket that they end up in come out the same.
        tail = finest.part(even, len(finest.x))
        if len(tail.x):
            repeated = Buckets(*(np.repeat(k, self.width, axis=0) for k in tail))
            self._rest = joined(repeated, self._rest)
        self.width *= 2
        self._levels = [level]

    def _grow_pyramid(self) -> None:
        """Bring every coarser level up to date with the one below it; whole buckets only."""
        k = 0
        while self._levels[k].count >= FACTOR:
            if k + 1 == len(self._levels):
                self._levels.append(Level(self.columns))
            below, level = self._levels[k], self._levels[k + 1]
            first, last = level.count * FACTOR, below.count // FACTOR * FACTOR
            if last > first:
                level.extend(merged(below.published().part(first, last), FACTOR))
            k += 1

    def whole(self) -> tuple[Buckets, Array]:
        """Return all rows as finely as they are kept, and how many entries (k,) each stands for.

        For the thread that writes: rows that still wait to be merged are told as well.
        """
        finest, rest = self._levels[0].published(), self._rest
        counts = [np.full(len(finest.x), float(self.width))]
        parts = [finest]
        if len(rest.x):
            parts.append(merged(rest, len(rest.x)))
            counts.append(np.full(1, float(len(rest.x))))
        if self._base is not None:
            before, known = self._base.whole()
            kept = int(np.searchsorted(before.x, self._before, side="right"))
            parts, counts = [before.part(0, kept), *parts], [known[:kept], *counts]
        return joined(*parts), np.concatenate(counts)

    def query(self, first: float, last: float, most: int, beyond: int = 0) -> Buckets:
        """Return the buckets of first ≤ x ≤ last, at most about `most` of them, detail merged.

        `beyond` neighbours on either side are taken in as well, as far as there are any.

        Minimum, maximum and mean are exact for the entries in each bucket. The work
        grows with `most`, not with the length of the series.
        """
        own = self._query(first, last, most, beyond)
        if self._base is None or (first > self._before and self._reaches(first, beyond)):
            return own
        before = self._base.query(min(first, self._before), min(last, self._before), most, beyond)
        kept = int(np.searchsorted(before.x, self._before, side="right"))
        return joined(before.part(0, kept), own)

    def _reaches(self, first: float, beyond: int) -> bool:
        """Whether there are as many as `beyond` own rows before `first`."""
        return int(np.searchsorted(self._picture.levels[0].x, first)) >= beyond

    def _query(self, first: float, last: float, most: int, beyond: int) -> Buckets:
        levels = self._picture.levels
        x = levels[0].x
        begin = max(0, int(np.searchsorted(x, first)) - beyond)
        end = min(len(x), int(np.searchsorted(x, last, side="right")) + beyond)
        k = 0
        while k + 1 < len(levels) and (end - begin) // FACTOR ** (k + 1) >= most:
            k += 1
        return self._joined(levels, k, begin, end, max(1, most))

    @staticmethod
    def _joined(levels: tuple[Buckets, ...], k: int, begin: int, end: int, most: int) -> Buckets:
        """Level k between finest indices begin and end, with the ends that it cannot cover as they are."""
        stride = FACTOR**k
        a = -(-begin // stride)
        b = min(end // stride, len(levels[k].x))
        if k == 0 or b <= a:
            return _thinned(levels[0].part(begin, end), most)
        head, tail = levels[0].part(begin, a * stride), levels[0].part(b * stride, end)
        middle = _thinned(levels[k].part(a, b), most)
        return joined(_thinned(head, 1), middle, _thinned(tail, 1))


def _thinned(buckets: Buckets, most: int) -> Buckets:
    count = len(buckets.x)
    return buckets if count <= most else merged(buckets, -(-count // most))


class Run:
    """What one run of training leaves behind.

    Attributes:
        parent, fork: the run that this one branched from, and at which step (None, 0 for a root):
            before that step its entries are the parent's.
        cost: one column, C̄ of the step that starts with x updates done.
        norms: 2L columns, ‖∂C̄/∂w^1‖, ‖∂C̄/∂b^1‖, …, ‖∂C̄/∂b^L‖ at the steps where they were taken.
        scores: two columns, C_train and the cost of the samples held out (NaN without any) after x
            updates, wherever they were computed.
        accuracies: for classes, at the same x: the shares that are right of both.
        paces: how epochs follow one another, a `Pace` for each size of batch.
        health: how its gradients fared, at a few hundred moments.

    """

    def __init__(self, L: int, parent: "Run | None" = None, fork: int = 0) -> None:
        """Begin an empty record for a network with L layers, or one that goes on from `parent`."""
        self.parent = parent
        self.fork = fork
        self.cost: Series = Series(base=parent.cost if parent else None, fork=fork)
        self.norms: Series = Series(columns=2 * L, base=parent.norms if parent else None, fork=fork)
        # A score after as many updates as the fork was still the parent's.
        self.scores: Series = Series(columns=2, base=parent.scores if parent else None, fork=fork + 0.5)
        rates = parent.accuracies if parent else None
        self.accuracies: Series = Series(columns=2, base=rates, fork=fork + 0.5)
        self.paces: tuple[Pace, ...] = before(parent.paces, fork) if parent else ()
        self.health: HealthRecord = HealthRecord(parent.health if parent else None, fork)

    @property
    def steps(self) -> int:
        """How many steps it knows, those before the fork included."""
        return self.fork + self.cost.own

    @property
    def series(self) -> tuple[Series, ...]:
        """All of them: cost, norms, scores, accuracies."""
        return self.cost, self.norms, self.scores, self.accuracies

    @property
    def nbytes(self) -> int:
        """Bytes held by all series."""
        return sum(k.nbytes for k in self.series)

    @property
    def filled_bytes(self) -> int:
        """Bytes of them that have been written."""
        return sum(k.filled_bytes for k in self.series)

    def enter_score(
        self,
        step: int,
        cost: float,
        held_out_cost: float | None,
        accuracy: float | None = None,
        held_out_accuracy: float | None = None,
    ) -> None:
        """Note costs and accuracies of whole sets after `step` updates, later than those noted.

        None becomes NaN; without an accuracy none is noted.
        """
        if step <= self.scores.latest:
            return
        at = np.array([float(step)])
        self.scores.extend(at, _row(cost, held_out_cost))
        if accuracy is not None:
            self.accuracies.extend(at, _row(accuracy, held_out_accuracy))

    def enter_pace(self, step: int, epoch: int, first: int, length: int) -> None:
        """Note a `Pace`, which takes the place of one noted after as many updates; one that holds goes on."""
        known, new = before(self.paces, step), (Pace(step, epoch, first, length),)
        self.paces = known if known and goes_on(known[-1], *new) else known + new

    def epoch_starts(self, first: float, last: float, most: int) -> tuple[Array, Array]:
        """Steps within first … last at which an epoch began, and how many were done by then.

        Of more than about `most` only every 2nd, 5th, 10th … epoch is returned.
        """
        return epoch_starts(self.paces, first, min(last, len(self.cost)), most)

    def epoch_at(self, step: float) -> int:
        """Epochs done after `step` updates."""
        return epoch_at(self.paces, step)


def _row(trained: float, held_out: float | None) -> Array:
    return np.array([[trained, np.nan if held_out is None else held_out]])
