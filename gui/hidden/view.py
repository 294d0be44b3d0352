"""The picture itself: the grid and the samples in a layer's space, looked at, pointed at and turned."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPixmap

from core.frame import Frame
from core.hidden_space import HiddenSpace
from core.pictures.hidden import hidden_space
from core.symbols import raised
from gui.focus_ring import FocusRing
from gui.hidden.deciding import decisions
from gui.hidden.drawing import Drawing, Parts
from gui.hidden.ground import output_at
from gui.hidden.layers import Stamps
from gui.hidden.notes import legend, shown_notes
from gui.hidden.place import Place
from gui.hidden.unfolding import unfolded
from gui.hidden.words import output_name, point_words
from gui.output.area import BOTTOM, LEFT, RIGHT, headroom
from gui.output.notes import LINE, Note, paint_notes, places
from gui.output.view import FADED, OutputView
from gui.own_keys import kept
from gui.ratio import drawn_once, ratio_of
from gui.space.camera import Camera
from gui.space.orbit import Orbit
from gui.writing.numbers import grouped, significant

HOME = Camera(30.0, 24.0)

BESIDE, SMALLEST, GAP = 144, 120, RIGHT + 4
"""Room for the notes beside or below the picture; a smaller picture has none."""

OUTSIDE = 18.0
"""Pixels around a cube for the names of its axes."""

NEAR = 8.0
"""Pixels from a dot at which the mouse still means it."""


class SpaceView(OutputView):
    """Draws a `HiddenSpace`; it is an `OutputView` that can be turned where there are three axes.

    Signals:
        left: the person has finished (Escape).

    """

    left = Signal()

    def __init__(self) -> None:
        """Everything is drawn of which there is some."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Hidden space")
        self._ring = FocusRing(self)
        self.parts, self.way = Parts(), 1.0
        self.orbit = Orbit(HOME, self)
        self.orbit.turned.connect(self.on_turned)
        self._space: HiddenSpace | None = None
        self._drawing: Drawing | None = None
        self._sheet: QPixmap | None = None
        self._stamps: Stamps | None = None
        self._stamped: object = None

    @property
    def place(self) -> Place | None:
        """Where the picture lies, None before there is one."""
        return None if self._drawing is None else self._drawing.place

    @property
    def space(self) -> HiddenSpace | None:
        """What is drawn."""
        return self._space

    def show_parts(self, parts: Parts) -> None:
        """Draw these parts from now on."""
        self.parts = parts
        self._draw_anew()

    def show_way(self, way: float) -> None:
        """Draw everything the share `way` of its way from the inputs to the layer's space."""
        self.way = way
        self._draw_anew()

    def _draw_anew(self) -> None:
        self.forget()
        if self.frame is not None:
            self.prepare()
        self.update()

    # What is worked out before it is painted

    def differs(self, before: Frame, frame: Frame) -> bool:
        """Whether `frame` looks different."""
        return _shown(before) != _shown(frame) or before.held_out is not frame.held_out

    def forget(self) -> None:
        """Draw everything anew."""
        super().forget()
        self._sheet = self._drawing = None

    def prepare(self) -> None:
        """Take the picture of the present frame."""
        frame = self.frame
        space = hidden_space(frame)
        if space is None:
            self._space = None
            self.forget()
            return
        place = Place(self._box(space), space.ends, self.orbit.camera if space.a.shape[1] == 3 else None)
        before = self._drawing
        if before is not None and space is self._space and before.shows(frame, place):
            before.mark(frame)
            return
        sigma = frame.experiment.activations[space.layer] if space.layer < frame.L else ""
        drawn = unfolded(space, frame.dataset, self.way)
        decided = decisions(drawn, sigma)
        self._drawing = Drawing(frame, drawn, place, self.targets, decided, self.theme, drawn is space)
        self._space, self._sheet = space, None
        if before is None or before.still != self._drawing.still:
            self._still = None

    def _box(self, space: HiddenSpace) -> QRectF:
        """The picture, with room for notes beside or below where it is large enough without it."""
        deep = space.a.shape[1] == 3
        left, top = (OUTSIDE, OUTSIDE / 2) if deep else (LEFT, headroom(f"a{raised(space.layer)}₂"))
        bottom, right = (OUTSIDE, OUTSIDE) if deep else (BOTTOM, RIGHT)
        width, height = self.width() - left - right, self.height() - top - bottom
        beside, below = min(height, width - BESIDE), min(width, height - _below(deep))
        side = max(beside, below)
        if side < SMALLEST:
            side = min(width, height)
        if side == height and width + right - side < BESIDE:  # with nothing beside or below
            left += max(0, width - side) / 2
        return QRectF(left, top, max(20, side), max(20, side))

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Paint the picture, and what lies on and beside it."""
        if self._drawing is None:
            return
        self._sheet = drawn_once(painter, self._sheet, self.size(), self._draw_once)
        painter.setOpacity(1.0 if self._fresh() else FADED)
        painter.drawPixmap(0, 0, self._sheet)
        painter.setOpacity(1.0)
        self.draw_still(painter)
        marked = [] if self._mouse is None else [self.sample_at(self._mouse)]
        self._drawing.paint_marks(painter, self.parts, [k for k in marked if k is not None])
        self._paint_shown(painter)

    def _draw_once(self, painter: QPainter) -> None:
        self._drawing.paint(painter, self.parts, self._stamps_of(self._drawing.radius, ratio_of(painter)))

    def _stamps_of(self, radius: float, ratio: float) -> Stamps:
        """The dots of the last picture, unless they were of another size."""
        wanted = self.theme, radius, ratio
        if self._stamps is None or self._stamped != wanted:
            self._stamps, self._stamped = Stamps(*wanted), wanted
        return self._stamps

    def _fresh(self) -> bool:
        return self.frame.live or self._space.step == self.frame.cursor.step

    def paint_still(self, painter: QPainter) -> None:
        """Paint the axes of a plane, those of a cube turn with it; and what colours and marks mean."""
        self._drawing.paint_axes(painter)
        means = self._legend()
        paint_notes(painter, self._note_places(len(means))[1], means, self.theme, self.width())

    def _legend(self) -> list[Note]:
        drawn = self._drawing.decisions if self.parts.lines else []
        named = self._drawing.named and self.parts.samples
        return legend(self.frame, self._drawing.space, self.targets, drawn, self.theme, named)

    def _paint_shown(self, painter: QPainter) -> None:
        """Write what is known of the sample shown."""
        at = self._note_places(0)[0]
        if at is not None:
            shown = shown_notes(self.frame, self._space, self.targets, self.theme)
            paint_notes(painter, at, shown, self.theme, self.width())

    def _note_places(self, lines: int) -> list[QPointF | None]:
        room, shown = self._room_for_notes(), _lines_shown(self._drawing.place.deep)
        return [None, None] if room is None else places(room, (shown, lines))

    def _room_for_notes(self) -> QRectF | None:
        box = self._drawing.place.box
        if self.width() - box.right() >= BESIDE:
            return QRectF(box.right() + GAP, box.top(), self.width() - box.right() - GAP, box.height())
        top = box.bottom() + BOTTOM + 4
        if self.height() - top >= _lines_shown(self._drawing.place.deep) * LINE:
            return QRectF(LEFT, top, self.width() - LEFT, self.height() - top)
        return None

    # Under the mouse

    def words_at(self, at: QPointF) -> str:
        """Read the sample that is near, or a^ℓ and what the layers after make of it."""
        drawing, space = self._drawing, self._space
        if drawing is None:
            return ""
        name, near = f"a{raised(space.layer)}", self.sample_at(at)
        if near is not None:
            a = space.a[int(np.searchsorted(space.samples, near))].tolist()
            return f"sample {grouped(near + 1)}, {self.targets.words(near)}: {point_words(name, a)}"
        found = output_at(drawing.space, drawing.place, at)
        if found is None:
            return ""
        values, outputs = found
        words = point_words(name, list(values))
        if self.targets.classes:
            k = int(np.nan_to_num(outputs, nan=-np.inf).argmax())
            return f"{words}: {self.frame.dataset.outputs[k]} = {significant(outputs[k], 3)}"
        return f"{words}: {output_name(self.frame, 0)} = {significant(outputs[0], 3)}"

    def sample_at(self, at: QPointF) -> int | None:
        """The sample whose dot is near, and in front of others."""
        if self._drawing is None or not self.parts.samples:
            return None
        return self._drawing.nearest(at, NEAR)

    # Events

    @Slot(object)
    def on_turned(self, camera: Camera) -> None:
        """Draw it as it is seen now."""
        if self.frame is not None and self._drawing is not None:
            self.prepare()
            self.update()

    @property
    def _turns(self) -> bool:
        return self._drawing is not None and self._drawing.place.deep

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it; a sample is chosen when the mouse is let go without having been dragged."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.orbit.press(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn what is held, or say what is under the mouse."""
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if not (held and self._turns and self.orbit.move(event.position())):
            self.look_at(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the sample under the mouse, unless it was dragged."""
        if event.button() is Qt.MouseButton.LeftButton and not self.orbit.release():
            self.choose_at(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Look from where one looked at first."""
        if event.button() is Qt.MouseButton.LeftButton and self._turns:
            self.orbit.reset()

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing any more."""
        super().leaveEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that turn from leading through time."""
        return kept(event, self._takes) or super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape or (self._turns and self.orbit.takes(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn it, or finish."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif not (self._turns and self.orbit.key(event)):
            super().keyPressEvent(event)


def _lines_shown(deep: bool) -> int:
    """Lines of notes about the sample shown: three values of a cube have one each."""
    return 5 if deep else 3


def _below(deep: bool) -> float:
    """Room that these take below the picture."""
    return _lines_shown(deep) * LINE + 12


def _shown(frame: Frame) -> tuple[object, ...]:
    """What of a frame is compared to tell whether it looks different."""
    space = hidden_space(frame)
    stale = space is not None and not frame.live and space.step != frame.cursor.step
    return id(space), frame.sample, stale
