"""The samples of one cell, and the way from one of them to the next."""

import numpy as np
from numpy.typing import NDArray

from core.confusion import samples_in
from core.frame import Frame
from gui.confusion.placing import Cell
from gui.confusion.words import EVERYTHING, HELD_OUT, Shown

Indices = NDArray[np.intp]
NONE: Indices = np.empty(0, dtype=np.intp)


class CellSamples:
    """Which samples are in a cell: looked for when they are asked for, again where the score is another."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._of: tuple[object, ...] = ()
        self._found: Indices = NONE

    def of(self, frame: Frame, cell: Cell | None, which: str) -> Indices:
        """The samples of a choice that are in `cell`, ascending; the same array as long as nothing is new."""
        if cell is None or frame.score is None or frame.score.predicted is None:
            return NONE
        asked = (frame.score, frame.held_out, cell, which)
        if len(self._of) != len(asked) or not all(map(_same, self._of, asked)):
            self._of, self._found = asked, self._samples(frame, cell, which)
        return self._found

    def _samples(self, frame: Frame, cell: Cell, which: str) -> Indices:
        found = samples_in(frame.score.true, frame.score.predicted, *cell)
        return found if which == EVERYTHING else found[frame.held_out[found] == (which == HELD_OUT)]


def _same(one: object, other: object) -> bool:
    return one is other or (isinstance(one, str | tuple) and one == other)


def shown_in(samples: Indices, sample: int) -> Shown | None:
    """Which of `samples`, ascending, the sample shown is, if it is one of them."""
    k = int(np.searchsorted(samples, sample))
    return Shown(sample, k) if k < len(samples) and samples[k] == sample else None


def another(samples: Indices, after: int | None, by: int) -> int | None:
    """The sample that follows `after` (by = 1) or comes before it (−1); the first or last without any.

    After the last comes the first. None where there are no samples.
    """
    if not len(samples):
        return None
    if after is None:
        k = 0 if by > 0 else -1
    else:
        k = (
            int(np.searchsorted(samples, after, side="right"))
            if by > 0
            else int(np.searchsorted(samples, after)) - 1
        )
    return int(samples[k % len(samples)])
