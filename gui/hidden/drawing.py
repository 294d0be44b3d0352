"""One picture of a hidden space: its lines, dots and marks, painted at a place."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from core.frame import Frame
from core.hidden_space import HiddenSpace
from gui.hidden.deciding import Decision, lattice
from gui.hidden.grid import grid_strokes, lines_of, ticks_of
from gui.hidden.ground import middle_line, paint_ground
from gui.hidden.labels import paint_decision_names, paint_dot_names
from gui.hidden.layers import Cloud, Layers, Stamps, Strokes
from gui.hidden.parts import Parts
from gui.hidden.place import Place
from gui.hidden.words import axis_name
from gui.output.area import paint_axes, tick_words
from gui.output.dots import paint_dot, paint_shown, radius_of
from gui.space.axes import Axis, paint_names, paint_walls
from gui.space.camera import Floats
from gui.targets import Targets
from gui.theme import Theme, blended
from gui.writing.numbers import grouped

FEW = 40
"""Up to so many samples stand on stems above the floor of a cube."""

ROOMY = 200.0
"""Pixels of a side from which on there is room for every line of the grid, and for names."""

MOST_NAMES, FEW_NAMES = 24, 10
"""Up to so many samples have their names beside them, in a large picture and in a small one."""

SMALLER = 0.8
"""The dots are smaller than where they have a whole plane to themselves."""


class Drawing:
    """A picture of `space` at `place`.

    Attributes:
        place: where it lies.
        decisions: the lines or planes that are drawn.
        space: what is drawn; on the way to it (see `unfolded`) no axis has numbers yet.

    """

    def __init__(
        self,
        frame: Frame,
        space: HiddenSpace,
        place: Place,
        targets: Targets,
        decided: list[Decision],
        theme: Theme,
        arrived: bool = True,
    ) -> None:
        self.place, self.decisions, self.space, self._arrived = place, decided, space, arrived
        self._frame, self._space, self._targets, self._theme = frame, space, targets, theme
        self._at, self._depth = place.pixels(space.a)
        count = len(space.samples)
        self.radius = SMALLER * radius_of(count, place.box.height() * (0.7 if place.deep else 1.0))

    # The picture

    def paint(self, painter: QPainter, parts: Parts, stamps: Stamps) -> None:
        """Paint all but the marks on it and the axes of a plane; its dots are copies of `stamps`."""
        space, place, theme = self._space, self.place, self._theme
        if place.deep:
            paint_walls(painter, place.room, theme)
            if self._arrived:
                paint_names(painter, place.room, theme, self._names())
        else:
            painter.setClipRect(place.box)
            paint_ground(painter, space, place, self._targets, theme)
        strokes = self._grid() if parts.grid and space.grid is not None else []
        if parts.lines:
            strokes = [*strokes, *self._planes()]
        if parts.samples and place.deep and len(space.samples) <= FEW:
            strokes.append(self._stems())
        if not place.deep:
            Layers(painter, place, theme).paint(strokes, None)
            self._paint_lines(painter, parts)
            strokes = []
            painter.setClipping(False)
        Layers(painter, place, theme).paint(strokes, self._cloud() if parts.samples else None, stamps)
        if parts.samples and self.named:
            paint_dot_names(painter, self._at, self._dot_names(), self.radius, place.box, theme)
        if parts.lines and len(self.decisions) > 1 and place.box.height() >= ROOMY:
            corners = [k.within(space.ends) for k in self.decisions]
            paint_decision_names(painter, self.decisions, corners, place, self._at, theme)

    def _grid(self) -> list[Strokes]:
        grid = self._space.grid
        every = 1 if self.place.box.height() >= ROOMY else 2
        found = grid_strokes(grid, every, self._theme, self._theme.surface)
        if len(grid) == 1:
            ticks = ticks_of(grid)
            found.append(Strokes(lines_of(np.stack([ticks, ticks], axis=1)), self._theme.text, 5.0))
        return found

    def _cloud(self) -> Cloud:
        space = self._space
        colours = self._targets.colours(None, space.samples)
        return Cloud(space.a, colours, self._frame.held_out[space.samples], self.radius)

    def _stems(self) -> Strokes:
        """From each sample straight down to the floor."""
        feet = self._space.a.astype(np.float64)
        feet[:, 2] = self._space.ends[0]
        return Strokes(np.stack([self._space.a, feet], axis=1), self._theme.faint)

    def _names(self) -> tuple[Axis, Axis, Axis]:
        low, high = (tick_words(k) for k in self._space.ends)
        first, second, third = (Axis(axis_name(self._space, i), low, high) for i in range(3))
        return first, second, third

    @property
    def named(self) -> bool:
        """Whether the samples are so few that each has its name beside it."""
        return len(self._space.samples) <= (MOST_NAMES if self.place.box.height() >= ROOMY else FEW_NAMES)

    def _dot_names(self) -> list[str]:
        """The class of each sample, or else its number."""
        samples = self._space.samples
        if self._targets.classes:
            names = self._frame.dataset.outputs
            return [names[k] for k in self._targets.dataset.y[:, samples].argmax(axis=0).tolist()]
        return [grouped(k + 1) for k in samples.tolist()]

    # Where the next layer decides

    def _planes(self) -> list[Strokes]:
        if not self.place.deep:
            return []
        found, theme = [], self._theme
        faint = blended(QColor(theme.good), theme.surface, 0.5).name()
        for decision in self.decisions:
            corners = decision.within(self._space.ends)
            if len(corners):
                rim = np.stack([corners, np.roll(corners, -1, axis=0)], axis=1)
                found.append(Strokes(_finely(rim), self._theme.good, 1.8))
                found.append(Strokes(_finely(lattice(corners)), faint, 1.0))
        return found

    def _paint_lines(self, painter: QPainter, parts: Parts) -> None:
        """Paint where the output is in the middle, and where each node of the next layer decides."""
        space, theme = self._space, self._theme
        if space.ground is not None and space.layer < self._frame.L - 1:
            painter.setPen(QPen(blended(QColor(theme.text), theme.surface, 0.85), 1.6))
            painter.drawLines(middle_line(space, self.place, self._targets))
        for decision in self.decisions if parts.lines else ():
            corners = decision.within(space.ends)
            if len(corners) == 2:
                at, _ = self.place.pixels(corners)
                line = QLineF(*at[0].tolist(), *at[1].tolist())
                for colour, width in ((theme.surface, 4.2), (theme.good, 2.2)):
                    painter.setPen(QPen(QColor(colour), width))
                    painter.drawLine(line)

    # What lies on it

    def paint_axes(self, painter: QPainter) -> None:
        """Paint the axes of a plane."""
        if not self.place.deep:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            names = axis_name(self._space, 0), axis_name(self._space, 1)
            if self._arrived:
                paint_axes(painter, self.place.area, self._theme, names)
            else:
                painter.setPen(QColor(self._theme.border))
                painter.drawRect(self.place.box.adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_marks(self, painter: QPainter, parts: Parts, pointed: list[int]) -> None:
        """Paint the sample shown, and the one under the mouse, on top of everything."""
        frame = self._frame
        for sample in (*pointed, frame.sample) if parts.samples else (frame.sample,):
            at = self._at_of(sample)
            if at is None:
                continue
            paint_shown(painter, at, self.radius, self._theme)
            colour, hollow = self._targets.colour(sample), bool(frame.held_out[sample])
            paint_dot(painter, at, colour, self.radius, hollow, self._theme)

    @property
    def still(self) -> tuple[object, ...]:
        """All that axes and legend depend on: they stay from picture to picture where it does."""
        space, names = self._space, tuple(k.name for k in self.decisions)
        held_out = id(self._frame.held_out)
        return space.layer, self.place, names, space.ground is None, self.named, self._arrived, held_out

    def shows(self, frame: Frame, place: Place) -> bool:
        """Whether the same picture of `frame` at `place` looks like this one, but for its marks."""
        return place == self.place and frame.held_out is self._frame.held_out

    def mark(self, frame: Frame) -> None:
        """Mark the sample of `frame` from now on."""
        self._frame = frame

    def _at_of(self, sample: int) -> QPointF | None:
        samples = self._space.samples
        k = int(np.searchsorted(samples, sample))
        known = k < len(samples) and samples[k] == sample and bool(np.isfinite(self._at[k]).all())
        return QPointF(*self._at[k].tolist()) if known else None

    def nearest(self, at: QPointF, reach: float) -> int | None:
        """The sample whose dot is nearest to a pixel, if it is near; of those in one place the front one."""
        away = np.hypot(self._at[:, 0] - at.x(), self._at[:, 1] - at.y())
        away = np.where(np.isnan(away), np.inf, away)
        closest = float(away.min(initial=np.inf))
        if closest > max(reach, self.radius):
            return None
        there = np.flatnonzero(away <= closest + 1.0)
        return int(self._space.samples[there[self._depth[there].argmin()]])


def _finely(lines: Floats, pieces: int = 10) -> Floats:
    """Lines (k, 2, 3) cut into pieces, each of which lies in a layer of its own."""
    share = np.linspace(0.0, 1.0, pieces + 1)[:, np.newaxis]
    points = lines[:, :1] * (1 - share) + lines[:, 1:] * share
    return lines_of(points)
