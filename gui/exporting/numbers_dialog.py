"""The dialog that exports numbers: which, and in which form."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from core.exports.torch_form import torch_lines
from core.frame import Frame
from gui.experiment.arranging import labelled
from gui.exporting import words
from gui.exporting.choices import Choices
from gui.exporting.forms import NUMBERS
from gui.fields import Choice
from gui.shell.about import Page
from gui.shell.asking import STYLE
from gui.writing.fonts import number_font

WIDTH, LINES_HEIGHT, WORDS_LINES = 560, 118, 4
LINES = """
QPlainTextEdit {
    border: 1px solid palette(mid); border-radius: 6px; background: palette(base); padding: 4px;
}
"""


class NumbersDialog(Page):
    """Asks for numbers; Enter exports them, Esc does not.

    Signals:
        agreed: a name of `core.exports.contents`.
    """

    agreed = Signal(str)

    def __init__(self, choices: Choices, frame: Frame, parent: Any) -> None:
        """Offer the last `choices`, which are changed, for the numbers of `frame`."""
        super().__init__("Export numbers", parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setStyleSheet(STYLE + LINES)
        self.choices, self._frame = choices, frame
        self._make_parts()
        self._arrange()
        self.what.chosen.connect(self.on_what)
        self.form.chosen.connect(self.on_form)
        self.export.clicked.connect(self.on_export)
        self.cancel.clicked.connect(self.reject)
        self.copy_button.clicked.connect(self.on_copy)
        self._show()
        self.setFixedWidth(WIDTH)

    def _make_parts(self) -> None:
        self.what = Choice([(words.KINDS[k], k) for k in NUMBERS], "What is written to the file")
        forms = dict.fromkeys(form for forms in NUMBERS.values() for form in forms)
        self.form = Choice([(words.NUMBER_FORMS[k], k) for k in forms], "What the file is for")
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        n, sigmas = self._frame.n, self._frame.experiment.activations
        self.lines = QPlainTextEdit(torch_lines(n, sigmas, words.ARRAYS).rstrip())
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName("Three lines for PyTorch")
        self.lines.setFont(number_font(12))
        self.lines.setFixedHeight(LINES_HEIGHT)
        self.copy_button = QPushButton("&Copy lines")
        self.export, self.cancel = QPushButton("&Export…"), QPushButton("Cancel")
        self.export.setDefault(True)
        for button in (self.copy_button, self.cancel):
            button.setAutoDefault(False)

    def _arrange(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(10)
        for text, field, share in (("Numbers", self.what, 3), ("Form", self.form, 2)):
            column = QVBoxLayout()
            column.setSpacing(3)
            head = labelled(text, field)
            head.setProperty("role", "muted")
            column.addWidget(head)
            column.addWidget(field)
            fields.addLayout(column, share)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.export)
        self.column.addLayout(fields)
        self.column.addWidget(self.text)
        self.column.addWidget(self.lines)
        self.column.addLayout(row)

    def _show(self) -> None:
        what = self.choices.what
        self.what.show_value(what)
        self.form.withhold([k for k in words.NUMBER_FORMS if k not in NUMBERS[what]])
        self.form.show_value(self.choices.form_of(what))
        self.form.setEnabled(len(NUMBERS[what]) > 1)
        self.text.setText(words.numbers_words(what, self._frame))
        for part in (self.lines, self.copy_button):
            part.setVisible(what == "torch")
        lines = 2 if what == "torch" else WORDS_LINES
        self.text.setMinimumHeight(lines * self.text.fontMetrics().lineSpacing())
        self.adjustSize()

    @Slot(object)
    def on_what(self, what: str) -> None:
        """Take other numbers."""
        self.choices.what = what
        self._show()

    @Slot(object)
    def on_form(self, form: str) -> None:
        """Take another form."""
        self.choices.forms[self.choices.what] = form
        self._show()

    @Slot()
    def on_copy(self) -> None:
        """Put the lines on the clipboard."""
        QGuiApplication.clipboard().setText(self.lines.toPlainText() + "\n")

    @Slot()
    def on_export(self) -> None:
        """Close, and say what is wanted."""
        what = self.choices.what
        self.accept()
        self.agreed.emit(f"{what}.{self.choices.form_of(what)}")
