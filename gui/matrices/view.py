"""Matrices painted as large as they fit, one of their entries current."""

from itertools import zip_longest

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.checks import Array
from core.selection import Selection
from gui.matrices.arrangement import Arrange, alone, flowing, flowing_from_afar
from gui.matrices.block import Block, Cell, Equation, Row, items_of, structure_of
from gui.matrices.laid_out import LaidOut
from gui.matrices.letters import Letters
from gui.matrices.marking import Marking
from gui.matrices.painting import Painting
from gui.matrices.placing import Fit
from gui.matrices.walking import Place
from gui.theme import DARK, Theme, nice_reach
from gui.writing.digits import Digits

OUTLINE = 8
"""Pixels around an entry that its outline may take."""


class MatrixView(LaidOut):
    """Lines of matrices with a current entry, under the mouse or else where the keys have led."""

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty; numbers are written with `digits`."""
        super().__init__(digits, parent)
        self._theme = DARK
        self._structure: tuple[object, ...] = ()
        self._reaches: dict[str, float] = {}
        self._elsewhere: Selection | None = None
        self._letters = Letters()
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
        elif self._spans.take(items_of(new)) and not (self._due or self._have_room()):
            self._need_layout()
        self._rows = None
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

    @property
    def here(self) -> Place | None:
        """The entry under the mouse, or else the one that the keys have led to."""
        if self.place is not None:
            return self.place
        return self.current if self.hasFocus() else None

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
