"""Which moments of a run a film shows, and how large and how fast it is."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.checks import whole_number
from core.commands import Unit
from core.epochs import Pace, epoch_at, epoch_starts
from core.errors import BadInputError, UnknownNameError
from core.lazily import dataclass
from core.timeline.moments import after, whole_steps

MOST_PICTURES, MOST_PIXELS = 10_000, 3840 * 2160
"""Of a film, and of each of its pictures."""
MOST_A_SECOND = 50
"""A GIF counts hundredths of a second, and viewers slow down one that shows a picture for a single one."""
LEAST_SIDE, MOST_SIDE = 16, 8192
UNITS: tuple[Unit, ...] = ("phase", "step", "epoch")


@dataclass(frozen=True)
class Film:
    """A stretch of the run that is shown, a picture each phase, step or epoch.

    Attributes:
        first, last: from after so many updates to after so many, both shown.
        by, every: every how many phases, steps or epochs there is a picture.
        fps: pictures a second.
        width, height: of each picture in pixels, even numbers: H.264 takes no others.

    """

    first: int
    last: int
    by: Unit = "step"
    every: int = 1
    fps: int = 10
    width: int = 640
    height: int = 480


class Reach(NamedTuple):
    """What there is to show: the last moment of the run, its network's L, and how long its epochs are."""

    end: int
    L: int
    paces: Sequence[Pace]

    @property
    def steps(self) -> int:
        """How many updates were done by its end."""
        return whole_steps(self.end, self.L)


def moments(film: Film, reach: Reach) -> Sequence[int]:
    """Return the moments that `film` shows, in their order.

    By phase, the last step is followed by what has been done of the next, if that is where the run ends.
    Raises what `checked` does.
    """
    checked(film, reach)
    if film.by == "phase":
        return _phases(film, reach)[:: film.every]
    if film.by == "step":
        return [after(k, reach.L) for k in range(film.first, film.last + 1, film.every)]
    steps, _ = epoch_starts(reach.paces, film.first, film.last, film.last + 1)
    ends = np.concatenate([[0.0], steps]) if film.first == 0 else steps
    return [after(int(k), reach.L) for k in ends[:: film.every]]


def pictures(film: Film, reach: Reach) -> int:
    """Return how many pictures `film` has, be they too many.

    Raises `BadInputError` for a stretch that the run has not, or that has nothing to show.
    """
    first = whole_number(film.first, "The first step shown", 0)
    last = whole_number(film.last, "The last step shown", 0)
    every = whole_number(film.every, "How many are passed over to the next picture", 1)
    if last > reach.steps:
        raise BadInputError(f"The run has {_steps(reach.steps)} so far; no film can show step {last}.")
    if first > last:
        raise BadInputError(f"The first step shown, {first}, comes after the last, {last}.")
    if film.by == "phase":
        count = len(_phases(film, reach))
    elif film.by == "step":
        count = last + 1 - first
    elif film.by == "epoch":
        before = epoch_at(reach.paces, first - 1) if first > 0 else -1  # the beginning ends none, but counts
        count = epoch_at(reach.paces, last) - before
    else:
        raise UnknownNameError("unit of a film", film.by, UNITS)
    if count == 0:
        raise BadInputError(f"No epoch ends from step {first} to step {last}.")
    return -(-count // every)


def _phases(film: Film, reach: Reach) -> range:
    end = reach.end if film.last == reach.steps else after(film.last, reach.L)
    return range(after(film.first, reach.L), end + 1)


def checked(film: Film, reach: Reach) -> Film:
    """Return `film` if it can be made; raises `BadInputError` in one sentence otherwise."""
    count = pictures(film, reach)
    if count > MOST_PICTURES:
        raise BadInputError(
            f"{count} pictures are more than the {MOST_PICTURES} that a film may have: show fewer steps, "
            f"or only one {film.by} in {-(-count * film.every // MOST_PICTURES)}."
        )
    whole_number(film.fps, "The number of pictures a second", 1, MOST_A_SECOND)
    for side, what in ((film.width, "width"), (film.height, "height")):
        whole_number(side, f"The {what} of a film's pictures", LEAST_SIDE, MOST_SIDE)
        if side % 2:
            raise BadInputError(f"The {what} of a film's pictures must be an even number, not {side}.")
    if film.width * film.height > MOST_PIXELS:
        raise BadInputError(
            f"Pictures of {film.width} × {film.height} pixels are too large for a film; "
            f"at most {math.floor(MOST_PIXELS / 1e6)} million pixels are shown at once."
        )
    return film


def even(side: int) -> int:
    """The least even number that is not below `side`."""
    return side + side % 2


def _steps(count: int) -> str:
    return f"{count} step{'' if count == 1 else 's'}"
