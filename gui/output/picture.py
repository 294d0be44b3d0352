"""A sample that is a picture, and what the network says that it shows."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from core.frame import Frame
from gui.output.pixels import picture
from gui.output.view import FADED
from gui.theme import Theme, blended
from gui.writing.fonts import ui_font

VERDICT = 22


def verdict(frame: Frame) -> tuple[str, bool] | None:
    """What the network says and what is so, and whether that is the same; None if it says nothing yet."""
    aL = frame.a[frame.L][:, 0]
    names = frame.dataset.outputs
    if frame.dataset.task != "classification" or len(names) == 1 or not np.isfinite(aL).all():
        return None
    says, truth = names[int(aL.argmax())], names[int(frame.y[:, 0].argmax())]
    return (f"says {says}, is {truth}", says == truth)


def paint_verdict(painter: QPainter, box: QRectF, frame: Frame, theme: Theme) -> None:
    """Write what the network says, faded while it is an earlier step's."""
    found = verdict(frame)
    if found is None:
        return
    words, right = found
    ink = QColor(theme.good if right else theme.bad)
    painter.setFont(ui_font(10, QFont.Weight.DemiBold))
    painter.setPen(ink if frame.fresh_a(frame.L) else blended(ink, theme.surface, FADED))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def paint_picture(painter: QPainter, box: QRectF, frame: Frame, side: int, theme: Theme) -> None:
    """Paint the sample's pixels and a frame around them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawImage(box, picture(frame.dataset, frame.x[:, 0], side, theme))
    painter.setPen(QColor(theme.border))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
