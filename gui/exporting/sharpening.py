"""Paints icons in larger pictures once more: Qt gives them no more pixels than they have on the screen."""

from xml.etree.ElementTree import fromstring

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from gui.exporting.drawing import painted
from gui.exporting.icons import has_icon, larger
from gui.exporting.images import place_of_icon
from gui.exporting.mending import readable


def sharpen(image: QImage, widget: QWidget, scale: float) -> None:
    """Paint the icons in `image`, a picture of `widget`, with as many pixels as there are for them."""
    painter = QPainter(image)
    for child in (widget, *widget.findChildren(QWidget)):
        if child.isVisible() and has_icon(child) and child.window() is widget.window():
            if child.visibleRegion().isEmpty():
                continue  # behind another tab; to find the icon of a button takes a millisecond
            place = place_of_icon(fromstring(readable(painted(child, False))))
            there = place.translated(child.mapTo(widget, QPoint()))  # of a tab behind another it is outside
            if not place.isNull() and child.visibleRegion().contains(place) and widget.rect().contains(there):
                _paint(painter, image, child, there, scale)
    painter.end()


def _paint(painter: QPainter, image: QImage, widget: QWidget, place: QRect, scale: float) -> None:
    """Take away what is there, by the colour beside it, and put the icon there."""
    ground = image.pixelColor(round((place.left() - 1) * scale), round(place.center().y() * scale))
    painter.fillRect(place, ground)
    painter.drawPixmap(place, larger(widget, place.size(), scale))
