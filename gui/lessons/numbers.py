"""Live numbers set in lines: what they are equal to stands in a column of its own, as on paper."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from core.lazily import dataclass
from gui.lessons import run
from gui.lessons.live import Line, Note
from gui.writing.fonts import ui_font

LARGEST, SMALLEST = 16, 10
"""Font sizes. One more would put fractions at 15 pixels, where the bar of C̄ lies on the C and is not seen."""
LOW = 12
"""Down to this size lines shrink for want of height before they stand closer."""
LEADING, CLOSE = 0.45, 0.15
"""Between two lines, in font sizes: where there is room, and where there is little."""
SIGN = 1.9
"""Width of the column of = signs, in font sizes."""
NOTE_POINTS = 9.5
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Placed:
    """A line, where its baseline is (of a sentence: its top), and how high it is."""

    line: Line | Note
    y: float
    height: float


class LiveLayout:
    """Lines of live numbers laid out in a width; they shrink together where one is too long."""

    def __init__(self, lines: Sequence[Line | Note], width: float, height: float = math.inf) -> None:
        """Find the largest size that fits; what is too high even at the smallest is for scrolling."""
        self.width = width
        ways = [(px, LEADING) for px in range(LARGEST, SMALLEST - 1, -1)]
        if height < math.inf:
            ways = [*ways[: LARGEST - LOW + 1], *((px, CLOSE) for px in range(LOW, SMALLEST - 1, -1))]
        self.px, self.leading = next((way for way in ways if self._fits(lines, way, height)), ways[-1])
        self.needed = _widest(lines, self.px)
        self.left = _left_column(lines, self.px)
        self.placed: list[Placed] = []
        y = 0.0
        for line in lines:
            above, below = self._reach(line, self.px)
            self.placed.append(Placed(line, y + above, above + below))
            y += above + below + self.leading * self.px
        self.height = max(0.0, y - self.leading * self.px)

    def _fits(self, lines: Sequence[Line | Note], way: tuple[int, float], height: float) -> bool:
        if _widest(lines, way[0]) > self.width:
            return False
        return height == math.inf or self._height(lines, *way) <= height

    def _height(self, lines: Sequence[Line | Note], px: int, leading: float) -> float:
        return sum(sum(self._reach(line, px)) + leading * px for line in lines) - leading * px

    def _reach(self, line: Line | Note, px: int) -> tuple[float, float]:
        if isinstance(line, Note):
            return 0.0, _note_height(line, self.width)
        return run.reach((*line.left, *line.right), px)

    def paint(self, painter: QPainter, at: QPointF, ink: QColor) -> None:
        """Paint all lines, the first one's top left corner at `at`."""
        for placed in self.placed:
            here = at + QPointF(0, placed.y)
            if isinstance(placed.line, Line):
                self._paint_line(painter, here, placed.line, ink)
            else:
                painter.setFont(_note_font())
                painter.setPen(ink)
                room = QRectF(here.x(), here.y(), self.width, placed.height)
                painter.drawText(room, WRAPPED, placed.line.text)

    def _paint_line(self, painter: QPainter, at: QPointF, line: Line, ink: QColor) -> None:
        if not line.sign:
            run.paint(painter, at, (*line.left, *line.right), self.px, ink)
            return
        sign, room = (line.sign,), SIGN * self.px
        left = self.left - run.width(line.left, self.px)
        middle = self.left + (room - run.width(sign, self.px)) / 2
        for x, parts in ((left, line.left), (middle, sign), (self.left + room, line.right)):
            run.paint(painter, at + QPointF(x, 0), parts, self.px, ink)


def _left_column(lines: Sequence[Line | Note], px: int) -> float:
    widths = [run.width(line.left, px) for line in lines if isinstance(line, Line) and line.sign]
    return max(widths, default=0.0)


def _widest(lines: Sequence[Line | Note], px: int) -> float:
    left = _left_column(lines, px) + SIGN * px
    rows = [line for line in lines if isinstance(line, Line)]
    return max((run.width(k.right, px) + (left if k.sign else 0.0) for k in rows), default=0.0)


def _note_font() -> QFont:
    return ui_font(NOTE_POINTS)


def _note_height(note: Note, width: float) -> float:
    room = QRectF(0, 0, width, 1e6)
    return QFontMetricsF(_note_font()).boundingRect(room, WRAPPED, note.text).height()
