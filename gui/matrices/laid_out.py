"""Where matrices are in the room that they have."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.matrices.arrangement import Arrange, Arrangement, alone
from gui.matrices.block import Block, Equation, Row, items_of
from gui.matrices.numerals import Spans
from gui.matrices.placing import Fit, Placed
from gui.matrices.walking import Map, Place
from gui.shell.once import Once
from gui.writing.digits import Digits


class LaidOut(QWidget):
    """Equations with their places.

    Attributes:
        equations: what is shown.
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
        self.place: Place | None = None
        self.current: Place | None = None
        self._digits = digits
        self._arrange: Arrange = alone
        self._spans = Spans()
        self._rows: tuple[Row, ...] | None = None
        self._arrangement, self._due, self._layouts = Arrangement(), False, 0
        self._given, self._bar = QSize(0, 0), 0
        self._bars = False, False
        self._turn, self._calm = Once(self), True
        self._turn.told.connect(self.on_turn_over)

    def set_room(self, room: QSize, bar: int = 0) -> None:
        """Fit the matrices into `room`, if they can be made so small; less by a scroll `bar` if not.

        What around them moves in several steps gives them a room at each: but for the first of a turn of
        the event loop they are laid out at its end, in the last one.
        """
        if (room, bar) != (self._given, self._bar):
            self._given, self._bar, self._due = room, bar, True
            if self._calm and self.isVisible():
                self.settle()

    @Slot()
    def on_turn_over(self) -> None:
        """The next room is the first one again."""
        self._calm = True
        if self.isVisible():
            self.settle()
        self._spans.forget_rows()

    def _begin(self) -> None:
        """Give each number the room that it needs now."""
        self._spans.forget_rows()
        self._spans = Spans(items_of(self.equations))
        self._need_layout()

    def _have_room(self) -> bool:
        """Whether all numbers have room in their cells, though they may have become longer."""
        return all(
            self._spans.width(placed.item, placed.look.digits, fit.sizes.number) <= placed.look.size.width()
            for fit in self.fits
            for placed in fit.placed
            if placed.look.digits and isinstance(placed.item, Block)
        )

    def _need_layout(self) -> None:
        """Lay everything out; what cannot be seen, when it can or when somebody asks where something is.

        A panel that comes from one place to another has several rooms on its way.
        """
        self._due = True
        if self.isVisible():
            self.settle()

    def settle(self) -> None:
        """Lay everything out now if that is due."""
        if self._due:
            self._due = self._calm = False
            self._turn.come()
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Be laid out when seen."""
        self.settle()
        super().showEvent(event)

    def _lay_out(self) -> None:
        bars = self._bars  # most likely those that there were
        self._arrangement, needed = self._arranged(bars)
        if needed != bars:
            bars = needed
            self._arrangement, needed = self._arranged(bars)
        if needed != bars:  # one bar takes the room that makes the other one necessary
            bars = bars[0] or needed[0], bars[1] or needed[1]
            self._arrangement, _ = self._arranged(bars)
        self._bars = bars
        self._layouts += 1
        size = self._arrangement.size
        self._rows = None
        self.current = self._still(self.current)
        self.place = self._still(self.place)
        self.setMinimumSize(round(size.width()), round(size.height()))  # which may scroll at once
        self.laid_out.emit()

    def _arranged(self, bars: tuple[bool, bool]) -> tuple[Arrangement, tuple[bool, bool]]:
        """A layout beside these scroll bars, to the right and below; and which of them it needs."""
        right, below = bars
        room = QSizeF(self._given) - self._bar * QSizeF(right, below)
        found = self._arrange(self.equations, room, self._digits.count, self._spans)
        size = found.size
        return found, (size.height() > room.height(), size.width() > room.width())

    def _still(self, place: Place | None) -> Place | None:
        return place if place is not None and self.map.exists(place) else None

    @property
    def arrangement(self) -> Arrangement:
        """Where everything is in the room that there is."""
        self.settle()
        return self._arrangement

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, line by line."""
        if self._due or self._rows is None:
            self._rows = self.arrangement.rows(self.equations)
        return self._rows

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

    # Places

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
