"""A part of the form that is folded away until somebody wants it."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.experiment.feature_chips import Chip

TIP = "Less used settings; what of them is other than usual is told here while they are folded away"
ROLE = QPalette.ColorRole
ARROW, GAP, HEIGHT = 4.0, 8, 24


class FoldButton(Chip):
    """A line of words that opens and closes what is below it."""

    def __init__(self, title: str) -> None:
        """Take the words; closed at first."""
        super().__init__(title)
        self.summary, self._unusual = "", False
        self.setToolTip(TIP)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(100, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The same height, whatever the width."""
        return QSize(0, HEIGHT)

    def show_summary(self, summary: str, unusual: bool = False) -> None:
        """Show a few words behind the title, clearer where they tell something `unusual`."""
        self.summary, self._unusual = summary, unusual
        self.setToolTip(f"{summary}\n\n{TIP}" if unusual else TIP)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title and summary, an arrow at the end, and a frame for who came by the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        faint, clear = (self.palette().color(k) for k in (ROLE.PlaceholderText, ROLE.WindowText))
        lively = clear if self.hasFocus() or self.underMouse() else faint
        painter.setPen(lively)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), middle, self.text())
        left = painter.fontMetrics().horizontalAdvance(self.text()) + GAP
        room = self.rect().adjusted(left, 0, -3 * GAP, 0)
        painter.setFont(self.font())
        painter.setPen(clear if self._unusual else lively)
        words = painter.fontMetrics().elidedText(self.summary, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, middle, words)
        painter.setPen(lively)
        self._paint_arrow(painter)
        painter.end()

    def _paint_arrow(self, painter: QPainter) -> None:
        x, y = self.width() - 12.0, self.height() / 2
        sides = ((-ARROW, 2.0), (0.0, -2.0), (ARROW, 2.0)) if self.isChecked() else None
        sides = sides or ((-ARROW, -2.0), (0.0, 2.0), (ARROW, -2.0))
        pen = QPen(painter.pen().color(), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in sides]))
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(ROLE.Highlight), 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)


class Fold(QWidget):
    """A line that opens and closes the fields below it.

    Signals:
        opened: the fields have come into sight.
    """

    opened = Signal()

    def __init__(self, title: str, *parts: QWidget) -> None:
        """Take the words of the line and the fields."""
        super().__init__()
        self.button = FoldButton(title)
        self.button.setAccessibleName(f"{title} settings")
        self.inside = QWidget()
        below = QVBoxLayout(self.inside)
        column = QVBoxLayout(self)
        for layout in (below, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(4)
        for part in parts:
            below.addWidget(part)
        column.addWidget(self.button)
        column.addWidget(self.inside)
        self.inside.hide()
        self._summary, self._unusual = "", False
        self.button.toggled.connect(self.on_toggled)

    def show_summary(self, summary: str, unusual: bool) -> None:
        """Tell what is folded away; whoever has opened it sees it in the fields."""
        self._summary, self._unusual = summary, unusual
        closed = not self.button.isChecked()
        self.button.show_summary(summary if closed else "", unusual and closed)

    @Slot(bool)
    def on_toggled(self, opened: bool) -> None:
        """Open or close."""
        self.inside.setVisible(opened)
        self.show_summary(self._summary, self._unusual)
        if opened:
            self.opened.emit()
