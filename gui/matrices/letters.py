"""The letters around matrices, kept as a picture while only the numbers change."""

from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap

MOST_PIXELS = 4_000_000
"""Of a picture that is kept; what is larger is mostly out of sight."""


class Lettered(Protocol):
    """What has letters."""

    look: object
    """What they depend on."""

    def paint_letters(self, painter: QPainter) -> None:
        """Paint them."""

    def size(self) -> QSize:
        """How large everything is."""


class Letters:
    """Titles, notes, brackets and signs: most of the painting, and the same from frame to frame."""

    def __init__(self) -> None:
        """Nothing is kept yet."""
        self._picture: QPixmap | None = None
        self._of: object = None

    def paint(self, painter: QPainter, view: Lettered) -> None:
        """Paint the letters of `view`, from the picture of them where they are the same."""
        ratio, size = painter.device().devicePixelRatio(), view.size()
        raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
        if not raster or size.width() * size.height() * ratio**2 > MOST_PIXELS:
            view.paint_letters(painter)
            return
        if self._picture is None or self._of != (view.look, ratio):
            self._of = view.look, ratio
            self._picture = _picture(view, ratio)
        painter.drawPixmap(0, 0, self._picture)


def _picture(view: Lettered, ratio: float) -> QPixmap:
    picture = QPixmap(view.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    view.paint_letters(painter)
    painter.end()
    return picture
