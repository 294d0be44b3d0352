"""What both pictures of the landscape have in common: the scale, the place of the picture, mouse and keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.frame import Frame
from core.landscape.picture import Landscape, landscape
from core.landscape.spec import NARROWEST, WIDEST
from core.landscape.window import Window
from gui.focus_ring import FocusRing
from gui.landscape.heights import Heights, heights_of
from gui.landscape.notes import notes_of
from gui.output.area import BOTTOM, LEFT, RIGHT, TOP
from gui.output.notes import LINE, paint_notes
from gui.own_keys import kept
from gui.theme import DARK, Theme

BESIDE, BELOW, SMALLEST = 152, 6 * LINE + 4, 100
"""Room for the notes beside or below the picture, and the least side of a picture that leaves it to them."""
AROUND = LEFT + RIGHT, TOP + BOTTOM

ZOOM = 1.25
"""How much nearer one comes with one turn of the wheel, or one key."""


class LandscapeView(QWidget):
    """Shows the landscape of a frame.

    Signals:
        pointed: what is under the mouse, in words; empty when it has gone.
        moved: the window that is wanted: nearer, farther or elsewhere; None for one that fits.
        left: the person has finished (Escape).

    Attributes:
        frame: the frame that is shown, None before.
        shown: its landscape, which has a surface and a way.
        heights: the scale of heights.

    """

    pointed = Signal(str)
    moved = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        """Empty until the first frame with a landscape."""
        super().__init__()
        self.theme: Theme = DARK
        self.frame: Frame | None = None
        self.shown: Landscape | None = None
        self.heights: Heights | None = None
        self.log = False
        self.wanted: Window | None = None
        self._mouse: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ring = FocusRing(self)

    def set_theme(self, theme: Theme) -> None:
        """Draw in `theme` from now on."""
        self.theme = theme
        self.forget()
        self.update()

    def show_log(self, on: bool) -> None:
        """Draw heights on a logarithmic scale, or a linear one."""
        self.log, self.heights = on, None
        self.forget()
        self._choose_heights()
        self.update()

    def show_frame(self, frame: Frame, wanted: Window | None = None) -> None:
        """Show `frame`, which has a landscape, through the window that is `wanted`, or its own."""
        found = landscape(frame)
        same = self.shown is found and self.wanted == wanted
        self.frame, self.shown, self.wanted = frame, found, wanted
        if same:
            return
        self._choose_heights()
        self.update()
        if self._mouse is not None:
            self.pointed.emit(self.words_at(self._mouse))

    def _choose_heights(self) -> None:
        if self.shown is not None and self.shown.surface is not None:
            self.heights = heights_of(self.shown.surface, self.log, self.heights)

    @property
    def window_seen(self) -> Window:
        """The part of the plane that is seen."""
        return self.wanted or self.shown.surface.window

    # What each view does in its own way

    def forget(self) -> None:
        """Drop what was drawn once."""

    def paint(self, painter: QPainter) -> None:
        """Paint the picture in `box`."""

    def words_at(self, at: QPointF) -> str:
        """What is at that place."""
        return ""

    @property
    def marks(self) -> tuple[str, ...]:
        """Which signs the picture has, to be told in the notes."""
        return ()

    # Places

    @property
    def notes_beside(self) -> bool | None:
        """Whether the notes stand beside the picture, or below it; None where they have no room."""
        width, height = self.width() - AROUND[0], self.height() - AROUND[1]
        beside, below = min(width - BESIDE, height), min(width, height - BELOW)
        return None if max(beside, below) < SMALLEST else beside >= below

    @property
    def room(self) -> QRectF:
        """Where the picture may be."""
        beside = self.notes_beside
        right, under = BESIDE if beside else 0, BELOW if beside is False else 0
        return QRectF(0, 0, self.width() - right, self.height() - under)

    def _paint_notes(self, painter: QPainter) -> None:
        beside, room = self.notes_beside, self.room
        if beside is None:
            return
        notes = notes_of(self.frame, self.shown, self.heights, self.marks, self.theme)
        if beside:
            most = int((self.height() - 8) // LINE)
            paint_notes(painter, QPointF(room.right() + 4, 6), notes[:most], self.theme, self.width())
            return
        half, middle = -(-len(notes) // 2), self.width() / 2
        for column, left, right in ((notes[:half], 12, middle), (notes[half:], middle + 6, self.width())):
            paint_notes(painter, QPointF(left, room.bottom() + 4), column, self.theme, right)

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and beside it what it means."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self.theme.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.shown is not None and self.shown.surface is not None and self.shown.way is not None:
            self.paint(painter)
            self._paint_notes(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything to the new size."""
        super().resizeEvent(event)
        self.forget()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Come nearer to what is under the mouse, or go away from it."""
        turns = event.angleDelta().y() / 120.0
        if turns and self.shown is not None and self.shown.surface is not None:
            self.zoom(ZOOM**-turns, self.focus_at(event.position()))
        event.accept()

    def focus_at(self, at: QPointF) -> tuple[float, float]:
        """The point of the plane that stays where it is when one zooms there."""
        return self.shown.way.present

    def zoom(self, times: float, about: tuple[float, float] | None = None) -> None:
        """Ask for a window so many times as large, in which the point `about` stays where it is."""
        if self.shown is None or self.shown.surface is None:
            return
        now = self.window_seen
        half = min(max(now.half * times, NARROWEST), WIDEST)
        held = about or self.shown.way.present
        centre = [p + (c - p) * half / now.half for c, p in zip(now.centre, held, strict=True)]
        self.moved.emit(Window((centre[0], centre[1]), half))

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the picture from the shortcuts of the window."""
        return kept(event, self.takes) or super().event(event)

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key is for the picture."""
        return event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Home, Qt.Key.Key_Escape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Come nearer, go away, see all, or finish."""
        if event.key() == Qt.Key.Key_Plus:
            self.zoom(1 / ZOOM)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(ZOOM)
        elif event.key() == Qt.Key.Key_Home:
            self.moved.emit(None)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        self.look_at(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing any more."""
        self.look_at(None)
        super().leaveEvent(event)

    def look_at(self, at: QPointF | None) -> None:
        """Say what is at a place, or nothing any more."""
        self._mouse = at
        known = at is not None and self.shown is not None and self.shown.surface is not None
        self.pointed.emit(self.words_at(at) if known else "")
