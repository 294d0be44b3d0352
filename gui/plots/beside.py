"""The curves of other runs in a plot: a fixed number, each drawn when it has changed."""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPen

from core.record import Run, Series
from gui.plots.curves import Curve, means, within
from gui.plots.others import MOST_COMPARED, MOST_GHOSTS, Other, compared_pens, ghost_pens
from gui.plots.time_plot import TimePlot
from gui.theme import Theme

NEAR = 5.0
"""Pixels between the mouse and a curve that it is at."""
GHOST_Z, COMPARED_Z = 4.3, 4.4
"""Above the curves of the run shown, and above the veil over what lies ahead, where one looks for them."""
Stretch = tuple[float, float, int, bool]
Of = Callable[[Run], Series]


def costs(run: Run) -> Series:
    """C̄ of each step."""
    return run.cost


class OtherCurve(Curve):
    """The first column of a series of another run, from where it parts.

    Attributes:
        other: the run, None where there is none.
        ends: its least and greatest value in sight, if any.

    """

    def __init__(self, of: Of = costs) -> None:
        super().__init__()
        self._of = of
        self.other: Other | None = None
        self.ends: tuple[float, float] | None = None
        self._drawn: tuple[object, ...] = ()
        self.hide()

    def show_run(self, other: Other | None, stretch: Stretch) -> None:
        """Draw what of `other` lies in a stretch of steps; nothing is done where that is drawn already."""
        self.other = other
        if other is None:
            self._drawn, self.ends = (), None
            self.hide()
            return
        drawn = (other.record, len(self._of(other.record)), other.begin, stretch)
        if drawn != self._drawn:
            self._drawn = drawn
            self._draw(other, *stretch)
            self.show()

    def _draw(self, other: Other, first: float, last: float, width: int, log: bool) -> None:
        begin = max(first, other.begin - 1.0)  # from the last step that is common to both
        x, y = np.empty(0), np.empty(0)
        if begin < last:
            part = max(2, round(width * (last - begin) / (last - first)))
            x, y = means(within(self._of(other.record), begin, last, part), 0, log)
        self.setData(x, y, connect="finite")
        seen = y[(x >= begin) & (x <= last) & np.isfinite(y)]
        self.ends = (float(seen.min()), float(seen.max())) if seen.size else None

    def value_at(self, step: float) -> float:
        """The value of the curve at `step`, NaN where it has none."""
        x, y = self.getData()
        if not self.isVisible() or x is None or not len(x) or not x[0] <= step <= x[-1]:
            return np.nan
        return float(np.interp(step, x, y))


class Beside:
    """Ghosts of the runs of the same experiment, and the runs that are compared."""

    def __init__(self, plot: TimePlot, of: Of = costs) -> None:
        """Add all curves to `plot`, none of them seen yet; `of` takes the series that is drawn of a run."""
        self._plot = plot
        self.ghosts = [OtherCurve(of) for _ in range(MOST_GHOSTS)]
        self.compared = [OtherCurve(of) for _ in range(MOST_COMPARED)]
        self._pen, self._strong = QPen(), QPen()
        self._near: OtherCurve | None = None
        for curves, z in ((self.ghosts, GHOST_Z), (self.compared, COMPARED_Z)):
            for curve in curves:
                plot.add(curve, z)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._pen, self._strong = ghost_pens(theme)
        for ghost in self.ghosts:
            ghost.setPen(self._strong if ghost is self._near else self._pen)
        for curve, pen in zip(self.compared, compared_pens(theme), strict=True):
            curve.setPen(pen)

    def draw(self, ghosts: Sequence[Other], compared: Sequence[Other], stretch: Stretch) -> None:
        """Draw these runs within a stretch: first and last step, pixels, whether logarithmic."""
        for curves, runs in ((self.ghosts, ghosts), (self.compared, compared)):
            for k, curve in enumerate(curves):
                curve.show_run(runs[k] if k < len(runs) else None, stretch)

    def visible(self, own: Sequence[float]) -> list[float]:
        """The ends of all curves; a ghost's only as far as they do not make the shown run small."""
        found = [v for curve in self.compared if curve.ends for v in curve.ends]
        if own:
            low, high = min(own), max(own)
            found += [
                min(max(v, low - (high - low)), high + (high - low))
                for ghost in self.ghosts
                if ghost.ends
                for v in ghost.ends
            ]
        return found

    def point(self, at: QPointF | None) -> Other | None:
        """The run whose curve is at a point of the scene; a ghost stands out there."""
        near = None if at is None else self._at(at)
        if near is not self._near:
            for curve in (self._near, near):
                if curve in self.ghosts:
                    curve.setPen(self._strong if curve is near else self._pen)
            self._near = near
        return None if near is None else near.other

    def _at(self, at: QPointF) -> OtherCurve | None:
        box = self._plot.box
        if not box.sceneBoundingRect().contains(at):
            return None
        place = box.mapSceneToView(at)
        (low, high), height = box.viewRange()[1], box.height()
        away = {
            curve: abs(curve.value_at(place.x()) - place.y()) * height / (high - low)
            for curve in (*self.compared, *self.ghosts)
        }
        near = min(away, key=lambda k: away[k] if np.isfinite(away[k]) else np.inf)
        return near if away[near] <= NEAR else None
