"""Which samples are kept out of training, so that the cost can be measured on samples never seen."""

import numpy as np
from numpy.typing import NDArray

from core.checks import finite_number
from core.randomness import Purpose, generator

MOST_HELD_OUT = 0.9


def checked_share(share: object) -> float:
    """Return the share to hold out; raises `BadInputError` unless it is a number from 0 to 0.9."""
    return finite_number(share, "The share held out", 0.0, MOST_HELD_OUT)


def held_out_count(M: int, share: float) -> int:
    """How many of M samples that is: the nearest whole number, and one at least is left to train on."""
    return min(round(M * share), M - 1)


def held_out_samples(M: int, share: float, seed: int) -> NDArray[np.bool_]:
    """Return (M,), True for the samples held out: the nearest whole number to M · share, drawn from `seed`.

    At least one sample is left to train on. Another share of the same seed holds out
    a part or a superset of the same samples. The result cannot be written to.
    """
    count = held_out_count(M, share)
    mask = np.zeros(M, dtype=np.bool_)
    if count:
        mask[generator(seed, Purpose.SPLIT).permutation(M)[:count]] = True
    mask.flags.writeable = False
    return mask


def held_out_one_by_one(M: int, share: float, seed: int) -> NDArray[np.bool_]:
    """Return (M,) likewise, each sample for itself, so that more samples leave those before as they were.

    The count is `share` of M on the average only. At least one sample, the first, is left to train on.
    """
    mask = generator(seed, Purpose.SPLIT).random(M) < share
    if mask.all():
        mask[0] = False
    mask.flags.writeable = False
    return mask
