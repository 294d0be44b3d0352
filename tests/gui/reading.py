"""Reads back what a widget has really painted: its words and numbers, and where they stand."""

from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

TEXT = "{http://www.w3.org/2000/svg}text"


def painted_texts(widget):
    """(x, y, text) of every text that `widget` paints, (x, y) the left end of its baseline."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(widget.width(), widget.height()))
    generator.setResolution(96)
    painter = QPainter(generator)
    widget.render(painter, QPoint())
    painter.end()
    del generator  # which ends the file
    return list(_texts(ElementTree.fromstring(bytes(buffer.data()))))


def _texts(root):
    for group in root.iter("{http://www.w3.org/2000/svg}g"):
        shift = (0.0, 0.0)
        if group.get("transform", "").startswith("matrix("):
            shift = tuple(map(float, group.get("transform")[7:-1].split(",")[4:]))
        for text in group.findall(TEXT):
            yield float(text.get("x")) + shift[0], float(text.get("y")) + shift[1], text.text or ""


def near(texts, x, y, across, down):
    """The texts whose left ends lie within so many pixels of (x, y)."""
    return [text for tx, ty, text in texts if abs(tx - x) <= across and abs(ty - y) <= down]
