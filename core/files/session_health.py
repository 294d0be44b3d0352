"""How gradients fared, in a session file: of each run a few hundred measurements, fewer where runs are many.

A file without them, from before they were kept or of runs that never were measured, says nothing of it.
"""

from collections.abc import Iterable
from itertools import accumulate, pairwise

import numpy as np

from core.activations import ACTIVATIONS
from core.checks import Array
from core.experiment import Experiment
from core.files.npy import AnyArray
from core.files.session_checks import MOST, fault, flat, integers, whole
from core.health.bins import BINS
from core.health.measuring import PROBE, Health, LayerHealth
from core.health.record import LIMIT, HealthRecord
from core.timeline.tree import Tree

RUNS, NUMBERS = "healths", "health"
"""Which runs were measured how often, and the numbers of all measurements behind one another."""
HEALTHS = (RUNS, NUMBERS)
BUDGET = 4 * 2**20
"""Bytes of a file that they may take."""
FEWEST = 8
"""Measurements of a run that are kept in any case, about."""

_MEMBER = f"{NUMBERS}.npy"
SIGMAS = tuple(ACTIVATIONS)
HEAD = 2
"""Numbers of a measurement before those of its layers: step and samples."""
OF_LAYER = 1 + BINS + len(LayerHealth._fields)
"""Numbers of a layer: σ, its histogram, and its figures."""


def health_parts(tree: Tree, budget: int = BUDGET) -> dict[str, AnyArray]:
    """The measurements of all runs; where they are too much, of the largest every second is left out."""
    records = [k.record.health for k in tree.branches]
    sizes = [8 * _size(k) for k in records]
    while sum(sizes) > budget:
        k = sizes.index(max(sizes))
        if len(records[k].entries) < 2 * FEWEST:
            break
        records[k] = records[k].halved()
        sizes[k] = 8 * _size(records[k])
    rows = [[i, k.stride, k.entered, len(k.entries)] for i, k in enumerate(records) if k.entries]
    if not rows:
        return {}
    numbers = [_numbers(found) for k in records for found in k.entries]
    return {RUNS: np.array(rows, dtype=np.int64), NUMBERS: np.concatenate(numbers)}


def _size(record: HealthRecord) -> int:
    return len(record.entries) * _per_entry(record.entries[0].L) if record.entries else 0


def _per_entry(L: int) -> int:
    return HEAD + L * OF_LAYER


def _numbers(found: Health) -> Array:
    """One measurement in the order of a file."""
    sigmas = np.array([[SIGMAS.index(k)] for k in found.activations], dtype=np.float64)
    layers = np.concatenate([sigmas, found.counts, found.table], axis=1)
    return np.concatenate([[found.step, found.samples], layers.ravel()])


# Reading


def give_health(tree: Tree, arrays: dict[str, AnyArray]) -> None:
    """Fill the records of the runs with their measurements, if the file has any."""
    there = [name for name in HEALTHS if name in arrays]
    if not there:
        return
    if len(there) < len(HEALTHS):
        raise fault("is missing", f"{next(k for k in HEALTHS if k not in there)}.npy")
    rows = integers(arrays, RUNS, 4, len(tree.branches))
    for row in rows:
        _refuse_row(row, len(tree.branches))
    if any(a[0] >= b[0] for a, b in pairwise(rows)):
        raise fault("has runs that do not ascend", f"{RUNS}.npy")
    branches = [tree.branches[row[0]] for row in rows]
    experiments = [tree.leaf(k).settings.experiment for k in branches]
    sizes = [row[3] * _per_entry(len(k.n) - 1) for row, k in zip(rows, experiments, strict=True)]
    parts = np.split(flat(arrays, NUMBERS, sum(sizes)), list(accumulate(sizes))[:-1])
    for row, branch, experiment, part in zip(rows, branches, experiments, parts, strict=True):
        found = [_measurement(k, experiment) for k in part.reshape(row[3], -1)]
        _refuse_order(found, branch.record.health.latest)
        branch.record.health.restore(found, row[1], row[2])


def _refuse_row(row: list[int], runs: int) -> None:
    run, stride, entered, count = row
    member = f"{RUNS}.npy"
    whole(run, "a run", 0, runs - 1, member)
    whole(count, "how often it was measured", 1, LIMIT + 1, member)
    whole(entered, "how often it was measured", count, MOST, member)
    whole(stride, "how many measurements one stands for", 1, MOST, member)
    if stride & (stride - 1):
        raise fault(f"lets one measurement stand for {stride}, which is no power of two", member)


def _refuse_order(found: Iterable[Health], latest: int) -> None:
    """The steps ascend from the fork on."""
    for each in found:
        if each.step <= latest:
            raise fault("has measurements whose steps do not ascend from the beginning of their run", _MEMBER)
        latest = each.step


def _measurement(numbers: Array, experiment: Experiment) -> Health:
    """One measurement of a network like that of `experiment`; σ may have been others."""
    L = len(experiment.n) - 1
    layers = numbers[HEAD:].reshape(L, OF_LAYER)
    sigmas, counts, table = layers[:, 0], layers[:, 1 : 1 + BINS], layers[:, 1 + BINS :].copy()
    step, samples = numbers[:HEAD].tolist()
    known = _whole(numbers[:HEAD]) and 1 <= step <= MOST and 1 <= samples <= PROBE
    if not (known and _whole(sigmas) and ((sigmas >= 0) & (sigmas < len(SIGMAS))).all()):
        raise fault("has a measurement without a step, samples or σ that there can be", _MEMBER)
    n = np.array(experiment.n, dtype=np.float64)
    if not _whole(counts) or (counts < 0).any() or (counts.sum(axis=1) > n[1:] * n[:-1]).any():
        raise fault("has a histogram of other weights than there are", _MEMBER)
    _refuse_figures(table, n[1:])
    table.flags.writeable = False
    whole_counts = counts.astype(np.int32)
    whole_counts.flags.writeable = False
    names = tuple(SIGMAS[int(k)] for k in sigmas)
    return Health(int(step), int(samples), experiment.n, names, whole_counts, table)


def _refuse_figures(table: Array, nodes: Array) -> None:
    """Nothing is negative, shares are no more than 1, and nodes no more than there are."""
    columns = dict(zip(LayerHealth._fields, table.T, strict=True))
    shares = [columns["frozen"], columns["saturated"]]
    counts = [columns["dead"], columns["alike"]]
    bad = (table < 0).any() or any((k > 1).any() for k in shares) or np.isnan(columns["frozen"]).any()
    if bad or not all(_whole(k) and (k <= nodes).all() for k in counts):
        raise fault("has figures of a layer that can't be", _MEMBER)


def _whole(values: Array) -> bool:
    """Whether all are finite whole numbers."""
    return bool(np.isfinite(values).all() and (values == np.floor(values)).all())
