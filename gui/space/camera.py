"""An orthographic camera on the cube from −1 to 1: where points lie on the screen, and how far away."""

from dataclasses import replace
from math import cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from core.lazily import dataclass

Floats = NDArray[np.float64]

HALF_DIAGONAL = sqrt(3.0)
"""From the middle of the cube to a corner: nothing in it lies farther out, however it is turned."""

STEEPEST = 90.0
"""Degrees above or below at which one looks straight down or up."""


@dataclass(frozen=True)
class Camera:
    """From where one looks, in degrees: around the third axis, and above the plane of the first two.

    At 0, 0 the first axis goes to the right, the second away and the third upwards.
    """

    azimuth: float = 30.0
    elevation: float = 24.0

    @property
    def axes(self) -> Floats:
        """The directions to the right, upwards and away, one a row (3, 3)."""
        a, e = radians(self.azimuth), radians(self.elevation)
        right = (cos(a), sin(a), 0.0)
        up = (-sin(a) * sin(e), cos(a) * sin(e), cos(e))
        away = (-sin(a) * cos(e), cos(a) * cos(e), -sin(e))
        return np.array([right, up, away])

    def project(self, points: Floats) -> tuple[Floats, Floats]:
        """Where `points` (k, 3) are seen: to the right and upwards (k, 2); and how far away (k,)."""
        seen = np.asarray(points, dtype=np.float64) @ self.axes.T
        return seen[:, :2], seen[:, 2]

    def turned(self, around: float, above: float) -> "Camera":
        """The camera so many degrees further around and above, where it stops at the poles."""
        azimuth = (self.azimuth + around + 180.0) % 360.0 - 180.0
        elevation = min(max(self.elevation + above, -STEEPEST), STEEPEST)
        return replace(self, azimuth=azimuth, elevation=elevation)


@dataclass(frozen=True)
class Room:
    """The cube as a camera sees it, in a box of the screen in which it has room however it is turned."""

    box: QRectF
    camera: Camera = Camera()

    @property
    def scale(self) -> float:
        """Pixels of a length of 1."""
        return min(self.box.width(), self.box.height()) / (2 * HALF_DIAGONAL)

    def pixels(self, points: Floats) -> tuple[Floats, Floats]:
        """Where `points` (k, 3) lie: pixels to the right and down (k, 2), and how far away (k,)."""
        seen, depth = self.camera.project(points)
        middle = self.box.center()
        return seen * (self.scale, -self.scale) + (middle.x(), middle.y()), depth
