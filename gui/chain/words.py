"""One painted line of words about a batch: smaller, in short or on two lines where there is little room."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.chain.batch_words import Line
from gui.theme import DARK, Theme
from gui.writing import formula
from gui.writing.fonts import ui_font
from gui.writing.formula import Formula

PIXELS, SMALLEST, HEIGHT, EDGE, APART = 13, 11, 22, 10.0, 16.0
VCENTRE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Words(QWidget):
    """One painted `Line`: its remark behind it, cut after a word where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.line = Line(())
        self._theme = DARK
        self._may_wrap = False

    @property
    def text(self) -> str:
        """What it says."""
        return formula.plain(self.line.words)

    def sizeHint(self) -> QSize:
        """One line, or two."""
        return QSize(400, HEIGHT * len(self._lines()[0]))

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def let_wrap(self, on: bool) -> None:
        """Take two lines where one is too short, or don't."""
        self._may_wrap = on
        self.updateGeometry()

    def show_line(self, line: Line) -> None:
        """Say this."""
        if line != self.line:
            self.line = line
            self.setToolTip("; ".join(k for k in (self.text, line.remark) if k))
            self.updateGeometry()
            self.update()

    def _lines(self) -> tuple[list[Formula], int]:
        """What there is room for, and how large: words a little smaller, on two lines, or in short."""
        room, line = self.width() - 2 * EDGE, self.line
        ways: list[list[Formula]] = [[line.words]]
        if line.tail and self._may_wrap:
            ways.append([line.words[: -len(line.tail)], line.tail])
        ways += [[short] for short in line.short]
        sizes = range(PIXELS, SMALLEST - 1, -1)
        tried = [(way, px) for way in ways for px in sizes]
        fitting = (k for k in tried if all(formula.width(words, k[1]) <= room for words in k[0]))
        return next(fitting, tried[-1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may need another number of lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and the remark behind the last of them."""
        painter, (lines, px) = QPainter(self), self._lines()
        high, left = self.height() / len(lines), EDGE
        for k, words in enumerate(lines):
            at = QPointF(EDGE, (k + 0.5) * high + px * 0.36)
            end = formula.paint(painter, at, words, px, QColor(self._theme.text))
            left = end + APART if words else EDGE
        font = ui_font(9)
        rest = QRectF(left, self.height() - high, max(0.0, self.width() - EDGE - left), high)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(rest, VCENTRE, shortened(self.line.remark, QFontMetricsF(font), rest.width()))
        painter.end()


def shortened(words: str, metrics: QFontMetricsF, room: float) -> str:
    """As many whole words as there is room for, and … in place of the others."""
    if metrics.horizontalAdvance(words) <= room:
        return words
    parts = words.split()
    ways = (" ".join(parts[:k]).rstrip(",:;") + " …" for k in range(len(parts) - 1, 0, -1))
    return next((way for way in (*ways, "…") if metrics.horizontalAdvance(way) <= room), "")
