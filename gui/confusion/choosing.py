"""Which samples are counted, and of what moment: the line of the dock's title."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.frame import Frame
from gui.confusion.words import CHOICES, EVERYTHING, HELD_OUT, TRAINED, moment
from gui.network.legend import FittingLabel
from gui.one_of import OneOf
from gui.writing.fonts import number_font

TIPS = {
    TRAINED: "Count the samples that are trained on",
    HELD_OUT: "Count the samples that are held out, which training never sees",
    EVERYTHING: "Count all samples",
}


class ChoosingLine(QWidget):
    """At the left when the counts were taken, at the right a choice of samples, where there is one.

    Until a person chooses, the samples held out are counted, if there are any.

    Signals:
        changed: other samples are wanted.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing is known before the first frame."""
        super().__init__(parent)
        self.note = FittingLabel()
        self.note.setFont(number_font(12))
        self.note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.note.setToolTip("The moment of the counts, and what the same samples cost then")
        self.buttons = {name: _button(words, TIPS[name]) for name, words in CHOICES.items()}
        self._group = OneOf(self)
        self._wanted = HELD_OUT
        self._choice = False
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 4, 0)
        line.setSpacing(6)
        line.addWidget(self.note, 1)
        for button in self.buttons.values():
            self._group.addButton(button)
            line.addWidget(button)
            button.hide()
        self.buttons[HELD_OUT].setChecked(True)
        self._group.buttonClicked.connect(self.on_clicked)

    @property
    def which(self) -> str:
        """The samples that are counted: one of `CHOICES`."""
        return self._wanted if self._choice else EVERYTHING

    def show_frame(self, frame: Frame) -> None:
        """Offer a choice where samples are held out, and say when the counts were taken."""
        score = frame.score
        classes = frame.dataset.task == "classification"
        self._choice = classes and (
            bool(frame.held_out.any()) if score is None else score.held_out_cost is not None
        )
        for button in self.buttons.values():
            button.setVisible(self._choice)
        self.note.show_wordings(*moment(frame, self.which))

    @Slot()
    def on_clicked(self) -> None:
        """Take over the choice."""
        self._wanted = next(name for name, button in self.buttons.items() if button.isChecked())
        self.changed.emit()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAccessibleName(f"Count the samples: {text}")
    button.setCheckable(True)
    button.setProperty("role", "small")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
