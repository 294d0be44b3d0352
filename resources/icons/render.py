"""Write the icons that the program shows out of QtAwesome's icon font; needs QtAwesome.

    python resources/icons/render.py

Each name of the table becomes one SVG file in the colour `currentColor`. Running it
again changes nothing.
"""

import json
from pathlib import Path

import qtawesome
from PySide6.QtGui import QGuiApplication, QPainterPath, QRawFont, QTransform

HERE = Path(__file__).resolve().parent
FONT = "fontawesome5-solid-webfont-5.15.4.ttf"
CHARACTERS = "fontawesome5-solid-webfont-charmap-5.15.4.json"
EM = 512
"""Units of the font: a glyph reaches from 448 above its baseline to 64 below."""
ROOM = 36
"""Units left free around a glyph."""
NAMES = (
    "backward", "eraser", "fast-backward", "fast-forward", "forward", "paint-brush", "pause", "play", "plus",
    "spray-can", "step-backward", "step-forward", "trash-alt", "undo",
)  # fmt: skip
CREDIT = "Font Awesome Free 5.15.4, https://fontawesome.com, CC BY 4.0"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
    '<!-- {credit} --><path fill="currentColor" d="{outline}"/></svg>\n'
)


def outline(path: QPainterPath) -> str:
    """`path` in the words of SVG, to a tenth of a unit."""
    kinds = QPainterPath.ElementType
    letters = {kinds.MoveToElement: "M", kinds.LineToElement: "L", kinds.CurveToElement: "C"}
    parts = []
    for k in range(path.elementCount()):
        element = path.elementAt(k)
        parts.append(f"{letters.get(element.type, '')}{element.x:.4g} {element.y:.4g}")
    return " ".join(parts) + "Z"


def glyph(font: QRawFont, code: int) -> QPainterPath:
    """The glyph of a character in the middle of its square."""
    [index] = font.glyphIndexesForString(chr(code))
    [advance] = [k.x() for k in font.advancesForGlyphIndexes([index])]
    size = EM + 2 * ROOM
    move = QTransform.fromTranslate((size - advance) / 2, ROOM + EM * 7 / 8)
    return move.map(font.pathForGlyph(index))


def main() -> None:
    """Write one file a name."""
    application = QGuiApplication.instance() or QGuiApplication(["", "-platform", "offscreen"])
    fonts = Path(qtawesome.__file__).parent / "fonts"
    codes = json.loads((fonts / CHARACTERS).read_text(encoding="utf-8"))
    font = QRawFont(str(fonts / FONT), EM)
    for name in NAMES:
        drawn = outline(glyph(font, int(codes[name], 16)))
        svg = SVG.format(size=EM + 2 * ROOM, credit=CREDIT, outline=drawn)
        (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")
    application.quit()


if __name__ == "__main__":
    main()
