"""Puts docks and view back once a window has its own size again, which may take a while."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

GIVES_UP = {QEvent.Type.Wheel, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}


class Returning(QObject):
    """Notes what a window looks like, and brings it back.

    What full screens come back to is up to the system, and it takes its time. Docks that were put back into
    a larger window share its room, and a canvas of another size is looked at as a whole.
    """

    def __init__(self, window: Any) -> None:
        """Note `window`, the main window, as it is."""
        super().__init__(window)
        self._window = window
        self._size, self._state = window.size(), window.windowState()
        self._canvas, self._camera = window.canvas.size(), window.canvas.camera

    def begin(self) -> None:
        """Bring back what is possible now, and the rest as soon as it is; until a person does something."""
        self._window.setWindowState(self._state)
        self._docks = self._window.dock_layout.state()
        self._window.dock_layout.bring_out()
        if self._window.size() == self._size:
            self.finish()
        else:
            self._window.installEventFilter(self)
            self._window.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another size, or a person does something."""
        if event.type() in GIVES_UP:
            self.stop()
        elif watched is self._window and event.type() is QEvent.Type.Resize and event.size() == self._size:
            self.stop()
            QTimer.singleShot(0, self, self.bring_back)
        return False

    def stop(self) -> None:
        """Wait no longer."""
        self._window.removeEventFilter(self)
        self._window.canvas.removeEventFilter(self)

    @Slot()
    def bring_back(self) -> None:
        """The window has its size."""
        self._window.dock_layout.restore(self._docks)
        self.finish()

    def finish(self) -> None:
        """Look where one looked."""
        window = self._window
        window.layout().activate()
        window.network.layout().activate()
        if window.canvas.size() == self._canvas and not self._camera.fits:
            window.canvas.look_through(self._camera)
