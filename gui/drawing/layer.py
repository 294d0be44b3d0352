"""The layer over the plane that hears the mouse and the keys while one paints."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.drawing.easel import Easel
from gui.drawing.overlay import CROSS, Overlay
from gui.output.plane import PlaneView
from gui.own_keys import kept

Button, Key, Modifier = Qt.MouseButton, Qt.Key, Qt.KeyboardModifier
WALK = {Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
PAINT, ERASE = (Key.Key_Return, Key.Key_Enter), (Key.Key_Delete, Key.Key_Backspace)
STEPS = 48
"""Steps of the cross from one side of the plane to the other."""
BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class BrushLayer(QWidget):
    """Lies over a plane while `easel` is in use.

    Signals:
        left: the keyboard is given back.
    """

    left = Signal()

    def __init__(self, plane: PlaneView, easel: Easel) -> None:
        """Lie over `plane`, unseen until somebody paints."""
        super().__init__(plane)
        self._plane, self._easel = plane, easel
        self.overlay = Overlay(plane, easel)
        self._mouse: QPointF | None = None
        self._button = Button.NoButton
        self._cross: tuple[float, float] | None = None
        self._dataset: object = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAccessibleName("Plane to paint on")
        self.setAccessibleDescription("Arrow keys move a cross, Enter paints a point there, Delete erases.")
        self.hide()
        plane.installEventFilter(self)
        easel.changed.connect(self.on_changed)
        easel.renewed.connect(self.on_renewed)

    def follow(self) -> None:
        """The plane has shown a frame: strokes that were heard are over, others lie on what there is now."""
        self._easel.sending.settle()
        if self._plane.frame is not None and self._plane.frame.dataset is not self._dataset:
            self._dataset = self._plane.frame.dataset
            self.on_renewed()
        self.on_changed()

    @Slot()
    def on_changed(self) -> None:
        """Be there while there is something to paint on."""
        self.setVisible(self._easel.ready)
        self.update()

    @Slot()
    def on_renewed(self) -> None:
        """Paint the strokes anew."""
        self.overlay.renew()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the plane."""
        if watched is self._plane and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._plane.rect())
        return super().eventFilter(watched, event)

    # Painting

    def paintEvent(self, _: QPaintEvent) -> None:
        """Paint points on their way, and the brush."""
        area = self._plane.area
        if area is None or self._plane.frame is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.overlay.paint(painter)
        painter.setClipRect(area.box)
        if self._mouse is not None and area.box.contains(self._mouse):
            self.overlay.paint_brush(painter, self._mouse, self._erases())
        if self._cross is not None and self.hasFocus():
            self.overlay.paint_cross(painter, area.at(*self._cross))
        painter.end()

    def _erases(self) -> bool:
        return self._easel.erasing or self._button is Button.RightButton

    def _around(self, at: QPointF | None) -> QRect:
        """Where the brush is painted when the mouse is at a place."""
        if at is None:
            return QRect()
        reach = max(self.overlay.reach(True), self.overlay.reach(False), CROSS) + 3
        return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach).toAlignedRect()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke, or with Ctrl choose a sample."""
        area, at = self._plane.area, event.position()
        if (
            event.button() not in (Button.LeftButton, Button.RightButton)
            or self._button is not Button.NoButton
        ):
            return
        if event.modifiers() & Modifier.ControlModifier:
            self._plane.choose_at(at)
        elif area is not None and area.box.contains(at):
            self._button = event.button()
            self._begin(self._erases())
            self._go_on(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the stroke, show the brush, and say what is under it."""
        before, self._mouse = self._mouse, event.position()
        self.update(self._around(before).united(self._around(self._mouse)))
        inside = self._plane.area is not None and self._plane.area.box.contains(self._mouse)
        self.setCursor(Qt.CursorShape.CrossCursor if inside else Qt.CursorShape.ArrowCursor)
        if self._button is not Button.NoButton:
            self._go_on(self._mouse)
        self._plane.look_at(self._mouse)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        if event.button() is self._button:
            self._end()

    def leaveEvent(self, event: QEvent) -> None:
        """Say nothing any more."""
        self._mouse = None
        self._plane.look_at(None)
        self.update()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was painted so far was painted."""
        self._end()
        super().hideEvent(event)

    def _begin(self, erase: bool) -> None:
        area = self._plane.area
        low, high = zip(area.x, area.y, strict=True)
        per_pixel = (high[0] - low[0]) / area.box.width()
        reach = (self.overlay.reach(True) + self._plane.radius / 2) * per_pixel
        self._easel.press(low, high, erase, reach)
        self.overlay.begin()

    def _go_on(self, at: QPointF) -> None:
        area = self._plane.area
        if area is not None:
            self._easel.move(area.values(at))
            self.update(self.overlay.go_on().toAlignedRect())

    def _end(self) -> None:
        self._button = Button.NoButton
        self._easel.release()
        self.update()

    # The keyboard

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here."""
        return kept(event, self._takes) or super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        plain = event.modifiers() & ~Modifier.KeypadModifier == Modifier.NoModifier
        return plain and event.key() in (*WALK, *PAINT, *ERASE, Key.Key_Escape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross, paint or erase where it is, or give the keyboard back."""
        area = self._plane.area
        if area is None or not self._takes(event):
            event.ignore()
        elif event.key() == Key.Key_Escape:
            self.left.emit()
        elif event.key() in WALK:
            self._walk(*WALK[Key(event.key())])
        elif self._button is Button.NoButton:
            self._begin(event.key() in ERASE or self._easel.erasing)
            self._go_on(area.at(*self._here()))
            self._end()

    def _here(self) -> tuple[float, float]:
        """Where the cross is, within the plane."""
        area, (x, y) = self._plane.area, self._cross or (0.0, 0.0)
        return min(max(x, area.x[0]), area.x[1]), min(max(y, area.y[0]), area.y[1])

    def _walk(self, right: int, up: int) -> None:
        area, (x, y) = self._plane.area, self._here()
        step = (area.x[1] - area.x[0]) / STEPS
        self._cross = x + right * step, y + up * step
        self._cross = self._here()
        self._plane.look_at(area.at(*self._cross))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cross to who comes by key."""
        super().focusInEvent(event)
        if event.reason() in BY_KEY and self._plane.area is not None:
            self._cross = self._here()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self.update()
