"""The record of a run as a table, or as arrays: costs, norms and scores at every step that is kept.

A long run keeps its old steps in buckets; what is exact of these is their least, mean and largest value.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.exports.job import Content, lines_of
from core.lazily import dataclass
from core.record import Run, Series
from core.tables.writing import cell

STEP = "step: updates done before it"
ROWS = 256
"""Rows that are written out in one go."""


@dataclass(frozen=True, eq=False)
class Block:
    """Columns of one series: at `steps` (k,) their least, mean and largest values (k, columns).

    `counts` (k,) says how many entries each row stands for.
    """

    key: str
    names: tuple[str, ...]
    steps: Array
    counts: Array
    least: Array
    mean: Array
    largest: Array

    @property
    def merged(self) -> bool:
        """Whether any row stands for several entries."""
        return bool((self.counts > 1).any())

    @property
    def titles(self) -> list[str]:
        """What its columns are called in a table."""
        if not self.merged:
            return list(self.names)
        kinds = "least of these", "mean of these", "largest of these"
        return [
            f"{self.names[0]}: entries merged into this row, which begin at its step",
            *(f"{name}: {kind}" for name in self.names for kind in kinds),
        ]

    def cells(self) -> Array:
        """The columns (k, so many as titles)."""
        if not self.merged:
            return self.mean
        values = np.stack([self.least, self.mean, self.largest], axis=2).reshape(len(self.steps), -1)
        return np.concatenate([self.counts[:, np.newaxis], values], axis=1)


def blocks(run: Run, L: int) -> tuple[Block, ...]:
    """Everything that `run`, of a network with L layers, has recorded by now."""
    norms = tuple(f"norm of dC/d{k}, layer {l} (batch)" for l in range(1, L + 1) for k in "wb")
    sets = "all samples trained on", "samples held out"
    found = (
        _block("cost", ("mean cost of the batch, before the update",), run.cost),
        _block("norm", norms, run.norms),
        _block("score", tuple(f"cost of {k}" for k in sets), run.scores),
        _block("accuracy", tuple(f"accuracy on {k}" for k in sets), run.accuracies),
    )
    return tuple(k for k in found if len(k.steps))


def _block(key: str, names: tuple[str, ...], series: Series) -> Block:
    rows, counts = series.whole()
    kept: NDArray[np.bool_] = np.full(len(names), key not in ("score", "accuracy"))
    kept |= ~np.isnan(rows.mean).all(axis=0)
    chosen = tuple(name for name, keep in zip(names, kept.tolist(), strict=True) if keep)
    return Block(
        key, chosen, rows.x, counts, *(np.array(k[:, kept]) for k in (rows.low, rows.mean, rows.high))
    )


def epochs_at(run: Run, steps: Array) -> NDArray[np.int64]:
    """How many epochs were done after so many updates (k,)."""
    found = np.zeros(len(steps), dtype=np.int64)
    for first, pace in enumerate(run.paces):
        begun = pace.epoch + 1 + (steps - pace.first) // pace.length
        epochs = np.where(steps < pace.first, pace.epoch, begun).astype(np.int64)
        found = np.where(steps >= pace.step, epochs, found) if first else epochs
    return found


def record_csv(run: Run, L: int) -> Content:
    """A row for each step of which anything is known; what was not taken there is left empty."""
    found = blocks(run, L)
    steps = np.unique(np.concatenate([np.empty(0), *(k.steps for k in found)]))
    return lines_of(_lines(run, found, steps), -(-len(steps) // ROWS) + 1)


def _lines(run: Run, found: tuple[Block, ...], steps: Array) -> Iterator[str]:
    titles = [STEP, "epoch: done by then", *(title for k in found for title in k.titles)]
    yield f"{','.join(map(cell, titles))}\n"
    columns = [(k.steps, k.cells()) for k in found]
    forms = {known: _form(found, known) for known in product((False, True), repeat=len(found))}
    for first in range(0, len(steps), ROWS):
        some = steps[first : first + ROWS]
        heads = np.column_stack([some, epochs_at(run, some)])
        parts = [(heads, np.full(len(some), True)), *(_cells(*k, some) for k in columns)]
        table = np.concatenate([values for values, _ in parts], axis=1)
        there = np.column_stack([known for values, known in parts for _ in values.T])
        rows = zip(*(known.tolist() for _, known in parts[1:]), strict=True)
        # One form for all of these rows: numbers that are written one by one take twice as long.
        yield "".join(forms[known] for known in rows) % tuple(table[there].tolist())


def _form(found: tuple[Block, ...], known: tuple[bool, ...]) -> str:
    """How a row is written for which these of the blocks have numbers: each with all its digits."""
    parts = ["%d,%d"]
    for block, there in zip(found, known, strict=True):
        forms = ["%r" if there else ""] * len(block.titles)
        if there and block.merged:
            forms[0] = "%d"
        parts += forms
    return f"{','.join(parts)}\n"


def _cells(steps: Array, values: Array, some: Array) -> tuple[Array, NDArray[np.bool_]]:
    """The numbers (k, columns) of one block at `some` steps (k,), and at which of these it has any (k,)."""
    at = np.minimum(np.searchsorted(steps, some), len(steps) - 1)
    return values[at], steps[at] == some


def record_arrays(run: Run, L: int) -> dict[str, NDArray[Any]]:
    """The same as arrays: of each block its steps, counts, least, mean and largest values, and names."""
    arrays: dict[str, NDArray[Any]] = {}
    for k in blocks(run, L):
        arrays |= {
            f"{k.key}_step": k.steps.astype(np.int64),
            f"{k.key}_epoch": epochs_at(run, k.steps),
            f"{k.key}_count": k.counts.astype(np.int64),
            f"{k.key}_least": k.least,
            f"{k.key}_mean": k.mean,
            f"{k.key}_largest": k.largest,
            f"{k.key}_names": np.array(k.names),
        }
    return arrays
