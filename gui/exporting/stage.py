"""A place off the screen for a panel that is behind a tab or closed, or wanted at another size."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QDockWidget, QWidget

from gui.exporting.choices import Target
from gui.network.canvas import NetworkCanvas


class Stage(QObject):
    """Borrows a panel from its dock, where something as large as it stands in for it meanwhile.

    What isn't seen is not laid out, and panels work out nothing that nobody sees: here all of it is.
    """

    def __init__(self, window: QWidget) -> None:
        """Be empty; `window` has the docks."""
        super().__init__(window)
        self._window = window
        self._place: QWidget | None = None
        self._stand_in: QWidget | None = None
        self._ground: QWidget | None = None
        self._panel: QWidget | None = None
        self._dock: QDockWidget | None = None

    @property
    def panel(self) -> QWidget | None:
        """What is here."""
        return self._panel

    def put(self, target: Target, size: QSize) -> None:
        """Show the panel of `target` here, so large; whatever was here goes back."""
        if self._panel is target.widget:
            self._fit(size)
            return
        self.clear()
        if target.dock is None:
            return
        panel = self._panel = target.widget
        self._dock, self._stand_in = target.dock, QWidget()
        self._stand_in.setMinimumSize(panel.minimumSizeHint().expandedTo(panel.minimumSize()))
        self._dock.setWidget(self._stand_in)
        place = self._place = QWidget(self._window, Qt.WindowType.Window)
        place.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        place.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._ground = QDockWidget(place)  # in which panels have their ground
        panel.setParent(self._ground)
        self._fit(size)
        place.show()
        panel.show()

    def _fit(self, size: QSize) -> None:
        for part in (self._place, self._ground, self._panel):
            if part is not None:
                part.resize(size)
        if self._panel is not None:
            self._panel.move(0, 0)

    def clear(self) -> None:
        """Give back what is here."""
        if self._panel is None or self._dock is None:
            return
        panel, self._panel = self._panel, None
        self._dock.setWidget(panel)
        panel.show()
        for part in (self._stand_in, self._place):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._dock = self._stand_in = self._place = self._ground = None


@contextmanager
def resized(canvas: NetworkCanvas, size: QSize) -> Iterator[None]:
    """Let `canvas` be of another size while its picture is taken, and look where it looked after that."""
    before = canvas.size()
    if size == before:
        yield
        return
    camera = canvas.camera
    canvas.resize(size)
    try:
        yield
    finally:
        canvas.resize(before)
        canvas.look_through(camera)
