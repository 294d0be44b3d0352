"""Edges: one `drawLines` per colour and width, weak ones first so that strong ones lie on top."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from gui.network.layout import Layout
from gui.theme import LEVELS, Theme, levels, scale

SMOOTH_WHILE_RUNNING = 600
"""Edges that can be drawn anti-aliased at display rate; more are smoothed once training rests."""


def paint_edges(
    painter: QPainter, layout: Layout, values: tuple[NDArray[np.float64], ...], reach: float, theme: Theme
) -> None:
    """Draw all edges; `values[l]` (n_l, n_{l−1}) gives their colour and width, ±reach the scale's ends."""
    colours = scale(theme, edges=True)
    pens = _pens(layout, colours)
    strengths = [np.empty(0, dtype=np.intp), *(levels(v.ravel(), reach) for v in values[1:])]
    for strength in range(LEVELS + 1):
        for level in {LEVELS - strength, LEVELS + strength}:
            painter.setPen(pens[level])
            for l in range(1, len(layout.n)):
                _draw(painter, layout, l, np.flatnonzero(strengths[l] == level))


def _draw(painter: QPainter, layout: Layout, l: int, chosen: NDArray[np.intp]) -> None:
    if len(chosen):
        lines = layout.lines[l]
        painter.drawLines([lines[k] for k in chosen.tolist()])


def _pens(layout: Layout, colours: tuple) -> list[QPen]:
    """A pen for each colour: the further from zero, the wider, as far as the number of edges allows."""
    count = layout.edge_count
    thin, wide = (1.2, 5.5) if count <= 60 else (1.0, 3.6) if count <= SMOOTH_WHILE_RUNNING else (1.0, 1.0)
    pens = []
    for level, colour in enumerate(colours):
        pen = QPen(colour, thin + (wide - thin) * abs(level - LEVELS) / LEVELS)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pens.append(pen)
    return pens
