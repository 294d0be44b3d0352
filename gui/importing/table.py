"""The table of the first rows: its columns are chosen with mouse and keys, and so are their roles."""

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.tables import Preview
from gui.importing.choices import INPUT, OUT, ROLES, TARGET, Choices, Role, next_role, possible
from gui.importing.header import LEFT, PAD, RIGHT, RoleHeader, role_colour
from gui.importing.model import Index, PreviewModel
from gui.importing.words import ROLE_WORDS
from gui.theme import DARK, LIGHT, blended
from gui.writing.fonts import number_font, ui_font

ROW = 23
WIDEST = 220
MEASURED = 300
"""So many columns are as wide as what is in them; the others as wide as the widest role."""

Key = Qt.Key
LETTERS: dict[Key, Role] = {Key.Key_I: INPUT, Key.Key_T: TARGET, Key.Key_L: OUT}


class PreviewTable(QTableView):
    """Shows a preview; columns are selected as a whole, and their role is changed by its button or by keys.

    Space takes the next role, I, T and L one of the three, for all columns that are selected.

    Signals:
        role_chosen: a tuple of columns, and the role that they are to have.
    """

    role_chosen = Signal(object, str)

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.cells, self.head = PreviewModel(), RoleHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(self.cells)
        self.setItemDelegate(Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectColumns)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setAccessibleName("The first rows")
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW)
        rows.setHighlightSections(False)
        rows.setSectionsClickable(False)
        rows.setDefaultAlignment(RIGHT)
        self.head.role_pressed.connect(self.on_role_pressed)
        self._menu: QMenu | None = None

    # What there is

    def show_preview(self, preview: Preview | None, choices: Choices) -> None:
        """Show another look at a file, its first column selected."""
        k = max(0, self.currentIndex().column())
        self.cells.show(preview, choices)
        self._share_room()
        if self.cells.columnCount():
            self.select(min(k, self.cells.columnCount() - 1))

    def show_choices(self, choices: Choices) -> None:
        """Show other roles."""
        self.cells.choose(choices)
        self.viewport().update()

    def select(self, k: int) -> None:
        """Select one column."""
        whole = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Columns
        self.selectionModel().setCurrentIndex(self.cells.index(0, k), whole)

    def selected(self) -> tuple[int, ...]:
        """The columns that are selected, from left to right."""
        return tuple(sorted(index.column() for index in self.selectionModel().selectedColumns()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Columns as wide as their contents; where all have room they share what is left."""
        count = self.cells.columnCount()
        if not count or self.cells.preview is None:
            return
        if count > MEASURED:
            self.head.setDefaultSectionSize(self.head.chip_width() + 2 * PAD)
            return
        wanted = [self._wanted(k) for k in range(count)]
        spare = max(0, self.viewport().width() - sum(wanted))
        for k, width in enumerate(wanted):
            share = spare * (k + 1) // count - spare * k // count
            self.head.resizeSection(k, width + share)

    def wanted_width(self) -> int:
        """Pixels that show all columns as wide as their contents, rows' numbers and scroll bar included."""
        count = self.cells.columnCount()
        if count > MEASURED:
            columns = count * (self.head.chip_width() + 2 * PAD)
        else:
            columns = sum(map(self._wanted, range(count)))
        beside = self.verticalHeader().sizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return columns + beside + 2 * self.frameWidth()

    def _wanted(self, k: int) -> int:
        preview, metrics = self.cells.preview, QFontMetrics(number_font(12))
        assert preview is not None
        longest = max((self.cells.text(row, k) for row in range(len(preview.rows))), key=len, default="")
        return min(WIDEST, max(self.head.wanted(k), metrics.horizontalAdvance(longest[:60]) + 2 * PAD + 8))

    # What a person does

    @Slot(int, QPoint)
    def on_role_pressed(self, k: int, at: QPoint) -> None:
        """Offer the roles of a column, and of those that are selected with it."""
        if k not in self.selected():
            self.select(k)
        self.open_menu(k, at)

    def open_menu(self, k: int, at: QPoint) -> None:
        """Offer the roles that column `k` can have, at a place on the screen."""
        menu = self._menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in ROLES:
            action = menu.addAction(f"{ROLE_WORDS[role]}\t{ROLE_WORDS[role][0]}")
            action.setData(role)
            action.setCheckable(True)
            action.setChecked(role == self.cells.role(k))
            action.setEnabled(possible(self.cells.column(k), role))
        menu.triggered.connect(self.on_role_triggered)
        menu.popup(at)

    @Slot(QAction)
    def on_role_triggered(self, action: QAction) -> None:
        """Give the columns that role."""
        self.role_chosen.emit(self.selected(), action.data())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the roles of the current column, by the menu key or the right button."""
        k = self.currentIndex().column()
        if k >= 0:
            self.open_menu(k, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take another role at Space or a letter."""
        k, plain = self.currentIndex().column(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if k >= 0 and plain and event.key() == Key.Key_Space:
            self.role_chosen.emit(self.selected(), next_role(self.cells.column(k), self.cells.role(k)))
        elif k >= 0 and plain and event.key() in LETTERS:
            self.role_chosen.emit(self.selected(), LETTERS[Key(event.key())])
        elif event.key() in (Key.Key_Return, Key.Key_Enter):
            event.ignore()  # for the button of the dialog
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are roles."""


class Cells(QStyledItemDelegate):
    """Paints cells quietly: numbers to the right, what is left out pale; what is no number stands out."""

    def __init__(self, table: PreviewTable) -> None:
        """For the cells of `table`."""
        super().__init__(table)
        self._number, self._words = number_font(12), ui_font(9)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(60, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model: PreviewModel = index.model()
        role, number = model.role(index.column()), model.is_number(index.column())
        palette, ground = option.palette, self._ground(option, index).name()
        painter.fillRect(option.rect, QColor(ground))
        line = QRect(option.rect.right(), option.rect.top(), 1, option.rect.height())
        painter.fillRect(line, blended(palette.mid().color(), ground, 0.5))
        ink = palette.placeholderText() if role == OUT else palette.text()
        font = self._number if number else self._words
        room = option.rect.adjusted(PAD, 0, -PAD, 0)
        painter.setPen(ink.color())
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, RIGHT if number else LEFT, shown)

    def _ground(self, option: QStyleOptionViewItem, index: Index) -> QColor:
        model: PreviewModel = index.model()
        palette, ground = option.palette, option.palette.base().color()
        if model.role(index.column()) == TARGET:
            ground = blended(role_colour(TARGET, palette), ground.name(), 0.06)
        if model.is_fault(index.row(), index.column()):
            theme = DARK if palette.window().color().lightness() < 128 else LIGHT
            ground = blended(QColor(theme.bad), ground.name(), 0.3)
        if option.state & QStyle.StateFlag.State_Selected:
            ground = blended(palette.text().color(), ground.name(), 0.08)
        return ground
