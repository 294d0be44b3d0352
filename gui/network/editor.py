"""Typing another value for a weight, bias, input or target, in its place on the canvas."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QWidget

from core.commands import Edit
from core.errors import BadInputError
from core.frame import Frame
from core.lazily import dataclass
from core.reading import read_number
from core.selection import Node, Pick, Selection, index_of
from core.training import checked_number
from gui.fields import PassingLine
from gui.theme import DARK, Theme
from gui.writing.fonts import number_font
from gui.writing.indices import lowered, parameter_name, raised

SIZE = QSize(184, 30)
"""The least; a number in full precision may need more."""
INSIDE = 28
"""Pixels beside the text: the frame, margins and the cursor."""
GAP = 3


@dataclass(frozen=True)
class Subject:
    """What is edited: the fields of the `Edit` to come, its name and its value when it was taken up."""

    quantity: str
    at: Selection
    sample: int | None
    name: str
    value: float


def subject_of(frame: Frame, selection: Selection) -> Subject:
    """Return what an edit of `selection` changes: of an output node, that is its target.

    Raises `BadInputError` with one sentence for what is computed instead of given.
    """
    if frame.state == "diverged":
        raise BadInputError("Training has diverged: reset it, and edit numbers then.")
    if isinstance(selection, Pick):
        value = frame.theta[index_of(selection, frame.n)]
        return Subject("parameter", selection, None, parameter_name(selection), float(value))
    l, i = selection.l, selection.i
    if 0 < l < frame.L:
        raise BadInputError(
            f"{_value_name(selection)} is computed, not set: edit a weight, a bias or an input."
        )
    quantity, values = ("x", frame.x) if l == 0 else ("y", frame.y)
    return Subject(quantity, selection, frame.sample, f"{quantity}{lowered(i + 1)}", float(values[i, 0]))


def computed_output(node: Node) -> str:
    """Say that the value of an output node can't be set, but its target."""
    name = _value_name(node)
    return f"{name} is computed, not set: what can be set is its target y{lowered(node.i + 1)}, beside it."


def _value_name(node: Node) -> str:
    return f"a{raised(node.l)}{lowered(node.i + 1)}"


class ValueEditor(PassingLine):
    """A field over the canvas: Enter asks for the edit, Esc gives it up; what is no number gets a sentence.

    Signals:
        asked: the `Edit`.
        said: why what was typed can't be, in one sentence.
        closed: the field gives the keyboard back.

    Attributes:
        subject: what is being edited, None while the field is closed.

    """

    asked = Signal(object)
    said = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Lie over `parent`, closed."""
        super().__init__(parent)
        self.setObjectName("value_editor")
        self.setFont(number_font(13))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.resize(SIZE)
        self.subject: Subject | None = None
        self._theme, self._wrong = DARK, False
        self.words = QLabel(parent)
        self.words.setObjectName("value_editor_words")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.returnPressed.connect(self.on_return)
        self.textEdited.connect(self.on_edited)
        self.hide()
        self.words.hide()

    def set_theme(self, theme: Theme) -> None:
        """Write in the colours of `theme`."""
        self._theme = theme
        self._colour_words()

    def _colour_words(self) -> None:
        theme = self._theme
        self.words.setStyleSheet(
            f"background: {theme.raised}; color: {theme.bad if self._wrong else theme.muted};"
            f"border: 1px solid {theme.border}; border-radius: 5px; padding: 3px 6px"
        )

    def open(self, subject: Subject, place: QPointF) -> None:
        """Edit `subject` about `place`, its value selected."""
        self.subject = subject
        self.setAccessibleName(f"New value of {subject.name}")
        self.setText(repr(subject.value).removesuffix(".0"))
        self.setModified(False)
        self._widen()
        self._explain()
        self.move_to(place)
        self.show()
        self.words.show()
        self.raise_()
        self.words.raise_()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _widen(self) -> None:
        """Have room for the value, its sign included."""
        needed = self.fontMetrics().horizontalAdvance(self.text()) + INSIDE
        self.resize(min(max(SIZE.width(), needed), self.parentWidget().width()), SIZE.height())

    def move_to(self, place: QPointF) -> None:
        """Lie about `place`, as far as that is on the canvas."""
        room = self.parentWidget().rect()
        self.move(
            _within(round(place.x()) - self.width() // 2, 0, room.width() - self.width()),
            _within(round(place.y()) - self.height() // 2, 0, room.height() - self.height()),
        )
        self._put_words()

    def _put_words(self) -> None:
        """The words lie below, or above where there is no room."""
        room = self.parentWidget().rect()
        self.words.setFixedWidth(min(max(self.width(), self._width_of_words()), room.width()))
        self.words.adjustSize()
        middle, below = self.geometry().center().x(), self.geometry().bottom() + GAP
        above = self.y() - GAP - self.words.height()
        self.words.move(
            _within(middle - self.words.width() // 2, 0, room.width() - self.words.width()),
            below if below + self.words.height() <= room.height() else above,
        )

    def _width_of_words(self) -> int:
        """One line where it is short, several of 300 pixels otherwise."""
        return min(300, self.words.fontMetrics().horizontalAdvance(self.words.text()) + 20)

    def give_up(self) -> None:
        """Close the field; nothing is changed."""
        if self.subject is None:
            return
        self.subject = None
        had_keyboard = self.hasFocus()
        self.words.hide()
        self.hide()
        if had_keyboard:
            self.closed.emit()

    @Slot()
    def on_return(self) -> None:
        """Ask for the edit; a value that nobody touched is none."""
        subject = self.subject
        if subject is None:
            return
        if self.isModified():
            try:
                value = checked_number(read_number(self.text()), subject.quantity, subject.at)
            except BadInputError as error:
                self._complain(str(error))
                return
            self.asked.emit(Edit(subject.quantity, value, subject.at, subject.sample))
        self.give_up()

    @Slot()
    def on_edited(self) -> None:
        """Whoever corrects what was wrong needs the sentence no longer."""
        if self._wrong:
            self._explain()

    def _complain(self, sentence: str) -> None:
        self._show_words(sentence, wrong=True)
        self.said.emit(sentence)
        self.selectAll()

    def _explain(self) -> None:
        self._show_words(f"{self.subject.name}: Enter sets it, Esc gives up", wrong=False)

    def _show_words(self, words: str, wrong: bool) -> None:
        self.words.setText(words)
        self._wrong = wrong
        self._colour_words()
        self._put_words()


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
