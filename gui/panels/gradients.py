"""The gradients, one row a layer: norms over the steps, and ∂C̄/∂w^ℓ as a heat map."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.frame import Frame
from core.record import Buckets, Run
from gui.fonts import number_font
from gui.numbers import significant
from gui.plots import FEW, MARGIN, DecadeAxis, StandingRange, colour_plot, means, quiet_plot
from gui.theme import DARK, Theme, image, nice_reach

ROW_HEIGHT = 54
MAP_WIDTH = 92
STALE = 0.35


class GradientRow:
    """The plot items of one layer."""

    def __init__(self, view: pg.GraphicsLayoutWidget, l: int, last: bool) -> None:
        """Add the row of layer `l` to `view`; the last one has the axis of steps."""
        self.l = l
        self._label = view.addLabel("", row=l, col=0)
        self.plot = view.addPlot(row=l, col=1, axisItems={"left": DecadeAxis("left")})
        quiet_plot(self.plot)
        self.plot.getAxis("left").setWidth(40)
        self.plot.getAxis("bottom").setStyle(showValues=last)
        self.plot.getAxis("bottom").setHeight(22 if last else 4)
        self._curves = [pg.PlotCurveItem(), pg.PlotCurveItem()]
        self._dots = [pg.ScatterPlotItem(size=4, pen=None) for _ in self._curves]
        self._curves[0].setZValue(1)
        for item in (*self._curves, *self._dots):
            self.plot.addItem(item)
        self._box = view.addViewBox(row=l, col=2, enableMouse=False, enableMenu=False, invertY=True)
        self._box.setFixedWidth(MAP_WIDTH)
        self._box.disableAutoRange()
        self._image = pg.ImageItem(axisOrder="row-major")
        self._box.addItem(self._image)
        self._y = StandingRange(least=1.0)
        self._theme = DARK
        self._dotted = False
        self._last_step = 0.0
        self._shape = (0, 0)
        self._reach = 0.0

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        colour_plot(self.plot, theme, grid=False)
        self.plot.getAxis("left").setTickFont(number_font(10))
        for curve, dots, colour in zip(self._curves, self._dots, theme.series, strict=True):
            curve.setPen(pg.mkPen(colour, width=1))
            dots.setBrush(pg.mkBrush(colour))
        self._box.setBackgroundColor(QColor(theme.surface))
        self._theme = theme
        self._write_label()

    def forget(self) -> None:
        """A new run: fit everything anew."""
        self._y.forget()
        self._reach = 0.0

    def show_frame(self, frame: Frame, norms: Buckets, last_step: float) -> None:
        """Draw norms and map; the axis of steps ends at `last_step`."""
        self._draw_norms(norms)
        self._draw_map(frame)
        if last_step != self._last_step:
            self._last_step = last_step
            self.plot.setXRange(-MARGIN * last_step, last_step, padding=0)

    def _draw_norms(self, norms: Buckets) -> None:
        few = len(norms.x) <= FEW
        extremes = []
        for k, curve in enumerate(self._curves):
            x, y = means(norms, 2 * (self.l - 1) + k, log=True)
            curve.setData(x, y, connect="finite")
            if few or self._dotted:
                self._dots[k].setData(*((x, y) if few else ([], [])))
                self._dots[k].setVisible(few)
            known = y[np.isfinite(y)]
            if known.size:
                extremes += [float(known.min()), float(known.max())]
        self._dotted = few
        low, high = (min(extremes), max(extremes)) if extremes else (-2.0, 0.0)
        if self._y.fit(math.floor(low), math.ceil(high)):
            self.plot.setYRange(self._y.low, self._y.high, padding=0)

    def _draw_map(self, frame: Frame) -> None:
        values = frame.dC_dw[self.l]
        known = np.isfinite(values).all()
        self._image.setVisible(bool(known))
        if not known:
            return
        reach = nice_reach(values, self._reach)
        self._image.setImage(image(values, reach or 1.0, self._theme), autoLevels=False)
        self._image.setOpacity(1.0 if frame.live or frame.fresh_dC_dz(self.l) else STALE)
        if reach != self._reach:
            self._reach = reach
            self._write_label()
        if values.shape != self._shape:
            self._shape = rows, columns = values.shape
            self._box.setRange(xRange=(0, columns), yRange=(0, rows), padding=0.04)

    def _write_label(self) -> None:
        reach = f"±{significant(self._reach, 1)}" if self._reach else ""
        self._label.setText(
            f'<div style="color:{self._theme.text}">ℓ&nbsp;=&nbsp;{self.l}</div>'
            f'<div style="color:{self._theme.muted}; font-size:7.5pt">{reach}</div>'
        )


class GradientsPanel(QWidget):
    """One `GradientRow` for each layer, above one another on a shared axis of steps."""

    title = "Gradients, layer by layer"
    name = "gradients"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = DARK
        self._record: Run | None = None
        self._rows: list[GradientRow] = []
        self._x = StandingRange(least=8.0)
        self._legend = QLabel()
        self._legend.setToolTip(
            "Lengths of the batch's mean gradient of each layer, on logarithmic axes; "
            "to the right ∂C̄/∂w itself: a row for each node of the layer, a column for each node before it"
        )
        self._view: pg.GraphicsLayoutWidget | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 8, 0)
        head.addWidget(self._legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        self.setMinimumHeight(160)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        w, b = theme.series
        self._legend.setText(
            f'<span style="color:{w}">━ ‖∂C̄/∂w‖</span>&nbsp;&nbsp; <span style="color:{b}">━ ‖∂C̄/∂b‖</span>'
            f'&nbsp;&nbsp; <span style="color:{theme.muted}">per step · now: ∂C̄/∂w</span>'
        )
        if self._view is not None:
            self._view.setBackground(theme.surface)
        for row in self._rows:
            row.set_theme(theme)

    def show_frame(self, frame: Frame) -> None:
        """Draw norms and maps of all layers."""
        if not self.isVisible() or frame.gradient is None:
            return
        if len(self._rows) != frame.L:
            self._build(frame.L)
        if frame.record is not self._record:
            self._record = frame.record
            self._x.forget()
            for row in self._rows:
                row.forget()
        self._x.fit(0.0, float(max(1, frame.cursor.step)), grow_low=False)
        width = max(40, int(self._rows[0].plot.getViewBox().width()))
        norms = frame.record.norms.query(-np.inf, np.inf, width)
        for row in self._rows:
            row.show_frame(frame, norms, self._x.high)

    def _build(self, L: int) -> None:
        """Make the rows for a network with L layers."""
        self._rows = []
        view = pg.GraphicsLayoutWidget()
        view.setBackground(self._theme.surface)
        view.ci.layout.setVerticalSpacing(3)
        view.ci.layout.setHorizontalSpacing(6)
        view.ci.layout.setContentsMargins(6, 2, 4, 2)
        view.setMinimumHeight(ROW_HEIGHT * L + 26)
        self._rows = [GradientRow(view, l, last=l == L) for l in range(1, L + 1)]
        for row in self._rows:
            row.set_theme(self._theme)
        old, self._view = self._scroll.takeWidget(), view
        self._scroll.setWidget(view)
        if old is not None:
            old.close()
            old.deleteLater()
