"""From one entry of a sheet to another, with the arrow keys."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt

from core.lazily import dataclass
from gui.matrices.arrangement import Arrangement
from gui.matrices.placing import Placed

Key = Qt.Key
ARROWS = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)
WALK = (*ARROWS, Key.Key_Home, Key.Key_End)


@dataclass(frozen=True)
class Place:
    """One entry on the sheet: its line of matrices, its matrix, and where in it; `i` is −1 in a strip."""

    row: int
    block: int
    i: int
    j: int


class Map:
    """Where the entries of an arrangement are on a sheet of a certain size."""

    def __init__(self, arrangement: Arrangement, room: QSize) -> None:
        """Take the arrangement and the size of the sheet."""
        self._arrangement, self._room = arrangement, room

    def origin(self, row: int) -> QPointF:
        """The upper left corner of a line."""
        return self._arrangement.origin(row, self._room)

    def blocks(self, row: int) -> list[Placed]:
        """The matrices of a line, with their places."""
        return self._arrangement.lines[row].blocks

    def exists(self, place: Place) -> bool:
        """Whether there is such an entry."""
        if place.row >= len(self._arrangement.lines) or place.block >= len(self.blocks(place.row)):
            return False
        placed = self.blocks(place.row)[place.block]
        rows, columns = placed.item.shape
        return place.i < rows and place.j < columns and (place.i >= 0 or not placed.strip.isEmpty())

    def rect(self, place: Place) -> QRectF:
        """Where an entry is."""
        placed = self.blocks(place.row)[place.block]
        box = placed.strip_cell(place.j) if place.i < 0 else placed.cell(place.i, place.j)
        return box.translated(self.origin(place.row))

    def find(self, at: QPointF) -> Place | None:
        """The entry at a point."""
        for row, line in enumerate(self._arrangement.lines):
            here = at - self.origin(row)
            if not -1 <= here.y() <= line.fit.size.height() + 1:
                continue
            for k, placed in enumerate(line.blocks):
                rows, columns = placed.item.shape
                if placed.cells.contains(here):
                    away, size = here - placed.cells.topLeft(), placed.look.size
                    i, j = int(away.y() // size.height()), int(away.x() // size.width())
                    return Place(row, k, min(i, rows - 1), min(j, columns - 1))
                if placed.strip.contains(here):
                    j = int((here.x() - placed.strip.left()) // placed.strip_look.size.width())
                    return Place(row, k, -1, min(j, columns - 1))
        return None

    # Walking

    def walked(self, place: Place, key: int) -> Place:
        """The entry that a key leads to from `place`; the same where there is none."""
        last = self.blocks(place.row)[place.block].item.shape[1] - 1
        if key in (Key.Key_Home, Key.Key_End):
            return self._to_the_end(place, 0 if key == Key.Key_Home else last, key == Key.Key_Home)
        if key in (Key.Key_Up, Key.Key_Down):
            return self._across(place, -1 if key == Key.Key_Up else 1)
        by = -1 if key == Key.Key_Left else 1
        if 0 <= place.j + by <= last:
            return replace(place, j=place.j + by)
        return self._beside(place, by)

    def _to_the_end(self, place: Place, j: int, first: bool) -> Place:
        """To the end of the matrix's row; from there to that of the line."""
        if place.j != j:
            return replace(place, j=j)
        blocks = self.blocks(place.row)
        k = 0 if first else len(blocks) - 1
        return self._nearest(place.row, k, self.rect(place).center(), 0 if first else None)

    def _beside(self, place: Place, by: int) -> Place:
        """Into the matrix beside it."""
        k = place.block + by
        if not 0 <= k < len(self.blocks(place.row)):
            return place
        return self._nearest(place.row, k, self.rect(place).center(), 0 if by > 0 else None)

    def _nearest(self, row: int, k: int, to: QPointF, column: int | None) -> Place:
        """The entry of a matrix in a column (None for the last) whose height is nearest to a point."""
        rows, columns = self.blocks(row)[k].item.shape
        j = columns - 1 if column is None else column
        heights = [abs(self.rect(Place(row, k, i, j)).center().y() - to.y()) for i in range(rows)]
        return Place(row, k, heights.index(min(heights)), j)

    def _across(self, place: Place, by: int) -> Place:
        """One row up or down; from the last into the strip, and on into the next line."""
        placed = self.blocks(place.row)[place.block]
        rows = placed.item.shape[0]
        if place.i < 0:
            return replace(place, i=rows - 1) if by < 0 else self._other_line(place, by)
        if 0 <= place.i + by < rows:
            return replace(place, i=place.i + by)
        strip = replace(place, i=-1)
        return strip if by > 0 and self.exists(strip) else self._other_line(place, by)

    def _other_line(self, place: Place, by: int) -> Place:
        row = place.row + by
        if not 0 <= row < len(self._arrangement.lines):
            return place
        x = self.rect(place).center().x() - self.origin(row).x()
        blocks = self.blocks(row)
        k = min(range(len(blocks)), key=lambda k: _away(blocks[k].cells, x))
        placed = blocks[k]
        rows, columns = placed.item.shape
        j = int((x - placed.cells.left()) // placed.look.size.width())
        return Place(row, k, 0 if by > 0 else rows - 1, min(max(j, 0), columns - 1))


def _away(cells: QRectF, x: float) -> float:
    return max(cells.left() - x, x - cells.right(), 0.0)
