"""What the inputs are called, beside their nodes."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from core.frame import Frame
from gui.network.layout import Layout
from gui.theme import Theme
from gui.writing.fonts import ui_font
from gui.writing.indices import lowered

SIZE, LINE = 8.5, 13.0
"""Points of the type, and pixels from line to line."""
AWAY, MARGIN, WIDEST, NARROWEST = 7.0, 5.0, 92.0, 20.0
"""Pixels between a node and its name, beyond the name, and of the name itself."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_input_names(painter: QPainter, layout: Layout, frame: Frame, theme: Theme) -> None:
    """Write the name of each input on the left of its node, as far as there is room."""
    names = names_beside(layout, frame.dataset.inputs)
    painter.setFont(ui_font(SIZE))
    painter.setPen(QColor(theme.muted))
    right = layout.x[0] - layout.half_width(0) - AWAY
    for i, name in enumerate(names):
        middle = float(layout.y[0][i])
        painter.drawText(QRectF(right - WIDEST, middle - LINE, WIDEST, 2 * LINE), RIGHT, name)


def reach_of_names(layout: Layout, frame: Frame) -> float:
    """How far the names reach to the left of the middle of their nodes; 0 without any."""
    names = names_beside(layout, frame.dataset.inputs)
    if not any(names):
        return 0.0
    metrics = QFontMetricsF(ui_font(SIZE))
    widest = max(metrics.horizontalAdvance(line) for name in names for line in name.split("\n"))
    return layout.half_width(0) + AWAY + widest + MARGIN


def names_beside(layout: Layout, inputs: tuple[str, ...]) -> tuple[str, ...]:
    """What is written of `inputs`; nothing where that does not fit, or only repeats the nodes' symbols."""
    plain = all(name in ("x", f"x{lowered(i)}") for i, name in enumerate(inputs, 1))
    room = min(WIDEST, layout.x[0] - layout.half_width(0) - AWAY - MARGIN)
    lines = int(layout.spacing(0) // LINE)
    if lines < 1 or room < NARROWEST or layout.folded(0) or (plain and layout.symbols_fit(0)):
        return ()
    return _fitted(inputs, int(room), lines > 1)


@lru_cache(maxsize=16)
def _fitted(names: tuple[str, ...], room: int, two_lines: bool) -> tuple[str, ...]:
    return tuple(_in_lines(name, room, two_lines) for name in names)


def _in_lines(name: str, room: int, two_lines: bool) -> str:
    """`name` in one line, or in two where that helps, what is too long for them cut off."""
    metrics = QFontMetricsF(ui_font(SIZE))
    lines = [name]
    if two_lines and metrics.horizontalAdvance(name) > room and " " in name.strip():
        first, second = min(
            _parted(name.strip()), key=lambda parts: max(map(metrics.horizontalAdvance, parts))
        )
        lines = [first, second]
    return "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)


def _parted(name: str) -> list[tuple[str, str]]:
    words = name.split()
    return [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
