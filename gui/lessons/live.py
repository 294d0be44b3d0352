"""What live numbers are made of: lines of formulas with a relation in between, and small matrices."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from core.checks import Array
from core.lazily import dataclass
from core.lesson import Lesson
from core.selection import Node, Pick, Selection
from gui.lessons.inline import italic
from gui.writing.formula import Formula, Frac, Sym, Term, plain
from gui.writing.numbers import MINUS, significant

DIGITS = 4
GRID_DIGITS = 3
FEW = 3
"""Terms of a sum, entries of a row, that are written one by one; of more only the first two and the last."""
ROWS, COLUMNS = 4, 4
"""Of a matrix written whole."""
DOTS = "⋯"
MOST_LIT = 600
"""Weights that are lit at once; of more, only the nodes that they join."""


@dataclass(frozen=True)
class Grid:
    """A matrix as it is written, large ones with dots for what is left out."""

    rows: tuple[tuple[str, ...], ...]

    def plain(self) -> str:
        """In one line of text."""
        return "[" + "; ".join(" ".join(row) for row in self.rows) + "]"


Part = Term | Grid
Parts = tuple[Part, ...]


@dataclass(frozen=True)
class Line:
    """left = right; an empty left side goes on from the line before."""

    left: Formula
    right: Parts
    sign: str = "="

    def plain(self) -> str:
        """In one line of text."""
        right = "".join(k if isinstance(k, str) else k.plain() for k in self.right)
        return f"{plain(self.left)} {self.sign} {right}".strip()


@dataclass(frozen=True)
class Note:
    """A sentence among the lines."""

    text: str

    def plain(self) -> str:
        """The sentence."""
        return self.text


@dataclass(frozen=True)
class Live:
    """Live numbers for one moment.

    Attributes:
        lines: what is written.
        fresh: whether this step has come so far; if not, the numbers are ahead of it.
        lights: what of the network they speak of.
        pick: the weight or bias that they take apart, None where they are about nodes.

    """

    lines: tuple[Line | Note, ...]
    fresh: bool
    lights: tuple[Selection, ...]
    pick: Pick | None = None

    def plain(self) -> str:
        """A line of text for each line."""
        return "\n".join(line.plain() for line in self.lines)


HELD_BACK = Note("Not shown while an exercise asks for what comes next.")


def held_back(live: Live) -> Live:
    """The same without its numbers where the step has not come to them."""
    return live if live.fresh else replace(live, lines=(HELD_BACK,))


# Symbols, with indices from 1


def sym(base: str, l: int, *indices: int) -> Sym:
    """Symbol `base` of layer l; `indices` from 0 become indices from 1."""
    apart = "," if any(k >= 9 for k in indices) else ""
    return Sym(base, str(l), apart.join(str(k + 1) for k in indices))


def parameter(pick: Pick, base: str = "") -> Sym:
    """w²₁₃ or b²₁; `base` stands before it, as ∂ does."""
    if pick.B is None:
        return sym(f"{base}b", pick.l, pick.A)
    return sym(f"{base}w", pick.l, pick.A, pick.B)


def letter(base: str, l: int, indices: str) -> Sym:
    """Symbol `base` of layer l with letters for indices."""
    return Sym(base, str(l), italic(indices))


def one_of(count: int, top: int = 1) -> Frac:
    """1/count, or `top` of as many."""
    return Frac(Sym(str(top)), Sym(str(count)))


def by(under: Sym, over: Sym | None = None) -> Frac:
    """∂C/∂…, or ∂… of something else; both come without their ∂."""
    top = Sym("∂C") if over is None else Sym(f"∂{over.base}", over.upper, over.lower)
    return Frac(top, Sym(f"∂{under.base}", under.upper, under.lower))


# Numbers


def number(value: float, digits: int = DIGITS) -> str:
    """`value`, without the zeros of an exact one: 0.25, and not 0.2500."""
    text = significant(value, digits)
    if "." in text and "e" not in text and float(text.replace(MINUS, "-")) == value:
        text = text.rstrip("0").rstrip(".")
    return text


def factor(value: float) -> str:
    """A number after a sign or in a product: in brackets where it is negative."""
    text = number(value)
    return f"({text})" if text.startswith(MINUS) else text


def summand(value: float) -> str:
    """A number with the sign that joins it to a sum."""
    text = number(value)
    return f" {MINUS} {text[1:]}" if text.startswith(MINUS) else f" + {text}"


def product(*values: float) -> str:
    """Numbers multiplied."""
    return " · ".join(map(factor, values))


# Sums


def some(count: int, *wanted: int, few: int = FEW) -> list[int | None]:
    """Indices to write out: all of a few, else the first two (or `wanted`) and the last; None for a gap."""
    if count <= few:
        return list(range(count))
    kept = sorted({0, count - 1, *(wanted or (1,))})
    found: list[int | None] = [kept[0]]
    for one, other in pairwise(kept):
        found += [other] if other == one + 1 else [None, other]
    return found


def joined(terms: Iterable[Parts | None], between: str = " + ") -> Parts:
    """Terms with a sign between them; None becomes dots."""
    found: list[Part] = []
    for term in terms:
        if found:
            found.append(between)
        found += (DOTS,) if term is None else term
    return tuple(found)


def listed(values: Sequence[float] | Array) -> str:
    """A row of numbers in brackets, with dots where it is long."""
    shown = [DOTS if k is None else number(float(values[k])) for k in some(len(values))]
    return f"({',  '.join(shown)})" if len(shown) > 1 else shown[0]


# Matrices


def grid(values: Array) -> Grid:
    """A matrix (rows, columns) as it is written."""
    rows, columns = (_cut(k, most) for k, most in zip(values.shape, (ROWS, COLUMNS), strict=True))
    return Grid(tuple(tuple(_cell(values, i, j) for j in columns) for i in rows))


def row(values: Array) -> Grid:
    """A row of numbers as a matrix."""
    return grid(values[np.newaxis, :])


def column(values: Array) -> Grid:
    """A column of numbers as a matrix."""
    return grid(values[:, np.newaxis])


def _cut(count: int, most: int) -> list[int | None]:
    return list(range(count)) if count <= most else [0, 1, None, count - 1]


def _cell(values: Array, i: int | None, j: int | None) -> str:
    if i is None:
        return "⋮" if j is not None else "⋱"
    return DOTS if j is None else number(float(values[i, j]), GRID_DIGITS)


# What to light


def nodes(l: int, count: int) -> tuple[Selection, ...]:
    """All nodes of a layer."""
    return tuple(Node(l, i) for i in range(count))


def into(shown: Lesson, l: int, i: int) -> tuple[Selection, ...]:
    """A node, its bias, the weights into it and the nodes that these come from."""
    before = range(shown.n[l - 1])
    weights = tuple(Pick(l, i, j) for j in before)
    return (Node(l, i), Pick(l, i), *weights, *nodes(l - 1, len(before)))


def between(shown: Lesson, first: int, last: int) -> tuple[Selection, ...]:
    """The nodes of layers first … last, and the weights between them unless they are very many."""
    n = shown.n
    found = [node for l in range(first, last + 1) for node in nodes(l, n[l])]
    if sum(n[l] * n[l - 1] for l in range(first + 1, last + 1)) > MOST_LIT:
        return tuple(found)
    layers = range(first + 1, last + 1)
    return (*found, *(Pick(l, i, j) for l in layers for i in range(n[l]) for j in range(n[l - 1])))
