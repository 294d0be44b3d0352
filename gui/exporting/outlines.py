"""Text of an SVG file as outlines: it looks the same where the fonts of the program are not there."""

from functools import lru_cache
from xml.etree.ElementTree import Element

from PySide6.QtGui import QFont, QPainterPath

SVG = "{http://www.w3.org/2000/svg}"
EM = 100
"""Pixels of the type that is outlined, which is scaled to its size."""
FONT = ("font-family", "font-size", "font-weight", "font-style")


def outline_texts(root: Element) -> None:
    """Put an outline in the place of every text below `root`; `aria-label` still says what it reads."""
    for parent in list(root.iter()):
        for place, child in enumerate(parent):
            if child.tag == f"{SVG}text" and child.text:
                outlined = _outlined(child)
                if outlined is not None:
                    parent[place] = outlined


def _outlined(text: Element) -> Element | None:
    """The outline of a text; None where no font has any of its signs."""
    family, size, weight, style = (text.get(name, "") for name in FONT)
    lines = outline(text.text or "", family, int(weight or 400), style == "italic")
    if not lines:
        return None
    scale = float(size) / EM
    made = Element(f"{SVG}path")
    made.attrib.update({k: v for k, v in text.attrib.items() if k.startswith(("fill", "stroke", "opacity"))})
    made.set("transform", f"translate({text.get('x')} {text.get('y')}) scale({scale:.6g})")
    made.set("fill-rule", "nonzero")
    made.set("aria-label", text.text or "")
    made.set("d", lines)
    return made


@lru_cache(maxsize=2048)
def outline(text: str, families: str, weight: int, italic: bool) -> str:
    """Return the outline of `text`, its baseline beginning at (0, 0), as the `d` of a path."""
    font = QFont()
    font.setFamilies(families.split(","))
    font.setPixelSize(EM)
    font.setWeight(QFont.Weight(round(weight, -2)))
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    path = QPainterPath()
    path.addText(0.0, 0.0, font, text)
    return "".join(_lines(path))


def _lines(path: QPainterPath) -> list[str]:
    kinds = QPainterPath.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    found = []
    for k in range(path.elementCount()):
        element = path.elementAt(k)
        found.append(f"{letters.get(element.type, ' ')}{element.x:.5g} {element.y:.5g}")
    return found
