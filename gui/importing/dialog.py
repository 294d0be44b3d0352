"""The dialog that opens data from a file: what is in it, what is learned from which column, what begins."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from core.commands import Import
from core.errors import BadInputError
from core.lazily import dataclass
from core.tables import Preview, preview
from gui.importing import words
from gui.importing.choices import Choices, carried_over, command, first_choices, no_choices, with_role
from gui.importing.form import LearnedFields, WrittenFields
from gui.importing.table import PreviewTable
from gui.shell.about import Page
from gui.shell.asking import STYLE
from gui.writing.fonts import ui_font

SIZE, LEAST, SHARE = QSize(1000, 680), QSize(700, 480), 0.94
WIDEST = 0.85
"""Of the screen's width, where there are many columns."""

KEYS = "Click a role to change it; the keys I, T and L change that of the columns selected."
TABLE = """
QTableView, QLabel#nothing { border: 1px solid palette(mid); border-radius: 6px; background: palette(base); }
QTableView { outline: 0; }
QTableView:focus { border-color: palette(highlight); }
QLabel#nothing { padding: 40px; }
QHeaderView { background: palette(alternate-base); }
QHeaderView::section:vertical {
    background: palette(alternate-base); color: palette(placeholder-text);
    border: 0; border-right: 1px solid palette(mid); padding: 0 6px;
}
QTableCornerButton::section { background: palette(alternate-base); border: 0; }
"""


@dataclass(frozen=True)
class Asked:
    """Everything that a person has said about a file, so that the dialog can be opened again as it was.

    Attributes:
        file: the file.
        seed: what is offered as the seed.
        written: how it is written, as far as a person has said: arguments of `preview`.
        choices: the roles and the rest; None for what is offered at first.

    """

    file: Path
    seed: int = 0
    written: tuple[tuple[str, object], ...] = ()
    choices: Choices | None = None


