"""One layer in the gradient panel: its norms over the steps, and the map of its gradient now."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QPen

from core.buckets import Buckets
from core.checks import Array
from core.frame import Frame
from gui.plots.axes import StepAxis, ValueAxis
from gui.plots.curves import FEW, Curve, StandingRange, means
from gui.plots.gradient_map import GradientMap
from gui.plots.time_axis import TimeAxis
from gui.plots.time_plot import TimePlot
from gui.plots.time_view import TimeView
from gui.theme import DARK, Theme, nice_reach
from gui.writing.numbers import significant


def norm_pens(theme: Theme) -> list[QPen]:
    """Pens of ‖∂C̄/∂w‖ and ‖∂C̄/∂b‖."""
    return [pg.mkPen(colour, width=1) for colour in theme.series]


FOLLOW = 0.15
"""How much of the way to a batch's gradient the usual size of gradients moves at each refresh."""
AXIS = 42
"""Pixels of the axes of norms, the same in all rows."""


class GradientRow:
    """The plot items of one layer."""

    def __init__(self, view: TimeView, l: int) -> None:
        """Add the row of layer `l` to `view`."""
        self.l = l
        self._label = view.addLabel("", row=l, col=0)
        self.plot = TimePlot(left=ValueAxis(log=True), bottom=StepAxis())
        self.plot.axes["left"].setWidth(AXIS)
        view.add_plot(self.plot, l, 1)
        self.curves = [Curve(), Curve()]
        self._dots = [pg.ScatterPlotItem(size=4, pen=None) for _ in self.curves]
        for z, item in enumerate((*self.curves[::-1], *self._dots)):
            self.plot.add(item, z)
        for dots in self._dots:
            dots.hide()
        self.map = GradientMap(l)
        view.addItem(self.map, row=l, col=2)
        self.reach = 0.0
        self._y = StandingRange(least=1.0)
        self._theme = DARK
        self._dotted = False
        self._level = math.nan
        self._steps: tuple[float, float] | None = None

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.plot.set_theme(theme, font=10)
        for curve, dots, pen in zip(self.curves, self._dots, norm_pens(theme), strict=True):
            curve.setPen(pen)
            dots.setBrush(pg.mkBrush(pen.color()))
        self.map.set_theme(theme)
        self._theme = theme
        self._write_label()

    def forget(self) -> None:
        """Another run: fit norms and colours anew, and show no cells that its network may not have."""
        self._y.forget()
        self._level, self.reach = math.nan, 0.0
        self.map.forget()

    def show_frame(self, frame: Frame, norms: Buckets, time: TimeAxis) -> None:
        """Draw norms and map."""
        self._draw_norms(norms, time)
        values = frame.dC_dw[self.l]
        self._fit_colours(values, frame.live)
        self.map.show_values(values, self.reach or 1.0, frame.live or frame.fresh_dC_dz(self.l))
        self.map.show_selection(frame.pick)

    def _fit_colours(self, values: Array, live: bool) -> None:
        """Let the colours reach as far as `values`; while training runs, somewhat past their usual size.

        A single batch can have a gradient a hundred times the next one's: colours that followed it
        would shimmer, and colours that kept room for it would show nothing of the others.
        """
        top = np.abs(values).max()
        if not live and not np.isfinite(values).any() and self.reach:
            self._level, self.reach = math.nan, 0.0
            self._write_label()
        if not (np.isfinite(top) and top > 0.0):
            return
        level = math.log10(top)
        usual = live and math.isfinite(self._level)
        self._level = self._level + FOLLOW * (level - self._level) if usual else level
        # What is usual wanders: the colours, and the label that names their ends, stand longer while it does.
        top = np.array([2.0 * 10.0**self._level])
        reach = nice_reach(top, self.reach, least=0.25) if usual else nice_reach(values, self.reach)
        if reach != self.reach:
            self.reach = reach
            self._write_label()

    def _draw_norms(self, norms: Buckets, time: TimeAxis) -> None:
        few = len(norms.x) <= FEW
        known = []
        inside = (norms.x >= time.range[0]) & (norms.x <= time.range[1])
        for k, curve in enumerate(self.curves):
            x, y = means(norms, 2 * (self.l - 1) + k, log=True)
            curve.setData(x, y, connect="finite")
            if few or self._dotted:
                self._dots[k].setData(*((x, y) if few else ([], [])))
                self._dots[k].setVisible(few)
            known.append(y[inside & np.isfinite(y)])
        self._dotted = few
        if time.range != self._steps:
            self._steps = time.range
            self._y.forget()
            self.plot.set_steps(time.view)
        self.plot.show_present(time.present)
        visible = np.concatenate(known)
        low, high = (visible.min(), visible.max()) if visible.size else (-2.0, 0.0)
        if self._y.fit(float(low), float(high)):
            self.plot.set_values(self._y.low, self._y.high)

    def _write_label(self) -> None:
        known = f"±{significant(self.reach, 1)}" if self.reach else ""
        self._label.setText(
            f'<div style="color:{self._theme.text}">ℓ&nbsp;=&nbsp;{self.l}</div>'
            f'<div style="color:{self._theme.muted}; font-size:7.5pt">{known}</div>'
        )
        self._label.setToolTip(f"Layer {self.l}; its map's colours end at {known or '±0'}")
