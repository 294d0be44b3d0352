"""The strip above the network that tells a lesson step by step."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.course.asking import Asking
from core.course.step import Step
from core.errors import BadInputError
from core.reading import read_number
from gui.course.page import Page
from gui.course.text import CourseText, StepText
from gui.exercise.field import AnswerField
from gui.exercise.symbol import HEIGHT, SymbolLabel
from gui.own_keys import focused
from gui.theme import DARK, Theme, blended
from gui.writing.fonts import ui_font

STRIPE = 4
"""Width of the coloured edge."""
ROW = HEIGHT
"""Height of the row with the answer and the hint: that of the symbol asked for, or of two small lines."""
GO_ON, NEXT_LESSON, FINISH = "Next  ↵", "Next lesson  ↵", "Finish  ↵"


class CourseStrip(QWidget):
    """Shows what a step asks for, takes answers, and tells what was seen when it is done.

    Signals:
        answered: a number was typed.
        advanced: the next step is wanted.
        closed: the lesson is to be left.
        fitted: how high it is, 0 while it is hidden.
    """

    answered = Signal(float)
    advanced = Signal()
    closed = Signal()
    fitted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hidden until there is a lesson."""
        super().__init__(parent)
        self.setObjectName("course")
        self.setAccessibleName("Lesson")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._theme, self._tone = DARK, "muted"
        self._done, self._high = False, 0
        self._make_parts()
        self._arrange()
        self.field.returnPressed.connect(self.on_return)
        self.next.clicked.connect(self.advanced)
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def _make_parts(self) -> None:
        self.title, self.count, self.hint = QLabel(), QLabel(), QLabel()
        self.title.setFont(ui_font(10.0, QFont.Weight.DemiBold))
        self.count.setProperty("role", "muted")
        for label in (self.title, self.count, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.page, self.symbol, self.field = Page(), SymbolLabel(), AnswerField()
        self.field.setMaximumWidth(150)
        self.next = QPushButton(GO_ON)
        self.next.setAutoDefault(True)  # so that Enter presses it, too
        self.next.setToolTip("Go on in the lesson  (Enter, or Ctrl+Enter from anywhere)")
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tip = "Leave the lesson, and go back to your own network; the menu Learn takes it up again here"
        self.close_button.setToolTip(tip)
        self.close_button.setAccessibleName(tip)

    def _arrange(self) -> None:
        head, row, line = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.setSpacing(10)
        for part in (self.title, self.count):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.close_button)
        line.addWidget(self.page, 1)
        line.addStretch(0)
        row.setSpacing(8)
        for part, stretch in ((self.symbol, 0), (self.field, 0), (self.hint, 1), (self.next, 0)):
            row.addWidget(part, stretch)
        row.addStrut(ROW)
        column = QVBoxLayout(self)
        column.setContentsMargins(STRIPE + 10, 4, 8, 4)
        column.setSpacing(2)
        for part in (head, line, row):
            column.addLayout(part)

    def set_theme(self, theme: Theme) -> None:
        """Colour it: it belongs to the window, and is not a warning."""
        self._theme = theme
        self.page.set_theme(theme)
        self.symbol.set_theme(theme)
        self._colour_hint()
        self.update()

    # What the lesson says

    def show_lesson(self, title: str, text: CourseText) -> None:
        """Make room for all texts of a lesson."""
        self.title.setText(title)
        self.page.measure(k for each in text.steps.values() for k in (each.ask, each.told))

    def ask(self, step: Step, text: StepText, count: str) -> None:
        """Show what is to be done, and a field where a number is asked for."""
        self._done = False
        self.update()
        self.count.setText(count)
        self.page.show_items(text.ask)
        asks = isinstance(step.task, Asking)
        entry = step.task.entry if asks else None
        self.symbol.show_entry(entry)
        self.symbol.setVisible(entry is not None)
        self.field.clear()
        self.field.setAccessibleName(f"Your answer: {entry.words}" if entry else "Your answer")
        self.field.setVisible(asks)
        self.next.setVisible(False)
        self.say("")
        self.show()
        if asks:
            self.field.setFocus()

    def tell(self, text: StepText, button: str) -> None:
        """Tell what was seen: the step is done."""
        self._done = True
        self.update()
        self.page.show_items(text.told)
        self.symbol.setVisible(False)
        self.field.setVisible(False)
        self.next.setText(button)
        self.next.setVisible(True)
        self.say("✓  Done", "good")

    def say(self, words: str, tone: str = "text") -> None:
        """Say something about what was done."""
        if (words, tone) == (self.hint.text(), self._tone):
            return  # while training runs it is said with each frame
        self._tone = tone
        self._colour_hint()
        self.hint.setText(words)
        self.hint.setToolTip(words)
        self.hint.setAccessibleName(words)

    def _colour_hint(self) -> None:
        self.hint.setStyleSheet(f"color: {getattr(self._theme, self._tone)}")

    @property
    def has_focus(self) -> bool:
        """Whether what a person types goes here."""
        found = focused()
        return found is not None and self.isAncestorOf(found)

    # What the learner does

    @Slot()
    def on_return(self) -> None:
        """Take an answer; one that can't be read does not count."""
        self.field.selectAll()
        try:
            answer = read_number(self.field.text())
        except BadInputError as error:
            self.say(str(error), "muted")
        else:
            self.answered.emit(answer)

    def event(self, event: QEvent) -> bool:
        """Tell when it needs another height."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide):
            high = self.sizeHint().height() if self.isVisible() else 0
            if high != self._high:
                self._high = high
                self.fitted.emit(high)
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted ground with a coloured edge, which tells when a step is done."""
        painter, theme = QPainter(self), self._theme
        accent = QColor(theme.good if self._done else theme.accent)
        painter.fillRect(self.rect(), blended(accent, theme.surface, 0.07))
        painter.fillRect(QRectF(0, 0, STRIPE, self.height()), accent)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), blended(accent, theme.surface, 0.3))
