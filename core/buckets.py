"""Buckets: stretches of a series with their minimum, maximum and mean, and growing storage of them."""

from typing import NamedTuple

import numpy as np

from core.blocks import empty
from core.checks import Array


class Buckets(NamedTuple):
    """Stretches of a series: `x` (k,) their first steps; low, high, mean (k, columns)."""

    x: Array
    low: Array
    high: Array
    mean: Array

    def part(self, first: int, last: int) -> "Buckets":
        """Buckets first … last − 1."""
        return Buckets(*(k[first:last] for k in self))


def empty_buckets(capacity: int, columns: int) -> Buckets:
    """Room for so many buckets."""
    return Buckets(empty(capacity), *(empty(capacity, columns) for _ in range(3)))


def joined(*parts: Buckets) -> Buckets:
    """One after another."""
    return Buckets(*(np.concatenate(k) for k in zip(*parts, strict=True)))


def merged(buckets: Buckets, factor: int) -> Buckets:
    """Each `factor` neighbours made one, a shorter last one included."""
    starts = np.arange(0, len(buckets.x), factor)
    counts = np.diff(np.append(starts, len(buckets.x)))[:, np.newaxis]
    return Buckets(
        buckets.x[starts],
        np.minimum.reduceat(buckets.low, starts),
        np.maximum.reduceat(buckets.high, starts),
        np.add.reduceat(buckets.mean, starts) / counts,
    )


class Level:
    """Growing storage of buckets; a full one moves to larger arrays and leaves the old to their readers."""

    def __init__(self, columns: int) -> None:
        """Be empty, for buckets of so many columns."""
        self.columns = columns
        self.store = empty_buckets(1024, columns)
        self.count = 0

    def extend(self, more: Buckets) -> None:
        """Append buckets."""
        end = self.count + len(more.x)
        if end > len(self.store.x):
            larger = empty_buckets(max(end, 2 * len(self.store.x)), self.columns)
            for old, new in zip(self.store, larger, strict=True):
                new[: self.count] = old[: self.count]
            self.store = larger
        for old, part in zip(self.store, more, strict=True):
            old[self.count : end] = part
        self.count = end

    def published(self) -> Buckets:
        """What is there by now; it stays as it is."""
        return self.store.part(0, self.count)
