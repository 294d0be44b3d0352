"""Numbers as they are written on the screen."""

import math
import re

MINUS = "−"
UNKNOWN = "·"
THOUSANDS = "\N{NARROW NO-BREAK SPACE}"


def fixed(value: float, digits: int = 2, signed: bool = False) -> str:
    """`value` with so many decimals, shorter where it is large; a dot where it is not known."""
    if math.isnan(value):
        return UNKNOWN
    if math.isinf(value):
        return "∞" if value > 0 else MINUS + "∞"
    size = abs(value)
    if size >= 10_000:
        text = f"{size:.0e}".replace("e+0", "e").replace("e+", "e")
    else:
        text = f"{size:.{max(0, digits - max(0, len(str(int(size))) - 1))}f}"
    negative = value < 0 and any(c in text for c in "123456789")
    return (MINUS if negative else "+" if signed else "") + text


def significant(value: float, digits: int = 3) -> str:
    """`value` to so many significant digits, with a power of ten where it is very small or large."""
    if math.isnan(value):
        return UNKNOWN
    if math.isinf(value):
        return "∞" if value > 0 else MINUS + "∞"
    text = f"{abs(value):.{digits}g}" if value else "0"
    if "e" in text:
        mantissa, exponent = text.split("e")
        text = f"{mantissa}e{int(exponent)}".replace("-", MINUS)
    elif value and digits > 1:
        text = f"{abs(value):#.{digits}g}".rstrip(".")
    return (MINUS if value < 0 else "") + text


def scientific(value: float, digits: int = 3) -> str:
    """A finite `value` to so many significant digits with a power of ten: 5.81e−4."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)


def grouped(value: float) -> str:
    """A count with its thousands apart."""
    return f"{value:,.0f}".replace(",", THOUSANDS)


def counted(count: int, word: str, words: str = "") -> str:
    """A number of things: "1 row", "2 rows"."""
    return f"{grouped(count)} {word if count == 1 else words or word + 's'}"


def regrouped(text: str) -> str:
    """A sentence whose counts have their thousands apart as those of `grouped`, not by commas."""
    return re.sub(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", _apart, text)


def _apart(count: re.Match[str]) -> str:
    return count[0].replace(",", THOUSANDS)
