"""A field that names the weight or bias that is selected, and takes the name of another."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from core.errors import BadInputError
from core.frame import Frame
from core.selection import Pick
from gui.fields import ELSEWHERE, PassingLine
from gui.writing.fonts import number_font
from gui.writing.indices import parameter_name
from gui.writing.parsing import example, read_pick

WIDTH = 96


class PickField(PassingLine):
    """Shows w²₁₃ while nobody types; Enter selects what was typed, Esc gives it up.

    Signals:
        picked: the weight or bias that was typed.
        said: why what was typed is none, in one sentence.
        left: the field gives the keyboard back.

    """

    picked = Signal(object)
    said = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until the first `show_frame`."""
        super().__init__(parent)
        self.setObjectName("pick_field")
        self.setAccessibleName("Weight or bias")
        self.setFont(number_font(13))
        self.setMaxLength(60)
        self._n: tuple[int, ...] = ()
        self._name = ""
        self.returnPressed.connect(self.on_return)

    def sizeHint(self) -> QSize:
        """Room for a weight of a large network."""
        return QSize(WIDTH, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def show_frame(self, frame: Frame) -> None:
        """Name what is selected in `frame`, unless somebody is typing."""
        if frame.n != self._n:
            self._n = frame.n
            said = example(frame.n)
            self.setPlaceholderText(said.split(" is ")[0])
            self.setToolTip(f"Type the name of a weight or bias and press Enter: {said}")
        name, typing = parameter_name(frame.pick) if isinstance(frame.pick, Pick) else "", self._typing
        if name != self._name:
            self._name = name
            if not typing:
                self.setText(name)
                if self.hasFocus():
                    self.selectAll()

    @property
    def _typing(self) -> bool:
        return self.isModified() and self.text() != self._name

    @Slot()
    def on_return(self) -> None:
        """Select what was typed, or say why that can't be."""
        try:
            pick = read_pick(self.text(), self._n)
        except BadInputError as error:
            self.said.emit(str(error))
            self.selectAll()
            return
        self._name = parameter_name(pick)
        self.setText(self._name)
        self.picked.emit(pick)
        self.left.emit()

    # The keyboard

    def escape(self) -> None:
        """Give up, and give the keyboard back."""
        self.give_up()
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the first key replace the name."""
        super().focusInEvent(event)
        if event.reason() not in ELSEWHERE:
            self.selectAll()

    def give_up(self) -> None:
        """Show again what is selected."""
        self.setText(self._name)
        self.deselect()
