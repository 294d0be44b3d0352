"""What is marked on the curve of C: the point, its tangent with the slope in words, and the handle."""

import math
from dataclasses import replace
from functools import lru_cache, partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from core.lazily import dataclass
from gui.plots.curves import CEILING, Floats
from gui.plots.time_plot import TimePlot
from gui.theme import DARK, Theme, blended
from gui.writing import formula
from gui.writing.formula import Formula

PIXELS = 13
TANGENT = 0.36
"""Of the plot's width: how long the tangent is."""
POINT = 4.5
KNOB_WIDTH, KNOB_HEIGHT = 18.0, 14.0
CLEAR = 10.0
"""Pixels between the point and the words about its tangent."""
PADDING = 4.0
LOW = 110.0


@dataclass(frozen=True)
class Marks:
    """What is marked, in the units of the axes.

    Attributes:
        at, C, slope: the point and its tangent; NaN where they are not known.
        handle: where the handle is; `held` whether it is being moved, `focused` whether keys move it.
        words: about the tangent; `value` about the handle while it is held.
        axes: what the axes are, from left to right and upwards.

    """

    at: float = math.nan
    C: float = math.nan
    slope: float = math.nan
    handle: float = math.nan
    held: bool = False
    focused: bool = False
    words: Formula = ()
    value: str = ""
    axes: tuple[Formula, Formula] = ((), ())


