"""How fields and their words are arranged in a form."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

LABELS = 56
"""Pixels of the words before a field, at least."""


class Form(QFormLayout):
    """Fields below one another, each behind its words."""

    def __init__(self, *rows: tuple[str, QWidget], heading: bool = False) -> None:
        """Take pairs of words and field; as a `heading`, the words stand for what is below as well."""
        super().__init__()
        self.setContentsMargins(0, 0, 0, 1)
        self.setHorizontalSpacing(10)
        self.setVerticalSpacing(4)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for text, field in rows:
            words = labelled(text, field)
            words.setMinimumWidth(LABELS)
            if heading:
                words.setProperty("role", "section")
            self.addRow(words, field)


class Row(QWidget):
    """Fields in one row, each below its words; those that are hidden leave the others their room."""

    def __init__(self, *fields: tuple[str, QWidget], widths: Sequence[int] = ()) -> None:
        """Take pairs of words and field, and how the room is shared, equally if nothing is said."""
        super().__init__()
        self._columns: dict[QWidget, QWidget] = {}
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 1)
        row.setSpacing(8)
        for (text, field), width in zip_longest(fields, widths, fillvalue=1):
            self._columns[field] = column = _below(labelled(text, field), field)
            row.addWidget(column, width, Qt.AlignmentFlag.AlignTop)

    def share(self, widths: Sequence[int]) -> None:
        """Share the room in another way."""
        for k, width in enumerate(widths):
            self._row.setStretch(k, width)

    def show_only(self, *fields: QWidget) -> None:
        """Show these fields and hide the others."""
        for field, column in self._columns.items():
            column.setVisible(field in fields)


def labelled(text: str, field: QWidget) -> QLabel:
    """The words of a field."""
    words = QLabel(text)
    words.setToolTip(field.toolTip())
    words.setBuddy(field)
    field.setAccessibleName(text)
    return words


def _below(words: QLabel, field: QWidget) -> QWidget:
    column = QWidget()
    inside = QVBoxLayout(column)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(1)
    inside.addWidget(words)
    inside.addWidget(field)
    for part in (column, field):
        part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return column
