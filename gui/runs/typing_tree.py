"""A tree in whose lines names are typed."""

from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTreeWidget, QWidget

from gui.runs.columns import NAME


class TypingTree(QTreeWidget):
    """A tree in which the field for a name may go at any time, with what was typed in it.

    Qt takes over what was entered in the turn after Enter. A field that has gone by then is hidden.
    """

    @property
    def editing(self) -> bool:
        """Whether a name is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    def stop_typing(self) -> None:
        """Give up the name that is being typed."""
        field = self.indexWidget(self.indexFromItem(self.currentItem(), NAME))
        if self.editing and field is not None:
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.RevertModelCache)

    def commitData(self, editor: QWidget) -> None:
        """Take over what was entered, unless its field has gone."""
        if not editor.isHidden():
            super().commitData(editor)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close the field, unless it has gone."""
        if not editor.isHidden():
            super().closeEditor(editor, hint)
