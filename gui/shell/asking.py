"""What is asked and said about files: whether to save, which file, and what went wrong with one."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from gui.shell.about import Page

SUFFIX = ".nablascope"
FILTER = f"Nablascope sessions (*{SUFFIX})"
TABLES = (".csv", ".tsv", ".txt")
_TABLES = " ".join(f"*{suffix}" for suffix in TABLES)
DATA_FILTER = f"Tables of data ({_TABLES});;All files (*)"
OPEN_FILTER = f"Sessions and data (*{SUFFIX} {_TABLES});;{FILTER};;All files (*)"
CSV_FILTER = "CSV files (*.csv);;All files (*)"
WIDTH = 440

SAVE, LEAVE, CANCEL = "save", "leave", "cancel"
"""What can be answered where something would be lost."""

AGAIN = "again"
"""What can be answered where something was refused that could be asked otherwise."""

STYLE = """
QPushButton { padding: 5px 14px; }
QPushButton:default { background: palette(highlight); color: palette(highlighted-text);
    border-color: palette(highlight); font-weight: 600; }
QPushButton:default:hover { border-color: palette(text); }
QPushButton:default:focus {
    border: 3px double palette(highlight); background-clip: padding; padding: 3px 12px;
}
QPushButton:default:disabled {
    background: palette(button); color: palette(placeholder-text); border-color: palette(mid);
}
"""
"""These colours come from the palette, so that they follow the theme."""


class Question(Page):
    """A question with its answers as buttons: the last is at Enter, Esc is "cancel".

    Signals:
        answered: an answer, after the dialog was closed.
    """

    answered = Signal(str)

    def __init__(
        self, title: str, asked: str, more: str, answers: dict[str, str], parent: QWidget, role: str = "muted"
    ) -> None:
        """Ask; `answers` has the words of each answer's button, from left to right.

        `role` is that of what is said below the question: quiet, unless it is what matters.
        """
        super().__init__(title, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setStyleSheet(STYLE)
        self._answer = CANCEL
        self.asked, self.more = _paragraph(asked, "title"), _paragraph(more, role)
        self.column.addWidget(self.asked)
        self.column.addWidget(self.more)
        self.buttons = {answer: QPushButton(words) for answer, words in answers.items()}
        self.column.addLayout(self._row())
        self.finished.connect(self.on_finished)
        self.setFixedSize(self.sizeHint())

    def _row(self) -> QHBoxLayout:
        """The first button is apart from the others."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        for k, (answer, button) in enumerate(self.buttons.items()):
            button.setObjectName(answer)
            button.setAutoDefault(False)  # Enter is for one, wherever the focus is
            button.clicked.connect(self.on_clicked)
            row.addWidget(button)
            if k == 0:
                row.addStretch(1)
        button.setDefault(True)
        button.setFocus()
        return row

    @Slot()
    def on_clicked(self) -> None:
        """Take the answer of the button."""
        self._answer = self.sender().objectName()
        self.accept()

    @Slot(int)
    def on_finished(self, _: int) -> None:
        """Tell what was answered."""
        self.answered.emit(self._answer)


class Notice(Page):
    """Says in a box what went wrong."""

    def __init__(self, title: str, sentence: str, parent: QWidget) -> None:
        """Say `sentence`; open it with `open`."""
        super().__init__(title, parent)
        self.setStyleSheet(STYLE)
        self.text = _paragraph(title, "title"), _paragraph(sentence, "")
        for part in self.text:
            self.column.addWidget(part)
        self.close_button = QPushButton("Close")
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 0)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.column.addLayout(row)
        self.setFixedSize(self.sizeHint())

    @property
    def sentence(self) -> str:
        """What it says."""
        return self.text[1].text()


def _paragraph(text: str, role: str) -> QLabel:
    """Words that are shown as they are: a file may be called <b>."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setFixedWidth(WIDTH)
    label.setMinimumHeight(label.heightForWidth(WIDTH))
    return label


def unsaved_question(title: str, in_a_file: bool, parent: QWidget) -> Question:
    """Ask what is to become of changes to what is `in_a_file`, or of what never was."""
    asked = f"Save the changes to “{title}”?" if in_a_file else f"Save “{title}”?"
    since = "since it was saved last" if in_a_file else "in it"
    more = f"What was done {since} would be lost."
    answers = {LEAVE: "&Don't save", CANCEL: "Cancel", SAVE: "&Save"}
    return Question("Unsaved changes", asked, more, answers, parent)


def overwriting_question(name: str, parent: QWidget) -> Question:
    """Ask whether a file may be written over."""
    more = "There is a file of this name already; what is in it would be lost."
    answers = {CANCEL: "Cancel", SAVE: "&Write over it"}
    return Question("Save as", f"Write over “{name}”?", more, answers, parent)


def refused_question(sentence: str, parent: QWidget) -> Question:
    """Say why a file of data was not opened, and ask whether to look at it again."""
    answers = {CANCEL: "Close", AGAIN: "Choose &again"}
    return Question("Not opened", "Not opened", sentence, answers, parent, role="")


def opening_dialog(folder: Path, parent: QWidget) -> QFileDialog:
    """Let a session file be chosen, or one with data."""
    return _opening("Open", folder, OPEN_FILTER, parent)


def data_opening_dialog(folder: Path, parent: QWidget) -> QFileDialog:
    """Let a file of data be chosen."""
    return _opening("Open data", folder, DATA_FILTER, parent)


def saving_dialog(file: Path, parent: QWidget) -> QFileDialog:
    """Let the name of a session file be chosen; `file` is what it is offered as."""
    return _saving("Save the session as", file, FILTER, SUFFIX[1:], parent)


def data_saving_dialog(file: Path, parent: QWidget) -> QFileDialog:
    """Let the name of a file for data be chosen; `file` is what it is offered as, and nothing is asked."""
    dialog = _saving("Save data as CSV", file, CSV_FILTER, "csv", parent)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return dialog


def export_dialog(file: Path, kinds: str, parent: QWidget) -> QFileDialog:
    """Let the name of a file be chosen that something is exported to; nothing is asked."""
    dialog = _saving("Export", file, kinds, file.suffix[1:], parent)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    return dialog


def _opening(title: str, folder: Path, kinds: str, parent: QWidget) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(existing(folder)), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _saving(title: str, file: Path, kinds: str, suffix: str, parent: QWidget) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(existing(file.parent)), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(file.name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def documents() -> Path:
    """Where a person's files are, as far as the system knows: a folder that is there."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else existing(Path.home())


def existing(folder: Path) -> Path:
    """`folder`, or what is nearest above it: a dialog takes one that is not there for a file's name."""
    return next((k for k in (folder, *folder.absolute().parents) if k.is_dir()), folder)


def usable_name(title: str) -> str:
    """`title` as a file of any system may be called."""
    return "".join("-" if sign in '/\\:*?"<>|' else sign for sign in title)


def with_suffix(file: Path) -> Path:
    """`file`, ending as session files do."""
    return file if file.name.lower().endswith(SUFFIX) else file.with_name(f"{file.name}{SUFFIX}")