class CurveMarks(pg.GraphicsObject):
    """Paints `Marks` over a plot's box, in pixels, so that nothing is stretched."""

    def __init__(self, plot: TimePlot) -> None:
        """Belong to `plot`."""
        super().__init__()
        self.setParentItem(plot)
        box = plot.box
        self.setZValue(10)
        self.marks = Marks()
        self._box, self._theme = box, DARK
        self._curves: tuple[tuple[Floats, Floats], ...] = ()
        self._lines: list[tuple[Floats, Floats]] = []  # the same in pixels
        self._corner = 0
        box.sigResized.connect(self.on_resized)

    @Slot(object)
    def on_resized(self, box: pg.ViewBox) -> None:
        """Cover the box again."""
        self.prepareGeometryChange()

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_marks(self, **changed: object) -> None:
        """Change some of the marks."""
        marks = replace(self.marks, **changed)
        if marks != self.marks:
            self.marks = marks
            self.update()

    def avoid(self, *curves: tuple[Floats, Floats]) -> None:
        """Keep the words off these curves."""
        self._curves = curves
        self.update()

    # Where things are

    def boundingRect(self) -> QRectF:
        """The box, and what of the knob is below it."""
        return self._box.geometry().adjusted(-KNOB_WIDTH, 0, KNOB_WIDTH, KNOB_HEIGHT)

    def x(self, value: float) -> float:
        """The pixel of a value of the parameter."""
        (first, last), box = self._box.viewRange()[0], self._box.geometry()
        return box.left() + (value - first) / (last - first) * box.width()

    def y(self, C: float) -> float:
        """The pixel of a cost."""
        (low, high), box = self._box.viewRange()[1], self._box.geometry()
        return box.bottom() - (C - low) / (high - low) * box.height()

    def value_at(self, x: float) -> float:
        """The value of the parameter at a pixel."""
        (first, last), box = self._box.viewRange()[0], self._box.geometry()
        return first + (x - box.left()) / max(1.0, box.width()) * (last - first)

    @property
    def per_pixel(self) -> float:
        """How much of the parameter is a pixel."""
        first, last = self._box.viewRange()[0]
        return (last - first) / max(1.0, self._box.geometry().width())

    def knob(self) -> QRectF:
        """The handle's knob, at the foot of its line, on the axis, whose numbers it leaves free."""
        box = self._box.geometry()
        left = min(max(self.x(self.marks.handle) - KNOB_WIDTH / 2, box.left()), box.right() - KNOB_WIDTH)
        return QRectF(left, box.bottom() - KNOB_HEIGHT - 1, KNOB_WIDTH, KNOB_HEIGHT)

    @property
    def line(self) -> float:
        """The pixel of the handle's line: at an end the knob stands beside it, off the numbers of C."""
        box = self._box.geometry()
        return min(max(self.x(self.marks.handle), box.left()), box.right())

    def tangent(self) -> tuple[QPointF, QPointF] | None:
        """The ends of the tangent, as long on the screen whatever its slope; None if there is none."""
        m, box = self.marks, self._box.geometry()
        at = QPointF(self.x(m.at), self.y(m.C))
        (first, last), (low, high) = self._box.viewRange()
        steep = -m.slope * (last - first) / max(1.0, box.width()) * box.height() / (high - low)
        if not (math.isfinite(steep) and math.isfinite(at.x()) and abs(at.y()) < CEILING):
            return None
        along = TANGENT / 2 * box.width() / math.hypot(1.0, steep)
        away = QPointF(along, along * steep)
        return at - away, at + away

    # Painting

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint everything."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lines = [(self.x(x), self.y(y)) for x, y in self._curves]
        self._paint_axes(painter)
        if math.isfinite(self.marks.handle):
            self._paint_handle(painter)
        tangent = self.tangent()
        if tangent is not None:
            painter.setClipRect(self._box.geometry())
            self._paint_tangent(painter, *tangent)

    def _paint_axes(self, painter: QPainter) -> None:
        """Name the axes at their ends, below or above where no curve is; a low plot has no room for names."""
        box, ink = self._box.geometry(), QColor(self._theme.muted)
        if box.height() < LOW:
            return
        for words, left in zip(self.marks.axes, (False, True), strict=True):
            place = min(self._ends(words, left), key=partial(self._covered, words))
            formula.paint(painter, place, words, PIXELS, ink)

    def _ends(self, words: Formula, left: bool) -> list[QPointF]:
        """Where an axis may be named, the best place first: at its end, or beside the handle."""
        box, wide = self._box.geometry(), _width(words)
        first, last = box.left() + 6, box.right() - wide - 6
        grounds = self.knob(), self._handle_ground()
        beside = [k.right() + 8 if left else k.left() - wide - 8 for k in grounds]
        across = [first if left else last, *(max(first, min(x, last)) for x in beside)]
        down = (box.top() + 15, box.bottom() - 8)
        return [QPointF(x, y) for y in (down if left else down[::-1]) for x in across]

    def _covered(self, words: Formula, at: QPointF) -> int:
        ground, handle = self._around(at, words), self._handle_ground()
        line = QRectF(self.line - 1, self._box.geometry().top(), 2, 1e4)
        if math.isfinite(self.marks.handle) and (ground.intersects(handle) or ground.intersects(line)):
            return 1000 + self._covers(ground)
        return self._covers(ground)

    def _handle_ground(self) -> QRectF:
        """The knob, and the value beside it while it is held."""
        knob = self.knob().adjusted(-3, -3, 3, 3)
        words = (self.marks.value,)
        return knob.united(self._around(self._value_place(words), words)) if self.marks.value else knob

    def _covers(self, ground: QRectF) -> int:
        """How many points of the curves lie on the ground of some words."""
        return sum(np.count_nonzero(_inside(ground, *line)) for line in self._lines)

    def _paint_handle(self, painter: QPainter) -> None:
        theme, m, box = self._theme, self.marks, self._box.geometry()
        colour, knob = QColor(theme.accent), self.knob()
        x, middle = self.line, knob.center().x()
        painter.setPen(QPen(colour if m.held else blended(colour, theme.surface, 0.7), 1.2))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, knob.top()))
        if m.focused:
            painter.setPen(QPen(QColor(theme.text), 1.4))
            painter.drawRoundedRect(knob.adjusted(-2.5, -2.5, 2.5, 2.5), 6, 6)
        painter.setPen(QPen(QColor(theme.surface), 1))
        painter.setBrush(colour)
        painter.drawRoundedRect(knob, 4, 4)
        painter.setPen(QPen(QColor(theme.on_accent), 1))
        for dx in (-3, 0, 3):
            painter.drawLine(QPointF(middle + dx, knob.top() + 4), QPointF(middle + dx, knob.bottom() - 4))
        if m.value:
            self._paint_value(painter)

    def _paint_value(self, painter: QPainter) -> None:
        words = (self.marks.value,)
        self._paint_words(painter, self._value_place(words), words, QColor(self._theme.accent))

    def _value_place(self, words: Formula) -> QPointF:
        """Where the value begins: beside the knob, where there is room."""
        knob, wide, box = self.knob(), _width(words), self._box.geometry()
        left = knob.right() + 6 if knob.right() + wide + 12 < box.right() else knob.left() - wide - 6
        return QPointF(left, box.bottom() - 5)

    def _paint_tangent(self, painter: QPainter, one: QPointF, other: QPointF) -> None:
        theme = self._theme
        painter.setPen(QPen(QColor(theme.text), 1.6))
        painter.drawLine(one, other)
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(QColor(theme.text))
        painter.drawEllipse((one + other) / 2, POINT, POINT)
        if self.marks.words:
            self._paint_words(painter, self._place(one, other), self.marks.words, QColor(theme.text))

    def _paint_words(self, painter: QPainter, at: QPointF, words: Formula, ink: QColor) -> None:
        painter.fillRect(self._around(at, words), QColor(self._theme.surface))
        formula.paint(painter, at, words, PIXELS, ink)

    def _around(self, at: QPointF, words: Formula) -> QRectF:
        """The ground of words whose baseline begins at `at`."""
        size = _width(words), formula.height(words, PIXELS)
        top = at.y() - formula.ascent(words, PIXELS)
        return QRectF(at.x() - PADDING, top, size[0] + 2 * PADDING, size[1])

    def _place(self, one: QPointF, other: QPointF) -> QPointF:
        """Where the words begin: beside the point, where they hide the least; there as long as they can."""
        places = self._places((one + other) / 2)
        hidden = [self._hidden(self._around(place, self.marks.words), one, other) for place in places]
        if hidden[self._corner] > min(hidden):
            self._corner = hidden.index(min(hidden))
        return places[self._corner]

    def _places(self, point: QPointF) -> list[QPointF]:
        """Beside, above and below the point, all within the box."""
        wide, box = _width(self.marks.words), self._box.geometry()
        found = []
        for up in (26.0, -36.0, 50.0, -60.0, 0.0):
            for right in (True, False):
                x = point.x() + (CLEAR if right else -CLEAR - wide)
                x = min(max(x, box.left() + 8), box.right() - wide - 8)
                y = min(max(point.y() - up, box.top() + 20), box.bottom() - 12)
                found.append(QPointF(x, y))
        return found

    def _hidden(self, ground: QRectF, one: QPointF, other: QPointF) -> float:
        """How much of curves, tangent, point and handle the words would hide."""
        at = np.linspace(0.0, 1.0, 60)
        x, y = one.x() + at * (other.x() - one.x()), one.y() + at * (other.y() - one.y())
        hidden = self._covers(ground) + np.count_nonzero(_inside(ground, x, y))
        near = ground.adjusted(-POINT, -POINT, POINT, POINT)
        return hidden + 40 * near.contains((one + other) / 2) + 40 * ground.intersects(self.knob())


def _inside(box: QRectF, x: Floats, y: Floats) -> np.ndarray:
    return (x > box.left()) & (x < box.right()) & (y > box.top()) & (y < box.bottom())


@lru_cache(maxsize=64)
def _width(words: Formula) -> float:
    """How wide words are: asked for at many places before they are painted at one."""
    return formula.width(words, PIXELS)
