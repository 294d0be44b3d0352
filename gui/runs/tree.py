"""The runs as a tree: forks under what they go on from, experiments as groups."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QIcon,
    QKeyEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTreeWidgetItem

from core.timeline.history import RunInfo
from gui.own_keys import kept
from gui.runs.columns import CHANGED, COLUMNS, COST, NAME, ORIGIN, STEPS, TIPS, NamesOnly
from gui.runs.marks import dash, dot
from gui.runs.typing_tree import TypingTree
from gui.runs.words import changed_tip, changed_words, changes, group, group_title, last_cost, origin
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font
from gui.writing.numbers import grouped

ID = Qt.ItemDataRole.UserRole
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Key = Qt.Key
OWN_KEYS = {Key.Key_F2, Key.Key_Delete, Key.Key_Return, Key.Key_Enter, Key.Key_C}
UNFOLDED = {"+": True, "-": False}
LONGEST = 190
"""Pixels of the names, unless there is room for more."""
NUMBER = 56
"""Pixels of a column of numbers."""
ROOMY = 470
"""Pixels from which on it is also said where a run was begun: its place in the tree tells that as well."""


class RunTree(TypingTree):
    """A line for each run. New runs get lines of their own; all are made anew only where others have gone.

    Signals:
        chosen: another run is selected.
        wanted: the number of a run to return to.
        renamed: the number of a run and what a person has called it.
        ticked: the number of a run, and whether it is compared.
        unwanted: the selected run is to be deleted.
    """

    chosen = Signal()
    wanted = Signal(int)
    renamed = Signal(int, str)
    ticked = Signal(int, bool)
    unwanted = Signal()

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setObjectName("run_tree")
        self.setAccessibleName("Runs")
        self.setFont(number_font(12))
        self.setHeaderLabels(COLUMNS)
        for column, tip in enumerate(TIPS):
            self.headerItem().setToolTip(column, tip)
            if column in (STEPS, COST):
                self.headerItem().setTextAlignment(column, RIGHT)
        self.setUniformRowHeights(True)
        self.setIndentation(13)
        self.setMinimumSize(150, 50)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # F2, the button, or `rename`
        self.setItemDelegate(NamesOnly(self))
        self.setExpandsOnDoubleClick(False)
        self.header().setStretchLastSection(True)
        self.header().setMinimumSectionSize(40)
        self._theme = DARK
        self._items: dict[int, QTreeWidgetItem] = {}
        self._groups: dict[Hashable, QTreeWidgetItem] = {}
        self._shape: tuple[object, ...] = ()
        self._shown: dict[int, tuple[object, ...]] = {}
        self.itemChanged.connect(self.on_item_changed)
        self.itemDoubleClicked.connect(self.on_double_clicked)
        self.currentItemChanged.connect(self.on_current_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out among the columns."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Let names be read, and the numbers; what does not fit beside them is scrolled to."""
        width = self.viewport().width()
        room, roomy = width - 2 * NUMBER, width >= ROOMY
        self.setColumnHidden(ORIGIN, not roomy)
        name = max(round(0.34 * room), min(self.sizeHintForColumn(NAME) + 4, LONGEST))
        for column, wide in ((NAME, name), (ORIGIN, round(0.34 * room)), (STEPS, NUMBER), (COST, NUMBER)):
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, wide)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self._theme = theme
        ink = self.palette()
        ink.setColor(QPalette.ColorRole.Window, QColor(theme.muted))  # outlines the boxes
        self.setPalette(ink)
        for item in map(self.topLevelItem, range(self.topLevelItemCount())):
            item.setForeground(NAME, QBrush(QColor(theme.muted)))
        self._shown.clear()

    @property
    def run(self) -> int | None:
        """The number of the run that is selected."""
        item = self.currentItem()
        return None if item is None else item.data(NAME, ID)

    # What there is

    def show_runs(self, runs: Sequence[RunInfo], pens: dict[int, QPen]) -> None:
        """Show `runs`, of which those compared have a pen; a name that is being typed is left alone."""
        shape = tuple((k.id, k.parent, group(k.experiment) if k.parent is None else None) for k in runs)
        if self.editing and shape != self._shape:
            return
        with QSignalBlocker(self):
            old, self._shape = self._shape, shape
            if shape[: len(old)] == old:
                self._add(runs[len(old) :])
            else:
                self._build(runs)
            known = {k.id: k for k in runs}
            written = [self._fill(info, known.get(info.parent), pens.get(info.id)) for info in runs]
        if any(written):
            self._share_room()

    def _build(self, runs: Sequence[RunInfo]) -> None:
        """Make all lines anew, and keep what is selected and folded."""
        selected, at = self.run, self.verticalScrollBar().value()
        folded = {k for k, item in self._items.items() if item.childCount() and not item.isExpanded()}
        self.clear()
        self._items, self._groups = {}, {}
        self._shown.clear()
        self._add(runs)
        for k in folded & self._items.keys():
            self._items[k].setExpanded(False)
        if selected in self._items:
            self.select(selected)
        self.verticalScrollBar().setValue(at)

    def _add(self, runs: Sequence[RunInfo]) -> None:
        """Make lines for runs that have none; the first under another unfolds it."""
        for info in runs:
            above = self._items.get(info.parent)
            if above is None:
                key = group(info.experiment)
                if key not in self._groups:
                    self._groups[key] = self._group(info)
                above = self._groups[key]
            item = QTreeWidgetItem(above)
            item.setData(NAME, ID, info.id)
            for column in (STEPS, COST):
                item.setTextAlignment(column, RIGHT)
            if above.childCount() == 1:
                above.setExpanded(True)
            self._items[info.id] = item

    def _group(self, info: RunInfo) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [group_title(info.experiment)])
        item.setFirstColumnSpanned(True)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setForeground(NAME, QBrush(QColor(self._theme.muted)))
        item.setToolTip(NAME, f"Runs of {group_title(info.experiment)}")
        return item

    def _fill(self, info: RunInfo, parent: RunInfo | None, pen: QPen | None) -> bool:
        """Write a line, if it says something else than before; tell whether its name takes other room."""
        named = None if parent is None else parent.name
        colour = None if pen is None else pen.color().name()
        scores = len(info.record.scores)  # one comes a little after the last step
        shown = (info.name, named, info.fork, info.steps, scores, len(info.edits), info.current, colour)
        before = self._shown.get(info.id, (None,))
        if before == shown:
            return False
        self._shown[info.id] = shown
        item, edits = self._items[info.id], changes(info, parent)
        texts = (info.name, origin(info, parent), grouped(info.steps), last_cost(info), changed_words(edits))
        for column, text in enumerate(texts):
            if column == NAME and self.editing and item is self.currentItem():
                continue
            item.setText(column, text)
            item.setToolTip(column, text)
        item.setToolTip(CHANGED, changed_tip(edits))
        self._mark(item, info, pen)
        return (before[0], before[-1]) != (shown[0], shown[-1])

    def _mark(self, item: QTreeWidgetItem, info: RunInfo, pen: QPen | None) -> None:
        """Tell the run that is shown from the others, and those that are compared."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        font = QFont(self.font())
        font.setBold(info.current)
        item.setFont(NAME, font)
        if info.current:
            item.setFlags(flags)
            item.setData(NAME, Qt.ItemDataRole.CheckStateRole, None)
            item.setIcon(NAME, dot(self._theme.series[0]))
            item.setToolTip(NAME, f"{info.name}: the run that is shown")
        else:
            item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Unchecked if pen is None else Qt.CheckState.Checked
            item.setCheckState(NAME, state)
            item.setIcon(NAME, QIcon() if pen is None else dash(pen))
            item.setToolTip(NAME, f"{info.name}: tick it to compare its curve and settings (C)")
        role = Qt.ItemDataRole.AccessibleTextRole
        said = ", the run shown" if info.current else "" if pen is None else ", compared"
        item.setData(NAME, role, info.name + said)

    def select(self, run: int) -> None:
        """Select a run."""
        item = self._items.get(run)
        if item is not None:
            whole = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.setCurrentItem(item, NAME, whole)

    def write_again(self) -> None:
        """Forget what was typed: the next frame says what is so."""
        self._shown.clear()

    # What a person does

    def rename(self) -> None:
        """Let the selected run's name be typed, unless it is already."""
        item = self.currentItem()
        if item is not None and self.run is not None and self.isVisible() and not self.editing:
            self.scrollToItem(item)
            self.setFocus()
            self.editItem(item, NAME)

    @Slot(QTreeWidgetItem, int)
    def on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        """A name was typed, or a box ticked."""
        run = item.data(NAME, ID)
        shown = self._shown.get(run)
        if run is None or column != NAME or shown is None:
            return
        if item.text(NAME) != shown[0]:
            self.renamed.emit(run, item.text(NAME))
        ticked = item.checkState(NAME) is Qt.CheckState.Checked
        if item.flags() & Qt.ItemFlag.ItemIsUserCheckable and ticked != (shown[-1] is not None):
            self.ticked.emit(run, ticked)

    @Slot(QTreeWidgetItem, int)
    def on_double_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        """Return to the run."""
        if item.data(NAME, ID) is not None:
            self.wanted.emit(item.data(NAME, ID))

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def on_current_changed(self, item: QTreeWidgetItem | None, before: QTreeWidgetItem | None) -> None:
        """Another run is selected."""
        self.chosen.emit()

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here are no actions of the window."""
        return kept(event, _is_own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means for the run selected; while a name is typed, nothing."""
        run = self.run
        if self.editing or run is None or not (_is_own(event) or event.text() in UNFOLDED):
            super().keyPressEvent(event)
        elif event.text() in UNFOLDED:  # whichever column was clicked
            self.currentItem().setExpanded(UNFOLDED[event.text()])
        elif event.key() == Key.Key_F2:
            self.rename()
        elif event.key() == Key.Key_Delete:
            self.unwanted.emit()
        elif event.key() == Key.Key_C:
            compared = self._shown.get(run, (None,))[-1] is not None
            self.ticked.emit(run, not compared)
        else:
            self.wanted.emit(run)


def _is_own(event: QKeyEvent) -> bool:
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    return plain and event.key() in OWN_KEYS
