"""∂C̄/∂w^ℓ as a picture: a row for each node of the layer, a column for each node before it."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGraphicsRectItem

from core.checks import Array
from core.selection import Node, Pick, Selection
from gui.theme import DARK, Theme, image

WIDTH = 92
STALE = 0.35
SMALLEST = 7.0
"""Pixels that an outline takes at least, however small its cell."""


class GradientMap(pg.ViewBox):
    """One layer's map, the selected cell or row outlined, and the one under the mouse."""

    def __init__(self, l: int) -> None:
        """Show nothing of layer `l` yet."""
        super().__init__(enableMouse=False, enableMenu=False, invertY=True)
        self.l = l
        self.setFixedWidth(WIDTH)
        self.disableAutoRange()
        self.image = pg.ImageItem(axisOrder="row-major")
        self.outline, self.hover = QGraphicsRectItem(), QGraphicsRectItem()
        for item in (self.image, self.hover, self.outline):
            self.addItem(item, ignoreBounds=True)
        self._theme = DARK
        self._shape = (0, 0)
        self._outlined: QRectF | None = None
        self._pointed: tuple[int, int] | None = None
        self.show_selection(None)
        self.show_pointed(None)
        self.sigResized.connect(self.on_resized)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        self.setBackgroundColor(QColor(theme.surface))
        self.outline.setPen(pg.mkPen(theme.text, width=2))
        self.hover.setPen(pg.mkPen(theme.muted, width=1))

    def show_values(self, values: Array, reach: float, fresh: bool) -> None:
        """Colour the cells, ±`reach` being the ends of the scale; pale where they are an earlier step's."""
        known = bool(np.isfinite(values).all())
        self.image.setVisible(known)
        if not known:
            return
        self.image.setImage(image(values, reach, self._theme), autoLevels=False)
        self.image.setOpacity(1.0 if fresh else STALE)
        if values.shape != self._shape:
            self._shape = rows, columns = values.shape
            self.setRange(xRange=(0, columns), yRange=(0, rows), padding=0.04)

    def show_selection(self, pick: Selection | None) -> None:
        """Outline the weight that is selected, or the weights into the node that is, or whose bias is."""
        place = None
        if isinstance(pick, Node) and pick.l == self.l:
            place = QRectF(0, pick.i, self._shape[1], 1)
        elif isinstance(pick, Pick) and pick.l == self.l:
            place = QRectF(*((0, pick.A, self._shape[1]) if pick.B is None else (pick.B, pick.A, 1)), 1)
        self._outlined = place
        self._put(self.outline, place)

    def show_pointed(self, cell: tuple[int, int] | None) -> None:
        """Outline the cell (A, B) under the mouse."""
        self._pointed = cell
        self._put(self.hover, cell and QRectF(cell[1], cell[0], 1, 1))

    def on_resized(self) -> None:
        """Cells have another size, and so may outlines."""
        self._put(self.outline, self._outlined)
        self.show_pointed(self._pointed)

    def cell_at(self, point: QPointF) -> Pick | None:
        """The weight whose cell is at a point of the scene."""
        if not (self.image.isVisible() and self.sceneBoundingRect().contains(point)):
            return None
        at, (rows, columns) = self.mapSceneToView(point), self._shape
        A, B = int(np.floor(at.y())), int(np.floor(at.x()))
        return Pick(self.l, A, B) if 0 <= A < rows and 0 <= B < columns else None

    def _put(self, item: QGraphicsRectItem, place: QRectF | None) -> None:
        item.setVisible(place is not None)
        if place is None:
            return
        width, height = (abs(k) * SMALLEST for k in self.viewPixelSize())
        across, down = max(0.0, width - place.width()) / 2, max(0.0, height - place.height()) / 2
        item.setRect(place.adjusted(-across, -down, across, down))
