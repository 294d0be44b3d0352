"""The first words to a person who has just opened the program."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from core.frame import Frame
from gui.theme import Theme
from gui.writing.fonts import ui_font

BEFORE, KEY, AFTER = "Press", "→", "for the first frame"
OR, RUN, THEN = "or", "Space", "to run"
HEIGHT, KEY_HEIGHT, GAP, PAD = 28.0, 20.0, 8.0, 14.0


def begins(frame: Frame) -> bool:
    """Whether nothing was done yet."""
    return frame.state == "paused" and frame.history.end == 0 and frame.place == 0


def paint_hint(painter: QPainter, area: QRectF, theme: Theme, taken: float = 0.0) -> None:
    """Paint the hint at the bottom of `area`, with its keys as keys, beside what is `taken` on the left."""
    font = ui_font(10.5, QFont.Weight.Medium)
    metrics = QFontMetricsF(font)
    parts = [(text, text in (KEY, RUN)) for text in (BEFORE, KEY, AFTER, OR, RUN, THEN)]
    widths = [metrics.horizontalAdvance(text) + (16 if key else 0) for text, key in parts]
    width = sum(widths) + GAP * (len(parts) - 1) + 2 * PAD
    left = max(area.center().x() - width / 2, min(taken + GAP, area.right() - width - 1))
    box = QRectF(left, area.bottom() - HEIGHT - 1, width, HEIGHT)
    painter.setFont(font)
    painter.setPen(QColor(theme.accent))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
    at = QPointF(box.left() + PAD, box.center().y())
    for (text, key), wide in zip(parts, widths, strict=True):
        _paint_part(painter, QRectF(at.x(), at.y() - KEY_HEIGHT / 2, wide, KEY_HEIGHT), text, key, theme)
        at += QPointF(wide + GAP, 0)


def _paint_part(painter: QPainter, box: QRectF, text: str, key: bool, theme: Theme) -> None:
    if key:
        painter.setPen(QColor(theme.muted))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(box, 5, 5)
    painter.setPen(QColor(theme.text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
