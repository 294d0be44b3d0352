"""Tells at the start that the last one came to a sudden end, and what Python could still write down."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QPushButton, QWidget

from gui.diagnosis.anonymous import anonymous
from gui.shell.about import Page

HEAD = "Nablascope came to a sudden end the last time"
WORDS = (
    "Below is what Python could still write down. Whoever looks after the program can use it: "
    "<b>Copy report</b> puts it on the clipboard, with versions, settings and the last lines of the log. "
    "It names none of your folders."
)
WIDTH, HEIGHT = 620, 420


class CrashPage(Page):
    """What was written down.

    Signals:
        wanted: the report is to be put on the clipboard.
    """

    wanted = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show `text`; open it with `show`, as nobody need answer."""
        super().__init__("The last time", parent)
        head, words = QLabel(HEAD), QLabel(WORDS)
        head.setProperty("role", "title")
        words.setProperty("role", "muted")
        words.setWordWrap(True)
        self.text = QPlainTextEdit(anonymous(text))
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName("What was written down")
        for part in (head, words, self.text):
            self.column.addWidget(part)
        self.add_close_button()
        self.copy = QPushButton("Copy report")
        self.copy.clicked.connect(self.wanted)
        self.findChild(QDialogButtonBox).addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.resize(WIDTH, HEIGHT)
