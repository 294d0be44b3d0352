"""One plot over steps: curves in a box, axes around it, lines at the present and at the mouse."""

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsGridLayout, QStyleOptionGraphicsItem, QWidget

from gui.plots.axes import QuietAxis
from gui.theme import Theme

PLACES = {"top": (0, 1), "left": (1, 0), "bottom": (2, 1)}
LABELLED, UNLABELLED = 19, 4
"""Pixels of the axis of steps, with numbers and with ticks alone."""
VEIL = 0.66
"""How much of what lies ahead is taken away."""


class WholePlot(pg.GraphicsObject):
    """Something that reaches over all that a plot shows."""

    def __init__(self) -> None:
        super().__init__()
        self._bounds = QRectF()

    def boundingRect(self) -> QRectF:
        """The whole plot, as the scene was told last: it may not change behind the scene's back."""
        return self._bounds

    def viewTransformChanged(self) -> None:
        """Another part of the plot is seen."""
        box = self.getViewBox()
        self.prepareGeometryChange()
        self._bounds = QRectF() if box is None else QRectF(box.viewRect())


class Veil(WholePlot):
    """Pales whatever lies after a step: it has been, but it is not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self._step, self._colour = 0.0, QColor()

    def set_colour(self, colour: str) -> None:
        """Let curves fade towards `colour`."""
        self._colour = QColor(colour)
        self._colour.setAlphaF(VEIL)
        self.update()

    def set_step(self, step: float) -> None:
        """Begin at `step`."""
        if step != self._step:
            self._step = step
            self.update()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Cover what is right of the step."""
        seen = QRectF(self._bounds)
        seen.setLeft(max(seen.left(), self._step))
        if seen.width() > 0:
            painter.fillRect(seen, self._colour)


class TimePlot(pg.GraphicsWidget):
    """Only what a live plot uses: a whole `PlotItem` with its menus takes ten times as long to make.

    Attributes:
        box: where the curves are; nothing ranges by itself and no mouse moves it.
        axes: by their sides.

    """

    def __init__(self, **axes: QuietAxis) -> None:
        """Take the axes by their sides: left, bottom, top."""
        super().__init__()
        self.box = pg.ViewBox(enableMouse=False, enableMenu=False)
        self.box.disableAutoRange()
        self.axes = axes
        self.grid = QGraphicsGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(0)
        self.grid.addItem(self.box, 1, 1)
        self.grid.setRowStretchFactor(1, 1)
        self.grid.setColumnStretchFactor(1, 1)
        for side, axis in axes.items():
            axis.linkToView(self.box)
            axis.setZValue(-1)
            self.grid.addItem(axis, *PLACES[side])
        self.line, self.present = (pg.InfiniteLine(angle=90, movable=False) for _ in range(2))
        self.veil = Veil()
        for item, z in ((self.veil, 4), (self.line, 5), (self.present, 5.5)):
            item.hide()
            self.add(item, z)

    def add(self, item: pg.GraphicsObject, z: float | None = None) -> None:
        """Show `item` among the curves, above those of lesser `z`."""
        if z is not None:
            item.setZValue(z)
        self.box.addItem(item, ignoreBounds=True)

    def set_theme(self, theme: Theme, font: float = 11) -> None:
        """Take the theme's colours."""
        for axis in self.axes.values():
            axis.set_theme(theme, font)
        self.line.setPen(pg.mkPen(theme.faint))
        self.present.setPen(pg.mkPen(theme.text, width=2))
        self.veil.set_colour(theme.surface)

    def set_steps(self, view: tuple[float, float]) -> None:
        """Show these steps; nothing happens where they are shown already."""
        if tuple(self.box.viewRange()[0]) != view:
            self.box.setXRange(*view, padding=0)

    def label_steps(self, on: bool) -> None:
        """Name the steps: of plots below one another, which share them, only the last one does."""
        self.axes["bottom"].setStyle(showValues=on)
        self.axes["bottom"].setHeight(LABELLED if on else UNLABELLED)

    def set_values(self, low: float, high: float) -> None:
        """Show these values."""
        self.box.setYRange(low, high, padding=0)

    def point(self, step: float | None) -> None:
        """Put the line at `step`, or away."""
        self.line.setVisible(step is not None)
        if step is not None:
            self.line.setValue(step)

    def show_present(self, step: int | None) -> None:
        """Mark where one stands, and tell apart what lies ahead; None where nothing does."""
        for item in (self.veil, self.present):
            if item.isVisible() != (step is not None):
                item.setVisible(step is not None)
        if step is not None:
            self.present.setValue(step)
            self.veil.set_step(step)
