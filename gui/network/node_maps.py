"""Heat maps in the nodes: what each computes over the plane of the inputs."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from core.checks import Array
from core.frame import Frame
from core.node_maps import NodeMaps, node_maps
from gui.network.layout import Layout
from gui.network.map_colours import Floats, Scales, disc, pictures, pixels_of, places
from gui.network.stamps import FADED, Stamps
from gui.ratio import draw_part, ratio_of
from gui.theme import Theme, quiet
from gui.writing.fonts import number_font
from gui.writing.numbers import fixed

SMALLEST = 7.0
"""In a node with a smaller radius there is nothing to be seen of a map."""

WRITTEN = 20.0
"""In a node with a smaller radius figures would hide the map, and run into the square of the bias."""

LARGEST = 160
"""Pixels along a side of the picture of a node, at most; in a larger node they are drawn larger."""

LOWER = 0.5
"""How far below the middle of a node its value stands, as a share of the radius, so that the map is seen."""

HALO = 3.0
"""Width of the line around the figures."""


class Plates(Stamps):
    """What lies on the map of a node: its rim, and its value with a halo."""

    def __init__(self, theme: Theme, radius: float, fresh: bool, at_work: bool, written: bool) -> None:
        """As for `Stamps`; the figures are smaller, since they lie on a picture."""
        super().__init__(theme, radius, fresh, at_work, written)
        self._font = number_font(min(max(11.0, radius * 0.42), 18.0), QFont.Weight.DemiBold)
        ink = QColor("#ffffff" if theme.dark else "#14161a")
        self._halo = QColor(theme.window if theme.dark else "#ffffff")
        self._ink = ink if fresh else quiet(ink, self._halo.name(), FADED + 0.15)

    def _draw(self, painter: QPainter, circle: QRectF, value: float) -> None:
        painter.setPen(self._pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        if self._written:
            self._write(painter, circle.center() + QPointF(0, LOWER * self._radius), fixed(value))

    def _write(self, painter: QPainter, middle: QPointF, text: str) -> None:
        metrics = QFontMetricsF(self._font)
        left = QPointF(middle.x() - metrics.horizontalAdvance(text) / 2, middle.y() + metrics.capHeight() / 2)
        outline = QPainterPath()
        outline.addText(left, self._font, text)
        painter.setPen(QPen(self._halo, HALO, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(outline)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        painter.drawText(left, text)


plates = lru_cache(maxsize=24)(Plates)


class MapPainter:
    """Paints the maps of all nodes; the picture of a layer is kept until another is there.

    Attributes:
        scales: what the colours stand for.
        maps: what is painted, None for nothing.
        maps_painted: how many were painted, each of which was new.

    """

    def __init__(self) -> None:
        """Nothing to paint yet."""
        self.scales = Scales()
        self.maps: NodeMaps | None = None
        self.maps_painted = 0
        self._of: tuple[object, ...] = ()
        self._kept: dict[tuple[int, int], tuple[QImage, int]] = {}
        self._places: dict[int, Floats] = {}

    def follow(self, frame: Frame, theme: Theme) -> None:
        """Paint the maps of `frame` from now on, or none where it has none."""
        self.maps = node_maps(frame)
        if self.maps is None:
            return
        self.scales.follow(self.maps)
        of = self.maps, theme, frame.experiment.activations
        if of != self._of:
            self.maps_painted += self._of[:1] != of[:1]
            self._of = of
            self._kept.clear()
            self._places.clear()

    def shows(self, layout: Layout, l: int) -> bool:
        """Whether the nodes of layer l have maps, and are large enough for them."""
        maps = self.maps
        return maps is not None and maps.values[l] is not None and layout.radius[l] >= SMALLEST

    def on_scale(self, frame: Frame, l: int) -> Array:
        """a^ℓ (n_l,) for nodes without a picture: where maps are shown, from −1 to 1 as their colours go."""
        values = frame.a[l][:, 0]
        if self.maps is None or l == 0:
            return values
        low, high, _ = self.scales.of_layer(frame.experiment, l)
        return (values - (low + high) / 2) / ((high - low) / 2)

    def paint(self, painter: QPainter, layout: Layout, frame: Frame, theme: Theme, l: int) -> None:
        """Paint the nodes of layer l: map, rim, and the value where it fits."""
        ratio = ratio_of(painter)
        side = pixels_of(layout.radius[l], ratio, LARGEST)
        if (l, side) not in self._kept:
            alike = [k for k in range(len(layout.n)) if self._side(layout, k, ratio) == side]
            self._keep(frame, theme, alike, side)
        image, first = self._kept[l, side]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, side == LARGEST)
        for i, circle in enumerate(layout.circles[l], first):
            draw_part(painter, circle, image, QRect(0, i * side, side, side))
        fresh, at_work = frame.fresh_a(l), frame.working_layer() == l
        written = layout.numbers_fit(l) and layout.radius[l] >= WRITTEN
        above = plates(theme, layout.radius[l], fresh, at_work, written)
        above.paint(painter, layout.circles[l], layout.corners[l], frame.a[l][:, 0])

    def _side(self, layout: Layout, l: int, ratio: float) -> int:
        """Pixels along a side of the pictures of layer l; 0 where it has none."""
        return pixels_of(layout.radius[l], ratio, LARGEST) if self.shows(layout, l) else 0

    def _keep(self, frame: Frame, theme: Theme, layers: list[int], side: int) -> None:
        """Make the discs of layers whose nodes are alike in size, below one another."""
        if not self._places:
            self._place(frame)
        colours = pictures(np.concatenate([self._places[l] for l in layers]), side, theme)
        pixels = np.where(disc(side), colours, np.uint32(0))
        lines = pixels.shape[0] * side
        image = QImage(pixels.data, side, lines, 4 * side, QImage.Format.Format_ARGB32_Premultiplied).copy()
        for old in [k for k in self._kept if k[0] in layers]:  # of another size: many of them pass in a zoom
            del self._kept[old]
        first = 0
        for l in layers:
            self._kept[l, side] = image, first
            first += frame.n[l]

    def _place(self, frame: Frame) -> None:
        """Find the places of all values among the colours, those of all layers at once."""
        there = [l for l, values in enumerate(self.maps.values) if values is not None]
        ends = [k for l in there for k in self.scales.ends(frame.experiment, l, frame.n[l])]
        found = places(np.concatenate([self.maps.values[l] for l in there]), ends)
        for l in there:
            self._places[l], found = found[: frame.n[l]], found[frame.n[l] :]
