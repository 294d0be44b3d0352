"""Words and numbers around the network: targets, the cost, and numbers on the edges."""

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.cursor import Phase
from core.frame import Frame
from gui.network.edges import edges_counted
from gui.network.headers import header_width
from gui.network.input_names import input_names
from gui.network.layout import COST_BELOW, LABEL, Layout
from gui.network.pathways import sunk_edges
from gui.network.stamps import FADED
from gui.theme import Theme, blended, quiet
from gui.writing.fonts import number_font, ui_font
from gui.writing.numbers import fixed, scientific, significant

COST_REACH, COST_BESIDE = 96.0, 14.0
"""Pixels from the rim of an output to the right of its cost, and down to its line where the canvas is low."""
RING, COST_AWAY = 5.0, 11.0
"""Pixels around an output for the ring of what is selected, and from there down to the line of the cost."""
COST_IN = 4.0
"""Pixels from the middle of an output, and its symbol, to its cost, besides those beside a target."""
TARGET_FREE, NEARER = 4.0, 4.0
"""Pixels behind a target in the panel of its layer, and how much nearer it is where these are not free."""
TINY = 1e-3
"""A smaller number is shorter with a power of ten."""
MARGIN, PANEL_FOOT, COUNT_FOOT = 2.0, 6.0, 26.0
"""Pixels beside the panel of a layer, at least, and below it, alone or above the words on the edges."""
SUNK_NUMBER = 0.45
"""How much is left of the ink of a number whose edge lies on no path of the selected parameter."""
CENTRE = Qt.AlignmentFlag.AlignCenter
BESIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_work(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Paint a panel behind the layer at work."""
    l = frame.working_layer()
    if l is None:
        return
    column = work_column(layout, frame, l)
    painter.setPen(blended(QColor(theme.accent), theme.window, 0.35))
    painter.setBrush(blended(QColor(theme.accent_soft), theme.window, 0.3))
    painter.drawRoundedRect(column, 12, 12)


def work_column(layout: Layout, frame: Frame, l: int) -> QRectF:
    """What belongs to layer l: its header and its nodes; the inputs' names, or the targets and the cost."""
    x, radius = layout.x[l], layout.radius[l]
    header = header_width(frame, l, layout.gap) / 2 + 7
    half = min(max(radius + 24, 54, header), max(layout.gap * 0.49, radius + 6))
    left = half if l else max(half, input_names(layout, frame.dataset.inputs).reach(layout))
    right = half if l < frame.L else max(half, layout.half_width(l) + COST_REACH)
    left, right = max(x - left, MARGIN), min(x + right, layout.area.right() - MARGIN)
    foot = COUNT_FOOT if edges_counted(frame) else PANEL_FOOT
    return QRectF(left, 8, right - left, layout.area.height() - 8 - foot)


def paint_targets(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Write y beside the output, and what each output stands for."""
    if not layout.targets_fit:
        return
    words = [f"y = {k:g}" if k == round(k) else f"y = {fixed(k)}" for k in frame.y[:, 0].tolist()]
    usual, small = number_font(13), number_font(11)
    longest = max(map(QFontMetricsF(usual).horizontalAdvance, words))
    # Where the canvas is narrow and a number has a sign and decimals, all are smaller, and nearer.
    narrow = layout.target(0).left() + longest > layout.area.right() - MARGIN - TARGET_FREE
    for i, written in enumerate(words):
        box = layout.target(i).translated(-NEARER if narrow else 0, 0)
        painter.setFont(small if narrow else usual)
        painter.setPen(QColor(theme.text))
        painter.drawText(box, BESIDE, written)
        if layout.outputs_named:
            painter.setFont(ui_font(8.5))
            painter.setPen(QColor(theme.muted))
            painter.drawText(box.translated(0, 16).adjusted(0, 0, 0, -2), BESIDE, frame.dataset.outputs[i])


def paint_cost(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Write C of the sample below its targets, faded while it is an earlier step's."""
    if np.isnan(frame.C):
        return
    last = layout.node(frame.L, frame.n[frame.L] - 1)
    ink = QColor(theme.accent if frame.cursor.phase is Phase.COST else theme.text)
    painter.setFont(number_font(13))
    painter.setPen(ink if frame.fresh_cost else quiet(ink, theme.window, FADED))
    # Small costs have many digits; the last layer keeps its place, so these move in over its column.
    x, nearest = last.x() + layout.half_width(frame.L) + 10, last.x() + 10 + COST_IN
    for number in _wordings(frame.C):
        text = f"C = {number}"
        latest = layout.area.right() - painter.fontMetrics().horizontalAdvance(text) - 9
        if latest >= nearest:
            break
    x = min(x, max(latest, nearest))
    around = layout.radius[frame.L] + RING
    beyond = math.sqrt(max(0.0, around**2 - (x - last.x()) ** 2)) + COST_AWAY
    down = max(COST_BELOW, beyond) if layout.cost_fits_below else COST_BESIDE
    painter.drawText(QPointF(x, last.y() + down), text)


def _wordings(C: float) -> tuple[str, str]:
    """C with three digits, and with two in as few signs as can be."""
    return significant(C), scientific(C, 2) if 0 < C < TINY else significant(C, 2)


def shows_gradient(frame: Frame, l: int) -> bool:
    """Whether the numbers on the edges into layer l are derivatives: while going backwards, once known."""
    backwards = not frame.live and frame.cursor.phase is Phase.BACKWARD and frame.fresh_dC_dz(l)
    return frame.gradient is not None and (backwards or frame.view.edges == "dC_dw")


def paint_numbers(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Write each weight, or its derivative, on its edge; pale where the edge itself has sunk."""
    painter.setFont(number_font(11.5))
    ground, metrics = QColor(theme.window), painter.fontMetrics()
    sunk = iter(sunk_edges(layout.n, frame.pick).tolist())
    for l in range(1, frame.L + 1):
        gradient = shows_gradient(frame, l)
        values = frame.dC_dw[l] if gradient else frame.w[l]
        ink = QColor(theme.accent if gradient else theme.text)
        if gradient and not frame.fresh_dC_dz(l):
            ink = blended(ink, theme.window, 0.55)
        pale = blended(ink, theme.window, SUNK_NUMBER)
        for at, value in zip(layout.labels[l], values.ravel().tolist(), strict=True):
            text = significant(value, 2) if gradient else fixed(value, signed=True)
            width = max(LABEL[0], metrics.horizontalAdvance(text) + 6)
            box = QRectF(at.x() - width / 2, at.y() - LABEL[1] / 2, width, LABEL[1])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(pale if next(sunk) else ink)
            painter.drawText(box, CENTRE, text)
