"""Typeset the equations that the program shows; needs ziamath.

    python resources/equations/render.py

Every entry of latex_table.py becomes one SVG file, and a line of latex.txt. An entry that speaks of a layer
also gets a JSON file with the same equation for layer 1, 2, … 16, where the outlines of
the glyphs, most of the bytes, are kept once. Running it again changes nothing.
"""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import ziamath
from latex_table import DEEP, EQUATIONS, Entry

HERE = Path(__file__).resolve().parent
EM = 24  # the font size, in the units of the SVG files
LAYERS = 16  # the deepest layer that has files of its own


@dataclass(frozen=True)
class Drawing:
    """One typeset equation: its box (the baseline is at y = 0), glyph outlines and their places."""

    box: tuple[float, float, float, float]
    glyphs: dict[str, str]
    marks: str


def latex_for(entry: Entry, l: int | None) -> str:
    """Put layer l, or any layer ℓ, into the LaTeX of an entry."""
    letters = {"@l": r"\ell", "@k": r"\ell-1", "@n": r"\ell+1", "@L": "L", "@p": "L-1"}
    numbers = {} if l is None else {"@l": l, "@k": l - 1, "@n": l + 1, "@L": l, "@p": l - 1}
    text = entry.latex.replace("@d", r"\mathit{\partial}")
    for mark, letter in letters.items():
        text = text.replace(mark, str(numbers.get(mark, letter)))
    return text


def readable(entry: Entry) -> str:
    """The LaTeX of an entry for any layer ℓ, as a person would write it."""
    text = entry.latex.replace("@d", r"\partial").replace(DEEP, "")
    for ours, usual in ((r"=\!", "="), (r"=\,", "="), ("{,}", ","), ("{-}", "-"), ("{}^", "^"), ("{}_", "_")):
        text = text.replace(ours, usual)
    return latex_for(Entry(text), None)


def number(value: float) -> str:
    """Two decimals without trailing zeros."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def typeset(latex: str) -> Drawing:
    """Let ziamath typeset one equation."""
    ziamath.config.svg2 = True  # outlines once and their uses, turned below into what Qt can read
    ziamath.config.precision = 3
    svg = ziamath.Latex(latex, size=EM).svgxml()
    symbols = {symbol.attrib["id"]: symbol for symbol in svg.iter("symbol")}
    glyphs = {short(key): outline(symbol) for key, symbol in symbols.items()}
    marks = "".join(mark(element, symbols) for element in svg if element.tag != "symbol")
    x, y, width, height = map(float, svg.attrib["viewBox"].split())
    return Drawing((x, y, width, height), glyphs, marks)


def short(symbol_id: str) -> str:
    """Shorten STIXTwoMathRegular_1622 to g1622."""
    return "g" + symbol_id.rpartition("_")[2]


def outline(symbol: ET.Element) -> str:
    """Return the path of a glyph."""
    parts = list(symbol)
    if [part.tag for part in parts] != ["path"]:
        # Brackets grown by \left and \right, with names that differ from run to run.
        raise ValueError("An equation has a glyph assembled from parts; use a bracket of fixed size.")
    return parts[0].attrib["d"].strip()


def mark(element: ET.Element, symbols: dict[str, ET.Element]) -> str:
    """Place one glyph or bar. A symbol fills the box it is used in with its view box."""
    if element.tag == "rect":
        places = " ".join(f'{k}="{number(float(element.attrib[k]))}"' for k in ("x", "y", "width", "height"))
        return f"<rect {places}/>"
    key = element.attrib["href"].removeprefix("#")
    left, top, _, height = map(float, symbols[key].attrib["viewBox"].split())
    scale = float(element.attrib["height"]) / height
    x, y = float(element.attrib["x"]) - left * scale, float(element.attrib["y"]) - top * scale
    place = f"translate({number(x)} {number(y)}) scale({scale:.4g})"
    return f'<use xlink:href="#{short(key)}" transform="{place}"/>'


def opening(box: tuple[float, float, float, float]) -> str:
    """Begin an SVG file, up to its glyph outlines."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    size = f'width="{number(box[2])}" height="{number(box[3])}"'
    return f'<svg {names} {size} viewBox="{" ".join(map(number, box))}" fill="currentColor"><defs>'


def outlines(glyphs: dict[str, str]) -> str:
    """Write the glyph outlines as definitions."""
    return "".join(f'<path id="{key}" d="{glyphs[key]}"/>' for key in sorted(glyphs))


def closing(drawing: Drawing) -> str:
    """Finish an SVG file after its glyph outlines."""
    return f"</defs>{drawing.marks}</svg>"


def files_of(name: str) -> dict[str, str]:
    """File name → text, for one entry of the table."""
    entry = EQUATIONS[name]
    drawing = typeset(latex_for(entry, None))
    svg = opening(drawing.box) + outlines(drawing.glyphs) + closing(drawing)
    texts = {f"{name}.svg": svg + "\n"}
    if entry.first is not None:
        texts[f"{name}.json"] = numbered(entry, entry.first)
    return texts


def numbered(entry: Entry, first: int) -> str:
    """Typeset the equation for each layer; opening + glyphs + closing is an SVG file."""
    drawings = {l: typeset(latex_for(entry, l)) for l in range(first, LAYERS + 1)}
    glyphs: dict[str, str] = {}
    for drawing in drawings.values():
        glyphs |= drawing.glyphs
    layers = {str(l): [opening(drawing.box), closing(drawing)] for l, drawing in drawings.items()}
    return json.dumps({"glyphs": outlines(glyphs), "layers": layers}, indent=1) + "\n"


def sources() -> str:
    """Every equation's name and LaTeX, a line each, for tool tips and for copying."""
    return "".join(f"{name}\t{readable(entry)}\n" for name, entry in sorted(EQUATIONS.items()))


def main() -> None:
    """Write every file beside this one."""
    for name in EQUATIONS:
        for file, text in files_of(name).items():
            (HERE / file).write_text(text, encoding="utf-8", newline="\n")
    (HERE / "latex.txt").write_text(sources(), encoding="utf-8", newline="\n")
    print(f"{len(EQUATIONS)} equations written.")


if __name__ == "__main__":
    main()
