"""What has to be kept of a series so that it is what it was: its finest buckets, and what waits to be one."""

import copy
from typing import NamedTuple

import numpy as np

from core.buckets import Buckets
from core.checks import Array
from core.record import Series


class Parts(NamedTuple):
    """A series in parts.

    `finest` are the buckets of `width` entries each, `rest` those that wait until one is full;
    `entries` counts all of them, `inherited` those of the run before, and the last is at `latest`.
    """

    width: int
    entries: int
    inherited: int
    latest: float
    finest: Buckets
    rest: Buckets

    @property
    def columns(self) -> int:
        """Numbers of an entry."""
        return int(self.finest.mean.shape[1])

    @property
    def size(self) -> int:
        """Numbers of a file that it takes."""
        return (len(self.finest.x) + len(self.rest.x)) * per_row(self.columns, self.width)

    def pieces(self) -> list[Array]:
        """Its numbers in the order of a file; a bucket of one entry has its mean alone."""
        kept = [k if self.width > 1 else (k.x, k.mean) for k in (self.finest, self.rest)]
        return [np.ravel(array) for buckets in kept for array in buckets]


def per_row(columns: int, width: int) -> int:
    """Numbers of one bucket in a file."""
    return 1 + columns * (1 if width == 1 else 3)


def parts_of(series: Series) -> Parts:
    """Take `series` apart."""
    finest = series._levels[0].published()
    latest = series.latest if series.own else 0.0
    return Parts(series.width, series.own, series._inherited, float(latest), finest, series._rest)


def halved(series: Series) -> Series:
    """A copy of `series` with half as many buckets, twice as wide."""
    # Merging makes new levels and leaves the old ones to those who read them.
    other = copy.copy(series)
    other._halve()
    return other


def buckets_of(numbers: Array, count: int, columns: int, width: int) -> Buckets:
    """The `count` buckets that `numbers` hold in the order of a file."""
    ends = np.cumsum([count, *([count * columns] * (1 if width == 1 else 3))])
    x, *rest = np.split(numbers[: ends[-1]], ends[:-1])
    arrays = [k.reshape(count, columns) for k in rest]
    return Buckets(x, arrays[0], arrays[0] if width == 1 else arrays[1], arrays[-1])


def refill(series: Series, parts: Parts) -> None:
    """Let `series`, which is empty, be what was taken apart."""
    level = series._levels[0]
    level.extend(parts.finest)
    series.width, series._entries = parts.width, parts.entries
    series._inherited, series._rest = parts.inherited, Buckets(*(np.array(k) for k in parts.rest))
    if parts.entries:
        series.latest = parts.latest
    series._grow_pyramid()
    series._picture = type(series._picture)(tuple(k.published() for k in series._levels), parts.entries)
