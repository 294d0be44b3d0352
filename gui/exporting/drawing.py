"""A widget as an SVG file: a group for each widget in it, cut off at its edges, with what it paints.

Qt paints a widget and all in it into one SVG file as well, but leaves out where each is cut off: what a list
has scrolled away would be there, on top of what stands beside it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QGuiApplication, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.exporting.icons import has_icon, larger
from gui.exporting.images import LINKS, place_of_icon, replace_icon
from gui.exporting.mending import drop_empty, mend, readable
from gui.exporting.outlines import SVG, outline_texts
from gui.ratio import OF_FILES

FORWARDS, AS_BEFORE = "\N{LEFT-TO-RIGHT EMBEDDING}", "\N{POP DIRECTIONAL FORMATTING}"

register_namespace("", SVG.strip("{}"))
register_namespace("xlink", LINKS.strip("{}"))


def svg_of(widget: QWidget, title: str, description: str) -> bytes:
    """Return the SVG file that shows `widget` as it is, at its size in pixels."""
    file = BytesIO()
    for _ in Drawing(widget, title, description)(file):
        pass
    return file.getvalue()


class Drawing:
    """A widget and all that is seen in it as they were painted: the content of an SVG file, called once.

    To paint takes the thread of the window, and all of it at one moment; what is left to be done takes as
    long again, and may be done by any thread while the window lives on.
    """

    def __init__(self, widget: QWidget, title: str, description: str) -> None:
        """Paint `widget` as it is now, at its size in pixels."""
        width, height = widget.width(), widget.height()
        self._root = Element(f"{SVG}svg", version="1.1", viewBox=f"0 0 {width} {height}")
        self._root.attrib |= {"width": str(width), "height": str(height)}
        SubElement(self._root, f"{SVG}title").text = title
        SubElement(self._root, f"{SVG}desc").text = description
        self._definitions = SubElement(self._root, f"{SVG}defs")
        self._dots = QGuiApplication.primaryScreen().logicalDotsPerInch()
        self._boxes: set[str] = set()
        self._painted: list[tuple[Element, Element]] = []
        self._add(widget, self._root, first=True)

    def __call__(self, file: BinaryIO) -> Iterator[float]:
        """Write the file, and yield the share done."""
        for k, (group, found) in enumerate(self._painted):
            mend(found, f"k{k + 1}-")
            outline_texts(found, self._dots)
            self._put(found, group)
            yield k / len(self._painted)
        drop_empty(self._root)
        file.write(
            b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(self._root, encoding="utf-8") + b"\n"
        )
        yield 1.0

    def _add(self, widget: QWidget, to: Element, first: bool = False) -> None:
        """Paint `widget` and all that is seen in it; the `first` has a ground of its own."""
        group = SubElement(to, f"{SVG}g")
        if not first:
            group.set("transform", f"translate({widget.x()} {widget.y()})")
        group.set("clip-path", f"url(#{self._box(widget.width(), widget.height())})")
        if widget.objectName():
            group.set("class", widget.objectName())
        self._painted.append((group, with_icon(fromstring(readable(painted(widget, first))), widget)))
        for child in widget.children():
            if isinstance(child, QWidget) and is_seen_in(child, widget):
                self._add(child, group)

    def _box(self, width: int, height: int) -> str:
        name = f"box-{width}-{height}"
        if name not in self._boxes:
            self._boxes.add(name)
            clip = SubElement(self._definitions, f"{SVG}clipPath", id=name)
            SubElement(clip, f"{SVG}rect", width=str(width), height=str(height))
        return name

    def _put(self, found: Element, group: Element) -> None:
        """Put what a widget itself paints into its group, behind those in it, and what that refers to."""
        group[:0] = [part for part in found if part.tag == f"{SVG}g"]
        for part in found:
            if part.tag == f"{SVG}defs":
                self._definitions.extend(list(part))


def with_icon(found: Element, widget: QWidget) -> Element:
    """Return the file of what `widget` paints, its icon as large as there is one."""
    place = place_of_icon(found) if has_icon(widget) else QRect()
    if not place.isNull():
        replace_icon(found, larger(widget, place.size(), OF_FILES).toImage())
    return found


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
