"""The line above the curve of C: what is drawn, and the numbers at the point."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import DARK, Theme
from gui.writing import formula
from gui.writing.formula import Formula, Sym

PIXELS = 13
SWATCH, GAP, APART = 14, 6, 18
MEAN: Formula = (Sym("C̄"), ", mean of the batch")
MEAN_SHORT: Formula = (Sym("C̄"),)
HINT: Formula = ("drag the handle to change it",)


class CurveHead(QWidget):
    """C and its number after a piece of its curve, where the point is, and C̄ where it is drawn.

    What has no room is left out, the least important first.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing yet."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words: tuple[Formula, Formula, bool] = ((), (), False)
        self._theme: Theme = DARK
        self._pens: Sequence[QPen] = ()

    def sizeHint(self) -> QSize:
        """As high as a line of text and the button beside it."""
        return QSize(200, 26)

    def set_theme(self, theme: Theme, pens: Sequence[QPen]) -> None:
        """Take the theme's colours, and the pens of both curves."""
        self._theme, self._pens = theme, pens
        self.update()

    def show_words(self, C: Formula, at: Formula, mean: bool) -> None:
        """Show the cost, where it is read, and whether C̄ is drawn as well."""
        if (C, at, mean) != self._words:
            self._words = (C, at, mean)
            self.setToolTip(", ".join(map(formula.plain, (C, at))))
            self.update()

    def entries(self) -> list[tuple[Formula, QPen | None, str]]:
        """What there is room for: words, the curve that they stand for, and their colour."""
        C, at, mean = self._words
        theme = self._theme
        first, place = (C, self._pens[0], theme.text), (at, None, theme.text)
        hint = (HINT, None, theme.dim)
        of_mean = [[(k, self._pens[1], theme.muted)] for k in (MEAN, MEAN_SHORT)] if mean else [[]]
        wishes = [
            [first, place, *of_mean[0], hint],
            [first, place, *of_mean[0]],
            [first, place, *of_mean[-1]],
        ]
        return next((k for k in wishes if self._length(k) <= self.width()), [first, place])

    def _length(self, entries: list[tuple[Formula, QPen | None, str]]) -> float:
        marks = sum(SWATCH + GAP for _, pen, _ in entries if pen is not None)
        return marks + sum(formula.width(words, PIXELS) + APART for words, _, _ in entries) - APART

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the entries side by side."""
        if not self._pens:
            return
        painter = QPainter(self)
        x, middle = 0.0, self.height() / 2
        for words, pen, colour in self.entries():
            if pen is not None:
                painter.setPen(pen)
                painter.drawLine(QPointF(x, middle), QPointF(x + SWATCH, middle))
                x += SWATCH + GAP
            x = (
                formula.paint(painter, QPointF(x, middle + PIXELS * 0.36), words, PIXELS, QColor(colour))
                + APART
            )
        painter.end()
