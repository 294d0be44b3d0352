"""Where on the canvas lies what is spoken about: the selected weight, bias or node, or the present phase."""

from collections.abc import Iterator
from itertools import chain

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from core.cursor import Phase
from core.frame import Frame
from core.selection import Pick, Selection
from gui.network.headers import BAND
from gui.network.highlight import exists
from gui.network.labels import work_column
from gui.network.layout import COST_BELOW, LABEL, Layout

AROUND = 16.0
"""Pixels of light around what it falls on."""
LEAST = 14.0
"""The least radius of a light: nodes in a folded layer are smaller."""
BELOW, WORDS = 48.0, 56.0
"""Pixels below a node for its symbol, its bias and its derivative, and half the width of these."""
CORNER = 12.0
DESCENT = 6.0
"""Pixels below the line on which C stands."""


def spot(layout: Layout, frame: Frame) -> QPainterPath | None:
    """Return what is to be bright, in the places of the canvas; None for all of it.

    While training runs, at an update and in a lesson everything is spoken about. An exercise is about the
    phase that comes next. Until the canvas shows the network of `frame`, nothing has a place.
    """
    pick = frame.pick
    if layout.n != frame.n:
        return None
    if pick is not None and exists(layout, pick):
        lights = _of_selection(layout, frame, pick)
    elif frame.live or frame.message or frame.visiting:
        return None
    else:
        asked = frame.question
        phase, l = (asked.phase, asked.layer) if asked else (frame.cursor.phase, frame.cursor.l)
        if phase is Phase.UPDATE:
            return None
        lights = iter([_of_phase(layout, frame, phase, l)])
    found = _box(QRectF(0, 0, layout.area.width(), BAND), 0)  # headers say which layer is which
    for light in lights:
        found |= light
    return found


def _of_phase(layout: Layout, frame: Frame, phase: Phase, l: int) -> QPainterPath:
    """The layer that the phase computes, and what it computes it from."""
    if phase is Phase.INPUT:
        light = _columns(layout, frame, 0, 0)
    elif phase is Phase.COST:
        light = _columns(layout, frame, frame.L, frame.L)
    else:
        light = _columns(layout, frame, l - 1, l)
    return light - _cut_numbers(layout, light)


def _cut_numbers(layout: Layout, light: QPainterPath) -> QPainterPath:
    """The numbers on edges that lie on the rim of a light: half a number reads as another one."""
    cut = QPainterPath()
    for middle in chain.from_iterable(layout.labels):
        box = QRectF(QPointF(), QSizeF(*LABEL))
        box.moveCenter(middle)
        if light.intersects(box) and not light.contains(box):
            cut.addRect(box)
    return cut


def _columns(layout: Layout, frame: Frame, first: int, last: int) -> QPainterPath:
    """Layers `first` to `last`, with all that belongs to them."""
    box = work_column(layout, frame, first) | work_column(layout, frame, last)
    light = _box(box.adjusted(-1, -1, 1, 1), CORNER)
    return light | _cost(layout, box) if last == frame.L else light


def _cost(layout: Layout, column: QRectF) -> QPainterPath:
    """The line below the outputs with C, which may lie below their `column`."""
    top = float(layout.y[-1][-1])
    down = COST_BELOW + DESCENT if layout.cost_fits_below else 0.0
    left = layout.x[-1]
    return _box(QRectF(left, top, column.right() + 1 - left, min(down, layout.area.height() - top)), 0)


def _of_selection(layout: Layout, frame: Frame, selection: Selection) -> Iterator[QPainterPath]:
    """A weight or bias with all its paths to the cost; a node with what comes in, too."""
    last = len(layout.n) - 1
    if isinstance(selection, Pick):
        l, i = selection.l, selection.A
        if selection.B is not None:
            yield from _node(layout, l - 1, selection.B)
            yield _beam(layout.node(l, i), layout.node(l - 1, selection.B))
    else:
        l, i = selection.l, selection.i
        if l > 0:
            yield _fan(layout, l, i, l - 1)
            yield _columns(layout, frame, l - 1, l - 1)
    yield from _node(layout, l, i)
    if l < last:
        yield _fan(layout, l, i, l + 1)
        yield _columns(layout, frame, l + 1, last)
    else:
        yield _beside(layout, i)


def _radius(layout: Layout, l: int) -> float:
    """How far the light of a node of layer l reaches: not into the nodes beside it, where they have room."""
    own = layout.half_width(l)
    return max(LEAST, own + min(AROUND, max(4.0, layout.spacing(l) / 2 - own)))


def _node(layout: Layout, l: int, i: int) -> Iterator[QPainterPath]:
    """A node with the words below it, and before an input."""
    at, radius = layout.node(l, i), _radius(layout, l)
    around = QPainterPath()
    around.addEllipse(at, radius, radius)
    yield around
    if layout.symbols_fit(l):
        more = l > 0 and (layout.biases_fit(l) or layout.gradients_fit(l))
        half, own = max(radius, WORDS) if more else radius, layout.radius[l]
        down = min(own + (BELOW if more else AROUND) + AROUND, layout.spacing(l) - own)
        yield _box(QRectF(at.x() - half, at.y(), 2 * half, down), CORNER)
    if l == 0:
        yield _box(QRectF(0, at.y() - LEAST, at.x(), 2 * LEAST), 0)


def _beam(start: QPointF, end: QPointF) -> QPainterPath:
    """An edge with the number on it."""
    line = QPainterPath(start)
    line.lineTo(end)
    light = QPainterPathStroker()
    light.setWidth(2 * AROUND)
    return light.createStroke(line)


def _fan(layout: Layout, l: int, i: int, m: int) -> QPainterPath:
    """All edges between node i of layer l and the layer m beside it."""
    at, near, far = layout.node(l, i), _radius(layout, l), _radius(layout, m)
    top, bottom = layout.node(m, 0), layout.node(m, layout.n[m] - 1)
    up, down = QPointF(0, near), QPointF(0, far)
    path = QPainterPath()
    path.addPolygon(QPolygonF([at - up, top - down, bottom + down, at + up, at - up]))
    return path


def _beside(layout: Layout, i: int) -> QPainterPath:
    """The target and the cost beside an output."""
    L = len(layout.n) - 1
    at, bottom = layout.node(L, i), float(layout.y[L][-1]) + BELOW
    top = at.y() - 2 * LEAST
    return _box(QRectF(at.x(), top, layout.area.width() - at.x(), bottom - top), 0)


def _box(box: QRectF, corner: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, corner, corner)
    return path
