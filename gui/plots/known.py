"""A curve of what is computed only now and then: it says at which steps, and pales where nothing is known."""

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from gui.plots.curves import Curve, Floats
from gui.theme import Theme, blended

APART = 8.0
"""Pixels from one computed point to the next, beyond which a line between them would claim too much."""
SPOT = 3.0
"""The mark at such a point in widths of the line, so that a thin line's is seen on a thick one's."""
PALE = 0.45
"""How much of its colour is left of the line over steps that are not known."""


class Known(Curve):
    """A line through points; where they lie far apart each is a spot, and what joins them is pale.

    Attributes:
        spots: which points are marked (k,).
        gaps: which stretches after a point are pale (k − 1,).

    """

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.spots = self.gaps = np.zeros(0, dtype=np.bool_)
        self._pale, self._round = QPen(), QPen()

    def set_pen(self, pen: QPen, theme: Theme) -> None:
        """Draw with `pen` what is known, and paler what is not."""
        self.setPen(pen)
        self._pale = pg.mkPen(blended(QColor(pen.color()), theme.surface, PALE), width=1)
        self._round = pg.mkPen(pen.color(), width=SPOT * pen.widthF())
        self._round.setCapStyle(Qt.PenCapStyle.RoundCap)

    def show_points(self, x: Floats, y: Floats, pixels: float) -> None:
        """Draw the points at steps `x` with values `y`, a step being so many `pixels` wide."""
        self.gaps = unknown(x, y, pixels)
        self.spots = spots(y, self.gaps)
        if not self.gaps.any():
            self.setData(x, y, connect="finite")
            return
        joined = np.zeros(len(x), dtype=np.int32)
        known = np.isfinite(y)
        joined[:-1] = known[:-1] & known[1:] & ~self.gaps
        self.setData(x, y, connect=joined)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the pale lines, over them the line, and the spots."""
        x, y = self.getData()
        if x is None or not self.spots.any():
            super().paint(painter, option, widget)
            return
        points = [QPointF(*place) for place in zip(x.tolist(), y.tolist(), strict=True)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._pale)
        painter.drawLines([QLineF(points[k], points[k + 1]) for k in np.flatnonzero(self.gaps)])
        super().paint(painter, option, widget)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._round)
        painter.drawPoints([points[k] for k in np.flatnonzero(self.spots)])


def unknown(x: Floats, y: Floats, pixels: float) -> NDArray[np.bool_]:
    """Which stretches between neighbours (k − 1,) leave steps out and can be seen to."""
    apart, known = np.diff(x), np.isfinite(y)
    return (apart > 1.0) & (apart * pixels > APART) & known[:-1] & known[1:]


def spots(y: Floats, gaps: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which points (k,) are at an end of such a stretch, or the only one."""
    marked, known = np.zeros(len(y), dtype=np.bool_), np.isfinite(y)
    if known.sum() == 1:
        return known
    marked[:-1] |= gaps
    marked[1:] |= gaps
    return marked
