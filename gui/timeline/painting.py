"""Paints the timeline bar."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from core.epochs import epoch_starts
from gui.theme import Theme, blended
from gui.timeline.look import Look, Track
from gui.timeline.words import place, tag
from gui.writing.fonts import number_font, ui_font

GROOVE, HANDLE, MARK, TICK = 4.0, 7.0, 4.0, 4.0
"""Sizes in pixels: of the line, and the radii or lengths of what is on it."""

APART = 14
"""Pixels between two epochs' ticks, at least."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def fonts() -> tuple[QFont, QFont]:
    """Of the word at the left, and of the numbers at the right."""
    return ui_font(9.0, QFont.Weight.DemiBold), number_font(12.5)


def paint_track(painter: QPainter, track: Track, shown: Look, y: float, theme: Theme) -> None:
    """The path: what is behind in grey, what lies ahead in the accent's colour, with all its marks."""
    ground = QColor(theme.border)
    behind = blended(QColor(theme.text), theme.surface, 0.42)
    here = track.x(shown.at)
    _groove(painter, track.left, track.right, y, ground)
    _groove(painter, track.left, here, y, behind)
    if shown.in_past:
        _groove(painter, here, track.right, y, blended(QColor(theme.accent), theme.surface, 0.75))
    _epochs(painter, track, shown, y, theme)
    if shown.fork is not None:
        _fork(painter, track.x(shown.fork), y, theme)
    for mark in shown.marks:
        _mark(painter, track.x(mark.step), y, theme)


def _groove(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(left, y - GROOVE / 2, max(right - left, 0.0), GROOVE), 2, 2)


def _epochs(painter: QPainter, track: Track, shown: Look, y: float, theme: Theme) -> None:
    """A tick below the line for every epoch, as long as they don't crowd each other."""
    if not shown.paces or shown.end <= 0:
        return
    most = int((track.right - track.left) / APART)
    steps, _ = epoch_starts(shown.paces, 0, shown.end, most)
    painter.setPen(QPen(QColor(theme.faint), 1))
    top = y + GROOVE / 2 + 3
    painter.drawLines([QLineF(x, top, x, top + TICK) for x in (round(track.x(s)) + 0.5 for s in steps)])


def _mark(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """A pin at the step of an edit, whose head is above the handle."""
    tip = y - HANDLE - 1
    painter.fillRect(QRectF(round(x) - 0.5, tip - 1, 1, y - tip + 1), QColor(theme.text))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.text))
    corners = (x - MARK, tip - MARK), (x + MARK, tip - MARK), (x, tip)
    painter.drawPolygon(QPolygonF([QPointF(*k) for k in corners]))


def _fork(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """A ring where the run has left another."""
    painter.setPen(QPen(QColor(theme.series[1]), 2))
    painter.setBrush(QColor(theme.surface))
    painter.drawEllipse(QPointF(x, y), 4, 4)


def paint_handle(painter: QPainter, x: float, y: float, shown: Look, theme: Theme, held: bool) -> None:
    """Where one stands; in the past in the accent's colour."""
    colour = QColor(theme.accent if shown.in_past or held else theme.text)
    if shown.state == "diverged":
        colour = QColor(theme.bad)
    painter.setPen(QPen(QColor(theme.surface), 2))
    painter.setBrush(colour)
    radius = HANDLE + (1 if held else 0)
    painter.drawEllipse(QPointF(x, y), radius, radius)


def paint_target(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """A ring where one is going to."""
    painter.setPen(QPen(QColor(theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(x, y), HANDLE - 1, HANDLE - 1)


def paint_words(painter: QPainter, shown: Look, left: QRectF, right: QRectF, theme: Theme) -> None:
    """The word at the left, and the step at the right."""
    word, number = fonts()
    painter.setFont(word)
    painter.setPen(QColor(theme.accent if shown.in_past else theme.muted))
    painter.drawText(left, LEFT, tag(shown))
    painter.setFont(number)
    step, of = place(shown)
    painter.setPen(QColor(theme.accent if shown.in_past else theme.text))
    painter.drawText(right, LEFT, step)
    painter.setPen(QColor(theme.muted))
    painter.drawText(right.adjusted(painter.fontMetrics().horizontalAdvance(step), 0, 0, 0), LEFT, of)
