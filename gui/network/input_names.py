"""What the inputs are called, below or beside their nodes."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.frame import Frame
from core.lazily import dataclass
from gui.network.layout import Layout
from gui.theme import Theme
from gui.writing.fonts import ui_font
from gui.writing.indices import lowered

SIZE, LINE = 8.5, 13.0
"""Points of the type, and pixels from line to line."""
AWAY, MARGIN, WIDEST, NARROWEST = 7.0, 5.0, 92.0, 20.0
"""Pixels between a node and the name beside it, beyond the name, and of the name itself."""
LOWER, LONGEST = 20.0, 150.0
"""Pixels between a node and the name below its symbol, and of that name at most."""
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class InputNames:
    """What is written, one text an input or none at all; `below` the symbols, or else beside the nodes."""

    texts: tuple[str, ...] = ()
    below: bool = False

    def box(self, layout: Layout, i: int) -> QRectF:
        """Where the name of input i is written."""
        at, radius = layout.node(0, i), layout.half_width(0)
        if self.below:
            return QRectF(at.x() - LONGEST / 2, at.y() + radius + LOWER, LONGEST, LINE)
        return QRectF(at.x() - radius - AWAY - WIDEST, at.y() - LINE, WIDEST, 2 * LINE)

    def reach(self, layout: Layout) -> float:
        """How far they reach to the left of the middle of the nodes; 0 without any."""
        if not any(self.texts):
            return 0.0
        metrics = QFontMetricsF(ui_font(SIZE))
        widest = max(metrics.horizontalAdvance(line) for text in self.texts for line in text.split("\n"))
        return widest / 2 + MARGIN if self.below else layout.half_width(0) + AWAY + widest + MARGIN


def paint_input_names(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Write the name of each input, as far as there is room."""
    names = input_names(layout, frame.dataset.inputs)
    painter.setFont(ui_font(SIZE))
    painter.setPen(QColor(theme.muted))
    for i, text in enumerate(names.texts):
        painter.drawText(names.box(layout, i), CENTRE if names.below else RIGHT, text)


def input_names(layout: Layout, inputs: tuple[str, ...]) -> InputNames:
    """What is written of `inputs`; nothing where that does not fit, or only repeats the nodes' symbols."""
    symbols = layout.symbols_fit(0)
    if layout.folded(0) or (symbols and _plain(inputs)):
        return InputNames()
    if symbols and layout.spacing(0) >= 2 * layout.radius[0] + LOWER + LINE + 4:
        room = min(LONGEST, 2 * (layout.x[0] - MARGIN), 0.8 * layout.gap)
        return InputNames(_fitted(inputs, int(room), False), below=True)
    room = min(WIDEST, layout.x[0] - layout.half_width(0) - AWAY - MARGIN)
    lines = int(layout.spacing(0) // LINE)
    if lines < 1 or room < NARROWEST:
        return InputNames()
    return InputNames(_fitted(inputs, int(room), lines > 1))


@lru_cache(maxsize=16)
def room_beside(inputs: tuple[str, ...]) -> float:
    """How much room names take beside their nodes, in two lines where that helps; 0 for those left out."""
    if _plain(inputs):
        return 0.0
    widest = max(min(map(_width, [(name,), *_parted(name)])) for name in inputs)
    return AWAY + min(WIDEST, widest) + MARGIN + 1


def _width(lines: tuple[str, ...]) -> float:
    metrics = QFontMetricsF(ui_font(SIZE))
    return max(map(metrics.horizontalAdvance, lines))


def _plain(inputs: tuple[str, ...]) -> bool:
    """Whether the names say no more than the symbols."""
    return all(name in ("x", f"x{lowered(i)}") for i, name in enumerate(inputs, 1))


@lru_cache(maxsize=16)
def _fitted(names: tuple[str, ...], room: int, two_lines: bool) -> tuple[str, ...]:
    return tuple(_in_lines(name, room, two_lines) for name in names)


def _in_lines(name: str, room: int, two_lines: bool) -> str:
    """`name` in one line, or in two where that helps, what is too long for them cut off."""
    lines: tuple[str, ...] = (name,)
    if two_lines and _width(lines) > room:
        lines = min([lines, *_parted(name)], key=_width)
    metrics = QFontMetricsF(ui_font(SIZE))
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)


def _parted(name: str) -> list[tuple[str, str]]:
    words = name.split()
    return [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
