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
        self._least = 1

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

    def show_line(self, line: Line, steady: bool = False) -> None:
        """Say this; `steady` asks for no fewer lines than before, so that what is above stays where it is."""
        if line != self.line:
            self._least = len(self._lines()[0]) if steady else 1
            self.line = line
            self.setToolTip("; ".join(k for k in (self.text, line.remark) if k))
            self.updateGeometry()
            self.update()

    def _lines(self) -> tuple[list[Formula], int]:
        """What there is room for, and how large: words a little smaller, on two lines, or in short."""
        line, wraps = self.line, bool(self.line.tail) and self._may_wrap
        ways: list[list[Formula]] = [] if wraps and self._least > 1 else [[line.words]]
        if wraps:
            ways.append([line.words[: -len(line.tail)], line.tail])
        ways += [[short] for short in line.short]
        tried = [(way, px) for way in ways for px in range(PIXELS, SMALLEST - 1, -1)]
        return next((k for k in tried if self._fits(*k, wraps)), tried[-1])

    def _fits(self, lines: list[Formula], px: int, wraps: bool) -> bool:
        """Whether there is room; for the remark as well where it could have another line."""
        room = self.width() - 2 * EDGE
        if wraps and self.line.remark:
            last = formula.width(lines[-1], px) + APART
            if last + QFontMetricsF(ui_font(9)).horizontalAdvance(self.line.remark) > room:
                return False
        return all(formula.width(words, px) <= room for words in lines)

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
