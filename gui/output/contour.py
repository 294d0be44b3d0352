"""The line on which a field over a grid has the value 0."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def zero_line(field: Floats, x: Floats, y: Floats) -> Floats:
    """Pieces (k, 4) of the line where `field` (rows, columns), given at (x[column], y[row]), is 0.

    A piece goes from (x, y) to (x, y), straight across one cell of the grid. Cells with a
    value that is not a number have none.
    """
    above = field > 0
    corners = above[:-1, :-1], above[:-1, 1:], above[1:, 1:], above[1:, :-1]
    crossed = np.stack([corners[k] != corners[(k + 1) % 4] for k in range(4)])
    known = np.isfinite(field)
    whole = known[:-1, :-1] & known[:-1, 1:] & known[1:, 1:] & known[1:, :-1]
    row, column = np.nonzero(crossed.any(axis=0) & whole)
    sides = crossed[:, row, column]
    points = _crossings(field, x, y, row, column)
    order = np.argsort(~sides, axis=0, kind="stable")
    every = np.arange(len(row))
    pieces = [_joined(points, order[0], order[1], every)]
    saddles = every[sides.all(axis=0)]
    pieces.append(_joined(points, order[2][saddles], order[3][saddles], saddles))
    return np.concatenate(pieces)


def _crossings(
    field: Floats, x: Floats, y: Floats, row: NDArray[np.intp], column: NDArray[np.intp]
) -> Floats:
    """Where each side (4, cells, 2) of the cells is crossed, if it is."""
    rows, columns = (row, row, row + 1, row + 1), (column, column + 1, column + 1, column)
    found = np.empty((4, len(row), 2))
    for k in range(4):
        j = (k + 1) % 4
        one, other = field[rows[k], columns[k]], field[rows[j], columns[j]]
        gap = one - other
        share = np.divide(one, gap, out=np.full_like(one, 0.5), where=gap != 0)
        found[k, :, 0] = x[columns[k]] + share * (x[columns[j]] - x[columns[k]])
        found[k, :, 1] = y[rows[k]] + share * (y[rows[j]] - y[rows[k]])
    return found


def _joined(points: Floats, a: NDArray[np.intp], b: NDArray[np.intp], cells: NDArray[np.intp]) -> Floats:
    return np.concatenate([points[a, cells], points[b, cells]], axis=1)
