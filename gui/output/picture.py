"""A sample that is a picture, and what the network says that it shows."""

from functools import lru_cache
from math import isqrt

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from core.datasets import Dataset
from core.frame import Frame
from gui.output.view import FADED
from gui.theme import Theme, blended
from gui.writing.fonts import ui_font

LEAST_SIDE = 4
VERDICT = 22


def side_of(dataset: Dataset) -> int | None:
    """How many pixels wide and high the samples are, None if they are no pictures."""
    side = isqrt(len(dataset.inputs))
    named = all(name.startswith("pixel") for name in dataset.inputs)
    return side if named and side >= LEAST_SIDE and side * side == len(dataset.inputs) else None


@lru_cache(maxsize=1)
def _ends(dataset: Dataset) -> tuple[float, float]:
    """The lightest and the darkest pixel of all samples."""
    return float(dataset.x.min()), float(dataset.x.max())


def picture_of(frame: Frame, side: int, theme: Theme) -> QImage:
    """The sample shown, dark where it is inked on a light screen, light on a dark one."""
    low, high = _ends(frame.dataset)
    ink = (frame.x[:, 0] - low) / max(high - low, 1e-12)
    paper, pen = (np.array(QColor(c).getRgb()[:3], float) for c in (theme.raised, theme.text))
    pixels = np.rint(paper + ink[:, np.newaxis] * (pen - paper)).astype(np.uint8)
    image = QImage(pixels.tobytes(), side, side, 3 * side, QImage.Format.Format_RGB888)
    return image.copy()


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
    painter.drawImage(box, picture_of(frame, side, theme))
    painter.setPen(QColor(theme.border))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
