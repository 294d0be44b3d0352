"""The canvas: paints one frame of the network, and says when it has."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.cursor import Phase
from core.frame import Frame
from gui.equations import paint_row
from gui.fonts import number_font, ui_font
from gui.network.caption import Caption, caption
from gui.network.edges import MOST_EDGES, SMOOTH_WHILE_RUNNING, paint_edges
from gui.network.layout import LABEL, Layout, lay_out
from gui.network.nodes import FADED, paint_derivatives, paint_layer, paint_names
from gui.numbers import fixed, grouped, significant
from gui.theme import DARK, Theme, blended, nice_reach, scale

CAPTION_HEIGHT = 104
MARGIN = 12


class NetworkCanvas(QWidget):
    """Draws nodes, edges, biases, targets and the caption of the present phase.

    Signals:
        painted: the `Frame` that is on the screen now.
    """

    painted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first `show_frame`."""
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName("Network")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(480, 360)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.frames_painted = 0
        self._theme = DARK
        self._frame: Frame | None = None
        self._new = False
        self._reach = 1.0
        self._layout: Layout | None = None
        self._ground: QPixmap | None = None

    def sizeHint(self) -> QSize:
        """Room for a network of a few layers."""
        return QSize(760, 620)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self._ground = None
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Paint `frame` at the next opportunity; a canvas that nobody sees counts as painted."""
        if self._frame is None or self._frame.n != frame.n:
            self._layout = self._ground = None
            self._reach = 1.0
        self._frame, self._new = frame, True
        if self.isVisible() and not self.window().isMinimized():
            self.update()
        else:
            self.painted.emit(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the network out anew."""
        self._layout = self._ground = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame; the parts that don't change come from a picture."""
        frame = self._frame
        painter = QPainter(self)
        if frame is None:
            painter.fillRect(self.rect(), QColor(self._theme.window))
            return
        layout = self._layout or self._lay_out(frame)
        if self._ground is None or self._ground.devicePixelRatio() != self.devicePixelRatio():
            self._ground = self._paint_ground(layout, frame)
        painter.drawPixmap(0, 0, self._ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter, layout, frame)
        painter.end()
        if self._new:
            self._new = False
            self.frames_painted += 1
            self.painted.emit(frame)

    def _lay_out(self, frame: Frame) -> Layout:
        area = QRectF(self.rect()).adjusted(0, 0, 0, -CAPTION_HEIGHT - MARGIN)
        self._layout = lay_out(frame.n, area)
        return self._layout

    # What does not change from frame to frame

    def _paint_ground(self, layout: Layout, frame: Frame) -> QPixmap:
        ratio = self.devicePixelRatio()
        ground = QPixmap(self.size() * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(QColor(self._theme.window))
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._caption_box()
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(box, 8, 8)
        for l in range(len(frame.n)):
            paint_names(painter, layout, self._theme, l)
        painter.end()
        return ground

    def _caption_box(self) -> QRectF:
        bottom = self.height() - MARGIN
        return QRectF(
            MARGIN + 0.5, bottom - CAPTION_HEIGHT + 0.5, self.width() - 2 * MARGIN - 1, CAPTION_HEIGHT - 1
        )

    # One frame

    def _paint_frame(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        everything = np.concatenate([frame.theta, [0.0]])
        self._reach = nice_reach(everything, self._reach)
        self._paint_work(painter, layout, frame)
        smooth = not frame.live or layout.edge_count <= SMOOTH_WHILE_RUNNING
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        paint_edges(painter, layout, frame.w, self._reach, self._theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if layout.edges_labelled:
            self._paint_labels(painter, layout, frame)
        if (at_work := frame.working_layer()) is not None:
            paint_names(painter, layout, self._theme, at_work)
        for l in range(len(frame.n)):
            paint_layer(painter, layout, frame, self._theme, l, self._reach)
            paint_derivatives(painter, layout, frame, self._theme, l)
        self._paint_headings(painter, layout, frame)
        self._paint_targets(painter, layout, frame)
        self._paint_cost(painter, layout, frame)
        self._paint_legend(painter, layout, frame)
        self._paint_caption(painter, caption(frame))

    def _paint_work(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        """A panel behind the layer at work."""
        l = frame.working_layer()
        if l is None:
            return
        half = min(max(layout.radius[l] + 24, 54), max(layout.gap * 0.45, layout.radius[l] + 6))
        column = QRectF(layout.x[l] - half, 8, 2 * half, layout.area.bottom() - 40)
        painter.setPen(blended(QColor(self._theme.accent), self._theme.window, 0.35))
        painter.setBrush(blended(QColor(self._theme.accent_soft), self._theme.window, 0.3))
        painter.drawRoundedRect(column, 12, 12)

    def _paint_headings(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        at_work = frame.working_layer()
        room = layout.gap
        for l, x in enumerate(layout.x):
            painter.setFont(ui_font(10, QFont.Weight.DemiBold))
            painter.setPen(QColor(self._theme.accent if l == at_work else self._theme.text))
            title = _heading(l, frame.L, room < 96)
            painter.drawText(QRectF(x - 80, 14, 160, 18), Qt.AlignmentFlag.AlignCenter, title)
            painter.setFont(ui_font(8.5))
            painter.setPen(QColor(self._theme.muted))
            below = _below(l, frame, room < 96)
            painter.drawText(QRectF(x - 80, 31, 160, 15), Qt.AlignmentFlag.AlignCenter, below)

    def _paint_targets(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        """Paint y beside the output, and C once it was computed."""
        L = frame.L
        if layout.spacing(L) < 13:
            return
        named = layout.spacing(L) >= 34 and frame.n[L] > 1
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for i, target in enumerate(frame.y[:, 0].tolist()):
            at = layout.node(L, i) + QPointF(layout.radius[L] + 10, -7 if named else 0)
            painter.setFont(number_font(13))
            painter.setPen(QColor(self._theme.text))
            written = f"{target:g}" if target == round(target) else fixed(target)
            painter.drawText(QRectF(at.x(), at.y() - 9, 90, 18), flags, f"y = {written}")
            if named:
                painter.setFont(ui_font(8.5))
                painter.setPen(QColor(self._theme.muted))
                painter.drawText(QRectF(at.x(), at.y() + 7, 90, 16), flags, frame.dataset.outputs[i])

    def _paint_cost(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        """Paint C of the sample below its targets, faded while it is an earlier step's."""
        if np.isnan(frame.C):
            return
        last = layout.node(frame.L, frame.n[frame.L] - 1)
        ink = QColor(self._theme.accent if frame.cursor.phase is Phase.COST else self._theme.text)
        painter.setFont(number_font(13))
        painter.setPen(ink if frame.fresh_cost else blended(ink, self._theme.window, FADED))
        painter.drawText(
            QPointF(last.x() + layout.radius[frame.L] + 10, last.y() + 32), f"C = {significant(frame.C)}"
        )

    def _paint_labels(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        """Write each weight on its edge; while going backwards, its derivative once it is known."""
        painter.setFont(number_font(11.5))
        ground, metrics = QColor(self._theme.window), painter.fontMetrics()
        for l in range(1, frame.L + 1):
            shows_gradient = _backwards(frame) and frame.fresh_dC_dz(l)
            values = frame.dC_dw[l] if shows_gradient else frame.w[l]
            ink = QColor(self._theme.accent if shows_gradient else self._theme.text)
            for at, value in zip(layout.labels[l], values.ravel().tolist(), strict=True):
                text = significant(value, 2) if shows_gradient else fixed(value, signed=True)
                width = max(LABEL[0], metrics.horizontalAdvance(text) + 6)
                box = QRectF(at.x() - width / 2, at.y() - LABEL[1] / 2, width, LABEL[1])
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ground)
                painter.drawRoundedRect(box, 4, 4)
                painter.setPen(ink)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_legend(self, painter: QPainter, layout: Layout, frame: Frame) -> None:
        """Two colour bars above the caption, and at the right whose numbers are shown."""
        y = self._caption_box().top() - 20
        left = float(MARGIN + 4)
        for title, reach, edges in (("w, b", self._reach, True), ("a", 1.0, False)):
            left = self._paint_bar(painter, QPointF(left, y), title, reach, edges) + 22
        words = f"nodes: sample {frame.sample + 1}"
        if layout.edges_labelled:
            words += "   edges: " + ("∂C̄/∂w, mean of the batch" if _backwards(frame) else "w")
        elif layout.edge_count > MOST_EDGES:
            words += f"   edges: {grouped(MOST_EDGES)} strongest of {grouped(layout.edge_count)}"
        painter.setPen(QColor(self._theme.muted))
        right = QRectF(left, y - 3, self.width() - MARGIN - 4 - left, 16)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_bar(self, painter: QPainter, at: QPointF, title: str, reach: float, edges: bool) -> float:
        painter.setFont(number_font(11))
        painter.setPen(QColor(self._theme.muted))
        metrics = painter.fontMetrics()
        x = at.x()
        for text in (title, f"−{reach:g}"):
            painter.drawText(QPointF(x, at.y() + 9), text)
            x += metrics.horizontalAdvance(text) + 7
        colours = scale(self._theme, edges)
        for k, colour in enumerate(colours):
            painter.fillRect(QRectF(x + 1.6 * k, at.y() + 1, 1.8, 8), colour)
        x += 1.6 * len(colours) + 7
        painter.drawText(QPointF(x, at.y() + 9), f"+{reach:g}")
        return x + metrics.horizontalAdvance(f"+{reach:g}")

    def _paint_caption(self, painter: QPainter, words: Caption) -> None:
        box = self._caption_box()
        painter.setFont(ui_font(10.5, QFont.Weight.DemiBold))
        painter.setPen(QColor(self._theme.accent))
        title = QRectF(box.left() + 16, box.top() + 9, box.width() - 32, 20)
        painter.drawText(title, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words.title)
        offset = painter.fontMetrics().horizontalAdvance(words.title) + 14
        painter.setFont(ui_font(9.5))
        painter.setPen(QColor(self._theme.muted))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        beside = title.adjusted(offset, 1, 0, 1)
        metrics = painter.fontMetrics()
        row = QRectF(box.left() + 16, box.top() + 34, box.width() - 32, box.height() - 42)
        if not words.equations:
            wrapped = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(row, wrapped, words.sentence)
            return
        painter.drawText(
            beside,
            flags,
            metrics.elidedText(words.sentence, Qt.TextElideMode.ElideRight, int(beside.width())),
        )
        paint_row(painter, words.equations, row, 19, QColor(self._theme.text), gap=2.0)


def _backwards(frame: Frame) -> bool:
    """Whether edges show derivatives where they are known, instead of weights."""
    return not frame.live and frame.cursor.phase is Phase.BACKWARD and frame.gradient is not None


def _heading(l: int, L: int, short: bool) -> str:
    if l == 0:
        return "input"
    return "output" if l == L else str(l) if short else f"layer {l}"


def _below(l: int, frame: Frame, short: bool) -> str:
    upper = str(l).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    if l == 0:
        return "a⁰ = x"
    return f"a{upper}" if short else f"a{upper} · {frame.experiment.activations[l - 1]}"
