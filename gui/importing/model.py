"""The first rows of a file as a table, and what each column is."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.tables import Column, Preview
from core.tables.cells import is_number
from gui.importing.choices import INPUT, NUMBERS, OUT, TARGET, Choices, Role
from gui.importing.words import ROLE_WORDS, kind_words, name_of
from gui.writing.numbers import counted, grouped
from gui.writing.plain import one_line, plain_tip

MOST_BEYOND = 20
"""Cells too many that are shown, at most."""

Index = QModelIndex | QPersistentModelIndex
ItemRole, Orientation = Qt.ItemDataRole, Qt.Orientation
NOWHERE = QModelIndex()


class PreviewModel(QAbstractTableModel):
    """Cells as they are in the file, columns with the roles that were chosen for them.

    Attributes:
        preview: what was found; None for a file that cannot be understood.
        choices: what was chosen; it has a role for every column.

    """

    def __init__(self) -> None:
        """Empty."""
        super().__init__()
        self.preview: Preview | None = None
        self.choices = Choices(())

    def show(self, preview: Preview | None, choices: Choices) -> None:
        """Show another look at a file."""
        self.beginResetModel()
        self.preview, self.choices = preview, choices
        self.endResetModel()

    def choose(self, choices: Choices) -> None:
        """Show other choices for the same columns."""
        self.choices = choices
        if self.columnCount():
            self.headerDataChanged.emit(Orientation.Horizontal, 0, self.columnCount() - 1)

    def column(self, k: int) -> Column:
        """What is known of a column."""
        assert self.preview is not None
        return self.preview.columns[k]

    def role(self, k: int) -> Role:
        """What a column is."""
        return self.choices.roles[k]

    def is_number(self, k: int) -> bool:
        """Whether a column holds numbers."""
        return self.column(k).kind == "number"

    def text(self, row: int, k: int) -> str:
        """What is in a cell; the last one of a row also shows what the file has behind it."""
        assert self.preview is not None
        text, beyond = self.preview.rows[row][k], self.preview.beyond[row]
        if k < self.columnCount() - 1:
            return text
        return f"{self.preview.delimiter.strip()} ".join((text, *beyond[:MOST_BEYOND]))

    def length_words(self, row: int) -> str:
        """What is wrong with the length of a row; "" for nothing."""
        assert self.preview is not None
        found, columns = self.preview.found[row], self.columnCount()
        if found == columns:
            return ""
        line, are = grouped(self.preview.lines[row]), "is" if columns == 1 else "are"
        return f"Line {line} has {counted(found, 'cell')}, and there {are} {counted(columns, 'column')}."

    def is_fault(self, row: int, k: int) -> bool:
        """Whether a cell is no number where one is needed, or is missing, or is followed by one too many."""
        if self.preview is not None and self._is_wrong_length(row, k):
            return True
        column, role = self.column(k), self.role(k)
        needed = role == INPUT or (role == TARGET and self.choices.task == NUMBERS)
        if not needed or column.kind != "number" or self.preview is None:
            return False
        return not is_number(self.preview.rows[row][k], self.preview.decimal)

    def _is_wrong_length(self, row: int, k: int) -> bool:
        """Whether a cell is not in the file, or has cells behind it that there should not be."""
        assert self.preview is not None
        found, columns = self.preview.found[row], self.columnCount()
        return k >= found or (found > columns and k == columns - 1)

    # What Qt asks for

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if self.preview is None or parent.isValid() else len(self.preview.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns the file has."""
        return 0 if self.preview is None or parent.isValid() else len(self.preview.columns)

    def data(self, index: Index, role: int = ItemRole.DisplayRole) -> str | None:
        """A cell's text, on one line; its tool tip has all of it."""
        if self.preview is None or role not in (ItemRole.DisplayRole, ItemRole.ToolTipRole):
            return None
        text = self.text(index.row(), index.column())
        if role == ItemRole.DisplayRole:
            return one_line(text)
        if self._is_wrong_length(index.row(), index.column()):
            return plain_tip(f"{self.length_words(index.row())} {text}")
        return plain_tip(text) if len(text) > 12 else None

    def headerData(
        self, section: int, orientation: Orientation, role: int = ItemRole.DisplayRole
    ) -> str | None:
        """A column's name, with its role for who hears it; the line in the file that a row begins in."""
        if self.preview is None:
            return None
        if orientation == Orientation.Vertical:
            return self._row_head(section, role)
        column = self.column(section)
        if role == ItemRole.DisplayRole:
            return name_of(column)
        if role == ItemRole.AccessibleTextRole:
            said = ROLE_WORDS[self.role(section)].lower()
            return f"{name_of(column)}, {kind_words(column)}, {said}"
        return self._tip(section) if role == ItemRole.ToolTipRole else None

    def _row_head(self, row: int, role: int) -> str | None:
        assert self.preview is not None
        if role == ItemRole.DisplayRole:
            return str(self.preview.lines[row])
        if role != ItemRole.ToolTipRole:
            return None
        return plain_tip(self.length_words(row) or f"Line {grouped(self.preview.lines[row])}")

    def _tip(self, k: int) -> str:
        column, role = self.column(k), self.role(k)
        name, words = name_of(column), ROLE_WORDS[role].lower()
        why = ", as words are no input" if role == OUT and column.kind == "text" else ""
        others = "" if role == TARGET else "  (T makes it the target)"
        return plain_tip(f"Column {k + 1}, {name}: {kind_words(column)}; {words}{why}{others}")
