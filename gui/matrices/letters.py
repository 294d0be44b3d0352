"""The letters around matrices, kept as pictures while only the numbers change."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSizeF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap

from gui.ratio import ratio_of

MOST = 24
"""Lines whose pictures are kept: more than are in view."""
AROUND = 4
"""Pixels that letters may take around their line."""


class Letters:
    """Titles, notes, brackets and signs: most of the painting, and the same from frame to frame."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._kept: dict[int, tuple[object, QPixmap]] = {}

    def paint(
        self, painter: QPainter, row: int, size: QSizeF, look: object, draw: Callable[[QPainter], None]
    ) -> None:
        """Paint the letters of a line of a certain size: by `draw` only where their `look` has changed."""
        if painter.paintEngine().type() != QPaintEngine.Type.Raster:
            draw(painter)
            return
        ratio = ratio_of(painter)
        known = self._kept.pop(row, None)
        if known is None or known[0] != (look, ratio):
            known = (look, ratio), _picture(size, ratio, draw)
        self._kept[row] = known  # the last one that is given up
        if len(self._kept) > MOST:
            del self._kept[next(iter(self._kept))]
        painter.drawPixmap(QPointF(-AROUND, -AROUND), known[1])


def _picture(size: QSizeF, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    around = QSizeF(2 * AROUND, 2 * AROUND)
    picture = QPixmap((ratio * (size + around)).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(AROUND, AROUND)
    draw(painter)
    painter.end()
    return picture
