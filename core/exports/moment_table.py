"""The numbers of one moment as a table, or as arrays: the network's, the sample's and the batch's."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.checks import Array
from core.exports.job import Content, lines_of
from core.exports.origin import on_one_line, steps_before
from core.frame import Frame

HEADER = (
    "quantity",
    "of",
    "layer (0 is the input)",
    "row (from 1)",
    "column (from 1)",
    "value",
    "worked out",
)
NOW, EARLIER, NEVER = "in this step", "in an earlier step", "not yet"
Row = tuple[object, ...]
ROWS = 256
"""Rows that are written out in one go."""


def weights_csv(frame: Frame) -> Content:
    """A row for each weight and each bias at this moment."""
    return _csv(_weight_rows(frame), frame.theta.size)


def gradients_csv(frame: Frame) -> Content:
    """A row for each number that the step works out, and for each weight and bias that it belongs to."""
    numbers = frame.theta.size * 2 + 4 * sum(frame.n)
    return _csv(_gradient_rows(frame), numbers)


def _csv(rows: Iterator[Row], count: int) -> Content:
    return lines_of(_in_pieces(rows), count // ROWS + 1)


def _in_pieces(rows: Iterator[Row]) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for done, row in enumerate(rows, start=1):
        writer.writerow(row)
        if done % ROWS == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _about(frame: Frame, step: int) -> Iterator[Row]:
    yield "data set", "", "", "", "", on_one_line(frame.dataset.title), ""
    yield "steps done", "the network", "", "", "", step, ""
    for l, name in enumerate(frame.experiment.activations, start=1):
        yield "sigma", "the network", l, "", "", name, ""
    yield "cost", "the network", "", "", "", frame.experiment.cost, ""


def _parameters(w: tuple[Array, ...], b: tuple[Array, ...]) -> Iterator[Row]:
    for l in range(1, len(w)):
        yield from _entries("w", "the network", l, w[l])
        yield from _nodes("b", "the network", l, b[l])


def _weight_rows(frame: Frame) -> Iterator[Row]:
    yield from _about(frame, frame.cursor.step)
    yield from _parameters(frame.w, frame.b)


def _gradient_rows(frame: Frame) -> Iterator[Row]:
    """At UPDATE they are of the parameters before it, and so are the weights that stand with them."""
    sample, batch = f"sample {frame.sample + 1}", f"the batch of {frame.m}, mean"
    yield from _about(frame, steps_before(frame))
    yield from _parameters(frame.net.w, frame.net.b)
    yield from _nodes("x", sample, 0, frame.x)
    yield from _nodes("y", sample, frame.L, frame.y)
    for l in range(1, frame.L + 1):
        yield from _nodes("z", sample, l, frame.z[l], frame.fresh_a(l))
        yield from _nodes("a", sample, l, frame.a[l], frame.fresh_a(l))
    yield _row("C", sample, "", "", "", frame.C, frame.fresh_cost)
    yield _row("C", batch, "", "", "", frame.mean_cost, frame.fresh_cost)
    for l in range(frame.L, 0, -1):
        yield from _nodes("dC/da", sample, l, frame.dC_da[l], frame.fresh_dC_da(l))
        yield from _nodes("dC/dz", sample, l, frame.dC_dz[l], frame.fresh_dC_dz(l))
        if frame.dC_dw:
            yield from _entries("dC/dw", batch, l, frame.dC_dw[l], frame.fresh_dC_dz(l))
            yield from _nodes("dC/db", batch, l, frame.dC_db[l], frame.fresh_dC_dz(l))


def _entries(quantity: str, of: str, l: int, values: Array, fresh: bool = True) -> Iterator[Row]:
    for i, row in enumerate(values):
        for j, value in enumerate(row.tolist()):
            yield _row(quantity, of, l, i + 1, j + 1, value, fresh)


def _nodes(quantity: str, of: str, l: int, values: Array, fresh: bool = True) -> Iterator[Row]:
    for i, value in enumerate(values[:, 0].tolist()):
        yield _row(quantity, of, l, i + 1, "", value, fresh)


def _row(quantity: str, of: str, l: object, i: object, j: object, value: float, fresh: bool = True) -> Row:
    known = fresh or not np.isnan(value)
    said = "" if quantity in "wbxy" else NOW if fresh else EARLIER if known else NEVER
    return quantity, of, l, i, j, repr(value) if known else "", said


def weights_arrays(frame: Frame) -> dict[str, NDArray[Any]]:
    """w1, b1, w2, … of this moment: w (n_l, n_{l−1}), b (n_l,)."""
    arrays = {"step": np.array(frame.cursor.step), "n": np.array(frame.n)}
    return arrays | _parameter_arrays(frame.w, frame.b)


def _parameter_arrays(w: tuple[Array, ...], b: tuple[Array, ...]) -> dict[str, NDArray[Any]]:
    pairs = ((f"w{l}", w[l]) if k else (f"b{l}", b[l][:, 0]) for l in range(1, len(w)) for k in (1, 0))
    return dict(pairs)


def gradients_arrays(frame: Frame) -> dict[str, NDArray[Any]]:
    """The same numbers as in the table, all from 0; `stale` names those that an earlier step has left.

    What was never worked out is NaN.
    """
    arrays = {
        "step": np.array(steps_before(frame)),
        "n": np.array(frame.n),
        "sample": np.array(frame.sample),
        "batch": frame.batch.astype(np.int64),
        **_parameter_arrays(frame.net.w, frame.net.b),
        "x": frame.x[:, 0],
        "y": frame.y[:, 0],
    }
    stale = []
    for name, array, fresh in _worked_out(frame):
        arrays[name] = array
        if not fresh:
            stale.append(name)
    return arrays | {"stale": np.array(stale, dtype=np.str_)}


def _worked_out(frame: Frame) -> Iterator[tuple[str, NDArray[Any], bool]]:
    for l in range(1, frame.L + 1):
        yield f"z{l}", frame.z[l][:, 0], frame.fresh_a(l)
        yield f"a{l}", frame.a[l][:, 0], frame.fresh_a(l)
    yield "C", np.array(frame.C), frame.fresh_cost
    yield "mean_cost", np.array(frame.mean_cost), frame.fresh_cost
    for l in range(frame.L, 0, -1):
        yield f"dC_da{l}", frame.dC_da[l][:, 0], frame.fresh_dC_da(l)
        yield f"dC_dz{l}", frame.dC_dz[l][:, 0], frame.fresh_dC_dz(l)
        if frame.dC_dw:
            yield f"dC_dw{l}", frame.dC_dw[l], frame.fresh_dC_dz(l)
            yield f"dC_db{l}", frame.dC_db[l][:, 0], frame.fresh_dC_dz(l)
