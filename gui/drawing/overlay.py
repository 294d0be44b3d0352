"""What lies over the plane while one paints: points that are on their way, and the brush itself."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from core.datasets import Dataset
from gui.drawing.brush import Place
from gui.drawing.easel import Easel
from gui.drawing.strokes import Erased, Flags, Painted
from gui.output.dots import paint_dot
from gui.output.plane import PlaneView
from gui.ratio import sheet
from gui.theme import readable_on
from gui.writing.fonts import ui_font

LEAST_RING = 5.0
CROSS = 9.0


class Overlay:
    """Paints the strokes of `easel` over `plane`, and lets the points vanish there that were erased."""

    def __init__(self, plane: PlaneView, easel: Easel) -> None:
        """Nothing is painted yet."""
        self._plane, self._easel = plane, easel
        self._picture: QPixmap | None = None
        self._of: object = None
        self._done = 0
        self._gone = np.zeros(0, dtype=np.bool_)
        self._data: Dataset | None = None
        self._x = np.empty((2, 0))

    # Strokes

    def renew(self) -> None:
        """Paint all strokes anew."""
        self._picture = sheet(self._plane.size(), self._plane.devicePixelRatioF())
        self._of, self._done = self._plane.area, 0
        strokes = self._easel.strokes
        for k, stroke in enumerate(strokes):
            if isinstance(stroke, Painted):
                self._paint(stroke.label, _left(stroke, strokes[k + 1 :]))
        now = self._easel.now
        self._done = 0 if now is None else len(now.points if isinstance(now, Painted) else now.way)
        self._hide([k for k in strokes if isinstance(k, Erased)])

    def begin(self) -> None:
        """A stroke begins, of which nothing is painted yet."""
        self._done = 0

    def go_on(self) -> QRectF:
        """Show what has been added to the stroke under way; return where something is to be painted."""
        now, strokes = self._easel.now, self._easel.strokes
        erases = isinstance(now, Erased)
        if self._of is not self._plane.area or (erases and any(isinstance(k, Painted) for k in strokes)):
            self.renew()
            return QRectF(self._plane.rect())
        done, part = self._done, QRectF()
        if isinstance(now, Painted):
            self._done = len(now.points)
            part = self._paint(now.label, now.points[done:])
        elif isinstance(now, Erased):
            self._done = len(now.way)
            self._hide([now], done, self._gone)
        return part

    def _paint(self, label: int, points: list[Place]) -> QRectF:
        """Paint points of a class; return where."""
        plane, area, part = self._plane, self._plane.area, QRectF()
        if area is None or not points or self._picture is None:
            return part
        colour = plane.targets.class_colour(label, plane.output)
        reach = plane.radius + 2
        painter = QPainter(self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in points:
            at = area.at(*place)
            paint_dot(painter, at, colour, plane.radius, False, plane.theme)
            part |= QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        painter.end()
        return part

    def _hide(self, ways: list[Erased], since: int = 0, before: Flags | None = None) -> None:
        """Let the points of the drawing vanish that lie on the eraser's ways, besides those `before`."""
        frame = self._plane.frame
        if frame is None or not ways:
            self._plane.hide(None)
            self._gone = np.zeros(0 if frame is None else frame.dataset.samples, dtype=np.bool_)
            return
        gone = np.any([k.hits(self._places(frame.dataset), since) for k in ways], axis=0)
        self._gone = gone if before is None else before | gone
        self._plane.hide(self._gone)

    def _places(self, data: Dataset) -> NDArray[np.float64]:
        """Where the points lie (2, M), each coordinate in one piece: of very many, that is far faster."""
        if self._data is not data:
            self._data, self._x = data, np.ascontiguousarray(data.x[:2])
        return self._x

    # Painting

    def paint(self, painter: QPainter) -> None:
        """Paint the points on their way, and what to do where there are hardly any others."""
        if self._picture is None or self._of is not self._plane.area:
            self.renew()
        painter.drawPixmap(0, 0, self._picture)
        frame = self._plane.frame
        if frame is not None and frame.dataset.samples <= self._easel.classes and not self._easel.strokes:
            self._paint_hint(painter)

    def _paint_hint(self, painter: QPainter) -> None:
        area, theme = self._plane.area, self._plane.theme
        if area is None:
            return
        room = QRectF(
            area.box.left(),
            area.box.top() + 0.66 * area.box.height(),
            area.box.width(),
            0.2 * area.box.height(),
        )
        painter.setFont(ui_font(9.5))
        painter.setPen(QColor(theme.text))
        painter.drawText(
            room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, "Drag to paint points"
        )

    def paint_brush(self, painter: QPainter, at: QPointF, erase: bool) -> None:
        """Paint the ring of what the brush or the eraser reaches."""
        plane, reach = self._plane, self.reach(erase)
        colour = (
            QColor(plane.theme.text) if erase else plane.targets.class_colour(self._easel.label, plane.output)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(readable_on(colour), 3.4))
        painter.drawEllipse(at, reach, reach)
        line = QPen(colour, 1.8)
        if erase:
            line.setDashPattern([2.0, 2.0])
        painter.setPen(line)
        painter.drawEllipse(at, reach, reach)

    def paint_cross(self, painter: QPainter, at: QPointF) -> None:
        """Paint where the keys paint."""
        for colour, width in ((QColor(self._plane.theme.window), 4.0), (QColor(self._plane.theme.text), 1.8)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(at - QPointF(CROSS, 0), at + QPointF(CROSS, 0))
            painter.drawLine(at - QPointF(0, CROSS), at + QPointF(0, CROSS))

    def reach(self, erase: bool) -> float:
        """How far the brush or the eraser reaches, in pixels."""
        area, brush = self._plane.area, self._easel.brush
        side = 0.0 if area is None else area.box.width()
        return max(LEAST_RING, (brush.eraser if erase else brush.scatter) * side)


def _left(stroke: Painted, later: list[Painted | Erased]) -> list[Place]:
    """The points of a stroke that no later one has erased."""
    ways = [k for k in later if isinstance(k, Erased)]
    if not ways or not stroke.points:
        return stroke.points
    x = np.array(stroke.points).T
    gone = np.any([k.hits(x) for k in ways], axis=0)
    return [place for place, hit in zip(stroke.points, gone.tolist(), strict=True) if not hit]
