"""A widget as an SVG file: a group for each widget in it, cut off at its edges, with what it paints.

Qt paints a widget and all in it into one SVG file as well, but leaves out where each is cut off: what a list
has scrolled away would be there, on top of what stands beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.exporting.icons import has_icon, larger
from gui.exporting.images import LINKS, place_of_icon, replace_icon
from gui.exporting.mending import mend, readable
from gui.exporting.outlines import SVG, outline_texts
from gui.ratio import OF_FILES

FORWARDS, AS_BEFORE = "\N{LEFT-TO-RIGHT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"

register_namespace("", SVG.strip("{}"))
register_namespace("xlink", LINKS.strip("{}"))


def svg_of(widget: QWidget, title: str, description: str) -> bytes:
    """Return the SVG file that shows `widget` as it is, at its size in pixels."""
    width, height = widget.width(), widget.height()
    root = Element(f"{SVG}svg", version="1.1", viewBox=f"0 0 {width} {height}")
    root.attrib |= {"width": str(width), "height": str(height)}
    SubElement(root, f"{SVG}title").text = title
    SubElement(root, f"{SVG}desc").text = description
    Drawing(SubElement(root, f"{SVG}defs")).add(widget, root, first=True)
    outline_texts(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="utf-8") + b"\n"


class Drawing:
    """Adds widgets to a file; what they refer to is among its definitions."""

    def __init__(self, definitions: Element) -> None:
        """Write definitions into an element that is empty yet."""
        self._definitions = definitions
        self._boxes: set[str] = set()
        self._count = 0

    def add(self, widget: QWidget, to: Element, first: bool = False) -> None:
        """Add `widget` and all that is seen in it; the `first` has a ground of its own."""
        group = Element(f"{SVG}g")
        if not first:
            group.set("transform", f"translate({widget.x()} {widget.y()})")
        group.set("clip-path", f"url(#{self._box(widget.width(), widget.height())})")
        if widget.objectName():
            group.set("class", widget.objectName())
        group.extend(list(self._painted(widget, first)))
        for child in widget.children():
            if isinstance(child, QWidget) and is_seen_in(child, widget):
                self.add(child, group)
        if len(group):
            to.append(group)

    def _box(self, width: int, height: int) -> str:
        name = f"box-{width}-{height}"
        if name not in self._boxes:
            self._boxes.add(name)
            clip = SubElement(self._definitions, f"{SVG}clipPath", id=name)
            SubElement(clip, f"{SVG}rect", width=str(width), height=str(height))
        return name

    def _painted(self, widget: QWidget, ground: bool) -> Iterator[Element]:
        """What `widget` itself paints."""
        found = fromstring(readable(painted(widget, ground)))
        if has_icon(widget):
            place = place_of_icon(found)
            if not place.isNull():
                replace_icon(found, larger(widget, place.size(), OF_FILES).toImage())
        self._count += 1
        mend(found, f"k{self._count}-")
        for part in found:
            if part.tag == f"{SVG}defs":
                self._definitions.extend(list(part))
            elif part.tag == f"{SVG}g":
                yield part


def is_seen_in(child: QWidget, widget: QWidget) -> bool:
    """Whether `widget` shows its `child`; panels behind tabs are outside."""
    shown = not child.isHidden() and not child.isWindow()
    return shown and child.geometry().intersects(widget.rect())


def painted(widget: QWidget, ground: bool) -> bytes:
    """Return the SVG file of what `widget` paints, without those in it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(widget.geometry().size())  # a form may have a field called size
    generator.setViewBox(widget.rect())
    generator.setResolution(widget.logicalDpiX())  # or else type measured in points would be smaller
    flags = QWidget.RenderFlag.DrawWindowBackground if ground else QWidget.RenderFlag(0)
    painter = QPainter(generator)
    with forwards(widget):
        QWidget.render(widget, painter, QPoint(), QRegion(), flags)  # plots render otherwise
    painter.end()
    return buffer.data().data()


@contextmanager
def forwards(widget: QWidget) -> Iterator[None]:
    """Let the words of a button whose icon stands behind them be read from left to right.

    On the screen they go the way of the window's; painted by itself, a button would turn its words as well.
    """
    turned = isinstance(widget, QAbstractButton) and widget.isRightToLeft()
    text = widget.text() if turned else ""
    if turned:
        widget.setText(f"{FORWARDS}{text}{AS_BEFORE}")
    yield
    if turned:
        widget.setText(text)
