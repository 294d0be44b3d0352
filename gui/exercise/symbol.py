"""The quantity asked for, typeset, with an equals sign."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.exercise.entry import Entry
from gui.theme import DARK, Theme
from gui.writing.formula import Formula, Frac, Sym, ascent, descent, paint, width

PX = 16
HEIGHT = 38
"""Room for a fraction, whether there is one or not, so that the row keeps its place."""


def formula(entry: Entry) -> Formula:
    """∂C/∂z²₁ = as a formula; a weight or bias is the new one."""
    if entry.quantity == "C":
        return (Sym("C"), " =")
    at = [str(k + 1) for k in entry.indices]
    lower = ("," if any(len(k) > 1 for k in at) else "").join(at)
    if entry.is_derivative:
        return (Frac(Sym("∂C"), Sym(f"∂{entry.base}", str(entry.l), lower)), " =")
    symbol = Sym(entry.base, str(entry.l), lower)
    return ("new ", symbol, " =") if entry.quantity in ("w", "b") else (symbol, " =")


class SymbolLabel(QWidget):
    """Paints one formula; nothing while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until `show_entry`."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._formula: Formula = ()
        self._theme = DARK

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_entry(self, entry: Entry | None) -> None:
        """Show the symbol of `entry`."""
        self._formula = () if entry is None else formula(entry)
        self.setAccessibleName("" if entry is None else entry.words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the formula."""
        wide = width(self._formula, PX) + 2 if self._formula else 0.0
        return QSize(round(wide), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the formula, centred in height."""
        if not self._formula:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        up, down = ascent(self._formula, PX), descent(self._formula, PX)
        baseline = (self.height() + up - down) / 2
        paint(painter, QPointF(1, baseline), self._formula, PX, QColor(self._theme.text))
        painter.end()
