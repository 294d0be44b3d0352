"""The records of all runs in a session file: every series as it was, and when epochs begin."""

from itertools import chain

import numpy as np

from core.checks import Array
from core.epochs import Pace, before
from core.files.npy import AnyArray
from core.files.session_checks import MOST, fault, flat, integers, whole
from core.files.session_series import Parts, buckets_of, halved, parts_of, per_row, refill
from core.record import Run, Series
from core.timeline.tree import Branch

BUDGET = 20 * 2**20
"""Bytes of a file that records may take."""
FEWEST = 1024
"""Buckets that a series keeps in any case, about."""
MOST_PACES = 100_000
KINDS = 4
"""Series of a run: cost, norms, scores, accuracies."""
WITHOUT = 3
"""Those of them that there are in a file from before accuracies were recorded."""
SERIES, RECORDS, PACES = "series.npy", "records.npy", "paces.npy"


def record_parts(branches: tuple[Branch, ...], budget: int = BUDGET) -> dict[str, AnyArray]:
    """The records of the runs; where they are too much, neighbours are merged as a long series does."""
    parts = [parts_of(k) for k in _fitting(_series(branches, KINDS), budget)]
    rows = [[k.width, k.entries, k.inherited, len(k.finest.x), len(k.rest.x)] for k in parts]
    paces = [[i, *pace] for i, k in enumerate(branches) for pace in _own_paces(k.record)]
    return {
        "series": np.array(rows, dtype=np.int64).reshape(len(rows), 5),
        "latest": np.array([k.latest for k in parts]),
        "records": np.concatenate([np.empty(0), *chain.from_iterable(k.pieces() for k in parts)]),
        "paces": np.array(paces, dtype=np.int64).reshape(len(paces), 5),
    }


def _series(branches: tuple[Branch, ...] | list[Branch], kinds: int) -> list[Series]:
    return [k for each in branches for k in each.record.series[:kinds]]


def _fitting(series: list[Series], budget: int) -> list[Series]:
    """The same, of which the largest have half as many buckets until all of them fit."""
    sizes = [8 * parts_of(k).size for k in series]
    while sum(sizes) > budget:
        k = sizes.index(max(sizes))
        if len(parts_of(series[k]).finest.x) < 2 * FEWEST:
            break
        series[k] = halved(series[k])
        sizes[k] = 8 * parts_of(series[k]).size
    return series


# Reading


def give_records(branches: list[Branch], arrays: dict[str, AnyArray]) -> None:
    """Fill the records of the runs."""
    rows = integers(arrays, "series", 5, KINDS * len(branches))
    kinds = WITHOUT if len(rows) == WITHOUT * len(branches) else KINDS
    series = _series(branches, kinds)
    if len(rows) != len(series):
        raise fault(f"must have {len(series)} rows", SERIES)
    for each, said in zip(series, rows, strict=True):
        _refuse_lengths(each, *said)
    counts = [(said[3] + said[4]) * per_row(k.columns, said[0]) for k, said in zip(series, rows, strict=True)]
    numbers, latest = flat(arrays, "records", sum(counts)), flat(arrays, "latest", len(series))
    begin = 0
    for k, (each, said, count) in enumerate(zip(series, rows, counts, strict=True)):
        parts = _parts(each, said, float(latest[k]), numbers[begin : begin + count])
        _refuse_numbers(each, parts, of_steps=k % kinds == 0)
        refill(each, parts)
        begin += count
    _give_paces(branches, arrays)


def _refuse_lengths(
    series: Series, width: int, entries: int, inherited: int, count: int, waiting: int
) -> None:
    for value in (width, entries, inherited, count, waiting):
        whole(value, "a length", member=SERIES)
    if width < 1 or width & (width - 1):
        raise fault(f"gives {width} as the width of buckets, which is no power of two", SERIES)
    if entries != count * width + waiting or waiting >= width or count >= series.limit:
        raise fault("has a series whose lengths contradict each other", SERIES)


def _parts(series: Series, said: list[int], latest: float, numbers: Array) -> Parts:
    width, entries, inherited, count, waiting = said
    columns = series.columns
    finest = buckets_of(numbers, count, columns, width)
    rest = buckets_of(numbers[count * per_row(columns, width) :], waiting, columns, width)
    return Parts(width, entries, inherited, latest, finest, rest)


def _refuse_numbers(series: Series, parts: Parts, of_steps: bool) -> None:
    """The x ascend from the fork on, one step after another in the cost; minima lie below maxima."""
    x, waiting = parts.finest.x, parts.rest.x
    every = np.concatenate([x, waiting])
    least = max(0.0, series.latest)  # the fork, as long as the series is empty
    if not np.isfinite(every).all() or (len(every) and every[0] < least):
        raise fault("has a series whose steps do not begin with its run", RECORDS)
    if (np.diff(x) <= 0).any() or (np.diff(every) < 0).any():
        raise fault("has a series whose steps do not ascend", RECORDS)
    if parts.entries and not every[-1] <= parts.latest <= MOST:
        raise fault("ends a series before its last step", "latest.npy")
    if of_steps and not np.array_equal(x, max(0.0, series.latest) + np.arange(len(x)) * parts.width):
        raise fault("has a cost for other steps than those of its run", RECORDS)
    if (parts.finest.low > parts.finest.high).any() or (parts.rest.low > parts.rest.high).any():
        raise fault("has a minimum above its maximum", RECORDS)


def _give_paces(branches: list[Branch], arrays: dict[str, AnyArray]) -> None:
    found: list[list[Pace]] = [[] for _ in branches]
    for i, *rest in integers(arrays, "paces", 5, MOST_PACES):
        whole(i, "a run", 0, len(branches) - 1, PACES)
        pace = Pace(*(whole(k, "a step or an epoch", member=PACES) for k in rest))
        if pace.length < 1 or pace.first < pace.step or (found[i] and found[i][-1].step >= pace.step):
            raise fault("has epochs that do not follow one another", PACES)
        found[i].append(pace)
    for branch, paces in zip(branches, found, strict=True):
        # Older files list those of the run before as well: these begin with the first step.
        inherited = () if paces and paces[0].step == 0 else _inherited_paces(branch.record)
        if not inherited and not paces:
            raise fault("has no epochs for a run", PACES)
        if inherited and paces and paces[0].step < branch.fork:
            raise fault("has epochs that do not follow one another", PACES)
        branch.record.paces = (*inherited, *paces)


def _inherited_paces(record: Run) -> tuple[Pace, ...]:
    return () if record.parent is None else before(record.parent.paces, record.fork)


def _own_paces(record: Run) -> tuple[Pace, ...]:
    """Those since the fork: each stroke of a drawing begins an epoch, and each undo leads to another run."""
    inherited = _inherited_paces(record)
    count = len(inherited)
    return record.paces[count:] if record.paces[:count] == inherited else record.paces
