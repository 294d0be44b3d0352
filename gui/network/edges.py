"""Edges: one `drawLines` per colour and width, weak ones first so that strong ones lie on top."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.network.layout import Layout
from gui.theme import LEVELS, Theme, levels, scale

SMOOTH_WHILE_RUNNING = 200
"""Edges that can be drawn anti-aliased at display rate; more are smoothed once training rests."""

FEW_EDGES, MANY_EDGES = 60, 600
"""Up to the first number edges may be wide, up to the second their width still differs."""

MOST_EDGES = 4000
"""Edges drawn at most: of more, the strongest. More could neither be told apart nor drawn in time."""

WEAK_FIRST = sorted(range(2 * LEVELS + 1), key=lambda level: abs(level - LEVELS))


def paint_edges(
    painter: QPainter, layout: Layout, values: tuple[NDArray[np.float64], ...], reach: float, theme: Theme
) -> None:
    """Draw all edges; `values[l]` (n_l, n_{l−1}) gives their colour and width, ±reach the scale's ends."""
    weights = np.concatenate([v.ravel() for v in values[1:]])
    if layout.edge_count <= MOST_EDGES:
        lines = layout.lines
    else:
        strongest = np.argpartition(np.abs(weights), -MOST_EDGES)[-MOST_EDGES:]
        weights, lines = weights[strongest], layout.some_lines(strongest)
    found = levels(weights, reach)
    order = np.argsort(found, kind="stable")
    ends = np.searchsorted(found[order], np.arange(2 * LEVELS + 2)).tolist()
    order = order.tolist()
    for level, pen in zip(WEAK_FIRST, _pens(layout, scale(theme, edges=True)), strict=True):
        chosen = order[ends[level] : ends[level + 1]]
        if chosen:
            painter.setPen(pen)
            painter.drawLines([lines[k] for k in chosen])


def _pens(layout: Layout, colours: tuple[QColor, ...]) -> list[QPen]:
    """A pen for each level, weak ones first: the stronger, the wider, as far as there is room."""
    count = layout.edge_count
    thin, wide = (1.2, 5.5) if count <= FEW_EDGES else (1.0, 3.0) if count <= MANY_EDGES else (1.0, 1.0)
    pens = []
    for level in WEAK_FIRST:
        pen = QPen(colours[level], thin + (wide - thin) * abs(level - LEVELS) / LEVELS)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pens.append(pen)
    return pens
