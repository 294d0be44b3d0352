"""What the layers after make of every point of a space of two nodes, as colours under the picture."""

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from core.hidden_space import HiddenSpace
from gui.hidden.place import Place
from gui.output.contour import zero_line
from gui.targets import Colours, Targets, blended_colours, class_colours
from gui.theme import Theme

STRENGTH = 0.42
"""How much of the colours the ground has, so that lines and samples stand out on it."""

FAINTEST = 0.15
"""Of a class whose output is the largest, but small."""


def paint_ground(painter: QPainter, space: HiddenSpace, place: Place, targets: Targets, theme: Theme) -> None:
    """Paint the ground of `space`, if it has one."""
    if space.ground is None:
        return
    pixels = np.ascontiguousarray(_colours(space.ground.astype(np.float64), targets, theme)[::-1])
    rows, columns, _ = pixels.shape
    image = QImage(pixels.data, columns, rows, 3 * columns, QImage.Format.Format_RGB888)
    inside = QRectF(0.5, 0.5, columns - 1, rows - 1)  # from the middle of the first point to that of the last
    hints = painter.renderHints()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place.box, image.convertToFormat(QImage.Format.Format_RGB32), inside)
    painter.setRenderHints(hints)


def _colours(values: np.ndarray, targets: Targets, theme: Theme) -> Colours:
    if not targets.classes:
        return blended_colours(targets.of_values(values[0], ground=True), theme.surface, STRENGTH)
    first = np.nan_to_num(values, nan=-np.inf).argmax(axis=0)
    strength = np.clip(np.nan_to_num(values.max(axis=0)), FAINTEST, 1.0) * STRENGTH
    return blended_colours(class_colours(len(values), theme)[first], theme.surface, strength)


def middle_line(space: HiddenSpace, place: Place, targets: Targets) -> list[QLineF]:
    """Where the output is halfway between two classes, drawn where that is no straight line anyway."""
    classes = targets.dataset.task == "classification" and not targets.classes
    if space.ground is None or not classes:
        return []
    axis = np.linspace(*space.ends, space.ground.shape[1])
    pieces = zero_line(space.ground[0].astype(np.float64) - targets.centre, axis, axis)
    at, _ = place.pixels(pieces.reshape(-1, 2))
    return [QLineF(*k) for k in at.reshape(-1, 4).tolist()]


def output_at(space: HiddenSpace, place: Place, at: QPointF) -> tuple[tuple[float, ...], list[float]] | None:
    """The values a^ℓ at a pixel, and a^L there; None beside the ground."""
    if space.ground is None or not place.box.contains(at):
        return None
    low, high = space.ends
    last = space.ground.shape[1] - 1
    values = place.area.values(at)
    column, row = (round(min(max((v - low) / (high - low), 0.0), 1.0) * last) for v in values)
    return values, space.ground[:, row, column].tolist()
