"""The bar below the canvas that asks for a number and says what is wrong with an answer."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.errors import BadInputError
from core.exercise import TOLERANCES, Question, judge
from core.frame import Frame
from core.reading import read_number
from gui.exercise.field import AnswerField
from gui.exercise.symbol import SymbolLabel
from gui.exercise.words import about, answer_words, score_words, title, together
from gui.fields import Choice
from gui.network.legend import FittingLabel
from gui.own_keys import focused
from gui.theme import DARK, Theme
from gui.writing.fonts import ui_font

HEIGHT, NARROWEST, WITH_TOLERANCE = 104, 320, 440
"""Its height is fixed, whatever there is to say, so that the network above stands still."""
FLAT = "QComboBox { padding: 0 6px; min-height: 18px }"
"""How the choice of a tolerance looks in the line above the question, where a narrow bar has it."""
USUAL_TOLERANCE = TOLERANCES[1]


class ExerciseBar(QWidget):
    """Asks the question of the present frame, judges answers, and counts.

    Signals:
        next_asked: the person wants to see the next phase.

    Attributes:
        right, asked: questions answered rightly, and questions that were answered or given up.

    """

    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until a frame has a question."""
        super().__init__(parent)
        self.setObjectName("exercise")
        self.setAccessibleName("Exercise")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.right = self.asked = 0
        self._theme = DARK
        self._question: Question | None = None
        self._tried = self._done = False
        self._narrow: bool | None = None
        self._tone = "muted"
        self._make_parts()
        self._arrange()
        self.field.returnPressed.connect(self.on_check)
        self.check.clicked.connect(self.on_check)
        self.show_me.clicked.connect(self.on_show_me)
        self.next.clicked.connect(self.next_asked)

    def _make_parts(self) -> None:
        self.title, self.score, self.verdict, self.about = QLabel(), QLabel(), QLabel(), FittingLabel()
        self.title.setFont(ui_font(10.5, QFont.Weight.DemiBold))
        self.about.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.score.setToolTip("Questions answered rightly, of those answered or given up")
        self.score.setProperty("role", "muted")
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.verdict.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.symbol, self.field = SymbolLabel(), AnswerField()
        options = [(tolerance.words, tolerance) for tolerance in TOLERANCES]
        self.tolerance = Choice(options, "How near an answer must come to count as right")
        self.tolerance.setAccessibleName("Tolerance")
        self.tolerance.show_value(USUAL_TOLERANCE)
        self.check = _button("Check", "Compare the answer with the right one  (Enter)")
        self.show_me = _button("Show me", "Give up, and see the right answer")
        self.next = _button("Next phase  →", "Do the next phase, and see its numbers")

    def _arrange(self) -> None:
        head, row = self._head, self._row = QHBoxLayout(), QHBoxLayout()
        for part in (self.title, self.about, self.score):
            head.addWidget(part, 1 if part is self.about else 0)
        row.setSpacing(8)
        for part in (self.symbol, self.field, self.tolerance, self.check, self.show_me, self.next):
            row.addWidget(part, 100 if part is self.field else 0)
        row.addStretch(1)
        row.addStrut(self.symbol.sizeHint().height())
        self.field.setMaximumWidth(190)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 5, 12, 2)
        column.setSpacing(1)
        column.addLayout(head)
        column.addSpacing(3)
        column.addLayout(row)
        column.addWidget(self.verdict, 1)

    def sizeHint(self) -> QSize:
        """Words, the question, and two lines for what there is to say."""
        return QSize(480, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the canvas may be."""
        return QSize(NARROWEST, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the choice of a tolerance above the question where it has no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < WITH_TOLERANCE
        if narrow != self._narrow:
            self._narrow = narrow
            self._head.setSpacing(8 if narrow else 14)
            (self._head if narrow else self._row).insertWidget(2, self.tolerance)
            self.tolerance.setStyleSheet(FLAT if narrow else "")
            self.field.setPlaceholderText("answer" if narrow else "your answer")
            self._show_score()

    def set_theme(self, theme: Theme) -> None:
        """Colour everything."""
        self._theme = theme
        self.title.setStyleSheet(f"color: {theme.accent}")
        self.symbol.set_theme(theme)
        self._say(self.verdict.text(), self._tone)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.border))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    # What the session says

    def begin(self) -> None:
        """Count from nothing, as when the exercise is switched on."""
        self.right = self.asked = 0
        self._show_score()
        self._take_focus()

    def _take_focus(self) -> None:
        """Let what is typed go to the field, and Enter go on where there is nothing to answer."""
        (self.field if self._question else self.next).setFocus()

    def show_frame(self, frame: Frame) -> None:
        """Ask the question of `frame`, unless it is asked already."""
        self.title.setText(title(frame))
        self.about.show_wordings(*about(frame))
        self.next.setEnabled(frame.state == "paused")
        if frame.question != self._question:
            self._ask(frame.question)
        self._offer()

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer."""
        return self._question is not None and not self._done

    @property
    def has_focus(self) -> bool:
        """Whether what a person types goes here."""
        found = focused()
        return found is not None and self.isAncestorOf(found)

    def _ask(self, question: Question | None) -> None:
        focused = self.has_focus
        self._question = question
        self._tried = self._done = False
        self.field.clear()
        self.symbol.show_entry(question.entry if question else None)
        self.field.setAccessibleName(f"Your answer: {question.entry.words}" if question else "Your answer")
        self._say("", "muted")
        self._offer()
        if focused:
            self._take_focus()

    def _offer(self) -> None:
        """Show what can be done now: answer, or go on."""
        asking = self.asks
        for part in (self.check, self.show_me):
            part.setVisible(asking)
        self.next.setVisible(not asking)
        for part in (self.symbol, self.field):
            part.setVisible(self._question is not None)
        self.field.setReadOnly(not asking)
        self.tolerance.setVisible(asking)

    # What the person does

    @Slot()
    def on_check(self) -> None:
        """Judge the answer; one that can't be read does not count."""
        question = self._question
        if question is None or self._done:
            return
        try:
            answer = read_number(self.field.text())
        except BadInputError as error:
            self._say(str(error), "muted")
            return
        self._count()
        verdict = judge(question, answer, self.tolerance.value())
        if verdict.right:
            self.right += 1
            self._finish(f"Right: {answer_words(question.entry.words, question.answer)}", "good")
        else:
            self._say(verdict.sentence, "bad")
            self.field.selectAll()
        self._show_score()

    @Slot()
    def on_show_me(self) -> None:
        """Tell the right answer, and how it is found."""
        question = self._question
        if question is None or self._done:
            return
        self._count()
        self._show_score()
        self._finish(f"{answer_words(question.entry.words, question.answer)}.  {question.hint}", "text")

    def _count(self) -> None:
        """Count a question once, however often it is tried."""
        self.asked += not self._tried
        self._tried = True

    def _finish(self, words: str, tone: str) -> None:
        """The question is done with: what is left is to go on, by Enter as well."""
        self._done = True
        self._say(words, tone)
        self._offer()
        self.next.setFocus()

    def _say(self, words: str, tone: str) -> None:
        self._tone = tone
        self.verdict.setStyleSheet(f"color: {getattr(self._theme, tone)}")
        self.verdict.setText(together(words))
        self.verdict.setToolTip(words)
        self.verdict.setAccessibleName(words)

    def _show_score(self) -> None:
        self.score.setText(score_words(self.right, self.asked, brief=bool(self._narrow)))


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(True)  # so that Enter presses it, too
    return button
