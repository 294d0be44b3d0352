"""Turning a camera by hand: the mouse drags it, arrow keys turn it, Home puts it back."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from gui.space.camera import Camera

DEGREES = 0.5
"""Around for each pixel that the mouse is dragged."""

STEP = 5.0
"""Degrees of an arrow key."""

SLACK = 3.0
"""Pixels that a hand may shake during a click, which is no drag."""

TURNS = {
    Qt.Key.Key_Left: (STEP, 0.0),
    Qt.Key.Key_Right: (-STEP, 0.0),
    Qt.Key.Key_Up: (0.0, -STEP),
    Qt.Key.Key_Down: (0.0, STEP),
}
"""Degrees around and above: what is in front goes where the arrow points, as with the mouse."""

WORDS = "Drag to turn it, or use the arrow keys; Home or a double click puts it back."


class Orbit(QObject):
    """Holds the camera of a view, which hands on its presses, moves and keys.

    Signals:
        turned: the camera, when it is another.

    """

    turned = Signal(object)

    def __init__(self, home: Camera | None = None, parent: QObject | None = None) -> None:
        """Begin at `home`, to which `reset` returns."""
        super().__init__(parent)
        self.home = home or Camera()
        self.camera = self.home
        self._pressed: QPointF | None = None
        self._from = self.camera
        self._dragged = False

    @property
    def dragging(self) -> bool:
        """Whether a drag is under way, or the one that has just ended was no click."""
        return self._dragged

    def press(self, at: QPointF) -> None:
        """Take hold of the picture."""
        self._pressed, self._from, self._dragged = QPointF(at), self.camera, False

    def move(self, at: QPointF) -> bool:
        """Turn the picture with the mouse; return whether it is held and has been dragged."""
        if self._pressed is None:
            return False
        by = at - self._pressed
        if not self._dragged and by.manhattanLength() <= SLACK:
            return False
        self._dragged = True
        self._look(self._from.turned(-DEGREES * by.x(), DEGREES * by.y()))
        return True

    def release(self) -> bool:
        """Let go of the picture; return whether it was dragged, and not only clicked."""
        held, self._pressed = self._pressed is not None, None
        return held and self._dragged

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key is one of those that turn: a view keeps it from the shortcuts of the window."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and (event.key() == Qt.Key.Key_Home or event.key() in TURNS)

    def key(self, event: QKeyEvent) -> bool:
        """Turn as the arrow keys say, or go home; return whether the key was one of these."""
        if not self.takes(event):
            return False
        if event.key() == Qt.Key.Key_Home:
            self.reset()
        else:
            self._look(self.camera.turned(*TURNS[Qt.Key(event.key())]))
        return True

    def reset(self) -> None:
        """Look from where one looked at first."""
        self._look(self.home)

    def _look(self, camera: Camera) -> None:
        if camera != self.camera:
            self.camera = camera
            self.turned.emit(camera)
