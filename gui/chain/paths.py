"""The same derivative as a sum over paths from the node of the weight to the outputs, largest first."""

import math
from itertools import islice, pairwise

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.chain_rule import ChainRule
from core.frame import Frame
from core.lazily import dataclass
from core.paths import Path
from core.selection import Node, Pick, Selection
from gui.chain import names
from gui.theme import DARK, Theme, blended
from gui.writing.digits import Digits
from gui.writing.fonts import number_font, ui_font
from gui.writing.formula import plain
from gui.writing.numbers import grouped

LINE, HEAD, MARGIN = 22.0, 26.0, 12.0
PIXELS = 12
MOST = 40
"""Paths that are listed, at most."""
BAR = 140.0
MIDDLE = Qt.AlignmentFlag.AlignVCenter
NOT_FINITE = "A factor is no longer a finite number: there is nothing to sum."
HELD_BACK = "The exercise asks for these numbers: the paths appear when the backward pass has come here."


@dataclass(frozen=True)
class Line:
    """One line of the list: a path, or all others together."""

    words: str
    value: float
    nodes: tuple[int, ...] = ()


class PathsPage(QWidget):
    """A line for each of the largest paths, and one for the exact rest.

    Signals:
        lit: the nodes and weights of the path under the mouse, or else of the largest.
    """

    lit = Signal(object)

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty until there is a derivation."""
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setAccessibleName("Paths from the weight to the outputs")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.lines: tuple[Line, ...] = ()
        self.head = ""
        self._digits, self._theme = digits, DARK
        self._chain: ChainRule | None = None
        self._pointed = -1
        digits.changed.connect(self.on_digits_changed)

    def sizeHint(self) -> QSize:
        """A few lines."""
        return QSize(400, 140)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def on_digits_changed(self) -> None:
        """Write numbers anew."""
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Show the largest paths of the derivation of `frame`, as many as there is room for."""
        derivation = frame.derivation
        self._chain = derivation.chain
        if derivation.held_back:
            self._say(HELD_BACK)
        elif not math.isfinite(derivation.chain.value + derivation.chain.paths_size):
            self._say(NOT_FINITE)
        else:
            self._find(derivation.chain)
        self.update()
        self._light()

    def _say(self, words: str) -> None:
        self.lines, self.head = (), words

    def _find(self, chain: ChainRule) -> None:
        room = int((self.height() - HEAD - MARGIN) // LINE)
        count = chain.path_count
        shown = min(count, MOST, max(1, room if count <= room else room - 1))
        found = list(islice(chain.paths, shown))
        lines = [Line(_written(chain, path), path.value, path.nodes) for path in found]
        if count > shown:
            rest = chain.value - sum(path.value for path in found)
            lines.append(Line(f"the other {grouped(count - shown)} paths: what is left of the product", rest))
        self.lines, self.head = tuple(lines), self._heading(chain)

    def _heading(self, chain: ChainRule) -> str:
        name, count = plain((names.derivative(chain),)), chain.path_count
        paths = "one path" if count == 1 else f"{grouped(count)} paths"
        value = self._digits.write(chain.value)
        return f"{name} = {value}, a sum over {paths} from {plain((names.parameter(chain),))} to C"

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for more lines, or for fewer."""
        super().resizeEvent(event)
        if self.lines:
            self._find(self._chain)
            self._light()

    def showEvent(self, event: QEvent) -> None:
        """Light the largest path."""
        super().showEvent(event)
        self._light()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heading and all lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(ui_font(9))
        painter.setPen(QColor(self._theme.muted))
        width = self.width() - 2 * MARGIN
        painter.drawText(QRectF(MARGIN, 0, width, HEAD), MIDDLE, self.head)
        largest = max((abs(line.value) for line in self.lines), default=0.0) or 1.0
        across = self._number_width()
        for k, line in enumerate(self.lines):
            place = QRectF(MARGIN, HEAD + k * LINE, width, LINE)
            self._paint_line(painter, place, line, largest, across, k == self._pointed)
        painter.end()

    def _number_width(self) -> float:
        """Of the widest number, so that none is cut."""
        width = QFontMetricsF(number_font(PIXELS)).horizontalAdvance
        return max((width(self._number(line)) for line in self.lines), default=0.0) + 4

    def _number(self, line: Line) -> str:
        return ("+" if line.value > 0 else "") + self._digits.write(line.value)

    def _paint_line(
        self, painter: QPainter, box: QRectF, line: Line, largest: float, across: float, pointed: bool
    ) -> None:
        theme = self._theme
        if pointed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.drawRoundedRect(box.adjusted(-6, 1, 6, -1), 4, 4)
        bar = min(BAR, box.width() * 0.25)
        self._paint_bar(painter, box, bar, line, largest)
        painter.setFont(number_font(PIXELS))
        painter.setPen(QColor(theme.text if line.nodes else theme.muted))
        number = QRectF(box.left() + bar + 10, box.top(), across, LINE)
        painter.drawText(number, MIDDLE, self._number(line))
        words = QRectF(number.right() + 14, box.top(), box.right() - number.right() - 14, LINE)
        cut = painter.fontMetrics().elidedText(line.words, Qt.TextElideMode.ElideMiddle, int(words.width()))
        painter.drawText(words, MIDDLE, cut)

    def _paint_bar(self, painter: QPainter, box: QRectF, width: float, line: Line, largest: float) -> None:
        """From the middle to the right above zero, to the left below."""
        theme, middle = self._theme, box.left() + width / 2
        length = width / 2 * (abs(line.value) / largest if np.isfinite(line.value) else 0.0)
        left = middle if line.value > 0 else middle - length
        colour = QColor(theme.positive if line.value > 0 else theme.negative)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour if line.nodes else blended(colour, theme.surface, 0.45))
        painter.drawRoundedRect(QRectF(left, box.top() + 6, length, LINE - 12), 2, 2)
        painter.setPen(QColor(theme.border))
        painter.drawLine(QPointF(middle, box.top() + 3), QPointF(middle, box.bottom() - 3))

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the path under the mouse."""
        k = int((event.position().y() - HEAD) // LINE) if event.position().y() >= HEAD else -1
        self._point(k if 0 <= k < len(self.lines) and self.lines[k].nodes else -1)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Light the largest again."""
        self._point(-1)
        super().leaveEvent(event)

    def _point(self, k: int) -> None:
        if k != self._pointed:
            self._pointed = k
            self.update()
            self._light()

    def _light(self) -> None:
        if not self.isVisible() or self._chain is None:
            return
        if not self.lines:
            self.lit.emit(())
            return
        line = self.lines[self._pointed if 0 <= self._pointed < len(self.lines) else 0]
        self.lit.emit(along(self._chain, line.nodes))


def along(chain: ChainRule, nodes: tuple[int, ...]) -> tuple[Selection, ...]:
    """The weight itself, and the nodes and weights that a path goes through."""
    l = chain.pick.l
    if chain.is_mixed:
        return (chain.pick, *(Node(l, i) for i in nodes))
    weights = [Pick(l + k, i, j) for k, (j, i) in enumerate(pairwise(nodes), 1)]
    return (chain.pick, *weights, *(Node(l + k, i) for k, i in enumerate(nodes)))


def _written(chain: ChainRule, path: Path) -> str:
    """The nodes that a path goes through."""
    l = chain.pick.l
    if chain.is_mixed:
        from_z, to_a = path.nodes
        return f"{plain((names.z(l, from_z),))} → {plain((names.a(l, to_a),))} → C"
    return " → ".join(plain((names.a(l + k, i),)) for k, i in enumerate(path.nodes)) + " → C"
