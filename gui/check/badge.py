"""The badge: a round mark in the colour of the verdict."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.audit import BAD, GOOD, KINK, UNSEEN
from gui.check.marks import colour, paint_mark
from gui.theme import DARK, Theme, readable_on

SIDE = 20


TIP = (
    "A cell for each weight and bias: a row for each node of the layer, a column for each node before it. "
    "Calm: the derivative agrees with its central difference. A cross: it disagrees. The bend of a ReLU: "
    "the difference reaches across the kink. A click selects the weight or bias."
)


class Badge(QWidget):
    """A tick, the bend of a ReLU or a cross on a round ground; a ring where there is no verdict yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """No verdict yet."""
        super().__init__(parent)
        self.setFixedSize(QSize(SIDE, SIDE))
        self.setToolTip(TIP)
        self.status, self.stale = UNSEEN, False
        self._theme: Theme = DARK

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_verdict(self, status: int, stale: bool) -> None:
        """Show `status`, faded where it is out of date."""
        if (status, stale) != (self.status, self.stale):
            self.status, self.stale = status, stale
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.status == UNSEEN:
            painter.setPen(QPen(QColor(self._theme.faint), 1.5))
            painter.drawEllipse(ground)
            return
        own = {GOOD: self._theme.good, KINK: self._theme.accent, BAD: self._theme.bad}[self.status]
        fill = colour(self._theme, self.status, True) if self.stale else QColor(own)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(ground)
        paint_mark(painter, self.status, ground, QPen(readable_on(fill), 2))
