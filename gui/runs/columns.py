"""The columns of the list of runs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

COLUMNS = ("Run", "begun", "steps", "C_train", "changed")
TIPS = (
    "The runs; those that go on from another are below it",
    "From which run, and after how many steps",
    "How many steps were done by its end",
    "The cost over the whole training set, as it was last worked out",
    "The edits since it parted from the run before",
)
NAME, ORIGIN, STEPS, COST, CHANGED = range(5)


class NamesOnly(QStyledItemDelegate):
    """Lets names be typed, and nothing else."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget | None:
        """An editor for a name, None for any other cell."""
        return super().createEditor(parent, option, index) if index.column() == NAME else None
