"""The plot of costs over the steps: C̄ with its spread, C_train, the cost of what was held out, other runs."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPen

from core.buckets import Buckets
from core.record import Run
from gui.plots.axes import EpochAxis, StepAxis, ValueAxis
from gui.plots.beside import Beside
from gui.plots.curves import (
    CEILING,
    FEW,
    Curve,
    Floats,
    StandingRange,
    finite_for_plot,
    means,
    outline,
    within,
)
from gui.plots.known import Known
from gui.plots.others import Other
from gui.plots.readings import reading
from gui.plots.time_axis import TimeAxis
from gui.plots.time_plot import TimePlot
from gui.theme import Theme, blended

SPREAD = 0.38
"""How much of the curve's colour shows how far single steps lie from the mean."""
BELOW = 7.0
"""Pixels of a linear axis that lie below 0, so that a curve near 0 is seen whole, and the 0 as well."""
BEHIND, IN_FRONT = 0.5, 3.0
"""Where C_train is: a smooth line over the scatter of single steps, but a seam where both are the same."""
DASHES = (5.0, 3.0)
ABOVE = "10³⁰ and more is drawn at 10³⁰"
CORNER = (6, 0)
"""Pixels between the corner of the plot and these words."""


def cost_pens(theme: Theme) -> list[QPen]:
    """Pens of C̄, C_train and the held-out cost: told apart by lightness, width and dashes too."""
    batch = pg.mkPen(theme.series[0], width=1)
    train = pg.mkPen(theme.series[1], width=2)
    held_out = pg.mkPen(theme.text, width=1)
    held_out.setDashPattern(DASHES)
    return [batch, train, held_out]


