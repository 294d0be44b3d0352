"""The cost curve: C̄ of every step of the run."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.frame import Frame
from core.record import Run
from gui.numbers import significant
from gui.plots import FEW, MARGIN, StandingRange, colour_plot, means, outline, quiet_plot
from gui.theme import DARK, Theme, blended

SPREAD = 0.38
"""How much of the curve's colour shows how far single steps lie from the mean."""


class CostPanel(QWidget):
    """Draws the batch cost C̄ against steps, linear or logarithmic."""

    title = "Cost"
    name = "cost"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first frame."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._frame: Frame | None = None
        self._record: Run | None = None
        self._theme = DARK
        self._dotted = False
        self._x = StandingRange(least=8.0)
        self._y = StandingRange(least=1e-9)
        self._value = QLabel()
        self._value.setProperty("role", "muted")
        self._value.setToolTip("C̄, the mean of C over the batch, before the step's update")
        self.log = QPushButton("log")
        self.log.setCheckable(True)
        self.log.setToolTip("Show the cost on a logarithmic axis")
        self.log.toggled.connect(self.on_log_toggled)
        self._plot = pg.PlotWidget(background=None)
        self._spread, self._curve = pg.PlotCurveItem(), pg.PlotCurveItem()
        self._plot.addItem(self._spread)
        self._plot.addItem(self._curve)
        self._dots = pg.ScatterPlotItem(size=5, pen=None)
        self._plot.addItem(self._dots)
        quiet_plot(self._plot.getPlotItem())
        self._plot.setLabel("bottom", "step")
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 8, 0)
        head.addWidget(self._value)
        head.addStretch()
        head.addWidget(self.log)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 4, 4)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._plot, 1)
        self.setMinimumHeight(150)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self._theme = theme
        self._plot.setBackground(theme.surface)
        colour_plot(self._plot.getPlotItem(), theme)
        self._curve.setPen(pg.mkPen(theme.series[0], width=1))
        self._spread.setPen(pg.mkPen(blended(QColor(theme.series[0]), theme.surface, SPREAD)))
        self._dots.setBrush(pg.mkBrush(theme.series[0]))
        self._plot.getAxis("bottom").setLabel("step", color=theme.muted, **{"font-size": "8.5pt"})

    def show_frame(self, frame: Frame) -> None:
        """Draw what the run has recorded so far."""
        if not self.isVisible():
            return
        if frame.record is not self._record:
            self._record = frame.record
            self._forget()
        self._frame = frame
        self._value.setText(f"C̄ of the batch = {significant(frame.mean_cost, 4)}")
        self._draw(frame.record)

    @Slot(bool)
    def on_log_toggled(self, on: bool) -> None:
        """Change the axis."""
        self._plot.getAxis("left").setLogMode(y=on)
        self._forget()
        if self._frame is not None:
            self._draw(self._frame.record)

    def _forget(self) -> None:
        self._x.forget()
        self._y.forget()

    def _draw(self, record: Run) -> None:
        width = max(50, int(self._plot.getViewBox().width()))
        buckets = record.cost.query(-np.inf, np.inf, width)
        x, y = means(buckets, 0, self.log.isChecked())
        self._curve.setData(x, y, connect="finite")
        around, extremes = outline(buckets, 0, self.log.isChecked())
        self._spread.setData(around, extremes, connect="finite")
        few = len(x) <= FEW
        if few or self._dotted:
            self._dots.setData(*((x, y) if few else ([], [])))
            self._dots.setVisible(few)
        self._dotted = few
        known = extremes if extremes.size else y
        known = known[np.isfinite(known)]
        if not known.size:
            self._plot.setXRange(0, 10, padding=0)
            self._plot.setYRange(0, 1, padding=0)
            return
        if self._x.fit(0.0, float(x[-1]), grow_low=False):
            self._plot.setXRange(-MARGIN * self._x.high, self._x.high, padding=0)
        low = float(known.min()) if self.log.isChecked() else 0.0
        if self._y.fit(low, float(known.max()), grow_low=self.log.isChecked()):
            self._plot.setYRange(self._y.low, self._y.high, padding=0)
