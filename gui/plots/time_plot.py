"""One plot over steps: curves in a box, axes around it, and a line where the mouse points."""

import pyqtgraph as pg
from PySide6.QtWidgets import QGraphicsGridLayout

from gui.plots.axes import QuietAxis
from gui.theme import Theme

PLACES = {"top": (0, 1), "left": (1, 0), "bottom": (2, 1)}


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
        self.line = pg.InfiniteLine(angle=90, movable=False)
        self.line.setZValue(5)
        self.line.hide()
        self.add(self.line)

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

    def set_steps(self, view: tuple[float, float]) -> None:
        """Show these steps; nothing happens where they are shown already."""
        if tuple(self.box.viewRange()[0]) != view:
            self.box.setXRange(*view, padding=0)

    def set_values(self, low: float, high: float) -> None:
        """Show these values."""
        self.box.setYRange(low, high, padding=0)

    def point(self, step: float | None) -> None:
        """Put the line at `step`, or away."""
        self.line.setVisible(step is not None)
        if step is not None:
            self.line.setValue(step)
