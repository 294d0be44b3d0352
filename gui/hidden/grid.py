"""The grid of the inputs as it lies in a layer's space, as lines from point to point."""

import numpy as np
from PySide6.QtGui import QColor

from core.hidden_space import Singles
from gui.hidden.layers import Strokes
from gui.space.camera import Floats
from gui.theme import Theme, blended

INNER, RIM = 0.5, 0.9
"""How much of the text's colour the lines have, and those at the rim of the plane."""

TICKS = 13
"""Along the line of a single input, both ends included."""


def lines_of(line: Singles) -> Floats:
    """Lines (k, points, n) of points as pieces (k · (points − 1), 2, n)."""
    pieces: Floats = np.stack([line[:, :-1], line[:, 1:]], axis=2).astype(np.float64)
    return pieces.reshape(-1, 2, line.shape[2])


def grid_strokes(grid: Singles, every: int, theme: Theme, ground: str) -> list[Strokes]:
    """The grid (lines, points, n) as strokes: the inner lines, or only every second, and the rim."""
    ink = QColor(theme.text)
    inner, rim = (blended(ink, ground, share).name() for share in (INNER, RIM))
    if len(grid) == 1:
        return [Strokes(lines_of(grid), rim, 1.6)]
    half = len(grid) // 2
    edges = [0, half - 1, half, len(grid) - 1]
    some = np.arange(0, half, every)
    within = np.setdiff1d(np.concatenate([some, some + half]), edges)
    return [Strokes(lines_of(grid[within]), inner, 1.0), Strokes(lines_of(grid[edges]), rim, 1.4)]


def ticks_of(grid: Singles) -> Floats:
    """Points (k, n) evenly along the line of a single input."""
    some = np.linspace(0, grid.shape[1] - 1, TICKS).round().astype(np.intp)
    return grid[0, some].astype(np.float64)
