"""What one node computes over the plane of the inputs, large: in the card beside the node."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPaintEngine, QPainter, QPen, QPixmap, QPolygonF

from core.frame import Frame
from core.plane import Plane
from core.selection import Node
from gui.network.map_colours import Scale, bar, coloured
from gui.network.node_maps import MapPainter
from gui.output.area import BOTTOM, LEFT, RIGHT, Area, Range, paint_axes
from gui.output.dots import Dots, paint_dot, paint_shown
from gui.ratio import ratio_of
from gui.targets import Targets, short
from gui.theme import Theme
from gui.writing.fonts import ui_font
from gui.writing.numbers import grouped

LARGEST, LEAST = 200.0, 110.0
"""Pixels along a side of the picture, at most; where there is room for less there is none."""

TOP, FOOT = 22.0, 38.0
"""Room above the picture for the name of an axis, and below it for two lines of words."""

BAR = (44.0, 8.0)
"""Width and height of the bar of colours."""

MOST_DOTS = 300


class MapPlot:
    """Paints the map of one node with axes, the samples and the one shown; what stays the same is kept."""

    def __init__(self, maps: MapPainter) -> None:
        """Take the maps from who paints them in the nodes."""
        self._maps = maps
        self._targets: Targets | None = None
        self._dots: Dots | None = None
        self._above: QPixmap | None = None
        self._above_of: tuple[object, ...] = ()
        self._held_out: NDArray[np.bool_] | None = None
        self._picture: QImage | None = None
        self._picture_of: tuple[object, ...] = ()

    def has(self, frame: Frame, node: Node) -> bool:
        """Whether there is a map of `node`."""
        maps = self._maps.maps
        return maps is not None and maps.values[node.l] is not None and node.i < frame.n[node.l]

    def size(self, width: float, height: float) -> tuple[float, float]:
        """Width and height that it takes where so much is free; nothing where the height is too little.

        Where the width is too little it is as small as can be, and covers what it must.
        """
        side = min(LARGEST, height - TOP - BOTTOM - FOOT)
        if side < LEAST:
            return 0.0, 0.0
        side = max(LEAST, min(side, width - LEFT - RIGHT))
        return LEFT + side + RIGHT, TOP + side + BOTTOM + FOOT

    def paint(
        self, painter: QPainter, at: QPointF, height: float, frame: Frame, node: Node, theme: Theme
    ) -> None:
        """Paint it with its corner at `at`, as high as `size` has said."""
        plane, side = self._maps.maps.plane, height - TOP - BOTTOM - FOOT
        scale = self._maps.scales.of_node(frame.experiment, node.l, node.i)
        area = Area(QRectF(LEFT, TOP, side, side), plane.ranges[0], _upwards(plane, scale))
        painter.save()
        painter.translate(at)
        if len(plane.inputs) > 1:
            self._paint_map(painter, area, node, scale, theme)
        else:
            self._paint_curve(painter, area, node, theme)
        if painter.paintEngine().type() == QPaintEngine.Type.Raster:
            ratio = ratio_of(painter)
            painter.drawPixmap(0, 0, self._what_lies_above(frame, area, theme, ratio))
        else:
            self._paint_above(painter, frame, area, theme)  # files get outlines
        self._paint_shown(painter, area, frame, node, theme)
        self._paint_words(painter, area, frame, scale, theme)
        painter.restore()

    def _paint_map(self, painter: QPainter, area: Area, node: Node, scale: Scale, theme: Theme) -> None:
        side = round(area.box.width())
        of = self._maps.maps, node, side, scale, theme
        if of != self._picture_of:
            values = self._maps.maps.values[node.l][node.i : node.i + 1]
            pixels = coloured(values, side, ((scale.low, scale.high),), theme)[0]
            image = QImage(pixels.data, side, side, 4 * side, QImage.Format.Format_RGB32)
            self._picture, self._picture_of = image.copy(), of  # which owns its pixels
        painter.drawImage(area.box, self._picture)

    def _paint_curve(self, painter: QPainter, area: Area, node: Node, theme: Theme) -> None:
        """Over one input its values are a curve."""
        maps = self._maps.maps
        values = np.nan_to_num(maps.values[node.l][node.i].astype(np.float64), posinf=1e30, neginf=-1e30)
        across, down = area.pixels(maps.axes[0], np.clip(values, *area.y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.series[0]), 2.0))
        painter.drawPolyline(
            QPolygonF([QPointF(*p) for p in zip(across.tolist(), down.tolist(), strict=True)])
        )

    # What stays the same from frame to frame

    def _what_lies_above(self, frame: Frame, area: Area, theme: Theme, ratio: float) -> QPixmap:
        """Axes, and the samples on them."""
        plane = self._maps.maps.plane
        of = frame.dataset, plane.inputs, area, theme, ratio
        if of == self._above_of and frame.held_out is self._held_out and self._above is not None:
            return self._above
        self._held_out = frame.held_out
        size = QSize(round(area.box.right() + RIGHT), round(area.box.bottom() + BOTTOM))
        self._above, self._above_of = QPixmap(size * ratio), of
        self._above.setDevicePixelRatio(ratio)
        self._above.fill(Qt.GlobalColor.transparent)
        once = QPainter(self._above)
        self._paint_above(once, frame, area, theme)
        once.end()
        return self._above

    def _paint_above(self, painter: QPainter, frame: Frame, area: Area, theme: Theme) -> None:
        if self._targets is None or (self._targets.dataset, self._targets.theme) != (frame.dataset, theme):
            self._targets = Targets(frame.dataset, theme)
        plane = self._maps.maps.plane
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_axes(painter, area, theme, _names(frame, plane))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area.box)
        self._dots = self._make_dots(frame, area, plane)
        self._dots.paint(painter, theme)
        painter.restore()

    def _make_dots(self, frame: Frame, area: Area, plane: Plane) -> Dots:
        """Some samples, where they lie in the plane; over one input along the ground."""
        x = frame.dataset.x
        up = x[plane.inputs[1]] if len(plane.inputs) > 1 else np.full(x.shape[1], area.y[0])
        return Dots(area, (x[plane.inputs[0]], up), self._colours, frame.held_out, most=MOST_DOTS, share=0.7)

    def _colours(self, some: np.ndarray) -> np.ndarray:
        return self._targets.colours(None, some)

    # What changes

    def _paint_shown(self, painter: QPainter, area: Area, frame: Frame, node: Node, theme: Theme) -> None:
        """Paint a ring around the sample shown; over one input, at what the node makes of it."""
        plane, x = self._maps.maps.plane, frame.x[:, 0].tolist()
        up = x[plane.inputs[-1]] if len(plane.inputs) > 1 else float(frame.a[node.l][node.i, 0])
        if not (np.isfinite(up) and area.y[0] <= up <= area.y[1]):
            return
        place = area.at(x[plane.inputs[0]], up)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hollow = bool(frame.held_out[frame.sample])
        paint_shown(painter, place, self._dots.radius, theme)
        paint_dot(painter, place, self._targets.colour(frame.sample), self._dots.radius, hollow, theme)

    def _paint_words(self, painter: QPainter, area: Area, frame: Frame, scale: Scale, theme: Theme) -> None:
        """Write below what the colours stand for, and of what moment and where in the inputs this is."""
        painter.setFont(ui_font(8.5))
        painter.setPen(QColor(theme.muted))
        metrics = QFontMetricsF(painter.font())
        left, right, middle = 4.0, area.box.right() + RIGHT, area.box.bottom() + BOTTOM + 10
        if len(self._maps.maps.plane.inputs) > 1:
            for words, bar in ((short(scale.low), True), (short(scale.high), False)):
                painter.drawText(QPointF(left, middle + 4), words)
                left += metrics.horizontalAdvance(words) + 5
                if bar:
                    _paint_bar(painter, QRectF(left, middle - BAR[1] / 2, *BAR), theme)
                    left += BAR[0] + 5
            left += 3
        room = right - left
        why = metrics.elidedText(scale.why, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(left, middle + 4), why)
        note = metrics.elidedText(self.note(frame), Qt.TextElideMode.ElideRight, right - 4)
        painter.drawText(QPointF(4.0, middle + 21), note)

    def note(self, frame: Frame) -> str:
        """Where the inputs without an axis stand, or else after which step this is."""
        maps = self._maps.maps
        if maps.plane.sample is not None:
            return f"others as in sample {grouped(maps.plane.sample + 1)}; dots projected"
        return (
            f"over {'the inputs' if len(maps.plane.inputs) > 1 else 'the input'}, step {grouped(maps.step)}"
        )


def _upwards(plane: Plane, scale: Scale) -> Range:
    """The range of the axis upwards: of the second input, or of the node's values with a little room."""
    if len(plane.inputs) > 1:
        return plane.ranges[1]
    room = 0.08 * (scale.high - scale.low)
    return scale.low - room, scale.high + room


def _names(frame: Frame, plane: Plane) -> tuple[str, str]:
    names = [frame.dataset.inputs[k] for k in plane.inputs]
    return names[0], names[1] if len(names) > 1 else "a"


def _paint_bar(painter: QPainter, place: QRectF, theme: Theme) -> None:
    """Paint the colours from the lowest to the highest."""
    count = round(place.width())
    pixels = bar(count, theme)
    painter.drawImage(place, QImage(pixels.data, count, 1, 4 * count, QImage.Format.Format_RGB32))
