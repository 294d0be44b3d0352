"""For data with more than two inputs: whether bars or a plane, and which two inputs span it."""

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from gui.fields import Choice
from gui.one_of import OneOf

BARS, PLANE = "bars", "plane"
TIPS = {
    BARS: ("Bars", "Hold the output for the sample shown against y"),
    PLANE: ("Plane", "Show the output over two of the inputs; the others stand as in the sample shown"),
}
LETTERS = 5
"""Of the name of an input, at least so many are seen."""


class Looks(QWidget):
    """Two buttons, one of which is down.

    Signals:
        chosen: BARS or PLANE, as a person chose.

    Attributes:
        buttons: by look.

    """

    chosen = Signal(str)

    def __init__(self) -> None:
        """Bars at first."""
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        self._group = OneOf(self)
        self.buttons = {look: self._button(row, look) for look in TIPS}
        self.buttons[BARS].setChecked(True)
        self._group.buttonClicked.connect(self.on_clicked)

    def _button(self, row: QHBoxLayout, look: str) -> QPushButton:
        words, tip = TIPS[look]
        button = QPushButton(words)
        button.setObjectName(look)
        button.setProperty("role", "small")
        button.setCheckable(True)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        self._group.addButton(button)
        row.addWidget(button)
        return button

    @property
    def look(self) -> str:
        """BARS or PLANE."""
        return PLANE if self.buttons[PLANE].isChecked() else BARS

    @Slot()
    def on_clicked(self) -> None:
        """Say what was chosen."""
        self.chosen.emit(self.look)


class AxesRow(QWidget):
    """The choice of two axes.

    Signals:
        chosen: the two inputs, from 0, that a person wants to have the axes.

    Attributes:
        across, up: which input goes to the right, and which upwards; `swap` exchanges them.

    """

    chosen = Signal(object)

    def __init__(self) -> None:
        """Nothing to choose until a frame says otherwise."""
        super().__init__()
        self._names: tuple[str, ...] = ()
        self._axes: tuple[int, int] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 6, 0)
        row.setSpacing(4)
        self.across, self.up = self._choice("to the right"), self._choice("upwards")
        self.swap = QPushButton("⇄")
        self.swap.setProperty("role", "small")
        self.swap.setToolTip("Exchange the two axes")
        self.swap.setAccessibleName("Exchange the two axes")
        self.swap.clicked.connect(self.on_swap)
        letters = QLabel("x"), QLabel("y")
        for letter, choice in zip(letters, (self.across, self.up), strict=True):
            letter.setToolTip(choice.toolTip())
        for part in (letters[0], self.across, self.swap, letters[1], self.up):
            row.addWidget(part, 1 if isinstance(part, Choice) else 0)

    def _choice(self, way: str) -> Choice:
        choice = Choice([], f"The input whose axis goes {way}")
        choice.setAccessibleName(f"Input {way}")
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(LETTERS)
        choice.chosen.connect(self.on_chosen)
        return choice

    def show_axes(self, names: tuple[str, ...], axes: tuple[int, int] | None) -> None:
        """Offer the inputs called so; `axes` are the two that have been chosen."""
        if names != self._names:
            self._names = names
            self._offer(names)
        if axes != self._axes:
            self._axes = axes
            for choice, k in zip((self.across, self.up), axes or (-1, -1), strict=True):
                choice.show_value(k)

    def _offer(self, names: tuple[str, ...]) -> None:
        self._axes = None
        for choice in (self.across, self.up):
            with QSignalBlocker(choice):
                choice.clear()
                for k, name in enumerate(names):
                    choice.addItem(name, k)
                choice.setCurrentIndex(-1)
        widest = max((self.fontMetrics().horizontalAdvance(name) for name in names), default=0)
        for choice in (self.across, self.up):
            choice.view().setMinimumWidth(min(widest + 30, 360))

    @Slot()
    def on_chosen(self) -> None:
        """Another input was chosen; where it has the other axis already, the two are exchanged."""
        axes = self.across.value(), self.up.value()
        if axes[0] == axes[1] and self._axes is not None:
            axes = self._axes[1], self._axes[0]
        self._ask(axes)

    @Slot()
    def on_swap(self) -> None:
        """Exchange the two."""
        if self._axes is not None:
            self._ask((self._axes[1], self._axes[0]))

    def _ask(self, axes: tuple[int, int]) -> None:
        self._axes = axes
        for choice, k in zip((self.across, self.up), axes, strict=True):
            choice.show_value(k)
        self.chosen.emit(axes)
