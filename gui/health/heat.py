"""One layer's histograms over the steps, as a picture in a plot."""

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from core.health.bins import BELOW, LOWEST, PER_DECADE, ZERO
from gui.health.columns import Pixels
from gui.plots.time_plot import WholePlot
from gui.ratio import draw_part
from gui.theme import DARK, Theme

STRIP = 4
"""Pixels of the strip below, for what is exactly 0."""
GAP = 3
"""Pixels between the strip and the sizes above it."""


class HeatItem(WholePlot):
    """Paints a row for each bin of sizes, and below them a strip for zeros; an image that was made once."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self._image, self._pixels = QImage(), np.empty((0, 0), dtype=np.uint32)
        self._steps = (0.0, 1.0)
        self._zeros = False
        self._theme = DARK

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_pixels(self, pixels: Pixels, steps: tuple[float, float], zeros: bool) -> None:
        """Show a row for each bin, the lowest first, over these steps; with the strip of zeros or without."""
        rows, columns = pixels.shape
        self._pixels = pixels  # the image has no memory of its own
        self._image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
        self._steps, self._zeros = steps, zeros
        self.update()

    @property
    def pixels(self) -> Pixels:
        """What is shown."""
        return self._pixels

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the sizes as far as they are in sight, and the strip over them."""
        if self._image.isNull():
            return
        first, last = self._steps
        columns, rows = self._image.width(), self._image.height()
        above = rows - BELOW
        place = QRectF(first, LOWEST - 1 / PER_DECADE, last - first, above / PER_DECADE)
        draw_part(painter, place, self._image, QRect(0, BELOW, columns, above))
        if self._zeros:
            seen = self._bounds
            pixel = seen.height() / max(1.0, abs(self.getViewBox().height()))
            painter.fillRect(
                QRectF(seen.left(), seen.top(), seen.width(), (STRIP + GAP) * pixel),
                QColor(self._theme.surface),
            )
            strip = QRectF(first, seen.top(), last - first, STRIP * pixel)
            draw_part(painter, strip, self._image, QRect(0, ZERO, columns, 1))
