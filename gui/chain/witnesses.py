"""Three witnesses of one derivative, side by side: value, mark, and how far from the product."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.derivation import Mark, Witnesses
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


@dataclass(frozen=True)
class Witness:
    """What is said of one: its name, value, mark, and the difference from the product."""

    name: str
    value: str
    mark: Mark
    away: str

    @property
    def words(self) -> str:
        """All of it in a line."""
        return f"{self.name} {self.value} {SIGNS[self.mark]} {self.away}".rstrip()


class WitnessLine(QWidget):
    """A chip for each witness; what there is no room for is left out, the marks last."""

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Three witnesses of the derivative")
        self.setToolTip(TIP)
        self.shown: tuple[Witness, ...] = ()
        self._digits, self._theme = digits, DARK

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
        values = found.product, found.backward, found.difference.value
        names = "product", "backward pass", "central difference"
        away = ("", *(f"Δ {significant(abs(k - found.product), 2)}" for k in values[1:]))
        rows = zip(names, values, found.marks, away, strict=True)
        return tuple(Witness(name, self._digits.write(v), mark, far) for name, v, mark, far in rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chips."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(number_font(PIXELS))
        painter.setFont(number_font(PIXELS))
        brief = self._length(metrics, brief=False) > self.width()
        x = PAD
        for witness in self.shown:
            x += self._paint_chip(painter, metrics, x, witness, brief) + APART
        painter.end()

    def _length(self, metrics: QFontMetricsF, brief: bool) -> float:
        return sum(self._chip(metrics, k, brief)[1] + APART for k in self.shown) + PAD

    def _chip(self, metrics: QFontMetricsF, witness: Witness, brief: bool) -> tuple[list[str], float]:
        parts = [witness.name, witness.value, SIGNS[witness.mark]]
        if not brief and witness.away:
            parts.append(witness.away)
        return parts, sum(metrics.horizontalAdvance(k) + 6 for k in parts) + 2 * PAD - 6

    def _paint_chip(
        self, painter: QPainter, metrics: QFontMetricsF, x: float, witness: Witness, brief: bool
    ) -> float:
        theme = self._theme
        colour = QColor({Mark.GOOD: theme.good, Mark.BAD: theme.bad, Mark.KINK: theme.accent}[witness.mark])
        parts, width = self._chip(metrics, witness, brief)
        box = QRectF(x + 0.5, 2.5, width, HEIGHT - 5)
        painter.setPen(blended(colour, theme.surface, 0.7))
        painter.setBrush(blended(colour, theme.surface, 0.12))
        painter.drawRoundedRect(box, 5, 5)
        left = x + PAD
        inks = (QColor(theme.muted), QColor(theme.text), colour, QColor(theme.muted))
        for part, ink in zip(parts, inks, strict=False):
            painter.setPen(ink)
            across = metrics.horizontalAdvance(part)
            painter.drawText(QRectF(QPointF(left, box.top()), box.bottomRight()), MIDDLE, part)
            left += across + 6
        return width
