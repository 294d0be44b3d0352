"""Names in the picture: of the samples, where they are few, and of the lines where the next layer decides."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from gui.hidden.deciding import Decision
from gui.hidden.place import Place
from gui.space.camera import Floats
from gui.theme import Theme
from gui.writing.fonts import number_font

LONGEST = 90.0
"""Pixels of the name of a sample."""

TRIES = 9
"""Places along a line that are looked at for its name."""


def paint_dot_names(
    painter: QPainter, at: Floats, names: Sequence[str], radius: float, box: QRectF, theme: Theme
) -> None:
    """Write the name of each dot, at pixels `at` (k, 2), beside it in `box`; alike ones in one place once."""
    painter.setFont(number_font(11.5))
    metrics = QFontMetricsF(painter.font())
    painter.setPen(QColor(theme.text))
    written = set()
    for (x, y), name in zip(at.tolist(), names, strict=True):
        if not np.isfinite((x, y)).all() or (name, round(x / 6), round(y / 6)) in written:
            continue
        written.add((name, round(x / 6), round(y / 6)))
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, LONGEST)
        size = QSizeF(metrics.horizontalAdvance(words) + 4, metrics.height())
        away = QPointF(radius + 3 + size.width() / 2, -radius - 1 - size.height() / 4)
        if x + away.x() + size.width() / 2 > box.right():
            away.setX(-away.x())
        room = _inside(QPointF(x, y) + away, size, box)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def paint_decision_names(
    painter: QPainter,
    decisions: Sequence[Decision],
    corners: Sequence[Floats],
    place: Place,
    dots: Floats,
    theme: Theme,
) -> None:
    """Write beside each line or plane what it is called, where few dots (k, 2) and no other names are."""
    painter.setFont(number_font(11.5))
    metrics = QFontMetricsF(painter.font())
    taken: list[QRectF] = []
    for decision, ends in zip(decisions, corners, strict=True):
        if not len(ends):
            continue
        size = QSizeF(metrics.horizontalAdvance(decision.name) + 8, metrics.height() + 2)
        at, _ = place.pixels(ends)
        costs = [(_overlap(k, taken), _dots_in(k, dots), k) for k in _rooms(decision, at, size, place)]
        room = min(costs, key=_first_two)[2]
        taken.append(room)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(room, 3, 3)
        painter.setPen(QColor(theme.good))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, decision.name)


def _first_two(cost: tuple[int, int, QRectF]) -> tuple[int, int]:
    return cost[:2]


def _overlap(room: QRectF, taken: Sequence[QRectF]) -> int:
    return sum(room.intersects(k) for k in taken)


def _dots_in(room: QRectF, dots: Floats) -> int:
    x, y = dots.T
    across = (x > room.left()) & (x < room.right())
    return int((across & (y > room.top()) & (y < room.bottom())).sum())


def _rooms(decision: Decision, at: Floats, size: QSizeF, place: Place) -> list[QRectF]:
    """Where the name may stand: along a line, on the side where z is above zero; at a plane's corners."""
    if place.deep:
        return [_inside(QPointF(*k), size, place.box) for k in at.tolist()]
    up = np.array([decision.normal[0], -decision.normal[1]])
    up = up / (np.hypot(*up) or 1.0)
    away = up * (abs(up[0]) * size.width() / 2 + abs(up[1]) * size.height() / 2 + 4)
    shares = np.linspace(0.1, 0.9, TRIES)[:, np.newaxis]
    middles = at[0] * (1 - shares) + at[1] * shares + away
    return [_inside(QPointF(*k), size, place.box) for k in middles.tolist()]


def _inside(middle: QPointF, size: QSizeF, box: QRectF) -> QRectF:
    """A room of a size about a point, moved into a box."""
    room = QRectF(QPointF(0, 0), size)
    room.moveCenter(middle)
    room.moveLeft(min(max(room.left(), box.left() + 2), box.right() - room.width() - 2))
    room.moveTop(min(max(room.top(), box.top() + 2), box.bottom() - room.height() - 2))
    return room
