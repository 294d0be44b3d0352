"""The field of the layer sizes."""

import re

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget


class SizesValidator(QValidator):
    """Accepts sizes such as "8, 8" within the limits, and nothing for no hidden layer."""

    def __init__(self, most_layers: int, most_nodes: int, parent: QObject) -> None:
        super().__init__(parent)
        self._most_layers, self._most_nodes = most_layers, most_nodes

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Tell whether `text` is, or could become, a row of sizes."""
        if not re.fullmatch(r"[\d,; x–-]*", text):
            return QValidator.State.Invalid, text, position
        numbers = [int(k) for k in re.findall(r"\d+", text)]
        if len(numbers) > self._most_layers or any(k > self._most_nodes for k in numbers):
            return QValidator.State.Invalid, text, position
        good = all(numbers)
        return (QValidator.State.Acceptable if good else QValidator.State.Intermediate), text, position

    def fixup(self, text: str) -> str:
        """Leave out layers without nodes when the person has finished."""
        return ", ".join(k for k in re.findall(r"\d+", text) if int(k))


class HiddenField(QWidget):
    """The layer sizes: input and output as the data has them, the hidden ones to be written."""

    changed = Signal(object)
    left = Signal()

    def __init__(self, most_layers: int, most_nodes: int) -> None:
        super().__init__()
        self.setToolTip(
            "n, the nodes of each layer. The hidden ones are written here, such as 8, 8 – "
            f"up to {most_layers} layers of {most_nodes}; input and output are the data's"
        )
        self._sizes: tuple[int, ...] = ()
        self._first, self._last = QLabel(), QLabel()
        self.edit = QLineEdit()
        self.edit.setAccessibleName("Hidden layers")
        self.edit.setPlaceholderText("none")
        self.edit.setToolTip(self.toolTip())
        self.edit.setValidator(SizesValidator(most_layers, most_nodes, self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for part in (self._first, self.edit, self._last):
            row.addWidget(part, 1 if part is self.edit else 0)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self.on_finished)
        self.edit.returnPressed.connect(self.left)

    def show_sizes(self, n: tuple[int, ...]) -> None:
        """Show all layers' sizes without a signal."""
        self._sizes = n[1:-1]
        self._first.setText(f"{n[0]} –")
        self._last.setText(f"– {n[-1]}")
        self.edit.setText(", ".join(map(str, self._sizes)))
        self.edit.setCursorPosition(0)

    @Slot()
    def on_finished(self) -> None:
        """Say what was written, if it is something else."""
        sizes = tuple(int(k) for k in re.findall(r"\d+", self.edit.text()))
        if sizes != self._sizes:
            self._sizes = sizes
            self.changed.emit(sizes)
