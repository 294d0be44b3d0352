"""The difference of settings as a table: a column a run, a line for each setting that differs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

from core.timeline.history import RunInfo
from gui.runs.difference import Line, difference
from gui.writing.fonts import number_font

SAME = "no difference"
LEAST, LONGEST = 60, 150
"""Pixels of a column."""


class DifferenceTable(QTreeWidget):
    """Says in what the run shown and those compared with it differ."""

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.setObjectName("difference")
        self.setAccessibleName("Difference of settings between the run shown and those compared")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFont(number_font(12))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setIndentation(0)
        self.setMinimumSize(150, 40)
        self.header().setStretchLastSection(False)
        self._shown: tuple[object, ...] = ()

    def show_runs(self, runs: Sequence[RunInfo], colours: Sequence[str]) -> None:
        """Show the difference of `runs`, the shown one first, its name and theirs in the curves' colours."""
        lines = difference(runs)
        shown = (tuple(k.name for k in runs), tuple(colours), tuple(lines))
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        self.setColumnCount(len(runs) + 1)
        self._show_head(runs, colours)
        for line in lines or [Line(SAME, tuple("" for _ in runs))]:
            self.addTopLevelItem(_item(line))
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns fill the room."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give every run as much as what it says needs, within limits, and all the room that there is."""
        columns = range(1, self.columnCount())
        name = min(LONGEST, self.sizeHintForColumn(0) + 8)
        self.setColumnWidth(0, name)
        wanted = [min(LONGEST, max(LEAST, self.sizeHintForColumn(k) + 8)) for k in columns]
        spare = max(0, self.viewport().width() - name - sum(wanted)) // max(1, len(wanted))
        for column, width in zip(columns, wanted, strict=True):
            self.setColumnWidth(column, width + spare)

    def _show_head(self, runs: Sequence[RunInfo], colours: Sequence[str]) -> None:
        head = QTreeWidgetItem(["", *(k.name for k in runs)])
        for column, (info, colour) in enumerate(zip(runs, colours, strict=True), 1):
            head.setForeground(column, QBrush(QColor(colour)))
            head.setToolTip(column, f"{info.name}{', which is shown' if info.current else ''}")
        self.setHeaderItem(head)

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """What the table says, line by line."""
        items = [self.topLevelItem(k) for k in range(self.topLevelItemCount())]
        return [tuple(item.text(k) for k in range(self.columnCount())) for item in items]


def _item(line: Line) -> QTreeWidgetItem:
    item = QTreeWidgetItem([line.name, *line.values])
    for column, text in enumerate((line.name, *line.values)):
        item.setToolTip(column, text)
    return item
