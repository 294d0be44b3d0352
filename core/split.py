"""Which samples are kept out of training, so that the cost can be measured on samples never seen."""

import numpy as np
from numpy.typing import NDArray

from core.checks import Array, finite_number, whole_number
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


def held_out_by_place(x: Array, share: float, seed: int) -> NDArray[np.bool_]:
    """Return (M,) likewise for points x (n_0, M), each by where it lies and nothing else.

    So a point stays on its side, whatever others are added or taken away: what was trained on is never
    called unseen. The count is `share` of M on the average only. At least one point is left to train on.
    """
    mixed = np.full(x.shape[1], whole_number(seed, "The seed", 0, 2**63 - 1), dtype=np.uint64)
    for row in x:
        places = np.ascontiguousarray(row + 0.0)  # the two zeros are one place
        mixed = _stirred(mixed ^ places.view(np.uint64))
    mask: NDArray[np.bool_] = (mixed >> np.uint64(11)) * 2.0**-53 < share
    if mask.all():
        mask[0] = False
    mask.flags.writeable = False
    return mask


def _stirred(bits: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Let every bit depend on every bit given: the end of SplitMix64 (Steele and others, 2014)."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)  # of arrays, it wraps around
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
