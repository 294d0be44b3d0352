"""Derive the two mathematical faces from STIX Two Math; needs fonttools and ziamath.

    python resources/fonts/derive_math.py [STIXTwoMath-Regular.ttf]

The unmodified font cannot be used beside another one: its lines are 3.9 times
as high as its letters, so one ∇ in a label pulls the whole label apart, and its italic
letters sit at code points of their own, so that an italic "w" is only slanted. The
derived family has ordinary line heights, and an italic face that shows 𝑤 for "w".
"""

import sys
from importlib.resources import files
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Nablascope Math"
HERE = Path(__file__).resolve().parent

# Within Inter's, so that a line of Inter keeps its height when one symbol comes from here.
ASCENT, DESCENT = 0.90, 0.24

SYMBOLS = [
    *range(0x20, 0x250),  # Latin
    *range(0x2C6, 0x2DE),
    *range(0x300, 0x315),  # accents, the bar over C among them
    *range(0x370, 0x400),  # Greek
    *range(0x2010, 0x20F0),  # dashes, primes, ‖, raised and lowered digits
    *range(0x2100, 0x2400),  # ℓ, arrows, operators, technical
    *range(0x25A0, 0x2670),  # shapes
    *range(0x2713, 0x2719),  # ticks and crosses
    *range(0x27C0, 0x2800),
]
STYLED_LETTERS = [*range(0x1D400, 0x1D800)]


def italic_code_points() -> dict[int, int]:
    """Ordinary code point → its mathematical italic. Capital Greek stays upright, as in print."""
    pairs = {ord("A") + k: 0x1D434 + k for k in range(26)}
    pairs |= {ord("a") + k: 0x1D44E + k for k in range(26)}
    pairs |= {ord("α") + k: 0x1D6FC + k for k in range(25)}
    pairs |= dict(zip(map(ord, "∂ϵϑϰϕϱϖ"), range(0x1D715, 0x1D71C), strict=True))
    pairs[ord("h")] = 0x210E  # Planck's constant took the place of the italic h
    return pairs


def keep_only(font: TTFont, code_points: list[int]) -> None:
    """Leave out every other character, and the tables for typesetting whole formulas."""
    options = subset.Options()
    options.layout_features = ["kern", "ccmp", "mark", "mkmk"]
    options.drop_tables += ["MATH", "DSIG"]
    options.name_IDs = ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)


def point_letters_at_italics(font: TTFont) -> None:
    """Let the ordinary letters show the mathematical italic ones."""
    best = font.getBestCmap()
    shown = {plain: best[italic] for plain, italic in italic_code_points().items()}
    shown[0x304] = "uni0304.cap"  # the bar of C̄: for capitals, as nothing lifts it over an italic one
    for table in font["cmap"].tables:
        table.cmap.update({plain: glyph for plain, glyph in shown.items() if plain in table.cmap})


def set_metrics(font: TTFont) -> None:
    """Line heights of text; the original makes room for the tallest bracket."""
    em = font["head"].unitsPerEm
    ascent, descent = round(ASCENT * em), round(DESCENT * em)
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ascent, -descent, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def set_names(font: TTFont, style: str) -> None:
    """Name the derived face; copyright, trademark and licence stay as they are."""
    name, postscript = font["name"], f"{FAMILY.replace(' ', '')}-{style}"
    name.names = [r for r in name.names if r.platformID == 3 and r.nameID not in (16, 17, 25)]
    version = name.getDebugName(5)
    texts = {
        1: FAMILY, 2: style, 3: f"{version};{postscript}", 4: f"{FAMILY} {style}", 6: postscript,
        10: "Derived from STIX Two Math: fewer characters, lines of ordinary height, italics as letters.",
    }  # fmt: skip
    for number, text in texts.items():
        name.setName(text, number, 3, 1, 0x409)
    if style == "Italic":
        font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0x40 | 0x01
        font["head"].macStyle |= 0x02
        font["post"].italicAngle = -12.0


def derive(source: Path, style: str) -> Path:
    """Write one face beside this file."""
    font = TTFont(source, recalcTimestamp=False)
    if style == "Italic":
        point_letters_at_italics(font)
        keep_only(font, SYMBOLS)
    else:
        keep_only(font, SYMBOLS + STYLED_LETTERS)
    set_metrics(font)
    set_names(font, style)
    target = HERE / f"{FAMILY.replace(' ', '')}-{style}.ttf"
    font.save(target)
    return target


def main() -> None:
    """Derive both faces and say how large they are."""
    default = files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    source = Path(sys.argv[1] if len(sys.argv) > 1 else str(default))
    for style in ("Regular", "Italic"):
        target = derive(source, style)
        print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
