"""Edges: one `drawLines` per colour and width, weak ones first so that strong ones lie on top.

Negative ones are dashed: their sign is to be seen by those, too, to whom colours say little.
"""

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from core.checks import Array
from core.frame import Frame
from core.lazily import dataclass
from core.selection import Pick, Selection
from gui.network.layout import Layout
from gui.network.pathways import Flags, first_edges, sunk_edges
from gui.network.strongest import quotas_of, strongest
from gui.theme import LEVELS, Theme, blended, levels, scale

SMOOTH_WHILE_RUNNING = 200
"""Edges that can be drawn anti-aliased at display rate; more are smoothed once training rests."""

FEW_EDGES, MANY_EDGES = 60, 600
"""Up to the first number edges may be wide, up to the second their width still differs."""

MOST_OUTLINED = 250
"""Edges that are outlined when they are lit, at most."""

STALE = 0.4
"""How much is left of the colour of a derivative that this step has not computed yet."""

SUNK = 0.3
"""How much is left of the colour of an edge through which the selected parameter does not reach the cost."""

CLEAR = 0.6
"""How much of the colour of quiet words is in the middle of the scale of the edges that paths begin with."""

CLEARLY_WIDER = 0.8
"""Pixels by which these are wider than the weakest edges at least, up to so many of them:"""
FEW_FIRST = 30
"""more would run together to one area."""

DASH, GAP = 7.0, 5.0
"""Pixels that a negative edge is drawn, and left out, in turn."""

COLOURS = 2 * LEVELS + 1
"""Colours of the scale: levels above stand for the same ones faded, and above those for sunk ones.

Above these are the ones of the edges that paths begin with, and the same faded.
"""
KINDS = 5

WEAK_FIRST = sorted(range(COLOURS), key=lambda level: abs(level - LEVELS))


@dataclass(frozen=True)
class Colouring:
    """What colours the edges: `values[l]` (n_l, n_{l−1}), and whether layer l's are this step's.

    Where not all are drawn, of each pair of layers those are that have the largest |strength[l]|, at most
    `limit` of them, where one is given. Negative ones are `dashed`, if a person wants so, where they can be.
    """

    values: Sequence[Array]
    strength: Sequence[Array]
    fresh: tuple[bool, ...]
    limit: int | None = None
    dashed: bool = False

    @cached_property
    def quotas(self) -> list[int]:
        """How many edges of each pair of layers are drawn, from that into layer 1 on."""
        return quotas_of([v.size for v in self.values[1:]], self.limit)

    @cached_property
    def drawn(self) -> int:
        """How many edges are drawn in all."""
        return sum(self.quotas)

    @property
    def complete(self) -> bool:
        """Whether no edge is left out."""
        return self.drawn == sum(v.size for v in self.values[1:])

    @property
    def flat(self) -> Array:
        """All values, layer after layer."""
        return np.concatenate([v.ravel() for v in self.values[1:]])

    def places(self, sunk: Flags) -> NDArray[np.intp]:
        """Which edges are drawn, pair after pair of layers; `sunk` ones are left out first."""
        if self.complete:
            return np.arange(self.drawn)
        return strongest(list(self.strength[1:]), self.quotas, sunk)

    def at(self, places: NDArray[np.intp]) -> Array:
        """The values of the edges at `places`, of which there are as many of each pair as its quota."""
        found, first, start = [], 0, 0
        for layer, quota in zip(self.values[1:], self.quotas, strict=True):
            chosen = places[first : first + quota] - start
            found.append(layer[np.divmod(chosen, layer.shape[1])])
            first, start = first + quota, start + layer.size
        return np.concatenate(found)


