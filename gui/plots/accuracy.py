"""The accuracy over the steps, below the costs: the share classified rightly, trained on and held out."""

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.record import Run, Series
from core.score import Score
from gui.plots.axes import LEVEL, QuietAxis, StepAxis
from gui.plots.beside import Beside
from gui.plots.cost_plot import cost_pens
from gui.plots.curves import means, within
from gui.plots.head import Entry, HeadLine
from gui.plots.known import Known
from gui.plots.others import Other
from gui.plots.readings import computed, percent
from gui.plots.time_axis import TimeAxis
from gui.plots.time_plot import TimePlot
from gui.plots.time_view import TimeView
from gui.theme import Theme

ENDS = -0.04, 1.04
"""Of the axis: always the same, and what is 0 or 1 is seen whole."""
AROUND = 5
"""Pixels above and below the plot, so that the numbers at its ends are whole."""
ROOMY = 84
"""Pixels from which on there are lines at quarters."""
TIPS = (
    "The share of the samples trained on that are classified rightly: a single output on its target's "
    "side of ½, of several the largest",
    "The same share of the samples held out, which training never sees",
)


def accuracies(run: Run) -> Series:
    """The shares that are right, trained on and held out."""
    return run.accuracies


class ShareAxis(QuietAxis):
    """An axis from 0 to 100 %."""

    def __init__(self) -> None:
        super().__init__("left", grid=True, over=AROUND + 2)

    def tickValues(self, least: float, most: float, size: float) -> list[LEVEL]:
        """Halves, or quarters where there is room."""
        parts = 4 if size >= ROOMY else 2
        return [(1.0 / parts, [k / parts for k in range(parts + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """In percent, as the line above says; there is no room for the sign."""
        return [f"{100 * v:.0f}" for v in values]


class AccuracyPlot(TimePlot):
    """Curves of what is recorded, on an axis of values that never moves."""

    def __init__(self) -> None:
        """Empty."""
        steps = StepAxis(grid=True)
        steps.setStyle(showValues=False)
        super().__init__(left=ShareAxis(), bottom=steps)
        steps.setHeight(3)
        self.set_values(*ENDS)
        self.train, self.held_out = Known(), Known()
        self.train.setSegmentedLineMode("on")
        self.marks = pg.ScatterPlotItem(size=7)
        for z, curve in enumerate((self.train, self.held_out)):
            self.add(curve, z)
        self.add(self.marks, 6)
        self.beside = Beside(self, accuracies)
        self.marks.hide()

    def set_pens(self, theme: Theme, pens: Sequence[QPen]) -> None:
        """Take the theme's colours and the pens of both curves."""
        self.set_theme(theme)
        for curve, pen in zip((self.train, self.held_out), pens, strict=True):
            curve.set_pen(pen, theme)
        self.marks.setPen(pg.mkPen(theme.surface))
        self._brushes = [pg.mkBrush(pen.color()) for pen in pens]
        self.beside.set_theme(theme)

    def draw(self, run: Run, time: TimeAxis, ghosts: Sequence[Other], compared: Sequence[Other]) -> None:
        """Draw what of `run`, and of other runs, is visible."""
        first, last = time.range
        width = max(50, int(self.box.width()))
        rates = within(run.accuracies, first, last, width)
        for column, curve in enumerate((self.train, self.held_out)):
            curve.show_points(*means(rates, column, log=False), width / (last - first))
        self.beside.draw(ghosts, compared, (first, last, width, False))
        self.set_steps(time.view)
        self.show_present(time.present)

    def mark(self, run: Run, step: int | None) -> None:
        """Put dots on the curves where they are read at `step`, or none."""
        found = [None if step is None else computed(run.accuracies, step, column) for column in (0, 1)]
        spots = [
            {"pos": (k.step, k.mean), "brush": brush}
            for k, brush in zip(found, self._brushes, strict=True)
            if k is not None
        ]
        if spots:
            self.marks.setData(spots)
        self.marks.setVisible(bool(spots))


class AccuracyStrip(QWidget):
    """The plot, and above it a line that names its curves, with the latest values."""

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        """Empty; the steps are those of `time`."""
        super().__init__(parent)
        self.head = HeadLine()
        self.head.setFixedHeight(17)
        self.view, self.plot = TimeView(time), AccuracyPlot()
        self.view.setAccessibleName("Accuracy over the steps")
        self.view.ci.layout.setContentsMargins(6, AROUND, 8, AROUND - 1)
        self.view.add_plot(self.plot, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QVBoxLayout()
        line.setContentsMargins(10, 0, 8, 0)
        line.addWidget(self.head)
        column.addLayout(line)
        column.addWidget(self.view, 1)
        self.view.setMinimumHeight(38)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        pens = cost_pens(theme)[1:]
        self.view.setBackground(theme.surface)
        self.plot.set_pens(theme, pens)
        self.head.set_theme(theme, pens)

    def show_score(self, score: Score | None) -> None:
        """Name the curves with the shares of `score`."""
        entries = []
        if score is not None and score.accuracy is not None:
            entries.append(Entry(TIPS[0], words="accuracy", value=percent(score.accuracy)))
            if score.held_out_accuracy is not None:
                entries.append(Entry(TIPS[1], words="held out", value=percent(score.held_out_accuracy)))
        self.head.show_entries(entries)

    def align(self, width: float) -> None:
        """Let the axis of values be as wide as another plot's, so that the steps stand below each other."""
        axis = self.plot.axes["left"]
        if axis.fixedWidth != width:
            axis.setWidth(width)

    def point(self, run: Run | None, step: int | None) -> None:
        """Show `step` in the plot, or none."""
        self.plot.point(step)
        if run is not None:
            self.plot.mark(run, step)

    def value_words(self, other: Other, step: int | None) -> str:
        """What the accuracy of another run is at `step`."""
        found = None if step is None else computed(other.record.accuracies, step, 0)
        return "" if found is None else f"accuracy {percent(found.mean)}"
