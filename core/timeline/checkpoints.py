"""Parameters and memories after some of the steps, from which the steps in between can be done again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from core.checks import Array
from core.cursor import Cursor, Phase

CAP = 256 * 2**20
"""Bytes that all checkpoints together may take."""

SPACING = 0.015
"""Seconds of training between two checkpoints, so long as the cap allows."""

OVERHEAD = 400
"""Bytes of a checkpoint beside its array, about."""


class Checkpoint(NamedTuple):
    """The parameters `theta` after an update: `cursor` stands there.

    `memory` is the optimiser's, (slots, size).
    """

    cursor: Cursor
    theta: Array
    memory: Array

    @property
    def nbytes(self) -> int:
        """Bytes that it takes, about."""
        return self.theta.nbytes + self.memory.nbytes + OVERHEAD


class Checkpoints:
    """Those of one segment, in the order of their steps."""

    def __init__(self, kept: Iterable[Checkpoint] = ()) -> None:
        """Begin with those `kept`."""
        self._steps: list[int] = []
        self._kept: list[Checkpoint] = []
        self.nbytes = 0
        for k in kept:
            self.add(k)

    def __iter__(self) -> Iterator[Checkpoint]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def last(self) -> int:
        """The step of the last one, −1 without any."""
        return self._steps[-1] if self._steps else -1

    def add(self, new: Checkpoint) -> None:
        """Keep one more, later than all others; one that is not is known already."""
        if new.cursor.step > self.last:
            self._steps.append(new.cursor.step)
            self._kept.append(new)
            self.nbytes += new.nbytes

    def before(self, step: int) -> Checkpoint | None:
        """The last one before `step`."""
        k = bisect_left(self._steps, step)
        return self._kept[k - 1] if k else None

    def after(self, step: int) -> Checkpoint | None:
        """The first one at `step` or later."""
        k = bisect_left(self._steps, step)
        return self._kept[k] if k < len(self._kept) else None

    def at(self, step: int) -> Checkpoint | None:
        """The one after just so many steps."""
        k = bisect_left(self._steps, step)
        return self._kept[k] if k < len(self._steps) and self._steps[k] == step else None

    def thin(self) -> None:
        """Keep every second one, and the last."""
        self._replace(self._kept[(len(self._kept) + 1) % 2 :: 2])

    def cut(self, step: int) -> None:
        """Drop those after `step`."""
        self._replace(self._kept[: bisect_right(self._steps, step)])

    def _replace(self, kept: list[Checkpoint]) -> None:
        self._kept, self._steps = kept, [k.cursor.step for k in kept]
        self.nbytes = sum(k.nbytes for k in kept)


def checkpoint(cursor: Cursor, theta: Array, memory: Array) -> Checkpoint:
    """One of a trainer that stands after an update, with copies of its parameters and its memory."""
    kept = np.array(theta), np.array(memory)
    for each in kept:
        each.flags.writeable = False
    return Checkpoint(Cursor(cursor.step, cursor.epoch, cursor.start, Phase.UPDATE), *kept)
