"""The picture of the network, from the ground up."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

from core.frame import Frame
from core.selection import Pick, Selection
from gui.network.clamps import paint_clamps
from gui.network.edges import SMOOTH_WHILE_RUNNING, Colouring, edges_drawn, paint_edges, paint_lit_edges
from gui.network.headers import paint_changed_headers, paint_headers
from gui.network.highlight import exists, paint_picked_edge, paint_ring
from gui.network.input_names import paint_input_names
from gui.network.labels import (
    paint_cost,
    paint_numbers,
    paint_targets,
    paint_work,
)
from gui.network.layout import Layout
from gui.network.node_maps import MapPainter
from gui.network.nodes import paint_derivatives, paint_layer, paint_names
from gui.theme import Theme


def paint_ground(layout: Layout, frame: Frame, theme: Theme, size: QSize, ratio: float) -> QPixmap:
    """Return what does not change from frame to frame; `ratio` is the number of device pixels to a pixel."""
    ground = QPixmap(size * ratio)
    ground.setDevicePixelRatio(ratio)
    ground.fill(QColor(theme.window))
    painter = QPainter(ground)
    draw_ground(painter, layout, frame, theme)
    painter.end()
    return ground


def draw_ground(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Draw the same line by line: files (SVG, PDF) get outlines."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for l in range(len(layout.n)):
        paint_names(painter, layout, theme, l)
    paint_input_names(painter, layout, frame, theme)
    paint_headers(painter, layout, frame, theme)


def smooth(frame: Frame) -> bool:
    """Whether edges are anti-aliased: always at rest, while training runs only where few are drawn."""
    return not frame.live or edges_drawn(frame) <= SMOOTH_WHILE_RUNNING


def paint_network(
    painter: QPainter,
    layout: Layout,
    frame: Frame,
    shown: Colouring,
    reach: float,
    theme: Theme,
    hovered: Selection | None,
    lit: Sequence[Selection] = (),
    maps: MapPainter | None = None,
    fine: bool = False,
) -> None:
    """Paint all that changes, onto the ground; `reach` is the end of the colour scale of edges and biases.

    What is under the mouse, selected or `lit` stands out. Nodes show their `maps` where they have some.
    What is painted only once is `fine`: its edges are anti-aliased however many they are.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_work(painter, layout, frame, theme)
    paint_edges(painter, layout, shown, reach, theme, fine or smooth(frame), frame.pick)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_lit_edges(painter, layout, shown, lit, reach, theme)
    marked = _marked(layout, frame.pick, hovered, theme)
    for selection, ink in marked:
        if _is_weight(selection):
            paint_picked_edge(painter, layout, shown, selection, reach, ink, theme)
    if layout.edges_labelled:
        paint_numbers(painter, layout, frame, theme)
    _paint_nodes(painter, layout, frame, reach, theme, maps)
    paint_clamps(painter, layout, frame, theme)
    for selection in lit:
        if not _is_weight(selection):
            paint_ring(painter, layout, selection, theme.text)
    for selection, ink in marked:
        paint_ring(painter, layout, selection, ink)
    paint_changed_headers(painter, layout, frame, theme)
    paint_targets(painter, layout, frame, theme)
    paint_cost(painter, layout, frame, theme)


def _is_weight(selection: Selection) -> bool:
    return isinstance(selection, Pick) and selection.B is not None


def _paint_lit_edges(
    painter: QPainter,
    layout: Layout,
    shown: Colouring,
    lit: Sequence[Selection],
    reach: float,
    theme: Theme,
) -> None:
    weights = [k for k in lit if _is_weight(k)]
    if weights:
        paint_lit_edges(painter, layout, shown, weights, reach, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _paint_nodes(
    painter: QPainter, layout: Layout, frame: Frame, reach: float, theme: Theme, maps: MapPainter | None
) -> None:
    at_work = frame.working_layer()
    if at_work is not None:
        paint_names(painter, layout, theme, at_work)  # which its panel has covered
    if at_work == 0:
        paint_input_names(painter, layout, frame, theme)
    for l in range(len(frame.n)):
        paint_layer(painter, layout, frame, theme, l, reach, maps)
        paint_derivatives(painter, layout, frame, theme, l)


def _marked(
    layout: Layout, picked: Selection | None, hovered: Selection | None, theme: Theme
) -> list[tuple[Selection, str]]:
    """What stands out and in which colour, the selected last, above what is only under the mouse."""
    found = []
    if hovered is not None and hovered != picked:
        found.append((hovered, theme.text))
    if picked is not None and exists(layout, picked):
        found.append((picked, theme.accent))
    return found
