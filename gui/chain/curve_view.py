"""The plot of C over one weight or bias, whose handle is dragged with the mouse or moved by keys."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPen
from PySide6.QtWidgets import QWidget

from core.sweep import Sweep, reach_of
from gui.chain.curve_marks import CurveMarks
from gui.own_keys import kept
from gui.plots.axes import DIGIT, LEVEL, QuietAxis, ValueAxis, multiples, nice_step, written
from gui.plots.curves import Curve, Floats, StandingRange, finite_for_plot
from gui.plots.time_plot import TimePlot
from gui.theme import DARK, Theme, blended

NEAR = 9.0
"""Pixels from the handle's line within which the mouse takes it."""
FLATTEST = 0.04
"""Of C: a curve that changes by less than this share looks as flat as it is."""
BESIDE = 4.0
"""Times the length that C needs of its axis: what there may be at most for C̄ to be drawn as well."""
BELOW = 20.0
"""Pixels of the axis below the lowest cost, for the handle's knob."""
SHRINKS = 4.0
"""A range becomes smaller only where it could be so many times smaller."""
STEPS = 50
"""Steps of a key from the middle of the range to its end, about."""
KEYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Minus: -1}
DASHES = (5.0, 3.0)


def curve_pens(theme: Theme) -> list[QPen]:
    """Pens of C and of C̄."""
    mean = pg.mkPen(blended(QColor(theme.series[1]), theme.surface, 0.8), width=1)
    mean.setDashPattern(DASHES)
    return [pg.mkPen(theme.series[0], width=2), mean]


