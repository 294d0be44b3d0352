"""The head of the preview: of each column its name, what it holds, and a button that says its role."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPalette, QPen, QPolygon
from PySide6.QtWidgets import QHeaderView, QWidget

from gui.importing.choices import INPUT, OUT, TARGET, Role
from gui.importing.model import PreviewModel
from gui.importing.words import ROLE_WORDS, kind_words
from gui.theme import blended
from gui.writing.fonts import ui_font

PAD, GAP = 10, 4
CHIP, ROUND, ARROW = 20, 5, 14
SMALL = 8.5
"""Points of what is said in passing."""

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def role_colour(role: Role, palette: QPalette) -> QColor:
    """The colour of a role: the targets' is the one of what matters, the inputs' the other."""
    colours = {INPUT: palette.link(), TARGET: palette.highlight(), OUT: palette.placeholderText()}
    return colours[role].color()


class RoleHeader(QHeaderView):
    """Three lines a column.

    Signals:
        role_pressed: the index of a column, and the lower left corner of the button on the screen.
    """

    role_pressed = Signal(int, QPoint)

    def __init__(self, parent: QWidget) -> None:
        """For a table of a `PreviewModel`."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(44)
        self.setMouseTracking(True)
        self.setAccessibleName("Columns and their roles")
        self._hovered = -1
        self._name, self._kind, self._role = ui_font(9.5), ui_font(SMALL), ui_font(SMALL)
        self._name.setWeight(QFont.Weight.DemiBold)
        self._role.setWeight(QFont.Weight.Medium)

    # Sizes

    def sizeHint(self) -> QSize:
        """Three lines high."""
        lines = QFontMetrics(self._name).height() + QFontMetrics(self._kind).height()
        return QSize(super().sizeHint().width(), lines + CHIP + 3 * GAP + 6)

    def wanted(self, k: int) -> int:
        """The width that a column's head needs."""
        model: PreviewModel = self.model()
        name = QFontMetrics(self._name).horizontalAdvance(model.headerData(k, self.orientation()) or "")
        kind = QFontMetrics(self._kind).horizontalAdvance(kind_words(model.column(k)))
        return max(name, kind, self.chip_width()) + 2 * PAD + 2

    def chip_width(self) -> int:
        """The width of a button, the same for each role."""
        widest = max(QFontMetrics(self._role).horizontalAdvance(words) for words in ROLE_WORDS.values())
        return widest + ARROW + 16

    def chip(self, k: int) -> QRect:
        """Where the button of a column is, in pixels of the viewport."""
        left, width = self.sectionViewportPosition(k), self.sectionSize(k)
        wide = min(self.chip_width(), width - 2 * GAP)
        pad = min(PAD, (width - wide) // 2)
        x = left + width - pad - wide if self._is_right(k) else left + pad
        return QRect(x, self.height() - CHIP - GAP - 3, wide, CHIP)

    def _is_right(self, k: int) -> bool:
        return self.model().is_number(k)

    # Painting

    def paintSection(self, painter: QPainter, rect: QRect, k: int) -> None:
        """Paint one column's head."""
        model: PreviewModel = self.model()
        role, palette = model.role(k), self.palette()
        painter.save()
        painter.fillRect(rect, palette.alternateBase())
        out = role == OUT
        ink = palette.placeholderText().color() if out else palette.text().color()
        side = RIGHT if self._is_right(k) else LEFT
        room = rect.adjusted(PAD, GAP + 3, -PAD, 0)
        name = model.headerData(k, self.orientation()) or ""
        self._write(painter, room, name, self._name, ink, side)
        room.translate(0, QFontMetrics(self._name).height())
        quiet = blended(palette.text().color(), palette.alternateBase().color().name(), 0.62)
        self._write(painter, room, kind_words(model.column(k)), self._kind, ink if out else quiet, side)
        self._paint_chip(painter, k, role)
        self._paint_edges(painter, rect, k, role)
        painter.restore()

    def _write(
        self, painter: QPainter, room: QRect, text: str, font: QFont, ink: QColor, side: object
    ) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(ink)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QRect(room.topLeft(), QSize(room.width(), metrics.height())), side, shown)

    def _paint_chip(self, painter: QPainter, k: int, role: Role) -> None:
        """A small button: its word, and an arrow that says there are others."""
        place, palette = self.chip(k), self.palette()
        colour, ground = role_colour(role, palette), palette.alternateBase().color().name()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = k == self._hovered
        painter.setPen(QPen(blended(colour, ground, 1.0 if hovered else 0.5), 1))
        painter.setBrush(
            blended(colour, ground, 0.26 if hovered else 0.14) if role != OUT else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), ROUND, ROUND)
        ink = blended(palette.text().color(), ground, 0.7) if role == OUT else colour
        self._write(
            painter,
            place.adjusted(8, (CHIP - QFontMetrics(self._role).height()) // 2, -ARROW, 0),
            ROLE_WORDS[role],
            self._role,
            ink,
            LEFT,
        )
        at = QPoint(place.right() - ARROW + 4, place.center().y() + 1)
        painter.setPen(QPen(ink, 1.3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygon([at + QPoint(-3, -2), at + QPoint(0, 1), at + QPoint(3, -2)]))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_edges(self, painter: QPainter, rect: QRect, k: int, role: Role) -> None:
        """A line in the colour of the role above, and the lines of the table."""
        palette = self.palette()
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), palette.mid())
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), palette.mid())
        if self.selectionModel() is not None and self.selectionModel().isColumnSelected(k):
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), palette.highlight())

    # The mouse

    def chip_at(self, at: QPoint) -> int:
        """The column whose button is at a place; -1 for none."""
        k = self.logicalIndexAt(at)
        return k if k >= 0 and self.chip(k).contains(at) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button was pressed, or else a column is to be selected."""
        k = self.chip_at(event.position().toPoint())
        if k >= 0 and event.button() is Qt.MouseButton.LeftButton:
            self.role_pressed.emit(k, self.viewport().mapToGlobal(self.chip(k).bottomLeft() + QPoint(0, 2)))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light the button under the mouse."""
        self._hover(self.chip_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """No button is under it any more."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, k: int) -> None:
        if k != self._hovered:
            self._hovered = k
            self.viewport().update()
