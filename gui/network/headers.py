"""The header above each layer: what it is, its number of nodes and its σ, with faint hints of controls."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from core.experiment import Experiment
from core.frame import Frame
from core.frozen import is_frozen
from core.selection import Layer
from gui.network.layout import Layout
from gui.theme import Theme
from gui.writing.fonts import ui_font
from gui.writing.numbers import counted

BAND = 50.0
"""Height of the band that headers take."""
ZONE = 70.0
"""Height of what belongs to them: the mouse above it is at the headers."""
NARROW, TIGHT = 96.0, 56.0
"""Pixels between two layers below which headers are short, and have no room for σ and buttons."""
TOP, NAME, NUMBERS = 14.0, 18.0, 15.0
"""Pixels above the header, and the heights of its two lines."""
AWAY, GLYPH, CHEVRON = 18.0, 3.5, 12.0
"""Pixels from the name to a hint of a button, half the size of that, and the room for the one beside σ."""
APART = 12.0
"""Pixels between two headers, at least."""
CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_headers(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Write above each layer what it is."""
    for l in range(len(layout.n)):
        _paint_header(painter, layout, frame, theme, l, theme.text)


def paint_changed_headers(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Write what differs from the ground: the layer at work, and all where nodes have moved up to them.

    Layers that are frozen as a whole wear a clamp.
    """
    if any(y[0] - r < BAND for y, r in zip(layout.y, layout.radius, strict=True)):
        painter.fillRect(QRectF(0, 0, layout.area.width(), BAND), QColor(theme.window))
        paint_headers(painter, layout, frame, theme)
    at_work = frame.working_layer()
    if at_work is not None:
        _paint_header(painter, layout, frame, theme, at_work, theme.accent)
    if frame.mask.any():
        for l in range(1, frame.L + 1):
            if is_frozen(frame.mask, frame.n, Layer(l)):
                _paint_clamp(painter, layout, frame, theme, l)


def name(l: int, L: int, short: bool = False) -> str:
    """What layer l is called."""
    if l == 0:
        return "in" if short else "input"
    if l == L:
        return "out" if short else "output"
    return str(l) if short else f"layer {l}"


def numbers(experiment: Experiment, l: int) -> tuple[str, ...]:
    """How many nodes layer l has and their σ, the most telling wording first."""
    n = experiment.n[l]
    if l == 0:
        return f"{counted(n, 'input')} · a⁰ = x", f"{n} · a⁰ = x", f"{n} · x", str(n)
    sigma = experiment.activations[l - 1]
    return f"{counted(n, 'node')} · {sigma}", f"{n} · {sigma}", f"{n} · {sigma.split()[0]}", str(n)


def described(frame: Frame, l: int) -> str:
    """Layer l in a sentence without an end."""
    e, L = frame.experiment, frame.L
    if l == 0:
        return f"the input: {counted(e.n[0], 'node')}, as the data has them"
    frozen = ", frozen: updates leave it alone" if is_frozen(frame.mask, frame.n, Layer(l)) else ""
    who = "the output" if l == L else f"layer {l}"
    return f"{who}: {counted(e.n[l], 'node')}, σ is {e.activations[l - 1]}{frozen}"


def header_width(frame: Frame, l: int, gap: float) -> float:
    """How wide the second line of the header of layer l is, where layers are `gap` apart."""
    chosen = CHEVRON if l > 0 and gap >= NARROW else 0.0
    text = _fitting(numbers(frame.experiment, l), gap - APART - chosen)
    return QFontMetricsF(ui_font(8.5)).horizontalAdvance(text) + 2 * chosen


def column_of(layout: Layout, at: QPointF) -> int | None:
    """The layer in whose header `at` lies, or above whose nodes; None elsewhere.

    At the nodes themselves the card has something to say, which controls would cover.
    """
    l = min(range(len(layout.x)), key=lambda k: abs(layout.x[k] - at.x()))
    away, top = abs(layout.x[l] - at.x()), float(layout.y[l][0]) - layout.radius[l]
    if at.y() < min(ZONE, max(top, BAND)):
        return l if away <= max(layout.gap / 2, AWAY) + 1 else None
    return l if at.y() < top and away <= layout.half_width(l) else None


def _paint_header(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int, ink: str) -> None:
    x, short = layout.x[l], layout.gap < NARROW
    painter.setFont(ui_font(10, QFont.Weight.DemiBold))
    painter.setPen(QColor(ink))
    text = name(l, frame.L, short)
    painter.drawText(QRectF(x - 80, TOP, 160, NAME), CENTRE, text)
    half = painter.fontMetrics().horizontalAdvance(text) / 2
    painter.setFont(ui_font(8.5))
    painter.setPen(QColor(theme.muted))
    chosen = l > 0 and layout.gap >= NARROW
    text = _fitting(numbers(frame.experiment, l), layout.gap - APART - (CHEVRON if chosen else 0))
    box = QRectF(x - 80, TOP + NAME - 1, 160, NUMBERS)
    painter.drawText(box, CENTRE, text)
    painter.setPen(QPen(QColor(theme.faint), 1.2))
    if chosen:
        _paint_chevron(painter, x + painter.fontMetrics().horizontalAdvance(text) / 2 + 7, box.center().y())
    if 0 < l < frame.L and layout.gap >= TIGHT:
        _paint_hints(painter, x, half + AWAY)


def _fitting(wordings: Sequence[str], room: float) -> str:
    metrics = QFontMetricsF(ui_font(8.5))
    return next((text for text in wordings if metrics.horizontalAdvance(text) <= room), wordings[-1])


def _paint_hints(painter: QPainter, x: float, away: float) -> None:
    """A − and a + on either side of a name: nodes can be taken away and added."""
    y = round(TOP + NAME / 2) + 0.5
    less, more = round(x - away) + 0.5, round(x + away) + 0.5
    painter.drawLine(QPointF(less - GLYPH, y), QPointF(less + GLYPH, y))
    painter.drawLine(QPointF(more - GLYPH, y), QPointF(more + GLYPH, y))
    painter.drawLine(QPointF(more, y - GLYPH), QPointF(more, y + GLYPH))


def _paint_chevron(painter: QPainter, x: float, y: float) -> None:
    """A small arrow down: what stands before it can be chosen."""
    painter.drawPolyline([QPointF(x - 3, y - 1), QPointF(x, y + 2), QPointF(x + 3, y - 1)])


def _paint_clamp(painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int) -> None:
    """Two brackets around the name of a layer of which updates change nothing."""
    metrics = QFontMetricsF(ui_font(10, QFont.Weight.DemiBold))
    half = metrics.horizontalAdvance(name(l, frame.L, layout.gap < NARROW)) / 2 + 5
    painter.setPen(QPen(QColor(theme.text), 2.0))
    for side in (-1, 1):
        x = layout.x[l] + side * half
        top, bottom, end = TOP + 1, TOP + NAME, x - side * 3
        painter.drawPolyline([QPointF(end, top), QPointF(x, top), QPointF(x, bottom), QPointF(end, bottom)])