class NumberAxis(QuietAxis):
    """An axis of numbers below a plot, named wherever there is room for it."""

    def __init__(self) -> None:
        super().__init__("bottom", grid=True)

    def tickValues(self, least: float, most: float, size: float) -> list[LEVEL]:
        """Round numbers, as many as there is room for."""
        spacing = nice_step((most - least) / max(2.0, size / (8 * DIGIT)))
        return [(spacing, multiples(spacing, least, most))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Numbers of equally many decimals."""
        return written(values, spacing)


class CurveView(pg.GraphicsLayoutWidget):
    """Draws a `Sweep`; its ranges stand still while the handle is held.

    Signals:
        taken, released, cancelled: the handle was taken, let go, and let go by Escape.
        moved: the value that the handle was moved to.
        nudged: the value that a key moved the handle to.
    """

    taken = Signal()
    moved = Signal(float)
    released = Signal()
    cancelled = Signal()
    nudged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Cost over the selected weight; arrow keys up and down move it")
        self.ci.layout.setContentsMargins(6, 2, 10, 2)
        self.viewport().setMouseTracking(True)
        self.values = ValueAxis(grid=True)
        self.plot = TimePlot(left=self.values, bottom=NumberAxis())
        self.plot.axes["bottom"].setHeight(19)
        self.addItem(self.plot)
        self.curve, self.mean = Curve(), Curve()
        self.curve.setSegmentedLineMode("on")
        for z, item in enumerate((self.mean, self.curve)):
            self.plot.add(item, z)
        self.marks = CurveMarks(self.plot)
        self.reach = math.nan
        self.has_mean, self.movable = False, True
        self._y = StandingRange(least=1e-9)
        self._grip: float | None = None
        self._pressed: QPoint | None = None
        self.plot.box.sigResized.connect(self.on_resized)
        self.set_theme(DARK)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.setBackground(theme.surface)
        self.plot.set_theme(theme)
        for curve, pen in zip((self.curve, self.mean), curve_pens(theme), strict=True):
            curve.setPen(pen)
        self.marks.set_theme(theme)

    # What is drawn

    @property
    def held(self) -> bool:
        """Whether the mouse has the handle."""
        return self._grip is not None

    def forget(self) -> None:
        """Let the handle go, and fit the ranges anew."""
        self._let_go()  # first: who hears of it may draw once more
        self.reach = math.nan
        self._y.forget()

    def fit_reach(self, *values: float) -> float:
        """Return how far to sweep so that these values are well inside; as ever while the handle is held."""
        needed = max(map(reach_of, values))
        if not self.held and not needed <= self.reach < SHRINKS * needed:
            self.reach = needed
            self._y.forget()
            self.plot.box.setXRange(-needed, needed, padding=0)
        return self.reach

    def show_sweep(self, sweep: Sweep) -> None:
        """Draw the curves, and the point with its tangent; C̄ where C can still be read beside it."""
        x, C = sweep.values, finite_for_plot(sweep.C, log=False)
        mean = np.empty(0) if sweep.mean_C is None else finite_for_plot(sweep.mean_C, log=False)
        if not self.held:
            self.has_mean = mean.size > 0 and _length(C, mean) <= BESIDE * _length(C)
        mean = mean[: len(x) * self.has_mean]
        self.curve.setData(x, C, connect="finite")
        self.mean.setData(x[: len(mean)], mean, connect="finite")
        self._fit_costs(np.concatenate([C, mean]))
        self.marks.avoid((x, C), (x[: len(mean)], mean))
        at = sweep.parameter if math.isfinite(sweep.present_C) else math.nan
        self.marks.show_marks(at=at, C=sweep.present_C, slope=sweep.slope)

    def _fit_costs(self, costs: Floats) -> None:
        """Let the axis hold the costs, and below them what of the handle lies there."""
        costs = costs[np.isfinite(costs)]
        if self.held or not costs.size:
            return
        self._y.least = _length(costs)
        self._y.room = 0.12
        if self._y.fit(float(costs.min()), float(costs.max())):
            self.on_resized()

    @Slot()
    def on_resized(self) -> None:
        """Leave as many pixels below the lowest cost, however high the plot is."""
        low, high = max(self._y.low, 0.0), self._y.high  # no cost is below 0
        if math.isfinite(high):
            room = BELOW / max(4 * BELOW, self.plot.box.height())
            self.plot.set_values(low - room * (high - low), high)
            self.values.make_room(low - room * (high - low), high)

    # Where things are

    def area(self) -> QRectF:
        """Where the curves are, in the viewport."""
        return QRectF(self.mapFromScene(self.plot.box.sceneBoundingRect()).boundingRect())

    def place_of_handle(self) -> QPoint:
        """The middle of the handle's knob, in the viewport."""
        return self.mapFromScene(self.marks.mapToScene(self.marks.knob().center()))

    def _x(self, event: QMouseEvent) -> float:
        return self.marks.mapFromScene(self.mapToScene(event.position().toPoint())).x()

    def _is_near(self, event: QMouseEvent) -> bool:
        inside = self.movable and self.area().contains(event.position())
        return inside and abs(self._x(event) - self.marks.knob().center().x()) <= NEAR

    def _rounded(self, value: float) -> float:
        """The value as a pixel can tell it from the next, with as few decimals, within the range."""
        step = nice_step(self.marks.per_pixel)
        value = min(max(value, -self.reach), self.reach)
        return float(f"{round(value / step) * step:.12g}")

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle if it is near."""
        if event.button() is Qt.MouseButton.LeftButton and self._is_near(event):
            self._grip = self._x(event) - self.marks.x(self.marks.marks.handle)
            self._pressed = event.position().toPoint()
            self.taken.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle, or show that it could be taken."""
        if event.position().toPoint() != self._pressed:
            self._pressed = None
        if self._grip is not None and self._pressed is None:
            self.moved.emit(self._rounded(self.marks.value_at(self._x(event) - self._grip)))
        near = self.held or self._is_near(event)
        shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() is not shape:
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the handle go."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._let_go()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight the handle is let go."""
        self._let_go()
        super().hideEvent(event)

    def _let_go(self) -> None:
        """Let the handle go, never without a word: the hand would hold on for ever."""
        if self.held:
            self._grip = None
            self.released.emit()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Keep what is a shortcut elsewhere: Escape while the handle is held, and the keys that move it."""
        return kept(event, lambda e: self._escapes(e) or bool(self._nudge(e))) or super().event(event)

    def _escapes(self, event: QKeyEvent) -> bool:
        return self.held and event.key() == Qt.Key.Key_Escape

    def _nudge(self, event: QKeyEvent) -> int:
        """Which way a key moves the handle, 0 if it doesn't."""
        allowed = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        other = event.modifiers() & ~allowed
        return 0 if other or self.held or not self.movable else KEYS.get(event.key(), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the handle a step, or put it back."""
        way = self._nudge(event)
        if self._escapes(event):
            self._grip = None
            self.cancelled.emit()
        elif way:
            step = nice_step(self.reach / STEPS)
            place = self.marks.marks.handle / step
            next_one = math.floor(place + 1e-6) + 1 if way > 0 else math.ceil(place - 1e-6) - 1
            self.nudged.emit(float(f"{next_one * step:.12g}"))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here."""
        super().focusInEvent(event)
        self.marks.show_marks(focused=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.marks.show_marks(focused=False)


def _length(*costs: Floats) -> float:
    """How long an axis must be for these costs; one that hardly changes looks as flat as it is."""
    known = np.concatenate(costs)
    known = known[np.isfinite(known)]
    return max(1e-12, float(np.ptp(known)), FLATTEST * float(known.max())) if known.size else 0.0
