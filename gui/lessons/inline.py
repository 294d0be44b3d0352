"""Symbols among words: $w^ℓ_{ij}$ becomes a formula to paint."""

import re

from core.lazily import dataclass
from gui.writing.formula import Formula, Sym

SYMBOL = re.compile(
    r"(?P<base>∂?[A-Za-zα-ωΑ-Ω]\u0304?['′]?)"
    r"(?:\^(?P<upper>\{[^}]*\}|.))?"
    r"(?:_(?P<lower>\{[^}]*\}|.))?"
)


@dataclass(frozen=True)
class Inline:
    """A formula among words, and how it is written in plain text."""

    formula: Formula
    plain: str


TOUCHED = re.compile(r"\$([^$]*)\$([,.;:)]+)")
"""A formula and the signs that touch its end. Qt breaks lines behind a formula, whatever follows it."""


def pieces(text: str) -> list[str | Inline]:
    """Words and formulas in turn; signs that touch the end of a formula are a part of it."""
    parts = TOUCHED.sub(r"$\1\2$", text).split("$")
    found = [inline(part) if k % 2 else part for k, part in enumerate(parts)]
    return [part for part in found if part]


def inline(source: str) -> Inline:
    """Understand `source`: letters may have an upper and a lower index, everything else stands as it is."""
    terms: list[Sym | str] = []
    at = 0
    for found in SYMBOL.finditer(source):
        if found.start() > at:
            terms.append(source[at : found.start()])
        upper, lower = (_index(found[k]) for k in ("upper", "lower"))
        terms.append(Sym(found["base"], upper, lower))
        at = found.end()
    if at < len(source):
        terms.append(source[at:])
    return Inline(tuple(terms), source.replace("{", "").replace("}", ""))


def _index(given: str | None) -> str:
    return "" if given is None else italic(given.strip("{}"))


def italic(index: str) -> str:
    """An index with its letters in italics."""
    return "".join(map(_italic, index))


def _italic(letter: str) -> str:
    if letter == "h":
        return "\N{PLANCK CONSTANT}"
    if letter.isascii() and letter.isalpha():
        first = 0x1D44E - ord("a") if letter.islower() else 0x1D434 - ord("A")
        return chr(ord(letter) + first)
    return letter
