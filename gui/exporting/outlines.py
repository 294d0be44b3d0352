"""Text of an SVG file as outlines: it looks the same where the fonts of the program are not there."""

from functools import lru_cache
from xml.etree.ElementTree import Element

from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

from gui.writing.fonts import has_tabular_digits, with_tabular_digits

SVG = "{http://www.w3.org/2000/svg}"
EM = 100
"""Pixels of the type that is outlined, which is scaled to its size."""
FONT = ("font-family", "font-size", "font-weight", "font-style")


def outline_texts(root: Element, dots: float) -> None:
    """Put an outline in the place of every text below `root`; `aria-label` still says what it reads.

    The screen whose letters they are has so many `dots` to an inch.
    """
    for parent in list(root.iter()):
        for child in parent.findall(f"{SVG}text"):
            outlined = _outlined(child, dots)
            if outlined is not None:
                parent[list(parent).index(child)] = outlined
            elif not any(sign.isprintable() and not sign.isspace() for sign in child.text or ""):
                parent.remove(child)  # a space, or what turns the direction of words


def _outlined(text: Element, dots: float) -> Element | None:
    """The outline of a text; None where no font has any of its signs."""
    family, size, weight, style = (text.get(name, "") for name in FONT)
    face = family, int(weight or 400), style == "italic"
    lines = outline(text.text or "", *face)
    if not lines:
        return None
    down = float(size) / EM
    across = down * stretch(text.text or "", *face, float(size), dots)
    made = Element(f"{SVG}path")
    made.attrib.update({k: v for k, v in text.attrib.items() if k.startswith(("fill", "stroke", "opacity"))})
    made.set("transform", f"translate({text.get('x')} {text.get('y')}) scale({across:.6g} {down:.6g})")
    made.set("fill-rule", "nonzero")
    made.set("aria-label", text.text or "")
    made.set("d", lines)
    return made


@lru_cache(maxsize=2048)
def outline(text: str, families: str, weight: int, italic: bool) -> str:
    """Return the outline of `text`, its baseline beginning at (0, 0), as the `d` of a path."""
    path = QPainterPath()
    path.addText(0.0, 0.0, _outlining(families, weight, italic), text)
    return "".join(_lines(path))


def stretch(text: str, families: str, weight: int, italic: bool, size: float, dots: float) -> float:
    """Return how much wider than its outline `text` is on the screen, its letters at whole pixels."""
    shown = _font(families, weight, italic)
    shown.setPointSizeF(size * 72.0 / dots)
    outlined = QFontMetricsF(_outlining(families, weight, italic)).horizontalAdvance(text) * size / EM
    return QFontMetricsF(shown).horizontalAdvance(text) / outlined if outlined else 1.0


def _outlining(families: str, weight: int, italic: bool) -> QFont:
    font = _font(families, weight, italic)
    font.setPixelSize(EM)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _font(families: str, weight: int, italic: bool) -> QFont:
    font = QFont(families.split(","))
    font.setWeight(QFont.Weight(round(weight, -2)))
    font.setItalic(italic)
    return with_tabular_digits(font) if has_tabular_digits(font.families()) else font


def _lines(path: QPainterPath) -> list[str]:
    kinds = QPainterPath.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    found = []
    for k in range(path.elementCount()):
        element = path.elementAt(k)
        found.append(f"{letters.get(element.type, ' ')}{element.x:.5g} {element.y:.5g}")
    return found
