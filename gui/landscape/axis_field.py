"""A field for one of the two parameters of the plane, and a button that takes the next one picked."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.errors import BadInputError
from core.selection import Pick, Selection
from gui.fields import PassingLine
from gui.writing.fonts import number_font
from gui.writing.indices import parameter_name
from gui.writing.parsing import example, read_pick

NARROWEST, WIDEST = 40, 72
"""Of a field: a name is seldom longer than w¹⁶₁₂."""
BUTTON = 31
"""And of the button before it."""


class NameLine(PassingLine):
    """Takes the name of a parameter; Enter takes what was typed, Esc gives it up.

    Signals:
        named: the text that was typed.
        left: the keyboard goes back.

    """

    named = Signal(str)
    left = Signal()

    def __init__(self, what: str) -> None:
        """Empty; `what` is said to those who can't see it."""
        super().__init__()
        self.setAccessibleName(what)
        self.setFont(number_font(13))
        self.setMaxLength(60)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)
        self._name = ""
        self.returnPressed.connect(self.on_return)

    def show_name(self, name: str) -> None:
        """Show the name, unless somebody is typing."""
        typing = self.isModified() and self.text() != self._name
        self._name = name
        if not typing and self.text() != name:
            self.setText(name)

    def give_up(self) -> None:
        """Show again what there is."""
        self.setText(self._name)
        self.deselect()

    def escape(self) -> None:
        """Give up, and give the keyboard back."""
        self.give_up()
        self.left.emit()

    @Slot()
    def on_return(self) -> None:
        """Say what was typed."""
        self.named.emit(self.text())


class AxisField(QWidget):
    """Shows which parameter an axis is of. Where the field is emptied, it follows the selection.

    Signals:
        chosen: the parameter that was named or picked; None to follow the selection.
        armed: the button was pressed, so that the next one picked is for this axis.
        said: why what was typed is no parameter.
        left: the keyboard goes back.

    """

    chosen = Signal(object)
    armed = Signal()
    said = Signal(str)
    left = Signal()

    def __init__(self, sign: str, what: str) -> None:
        """Take the sign on the button, → or ↑, and what the axis is called."""
        super().__init__()
        self.line = NameLine(f"Parameter {what}")
        self.line.setToolTip(f"The parameter {what}")
        self.button = QPushButton(sign)
        self.button.setCheckable(True)
        self.button.setProperty("role", "chip")
        self.button.setFixedWidth(BUTTON)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setAccessibleName(f"Pick the parameter {what}")
        self.button.setToolTip(f"Press, then click a weight or bias in the network: it goes {what}")
        self._n: tuple[int, ...] = ()
        self._what = what
        self._from: Selection | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.button)
        row.addWidget(self.line)
        self.line.named.connect(self.on_named)
        self.line.left.connect(self.left)
        self.button.clicked.connect(self.on_clicked)

    def show_pick(self, pick: Pick, n: tuple[int, ...], selected: Selection | None) -> None:
        """Show the parameter of layers `n`; take the one that is selected since the button was pressed."""
        if n != self._n:
            self._n = n
            self.line.setToolTip(
                f"The parameter {self._what}. Type another and press Enter: {example(n)} "
                "Empty, it follows what is selected in the network"
            )
        self.line.show_name(parameter_name(pick))
        if self.button.isChecked() and isinstance(selected, Pick) and selected != self._from:
            self.button.setChecked(False)
            self.chosen.emit(selected)
        self._from = selected

    @Slot(bool)
    def on_clicked(self, on: bool) -> None:
        """Wait for a pick, or no longer."""
        if on:
            self.armed.emit()

    @Slot(str)
    def on_named(self, text: str) -> None:
        """Take what was typed, or say why that can't be; before the first network there is none to name."""
        if not self._n:
            return
        try:
            pick = read_pick(text, self._n) if text.strip() else None
        except BadInputError as error:
            self.said.emit(str(error))
            self.line.selectAll()
            return
        self.line.setModified(False)
        self.chosen.emit(pick)
        self.left.emit()
