"""The signs before remarks: told apart by shape as well as by colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from gui.theme import DARK, Theme, blended, readable_on

GRAVE, NOTE, WELL = "grave", "note", "well"
SIDE = 15
FADED = 0.45
NAMES = {GRAVE: "Training can hardly do its work", NOTE: "Worth knowing", WELL: "Nothing to remark"}


def paint_sign(painter: QPainter, kind: str, place: QRectF, theme: Theme, faded: bool = False) -> None:
    """Paint a triangle with a mark of exclamation, a ring with an i, or a tick."""
    colour = {GRAVE: theme.bad, NOTE: theme.accent, WELL: theme.good}[kind]
    ink = blended(QColor(colour), theme.surface, FADED if faded else 1.0)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / SIDE, place.height() / SIDE)
    if kind == GRAVE:
        painter.setPen(
            QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(7.5, 2.2), QPointF(13.4, 12.6), QPointF(1.6, 12.6)]))
        _mark(painter, readable_on(ink), ((5.2, 9.0), (11.2, 11.2)))
    elif kind == NOTE:
        painter.setPen(QPen(ink, 1.4))
        painter.drawEllipse(QPointF(7.5, 7.5), 5.8, 5.8)
        _mark(painter, ink, ((7.0, 10.6), (4.5, 4.5)))
    else:
        painter.setPen(QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF([QPointF(3, 8), QPointF(6.2, 11.2), QPointF(12, 4.2)]))
    painter.restore()


def _mark(painter: QPainter, ink: QColor, lines: tuple[tuple[float, float], ...]) -> None:
    """Upright strokes in the middle, one of them a dot."""
    painter.setPen(QPen(ink, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for top, bottom in lines:
        painter.drawLine(QPointF(7.5, top), QPointF(7.5, bottom + 0.01))


class Sign(QWidget):
    """A sign of one kind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """All is well."""
        super().__init__(parent)
        self.setFixedSize(QSize(SIDE, SIDE))
        self.kind, self._faded, self._theme = WELL, False, DARK

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self.update()

    def show_kind(self, kind: str, faded: bool) -> None:
        """Show a sign, faded where it is not of the present moment."""
        if (kind, faded) != (self.kind, self._faded):
            self.kind, self._faded = kind, faded
            self.setToolTip(NAMES[kind])
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        paint_sign(QPainter(self), self.kind, QRectF(self.rect()), self._theme, self._faded)
