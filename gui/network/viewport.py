"""The view of the network: where things are on the screen, zoomed and moved, and what the mouse points at."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from core.frame import Frame
from core.selection import Selection
from gui.focus_ring import FocusRing
from gui.network.camera import Camera
from gui.network.edges import places_drawn
from gui.network.highlight import anchor, exists
from gui.network.hit import hit, hit_target
from gui.network.input_names import room_beside
from gui.network.layout import Layout, lay_out

NOTCH = 120.0
"""Eighths of a degree in a notch of a mouse wheel."""


class Viewport(QWidget):
    """Zoomed by the wheel, moved by dragging; says what is clicked and what is under the mouse.

    Signals:
        picked: what was clicked: a weight, a bias or a node; None for the ground.
        hover_changed: what is under the mouse now, None for the ground.
        camera_changed: whether the whole network is in view.
        camera_moved: everything is in another place.
        pointed: where the mouse is, None for elsewhere.

    Attributes:
        hovered: what is under the mouse, None for nothing.
        mouse: where the mouse was when that came under it, which is where its card stands.
        just_picked: whether that was clicked, and the mouse has not gone to anything else since.

    """

    picked = Signal(object)
    hover_changed = Signal(object)
    camera_changed = Signal(bool)
    camera_moved = Signal()
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Look at the whole of a network that is still to come."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._ring = FocusRing(self)
        self.hovered: Selection | None = None
        self.just_picked = False
        self._frame: Frame | None = None
        self._drawn_of: Frame | None = None
        self._drawn: NDArray[np.intp] | None = None
        self._camera = Camera()
        self._whole: Layout | None = None
        self._layout: Layout | None = None
        self._ground: QPixmap | None = None
        self.mouse = QPointF()
        self._pressed: QPointF | None = None
        self._dragging = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the network out anew, all of it in view."""
        self._whole = None
        self._look(Camera())
        super().resizeEvent(event)

    # Where things are

    def _seen(self, frame: Frame) -> Layout:
        if self._whole is None:
            names = room_beside(frame.dataset.inputs)
            self._whole, self._layout = lay_out(frame.n, QRectF(self.rect()), names), None
        if self._layout is None:
            self._layout = self._whole.seen(self._camera)
        return self._layout

    def laid_out(self) -> Layout:
        """Where everything of the frame is on the canvas."""
        return self._seen(self._frame)

    def _look(self, camera: Camera) -> None:
        """Look through `camera`."""
        fitted = self._camera.fits
        self._camera = camera
        self._layout = self._ground = None
        if camera.fits != fitted:
            self.camera_changed.emit(camera.fits)
        self.camera_moved.emit()
        self.update()

    @property
    def camera(self) -> Camera:
        """What one looks through."""
        return self._camera

    def look_through(self, camera: Camera) -> None:
        """Look through `camera`, which is of a canvas as large as this."""
        self._look(camera)

    def place(self, selection: Selection) -> QPointF:
        """Where on the canvas `selection` is: the middle of a node, a bias or an edge."""
        return anchor(self._seen(self._frame), selection)

    @Slot()
    def zoom_in(self) -> None:
        """Go nearer to what is selected, or else to the middle."""
        self._zoom(2.0, self._in_focus())

    @Slot()
    def zoom_out(self) -> None:
        """Go away from there, until all is in view."""
        self._zoom(-2.0, self._in_focus())

    @Slot()
    def fit(self) -> None:
        """Bring the whole network into view."""
        self._look(Camera())

    def _in_focus(self) -> QPointF:
        """What is selected and in view; else the middle."""
        at, middle = self._place_picked(), QRectF(self.rect()).center()
        return at if at is not None and self.rect().contains(at.toPoint()) else middle

    def _place_picked(self) -> QPointF | None:
        frame = self._frame
        if frame is None or frame.pick is None or not exists(self._seen(frame), frame.pick):
            return None
        return self.place(frame.pick)

    def _follow_picked(self) -> None:
        """Bring what is selected into view, if one looks at a part of the network where it is not."""
        at = None if self._camera.fits else self._place_picked()
        if at is not None and not self.rect().contains(at.toPoint()):
            area = QRectF(self.rect())
            self._look(self._camera.moved(area.center() - at, area))

    def _zoom(self, steps: float, about: QPointF) -> None:
        self._look(self._camera.zoomed(steps, about, QRectF(self.rect())))

    # The mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse."""
        self._zoom(event.angleDelta().y() / NOTCH, event.position())
        self._hover(event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a click or a drag begins."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the network along, or say what is under the mouse."""
        at = event.position()
        if self._pressed is None:
            self._hover(at)
            return
        if self._dragging or (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._look(self._camera.moved(at - self._pressed, QRectF(self.rect())))
            self._pressed = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select what was clicked; the end of a drag selects nothing, and a target can't be selected."""
        pressed, dragged = self._pressed, self._dragging
        self._pressed, self._dragging = None, False
        self.unsetCursor()
        if (
            pressed is not None
            and not dragged
            and self._frame
            and event.button() is Qt.MouseButton.LeftButton
        ):
            found, target = self._pointed_at(event.position())
            if target is None:
                self._note_click(found)
                self.picked.emit(found)
        self._hover(event.position())

    def _note_click(self, found: Selection | None) -> None:
        """What was clicked is told elsewhere from now on, and is not to be covered."""
        self._set_hovered(found)
        self.just_picked = found is not None
        self.update()

    def _pointed_at(self, at: QPointF) -> tuple[Selection | None, int | None]:
        """What lies at a place: a weight, bias or node; or else which output's target."""
        found = self.thing_at(at)
        return found, hit_target(self._seen(self._frame), at) if found is None else None

    def thing_at(self, at: QPointF) -> Selection | None:
        """The node, the bias, or of the edges that are drawn the weight that lies at a place."""
        frame = self._frame
        if frame is None:
            return None
        if frame is not self._drawn_of:  # of many edges it takes a while to tell the strongest
            self._drawn_of, self._drawn = frame, places_drawn(frame)
        return hit(self._seen(frame), at, self._drawn)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._set_hovered(None)
        self.pointed.emit(None)
        super().leaveEvent(event)

    def _hover(self, at: QPointF) -> None:
        found = self.thing_at(at)
        if found != self.hovered:
            self.mouse = at
            self._set_hovered(found)
        self.pointed.emit(at)

    def _set_hovered(self, found: Selection | None) -> None:
        if found != self.hovered:
            self.hovered, self.just_picked = found, False
            self.hover_changed.emit(found)
            self.update()
