"""Widgets as pictures: of any number of pixels, or as outlines."""

from collections.abc import Iterator
from contextlib import contextmanager

from pyqtgraph import AxisItem
from PySide6.QtGui import QColor, QImage, QPalette, QPen
from PySide6.QtWidgets import QAbstractGraphicsShapeItem, QGraphicsItem, QGraphicsView, QWidget

from core.exports.png import Pixels
from gui.exporting.drawing import Drawing
from gui.exporting.sharpening import sharpen
from gui.network.canvas import NetworkCanvas
from gui.shell.turns import finish_turns

CACHE = QGraphicsItem.CacheMode


def image_of(widget: QWidget, scale: float = 1.0) -> QImage:
    """Return what `widget` shows, `scale` pixels to each of its own."""
    image = QImage(widget.geometry().size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(widget.palette().color(QPalette.ColorRole.Window)))
    with at_its_best(widget, scale):
        QWidget.render(widget, image)
    if scale > widget.devicePixelRatioF():
        sharpen(image, widget, scale)
    return image


def drawing_of(widget: QWidget, title: str, description: str) -> Drawing:
    """Return the same as the content of an SVG file, which is worked out when it is written."""
    with at_its_best(widget):
        return Drawing(widget, title, description)


def pixels_of(image: QImage) -> Pixels:
    """Return `image` as it is written into a PNG file."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    width, height, line = plain.width(), plain.height(), plain.bytesPerLine()
    data = plain.constBits().tobytes()
    if line != 3 * width:
        data = b"".join(data[k * line : k * line + 3 * width] for k in range(height))
    return Pixels(width, height, data, round(image.devicePixelRatio()))


@contextmanager
def at_its_best(widget: QWidget, scale: float = 1.0) -> Iterator[None]:
    """Let everything in `widget` be painted anew and smoothly: no pictures kept for the screen.

    Lines of plots, which have so many pixels whatever is scaled, have `scale` times as many.
    """
    finish_turns(widget)  # of what is not to be seen yet Qt paints nothing into a picture either
    canvases = [k for k in (widget, *widget.findChildren(NetworkCanvas)) if isinstance(k, NetworkCanvas)]
    views = [k for k in (widget, *widget.findChildren(QGraphicsView)) if isinstance(k, QGraphicsView)]
    plots = Plots([item for view in views if view.scene() for item in view.scene().items()])
    for canvas in canvases:
        canvas.fine = True
    plots.prepare(scale)
    try:
        yield
    finally:
        plots.restore(scale)
        for canvas in canvases:
            canvas.fine = False


class Plots:
    """The items of plots, which are quick on the screen at the price of their looks."""

    def __init__(self, items: list[QGraphicsItem]) -> None:
        """Note what they are like on the screen."""
        self._kept = [(item, item.cacheMode()) for item in items if item.cacheMode() is not CACHE.NoCache]
        self._axes = [item for item in items if isinstance(item, AxisItem)]
        shapes = [k for k in items if isinstance(k, QAbstractGraphicsShapeItem)]
        self._shapes = [k for k in shapes if k.pen().isCosmetic()]
        self._pens = {id(pen): pen for item in items for pen in pens_of(item)}.values()
        options = [getattr(item, "opts", {}) for item in items]
        self._rough = [k for k in options if k.get("antialias") is False]
        self._stamped = [k for k in options if k.get("useCache")]

    def prepare(self, scale: float) -> None:
        """Let them be as fine as can be, and their lines `scale` times as wide."""
        for item, _ in self._kept:
            item.setCacheMode(CACHE.NoCache)
        for options in self._rough:
            options["antialias"] = True
        for options in self._stamped:
            options["useCache"] = False
        self._widen(scale)

    def restore(self, scale: float) -> None:
        """Let them be as they were."""
        for item, mode in self._kept:
            item.setCacheMode(mode)
        for options in self._rough:
            options["antialias"] = False
        for options in self._stamped:
            options["useCache"] = True
        self._widen(1.0 / scale)

    def _widen(self, by: float) -> None:
        if by != 1.0:
            for pen in self._pens:
                widen(pen, by)
            for shape in self._shapes:
                shape.setPen(wider(shape.pen(), by))
            for axis in self._axes:
                axis.picture = None  # in which its lines are kept


def widen(pen: QPen, by: float) -> None:
    """Let `pen` be so many times as wide."""
    pen.setWidthF(by * (pen.widthF() or 1.0))


def wider(pen: QPen, by: float) -> QPen:
    """A pen that is so many times as wide as `pen`."""
    found = QPen(pen)
    widen(found, by)
    return found


def pens_of(item: QGraphicsItem) -> list[QPen]:
    """The pens that an item of a plot keeps, of those that are never scaled."""
    kept = (*vars(item).values(), *getattr(item, "opts", {}).values())
    return [k for k in kept if isinstance(k, QPen) and k.isCosmetic()]
