"""The confusion matrix that answers the mouse and the keys."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.confusion.painting import Content, headings, outline, paint
from gui.confusion.placing import Cell, Places, first_wrong, place, stepped
from gui.confusion.words import cell_tip
from gui.own_keys import kept
from gui.ratio import paint_kept
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font
from gui.writing.numbers import grouped

Key, Modifier = Qt.Key, Qt.KeyboardModifier
WALK: dict[int, Cell] = {
    Key.Key_Left: (0, -1),
    Key.Key_Right: (0, 1),
    Key.Key_Up: (-1, 0),
    Key.Key_Down: (1, 0),
}
NEXT = (Key.Key_Return, Key.Key_Enter, Key.Key_Space)
TIPS = {
    "samples": "How many of the samples are truly of the class",
    "recall": "Recall: of the samples that are truly of the class, the share of which that is predicted",
    "precision": "Precision: of the samples of which the class is predicted, the share that are truly of it",
}


class MatrixView(QWidget):
    """Paints counts, and knows the cell that is selected and the one under the mouse.

    Arrow keys select another cell; Enter or the space bar ask for the next of its samples, with Shift for
    the one before; Escape leaves. A click selects, and clicks on what is selected ask for the next sample.

    Signals:
        selected: the `Cell` that was selected, None for none any more.
        asked: another sample of the cell selected is wanted: 1 for the next, −1 for the one before.
        pointed: the `Cell` under the mouse, or None.
        left: the person has finished (Escape).
    """

    selected = Signal(object)
    asked = Signal(int)
    pointed = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until counts are shown."""
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumSize(120, 70)
        self.setAccessibleName("Confusion matrix: true classes in rows, predicted ones in columns")
        self.cell: Cell | None = None
        self.under: Cell | None = None
        self.content: Content | None = None
        self.places: Places | None = None
        self._theme = DARK
        self._picture: QPixmap | None = None

    def sizeHint(self) -> QSize:
        """Room for ten classes."""
        return QSize(560, 240)

    def set_theme(self, theme: Theme) -> None:
        """Paint in `theme` from now on."""
        self._theme = theme
        self._renew()

    def show_content(self, content: Content) -> None:
        """Show other counts, or the same as old ones; a selection goes where the classes are others."""
        before, self.content = self.content, content
        if before is None or before.names != content.names:
            self.select(None)
            self._point(None)
            self._arrange()
        elif before.counts is not content.counts:
            self._arrange()
        elif before.fresh is not content.fresh:
            self._renew()

    def select(self, cell: Cell | None) -> None:
        """Select a cell, or none."""
        if cell != self.cell:
            self.cell = cell
            self.update()
            self.selected.emit(cell)

    # Where things are

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells anew."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self.content is not None:
            metrics = QFontMetricsF(number_font(12.0))
            names = max(metrics.horizontalAdvance(k) for k in self.content.names)
            sums = metrics.horizontalAdvance(grouped(int(self.content.counts.sum(axis=1).max())))
            self.places = place(len(self.content.names), self.width() - 2, self.height() - 2, names, sums)
        self._renew()

    def _renew(self) -> None:
        self._picture = None
        self.update()

    def rect_of(self, cell: Cell) -> QRectF:
        """Where a cell is."""
        return self.places.rect(cell)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and outline what is selected and what is under the mouse."""
        painter = QPainter(self)
        if self.content is None or self.places is None:
            return
        self._picture = paint_kept(painter, self._picture, self.size(), self._draw)
        ground = QColor(self._theme.surface)
        for cell, ink in ((self.under, self._theme.muted), (self.cell, self._theme.text)):
            if cell is not None:
                outline(painter, self.rect_of(cell), QColor(ink), ground)
        if self.hasFocus():
            painter.setPen(QColor(self._theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        paint(painter, self.content, self.places, self._theme)

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the mouse."""
        self._point(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is."""
        self._point(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the cell and ask for a sample of it; with Shift for the one before."""
        cell = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and cell is not None:
            self.select(cell)
            self.asked.emit(-1 if event.modifiers() & Modifier.ShiftModifier else 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks that follow quickly are two clicks."""
        self.mousePressEvent(event)

    def _at(self, point: QPointF) -> Cell | None:
        return None if self.content is None or self.places is None else self.places.at(point)

    def _point(self, cell: Cell | None) -> None:
        if cell != self.under:
            self.under = cell
            self.setCursor(Qt.CursorShape.PointingHandCursor if cell else Qt.CursorShape.ArrowCursor)
            self.pointed.emit(cell)
            self.update()

    def event(self, event: QEvent) -> bool:
        """Explain what is under the mouse; keep the keys that mean something else elsewhere."""
        kind = event.type()
        if kind is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words, box = self.tip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self, box.toAlignedRect())
            return True
        return kept(event, self._takes) or super().event(event)

    def tip_at(self, point: QPointF) -> tuple[str, QRectF]:
        """What is at a point, and where that holds."""
        cell = self._at(point)
        if cell is not None:
            return cell_tip(self.content.names, cell, self.content.counts), self.rect_of(cell)
        found = [] if self.places is None else headings(self.places)
        return next(((TIPS[words], box) for box, _, words in found if box.contains(point)), ("", QRectF()))

    # The keyboard

    def _takes(self, event: QKeyEvent) -> bool:
        if self.content is None:
            return False
        held = event.modifiers() & ~Modifier.KeypadModifier
        if event.key() in NEXT:
            return held in (Modifier.NoModifier, Modifier.ShiftModifier)
        return held == Modifier.NoModifier and (event.key() in WALK or event.key() == Key.Key_Escape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select another cell, ask for another of its samples, or leave."""
        key = event.key()
        if not self._takes(event):
            event.ignore()
        elif key == Key.Key_Escape:
            self.select(None)
            self.left.emit()
        elif self.cell is None:
            self.select(first_wrong(self.content.counts))
        elif key in WALK:
            self.select(stepped(self.cell, WALK[key], len(self.content.names)))
        else:
            self.asked.emit(-1 if event.modifiers() & Modifier.ShiftModifier else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go here now."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they no longer do."""
        super().focusOutEvent(event)
        self.update()
