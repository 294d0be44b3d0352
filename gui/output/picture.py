"""A sample that is a picture, and what the network says that it shows."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from core.frame import Frame
from gui.output.pixels import picture
from gui.output.view import FADED
from gui.theme import Theme, quiet
from gui.writing.fonts import ui_font

VERDICT = 22


def verdict(frame: Frame) -> tuple[str, bool] | None:
    """What the network says and what is so, and whether that is the same; None if it says nothing yet."""
    found = _answers(frame)
    return None if found is None else (_sentence(*found), found[0] == found[1])


def _sentence(says: str, truth: str) -> str:
    return f"says {says}, is {truth}"


def _answers(frame: Frame) -> tuple[str, str] | None:
    """The names of the class that is predicted and of the true one."""
    aL = frame.a[frame.L][:, 0]
    names = frame.dataset.outputs
    if frame.dataset.task != "classification" or len(names) == 1 or not np.isfinite(aL).all():
        return None
    return names[int(aL.argmax())], names[int(frame.y[:, 0].argmax())]


def _fitting(names: tuple[str, str], room: float, metrics: QFontMetricsF) -> str:
    """The sentence, with both names cut where it would be too long."""
    words = _sentence(*names)
    if metrics.horizontalAdvance(words) <= room:
        return words
    each = (room - metrics.horizontalAdvance(_sentence("", ""))) / 2
    says, truth = (metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, each) for name in names)
    return _sentence(says, truth)


def paint_verdict(painter: QPainter, box: QRectF, frame: Frame, theme: Theme) -> None:
    """Write what the network says, faded while it is an earlier step's."""
    found = _answers(frame)
    if found is None:
        return
    ink = QColor(theme.good if found[0] == found[1] else theme.bad)
    painter.setFont(ui_font(10, QFont.Weight.DemiBold))
    painter.setPen(ink if frame.fresh_a(frame.L) else quiet(ink, theme.surface, FADED))
    words = _fitting(found, box.width() - 4, QFontMetricsF(painter.font()))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_picture(painter: QPainter, box: QRectF, frame: Frame, side: int, theme: Theme) -> None:
    """Paint the sample's pixels and a frame around them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawImage(box, picture(frame.dataset, frame.x[:, 0], side, theme))
    painter.setPen(QColor(theme.border))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
