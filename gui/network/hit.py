"""What lies under the mouse: a node, a bias, or the nearest edge."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF

from core.selection import Node, Pick, Selection
from gui.network.layout import LABEL, Layout

NEAR = 6.0
"""Pixels from an edge at which it is still meant."""
SLACK = 2.0
"""Pixels around a node or bias that still count as it."""
SMALLEST_BIAS = 7.0
"""A node with a smaller radius has no mark for its bias."""


def biases_shown(layout: Layout, l: int) -> bool:
    """Whether layer l has marks for its biases."""
    return l > 0 and layout.radius[l] >= SMALLEST_BIAS


def hit(layout: Layout, at: QPointF, drawn: NDArray[np.intp] | None = None) -> Selection | None:
    """Return what lies at `at`, None where nothing does.

    `drawn` are the edges that can be seen, in the order of all one after another; None for all of them.
    """
    return _bias_or_node(layout, at) or _number(layout, at) or _edge(layout, at, drawn)


def hit_target(layout: Layout, at: QPointF) -> int | None:
    """Return which output's target lies at `at`, None where none does."""
    if not layout.targets_fit:
        return None
    i = int(np.abs(layout.y[-1] - at.y()).argmin())
    return i if layout.target(i).contains(at) else None


def _bias_or_node(layout: Layout, at: QPointF) -> Selection | None:
    l = int(np.abs(np.array(layout.x) - at.x()).argmin())
    i = int(np.abs(layout.y[l] - at.y()).argmin())
    if biases_shown(layout, l):
        square = layout.bias_squares[l][i].adjusted(-SLACK, -SLACK, SLACK, SLACK)
        if square.contains(at):
            return Pick(l, i)
    away = at - layout.node(l, i)
    if layout.folded(l):
        inside = layout.strip(l).contains(at)
    else:
        inside = float(np.hypot(away.x(), away.y())) <= layout.radius[l] + SLACK
    return Node(l, i) if inside else None


def _number(layout: Layout, at: QPointF) -> Pick | None:
    """The edge whose number lies at `at`."""
    for l, places in enumerate(layout.labels):
        for k, place in enumerate(places):
            away = at - place
            if abs(away.x()) <= LABEL[0] / 2 and abs(away.y()) <= LABEL[1] / 2:
                return Pick(l, *divmod(k, layout.n[l - 1]))
    return None


def _edge(layout: Layout, at: QPointF, drawn: NDArray[np.intp] | None) -> Pick | None:
    """The edge nearest to `at`, measured across it; only one that can be seen."""
    l = int(np.searchsorted(layout.x, at.x()))
    if not 0 < l < len(layout.x):
        return None
    left, right = layout.x[l - 1] + layout.half_width(l - 1), layout.x[l] - layout.half_width(l)
    if not left < at.x() < right:
        return None
    edges = layout.into(l, drawn)
    if not len(edges):
        return None
    share, (A, B) = (at.x() - layout.x[l - 1]) / layout.gap, np.divmod(edges, layout.n[l - 1])
    start, rise = layout.y[l - 1][B], layout.y[l][A] - layout.y[l - 1][B]
    distance = np.abs(start + share * rise - at.y()) * layout.gap / np.hypot(layout.gap, rise)
    k = int(distance.argmin())
    return Pick(l, int(A[k]), int(B[k])) if distance[k] <= NEAR else None
