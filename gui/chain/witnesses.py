"""Three witnesses of one derivative, side by side: value, mark, and how far from the product."""

import math

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.derivation import Mark, Witnesses
from core.lazily import dataclass
from gui.theme import DARK, Theme, blended
from gui.writing.digits import Digits
from gui.writing.fonts import number_font
from gui.writing.numbers import significant

PIXELS = 12
HEIGHT = 26
PAD, APART = 8.0, 10.0
SIGNS = {Mark.GOOD: "✓", Mark.KINK: "≈", Mark.BAD: "✗"}
MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
TIP = (
    "The same derivative in three ways that share no code: the product of the factors; the backward pass "
    "of this one sample; and the central difference (C(w + ε) − C(w − ε)) / 2ε with ε = 0.00001. "
    "✓ agrees with the others, ✗ does not, ≈ a ReLU changes sides within ε."
)


SHORT = {"backward pass": "backward", "central difference": "difference"}
FEWEST = 3
"""Digits of a value that is cut for want of room, at least."""


@dataclass(frozen=True)
class Witness:
    """What is said of one: its name, value, mark, and how far it is from the product."""

    name: str
    number: float
    digits: int
    mark: Mark
    away: str

    @property
    def value(self) -> str:
        """The number as it is written."""
        return written(self.number, self.digits)

    @property
    def words(self) -> str:
        """All of it in a line."""
        return " ".join(self.parts(Level()))

    def parts(self, level: "Level") -> list[str]:
        """What is written of it: name, value, mark and, where there is room, the difference."""
        name = SHORT.get(self.name, self.name) if level.short else self.name
        value = written(self.number, min(self.digits, level.digits)) if level.digits else ""
        return [k for k in (name, value, SIGNS[self.mark], self.away if level.away else "") if k]


@dataclass(frozen=True)
class Level:
    """How much is written."""

    short: bool = False
    digits: int = 15
    away: bool = True


LEVELS = (
    Level(),
    Level(short=True),
    *(Level(short=True, digits=k) for k in range(14, FEWEST - 1, -1)),
    Level(short=True, digits=FEWEST, away=False),
    Level(short=True, digits=0, away=False),
)
"""From all to the least: names are cut first, then digits, differences and values; a mark never is."""


def written(number: float, digits: int) -> str:
    """A number, or that it is none."""
    return significant(number, digits) if math.isfinite(number) else "not finite"


class WitnessLine(QWidget):
    """A chip for each witness; what there is no room for is in the tool tip."""

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Three witnesses of the derivative")
        self.setToolTip(TIP)
        self.shown: tuple[Witness, ...] = ()
        self._digits, self._theme = digits, DARK
        self._metrics = QFontMetricsF(number_font(PIXELS))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(400, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_witnesses(self, found: Witnesses | None) -> None:
        """Show these, or nothing."""
        shown = () if found is None else self._witnesses(found)
        if shown != self.shown:
            self.shown = shown
            self.update()

    def _witnesses(self, found: Witnesses) -> tuple[Witness, ...]:
        numbers = found.product, found.backward, found.difference.value
        names = "product", "backward pass", "central difference"
        apart = [abs(k - found.product) for k in numbers[1:]]
        away = ("", *(f"Δ {significant(k, 2)}" if math.isfinite(k) else "" for k in apart))
        rows = zip(names, numbers, found.marks, away, strict=True)
        return tuple(Witness(name, v, self._digits.count, mark, far) for name, v, mark, far in rows)

    def event(self, event: QEvent) -> bool:
        """Say all of it where the mouse rests: there may be no room for every digit."""
        if event.type() is QEvent.Type.ToolTip and self.shown:
            self.setToolTip("\n".join(k.words for k in self.shown) + f"\n\n{TIP}")
        return super().event(event)

    @property
    def level(self) -> Level:
        """How much there is room for."""
        return next((k for k in LEVELS if self._length(k) <= self.width()), LEVELS[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chips."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(number_font(PIXELS))
        x, level = PAD, self.level
        for witness in self.shown:
            x += self._paint_chip(painter, x, witness, level) + APART
        painter.end()

    def _length(self, level: Level) -> float:
        return sum(self._width(k.parts(level)) + APART for k in self.shown) + PAD

    def _width(self, parts: list[str]) -> float:
        return sum(self._metrics.horizontalAdvance(k) + 6 for k in parts) + 2 * PAD - 6

    def _paint_chip(self, painter: QPainter, x: float, witness: Witness, level: Level) -> float:
        theme = self._theme
        colour = QColor({Mark.GOOD: theme.good, Mark.BAD: theme.bad, Mark.KINK: theme.accent}[witness.mark])
        parts = witness.parts(level)
        width = self._width(parts)
        box = QRectF(x + 0.5, 2.5, width, HEIGHT - 5)
        painter.setPen(blended(colour, theme.surface, 0.7))
        painter.setBrush(blended(colour, theme.surface, 0.12))
        painter.drawRoundedRect(box, 5, 5)
        left = x + PAD
        inks = {witness.away: theme.muted, parts[0]: theme.muted, SIGNS[witness.mark]: colour}
        for part in parts:
            painter.setPen(QColor(inks.get(part, theme.text)))
            across = self._metrics.horizontalAdvance(part)
            painter.drawText(QRectF(QPointF(left, box.top()), box.bottomRight()), MIDDLE, part)
            left += across + 6
        return width
