"""Where points of a layer's space lie on the screen: in a plane, or in space seen through a camera."""

import numpy as np
from PySide6.QtCore import QRectF

from core.hidden_space import Ends
from core.lazily import dataclass
from gui.output.area import Area
from gui.space.camera import Camera, Floats, Room

FAR_OFF = 1e5
"""Pixels from the corner beyond which nothing is drawn."""


@dataclass(frozen=True)
class Place:
    """The square or cube from end to end along every axis, in `box`; with a camera it is a cube."""

    box: QRectF
    ends: Ends
    camera: Camera | None = None

    @property
    def deep(self) -> bool:
        """Whether there are three axes."""
        return self.camera is not None

    @property
    def area(self) -> Area:
        """The box as a plane."""
        return Area(self.box, self.ends, self.ends)

    @property
    def room(self) -> Room:
        """The box as the camera sees the cube in it."""
        return Room(self.box, self.camera or Camera())

    def pixels(self, points: Floats) -> tuple[Floats, Floats]:
        """Pixels (k, 2) of `points` (k, 2 or 3), and how far away they are (k,); NaN for what is far off."""
        with np.errstate(invalid="ignore", over="ignore"):
            at, depth = self._pixels(np.asarray(points, dtype=np.float64))
        off = ~(np.abs(at) < FAR_OFF).all(axis=1)
        if off.any():
            at[off] = np.nan
        return at, depth

    def _pixels(self, points: Floats) -> tuple[Floats, Floats]:
        if not self.deep:
            return np.stack(self.area.pixels(points[:, 0], points[:, 1]), axis=1), np.zeros(len(points))
        low, high = self.ends
        return self.room.pixels((points - (low + high) / 2) * (2 / (high - low)))
