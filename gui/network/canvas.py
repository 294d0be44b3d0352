"""The canvas: paints one frame of the network, says when it has, and hears the mouse."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from core.frame import Frame
from core.selection import Selection
from gui.network.camera import Camera
from gui.network.card import card, paint_card
from gui.network.edges import colouring
from gui.network.highlight import anchor, exists
from gui.network.hint import paint_hint
from gui.network.hit import hit
from gui.network.layout import Layout, lay_out
from gui.network.picture import paint_ground, paint_network, smooth
from gui.theme import DARK, Theme, nice_reach

NOTCH = 120.0
"""Eighths of a degree in a notch of a mouse wheel."""


class NetworkCanvas(QWidget):
    """Draws nodes, edges, biases and targets; zoomed by the wheel, moved by dragging.

    Signals:
        painted: the `Frame` that is on the screen now.
        picked: what was clicked: a weight, a bias or a node; None for the ground.
        reach_changed: the end of the colour scale of edges and biases.
        camera_changed: whether the whole network is in view.

    Attributes:
        frames_painted: how many new frames were painted.
        smooth: whether all of the last paint was anti-aliased.
        hovered: what is under the mouse, None for nothing.

    """

    painted = Signal(object)
    picked = Signal(object)
    reach_changed = Signal(float)
    camera_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first `show_frame`."""
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName("Network")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.frames_painted = 0
        self.smooth = False
        self.hovered: Selection | None = None
        self._theme = DARK
        self._frame: Frame | None = None
        self._new = self._hint = False
        self._reach = 1.0
        self._camera = Camera()
        self._whole: Layout | None = None
        self._layout: Layout | None = None
        self._ground: QPixmap | None = None
        self._mouse = QPointF()
        self._pressed: QPointF | None = None
        self._dragging = False

    def sizeHint(self) -> QSize:
        """Room for a network of a few layers."""
        return QSize(760, 500)

    # What is shown

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self._ground = None
        self.update()

    def set_hint(self, on: bool) -> None:
        """Show, at the very first moment of training, which key takes the first step."""
        self._hint = on
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Paint `frame` at the next opportunity; a canvas that nobody sees counts as painted."""
        old = self._frame
        if old is None or old.n != frame.n:
            self._whole = None
            self.hovered = None
            self._look(Camera())
        if old is not None and old.experiment.activations != frame.experiment.activations:
            self._ground = None
        if old is not None and (old.n, old.view.edges) != (frame.n, frame.view.edges):
            self._reach = 0.0
        self._frame, self._new = frame, True
        if self.isVisible() and not self.window().isMinimized():
            self.update()
        else:
            self.painted.emit(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the network out anew, all of it in view."""
        self._whole = None
        self._look(Camera())
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame; the parts that don't change come from a picture."""
        frame = self._frame
        painter = QPainter(self)
        if frame is None:
            painter.fillRect(self.rect(), QColor(self._theme.window))
            return
        layout = self._seen(frame)
        if self._ground is None or self._ground.devicePixelRatio() != self.devicePixelRatio():
            self._ground = paint_ground(layout, frame, self._theme, self.size(), self.devicePixelRatio())
        painter.drawPixmap(0, 0, self._ground)
        shown = colouring(frame)
        self._fit_reach(frame)
        hovered = self.hovered if self.hovered and exists(layout, self.hovered) else None
        paint_network(painter, layout, frame, shown, self._reach, self._theme, hovered)
        self.smooth = smooth(layout, frame)
        self._paint_above(painter, frame, hovered)
        painter.end()
        if self._new:
            self._new = False
            self.frames_painted += 1
            self.painted.emit(frame)

    def _paint_above(self, painter: QPainter, frame: Frame, hovered: Selection | None) -> None:
        area = QRectF(self.rect())
        if self._hint and frame.state == "paused" and frame.cursor.step == 0 and frame.place == 0:
            paint_hint(painter, area, self._theme)
        if hovered is not None and not self._dragging:
            paint_card(painter, card(frame, hovered), self._mouse, area, self._theme)

    def _fit_reach(self, frame: Frame) -> None:
        """Let the colour scale take in all edges, and biases where weights colour them."""
        by_weight = frame.view.edges == "w" or not frame.dC_dw
        reach = nice_reach(frame.theta if by_weight else frame.gradient, self._reach)
        if reach != self._reach:
            self._reach = reach
            self.reach_changed.emit(reach)

    # Where things are

    def _seen(self, frame: Frame) -> Layout:
        if self._whole is None:
            self._whole, self._layout = lay_out(frame.n, QRectF(self.rect())), None
        if self._layout is None:
            self._layout = self._whole.seen(self._camera)
        return self._layout

    def _look(self, camera: Camera) -> None:
        """Look through `camera`."""
        fitted = self._camera.fits
        self._camera = camera
        self._layout = self._ground = None
        if camera.fits != fitted:
            self.camera_changed.emit(camera.fits)
        self.update()

    def place(self, selection: Selection) -> QPointF:
        """Where on the canvas `selection` is: the middle of a node, a bias or an edge."""
        return anchor(self._seen(self._frame), selection)

    @Slot()
    def zoom_in(self) -> None:
        """Go nearer to the middle."""
        self._zoom(2.0, QRectF(self.rect()).center())

    @Slot()
    def zoom_out(self) -> None:
        """Go away from the middle, until all is in view."""
        self._zoom(-2.0, QRectF(self.rect()).center())

    @Slot()
    def fit(self) -> None:
        """Bring the whole network into view."""
        self._look(Camera())

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
        """Select what was clicked; the end of a drag selects nothing."""
        pressed, dragged = self._pressed, self._dragging
        self._pressed, self._dragging = None, False
        self.unsetCursor()
        if (
            pressed is not None
            and not dragged
            and self._frame
            and event.button() is Qt.MouseButton.LeftButton
        ):
            self.picked.emit(hit(self._seen(self._frame), event.position()))
        self._hover(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Bring the whole network into view by a double click on the ground."""
        if self._frame is not None and hit(self._seen(self._frame), event.position()) is None:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        self._set_hovered(None)
        super().leaveEvent(event)

    def _hover(self, at: QPointF) -> None:
        found = None if self._frame is None else hit(self._seen(self._frame), at)
        if found != self.hovered:
            self._mouse = at
            self._set_hovered(found)

    def _set_hovered(self, found: Selection | None) -> None:
        if found != self.hovered:
            self.hovered = found
            self.update()
