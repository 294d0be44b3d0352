"""How many device pixels make a pixel where something is painted, and pictures of so many that are kept."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QPixmap

OF_FILES = 4.0
"""For pictures within files of outlines, which may be shown at any size."""


def ratio_of(painter: QPainter) -> float:
    """Device pixels to a pixel: those of the screen, or of a larger picture that a widget is painted into.

    The device itself is the widget then, and knows only the screen's.
    """
    return OF_FILES if takes_outlines(painter) else painter.deviceTransform().m11()


def takes_outlines(painter: QPainter) -> bool:
    """Whether it paints into a file of outlines (SVG), which can have what is drawn itself."""
    return painter.paintEngine().type() is not QPaintEngine.Type.Raster


def sheet(size: QSize | QSizeF, ratio: float) -> QPixmap:
    """An empty picture of a size in pixels, each of which is `ratio` device pixels."""
    found = QPixmap((QSizeF(size) * ratio).toSize())
    found.setDevicePixelRatio(ratio)
    found.fill(Qt.GlobalColor.transparent)
    return found


def draw_part(painter: QPainter, place: QRectF, image: QImage, part: QRect) -> None:
    """Draw a part of `image`; Qt writes all of it into a file of outlines, whichever part is asked for."""
    if takes_outlines(painter):
        painter.drawImage(place, image.copy(part))
    else:
        painter.drawImage(place, image, QRectF(part))


def drawn_once(
    painter: QPainter, kept: QPixmap | None, size: QSize | QSizeF, draw: Callable[[QPainter], None]
) -> QPixmap:
    """The picture that was kept, or drawn anew where there is none, or one for a screen with other pixels."""
    ratio = ratio_of(painter)
    if kept is not None and kept.devicePixelRatio() == ratio:
        return kept
    found = sheet(size, ratio)
    once = QPainter(found)
    once.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(once)
    once.end()
    return found


def paint_kept(
    painter: QPainter, kept: QPixmap | None, size: QSize | QSizeF, draw: Callable[[QPainter], None]
) -> QPixmap | None:
    """Paint what is `drawn_once`, and return that to be kept; a file of outlines has what is drawn itself."""
    if takes_outlines(painter):
        painter.save()
        draw(painter)
        painter.restore()
        return kept
    found = drawn_once(painter, kept, size, draw)
    painter.drawPixmap(0, 0, found)
    return found
