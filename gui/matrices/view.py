"""Matrices painted as large as they fit, one of their entries current."""

from collections.abc import Callable
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.checks import Array
from core.selection import Selection
from gui.matrices.arrangement import Arrange, Arrangement, alone, flowing, flowing_from_afar
from gui.matrices.block import Block, Cell, Equation, Row, items_of, structure_of
from gui.matrices.letters import Letters
from gui.matrices.marking import Marking
from gui.matrices.numerals import Spans
from gui.matrices.painting import Painting
from gui.matrices.placing import Fit, Placed
from gui.matrices.walking import Map, Place
from gui.theme import DARK, Theme, nice_reach
from gui.writing.digits import Digits

KNOWN = 8
"""Arrangements that are kept: rooms come back, as scroll bars and panels beside it get their sizes."""
OUTLINE = 8
"""Pixels around an entry that its outline may take."""


class MatrixView(QWidget):
    """Lines of matrices with a current entry, under the mouse or else where the keys have led.

    Attributes:
        equations: what is shown; rows: the same, line by line.
        arrangement: where it is.
        place: the entry under the mouse, None for none.
        current: the entry that the keys have led to, None for none.

    Signals:
        laid_out: everything has another place.

    """

    laid_out = Signal()

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty; numbers are written with `digits`."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.equations: tuple[Equation, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.arrangement = Arrangement()
        self.place: Place | None = None
        self.current: Place | None = None
        self._digits, self._theme = digits, DARK
        self._arrange: Arrange = alone
        self._structure: tuple[object, ...] = ()
        self._spans = Spans()
        self._known: dict[tuple[float, ...], Arrangement] = {}
        self._reaches: dict[str, float] = {}
        self._elsewhere: Selection | None = None
        self._given, self._bar = QSize(0, 0), 0
        self._bars = False, False
        self._letters, self._layouts = Letters(), 0
        digits.changed.connect(self.on_digits_changed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    # What is shown

    def show_rows(self, rows: tuple[Row, ...], arrange: Arrange = alone) -> None:
        """Show these rows from top to bottom, each in a line of its own."""
        self.show_content(tuple(Equation(row, k) for k, row in enumerate(rows)), arrange)

    def show_equations(self, equations: tuple[Equation, ...], afar: bool = False) -> None:
        """Show these equations one after the other, as many in a line as have room."""
        self.show_content(equations, flowing_from_afar if afar else flowing)

    def show_content(self, equations: tuple[Equation, ...], arrange: Arrange) -> None:
        """Show these equations, arranged in one way or another."""
        there = zip_longest(equations, self.equations[: len(equations)], self._structure[: len(equations)])
        made = [(k, known if k is old else structure_of(k), k is not old) for k, old, known in there]
        structure, new = tuple(known for _, known, _ in made), tuple(k for k, _, new in made if new)
        other = structure != self._structure or arrange is not self._arrange
        self.equations, self._arrange = equations, arrange
        if other:
            self._structure, self._reaches, new = structure, {}, equations
            self._begin()
        elif self._spans.take(items_of(new)):
            self._known.clear()
            if not self._have_room():
                self._lay_out()
        self.rows = self.arrangement.rows(equations)
        for item in items_of(new):
            if isinstance(item, Block):
                self._fit_colours(item)
        self.update()

    def show_elsewhere(self, selection: Selection | None) -> None:
        """Mark the entries that come from `selection`, which is under the mouse on the canvas."""
        if selection != self._elsewhere:
            self._elsewhere = selection
            self.update()

    @Slot()
    def on_digits_changed(self) -> None:
        """Write numbers anew."""
        self._begin()
        self.update()

    def _fit_colours(self, block: Block) -> None:
        parts: list[tuple[str, Array]] = [(block.name, block.values)]
        if block.strip is not None:
            parts.append((f"{block.name} strip", block.strip.values))
        for name, values in parts:
            self._reaches[name] = nice_reach(values, self._reaches.get(name, 0.0))

    # Where it is

    def set_room(self, room: QSize, bar: int = 0) -> None:
        """Fit the matrices into `room`, if they can be made so small; less by a scroll `bar` if not."""
        if (room, bar) != (self._given, self._bar):
            self._given, self._bar = room, bar
            self._lay_out()

    def _begin(self) -> None:
        """Give each number the room that it needs now."""
        self._spans = Spans(items_of(self.equations))
        self._known.clear()
        self._lay_out()

    def _have_room(self) -> bool:
        """Whether all numbers have room in their cells, though they may have become longer."""
        return all(
            self._spans.width(placed.item, placed.look.digits, fit.sizes.number) <= placed.look.size.width()
            for fit in self.fits
            for placed in fit.placed
            if placed.look.digits and isinstance(placed.item, Block)
        )

    def _lay_out(self) -> None:
        bars = self._bars  # most likely those that there were
        self.arrangement, needed = self._arranged(bars)
        if needed != bars:
            bars = needed
            self.arrangement, needed = self._arranged(bars)
        if needed != bars:  # one bar takes the room that makes the other one necessary
            bars = bars[0] or needed[0], bars[1] or needed[1]
            self.arrangement, _ = self._arranged(bars)
        self._bars = bars
        self._layouts += 1
        size = self.arrangement.size
        self.rows = self.arrangement.rows(self.equations)
        self.setMinimumSize(round(size.width()), round(size.height()))
        self.current = self._still(self.current)
        self.place = self._still(self.place)
        self.laid_out.emit()

    def _arranged(self, bars: tuple[bool, bool]) -> tuple[Arrangement, tuple[bool, bool]]:
        """A layout beside these scroll bars, to the right and below; and which of them it needs."""
        right, below = bars
        room = QSizeF(self._given) - self._bar * QSizeF(right, below)
        key = room.width(), room.height(), self._digits.count, *(k.aside for k in self.equations)
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KNOWN:
                self._known.clear()
            found = self._known[key] = self._arrange(self.equations, room, self._digits.count, self._spans)
        size = found.size
        return found, (size.height() > room.height(), size.width() > room.width())

    def _still(self, place: Place | None) -> Place | None:
        return place if place is not None and self.map.exists(place) else None

    @property
    def map(self) -> Map:
        """Where everything is at the present size."""
        return Map(self.arrangement, self.size())

    @property
    def fits(self) -> tuple[Fit, ...]:
        """The layouts of the lines."""
        return tuple(line.fit for line in self.arrangement.lines)

    @property
    def shortage(self) -> str:
        """That numbers have fewer digits than are chosen, if so."""
        shown = [k.look.digits for fit in self.fits for k in fit.placed if k.look.digits]
        chosen = self._digits.count
        fewest = min(shown, default=chosen)
        return "" if fewest == chosen else f"{fewest} of {chosen} digits: no room"

    @property
    def here(self) -> Place | None:
        """The entry under the mouse, or else the one that the keys have led to."""
        if self.place is not None:
            return self.place
        return self.current if self.hasFocus() else None

    def extent(self, wanted: Callable[[Equation], bool]) -> QRect:
        """The lines with equations that are `wanted`, from top to bottom of the first to the last."""
        found = QRectF()
        for row, line in enumerate(self.arrangement.lines):
            if any(wanted(self.equations[k]) for k in line.equations):
                found = found.united(QRectF(self.origin(row), line.fit.size))
        return found.toAlignedRect()

    def layer_at(self, y: float) -> int:
        """The layer of the line at a height, or of the last one above it; 0 where there is none."""
        above = [k for k in range(len(self.rows)) if self.origin(k).y() <= y]
        return self.layer_of(above[-1]) if above else 0

    def layer_of(self, row: int) -> int:
        """The layer of a line."""
        return self.equations[self.arrangement.lines[row].equations[0]].layer

    def layers_in(self, area: QRect) -> set[int]:
        """The layers of which something lies in `area`."""
        return {self.layer_of(k) for k in range(len(self.rows)) if self.line_at(k).intersects(area)}

    def line_at(self, row: int) -> QRect:
        """Where a line is."""
        return QRectF(self.origin(row), self.fits[row].size).toAlignedRect()

    def origin(self, row: int) -> QPointF:
        """The upper left corner of a line."""
        return self.map.origin(row)

    def blocks(self, row: int) -> list[Placed]:
        """The matrices of a line, with their places."""
        return self.map.blocks(row)

    def rect_at(self, place: Place) -> QRectF:
        """Where an entry is."""
        return self.map.rect(place)

    def find(self, at: QPointF) -> Place | None:
        """The entry at a point."""
        return self.map.find(at)

    def cell_at(self, place: Place) -> Cell | None:
        """What the entry at a place is; None where there is no such any more."""
        if not self.map.exists(place):
            return None
        block = [k for k in self.rows[place.row] if isinstance(k, Block)][place.block]
        if place.i < 0:
            return block.strip.cell(place.j) if block.strip is not None else None
        return block.cell(place.i, place.j)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in view, and what stands out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(event.rect())
        painting = Painting(painter, self._theme, self._reaches)
        marking = Marking(painter, self._theme, self.map)
        if not self.arrangement.centred:
            marking.paint_ground(self.arrangement, self.equations, self.rect())
        for row, line in enumerate(self.arrangement.lines):
            corner = self.origin(row)
            if not QRectF(corner, line.fit.size).intersects(seen):
                continue
            shown = line.fit.with_values(self.rows[row])
            painter.translate(corner)
            self._paint_letters(painter, row, shown)
            painting.paint_entries(shown, seen.translated(-corner))
            painter.translate(-corner)
            marking.paint_entries(row, self.rows[row], self._elsewhere)
        if self.here is not None and self.map.exists(self.here):
            marking.outline(self.here, self._theme.text)
        painter.end()

    def _paint_letters(self, painter: QPainter, row: int, shown: Fit) -> None:
        """Paint what of a line does not change with the numbers."""
        fresh = tuple(k.fresh for k in self.rows[row] if isinstance(k, Block))
        look = self._layouts, self._theme, fresh

        def draw(on: QPainter) -> None:
            Painting(on, self._theme, self._reaches).paint_letters(shown)

        self._letters.paint(painter, row, shown.size, look, draw)

    def repaint_entry(self, place: Place | None) -> None:
        """Paint an entry and what is around it anew."""
        if place is not None and self.map.exists(place):
            self.update(self.rect_at(place).toAlignedRect().adjusted(-OUTLINE, -OUTLINE, OUTLINE, OUTLINE))