def colouring(frame: Frame, dashed: bool = False) -> Colouring:
    """Return what `frame` was asked to colour its edges by, and to choose them by: w, or ∂C̄/∂w as known.

    Negative edges are to be `dashed`.
    """
    view, layers = frame.view, range(frame.L + 1)
    by = {"w": frame.w, "dC_dw": frame.dC_dw or frame.w}
    values, strength = by[view.edges], by[view.strongest or view.edges]
    of_gradient = values is not frame.w
    fresh = tuple(not of_gradient or frame.fresh_dC_dz(l) for l in layers)
    return Colouring(values, strength, fresh, view.edge_limit, dashed)


def places_drawn(frame: Frame) -> NDArray[np.intp] | None:
    """Which edges the canvas draws of `frame`; None for all of them."""
    shown = colouring(frame)
    return None if shown.complete else shown.places(sunk_edges(frame.n, frame.pick))


def paint_edges(
    painter: QPainter,
    layout: Layout,
    shown: Colouring,
    reach: float,
    theme: Theme,
    smooth: bool,
    picked: Selection | None,
) -> None:
    """Draw all edges in the colour and width of their values, ±`reach` being the scale's ends.

    `smooth` asks for anti-aliased lines. Where a weight or bias is `picked`, those sink that lie on
    none of its paths to the cost, and where not all are drawn, those that lie on one come first.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    sunk = sunk_edges(layout.n, picked)
    if shown.complete:
        drawn, lines, values = slice(None), layout.lines, shown.flat
    else:
        drawn = shown.places(sunk)
        lines, values = layout.some_lines(drawn), shown.at(drawn)
    found = levels(values, reach)
    if not all(shown.fresh[1:]):
        found += np.repeat(np.where(shown.fresh[1:], 0, COLOURS), shown.quotas)
    if isinstance(picked, Pick):
        found = np.where(sunk[drawn], found % COLOURS + 2 * COLOURS, found)
        if smooth:  # wide lines take their time: while many edges move, colours are enough
            found += np.where(first_edges(layout.n, picked)[drawn], 3 * COLOURS, 0)
    wider = CLEARLY_WIDER if np.count_nonzero(found >= 3 * COLOURS) <= FEW_FIRST else 0.0
    dashed = shown.dashed and can_be_dashed(shown.drawn)
    _draw(painter, lines, found, _pens(*_widths(shown.drawn, smooth), theme, wider, dashed))


def paint_lit_edges(
    painter: QPainter, layout: Layout, shown: Colouring, lit: Sequence[Pick], reach: float, theme: Theme
) -> None:
    """Draw the edges of the weights `lit` above the others, in their colours between lines of the text's.

    Many of them are only lines of the text's colour: nothing between these could be told apart.
    """
    starts = np.cumsum([0, *(v.size for v in shown.values[1:])])
    edges = np.array([starts[k.l - 1] + k.A * layout.n[k.l - 1] + (k.B or 0) for k in lit])
    lines, outline = layout.some_lines(edges), QColor(theme.text)
    if len(lines) > MOST_OUTLINED:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(_pen(outline, 1.02))
        painter.drawLines(lines)
        return
    found = levels(np.array([shown.values[k.l][k.A, k.B or 0] for k in lit]), reach)
    thin, wide = (max(2.0, width) for width in _widths(shown.drawn, smooth=True))
    painter.setPen(_pen(outline, _width(thin, wide, LEVELS + int(np.abs(found - LEVELS).max())) + 3.0))
    painter.drawLines(lines)
    if shown.dashed:  # between the dashes the canvas is seen, not the outline
        painter.setPen(_pen(QColor(theme.window), thin))
        painter.drawLines(lines)
    _draw(painter, lines, found, _pens(thin, wide, theme, dashed=shown.dashed))


def can_be_dashed(count: int) -> bool:
    """Whether so many edges can be told apart: the dashes of more run together to stripes across all."""
    return count <= MANY_EDGES


def edges_drawn(frame: Frame) -> int:
    """How many edges the canvas draws of `frame`."""
    return sum(quotas_of([v.size for v in frame.w[1:]], frame.view.edge_limit))


def edges_counted(frame: Frame) -> bool:
    """Whether it is said in the corner how many edges are drawn: where they are many, or not all."""
    count = sum(w.size for w in frame.w[1:])
    return count > MANY_EDGES or edges_drawn(frame) < count


def _draw(
    painter: QPainter, lines: list[QLineF], found: NDArray[np.intp], pens: list[tuple[int, QPen]]
) -> None:
    """Draw every line with the pen of its level."""
    order = np.argsort(found, kind="stable")
    ends = np.searchsorted(found[order], np.arange(KINDS * COLOURS + 1)).tolist()
    order = order.tolist()
    for level, pen in pens:
        chosen = order[ends[level] : ends[level + 1]]
        if chosen:
            painter.setPen(pen)
            painter.drawLines([lines[k] for k in chosen])


@lru_cache(maxsize=8)
def _pens(
    thin: float, wide: float, theme: Theme, wider: float = 0.0, dashed: bool = False
) -> list[tuple[int, QPen]]:
    """Levels with their pens, sunk, faded and weak ones first: the stronger, the wider.

    `wider` is by how much those that paths begin with are wider than the weakest, at least; negative ones
    are `dashed`.
    """
    colours, clear, ground = scale(theme, edges=True), _clear_scale(theme), theme.window
    sunk = [(level + 2 * COLOURS, blended(colours[level], ground, SUNK)) for level in WEAK_FIRST]
    faded = [(level + COLOURS, blended(colours[level], ground, STALE)) for level in WEAK_FIRST]
    fresh = [(level, colours[level]) for level in WEAK_FIRST]
    first = [(level + 4 * COLOURS, blended(clear[level], ground, 2 * STALE)) for level in WEAK_FIRST]
    first += [(level + 3 * COLOURS, clear[level]) for level in WEAK_FIRST]
    least = thin + wider
    found = [(k, colour, _width(thin, wide, k % COLOURS)) for k, colour in sunk + faded + fresh]
    found += [(k, colour, max(least, _width(thin, wide, k % COLOURS))) for k, colour in first]
    return [(k, _pen(colour, width, dashed and k % COLOURS < LEVELS)) for k, colour, width in found]


def _clear_scale(theme: Theme) -> list[QColor]:
    """The colours of edges, the half nearer to zero not sinking into the canvas but into a clear grey."""
    middle = blended(QColor(theme.muted), theme.window, CLEAR).name()
    return [
        blended(colour, middle, min(1.0, 2 * abs(level - LEVELS) / LEVELS))
        for level, colour in enumerate(scale(theme, edges=True))
    ]


def edge_width(shown: Colouring, level: int) -> float:
    """How wide an edge of that level is drawn, as far as there is room."""
    return _width(*_widths(shown.drawn, smooth=True), level)


def _widths(count: int, smooth: bool) -> tuple[float, float]:
    """The width of the weakest and of the strongest of so many edges.

    Without anti-aliasing Qt fills lines wider than 1 four times faster than it draws lines of width 1.
    """
    least = 1.0 if smooth else 1.02
    return (1.2, 5.5) if count <= FEW_EDGES else (least, 3.0) if count <= MANY_EDGES else (least, least)


def _width(thin: float, wide: float, level: int) -> float:
    return thin + (wide - thin) * abs(level - LEVELS) / LEVELS


def _pen(colour: QColor, width: float, dashed: bool = False) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([DASH / width, GAP / width])
    return pen


def paint_edge(
    painter: QPainter,
    line: QLineF,
    colour: QColor,
    width: float,
    outline: QColor,
    ground: QColor,
    dashed: bool = False,
) -> None:
    """Draw one edge so that it stands out: in its colour, perhaps dashed, between two lines of `outline`."""
    inner = width + 0.6
    for paint, wide in ((ground, width + 6.0), (outline, width + 3.6), (ground, inner)):
        painter.setPen(_pen(paint, wide))
        painter.drawLine(line)
    painter.setPen(_pen(colour, inner, dashed))
    painter.drawLine(line)
