"""Widgets as pictures: of any number of pixels, or as outlines."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QGraphicsItem, QGraphicsView, QWidget

from core.exports.png import Pixels
from gui.exporting.drawing import svg_of
from gui.network.canvas import NetworkCanvas

CACHE = QGraphicsItem.CacheMode


def image_of(widget: QWidget, scale: float = 1.0) -> QImage:
    """Return what `widget` shows, `scale` pixels to each of its own."""
    image = QImage(widget.geometry().size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(widget.palette().color(QPalette.ColorRole.Window)))
    with at_its_best(widget):
        QWidget.render(widget, image)
    return image


def drawing_of(widget: QWidget, title: str, description: str) -> bytes:
    """Return the same as an SVG file."""
    with at_its_best(widget):
        return svg_of(widget, title, description)


def pixels_of(image: QImage) -> Pixels:
    """Return `image` as it is written into a PNG file."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = plain.width(), plain.height(), plain.bytesPerLine()
    data = plain.constBits().tobytes()
    if line != 3 * width:
        data = b"".join(data[k * line : k * line + 3 * width] for k in range(height))
    return Pixels(width, height, data, round(image.devicePixelRatio()))


@contextmanager
def at_its_best(widget: QWidget) -> Iterator[None]:
    """Let everything in `widget` be painted anew and smoothly: no pictures kept for the screen."""
    canvases = [k for k in (widget, *widget.findChildren(NetworkCanvas)) if isinstance(k, NetworkCanvas)]
    views = [k for k in (widget, *widget.findChildren(QGraphicsView)) if isinstance(k, QGraphicsView)]
    kept = [(item, item.cacheMode()) for view in views if view.scene() for item in view.scene().items()]
    kept = [(item, mode) for item, mode in kept if mode is not CACHE.NoCache]
    for canvas in canvases:
        canvas.fine = True
    for item, _ in kept:
        item.setCacheMode(CACHE.NoCache)
    try:
        yield
    finally:
        for canvas in canvases:
            canvas.fine = False
        for item, mode in kept:
            item.setCacheMode(mode)
