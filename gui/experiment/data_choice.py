"""The choice of the data: those that come with the program in their groups, then what a person brings."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent, QStandardItem
from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter

from core.datasets import entries, entry
from core.datasets.given import DRAWING, FILE
from gui.fields import Choice
from gui.writing.numbers import regrouped
from gui.writing.plain import one_line

TIP = "The data set to learn"
OPEN = "open"
"""The value of the last line, which is no data set."""


class DataChoice(Choice):
    """A drop-down list of data sets by name.

    Signals:
        file_wanted: a person wants to open a file. Only the list asks for that: whoever walks along
            with the arrow keys is not stopped by a dialog.
    """

    file_wanted = Signal()

    def __init__(self) -> None:
        super().__init__([], TIP)
        self.setMaxVisibleItems(40)
        group = None
        for known in (*entries(), entry(DRAWING)):
            if known.group != group:
                group = known.group
                self._add_heading(group)
            self._add(known.title, known.name, regrouped(known.description))
        self._add("Open a file…", OPEN, "Read data from a file of numbers or words in columns")
        self._shown: object = None
        self._by_key = False

    def _add_heading(self, group: str) -> None:
        heading = QStandardItem(group)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() - 1)
        heading.setFont(font)
        self.model().appendRow(heading)

    def _add(self, words: str, value: str, tip: str) -> None:
        self.addItem(words, value)
        self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)

    def show_data(self, name: str, title: str) -> None:
        """Show the data set `name`; one from a file has its own line, by its `title`, while it is there."""
        there, title = self.findData(FILE), one_line(title)
        if name != FILE and there >= 0:
            self.removeItem(there)
        elif name == FILE and there < 0:
            self.insertItem(self.findData(OPEN), title, FILE)
        elif name == FILE:
            self.setItemText(there, title)
        self._shown = name
        self.show_value(name)
        self.setToolTip(title if name == FILE else TIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the data set's name, a long one with its middle left out: its ending tells as much."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        parts = QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        room = self.style().subControlRect(*parts).width() - 4
        middle = Qt.TextElideMode.ElideMiddle
        option.currentText = self.fontMetrics().elidedText(option.currentText, middle, room)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and letters choose a data set, and never the dialog."""
        self._by_key = True
        super().keyPressEvent(event)
        self._by_key = False

    @Slot(int)
    def on_activated(self, index: int) -> None:
        """Say what a person chose."""
        if self.itemData(index) != OPEN:
            self._shown = self.itemData(index)
            super().on_activated(index)
            return
        self.show_value(self._shown)
        if not self._by_key:
            self.file_wanted.emit()
