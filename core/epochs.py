"""At which steps epochs begin: a rule for each size of batch instead of an entry for each epoch."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from core.checks import Array


class Pace(NamedTuple):
    """Epochs of one length: after `step` updates, in `epoch`, the next is to begin at `first`.

    The others follow `length` steps apart.
    """

    step: int
    epoch: int
    first: int
    length: int


def before(paces: Sequence[Pace], step: int) -> tuple[Pace, ...]:
    """Those that were noted before `step`."""
    return tuple(k for k in paces if k.step < step)


def goes_on(old: Pace, new: Pace) -> bool:
    """Whether `new`, which is noted later, says the same as `old`."""
    return old.length == new.length and (new.first - old.first) % new.length == 0


def epoch_starts(paces: Sequence[Pace], first: float, last: float, most: int) -> tuple[Array, Array]:
    """Return the steps within first … last at which an epoch began, and how many were done by then.

    Of more than about `most` only every 2nd, 5th, 10th … epoch is returned.
    """
    ends = (*(float(k.step) for k in paces[1:]), np.inf)
    found = [(pace, *_numbers(pace, end, first, last)) for pace, end in zip(paces, ends, strict=True)]
    count = sum(high - low + 1 for _, low, high in found)
    every = rounded_up(count / max(1, most))
    steps, epochs = [np.empty(0)], [np.empty(0)]
    for pace, low, high in found:
        numbers = np.arange(-(-low // every) * every, high + 1, every, dtype=np.float64)
        epochs.append(numbers)
        steps.append(pace.first + (numbers - pace.epoch - 1) * pace.length)
    return np.concatenate(steps), np.concatenate(epochs)


def epoch_at(paces: Sequence[Pace], step: float) -> int:
    """How many epochs were done after `step` updates."""
    pace = next((k for k in reversed(paces) if k.step <= step), paces[0])
    return pace.epoch if step < pace.first else pace.epoch + 1 + int((step - pace.first) // pace.length)


def _numbers(pace: Pace, end: float, first: float, last: float) -> tuple[int, int]:
    """The first and the last epoch that begins at a step of `pace`, before `end`, within first … last."""
    low, high = max(first, pace.first), min(last, end - 1)
    if high < low:
        return 1, 0
    skipped = int(-((pace.first - low) // pace.length))
    return pace.epoch + 1 + skipped, pace.epoch + 1 + int((high - pace.first) // pace.length)


def rounded_up(ratio: float) -> int:
    """The least of 1, 2, 5, 10, 20, 50 and so on that is not below `ratio`."""
    size = 1
    while size * 5 < ratio:
        size *= 10
    return next(k * size for k in (1, 2, 5) if k * size >= ratio)


def start_before(paces: Sequence[Pace], last: int) -> int:
    """The last step, `last` at most, at which an epoch began; 0 for the first epoch."""
    end = float("inf")
    for pace in reversed(paces):
        limit = min(last, end - 1)
        if limit >= pace.first:
            return int(pace.first + (limit - pace.first) // pace.length * pace.length)
        end = pace.step
    return 0
