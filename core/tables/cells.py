"""What a single cell says: a number, or why it is none."""

import re

from core.errors import READABLE

LARGEST = 1e100
"""A number lies within ±LARGEST: its square must be a number too, and sums of many of these."""

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
NUMBER_WITH_COMMA = re.compile(r"[+-]?(?:[0-9]+,?[0-9]*|,[0-9]+)(?:[eE][+-]?[0-9]+)?")
PATTERNS = {".": NUMBER, ",": NUMBER_WITH_COMMA}
NAMES = {".": "point", ",": "comma"}
CHARACTERS = {".": b"0123456789+-.eE", ",": b"0123456789+-,eE"}
"""Of these alone `float` makes a number exactly where the pattern fits, its comma taken for a point."""

MISSING = frozenset({"na", "n/a", "nan", "null", "none", "nil", "-", "?", ".", "#n/a"})
INFINITE = frozenset({"inf", "infinity", "∞"})


def number_of(cell: str, decimal: str) -> float | None:
    """Return the number that `cell` says, which may be infinite; None where it says none."""
    if not PATTERNS[decimal].fullmatch(cell):
        return None
    return float(cell.replace(",", "."))


def is_number(cell: str, decimal: str) -> bool:
    """Whether `cell` is a number that can be used."""
    number = number_of(cell, decimal)
    return number is not None and abs(number) <= LARGEST


def fault_of(cell: str, decimal: str) -> tuple[str, str] | None:
    """Return what is wrong with a cell that must be a number, and what to do; None if nothing is."""
    number = number_of(cell, decimal)
    if number is None:
        return _fault_of_text(cell, decimal)
    if abs(number) <= LARGEST:
        return None
    return f"holds {quoted(cell)}, which is beyond ±1e100", "use another unit, or delete that line"


def _fault_of_text(cell: str, decimal: str) -> tuple[str, str]:
    word, fill_in = cell.strip().lower(), "fill it in, delete that line, or leave the column out"
    if not word:
        return "is empty, where a number must be", fill_in
    if word in MISSING or word.lstrip("+-") in MISSING:
        return f"holds {quoted(cell)}, where a number must be", fill_in
    if word.lstrip("+-") in INFINITE:
        return f"holds {quoted(cell)}, which is not finite", "correct it, or delete that line"
    other = "," if decimal == "." else "."
    if PATTERNS[decimal].fullmatch(word):
        what = f"holds {quoted(cell)}, a number with blanks or invisible characters beside it"
        return what, "take these away"
    if PATTERNS[other].fullmatch(word):
        what = f"holds {quoted(cell)}, a number with a decimal {NAMES[other]}"
        return (
            what,
            f"write all numbers with a decimal {NAMES[decimal]}, or choose the decimal {NAMES[other]}",
        )
    return f"holds {quoted(cell)}, which is not a number", "correct it, or leave the column out"


def quoted(cell: str) -> str:
    """Write a cell into a sentence: in quotes, printable, and cut where nobody would read on."""
    text = " ".join("".join(k if k.isprintable() else " " for k in cell[: 4 * READABLE]).split())
    text = text if len(text) < READABLE and len(cell) <= 4 * READABLE else f"{text[: READABLE - 1]}…"
    return f"“{text}”"
