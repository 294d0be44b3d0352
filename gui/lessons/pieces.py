"""What stands among the words of a lesson and is painted: symbols, equations and live numbers."""

import math
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from gui.lessons import run
from gui.lessons.inline import Inline
from gui.lessons.live import Live
from gui.lessons.numbers import LiveLayout
from gui.theme import Theme
from gui.writing.equations import FOLDER, equation
from gui.writing.fonts import ui_font

EQUATION_PIXELS = 21.0
STATUS_POINTS = 8.5


class Piece(Protocol):
    """Something that is painted among words."""

    def size(self, width: float) -> QSizeF:
        """How much room it takes where `width` is all there is."""

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        """Paint it into the room that it takes."""

    def plain(self) -> str:
        """It in plain text, for copying."""


@lru_cache(maxsize=1)
def latex() -> dict[str, str]:
    """The LaTeX of every equation, by its name."""
    lines = (FOLDER / "latex.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@dataclass(frozen=True)
class SymbolPiece:
    """A formula in a line of words; it stands on their baseline and may hang below it."""

    inline: Inline
    px: int

    def size(self, width: float) -> QSizeF:
        """Its width; it is never what makes a line of words high."""
        return QSizeF(run.width(self.inline.formula, self.px), self.px / 2)

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        """Paint it on the baseline."""
        run.paint(painter, rect.bottomLeft(), self.inline.formula, self.px, QColor(theme.text))

    def plain(self) -> str:
        """As it is written down."""
        return self.inline.plain


@dataclass(frozen=True)
class EquationPiece:
    """A typeset equation on a line of its own."""

    name: str
    px: float = EQUATION_PIXELS

    def size(self, width: float) -> QSizeF:
        """As large as it is meant, or as fits."""
        shown, px = equation(self.name), self._px(width)
        return QSizeF(shown.width(px), math.ceil(shown.ascent(px) + shown.descent(px)))

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        """Paint it."""
        shown = equation(self.name)
        px = min(self.px, rect.width() / shown.width(1))
        shown.paint(painter, rect.left(), rect.top() + shown.ascent(px), px, QColor(theme.text))

    def plain(self) -> str:
        """Its LaTeX."""
        return latex()[self.name]

    def _px(self, width: float) -> float:
        return min(self.px, width / equation(self.name).width(1))


@dataclass
class LivePiece:
    """Live numbers; `live` is replaced at every moment."""

    name: str
    live: Live | None = None
    layout: LiveLayout | None = field(default=None, repr=False)

    def show(self, live: Live) -> bool:
        """Show other numbers; returns whether anything is different."""
        changed = live != self.live
        if changed:
            self.live, self.layout = live, None
        return changed

    def size(self, width: float) -> QSizeF:
        """All of the width, and as high as the lines are."""
        return QSizeF(width, self._laid_out(width).height if self.live else 0.0)

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        """Paint the lines, pale where they are ahead of the step."""
        if self.live is not None:
            ink = QColor(theme.text if self.live.fresh else theme.muted)
            self._laid_out(rect.width()).paint(painter, rect.topLeft(), ink)

    def plain(self) -> str:
        """The lines as text."""
        return self.live.plain() if self.live else ""

    def _laid_out(self, width: float) -> LiveLayout:
        if self.layout is None or self.layout.width != width:
            self.layout = LiveLayout(self.live.lines, width)
        return self.layout


@dataclass(frozen=True)
class StatusPiece:
    """Whether the numbers above are the step's."""

    numbers: LivePiece

    def size(self, width: float) -> QSizeF:
        """One line of small words."""
        return QSizeF(max(0.0, width), QFontMetricsF(status_font()).ascent())

    def paint(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        """Paint the words."""
        painter.setFont(status_font())
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect.bottomLeft(), self.plain())

    def plain(self) -> str:
        """The words."""
        live = self.numbers.live
        if live is None:
            return ""
        return "" if live.fresh else "ahead of this step"


def status_font() -> QFont:
    """The font of the small words below live numbers."""
    return ui_font(STATUS_POINTS)
