"""Lines of matrices below one another: rows on their own, or equations that fill lines as words do."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from core.lazily import dataclass
from gui.matrices.block import Block, Equation, Item, Row, Sign
from gui.matrices.fitting import fit, fit_from_afar
from gui.matrices.numerals import Spans, fewer_digits
from gui.matrices.placing import ON_STAGE, SIZES, Fit, Look, Placed, Sizes
from gui.matrices.ruler import WIDE, Ruler, ruler_of

MARGIN = 5.0
INDENT = 9.0
"""Left of lines that begin on the left."""
BETWEEN, APART = 10.0, 22.0
"""Pixels between two lines, and between two layers."""
LOWEST = 60.0
"""Height of a row on its own, at least."""
GAP = Sign("", wide=True)
SMALL = SIZES[-1]
"""The letters of what has no room for larger ones."""


@dataclass(frozen=True)
class Line:
    """One line: its layout, which equations are in it, and how far down it is."""

    fit: Fit
    equations: tuple[int, ...]
    top: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.fit.size.height()

    @property
    def blocks(self) -> list[Placed]:
        """The matrices with their places."""
        return [placed for placed in self.fit.placed if isinstance(placed.item, Block)]


@dataclass(frozen=True)
class Arrangement:
    """All lines; a row on its own is `centred`."""

    lines: tuple[Line, ...] = ()
    centred: bool = False

    @property
    def size(self) -> QSizeF:
        """The room that all of it takes."""
        width = max((k.fit.size.width() for k in self.lines), default=0.0)
        bottom = max((k.bottom for k in self.lines), default=0.0)
        return QSizeF(width + 2 * MARGIN + (0.0 if self.centred else INDENT), bottom + MARGIN)

    def origin(self, row: int, room: QSize) -> QPointF:
        """The upper left corner of a line on a sheet of size `room`."""
        line = self.lines[row]
        if not self.centred:
            return QPointF(MARGIN + INDENT, round(line.top))
        left = max(MARGIN, (room.width() - line.fit.size.width()) / 2)
        spare = max(0.0, (room.height() - self.size.height()) / 2)
        return QPointF(round(left), round(line.top + (spare if len(self.lines) == 1 else 0.0)))

    def rows(self, equations: Sequence[Equation]) -> tuple[Row, ...]:
        """What is in each line."""
        return tuple(joined(equations[k].items for k in line.equations) for line in self.lines)

    def spans(self, row: int, equations: Sequence[Equation]) -> Iterator[tuple[Equation, QRectF]]:
        """The equations of a line that is not alone, each with its box from the line's corner."""
        line, first = self.lines[row], 0
        for k in line.equations:
            last = first + len(equations[k].items) - 1
            ends = line.fit.placed[first].column, line.fit.placed[last].column
            yield equations[k], ends[0].united(ends[1])
            first = last + 2


Arrange = Callable[[Sequence[Equation], QSizeF, int, Spans], Arrangement]
"""A way to arrange equations in a room, with so many digits, for numbers that reach so far."""


def joined(rows: Iterable[Row]) -> Row:
    """Rows one after the other, with gaps between them."""
    items: list[Item] = []
    for row in rows:
        items += [GAP, *row] if items else row
    return tuple(items)


# Rows on their own


def alone(equations: Sequence[Equation], room: QSizeF, digits: int, spans: Spans) -> Arrangement:
    """Give each equation a line of its own and an equal share of the room."""
    return _on_their_own(equations, room, digits, spans, fit)


def from_afar(equations: Sequence[Equation], room: QSizeF, digits: int, spans: Spans) -> Arrangement:
    """The same with letters as large as they can be."""
    return _on_their_own(equations, room, digits, spans, fit_from_afar)


def _on_their_own(
    equations: Sequence[Equation], room: QSizeF, digits: int, spans: Spans, fitted: Callable[..., Fit]
) -> Arrangement:
    count = max(1, len(equations))
    height = (room.height() - 2 * MARGIN - APART * (count - 1)) / count
    share = QSizeF(room.width() - 2 * MARGIN, max(LOWEST, height))
    made = [(fitted(k.items, share, digits, spans), (i,)) for i, k in enumerate(equations)]
    return Arrangement(_stacked(made, equations), centred=True)


# Equations that fill lines


def flowing(equations: Sequence[Equation], room: QSizeF, digits: int, spans: Spans) -> Arrangement:
    """Fill lines so that each layer fits into `room`; all have numbers of one size if they can.

    A layer that has no room for its numbers is larger than the room, and large matrices are coloured.
    """
    inner = QSizeF(room.width() - 2 * MARGIN - INDENT, room.height() - 2 * MARGIN)
    layers, measured = _layers(equations, spans, digits)
    counts = fewer_digits(digits)
    if _all_in_numbers(measured(SMALL), equations, inner, counts[-1], _together) is not None:
        made = _largest(measured, SIZES, equations, inner, counts, _together)
        if made is not None:
            return Arrangement(_stacked(made, equations))
    each = (_kept(layer, equations, inner, spans, digits) for layer in layers)
    return Arrangement(_stacked([line for lines in each for line in lines], equations))


def flowing_from_afar(equations: Sequence[Equation], room: QSizeF, digits: int, spans: Spans) -> Arrangement:
    """The same with letters as large as they can be so that each line fits into `room`."""
    inner = QSizeF(room.width() - 2 * MARGIN - INDENT, room.height() - 2 * MARGIN)
    _, measured = _layers(equations, spans, digits)
    made = _largest(measured, ON_STAGE, equations, inner, fewer_digits(digits)[:1], max)
    if made is None:
        return flowing(equations, room, digits, spans)
    return Arrangement(_stacked(made, equations))


