"""The stretch of steps that several plots show together, and the step that the mouse points at."""

import math

from PySide6.QtCore import QObject, Signal

from core.record import Run
from gui.plots.curves import MARGIN, StandingRange

LEAST = 4.0
"""Steps that are shown at least: closer there is nothing more to see."""
BESIDE = 8
"""Other runs are shown as far as so many times the steps of this one: it would be too small beside them."""


class TimeAxis(QObject):
    """Either the whole run, growing in jumps, or a stretch of it that stands.

    Signals:
        changed: a person, or a new run, has made other steps visible. That the whole run has grown past
            its axis is not told: every plot sees it when it is drawn next, not all of them at once.
        pointed: `cursor` is another.

    Attributes:
        last: the latest step of the run.
        present: the step where one stands, if there are later ones; else None.
        compared: the last step of the runs that are compared with this one.
        cursor: the step that the mouse points at in one of the plots; None where it is elsewhere.

    """

    changed = Signal()
    pointed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Show the first few steps of a run that is yet to come."""
        super().__init__(parent)
        self._run: Run | None = None
        self._whole = StandingRange(least=8.0, room=0.4)
        self._whole.fit(0.0, 0.0, grow_low=False)
        self._stretch: tuple[float, float] | None = None
        self.last = self.compared = 0
        self.present: int | None = None
        self.cursor: int | None = None

    @property
    def zoomed(self) -> bool:
        """Whether only a stretch of the run is visible."""
        return self._stretch is not None

    @property
    def range(self) -> tuple[float, float]:
        """The first and the last step of the axis."""
        return self._stretch or (0.0, self._whole.high)

    @property
    def view(self) -> tuple[float, float]:
        """What plots show: the axis, and a little before it, so that a first dot is whole."""
        first, last = self.range
        return first - MARGIN * (last - first), last

    def follow(self, run: Run, last: int, present: int | None = None, beside: int = 0) -> None:
        """Note how far `run` is, and runs `beside` it; a new one is shown as a whole.

        One that goes on from the run before, or from where that one does, stays in the same stretch as
        long as the present is in it.
        """
        before, new = self.range, run is not self._run
        self.last, self.present = last, present
        if new:
            self._take(run)
        others = min(max(beside, self.compared), BESIDE * last)
        self._whole.fit(0.0, float(max(last, others)), grow_low=False)
        if new:
            self._tell(before)

    def _take(self, run: Run) -> None:
        related = self._run is not None and root(self._run) is root(run)
        self._run = run
        if not related:
            self._whole.forget()
            self.point(None)
        first, last = self.range
        here = self.last if self.present is None else self.present
        if not (related and first <= here <= last):
            self._stretch = None

    def show(self, first: float, last: float) -> None:
        """Show a stretch: not before step 0, not past the whole axis, not shorter than a few steps."""
        if not (math.isfinite(first) and math.isfinite(last)):
            return
        before, end = self.range, self._whole.high
        first, last = sorted((first, last))
        length = max(last - first, LEAST)
        start = min(max(0.0, (first + last - length) / 2), end - length)
        self._stretch = (start, start + length) if length < end else None
        self._tell(before)

    def zoom(self, about: float, factor: float) -> None:
        """Show `factor` times as many steps, `about` staying where it is."""
        first, last = self.range
        length = max((last - first) * factor, LEAST)
        start = about - (about - first) / (last - first) * length
        self.show(start, start + length)

    def pan(self, steps: float) -> None:
        """Show what lies so many steps later, as far as there is anything."""
        first, last = self.range
        self.show(first + steps, last + steps)

    def show_all(self) -> None:
        """Show the whole run again."""
        before, self._stretch = self.range, None
        self._tell(before)

    def point(self, step: float | None) -> None:
        """The mouse points at `step`, or at none; what is recorded no later than now is meant."""
        cursor = None if step is None else round(min(max(step, 0.0), float(self.last)))
        if cursor != self.cursor:
            self.cursor = cursor
            self.pointed.emit()

    def _tell(self, before: tuple[float, float]) -> None:
        if self.range != before:
            self.changed.emit()


def root(run: Run) -> Run:
    """The run that `run` goes back to."""
    while run.parent is not None:
        run = run.parent
    return run
