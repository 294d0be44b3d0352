"""Plots over steps that share one time axis, and what the mouse does there."""

from collections.abc import Iterable
from typing import TypeVar

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QRubberBand, QScrollArea, QWidget

from gui.focus_ring import BY_KEYS, FocusRing
from gui.own_keys import kept
from gui.plots.time_axis import TimeAxis
from gui.plots.time_plot import TimePlot

CLOSER = 0.8
"""How much of the range is left after one notch of the wheel,"""
ASIDE = 0.1
"""and how far the range moves, in its own lengths, where the wheel is turned sideways."""
DRAG = 6
"""Pixels that make a drag of a click."""
READ = 0.02
"""How far a key moves the reading, in lengths of the range."""
KEYS = (
    "Left and right read the curves, with Shift they move along; + and − zoom there, "
    "Home shows the whole run, Enter goes to the step"
)
OWN = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_Home,
    Qt.Key.Key_Return, Qt.Key.Key_Enter,
}  # fmt: skip


Row = TypeVar("Row")
"""Something with a `plot`."""


class TimeView(pg.GraphicsLayoutWidget):
    """Draws plots whose steps are those of a `TimeAxis`.

    The wheel zooms about the step under the mouse, sideways or with Shift it moves along; a
    drag shows the stretch that it covers; a double click shows the whole run, a single one goes to
    its step. Who has come by Tab does all that with keys; after a click the arrows stay those of time.
    The steps that one points at are told to the time axis.

    Signals:
        moved: the mouse is at this point of the scene; None where it has left.
        clicked: the mouse was pressed and released at this point of the scene, not dragged.
        sought: the step, of those that the run has, that was clicked in one of the plots.
    """

    moved = Signal(object)
    clicked = Signal(object)
    sought = Signal(int)

    def __init__(self, time: TimeAxis, parent: QWidget | None = None) -> None:
        """Have no plots yet."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Curves over the steps")
        self.setAccessibleDescription(KEYS)
        self._ring = FocusRing(self)
        self._by_keys = False
        self.viewport().setMouseTracking(True)
        self._time = time
        self._plots: list[TimePlot] = []
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self.viewport())
        self._pressed: QPoint | None = None
        self._wanted = 0
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.on_sought)

    def add_plot(self, plot: TimePlot, row: int, column: int) -> None:
        """Take in one more plot."""
        self._plots.append(plot)
        self.addItem(plot, row=row, col=column)

    def area(self, plot: TimePlot) -> QRect:
        """Where the curves of `plot` are, in the viewport."""
        return self.mapFromScene(plot.box.sceneBoundingRect()).boundingRect()

    def plot_at(self, point: QPointF) -> TimePlot | None:
        """The plot at a point of the viewport."""
        return next((k for k in self._plots if self.area(k).contains(point.toPoint())), None)

    def step_at(self, x: float) -> float:
        """The step at a place of the viewport from left to right, the same in all plots.

        It goes by what is drawn there: while training runs the axis may be ahead of the plots.
        """
        area = self.area(self._plots[0])
        first, last = self._plots[0].box.viewRange()[0]
        return first + (last - first) * (x - area.left()) / max(1, area.width())

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at a step; with the button down, at a stretch."""
        at = event.position()
        self._point(at)
        self._drag_to(at.toPoint())
        self.moved.emit(self.mapToScene(at.toPoint()))

    def _point(self, at: QPointF) -> None:
        over = self._band.isVisible() or self.plot_at(at) is not None
        self._time.point(self.step_at(at.x()) if over else None)

    def _drag_to(self, at: QPoint) -> None:
        if self._pressed is None:
            return
        if not self._band.isVisible():
            far = abs(at.x() - self._pressed.x()) >= DRAG
            if not far or self.plot_at(QPointF(self._pressed)) is None:
                return
            self._band.show()
        self._band.setGeometry(self._stretch(at.x()))

    def _stretch(self, x: int) -> QRect:
        """From where the button went down to `x`, over all plots, within their sides."""
        first, last = self.area(self._plots[0]), self.area(self._plots[-1])
        left, right = sorted(min(max(k, first.left()), first.right()) for k in (self._pressed.x(), x))
        return QRect(QPoint(left, first.top()), QPoint(right, last.bottom()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The end of a drag, or a click."""
        if event.button() is not Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, at = self._pressed, event.position().toPoint()
        dragged, stretch = self._band.isVisible(), self._band.geometry()
        self._let_go()
        if dragged and stretch.width() >= DRAG:
            self._time.show(self.step_at(stretch.left()), self.step_at(stretch.right()))
            self._point(event.position())
        elif not dragged and (at - pressed).manhattanLength() < 2 * DRAG:
            self.clicked.emit(self.mapToScene(at))
            self._seek(event.position())

    def _seek(self, at: QPointF) -> None:
        """Go to the step that was clicked; where a second click would show the whole run, wait for that."""
        if self.plot_at(at) is None:
            return
        self._wanted = round(min(max(self.step_at(at.x()), 0.0), float(self._time.last)))
        if self._time.zoomed:
            self._waiting.start(QGuiApplication.styleHints().mouseDoubleClickInterval())
        else:
            self.on_sought()

    @Slot()
    def on_sought(self) -> None:
        """Tell which step was clicked."""
        self.sought.emit(self._wanted)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show the whole run."""
        self._waiting.stop()
        if event.button() is Qt.MouseButton.LeftButton and self.plot_at(event.position()):
            self._time.show_all()
            self._point(event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the step under the mouse, or move along; beside the plots scroll what is around."""
        if self.plot_at(event.position()) is None:
            event.ignore()
            return
        turned = event.angleDelta()
        sideways = turned.x() or (turned.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        first, last = self._time.range
        if sideways:
            self._time.pan(-ASIDE * (last - first) * sideways / 120)
        elif turned.y():
            self._time.zoom(self.step_at(event.position().x()), CLOSER ** (turned.y() / 120))
        self._point(event.position())
        event.accept()

    # The keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by Tab reads the curves at the present step."""
        super().focusInEvent(event)
        self._by_keys = event.reason() in BY_KEYS
        if self._by_keys:
            self._read(float(self._time.last if self._time.present is None else self._time.present))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read nothing any more."""
        super().focusOutEvent(event)
        if self._by_keys:
            self._by_keys = False
            self.leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the plots from the shortcuts of the window."""
        return kept(event, self._takes) or super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return self._by_keys and event.key() in OWN and not held

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read, move along, zoom, show all, or go to the step."""
        if not self._takes(event):
            super().keyPressEvent(event)
            return
        key, (first, last) = event.key(), self._time.range
        here = float(self._time.last if self._time.cursor is None else self._time.cursor)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            way = (last - first) * (1 if key == Qt.Key.Key_Right else -1)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._time.pan(ASIDE * way)
            else:
                here += max(1.0, READ * abs(way)) * (1 if way > 0 else -1)
        elif key == Qt.Key.Key_Home:
            self._time.show_all()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.sought.emit(round(here))
        else:
            self._time.zoom(here, 1 / CLOSER if key == Qt.Key.Key_Minus else CLOSER)
        self._read(here)

    def _read(self, step: float) -> None:
        """Point at `step`, of those in view, in the first plot."""
        if not self._plots:
            return
        first, last = self._time.range
        step = min(max(step, first, 0.0), last, float(self._time.last))
        area, (low, high) = self.area(self._plots[0]), self._plots[0].box.viewRange()[0]
        across = (step - low) / max(high - low, 1e-9)
        self._time.point(step)
        self.moved.emit(self.mapToScene(round(area.left() + across * area.width()), area.center().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._time.point(None)
        self.moved.emit(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what the mouse was doing."""
        self._waiting.stop()
        self._let_go()
        self._time.point(None)
        super().hideEvent(event)

    def _let_go(self) -> None:
        self._band.hide()
        self._pressed = None


def rows_in_sight(view: TimeView, scroll: QScrollArea, rows: Iterable[Row]) -> list[Row]:
    """Return those `rows` that are not scrolled away; all of them as long as they have no places yet."""
    seen = QRectF(0, -view.y(), view.width(), scroll.viewport().height())
    places = [(row, row.plot.sceneBoundingRect()) for row in rows]
    return [row for row, place in places if place.height() < 1 or place.intersects(seen)]