class ImportDialog(Page):
    """Shows the first rows of a file; Enter opens it as is said below the table, Esc does not.

    Signals:
        agreed: the `Import` to be sent, and the `Asked` that it was made of; the dialog is closed by then.

    Attributes:
        sentence: what stands in the way; "" for nothing.

    """

    agreed = Signal(object, object)

    def __init__(self, asked: Asked, parent: QWidget) -> None:
        """Look at the file; open it with `open`."""
        super().__init__("Open data", parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setStyleSheet(STYLE + TABLE)
        self.asked = asked
        self.preview: Preview | None = None
        self.choices = Choices(())
        self._written = dict(asked.written)
        self.sentence = self._refused = ""
        self._stamp = _stamp(asked.file)
        self._make_parts()
        self._arrange()
        self._connect()
        self.look()
        usual = SIZE.boundedTo(parent.size() * SHARE).expandedTo(LEAST)
        margins = self.column.contentsMargins()
        wanted = self.table.wanted_width() + margins.left() + margins.right()
        most = round(WIDEST * parent.screen().availableSize().width())
        self.resize(usual.expandedTo(QSize(min(wanted, most), 0)))

    # Composition

    def _make_parts(self) -> None:
        self.title, self.about = _label(""), _label("muted")
        self.title.setFont(ui_font(14, self.title.font().Weight.DemiBold))
        self.title.setText(words.file_name(self.asked.file))
        self.title.setToolTip(str(self.asked.file))
        self.written, self.learned = WrittenFields(), LearnedFields()
        self.table, self.nothing = PreviewTable(), _label("bad")
        self.nothing.setObjectName("nothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.keys, self.rows = _label("muted"), _label("muted")
        self.keys.setText(KEYS)
        self.verdict = _label("title")
        self.open_button, self.cancel = QPushButton("&Open"), QPushButton("Cancel")
        self.open_button.setDefault(True)
        self.cancel.setAutoDefault(False)

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        for part in (self.title, self.about):
            names.addWidget(part)
        names.addStretch(1)
        for part in (self.table, self.nothing):
            self.stack.addWidget(part)
        self.column.setSpacing(10)
        self.column.addLayout(_row((names, 1), (self.written, 0)))
        self.column.addWidget(self.stack, 1)
        self.column.addLayout(_row((self.keys, 1), (self.rows, 0)))
        self.column.addWidget(self.learned)
        self.column.addLayout(_row((self.verdict, 1), (self.cancel, 0), (self.open_button, 0)))
        self.table.setFocus()

    def _connect(self) -> None:
        self.written.changed.connect(self.on_written)
        self.learned.changed.connect(self.on_learned)
        self.table.role_chosen.connect(self.on_role_chosen)
        self.open_button.clicked.connect(self.on_open)
        self.cancel.clicked.connect(self.reject)

    # What is in the file

    def changeEvent(self, event: QEvent) -> None:
        """Look again when a person comes back from mending the file."""
        super().changeEvent(event)
        back = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if back and self._stamp != _stamp(self.asked.file):
            self.look()

    def look(self) -> None:
        """Look at the file, written as is assumed now, and offer what can be done with it."""
        before, self._refused, self._stamp = self.preview, "", _stamp(self.asked.file)
        try:
            self.preview = preview(str(self.asked.file), **self._written)
        except BadInputError as error:
            self.preview, self._refused = None, str(error)
            self.written.show_values({name: self._written.get(name) for name in self.written.fields})
            self._show_look()
            return
        self.written.show_preview(self.preview)
        self._choose_anew(before)
        self._show_look()

    def _choose_anew(self, before: Preview | None) -> None:
        """Keep the choices where the columns are the same as before, or offer others."""
        assert self.preview is not None
        kept = self.asked.choices if before is None else carried_over(self.choices, before, self.preview)
        if kept is not None and len(kept.roles) == len(self.preview.columns):
            self.choices = kept
            return
        try:
            self.choices = first_choices(self.preview, self.asked.seed)
        except BadInputError as error:
            self.choices, self._refused = no_choices(self.preview, self.asked.seed), str(error)

    def _show_look(self) -> None:
        found = self.preview
        self.about.setText("" if found is None else words.about_words(found))
        self.rows.setText("" if found is None else words.shown_words(found))
        self.stack.setCurrentWidget(self.nothing if found is None else self.table)
        self.table.show_preview(found, self.choices)
        self._show_choices()

    def _show_choices(self) -> None:
        """Show what was chosen, and what begins with it or stands in the way."""
        if self.preview is not None:
            self.table.show_choices(self.choices)
        self.learned.show_choices(self.preview, self.choices)
        self.keys.setVisible(self.preview is not None)
        self.nothing.setText(self._refused if self.preview is None else "")
        self.sentence = trouble = self._trouble()
        self.verdict.setText(self._verdict())
        _give_role(self.verdict, "bad" if trouble else "title")
        self.open_button.setEnabled(not trouble)
        self.open_button.setToolTip(trouble)

    def _verdict(self) -> str:
        if self.preview is None or self.sentence:
            return self.sentence if self.preview is not None else ""
        begins = f"Begins with {words.network_words(self.preview, self.choices)}."
        return f"{begins} {words.hint(self.choices)}".rstrip()

    def _trouble(self) -> str:
        if self._refused or self.preview is None:
            return self._refused
        return words.problem(self.preview, self.choices)

    # What a person does

    @Slot(str, object)
    def on_written(self, name: str, value: object) -> None:
        """Look again, at a file that is written so."""
        self._written[name] = value
        self.look()

    @Slot(str, object)
    def on_learned(self, name: str, value: object) -> None:
        """Choose something else for the rows."""
        self._choose(replace(self.choices, **{name: value}))

    @Slot(object, str)
    def on_role_chosen(self, columns: tuple[int, ...], role: str) -> None:
        """Choose another role for some columns."""
        self._choose(with_role(self.choices, self.preview, columns, role))

    def _choose(self, choices: Choices) -> None:
        self.choices, self._refused = choices, ""
        self._show_choices()

    @Slot()
    def on_open(self) -> None:
        """Close, and say what is wanted."""
        if self.preview is None or self.sentence:
            return
        asked = replace(self.asked, written=tuple(self._written.items()), choices=self.choices)
        wanted: Import = command(self.preview, self.choices)
        self.accept()
        self.agreed.emit(wanted, asked)


def _stamp(file: Path) -> tuple[int, int] | None:
    """When a file was last written and how long it is; None where it is not there."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size


def _label(role: str) -> QLabel:
    """Words that are shown as they are: a file may be called <b>."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(role in ("title", "bad"))
    return label


def _give_role(label: QLabel, role: str) -> None:
    """Let a label look like another kind of words."""
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)


def _row(*parts: tuple[QWidget | QVBoxLayout, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for part, stretch in parts:
        (row.addWidget if isinstance(part, QWidget) else row.addLayout)(part, stretch)
    return row
