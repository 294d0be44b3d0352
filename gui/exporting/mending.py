"""What Qt writes as SVG, made into what other programs show as Qt paints it."""

import math
import re
from xml.etree.ElementTree import Element

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from gui.exporting.images import LINKS, MATRIX, mend_images
from gui.exporting.outlines import SVG

CONTROLS = re.compile(b"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no XML file may hold, and Qt passes on."""
URL = re.compile(r"url\(#([^)]*)\)")
POINT = re.compile(r"(-?[\d.]+(?:e[-+]?\d+)?),(-?[\d.]+(?:e[-+]?\d+)?)")
POINTS = {f"{SVG}path": "d", f"{SVG}polyline": "points", f"{SVG}polygon": "points"}
"""Shapes that are given by points, and where these stand."""
RECTANGLE, SIDES = f"{SVG}rect", ("x", "y", "width", "height")
NO_BRUSH = {"stroke": "#000000", "stroke-linecap": "butt", "stroke-miterlimit": "4"}
"""The pen of an SVG file that is painted with outlines of no colour: Qt writes them as black."""


def readable(data: bytes) -> bytes:
    """Return `data` without the bytes that no XML file may hold."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}".encode(), data)


def mend(root: Element, prefix: str) -> None:
    """Mend all of a file; its names begin with `prefix`, as those of no other do."""
    _rename(root, prefix)
    for group in root.iter(f"{SVG}g"):
        if all(group.get(name) == value for name, value in NO_BRUSH.items()):
            group.set("stroke", "none")
        _keep_widths(group)
        mend_images(group, *_scales(group))
    drop_empty(root)


def _rename(root: Element, prefix: str) -> None:
    for element in root.iter():
        if element.get("id"):
            element.set("id", f"{prefix}{element.get('id')}")
        for key, value in element.attrib.items():
            if value.startswith("url(#"):
                element.set(key, URL.sub(rf"url(#{prefix}\1)", value))
            elif key == f"{LINKS}href" and value.startswith("#"):
                element.set(key, f"#{prefix}{value[1:]}")


def _scales(group: Element) -> tuple[float, float]:
    """Pixels of the screen to a unit across and down."""
    found = MATRIX.fullmatch(group.get("transform", ""))
    if found is None:
        return 1.0, 1.0
    a, b, c, d, *_ = map(float, found[1].split(","))
    return math.hypot(a, b), math.hypot(c, d)


def _keep_widths(group: Element) -> None:
    """Let lines of a plot be as wide as they are, however its axes are scaled: not all programs know how.

    Shapes are put where the group's transform would put them.
    """
    found = MATRIX.fullmatch(group.get("transform", ""))
    if found is None:
        return
    a, b, c, d, x, y = map(float, found[1].split(","))
    kept = any(k.get("vector-effect") == "non-scaling-stroke" for k in group)
    turned = b or c
    known = all(k.tag in POINTS or (k.tag == RECTANGLE and not turned) for k in group)
    if kept and known and (a, d) != (1.0, 1.0):
        transform = QTransform(a, b, c, d, x, y)
        for shape in group:
            _move(shape, transform)
        group.attrib.pop("transform")


def _move(shape: Element, transform: QTransform) -> None:
    if shape.tag == RECTANGLE:
        x, y, width, height = (float(shape.get(k, "0")) for k in SIDES)
        moved = transform.mapRect(QRectF(x, y, width, height)).getRect()
        shape.attrib |= {k: f"{value:.6g}" for k, value in zip(SIDES, moved, strict=True)}
    else:
        key = POINTS[shape.tag]
        shape.set(key, POINT.sub(lambda k: _moved(k, transform), shape.get(key, "")))


def _moved(point: re.Match[str], transform: QTransform) -> str:
    x, y = transform.map(float(point[1]), float(point[2]))
    return f"{x:.6g},{y:.6g}"


def drop_empty(group: Element) -> None:
    """Take away every group in `group` that shows nothing."""
    for child in list(group):
        if child.tag == f"{SVG}g":
            drop_empty(child)
            if not len(child):
                group.remove(child)
