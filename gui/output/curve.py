"""The fitted curve: the output over one input, with the samples on it."""

import math
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.cursor import Phase
from core.datasets import Dataset
from core.frame import Frame
from core.output_map import OutputMap
from gui.output.area import BOTTOM, LEFT, RIGHT, Area, Range, headroom, paint_axes
from gui.output.dots import Dots, paint_dot, paint_shown
from gui.output.marks import dot_mark, line_mark, shown_mark
from gui.output.notes import SAMPLE_LINES, Note, paint_notes, places, sample_notes
from gui.output.view import FADED, OutputView
from gui.targets import class_colours, ends_of
from gui.theme import blended
from gui.writing.indices import lowered
from gui.writing.numbers import fixed, grouped, significant

BESIDE = 126
WIDE = 360
"""From this width on the notes have room beside the curve."""

BEYOND = 2.0
"""How far the axis of y follows the curve beyond the targets, as a multiple of what these span."""


class CurveView(OutputView):
    """a^L over x as a line, one for each output, and the targets as dots."""

    def __init__(self) -> None:
        """Empty until the first frame."""
        super().__init__()
        self._area: Area | None = None
        self._dots: list[Dots] = []

    @property
    def area(self) -> Area | None:
        """Where the curve lies, None before there is one."""
        return self._area

    def forget(self) -> None:
        """Fit the axes and draw the samples anew."""
        super().forget()
        self._area, self._dots = None, []

    def prepare(self) -> None:
        """Fit the axes to the curve, and draw the samples again if that has moved them."""
        frame, shown = self.frame, self.frame.output
        if shown is None or len(shown.axes) != 1:
            self.forget()
            return
        x, y = (float(shown.axes[0][0]), float(shown.axes[0][-1])), _range_of(frame.dataset, shown)
        if self._area is None or (self._area.x, self._area.y) != (x, y):
            self._area, self._still = Area(self._box(), x, y), None
            data = frame.dataset
            self._dots = [
                Dots(self._area, (data.x[0], data.y[i]), partial(self._dot_colours, i), frame.held_out)
                for i in range(len(data.y))
            ]

    def _dot_colours(self, i: int, some: np.ndarray) -> np.ndarray:
        colour = self._colours()[i].getRgb()[:3]
        return np.tile(np.array(colour, dtype=np.uint8), (len(some), 1))

    def _colours(self) -> list[QColor]:
        """Each output's colour: of a single one the second of the series, since the curve has the first."""
        if len(self.frame.dataset.y) == 1:
            return [QColor(self.theme.series[1])]
        return [QColor(*c) for c in class_colours(len(self.frame.dataset.y), self.theme).tolist()]

    def _line_colour(self, i: int) -> QColor:
        return QColor(self.theme.series[0]) if len(self.frame.dataset.y) == 1 else self._colours()[i]

    def _box(self) -> QRectF:
        width = self.width() - LEFT - RIGHT - (BESIDE + 10 if self.width() >= WIDE else 0)
        top = headroom(self._name_of_y())
        return QRectF(LEFT, top, max(20, width), max(20, self.height() - top - BOTTOM))

    def _name_of_y(self) -> str:
        names = self.frame.dataset.outputs
        return names[0] if len(names) == 1 else "y"

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Paint axes and samples, the curve over them, and the sample shown."""
        area, theme = self._area, self.theme
        if area is None:
            return
        self.draw_still(painter)
        painter.save()
        painter.setClipRect(area.box)
        self._paint_curves(painter)
        self._paint_shown(painter)
        painter.restore()
        notes = sample_notes(self.frame, self.targets, shown_mark(self._colours()[0], theme))
        paint_notes(painter, self._note_places(0)[0], notes, theme, self.width())

    def paint_still(self, painter: QPainter) -> None:
        """Paint axes, samples and what lines and dots mean."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_axes(painter, self._area, self.theme, (self.frame.dataset.inputs[0], self._name_of_y()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dots in self._dots:
            dots.paint(painter, self.theme)
        legend = self._legend()
        paint_notes(painter, self._note_places(len(legend))[1], legend, self.theme, self.width())

    def _note_places(self, lines: int) -> list[QPointF | None]:
        box = self._area.box
        if self.width() < WIDE:
            return [None, None]
        room = QRectF(box.right() + RIGHT + 4, box.top(), BESIDE, box.height())
        return places(room, (SAMPLE_LINES, lines))

    def _paint_curves(self, painter: QPainter) -> None:
        shown = self.frame.output
        for i, values in enumerate(shown.values):
            known = np.isfinite(values)
            reach = 4 * (self._area.y[1] - self._area.y[0])
            held = np.clip(values[known], self._area.y[0] - reach, self._area.y[1] + reach)
            across, down = self._area.pixels(shown.axes[0][known], held)
            points = [QPointF(*p) for p in zip(across.tolist(), down.tolist(), strict=True)]
            painter.setPen(QPen(self._line_colour(i), 2.0))
            painter.drawPolyline(QPolygonF(points))

    def _paint_shown(self, painter: QPainter) -> None:
        """Paint how far a^L of the sample shown is from its y."""
        frame, area = self.frame, self._area
        x, ground = float(frame.x[0, 0]), self.theme.surface
        share = 1.0 if _belongs_to_curve(frame) else FADED
        for i, (a, y) in enumerate(zip(frame.a[frame.L][:, 0].tolist(), frame.y[:, 0].tolist(), strict=True)):
            target = area.at(x, y)
            if math.isfinite(a):
                end = area.at(x, min(max(a, area.y[0] - 1), area.y[1] + 1))
                painter.setPen(QPen(blended(QColor(self.theme.text), ground, share), 1.6))
                painter.drawLine(target, end)
                painter.setBrush(blended(self._line_colour(i), ground, share))
                painter.drawEllipse(end, 3.2, 3.2)
            hollow = bool(frame.held_out[frame.sample])
            paint_shown(painter, target, self._dots[i].radius, self.theme)
            paint_dot(painter, target, self._colours()[i], self._dots[i].radius, hollow, self.theme)

    def _legend(self) -> list[Note]:
        colours, theme, names = self._colours(), self.theme, self.frame.dataset.outputs
        legend = []
        for i, name in enumerate(names):
            output = self.name + (lowered(i + 1) if len(names) > 1 else "")
            legend.append(Note(f"{output} over x", line_mark(self._line_colour(i), 2.0)))
            legend.append(Note("y of the samples" if len(names) == 1 else name, dot_mark(colours[i], theme)))
        if self.frame.held_out.any():
            legend.append(Note("held out", dot_mark(QColor(theme.muted), theme, hollow=True)))
        return legend

    # Under the mouse

    def words_at(self, at: QPointF) -> str:
        """Read x and a^L at the nearest point where the network was asked, and the sample if one is near."""
        area, shown = self._area, self.frame.output
        if area is None or shown is None or not area.box.contains(at):
            return ""
        c = int(np.abs(shown.axes[0] - area.values(at)[0]).argmin())
        values = [significant(k, 3) for k in shown.values[:, c].tolist()]
        output = values[0] if len(values) == 1 else f"({', '.join(values)})"
        words = f"x = {fixed(float(shown.axes[0][c]), 3)}: {self.name} = {output}"
        near = self.sample_at(at)
        if near is None:
            return words
        return f"{words}  ·  sample {grouped(near + 1)}, {self.targets.words(near)}"

    def sample_at(self, at: QPointF) -> int | None:
        """The sample one of whose dots is near."""
        found = (dots.nearest(at) for dots in self._dots)
        return next((k for k in found if k is not None), None)


def _belongs_to_curve(frame: Frame) -> bool:
    """Whether a^L of the sample shown was computed with the curve's parameters, not with those before."""
    return frame.live or (frame.fresh_a(frame.L) and frame.cursor.phase is not Phase.UPDATE)


def _range_of(dataset: Dataset, shown: OutputMap) -> Range:
    """The axis of y: the targets and some room, and more in jumps where the curve leaves it, to an end."""
    low, high = ends_of(dataset)
    jump = max(high - low, 1e-6) / 4
    values = shown.values[np.isfinite(shown.values)]
    if values.size:
        low, high = (
            max(min(low, float(values.min())), low - BEYOND * 4 * jump),
            min(max(high, float(values.max())), high + BEYOND * 4 * jump),
        )
    return jump * math.floor(low / jump - 0.4), jump * math.ceil(high / jump + 0.4)
