"""The output over the plane of two inputs, with the samples on it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPixmap

from core.datasets.given import DRAWING
from core.frame import Frame
from core.output_map import OutputMap
from core.plane import Plane, nearness
from gui.output.area import BOTTOM, LEFT, RIGHT, Area, headroom, paint_axes
from gui.output.contour import zero_line
from gui.output.dots import Dots, paint_dot, paint_shown
from gui.output.marks import shown_mark
from gui.output.notes import LINE, SAMPLE_LINES, Note, paint_notes, places, sample_notes
from gui.output.plane_legend import FAINTEST, fitting, legend
from gui.output.view import OutputView
from gui.ratio import drawn_once, paint_kept
from gui.targets import Colours, blended_colours, class_colours
from gui.theme import blended
from gui.writing.indices import lowered
from gui.writing.numbers import fixed, grouped, significant

STRENGTH = 0.72
"""How much of the colours the map has, so that the samples stand out on it."""

NEWEST = 2000
"""Of the points of a drawing so many are all shown, however many there are."""

BESIDE, BELOW, SMALLEST, GAP, NARROW = 126, 4 * LINE + 8, 110, RIGHT, 116
"""Room for the notes beside or below the plane; a smaller plane has none."""

NOBODY = np.empty(0, dtype=np.intp)


class PlaneView(OutputView):
    """a^L_i as colours, or where `output` is None the largest of several outputs."""

    def __init__(self) -> None:
        """Show the largest output until another is chosen."""
        super().__init__()
        self.output: int | None = None
        self._map: QPixmap | None = None
        self._of: OutputMap | None = None
        self._dots: Dots | None = None
        self._dotted: QPixmap | None = None
        self._gone: NDArray[np.bool_] | None = None
        self._marked = NOBODY
        self._area: Area | None = None
        self._plane: Plane | None = None

    def show_output(self, output: int | None) -> None:
        """Show another output."""
        if output != self.output:
            self.output = output
            self.forget()
            if self.frame is not None:
                self.prepare()
            self.update()

    def mark(self, samples: NDArray[np.intp]) -> None:
        """Put a ring around these samples, ascending: those of a cell of the confusion matrix."""
        self._marked, self._dotted = samples, None
        self.update()

    @property
    def area(self) -> Area | None:
        """Where the plane lies, None before there is a map."""
        return self._area

    def show_frame(self, frame: Frame) -> None:
        """Show `frame`; nothing is left out of other data."""
        if self.frame is not None and frame.dataset is not self.frame.dataset:
            self._gone = None
        super().show_frame(frame)

    @property
    def radius(self) -> float:
        """How large the dots are, 0.0 before there are any."""
        return 0.0 if self._dots is None else self._dots.radius

    def hide(self, gone: NDArray[np.bool_] | None) -> None:
        """Leave out the samples `gone` (M,) of the data shown, or none any more."""
        self._gone = gone
        if self._dots is None:
            return
        part = self._dots.hide(np.zeros(len(self.frame.held_out), dtype=np.bool_) if gone is None else gone)
        if part.isEmpty():
            return
        if self._dotted is not None:
            painter = QPainter(self._dotted)
            painter.setClipRect(part)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(part, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._dots.paint(painter, self.theme, part)
            self._dots.ring(painter, self._marked, self.theme)
            painter.end()
        rim = 6.0  # of the ring around the sample shown
        self.update(part.adjusted(-rim, -rim, rim, rim).toAlignedRect())

    # What is worked out before it is painted

    def forget(self) -> None:
        """Draw everything anew."""
        super().forget()
        self._map = self._of = self._area = None
        self._forget_dots()

    def _forget_dots(self) -> None:
        self._dots = self._dotted = self._still = None

    def prepare(self) -> None:
        """Draw the map if it is new."""
        shown = self.frame.output
        if shown is None or len(shown.axes) != 2:
            self.forget()
            return
        ranges = tuple((float(axis[0]), float(axis[-1])) for axis in shown.axes)
        if self._area is None or (self._area.x, self._area.y) != ranges or shown.plane != self._plane:
            self._plane = shown.plane
            self._area = Area(self._square(), *ranges)
            self._of = None
            self._forget_dots()
        if self._dots is None:
            self._make_dots()
        if shown is not self._of:
            self._of = shown
            self._map = None

    def _make_dots(self) -> None:
        data, held_out = self.frame.dataset, self.frame.held_out
        newest = NEWEST if data.name == DRAWING else 0
        i, j = self._plane.inputs
        self._dots = Dots(self._area, (data.x[i], data.x[j]), self._dot_colours, held_out, newest)
        if self._gone is not None and len(self._gone) == data.samples:
            self._dots.hide(self._gone)

    def _dot_colours(self, some: NDArray[np.intp]) -> Colours:
        """The colours of some samples; faint for those that lie far from a plane through many inputs."""
        colours = self.targets.colours(self.output, some)
        if self._plane.sample is None:
            return colours
        share = FAINTEST + (1 - FAINTEST) * nearness(self._plane, self.frame.dataset.x[:, some])
        return blended_colours(colours, self.theme.surface, share)

    def _names(self) -> tuple[str, str]:
        """What the axes are called."""
        i, j = self._plane.inputs
        return self.frame.dataset.inputs[i], self.frame.dataset.inputs[j]

    def _square(self) -> QRectF:
        """The plane, with room for notes beside or below where it is large enough without it."""
        top = headroom(self._names()[1])
        width, height = self.width() - LEFT - RIGHT, self.height() - top - BOTTOM
        beside, below = min(height, width - BESIDE), min(width, height - BELOW)
        side = max(beside, below)
        if side < SMALLEST:
            side = min(width, height)
        alone = side == height and width + RIGHT - side < NARROW  # with nothing beside or below
        left = LEFT + (max(0, width - side) / 2 if alone else 0)
        return QRectF(left, top, max(20, side), max(20, side))

    def _draw_map(self, painter: QPainter) -> None:
        """Draw the plane: colours, and the line on which a single output is in the middle."""
        shown = self._of
        colours = self._colours(shown)
        rows, columns, _ = colours.shape
        pixels = np.ascontiguousarray(colours[::-1])
        image = QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        inside = QRectF(
            0.5, 0.5, columns - 1, rows - 1
        )  # from the middle of the first point to that of the last
        target = QRectF(QPointF(0, 0), self._area.box.size())
        painter.drawImage(target, image.convertToFormat(QImage.Format.Format_RGB32), inside)
        painter.setPen(QPen(blended(QColor(self.theme.text), self.theme.surface, 0.8), 1.2))
        painter.drawLines(self._middle_line(shown))

    def _colours(self, shown: OutputMap) -> Colours:
        values, surface = shown.values, self.theme.surface
        if not self._shows_largest():
            return blended_colours(
                self.targets.of_values(values[self.output or 0], ground=True), surface, STRENGTH
            )
        first = np.nan_to_num(values, nan=-np.inf).argmax(axis=0)
        strength = np.clip(np.nan_to_num(values.max(axis=0)), 0.15, 1.0) * STRENGTH
        return blended_colours(class_colours(len(values), self.theme)[first], surface, strength)

    def _shows_largest(self) -> bool:
        return self.targets.classes and self.output is None

    def _middle_line(self, shown: OutputMap) -> list[QLineF]:
        """Where the output is ½, if that decides between two classes."""
        if self.frame.dataset.task != "classification" or self._shows_largest():
            return []
        pieces = zero_line(shown.values[self.output or 0] - self.targets.centre, *shown.axes)
        box = self._area.box
        x, y = self._area.pixels(pieces[:, 0::2], pieces[:, 1::2])
        ends = np.stack([x - box.left(), y - box.top()], axis=2).reshape(-1, 4)
        return [QLineF(*piece) for piece in ends.tolist()]

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Paint the map, what lies on and beside it, and the sample shown."""
        frame, area = self.frame, self._area
        if area is None or self._of is None:
            return
        self._map = drawn_once(painter, self._map, area.box.size(), self._draw_map)
        painter.drawPixmap(area.box.topLeft(), self._map)
        self.draw_still(painter)
        self._draw_dots(painter)
        colour = self.targets.colour(frame.sample, self.output)
        if self._gone is None or not self._gone[frame.sample]:
            at = area.at(*frame.x[list(self._plane.inputs), 0].tolist())
            hollow = bool(frame.held_out[frame.sample])
            paint_shown(painter, at, self._dots.radius, self.theme)
            paint_dot(painter, at, colour, self._dots.radius, hollow, self.theme)
        if self.part.right() < area.box.right() and self.part.bottom() < area.box.bottom():
            return  # only something on the plane, as the brush that moves over it
        notes = sample_notes(frame, self.targets, shown_mark(colour, self.theme))
        paint_notes(painter, self._note_places(0)[0], notes, self.theme, self.width())

    def paint_still(self, painter: QPainter) -> None:
        """Paint axes, and what the colours mean."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_axes(painter, self._area, self.theme, self._names())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        notes = self._legend()
        paint_notes(painter, self._note_places(len(notes))[1], notes, self.theme, self.width())

    def _draw_dots(self, painter: QPainter) -> None:
        """Draw the samples, painted once."""
        self._dotted = paint_kept(painter, self._dotted, self.size(), self._paint_dots)

    def _paint_dots(self, painter: QPainter) -> None:
        self._dots.paint(painter, self.theme)
        self._dots.ring(painter, self._marked, self.theme)

    def _note_places(self, lines: int) -> list[QPointF | None]:
        room = self._room_for_notes()
        return [None, None] if room is None else places(room, (SAMPLE_LINES, lines))

    def _room_for_notes(self) -> QRectF | None:
        box = self._area.box
        if self.width() - box.right() >= NARROW:
            return QRectF(box.right() + GAP, box.top(), self.width() - box.right() - GAP, box.height())
        top = box.bottom() + BOTTOM + 4
        if self.height() - top >= BELOW - 8:
            return QRectF(LEFT, top, self.width() - LEFT, self.height() - top)
        return None

    def _legend(self) -> list[Note]:
        """What the colours mean, as far as there is room."""
        output = None if self._shows_largest() else self._output_name()
        far = self._plane.sample is not None
        notes = legend(self.frame, self.targets, self.theme, output, far)
        return fitting(notes, self._room_for_notes())

    def _output_name(self) -> str:
        several = len(self.frame.dataset.outputs) > 1
        return self.name + (lowered((self.output or 0) + 1) if several else "")

    # Under the mouse

    def words_at(self, at: QPointF) -> str:
        """Read x and a^L at the nearest point where the network was asked, and the sample if one is near."""
        area, shown = self._area, self.frame.output
        if area is None or shown is None or not area.box.contains(at):
            return ""
        c, r = (int(np.abs(axis - v).argmin()) for axis, v in zip(shown.axes, area.values(at), strict=True))
        values = shown.values[:, r, c]
        k = int(np.nan_to_num(values, nan=-np.inf).argmax()) if self._shows_largest() else self.output or 0
        x = self._in_words(float(shown.axes[0][c]), float(shown.axes[1][r]))
        name = self.frame.dataset.outputs[k] if self._shows_largest() else self._output_name()
        words = f"{x}: {name} = {significant(float(values[k]), 3)}"
        near = self._dots.nearest(at)
        if near is None:
            return words
        return f"{words}  ·  sample {grouped(near + 1)}, {self.targets.words(near)}"

    def _in_words(self, *x: float) -> str:
        """A place in the plane."""
        if self._plane.sample is None:
            return f"x = ({', '.join(map(fixed, x))})"
        return ", ".join(f"{name} {fixed(v)}" for name, v in zip(self._names(), x, strict=True))

    def sample_at(self, at: QPointF) -> int | None:
        """The sample whose dot is near."""
        return None if self._dots is None else self._dots.nearest(at)
