"""The fonts that are shipped: one for words and numbers, one for mathematics.

A bare system has neither. Each is the other's fallback, so ∇ among words and ₖ
among mathematics are found, and neither pulls a line of the other apart.
"""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
UI_FAMILY = "Inter"
MATH_FAMILY = "Nablascope Math"
FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "Inter-Bold.otf",
    "NablascopeMath-Regular.ttf",
    "NablascopeMath-Italic.ttf",
)

_LOADED = "nablascope_fonts_loaded"
_TABULAR = QFont.Tag("tnum")
_OF_NUMBERS = [UI_FAMILY, MATH_FAMILY, UI_FAMILY]
"""The first once more, by which the font of numbers is known: nothing is ever looked for in the third."""


class FontError(RuntimeError):
    """Shipped fonts that cannot be read; the text is a plain sentence."""


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; needs the application object, and does nothing the second time.

    Raise FontError after loading the others when some cannot be read: the program
    can go on, in the system's fonts.
    """
    application = QGuiApplication.instance()
    if application.property(_LOADED):
        return
    failed = [name for name in FILES if not _load(FOLDER / name)]
    if failed:
        raise FontError(f"{', '.join(failed)} cannot be read from resources/fonts, so other fonts are shown.")
    application.setProperty(_LOADED, True)


def ui_font(point_size: float = 10.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of the window: labels, menus, titles (SemiBold)."""
    font = QFont([UI_FAMILY, MATH_FAMILY])
    font.setPointSizeF(point_size)
    font.setWeight(weight)
    return font


def number_font(pixel_size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of numbers that change: every digit is as wide as the others, so none jumps.

    Files of outlines know no more of a font than its families (see `has_tabular_digits`).
    """
    font = QFont(_OF_NUMBERS)
    font.setPixelSize(max(1, round(pixel_size)))
    font.setWeight(weight)
    return with_tabular_digits(font)


def has_tabular_digits(families: list[str]) -> bool:
    """Whether these are the families of the font of numbers."""
    return families == _OF_NUMBERS


def with_tabular_digits(font: QFont) -> QFont:
    """Let every digit of `font` be as wide as the others."""
    font.setFeature(_TABULAR, 1)
    return font


def math_font(pixel_size: float, italic: bool = False) -> QFont:
    """Return the font of mathematics; in italic, "w" is the 𝑤 and "∂" the 𝜕 of the shipped equations.

    Digits, brackets and capital Greek letters stay upright in italic, as in print.
    """
    font = QFont([MATH_FAMILY, UI_FAMILY])
    font.setPixelSize(max(1, round(pixel_size)))
    font.setItalic(italic)
    return font


def _load(path: Path) -> bool:
    return path.is_file() and QFontDatabase.addApplicationFont(str(path)) >= 0
