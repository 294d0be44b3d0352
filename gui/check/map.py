"""The map of an audit: every weight and bias a cell, layer by layer in the shape of w^ℓ and b^ℓ."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.audit import BAD, GOOD, KINK, Audit
from core.selection import Pick, index_of
from gui.check.marks import gap, needs_mark, paint_marks, table
from gui.check.placing import Block, place
from gui.check.words import statuses
from gui.ratio import paint_kept
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font
from gui.writing.indices import raised


class AuditMap(QWidget):
    """Paints the statuses, and knows the weight or bias under the mouse.

    Signals:
        pointed: the `Pick` under the mouse, or None.
        picked: the `Pick` that was clicked.

    """

    pointed = Signal(object)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a network is shown."""
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(120, 60)
        self.setAccessibleName("Map of all weights and biases")
        self.blocks: tuple[Block, ...] = ()
        self.under: Pick | None = None
        self._theme = DARK
        self._audit: Audit | None = None
        self._n: tuple[int, ...] = ()
        self._stale = False
        self._selected: Pick | None = None
        self._picture: QPixmap | None = None

    def sizeHint(self) -> QSize:
        """Room for a few layers."""
        return QSize(600, 140)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self._renew()

    def show_audit(self, audit: Audit | None, n: tuple[int, ...], stale: bool, selected: Pick | None) -> None:
        """Show what was found of a network of sizes `n`, and outline the weight or bias selected."""
        if n != self._n:
            self._n = n
            self._arrange()
        if audit is not self._audit or stale is not self._stale:
            self._audit, self._stale = audit, stale
            self._renew()
        if selected != self._selected:
            self._selected = selected
            self.update()

    # Where things are

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the layers anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.blocks = place(self._n, self.width() - 2, self.height() - 2) if len(self._n) > 1 else ()
        self._point(None)
        self._renew()

    def _renew(self) -> None:
        self._picture = None
        self.update()

    def rect_of(self, pick: Pick) -> QRectF:
        """The cell of a weight or bias."""
        return self.blocks[pick.l - 1].rect(pick.A, pick.B)

    def pick_at(self, point: QPointF) -> Pick | None:
        """The weight or bias at `point`; of several on one pixel the one that is worst off."""
        found = [pick for block in self.blocks for pick in block.picks_at(point)]
        if not found or self._audit is None:
            return found[0] if found else None
        status = self._audit.status
        return max(found, key=lambda pick: status[index_of(pick, self._n)])

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the mouse."""
        self._point(self.pick_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is."""
        self._point(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select what was clicked."""
        pick = self.pick_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and pick is not None:
            self.picked.emit(pick)

    def _point(self, pick: Pick | None) -> None:
        if pick != self.under:
            self.under = pick
            self.setCursor(Qt.CursorShape.PointingHandCursor if pick else Qt.CursorShape.ArrowCursor)
            self.pointed.emit(pick)
            self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and outline what is selected and what is under the mouse."""
        painter = QPainter(self)
        self._picture = paint_kept(painter, self._picture, self.size(), self._draw)
        for pick, ink in ((self._selected, self._theme.accent), (self.under, self._theme.text)):
            if pick is not None:
                self._outline(painter, self.rect_of(pick), QColor(ink))

    def _outline(self, painter: QPainter, cell: QRectF, ink: QColor) -> None:
        """Frame a cell; a small one from further outside, or nobody would find it."""
        away = 1.5 if cell.width() >= 8 else 3.0
        painter.setPen(QPen(ink, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cell.adjusted(-away, -away, away - gap(cell.width()), away - gap(cell.width())))

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        painter.setFont(number_font(12))
        found = statuses(self._audit, self._n) if self._n else ()
        for block in self.blocks:
            self._paint_names(painter, block)
            self._paint_block(painter, block, found[block.l])

    def _paint_names(self, painter: QPainter, block: Block) -> None:
        painter.setPen(QColor(self._theme.muted))
        base = block.y + painter.fontMetrics().ascent() - 1
        painter.drawText(QPointF(block.x, base), f"w{raised(block.l)}")
        painter.drawText(QPointF(block.bias_x, base), f"b{raised(block.l)}")

    def _paint_block(self, painter: QPainter, block: Block, found: np.ndarray) -> None:
        """Paint the cells of one layer, and the marks for which there is room."""
        self._paint_image(painter, block.rect(0, 0).topLeft(), block.cell, found[:, :-1])
        self._paint_image(painter, block.rect(0, None).topLeft(), block.cell, found[:, -1:])
        for status in (GOOD, KINK, BAD):
            if needs_mark(status, block.cell):
                cells = _cells(block, found == status)
                paint_marks(painter, self._theme, status, self._stale, cells, block.cell)

    def _paint_image(self, painter: QPainter, at: QPointF, cell: float, found: np.ndarray) -> None:
        """Paint a matrix of cells, on each pixel that several share the one that is worst off."""
        if cell < 1:
            many = round(1 / cell)
            found = np.maximum.reduceat(found, np.arange(0, found.shape[0], many), axis=0)
            found = np.maximum.reduceat(found, np.arange(0, found.shape[1], many), axis=1)
        pixels = np.ascontiguousarray(table(self._theme, self._stale)[found])
        rows, columns = found.shape
        image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888)
        side = max(cell, 1.0)
        area = QRectF(at.x(), at.y(), columns * side, rows * side)
        painter.drawImage(area, image)
        if gap(cell):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.surface))
            painter.drawRects(_gaps(area, cell))


def _gaps(area: QRectF, cell: float) -> list[QRectF]:
    """What lies between the cells that fill an area."""
    width, x, y = gap(cell), area.left() - gap(cell), area.top() - gap(cell)
    columns, rows = (range(1, round(k / cell) + 1) for k in (area.width(), area.height()))
    down = [QRectF(x + k * cell, area.top(), width, area.height()) for k in columns]
    return down + [QRectF(area.left(), y + k * cell, area.width(), width) for k in rows]


def _cells(block: Block, chosen: np.ndarray) -> list[QRectF]:
    """Where the chosen weights and biases of a layer (n_l, n_{l−1} + 1) are."""
    places = np.argwhere(chosen).tolist()
    return [block.rect(A, None if block.columns == B else B) for A, B in places]
