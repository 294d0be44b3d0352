"""How far the view of the network is zoomed in and moved."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF

from core.lazily import dataclass

STEP = 1.25
"""One notch of the mouse wheel, or one press of a key."""

LARGEST_ZOOM = 80.0
KEPT = 80.0
"""Pixels of the network that stay in view wherever it is moved."""


@dataclass(frozen=True)
class Camera:
    """Maps a place of the whole picture, p, to the screen: zoom · p + (x, y)."""

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0

    @property
    def fits(self) -> bool:
        """Whether the whole network is in view, as at first."""
        return self == Camera()

    def zoomed(self, steps: float, about: QPointF, area: QRectF) -> "Camera":
        """So many notches nearer, the place at `about` left where it is; never smaller than the whole."""
        zoom = min(max(self.zoom * STEP**steps, 1.0), LARGEST_ZOOM)
        if zoom == 1.0:
            return Camera()
        factor = zoom / self.zoom
        moved = Camera(
            zoom, about.x() + (self.x - about.x()) * factor, about.y() + (self.y - about.y()) * factor
        )
        return moved.kept_in(area)

    def moved(self, by: QPointF, area: QRectF) -> "Camera":
        """The view dragged along."""
        return replace(self, x=self.x + by.x(), y=self.y + by.y()).kept_in(area)

    def kept_in(self, area: QRectF) -> "Camera":
        """The same, but never with the network out of sight."""
        width, height = area.width() * self.zoom, area.height() * self.zoom
        x = min(max(self.x, KEPT - width), area.width() - KEPT)
        y = min(max(self.y, KEPT - height), area.height() - KEPT)
        return replace(self, x=x, y=y)