class CostPlot(TimePlot):
    """Curves and axes; draws what of a run lies on a time axis."""

    def __init__(self) -> None:
        """Empty, with linear values."""
        self.epochs, self.values = EpochAxis(), ValueAxis(grid=True)
        super().__init__(top=self.epochs, left=self.values, bottom=StepAxis(grid=True))
        self.epochs.setHeight(16)
        self.axes["bottom"].setHeight(19)
        self._titles = [self._title("epoch", 0), self._title("step", 2)]
        self.spread, self.curve = Curve(), Curve()
        self.train, self.held_out = Known(), Known()
        self.train.setSegmentedLineMode("on")
        self.dots = pg.ScatterPlotItem(size=5, pen=None)
        self.marks = pg.ScatterPlotItem(size=7)
        for z, item in enumerate((self.spread, self.curve, self.dots, self.train, self.held_out)):
            self.add(item, z)
        self.add(self.marks, 6)
        self.beside = Beside(self)
        self.above = pg.LabelItem(ABOVE, size="8pt")
        self.above.setParentItem(self.box)
        self.above.anchor(itemPos=(0, 0), parentPos=(0, 0), offset=CORNER)
        for item in (self.dots, self.marks, self.above):
            item.hide()
        self._dotted = False
        self._steps: tuple[float, float] | None = None
        self._y = StandingRange(least=1e-9)

    def _title(self, words: str, row: int) -> pg.LabelItem:
        """Name the axis of a row in the corner at its left."""
        title = pg.LabelItem(words, size="8pt", justify="right")
        self.grid.addItem(title, row, 0)
        return title

    def set_cost_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.set_theme(theme)
        pens = cost_pens(theme)
        self.curve.setPen(pens[0])
        for curve, pen in zip((self.train, self.held_out), pens[1:], strict=True):
            curve.set_pen(pen, theme)
        self.spread.setPen(pg.mkPen(blended(QColor(theme.series[0]), theme.surface, SPREAD)))
        self.dots.setBrush(pg.mkBrush(theme.series[0]))
        self.marks.setPen(pg.mkPen(theme.surface))
        self._brushes = [pg.mkBrush(pen.color()) for pen in pens]
        self.beside.set_theme(theme)
        for title in (*self._titles, self.above):
            title.setText(title.text, color=theme.muted)

    def set_log(self, on: bool) -> None:
        """Show powers of ten, or the values themselves."""
        self.values.set_log(on)
        self.forget()

    def forget(self) -> None:
        """Fit the values anew."""
        self._y.forget()

    # What a run has recorded

    def draw(
        self,
        run: Run,
        time: TimeAxis,
        same: bool,
        ghosts: Sequence[Other] = (),
        compared: Sequence[Other] = (),
    ) -> None:
        """Draw what of `run` is visible; where C̄ and C_train are the `same`, so that both are seen."""
        self.train.setZValue(BEHIND if same else IN_FRONT)
        (first, last), log = time.range, self.values.log
        if time.range != self._steps:
            self._steps = time.range
            self.forget()
        width = max(50, int(self.box.width()))
        buckets, scores = (within(k, first, last, width) for k in (run.cost, run.scores))
        x, y = means(buckets, 0, log)
        around, extremes = outline(buckets, 0, log)
        self.curve.setData(x, y, connect="finite")
        self.spread.setData(around, extremes, connect="finite")
        for column, curve in enumerate((self.train, self.held_out)):
            curve.show_points(*means(scores, column, log), width / (last - first))
        self._draw_dots(x, y)
        self.beside.draw(ghosts, compared, (first, last, width, log))
        self.set_steps(time.view)
        self.show_present(time.present)
        visible = [v for k in (buckets, scores) for v in _visible(first, last, k, log)]
        visible += self.beside.visible(visible)
        self._fit_values(visible, time.zoomed)
        ceiling = float(finite_for_plot(np.array(CEILING), log))
        self.above.setVisible(max(visible, default=0.0) >= ceiling)
        self.epochs.show_epochs(*run.epoch_starts(first, last, self.epochs.most()))

    def _draw_dots(self, x: Floats, y: Floats) -> None:
        few = len(x) <= FEW
        if few or self._dotted:
            self.dots.setData(*((x, y) if few else ([], [])))
            self.dots.setVisible(few)
        self._dotted = few

    def _fit_values(self, visible: list[float], zoomed: bool) -> None:
        """Let the axis of values hold what is visible; unless zoomed, a linear one begins at 0."""
        if not visible:
            return
        log, low, high = self.values.log, min(visible), max(visible)
        from_zero = not (zoomed or log)
        self._y.room = 0.08 if zoomed else 0.25
        self._y.least = 0.05 if log else max(1e-9, 0.01 * abs(high))
        if self._y.fit(0.0 if from_zero else low, high, grow_low=not from_zero):
            top = self._y.high
            below = BELOW * top / max(4 * BELOW, self.box.height())
            bottom = self._y.low if log else max(-below, self._y.low - below * from_zero)
            self.set_values(bottom, top)
            self.values.make_room(bottom, top)

    def left(self) -> float:
        """Pixels from the left of the plot to where its curves are."""
        self.grid.activate()
        return self.box.geometry().left()

    # What the mouse points at

    def mark(self, run: Run, step: int | None) -> None:
        """Put dots on the curves where they are read at `step`, or none."""
        spots = []
        for k, (series, column) in enumerate(((run.cost, 0), (run.scores, 0), (run.scores, 1))):
            found = None if step is None else reading(series, step, column)
            if found is not None and np.isfinite(found.mean) and found.step <= (step or 0):
                y = finite_for_plot(np.array([found.mean]), self.values.log)[0]
                spots.append({"pos": (found.step, y), "brush": self._brushes[k]})
        if spots:
            self.marks.setData(spots)
        self.marks.setVisible(bool(spots))

    def top_of(self, step: float) -> QPointF:
        """Where the line at `step` begins, in the scene."""
        area = self.box.sceneBoundingRect()
        (first, last), _ = self.box.viewRange()
        x = area.left() + (step - first) / (last - first) * area.width()
        return QPointF(x, area.top())


def _visible(first: float, last: float, buckets: Buckets, log: bool) -> list[float]:
    """The least and the largest number within first … last; between entries, where the lines pass."""
    inside = (buckets.x >= first) & (buckets.x <= last)
    low, high = buckets.low[inside], buckets.high[inside]
    if len(buckets.x) and not inside.any():
        low = high = np.array([np.interp([first, last], buckets.x, mean) for mean in buckets.mean.T])
    ends = ((finite_for_plot(low, log), np.min), (finite_for_plot(high, log), np.max))
    return [float(least(k[np.isfinite(k)])) for k, least in ends if np.isfinite(k).any()]