Made = tuple[Fit, tuple[int, ...]]
Rulers = dict[int, Ruler]
"""Of the equations of a layer, by their places."""
Measured = Callable[[Sizes], Iterator[Rulers]]
"""Each layer measured with letters of a size."""
Together = Callable[[list[float]], float]
"""How high lines are of which all are to be seen at once."""


def _together(heights: list[float]) -> float:
    return sum(heights) + BETWEEN * (len(heights) - 1)


def _kept(
    layer: list[int], equations: Sequence[Equation], room: QSizeF, spans: Spans, digits: int
) -> list[Made]:
    """The lines of a layer; where none of its numbers has come to need more room, those that there were."""
    blocks = [item for k in layer for item in equations[k].items if isinstance(item, Block)]
    widths = (spans.width(k, count, SMALL.number) for k in blocks for count in fewer_digits(digits))
    below = (spans.strip_width(k, digits, SMALL.number) for k in blocks if k.strip is not None)
    key = (layer[0], room.width(), room.height(), digits, *widths, *below)

    def make() -> list[Made]:
        rulers = _measured(layer, equations, SMALL, spans, digits)
        return _as_they_can(rulers, equations, room, spans, digits)

    return spans.kept(key, make)


def _layers(equations: Sequence[Equation], spans: Spans, digits: int) -> tuple[list[list[int]], Measured]:
    """The places of each layer's equations, and what measures them, one layer after the other."""
    layers = [list(k) for _, k in groupby(range(len(equations)), lambda k: equations[k].layer)]

    def measured(sizes: Sizes) -> Iterator[Rulers]:
        return (_measured(layer, equations, sizes, spans, digits) for layer in layers)

    return layers, measured


def _measured(
    layer: list[int], equations: Sequence[Equation], sizes: Sizes, spans: Spans, digits: int
) -> Rulers:
    return {k: ruler_of(equations[k].items, sizes, spans, digits) for k in layer}


def _largest(
    measured: Measured,
    choices: tuple[Sizes, ...],
    equations: Sequence[Equation],
    room: QSizeF,
    counts: range,
    together: Together,
) -> list[Made] | None:
    """The first of the `choices` of letters that fits, with more digits rather than with larger letters."""
    for sizes, count in ((sizes, count) for count in counts for sizes in choices):
        made = _all_in_numbers(measured(sizes), equations, room, count, together)
        if made is not None:
            return made
    return None


def _all_in_numbers(
    layers: Iterable[Rulers], equations: Sequence[Equation], room: QSizeF, digits: int, together: Together
) -> list[Made] | None:
    made: list[Made] = []
    for rulers in layers:
        lines = _in_numbers(rulers, equations, room, digits, together)
        if lines is None:
            return None
        made += lines
    return made


def _in_numbers(
    rulers: Rulers, equations: Sequence[Equation], room: QSizeF, digits: int, together: Together
) -> list[Made] | None:
    """The lines of a layer with every entry as a number, if there is room for all that must be seen."""
    looks = {k: ruler.in_numbers(digits) for k, ruler in rulers.items()}
    lines = _filled(rulers, looks, equations, room)
    high = [max(rulers[k].heights(looks[k]).total for k in which) for which in lines]
    seen = [high[i] for i, which in enumerate(lines) if not equations[which[0]].aside]
    wide = max(rulers[k].width(looks[k]) for k in rulers) > room.width()
    if wide or together(seen) > room.height():
        return None
    return [_line(which, rulers, looks) for which in lines]


def _as_they_can(
    rulers: Rulers, equations: Sequence[Equation], room: QSizeF, spans: Spans, digits: int
) -> list[Made]:
    """The lines of a layer that is larger than the room, or has fewer digits, or matrices in colours."""
    for count in fewer_digits(digits):
        lines = _in_numbers(rulers, equations, room, count, _together)
        if lines is not None:
            return lines
    each = {k: fit(equations[k].items, room, digits, spans, (SMALL,)) for k in rulers}
    found = {k: Ruler(tuple(p.item for p in each[k].placed), SMALL, spans, digits) for k in each}
    looks = {k: [p.look for p in each[k].placed if isinstance(p.item, Block)] for k in each}
    return [_line(which, found, looks) for which in _filled(found, looks, equations, room)]


def _filled(
    rulers: Rulers, looks: dict[int, list[Look]], equations: Sequence[Equation], room: QSizeF
) -> list[tuple[int, ...]]:
    """Lines with as many equations in each as have room; another part begins on a new one."""
    lines: list[tuple[int, ...]] = []
    x, part = 0.0, None
    for k in rulers:
        wide = rulers[k].width(looks[k])
        x += WIDE * rulers[k].sizes.sign + wide
        if equations[k].part == part and x <= room.width():
            lines[-1] = (*lines[-1], k)
        else:
            lines.append((k,))
            x, part = wide, equations[k].part
    return lines


def _line(which: tuple[int, ...], rulers: Rulers, looks: dict[int, list[Look]]) -> Made:
    first = rulers[which[0]]
    whole = first if len(which) == 1 else first.of(joined(rulers[k].row for k in which))
    return whole.placed([look for k in which for look in looks[k]]), which


def _stacked(made: list[Made], equations: Sequence[Equation]) -> tuple[Line, ...]:
    """Put lines below one another."""
    lines: list[Line] = []
    top = MARGIN
    for found, which in made:
        if lines:
            same = equations[which[0]].layer == equations[lines[-1].equations[0]].layer
            top = lines[-1].bottom + (BETWEEN if same else APART)
        lines.append(Line(found, which, top))
    return tuple(lines)
