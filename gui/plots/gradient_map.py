"""∂C̄/∂w^ℓ as a picture: a row for each node of the layer, a column for each node before it."""

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsRectItem

from core.checks import Array
from core.selection import Node, Pick, Selection
from gui.theme import DARK, LEVELS, Theme, image, levels, readable_on, scale

WIDTH = 92
STALE = 0.35
SMALLEST = 7.0
"""Pixels that an outline takes at least, however small its cell."""
MARKED, STROKE = 9.0, 0.4
"""Pixels from which on negative cells have a minus, and its length in widths of a cell."""


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
        self.minuses = {ink: QGraphicsPathItem() for ink in ("#000000", "#ffffff")}
        for ink, item in self.minuses.items():
            item.setPen(pg.mkPen(ink, width=1))
        for item in (self.image, *self.minuses.values(), self.hover, self.outline):
            self.addItem(item, ignoreBounds=True)
        self._theme = DARK
        self._shape = (0, 0)
        self._shades = np.zeros((0, 0), dtype=np.intp)
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
        self._mark_negative()  # in inks that can be read on other colours

    def forget(self) -> None:
        """Have no cells until there are values again: the layer may have others by then."""
        self._shape = (0, 0)
        for item in (self.image, *self.minuses.values()):
            item.hide()
        self.show_selection(None)
        self.show_pointed(None)

    def show_values(self, values: Array, reach: float, fresh: bool) -> None:
        """Colour the cells, ±`reach` being the ends of the scale; pale where they are an earlier step's."""
        known = bool(np.isfinite(values).all())
        for item in (self.image, *self.minuses.values()):
            item.setVisible(known)
        if not known:
            return
        self.image.setImage(image(values, reach, self._theme), autoLevels=False)
        self.image.setOpacity(1.0 if fresh else STALE)
        if values.shape != self._shape:
            self._shape = rows, columns = values.shape
            self.setRange(xRange=(0, columns), yRange=(0, rows), padding=0.04)
        shades = levels(values, reach)
        if not np.array_equal(shades, self._shades):
            self._shades = shades
            self._mark_negative()
        for item in self.minuses.values():
            item.setOpacity(1.0 if fresh else STALE)

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
        self._mark_negative()

    def _mark_negative(self) -> None:
        """Put a minus into every cell in the colour of a negative number, where cells are large enough."""
        paths = {ink: QPainterPath() for ink in self.minuses}
        if self._shades.size and max(abs(k) for k in self.viewPixelSize()) <= 1 / MARKED:
            colours = scale(self._theme)
            for i, j in np.argwhere(self._shades < LEVELS).tolist():
                path = paths[readable_on(colours[self._shades[i, j]]).name()]
                path.moveTo(j + (1 - STROKE) / 2, i + 0.5)
                path.lineTo(j + (1 + STROKE) / 2, i + 0.5)
        for ink, item in self.minuses.items():
            item.setPath(paths[ink])

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
