"""Pictures in an SVG file, made into what other programs show as Qt paints them."""

import re
from base64 import b64decode, b64encode
from math import sqrt
from xml.etree.ElementTree import Element

from PySide6.QtCore import QBuffer, QIODevice, QRect, QSize
from PySide6.QtGui import QColor, QImage

from gui.exporting.icons import LARGEST
from gui.exporting.outlines import SVG

LINKS = "{http://www.w3.org/1999/xlink}"
PNG = "data:image/png;base64,"
FINE, MOST = 4, 2_000_000
"""Pixels of a picture to one of the screen; and those that it has at most when it is made larger."""
MATRIX = re.compile(r"matrix\(([^)]*)\)")
PLACE = ("x", "y", "width", "height")


def mend_images(group: Element, across: float, down: float) -> None:
    """Mend the pictures right in `group`, whose units are so many pixels of the screen."""
    for place, element in enumerate(group):
        data = element.get(f"{LINKS}href", "")
        if element.tag != f"{SVG}image" or not data.startswith(PNG):
            continue
        image = QImage.fromData(b64decode(data.removeprefix(PNG)), "PNG")
        colour = only_colour(image)
        if colour is not None:
            group[place] = _rectangle(element, colour)
        elif element.get("image-rendering") == "optimizeSpeed":
            shown = float(element.get("width", "0")) * across, float(element.get("height", "0")) * down
            _keep_squares(element, image, shown)


def place_of_icon(root: Element) -> QRect:
    """Where a style has put the icon of a button in the file that shows it; null if there is none."""
    for group in root.iter(f"{SVG}g"):
        found = MATRIX.fullmatch(group.get("transform", ""))
        across, down = (float(k) for k in found[1].split(",")[4:]) if found else (0.0, 0.0)
        for element in group.findall(f"{SVG}image"):
            x, y, width, height = (float(element.get(k, "0")) for k in PLACE)
            if max(width, height) <= LARGEST:
                return QRect(round(x + across), round(y + down), round(width), round(height))
    return QRect()


def replace_icon(root: Element, picture: QImage) -> None:
    """Put `picture` in the place of the icon in a file that has one at most."""
    for element in root.iter(f"{SVG}image"):
        if max(float(element.get(k, "0")) for k in PLACE[2:]) <= LARGEST:
            element.set(f"{LINKS}href", _written(picture))


def only_colour(image: QImage) -> QColor | None:
    """The colour of all pixels; None where there are others: a view may keep its ground as a picture."""
    if image.isNull():
        return None
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    data = plain.constBits().tobytes()
    return plain.pixelColor(0, 0) if data == data[:4] * (len(data) // 4) else None


def _rectangle(element: Element, colour: QColor) -> Element:
    made = Element(f"{SVG}rect", {k: element.get(k, "0") for k in PLACE})
    made.attrib |= {"fill": colour.name(), "fill-opacity": f"{colour.alphaF():.3g}", "stroke": "none"}
    return made


def _keep_squares(element: Element, image: QImage, shown: tuple[float, float]) -> None:
    """Enlarge a picture whose pixels are seen as squares: others would blur one into the next."""
    element.set("style", "image-rendering:pixelated")
    size = image.size()
    fine = min(FINE, sqrt(MOST / (shown[0] * shown[1])))
    times = [max(1, round(fine * side / k)) for side, k in zip(shown, size.toTuple(), strict=True)]
    wanted = QSize(times[0] * size.width(), times[1] * size.height())
    if size != wanted:
        element.set(f"{LINKS}href", _written(image.scaled(wanted)))


def _written(image: QImage) -> str:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return PNG + b64encode(buffer.data().data()).decode()
