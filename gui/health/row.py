"""One layer in the health panel: its histograms over the steps, the median, and the figures of now."""

from collections.abc import Set

import numpy as np
from pyqtgraph import ScatterPlotItem, mkBrush, mkPen
from PySide6.QtCore import QPointF

from core.health.measuring import LayerHealth
from gui.health.badge import WORDS
from gui.health.columns import Columns, Pixels
from gui.health.figures import Figures
from gui.health.heat import HeatItem
from gui.plots.axes import StepAxis, ValueAxis
from gui.plots.curves import Curve
from gui.plots.time_axis import TimeAxis
from gui.plots.time_plot import TimePlot
from gui.plots.time_view import TimeView
from gui.theme import DARK, Theme

AXIS = 32
"""Pixels of the axes of sizes, the same in all rows."""


class HealthRow:
    """The plot items of one layer."""

    def __init__(self, view: TimeView, l: int) -> None:
        """Add the row of layer `l` to `view`."""
        self.l = l
        self._label = view.addLabel("", row=l, col=0)
        self.plot = TimePlot(left=ValueAxis(log=True), bottom=StepAxis())
        self.plot.axes["left"].setWidth(AXIS)
        view.add_plot(self.plot, l, 1)
        self.heat, self.median = HeatItem(), Curve()
        self.dot = ScatterPlotItem(size=5, pen=None)
        for z, item in enumerate((self.heat, self.median, self.dot)):
            self.plot.add(item, z)
        self.figures = Figures()
        view.addItem(self.figures, row=l, col=2)
        self._theme, self._ink = DARK, ""
        self._drawn: tuple[object, ...] = ()
        self._ends: tuple[float, float] | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme, self._drawn = theme, ()
        self.plot.set_theme(theme, font=10)
        self.median.setPen(mkPen(theme.muted, width=1))
        self.dot.setBrush(mkBrush(theme.text))
        for part in (self.heat, self.figures):
            part.set_theme(theme)
        self._write_label(False)

    def _write_label(self, bad: bool) -> None:
        """Name the layer, in another colour where something grave is to be said of it."""
        ink = self._theme.bad if bad else self._theme.text
        if ink != self._ink:
            self._ink = ink
            self._label.setText(f'<div style="color:{ink}">ℓ&nbsp;=&nbsp;{self.l}</div>')

    def show_columns(
        self, columns: Columns, time: TimeAxis, ends: tuple[float, float], zeros: bool, colours: Pixels
    ) -> None:
        """Draw the histograms; nothing is done where they are drawn already."""
        scale = self.plot.scene().views()[0].devicePixelRatioF() if self.plot.scene() else 1.0
        width = max(20, round(self.plot.box.width() * scale))
        self.plot.set_steps(time.view)
        if ends != self._ends:
            self._ends = ends
            self.plot.set_values(*ends)
        self.plot.show_present(time.present)
        drawn = columns.levels, time.view, width, zeros, id(colours)
        if len(drawn) == len(self._drawn) and drawn[0] is self._drawn[0] and drawn[1:] == self._drawn[1:]:
            return
        self._drawn = drawn
        self.heat.show_pixels(columns.picture(self.l, time.view, width, colours), time.view, zeros)
        y = np.where(np.isfinite(columns.medians[self.l - 1]), columns.medians[self.l - 1], np.nan)
        self.median.setData(columns.steps, y, connect="finite")

    def show_layer(
        self, layer: LayerHealth | None, nodes: int, faded: bool, dot: tuple[float, float] | None,
        kinds: Set[str],
    ) -> None:  # fmt: skip
        """Show the figures of now, mark the median of now, and that there are remarks of these `kinds`."""
        self.figures.show_layer(layer, nodes, faded, kinds)
        self._write_label(not kinds.isdisjoint(WORDS) and not faded)
        self.dot.setData(*(([dot[0]], [dot[1]]) if dot and np.isfinite(dot[1]) else ([], [])))

    def holds(self, point: QPointF) -> bool:
        """Whether a point of the scene is in the row."""
        top, bottom = self.plot.sceneBoundingRect().top(), self.plot.sceneBoundingRect().bottom()
        return top <= point.y() <= bottom

    def size_at(self, point: QPointF) -> float | None:
        """The power of ten at a point of the scene; None beside the plot."""
        if not self.plot.box.sceneBoundingRect().contains(point):
            return None
        return float(self.plot.box.mapSceneToView(point).y())
