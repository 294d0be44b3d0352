"""What a picture or a film is of: a part of the window, laid out as large as it is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QGraphicsView, QWidget

from core.frame import Frame
from gui.exporting.choices import Target
from gui.exporting.rendering import image_of
from gui.exporting.stage import Stage, resized
from gui.network.canvas import NetworkCanvas

UNSEEN = QSize(480, 320)
"""The size that is offered for a panel that was never seen, at least."""


def counts_pixels(area: QAbstractScrollArea) -> bool:
    """Whether what is in `area` is scrolled by pixels: lists go by their rows, and plots do not scroll."""
    if isinstance(area, QAbstractItemView):
        return area.verticalScrollMode() is QAbstractItemView.ScrollMode.ScrollPerPixel
    return area.isVisible() and not isinstance(area, QGraphicsView)


class Composition(QObject):
    """Lays out a part of the window, on a stage where it is not seen like that; `clear` gives it back.

    Attributes:
        target, size: what is laid out, and how large in pixels of the screen; the window is as it is.
        stage: where a panel is that is not seen, or not so large.

    """

    def __init__(self, target: Target, window: Any) -> None:
        """Show `target`, a part of `window`, the main window, at its own size; nothing is laid out yet."""
        super().__init__(window)
        self._window, self._awaited = window, ""
        self.stage = Stage(window)
        self.target, self.size = target, self.own_size(target)

    @property
    def ready(self) -> bool:
        """Whether it shows what it should."""
        return not self._awaited

    def own_size(self, target: Target) -> QSize:
        """The size on the screen; of a panel behind a tab, that of the one in front of it."""
        if target.dock is None or self._is_seen(target):
            return target.widget.geometry().size()
        docks, visible = self._window.docks, self._window.dock_layout.visible
        beside = {dock.objectName() for dock in self._window.tabifiedDockWidgets(target.dock)}
        front = next((k for k in docks.values() if k.objectName() in beside & visible), None)
        if front is not None and not target.dock.isHidden():
            return front.widget().geometry().size()
        return target.widget.sizeHint().expandedTo(UNSEEN)

    def _is_seen(self, target: Target) -> bool:
        return target.name in self._window.dock_layout.visible

    def lay_out(self, target: Target, size: QSize) -> None:
        """Lay out `target`, so large, and ask for what a panel needs that is not seen."""
        self.target, self.size = target, size
        visible = self._window.dock_layout.visible
        if target.dock is None or (self._is_seen(target) and self.own_size(target) == size):
            self.stage.clear()
            self._awaited = ""
            self._window.viewer.change(panels=visible)
            return
        self.stage.put(target, size)
        self._awaited = target.name
        self._ask()

    def _ask(self) -> None:
        self._window.viewer.change(panels=self._window.dock_layout.visible | {self.target.name})

    def show_frame(self, frame: Frame | None) -> None:
        """Let the panel on the stage show `frame`, which has to have what it shows."""
        if frame is None or self.stage.panel is None:
            return
        if self.target.name in frame.view.panels:
            self._awaited = ""
            self.stage.panel.show_frame(frame)
        else:
            self._ask()  # docks that came or went meanwhile have asked for less

    def scrolled_away(self) -> QSize:
        """How many pixels there are of the panel beside those that are in view, across and down."""
        if self.target.dock is None:
            return QSize(0, 0)
        areas = [k for k in self.target.widget.findChildren(QAbstractScrollArea) if counts_pixels(k)]
        return QSize(
            max((k.horizontalScrollBar().maximum() for k in areas), default=0),
            max((k.verticalScrollBar().maximum() for k in areas), default=0),
        )

    @property
    def painted(self) -> QSize:
        """How large what it shows is now, in pixels of the screen."""
        widget = self.target.widget
        return self.size if isinstance(widget, NetworkCanvas) else widget.size()

    def image(self, scale: float) -> QImage:
        """What it shows now, with `scale` pixels to one of the screen."""
        with self.shown() as widget:
            return image_of(widget, scale)

    @contextmanager
    def shown(self) -> Iterator[QWidget]:
        """The part that was chosen, as large as is wanted: a panel is that on the stage."""
        widget = self.target.widget
        if isinstance(widget, NetworkCanvas):
            with resized(widget, self.size):
                yield widget
        else:
            yield widget

    def clear(self) -> None:
        """Give back what was borrowed, ask for no more than is seen, and be of no more use."""
        self.stage.clear()
        self.stage.deleteLater()
        self._window.viewer.change(panels=self._window.dock_layout.visible)
        self._window.catch_up()
        self.deleteLater()
